from __future__ import annotations

from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.formats import epub
from cocreate.formats.book import Book, BookScene, unwatched
from cocreate.formats.epub_reader import read_file
from cocreate.formats.presets import PLAIN_OPTIONS

PNG = b"\x89PNG\r\n\x1a\n"
CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>"""
PACKAGE = """<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="2.0">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Lamp</dc:title>
<dc:creator>Ada</dc:creator><dc:language>en</dc:language></metadata><manifest>
<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
<item id="two" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/one.xhtml" media-type="application/xhtml+xml"/>
<item id="notes" href="notes.xhtml" media-type="application/xhtml+xml"/>
<item id="css" href="style.css" media-type="text/css"/>
<item id="map" href="pics/map.png" media-type="image/png"/>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>
<spine toc="ncx"><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/>
<itemref idref="notes"/><itemref idref="cover" linear="no"/><itemref idref="lost"/></spine>
</package>"""
HEAD = '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><body>'
NCX = """<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>First
light</text></navLabel><content src="text/one.xhtml"/></navPoint><navPoint><content src="x"/>
</navPoint></navMap></ncx>"""
NAV = f"""<?xml version="1.0"?>{HEAD}<nav epub:type="toc"><ol><li><a href="two.xhtml#top">Second</a>
</li></ol></nav><nav epub:type="landmarks"><a href="text/one.xhtml">Start</a></nav></body></html>"""
ENTRIES = {
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": PACKAGE,
    "OPS/toc.ncx": NCX,
    "OPS/nav.xhtml": NAV,
    "OPS/style.css": ".it {font-style:italic}",
    "OPS/pics/map.png": PNG,
    "OPS/cover.xhtml": f"{HEAD}<p>Cover</p></body></html>",
    "OPS/text/one.xhtml": f"""<!DOCTYPE html>{HEAD}<title/>
<p>The <span class="it">sea</span>&nbsp;was
calm.<a epub:type="noteref" href="../notes.xhtml#n1">1</a></p><p><img src="../pics/map.png"
alt="Map"/></p></body></html>""",
    "OPS/two.xhtml": f"{HEAD}<h2>Dusk</h2><p>Wind & rain<br>came.</p></body></html>",
    "OPS/notes.xhtml": f"""{HEAD}<aside epub:type="footnote" id="n1"><p>1. So they say.</p></aside>
