from __future__ import annotations

import gc

import pytest

from cocreate.base.bulk import bulk_work


@pytest.fixture(autouse=True)
def _as_before():
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("is_on", [True, False])
def test_garbage_is_looked_for_again_afterwards_where_it_was_before(is_on):
    (gc.enable if is_on else gc.disable)()
    with bulk_work():
        assert not gc.isenabled()
    assert gc.isenabled() is is_on


def test_it_is_looked_for_again_after_trouble():
    gc.enable()
    with pytest.raises(ValueError, match="trouble"), bulk_work():
        raise ValueError("trouble")
    assert gc.isenabled()
