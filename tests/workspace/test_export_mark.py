from __future__ import annotations

import pytest

from cocreate.workspace.export_mark import ExportMark, mark_of, read_mark
from cocreate.workspace.workspace import Workspace


def test_a_mark_is_read_back(workspace: Workspace):
    project = workspace.project
    made = mark_of(project, 12)
    assert read_mark(made) == ExportMark(project.identity, 12, project.ledger.head())
    reviewed = read_mark(mark_of(project, 12, for_review=True))
    assert reviewed == ExportMark(project.identity, 12, project.ledger.head(), for_review=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cocreate a b c",
        "other a 1 c",
        "cocreate a ² c",
        "a b",
        "cocreate a 1 c d",
        "cocreate a b c review",
    ],
)
def test_other_words_are_no_mark(text: str):
    assert read_mark(text) is None
