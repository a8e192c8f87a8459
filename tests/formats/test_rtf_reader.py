from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.formats.rtf_reader import read_file

PNG = b"\x89PNG\r\n\x1a\n"
WHOLE = (
    "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}"
    "{\\stylesheet{\\s1 heading 1;}{\\s2 heading 2;}}"
    "{\\info{\\title Lamp}}{\\header Head}\\s1 One\\par\\pard Sea{\\footnote Wet.}"
    "{\\pict\\pngblip "
    + PNG.hex()
    + "}\\par\\s2 Two\\par\\pard {\\*\\revtbl{U;}}{\\revised x}Land.}"
).encode()


def test_a_file_is_read_with_its_notes_and_pictures(tmp_path):
    path = tmp_path / "lamp.rtf"
    path.write_bytes(WHOLE)
    file = read_file(path)
    assert [scene.text for scene in file.scenes] == [
        "# One\n\nSea[^1]![](images/picture-1.png)\n\n[^1]: Wet.\n\n",
        "## Two\n\nLand.\n",
    ]
    assert [s.new for s in file.scenes[1].suggestions] == ["x"]
    assert (file.title, file.pictures) == ("Lamp", {"images/picture-1.png": PNG})
    assert file.losses == (
        "The header or footer of the pages was not kept.",
        "Fonts, colours and the layout were not kept.",
    )


def test_what_is_none_or_too_large_is_one_sentence(tmp_path):
    path = tmp_path / "a.rtf"
    path.write_bytes(b"words")
    with pytest.raises(InputError, match="damaged"):
        read_file(path)
    with path.open("wb") as file:
        file.write(b"{\\rtf1")
        file.truncate(40_000_001)
    with pytest.raises(InputError, match="larger than 40 MB"):
        read_file(path)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_damage_raises_anything(tmp_path_factory, data):
    whole = bytearray(WHOLE)
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(6, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.rtf"
    path.write_bytes(whole[: data.draw(st.integers(6, len(whole)))])
    assert read_file(path).scenes
