from __future__ import annotations

from cocreate.workspace.needles import SIGN, WINDOW, Needles, blotted, places_of

LINE = "My secret name is Ishmael."


def found(passage: str, text: str) -> str:
    return blotted(text, Needles(passage).places(text)).replace(SIGN, "#")


def test_a_long_run_of_the_passage_is_found_wherever_it_is_quoted():
    assert found(LINE, f"You wrote: “{LINE}”") == f"You wrote: “{'#' * len(LINE)}”"
    part = LINE[4 : 4 + WINDOW]
    assert found(LINE, f"A{part}B") == f"A{'#' * WINDOW}B"
    assert found(LINE, "My secret is safe.") == "My secret is safe."


def test_a_short_line_is_found_whole():
    assert found("Yes, Ann.\n\nNo", "He said: Yes, Ann. And no.") == f"He said: {'#' * 9} And no."
    assert found("No", "No, no, No.") == "No, no, No."


def test_every_occurrence_counts():
    assert places_of("ana banana", "ana") == {0, 1, 2, 5, 6, 7, 8, 9}
    assert places_of("sea", "") == set()


def test_line_ends_stay_where_they_are():
    assert blotted("a\nb", [0, 1, 2]) == f"{SIGN}\n{SIGN}"
