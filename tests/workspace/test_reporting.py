from __future__ import annotations

import json

from cocreate.workspace.reporting import appendix_of, report_of
from cocreate.workspace.review import Review
from cocreate.workspace.workspace import Workspace
from tests.workspace.conftest import Agents
from tests.workspace.writing import pasting, type_text


def test_the_report_counts_text_work_and_lineage(
    workspace: Workspace, scene: str, agents: Agents, review: Review
):
    type_text(workspace, scene, "The sea was calm.")
    review.accept(agents.offer(scene, "sea", "grey sea"))
    workspace.edit(scene, 22, 22, " Pasted.", pasting())
    workspace.undo(scene)
    made = report_of(workspace)
    work = {(row.contributor.value, row.method.value): row for row in made.work.rows}
    assert work["human", "typed"].inserted == 17
    assert work["ai", "accepted"].inserted == 5
    assert made.work.undone_removed == 8
    (kept,) = made.lineage.suggestions
    assert (kept.agent, kept.offered_words, kept.kept_words) == ("Line-Editor", 1, 1)
    assert (made.lineage.sentences, made.lineage.with_ai) == (1, 1)


def test_it_looks_at_the_state_as_it_stands_open_burst_included(workspace: Workspace, scene: str):
    type_text(workspace, scene, "Just now")
    made = report_of(workspace)
    (row,) = made.work.rows
    assert row.inserted == 8


def test_as_back_matter_it_has_words_and_a_page(workspace: Workspace, scene: str):
    type_text(workspace, scene, "Words.")
    appendix = appendix_of(report_of(workspace))
    assert appendix.markdown
    assert "<script" not in appendix.html
    assert json.loads(appendix.typst)[0]["tag"] == "article"
