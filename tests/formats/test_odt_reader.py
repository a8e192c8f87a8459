from __future__ import annotations

from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.formats.odt_reader import read_file
from tests.formats.odt_samples import SPACES, write_odt

PNG = b"\x89PNG\r\n\x1a\n"
BODY = (
    "<text:h>One</text:h><text:p>Sea<draw:frame><draw:image xlink:href='Pictures/a.png'/>"
    "</draw:frame></text:p><text:h text:outline-level='2'>Two</text:h><text:p>Land.</text:p>"
)
META = (
    f"<x {SPACES}><dc:title>The Lamp</dc:title><meta:initial-creator>Ada</meta:initial-creator>"
    "<dc:creator>Ben</dc:creator><dc:language>en</dc:language></x>"
)


def test_a_text_is_read_with_what_belongs_to_it(tmp_path):
    path = write_odt(
        tmp_path / "lamp.odt",
        BODY,
        meta_xml=META,
        styles_xml=f"<x {SPACES}><style:header><text:p>Head</text:p></style:header>"
        "<style:footer/></x>",
        **{"Basic__Standard__m_xml": "x", "Basic__script-lc_xml": "x"},
    )
    with ZipFile(path, "a") as archive:
        archive.writestr("Pictures/a.png", PNG)
    file = read_file(path)
    assert [scene.text for scene in file.scenes] == [
        "# One\n\nSea![](images/a.png)\n\n",
        "## Two\n\nLand.\n",
    ]
    assert (file.title, file.writer, file.language) == ("The Lamp", "Ada", "en")
    assert file.pictures == {"images/a.png": PNG}
    assert file.losses == (
        "1 macro was left out; none was run.",
        "The header or footer of the pages was not kept.",
        "Fonts, colours and the layout were not kept.",
    )


def test_a_text_behind_a_password_is_refused(tmp_path):
    locked = f"<x {SPACES}><manifest:encryption-data/></x>"
    path = write_odt(tmp_path / "a.odt", BODY, **{"META-INF__manifest_xml": locked})
    with pytest.raises(InputError, match="protected by a password"):
        read_file(path)


def test_a_table_is_no_text(tmp_path):
    with ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr(
            "content.xml", f"<x {SPACES}><office:body><office:spreadsheet/></office:body></x>"
        )
    with pytest.raises(InputError, match="no text document"):
        read_file(tmp_path / "a.odt")


def test_an_archive_without_content_is_damaged(tmp_path):
    with ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "x")
    with pytest.raises(InputError, match="damaged"):
        read_file(tmp_path / "a.odt")


@given(st.data())
@settings(max_examples=80, deadline=None)
def test_no_damage_raises_anything_but_a_sentence(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "damaged.odt"
    write_odt(path, BODY)
    with ZipFile(path) as archive:
        whole = bytearray(archive.read("content.xml"))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with ZipFile(path, "w") as archive:
        archive.writestr("content.xml", bytes(whole))
    try:
        assert read_file(path).scenes
    except InputError as error:
        assert error.sentence.startswith("damaged.odt")  # noqa: PT017 - either is right
