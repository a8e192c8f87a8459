"""The worked cases of attribution, by keys on the real page, read back through the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication

from cocreate.base.errors import DecisionError
from cocreate.core.origin import TYPED, plain
from cocreate.workspace.echoes import Echoes
from cocreate.workspace.mirror import Mirror
from tests.accuracy.measure import call
from tests.accuracy.page import CTRL
from tests.flows.desk import GREY, HUMAN, SEA, Desk, Row, greyed


def test_case_1_what_is_typed_is_the_writers(desk: Desk):
    desk.write(SEA)
    assert desk.spans() == [(SEA, *HUMAN)]
    report = desk.report()
    assert report["surviving"]["classes"] == [
        {"contributor": "human", "method": "typed", "characters": 14, "words": 4}
    ]
    assert report["surviving"]["human"] == {"low": 1.0, "high": 1.0}
    assert report["surviving"]["ai"] == {"low": 0.0, "high": 0.0}
    assert report["characters"] == {"human": 17, "ai": 0, "tool": 0, "unknown": 0}
    assert report["text"]["characters"] == 17


def test_case_2_only_the_new_word_of_a_suggestion_is_the_agents(desk: Desk):
    desk.write(SEA)
    hunk = desk.accepted(SEA, GREY)
    assert desk.spans() == greyed(hunk)
    report = desk.report()
    assert report["characters"] == {"human": 17, "ai": 5, "tool": 0, "unknown": 0}
    assert report["lineage"]["suggestions"] == [
        {**report["lineage"]["suggestions"][0], "id": hunk, "offered_words": 1, "kept_words": 1}
    ]
    assert report["curation"]["accepted"] == 1
    assert desk.work() == {("human", "typed"): (17, 0), ("ai", "accepted"): (5, 0)}


def test_case_3_undo_and_redo_bring_origins_and_suggestion_back(desk: Desk):
    desk.write(SEA)
    hunk = desk.accepted(SEA, GREY)
    desk.press(Qt.Key.Key_Z, "", CTRL)
    assert desk.spans() == [(SEA, *HUMAN)]
    assert desk.report()["surviving"]["human"] == {"low": 1.0, "high": 1.0}
    assert desk.verdicts(desk.scene) == {hunk: "pending"}
    desk.press(Qt.Key.Key_Y, "", CTRL)
    assert desk.spans() == greyed(hunk)
    assert desk.verdicts(desk.scene) == {hunk: "accepted"}
    report = desk.report()
    assert report["undone"] == {"inserted": 5, "removed": 5}
    assert desk.work() == {("human", "typed"): (17, 0), ("ai", "accepted"): (5, 0)}


def test_case_4_a_sentence_cut_and_pasted_elsewhere_is_moved(desk: Desk):
    first = desk.scene
    desk.write(SEA)
    hunk = desk.accepted(SEA, GREY)
    desk.press(Qt.Key.Key_A, "", CTRL)
    desk.press(Qt.Key.Key_X, "", CTRL)
    second = desk.new_scene("Elsewhere")
    desk.press(Qt.Key.Key_V, "", CTRL)
    assert desk.spans(second) == greyed(hunk)
    assert desk.spans(first) == []
    report = desk.report()
    assert report["moves"] == {"count": 1, "characters": len(GREY)}
    assert desk.work() == {("human", "typed"): (17, 0), ("ai", "accepted"): (5, 0)}


def test_case_5_a_paragraph_from_a_browser_is_of_unknown_source(desk: Desk):
    desk.write("Mine.\n")
    data = QMimeData()
    data.setText("Not mine.")
    data.setHtml("<p>Not <b>mine</b>.</p>")
    QGuiApplication.clipboard().setMimeData(data)
    desk.press(Qt.Key.Key_V, "", CTRL)
    assert desk.spans() == [("Mine.\n", *HUMAN), ("Not mine.", "unknown", "pasted", None)]
    surviving = desk.report()["surviving"]
    assert surviving["total"] == 13
    assert surviving["human"] == pytest.approx({"low": 5 / 13, "high": 1.0})
    assert surviving["ai"] == pytest.approx({"low": 0.0, "high": 8 / 13})
    assert surviving["coverage"] == pytest.approx(5 / 13)


def test_case_6_rewriting_does_not_hide_where_a_paragraph_came_from(desk: Desk):
    offered = " ".join(f"word{number}" + ("." if number % 8 == 7 else "") for number in range(40))
    offered = offered.replace(". w", ". W")
    desk.write("Draft")
    hunk = desk.accepted("Draft", offered)
    for number, word in enumerate(offered.split()):
        if number % 10 >= 3:
            start = desk.text(desk.scene).index(word)
            desk.write_over(start, start + len(word.rstrip(".")), f"Own{number}")
    found = desk.spans()
    own = "".join(words for words, by, _, _ in found if by == "human")
    assert len(own.split("Own")) - 1 == 28
    assert {row[1:] for row in found} == {HUMAN, ("ai", "accepted", hunk)}
    report = desk.report()
    [kept] = report["lineage"]["suggestions"]
    assert (kept["id"], kept["offered_words"], kept["kept_words"]) == (hunk, 40, 12)
    assert report["lineage"]["with_ai"] == report["lineage"]["sentences"] == 5
    classes = {row["contributor"]: row["words"] for row in report["surviving"]["classes"]}
    mixed = report["surviving"]["mixed_words"]  # a rewritten word before the agent's full stop
    assert classes["ai"] == 12
    assert classes["human"] + mixed == 28
    assert "30 %" in call("report", desk.path, "--format", "md").replace("\u00a0", " ")


def test_case_7_a_retyped_suggestion_stays_typed_and_is_one_open_match(desk: Desk):
    words = "Beyond the pier a lamp turned slowly over water that nobody had crossed since autumn."
    desk.write(f"{SEA}\n")
    echoes = Echoes(desk.workspace)
    hunk = desk.suggest(SEA, words)
    desk.review.reject(hunk)
    desk.write(words)
    desk.pass_time(3)
    desk.workspace.tick()
    assert desk.spans() == [(f"{SEA}\n{words}", *HUMAN)]
    assert desk.matches() == (1, 0, 0)
    (match,) = echoes.open_matches()
    assert (match.source, match.words) == (hunk, 15)
    echoes.confirm(match.id)
    assert desk.spans() == [
        (f"{SEA}\n", *HUMAN),
        (words.removesuffix("."), "ai", "accepted", hunk),
        (".", *HUMAN),
    ]
    assert desk.view.document_text() == f"{SEA}\n{words}"
    assert desk.matches() == (0, 1, 0)
    assert desk.work() == {("human", "typed"): (len(words) + 18, 0)}
    desk.press(Qt.Key.Key_Z, "", CTRL)
    assert desk.spans() == [(f"{SEA}\n{words}", *HUMAN)]
    assert desk.matches() == (1, 0, 0)


def test_case_8_what_an_input_method_commits_is_the_writers_and_nothing_else(desk: Desk):
    desk.write("Draft")
    hunk = desk.accepted("Draft", "It rained. It rained on.")
    desk.select(11, 11)
    for preedit in ("k", "ka", "kan", "漢"):
        desk.compose(preedit)
    assert desk.spans() == [("It rained. It rained on.", "ai", "accepted", hunk)]
    desk.compose("", "漢字")
    assert desk.spans() == [
        ("It rained. ", "ai", "accepted", hunk),
        ("漢字", *HUMAN),
        ("It rained on.", "ai", "accepted", hunk),
    ]
    assert desk.work()["human", "typed"] == (7, 5)


def test_case_9_a_replacement_in_300_places_makes_only_those_words_the_writers(desk: Desk):
    line = "A colour, a wall.\n"
    desk.write("Draft")
    hunk = desk.accepted("Draft", line * 100)
    desk.select(len(line) * 100, len(line) * 100)
    desk.from_elsewhere(line * 100)
    desk.press(Qt.Key.Key_V, "", CTRL)
    desk.write(line * 100)
    before = desk.text(desk.scene)
    places = [at for at in range(len(before)) if before.startswith("colour", at)]
    assert len(places) == 300
    desk.replace([(at, at + 6, plain("color", TYPED)) for at in places])
    wanted: list[Row] = []
    for by in (("ai", "accepted", hunk), ("unknown", "pasted", None)):
        wanted += [("A ", *by), ("color", *HUMAN), (", a wall.\n", *by)] * 100
    joined = [*_joined(wanted), ("A color, a wall.\n" * 100, *HUMAN)]
    assert desk.spans() == joined
    desk.press(Qt.Key.Key_Z, "", CTRL)
    assert [row[1:] for row in desk.spans()] == [
        ("ai", "accepted", hunk),
        ("unknown", "pasted", None),
        HUMAN,
    ]


def _joined(rows: list[Row]) -> list[Row]:
    """Join neighbours of one origin, as spans do."""
    found: list[Row] = []
    for row in rows:
        if found and found[-1][1:] == row[1:]:
            found[-1] = (found[-1][0] + row[0], *row[1:])
        else:
            found.append(row)
    return found


def test_case_10_paragraphs_joined_and_split_elsewhere_keep_their_origins(desk: Desk):
    desk.write("Draft\nI wrote this.")
    hunk = desk.accepted("Draft", "It rained on.")
    start = len("It rained on.\n")
    desk.select(start, start)
    desk.press(Qt.Key.Key_Backspace)
    desk.select(2, 2)
    desk.type("\n")
    assert desk.spans() == [
        ("It", "ai", "accepted", hunk),
        ("\n", *HUMAN),
        (" rained on.", "ai", "accepted", hunk),
        ("I wrote this.", *HUMAN),
    ]
    assert desk.view.document_text() == "It\n rained on.I wrote this."


def test_case_11_a_file_edited_elsewhere_keeps_what_was_not_touched(desk: Desk, tmp_path: Path):
    desk.write(SEA)
    hunk = desk.accepted(SEA, GREY)
    mirror = Mirror(desk.workspace)
    mirror.start(tmp_path / "mirror")
    path = tmp_path / "mirror" / "001 Opening.md"
    path.write_text(path.read_text("utf-8").replace("calm", "very calm"), "utf-8")
    desk.pass_time(3)
    desk.workspace.tick()
    (found,) = mirror.found
    assert desk.spans() == greyed(hunk)
    assert mirror.take_in(found) == 0
    unseen = ("very ", "unknown", "unobserved", None)
    assert desk.spans() == [*greyed(hunk)[:2], ("sea was ", *HUMAN), unseen, ("calm.", *HUMAN)]
    assert desk.view.document_text() == "The grey sea was very calm."
    report = desk.report()
    assert report["characters"] == {"human": 17, "ai": 5, "tool": 0, "unknown": 5}
    assert report["surviving"]["human"]["low"] < report["surviving"]["human"]["high"]


def test_case_12_the_other_suggestion_on_a_line_moves_with_it(desk: Desk):
    desk.write(SEA)
    first = desk.suggest("The sea", "The wide grey sea")
    second = desk.suggest("calm", "still")
    desk.review.accept(first)
    listed = json.loads(call("suggestions", desk.path, "--json"))
    assert [(row["id"], row["old"], row["line"]) for row in listed] == [(second, "calm", 1)]
    desk.review.accept(second)
    assert desk.spans() == [
        ("The ", *HUMAN),
        ("wide grey ", "ai", "accepted", first),
        ("sea was ", *HUMAN),
        ("still", "ai", "accepted", second),
        (".", *HUMAN),
    ]


def test_case_12_a_suggestion_whose_words_are_gone_is_stale_and_says_so(desk: Desk):
    desk.write(SEA)
    first = desk.suggest("sea was calm", "sea lay calm")
    second = desk.suggest("was calm", "was never calm")
    desk.review.accept(first)
    with pytest.raises(DecisionError, match="stale"):
        desk.review.accept(second)
    listed = json.loads(call("suggestions", desk.path, "--all", "--json"))
    assert {row["id"]: row["verdict"] for row in listed} == {first: "accepted", second: "stale"}
    assert desk.text(desk.scene) == "The sea lay calm."
    assert desk.report()["curation"]["stale"] == 1
