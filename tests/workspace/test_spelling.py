"""Unknown words of a project, and what the writer does about them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cocreate.base.errors import InputError
from cocreate.core.events import Cause, Edited
from cocreate.core.origin import TYPED, checker_of, plain
from cocreate.store.user_files import UserFiles
from cocreate.workspace.desk import Preferences
from cocreate.workspace.scenes import NewScene, Scenes
from cocreate.workspace.spell_book import OFF
from cocreate.workspace.spelling import MOST_SUGGESTIONS, Spelling


@pytest.fixture
def preferences(home):
    return Preferences(UserFiles(home, {}))


@pytest.fixture
def spelling(workspace, preferences):
    made = Spelling(workspace, preferences, "en_GB")
    made.follow()
    return made


def _unknown(spelling: Spelling, line: str) -> list[str]:
    return [line[start:end] for start, end in spelling.unknown(line)]


@pytest.mark.parametrize(
    ("line", "unknown"),
    [
        ("Teh colour of the sea", ["Teh"]),
        ("the color", ["color"]),
        ("a well-knwon café, goin’ home", ["knwon"]),
        ("naïve nai\u0308ve élan", []),
        ("слово 言葉 λόγος", []),
        ("😀 teh 𝒜 teh", ["teh", "teh"]),
        ("NASAA", []),
    ],
)
def test_words_that_the_dictionary_lacks_are_unknown(spelling, line, unknown):
    assert _unknown(spelling, line) == unknown
    assert _unknown(spelling, line) == unknown


def test_ranges_that_are_passed_are_not_asked_about(spelling):
    assert spelling.unknown("teh teh", ((0, 3),)) == ((4, 7),)


def test_before_a_language_is_taken_up_nothing_is_unknown(workspace, preferences):
    spelling = Spelling(workspace, preferences, "en_GB")
    assert not spelling.is_checking
    assert spelling.unknown("teh") == ()
    assert spelling.suggestions("teh") == ()


def test_the_likeliest_replacement_is_first(spelling):
    assert spelling.suggestions("Teh")[0] == "The"
    assert spelling.suggestions("thier")[0] == "their"
    assert spelling.suggestions("alot")[0] == "a lot"
    assert len(spelling.suggestions("Teh")) == MOST_SUGGESTIONS


def test_replacements_have_the_apostrophe_of_the_word(spelling):
    assert "doesn't" in spelling.suggestions("does'nt")
    assert "doesn’t" in spelling.suggestions("does’nt")
    assert "doesn’t" in spelling.suggestions("doesnt")


def test_a_fix_is_a_checkers_and_touches_only_the_word(workspace, spelling):
    (scene,) = Scenes(workspace).add_all([NewScene("One", "S", plain("Teh sea.", TYPED))])
    assert spelling.mend(scene, (0, 3), "Teh", "The") == 3
    text = workspace.scene(scene).text
    assert text.text() == "The sea."
    assert [(span.length, checker_of(span.origin)) for span in text.spans()] == [
        (3, "Hunspell en_GB"),
        (5, ""),
    ]
    workspace.save()
    event = [entry.event for entry in workspace.project.ledger.entries()][-1]
    assert isinstance(event, Edited)
    assert event.cause is Cause.ACCEPT
    workspace.undo(scene)
    assert text.text() == "Teh sea."
    assert [span.origin for span in text.spans()] == [TYPED]


def test_a_word_that_went_is_not_replaced(workspace, spelling):
    (scene,) = Scenes(workspace).add_all([NewScene("One", "S", plain("A sea.", TYPED))])
    with pytest.raises(InputError, match="does not stand there"):
        spelling.mend(scene, (0, 3), "Teh", "The")
    assert workspace.scene(scene).text.text() == "A sea."


def test_added_words_are_right_in_every_project(workspace, preferences, spelling):
    told: list[None] = []
    spelling.changes.listen(told.append)
    assert _unknown(spelling, "Zorblax") == ["Zorblax"]
    spelling.add("Zorblax")
    assert _unknown(spelling, "Zorblax Zorblax’s ZORBLAX zorblax") == ["zorblax"]
    assert told
    other = Spelling(workspace, preferences, "en_GB")
    other.follow()
    assert _unknown(other, "Zorblax") == []


def test_small_words_of_the_writers_may_begin_with_a_capital(spelling):
    spelling.add("zorblax")
    assert _unknown(spelling, "Zorblax zorblax") == []


def test_ignored_words_are_right_in_this_project_alone(workspace, preferences, spelling):
    spelling.ignore("Zorblax")
    spelling.ignore("Qwertle")
    assert _unknown(spelling, "Zorblax Qwertle") == []
    assert spelling.book.words() == frozenset()
    again = Spelling(workspace, preferences, "en_GB")
    again.follow()
    assert _unknown(again, "Zorblax Qwertle Hmpft") == ["Hmpft"]


def test_the_projects_language_goes_before_the_settings(preferences, spelling):
    assert spelling.language == "en_GB"
    spelling.choose_language("en_US")
    assert _unknown(spelling, "color colour") == ["colour"]
    spelling.choose_language(OFF)
    assert not spelling.is_checking
    spelling.choose_language("")
    assert spelling.language == "en_GB"
    preferences.set(replace(preferences.settings, spelling=OFF))
    spelling.follow()
    assert not spelling.is_checking


def test_capitals_are_checked_on_demand(preferences, spelling):
    preferences.set(replace(preferences.settings, spelling_capitals=True))
    spelling.follow()
    spelling.add("Zorblax")
    assert _unknown(spelling, "NASAA ZORBLAX SEA") == ["NASAA"]


def test_a_broken_dictionary_is_told_and_nothing_is_marked(home, workspace, preferences):
    folder = preferences.user_files.dictionaries_folder
    folder.mkdir()
    (folder / "xx.dic").write_text("no number\n", encoding="utf-8")
    (folder / "xx.aff").write_text("", encoding="utf-8")
    preferences.set(replace(preferences.settings, spelling="xx"))
    spelling = Spelling(workspace, preferences, "en_GB")
    with pytest.raises(InputError, match="no dictionary"):
        spelling.follow()
    assert not spelling.is_checking


def test_what_is_remembered_of_words_stays_small(spelling, monkeypatch):
    monkeypatch.setattr("cocreate.workspace.spelling._MOST_KEPT", 3)
    assert _unknown(spelling, "one two three four five teh") == ["teh"]
    assert len(spelling._verdicts) <= 3


def test_a_dictionary_of_another_script_judges_that_script(workspace, preferences):
    folder = preferences.user_files.dictionaries_folder
    folder.mkdir()
    (folder / "ru_RU.dic").write_text("2\nморе\n7 e\n", encoding="utf-8")
    (folder / "ru_RU.aff").write_text("SET UTF-8\n", encoding="utf-8")
    preferences.set(replace(preferences.settings, spelling="ru_RU"))
    spelling = Spelling(workspace, preferences, "en_GB")
    spelling.follow()
    assert _unknown(spelling, "море мореее sea") == ["мореее"]
