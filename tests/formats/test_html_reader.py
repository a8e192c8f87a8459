from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.formats.html_reader import page_text, parse_page, read_file
from cocreate.formats.safe_xml import MAX_TREE_BYTES

PNG = b"\x89PNG\r\n\x1a\n"
PAGE = """<!DOCTYPE html><html lang="de"><head><meta charset="{charset}"><script src="http://x/y.js">
</script><style>.i {{font-style: italic}}</style></head><body><h1>Ärger</h1>
<p class="i">Größe</p><h2>Zwei</h2><p><img src="pics/a%20b.png" alt="Karte">
<img src="../secret.png"><img src="http://127.0.0.1:9/x.png"><img src="gone.png"></p></body>
</html>"""


@pytest.fixture
def page(tmp_path):
    folder = tmp_path / "site"
    (folder / "pics").mkdir(parents=True)
    (folder / "pics" / "a b.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG)

    def write(data):
        path = folder / "seite.html"
        path.write_bytes(data)
        return path

    return write


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-15"])
def test_a_page_is_read_in_its_encoding(page, charset):
    file = read_file(page(PAGE.format(charset=charset).encode(charset)))
    assert [scene.title for scene in file.scenes] == ["Ärger", "Zwei"]
    assert file.scenes[0].text == "# Ärger\n\n*Größe*\n\n"
    assert file.language == "de"


def test_pictures_beside_a_page_come_along_and_others_are_told(page):
    file = read_file(page(PAGE.format(charset="utf-8").encode()))
    assert file.pictures == {"images/a-b.png": PNG}
    assert "![Karte](images/a-b.png)" in file.scenes[1].text
    assert file.losses == (
        "1 script or embedded part was left out.",
        "3 pictures were left out: not in the file, or somewhere else on the network.",
        "Colours, fonts and the layout of the page were not kept.",
    )


@pytest.mark.parametrize(
    "head",
    [
        b'<meta charset="nonsense">',
        b'<meta charset="base64">',
        b'<meta charset="utf-7">',
        b"<meta charset=\xff>",
        b"\xef\xbb\xbf<meta charset=latin-1>",
    ],
)
def test_an_encoding_that_is_none_is_passed_over(head):
    assert page_text(head + "<p>é".encode()).endswith("<p>é")


def test_an_encoding_may_stand_in_an_xml_declaration():
    data = '<?xml version="1.0" encoding="windows-1251"?><p>Лампа'.encode("cp1251")
    assert page_text(data).endswith("Лампа")


@pytest.mark.parametrize("text", ["", " ", "<!-- only this -->", "<?xml version='1.0'?>"])
def test_an_empty_page_is_an_empty_scene_or_a_sentence(page, text):
    try:
        file = read_file(page(text.encode()))
    except InputError as error:
        assert "damaged" in error.sentence  # noqa: PT017 - either is right
    else:
        assert [scene.text for scene in file.scenes] == [""]


def test_a_huge_page_is_refused(page):
    path = page(b"")
    with path.open("wb") as file:
        file.truncate(MAX_TREE_BYTES + 1)
    with pytest.raises(InputError, match="larger than 24 MB"):
        read_file(path)


def test_a_page_of_nul_bytes_is_no_trouble():
    parse_page("\0" * 100, "a.html")


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_no_damage_raises_anything_but_a_sentence(tmp_path_factory, data):
    whole = bytearray(PAGE.format(charset="utf-8").encode())
    for _ in range(data.draw(st.integers(1, 5))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.getbasetemp() / "damaged.html"
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        assert read_file(path).scenes
    except InputError as error:
        assert error.sentence.startswith("damaged.html")  # noqa: PT017 - either is right
