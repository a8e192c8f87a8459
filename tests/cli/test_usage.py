from __future__ import annotations

import pytest

from cocreate.cli.usage import build, parse


def test_words_ask_for_a_command_and_all_else_for_the_editor():
    asked = parse(["text", "a.cocreate", "--at", "3"])
    assert (asked.module, asked.function, asked.at) == ("manuscript_commands", "text", 3)
    for words in ([], ["book"], ["open", "book"]):
        assert parse(words).function == "open_window"


def test_every_command_names_what_carries_it_out():
    _, commands = build()
    assert {"new", "verify", "proof", "mirror"} <= commands


@pytest.mark.parametrize(
    "words",
    [
        ["accept", "a", "h1", "h2", "--text", "x"],
        ["models", "install"],
        ["proof", "a", "-o", "b", "--coarse-times"],
        ["report", "a", "--format", "pdf"],
    ],
)
def test_what_does_not_go_together_is_one_sentence(
    words: list[str], capsys: pytest.CaptureFixture[str]
):
    with pytest.raises(SystemExit, match="2"):
        parse(words)
    assert capsys.readouterr().err.count("\n") == 1