</body></html>""",
}


@pytest.fixture
def book(tmp_path):
    def make(**changed):
        entries = ENTRIES | {f"OPS/{name}": text for name, text in changed.items()}
        path = tmp_path / "lamp.epub"
        with ZipFile(path, "w") as archive:
            archive.writestr("mimetype", "application/epub+zip")
            for name, text in entries.items():
                if text is not None:
                    archive.writestr(name, text)
        return path

    return make


def test_notes_that_stand_aside_are_not_lost_and_a_cover_without_words_is_told(book):
    aside = PACKAGE.replace('idref="notes"/>', 'idref="notes" linear="no"/>')
    cover = f'{HEAD}<img src="pics/map.png" alt=""/></body></html>'
    file = read_file(book(**{"book.opf": aside, "cover.xhtml": cover}))
    assert "was calm.[^1]" in file.scenes[0].text
    assert "[^1]: So they say." in file.scenes[0].text
    assert file.losses[0].startswith("1 page of pictures beside the text")
    assert not any("pictures" in loss for loss in read_file(book()).losses)


def test_a_book_is_read_in_its_order_with_titles_notes_and_pictures(book):
    file = read_file(book())
    assert (file.title, file.writer, file.language) == ("The Lamp", "Ada", "en")
    assert [scene.title for scene in file.scenes] == ["First light", "Dusk"]
    assert file.scenes[0].text == (
        "# First light\n\nThe *sea*\u00a0was calm.[^1]\n\n![Map](images/map.png)\n\n"
        "[^1]: So they say.\n\n"
    )
    assert file.scenes[1].text == "## Dusk\n\nWind & rain\\\ncame.\n\nCover\n"
    assert file.pictures == {"images/map.png": PNG}
    assert file.losses == ("The look of the e-book (fonts, colours, layout) was not kept.",)


def test_where_no_heading_opens_a_chapter_the_highest_do(book):
    file = read_file(book(**{"text/one.xhtml": f"{HEAD}<h3>Dawn</h3><p>Calm.</p></body></html>"}))
    assert [scene.title for scene in file.scenes] == ["Dusk", "Dawn"][::-1]
    assert file.scenes[0].text.startswith("## Dawn")
    assert file.scenes[1].text.startswith("# Dusk")


def test_protected_books_are_refused_and_hidden_fonts_are_not(book, tmp_path):
    path = book()
    method = '<e><EncryptionMethod Algorithm="{}"/></e>'
    with ZipFile(path, "a") as archive:
        archive.writestr(
            "META-INF/encryption.xml", method.format("http://www.idpf.org/2008/embedding")
        )
    assert len(read_file(path).scenes) == 2
    path = book()
    with ZipFile(path, "a") as archive:
        archive.writestr("META-INF/encryption.xml", method.format("urn:aes"))
    with pytest.raises(InputError, match="protected against copying"):
        read_file(path)


@pytest.mark.parametrize(
    "changed",
    [
        {"book.opf": None},
        {"book.opf": "<package/>"},
        {"book.opf": "<package"},
        {"two.xhtml": None},
        {"text/one.xhtml": "<!ENTITY"},
    ],
)
def test_broken_books_are_one_sentence_or_their_text(book, changed):
    try:
        assert read_file(book(**changed)).scenes
    except InputError as error:
        assert error.sentence.startswith("lamp.epub")  # noqa: PT017 - either is right


def test_a_book_of_pictures_holds_no_text(book):
    package = PACKAGE.replace('media-type="application/xhtml+xml"', 'media-type="image/svg+xml"')
    with pytest.raises(InputError, match="holds no text"):
        read_file(book(**{"book.opf": package}))


def test_a_book_with_more_text_than_memory_is_refused(book):
    long = f"{HEAD}{'<p>word</p>' * 1_200_000}</body></html>"
    with pytest.raises(InputError, match=r"more text than can be read|would take"):
        read_file(book(**{"text/one.xhtml": long, "two.xhtml": long}))


def test_a_book_that_went_out_comes_in_again(tmp_path):
    texts = (
        "# One\n\nThe *sea* was calm.[^1]\n\n[^1]: Mostly.\n",
        "## Dusk\n\n> Wind.\n\n- a\n- b\n",
    )
    scenes = tuple(
        BookScene("One", title, text) for title, text in zip(("One", "Dusk"), texts, strict=True)
    )
    path = tmp_path / "out.epub"
    path.write_bytes(epub.render_file(Book("T", "W", scenes), PLAIN_OPTIONS, unwatched).data)
    found = "".join(scene.text for scene in read_file(path).scenes)
    for piece in (
        "# One\n",
        "The *sea* was calm.[^1]",
        "[^1]: Mostly.",
        "## Dusk",
        "> Wind.",
        "- a\n- b",
    ):
        assert piece in found


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_damage_raises_anything_but_a_sentence(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "damaged.epub"
    name = data.draw(st.sampled_from(sorted(ENTRIES)))
    with ZipFile(path, "w") as archive:
        for entry, text in ENTRIES.items():
            whole = bytearray(text if isinstance(text, bytes) else str(text).encode())
            for _ in range(data.draw(st.integers(1, 4)) if entry == name else 0):
                whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
            archive.writestr(entry, bytes(whole))
    try:
        assert read_file(path).scenes
    except InputError as error:
        assert error.sentence.startswith("damaged.epub")  # noqa: PT017 - either is right
