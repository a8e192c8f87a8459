"""Which dictionaries there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocreate.store.dictionaries import best_for, find_dictionaries, system_folders


def _put(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text("1\nsea\n", encoding="utf-8")
    return folder


def test_an_earlier_folder_goes_before_a_later_one(tmp_path):
    own = _put(tmp_path / "own", "en_GB.dic", "en_GB.aff")
    other = _put(tmp_path / "other", "en_GB.dic", "en_GB.aff", "pt-BR.dic", "pt-BR.aff")
    found = find_dictionaries([own, tmp_path / "missing", other])
    assert found == {"en_GB": own / "en_GB.dic", "pt_BR": other / "pt-BR.dic"}


def test_only_pairs_with_a_languages_name_are_taken(tmp_path):
    names = (
        "hyph_de.dic",
        "hyph_de.aff",
        "de_DE.dic",
        "Notes.dic",
        "Notes.aff",
        "nb.dic",
        "nb.aff",
    )
    assert list(find_dictionaries([_put(tmp_path, *names)])) == ["nb"]


def test_a_file_in_place_of_a_folder_has_none(tmp_path):
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert find_dictionaries([tmp_path / "x"]) == {}


def test_a_folder_that_may_not_be_looked_into_has_none():
    class Closed(type(Path())):  # type: ignore[misc]
        def glob(self, *args, **how):
            raise PermissionError(13, "no")

    assert find_dictionaries([Closed("x")]) == {}


@pytest.mark.parametrize(
    ("platform", "environ", "known"),
    [
        ("linux", {}, Path("/usr/share/hunspell")),
        ("darwin", {}, Path("/home/w/Library/Spelling")),
    ],
)
def test_systems_have_their_places(platform, environ, known):
    assert known in system_folders(platform, Path("/home/w"), environ)


def test_on_windows_an_office_program_brings_them(tmp_path):
    folder = _put(tmp_path / "LibreOffice/share/extensions/dict-de", "de_DE.dic")
    assert system_folders("win32", tmp_path, {"PROGRAMFILES": str(tmp_path)}) == (folder,)
    assert system_folders("win32", tmp_path, {}) == ()


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("en_GB", "en_GB"),
        ("en-GB", "en_GB"),
        ("en_GB.UTF-8", "en_GB"),
        ("en_NZ", "en_US"),
        ("de_AT", "de_DE"),
        ("pt_MZ", "pt_BR"),
        ("fr_FR", ""),
        ("C", ""),
        ("", ""),
    ],
)
def test_a_locale_finds_the_nearest(locale, code):
    assert best_for(locale, ["en_GB", "en_US", "de_CH", "de_DE", "pt_BR"]) == code
