from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.agents.agent import Answers, Engine, Needs, Purpose, Reads
from cocreate.agents.roster import Roster, load_roster
from cocreate.base.errors import AgentFileError, NotFoundError
from cocreate.core.usage import Money
from tests.agents.gather import RESOURCES

SHIPPED = [
    "copy-editor",
    "tightener",
    "echo-finder",
    "consistency-reader",
    "pacing-reader",
    "line-editor",
    "developmental-editor",
    "continuity-reader",
    "brainstormer",
    "first-reader",
    "estranger",
]

GOOD = """---
# a remark
title: "My editor"
role: Reads with care.
purpose: line_edit
model: openai/gpt
reads: [scene, 'notes']
needs: any model
answers: hunks
max_calls: 3
max_tokens: 1_500
max_cost: 0.50 eur
---

Be kind.
"""


def _roster(folder: Path, **files: str | bytes) -> Roster:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / f"{name}.md").write_bytes(data)
    return load_roster([folder])


def test_the_shipped_agents_are_those_of_the_contract():
    roster = load_roster([RESOURCES])
    assert roster.problems == ()
    assert sorted(agent.name for agent in roster.agents) == sorted(SHIPPED)
    for agent in roster.agents:
        assert agent.role.endswith(".")
        assert len(agent.instructions) > 300


@pytest.mark.parametrize(
    ("name", "needs", "answers", "engine", "purpose"),
    [
        ("copy-editor", Needs.NONE, Answers.HUNKS, Engine.HARPER, Purpose.COPYEDIT),
        ("tightener", Needs.ANY_MODEL, Answers.HUNKS, Engine.TIGHTENER, Purpose.LINE_EDIT),
        ("echo-finder", Needs.NONE, Answers.NOTES, Engine.ECHO, Purpose.CRITIQUE),
        ("consistency-reader", Needs.NONE, Answers.NOTES, Engine.CONSISTENCY, Purpose.CRITIQUE),
        ("pacing-reader", Needs.NONE, Answers.NOTES, Engine.PACING, Purpose.CRITIQUE),
        ("line-editor", Needs.LARGER_MODEL, Answers.HUNKS, Engine.MODEL, Purpose.LINE_EDIT),
        ("developmental-editor", Needs.LARGER_MODEL, Answers.NOTES, Engine.MODEL, Purpose.CRITIQUE),
        ("continuity-reader", Needs.LARGER_MODEL, Answers.NOTES, Engine.MODEL, Purpose.CRITIQUE),
        ("brainstormer", Needs.LARGER_MODEL, Answers.TEXT, Engine.MODEL, Purpose.BRAINSTORM),
        ("first-reader", Needs.LARGER_MODEL, Answers.NOTES, Engine.MODEL, Purpose.CRITIQUE),
        ("estranger", Needs.LARGER_MODEL, Answers.HUNKS, Engine.MODEL, Purpose.REWRITE),
    ],
)
def test_a_shipped_agent_needs_and_answers_what_it_should(
    name: str, needs: Needs, answers: Answers, engine: Engine, purpose: Purpose
):
    agent = load_roster([RESOURCES]).get(name)
    assert (agent.needs, agent.answers, agent.engine) == (needs, answers, engine)
    assert agent.purpose is purpose
    assert agent.model == "default"


def test_every_key_is_read(tmp_path: Path):
    agent = _roster(tmp_path, mine=GOOD).get("mine")
    assert (agent.title, agent.role, agent.model) == ("My editor", "Reads with care.", "openai/gpt")
    assert agent.reads == (Reads.SCENE, Reads.NOTES)
    assert (agent.max_calls, agent.max_tokens) == (3, 1_500)
    assert agent.max_cost == Money(500_000, "EUR")
    assert agent.instructions == "Be kind."
    assert agent.file == tmp_path / "mine.md"


def test_what_is_not_said_has_a_sensible_value(tmp_path: Path):
    text = "\ufeff---\r\npurpose: other\r\nreads: scene\r\nmax_cost:\r\n---\r\nHelp.\r\n"
    agent = _roster(tmp_path, **{"my-own-agent": text}).get("my-own-agent")
    assert agent.title == "My own agent"
    assert agent.needs is Needs.LARGER_MODEL
    assert agent.answers is Answers.TEXT
    assert agent.reads == (Reads.SCENE,)
    assert agent.max_cost is None


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("---\n# a", "# a", 1, "begin"),
        ("max_cost: 0.50 eur\n---\n", "max_cost: 0.50 eur\n", 15, "closing"),
        ("role: Reads with care.", "role Reads with care.", 4, "key: value"),
        ("role:", "rôle:", 4, "not a key"),
        ("role: Reads with care.", "title: again", 4, "twice"),
        ("purpose: line_edit\n", "", 1, 'lacks "purpose"'),
        ("purpose: line_edit", "purpose: fun", 5, "must be one of brainstorm"),
        ("needs: any model", "needs: a miracle", 8, "larger model"),
        ("answers: hunks", "answers: poems", 9, "hunks, notes, text"),
        ("[scene, 'notes']", "[scene, 'notes'", 7, "[a, b]"),
        ("[scene, 'notes']", "[scene, mail]", 7, '"mail"'),
        ("max_calls: 3", "max_calls: 0", 10, "1 to 1000"),
        ("max_tokens: 1_500", "max_tokens: many", 11, "1 to 1000000"),
        ("0.50 eur", "a lot", 12, "amount"),
        ("0.50 eur", "-1", 12, "amount"),
        ("0.50 eur", "NaN", 12, "amount"),
        ("Be kind.\n", "", 15, "no instructions"),
    ],
)
def test_a_broken_file_is_named_with_its_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str
):
    assert old in GOOD
    roster = _roster(tmp_path, broken=GOOD.replace(old, new), sound=GOOD)
    [problem] = roster.problems
    assert (problem.name, problem.line) == ("broken", line)
    assert reason in problem.reason
    assert f"broken.md cannot be used: line {line}, " in problem.sentence
    assert [agent.name for agent in roster.agents] == ["sound"]
    with pytest.raises(AgentFileError, match="broken"):
        roster.get("broken")


def test_files_that_are_no_text_are_named(tmp_path: Path):
    (tmp_path / "folder.md").mkdir()
    roster = _roster(tmp_path, latin=b"---\ntitle: caf\xe9\n---\n", large=b"x" * 300_000, empty=b"")
    reasons = {problem.name: (problem.line, problem.reason) for problem in roster.problems}
    assert reasons["latin"] == (2, "it is not UTF-8 text; save it as UTF-8")
    assert reasons["large"][1] == "it is larger than 200 kB"
    assert reasons["empty"][0] == 1
    assert reasons["folder"][1] == "it is not a file"


def test_the_first_sound_file_of_a_name_wins(tmp_path: Path):
    _roster(tmp_path / "mine", **{"line-editor": GOOD, "estranger": "broken"})
    roster = load_roster([tmp_path / "mine", tmp_path / "missing", RESOURCES])
    assert roster.get("line-editor").title == "My editor"
    assert roster.get("estranger").title == "Estranger"
    assert [problem.name for problem in roster.problems] == ["estranger"]
    assert len(roster.agents) == len(SHIPPED)


def test_an_unknown_name_is_told_with_those_at_hand(tmp_path: Path):
    with pytest.raises(NotFoundError, match="at hand are: mine"):
        _roster(tmp_path, mine=GOOD).get("yours")
    with pytest.raises(NotFoundError, match="none"):
        Roster().get("yours")
