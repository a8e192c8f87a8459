from __future__ import annotations

import pytest

from cocreate.base import errors
from cocreate.base.errors import CocreateError, ProjectError, ProjectHeldError, ProviderError


def families():
    return [
        value
        for value in vars(errors).values()
        if isinstance(value, type) and issubclass(value, CocreateError)
    ]


@pytest.mark.parametrize("family", families())
def test_every_trouble_carries_one_sentence(family):
    assert family("The disk is full.").sentence == "The disk is full."


def test_every_trouble_stands_in_the_tree_of_the_docstring():
    assert errors.__doc__ is not None
    for family in families():
        assert family.__name__ in errors.__doc__


def test_a_held_project_is_a_trouble_with_the_project():
    with pytest.raises(ProjectError, match="held"):
        raise ProjectHeldError("The project is held.")


def test_a_provider_may_say_when_to_ask_again():
    assert ProviderError("Wait.", retry_after_s=2.5).retry_after_s == 2.5
    assert ProviderError("Wait.").retry_after_s is None
