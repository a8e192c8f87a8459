from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cocreate.core.origin import TYPED, UNKNOWN_PASTED, Span
from cocreate.formats.book import Appendix, Book, BookScene, unwatched
from cocreate.formats.html import page, render_file, to_html
from cocreate.formats.presets import PLAIN_OPTIONS, ExportOptions

GOLDEN = Path(__file__).parents[1] / "golden"

BOOK = Book(
    "The Lamp & the Sea",
    "Ada Quill",
    (
        BookScene("One", "One", "# One\n\nShe lit the *lamp*.\n\nThe sea was **calm**.\n"),
        BookScene("One", "Night", "## Night <3\n\n> A quotation.\n\n* * *\n\nHe said: `no`.\n"),
        BookScene("Two", "Two", "# Two\n\n1. first\n2. second\n"),
        BookScene("Two", "loose", "No heading here.\\\nA [link](https://example.org/a?b=1&c=2).\n"),
        BookScene("Two", "", "## אור\n\nשלום עולם\n\n```\n# code <b>\n```\n"),
    ),
)


class _Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


def test_a_book_is_the_page_it_always_was():
    assert to_html(BOOK) == (GOLDEN / "book.html").read_text(encoding="utf-8")


def test_headings_have_anchors_and_a_list_of_contents():
    text = to_html(BOOK)
    assert 'href="#s1-1"' in text
    assert '<h1 dir="auto" id="s1-1">One</h1>' in text
    assert "Night &lt;3</a>" in text


def test_a_short_book_has_no_list_of_contents():
    assert "<nav" not in to_html(Book("", "", (BookScene("", "a", "# One\n"),)))


def test_a_book_without_a_title_says_so():
    assert "<title>Untitled</title>" in to_html(Book("", "", ()))


def test_scenes_without_a_heading_are_set_apart():
    assert to_html(BOOK).count('<hr class="break" />') == 2


def _body(text: str, pictures: Mapping[str, bytes] | None = None) -> str:
    made = to_html(Book("T", "", (BookScene("", "", text),), pictures=pictures or {}))
    return made.partition("</header>\n")[2].partition("</main>")[0]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "![x](http://example.org/a.png)",
        '<a href="x" onclick="y">z</a>',
        '[a](http://x "t\\" onclick=\\"y")',
        "<style>body{}</style>\n\n<iframe src=x></iframe>",
        '## <svg onload="x">',
        "&lt;script&gt; &#60;script&#62;",
        "```\n</pre><script>\n```",
        "<http://example.org/<script>>",
        '[^"onclick=x]\n\n[^"onclick=x]: <b>',
    ],
)
def test_a_manuscript_can_never_bring_in_markup(text):
    elements = _Elements(_body(text))
    allowed = {"p", "a", "em", "h2", "pre", "code", "section", "blockquote", "sup", "aside"}
    assert elements.tags <= allowed
    assert elements.attributes <= {"dir", "id", "href", "class", "role", "aria-label"}


def test_markup_in_a_manuscript_is_shown_as_the_words_it_is():
    assert '<p dir="auto">A &lt;sigh&gt; here.</p>' in _body("A <sigh> here.")


def test_a_picture_that_is_not_there_is_shown_as_its_words():
    made = render_file(
        Book("", "", (BookScene("", "", "See ![a map](map.png) and *go*."),)),
        PLAIN_OPTIONS,
        unwatched,
    )
    assert b'<p dir="auto">See [a map] and <em>go</em>.</p>' in made.data
    (loss,) = made.losses
    assert loss.startswith("1 picture could not be put in")


def test_pictures_are_in_the_page_and_nothing_is_fetched():
    png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"
    made = _body("![map](images/a.png) ![x](http://u/b.png)", pictures={"images/a.png": png})
    assert '<img src="data:image/png;base64,iVBORw0KGgo' in made
    assert "[x]" in made
    two = Book("", "", (BookScene("", "", "![a](b) ![c](d)"),))
    (loss,) = render_file(two, PLAIN_OPTIONS, unwatched).losses
    assert loss.startswith("2 pictures could not be put in")


def test_links_to_scripts_are_no_links():
    assert "href" not in _body("[x](javascript:alert(1)) [y](vbscript:z) [z](DATA:text/html,x)")


def test_footnotes_stand_below_their_chapter_and_lead_back():
    made = _body("# A\n\nOne[^x] two[^x].\n\n# B\n\nb\n\n[^x]: The *note*.\n")
    first, second = made.split('<section class="chapter" aria-label="B">')
    assert '<sup><a id="r1" href="#n1" role="doc-noteref">1</a></sup>' in first
    assert '<p dir="auto">The <em>note</em>.</p>' in first
    assert 'href="#r1"' in first
    assert "note" not in second


def test_tables_struck_words_and_parts_are_there():
    made = _body("# Part One\n\n## A\n\n| a | b |\n| - | -: |\n| ~~c~~ | d |\n")
    assert '<section class="part" aria-label="Part One">' in made
    assert '<td dir="auto"><del>c</del></td><td dir="auto" class="right">d</td>' in made


def test_origins_are_named_where_that_is_wanted():
    spans = (Span(3, TYPED), Span(2, UNKNOWN_PASTED))
    scenes = (BookScene("", "", "ab&cd[^1]", (*spans, Span(4, TYPED))),
              BookScene("", "", "[^1]: xy", (Span(6, TYPED), Span(2, UNKNOWN_PASTED))))  # fmt: skip
    made = to_html(Book("", "", scenes), ExportOptions(shows_origins=True))
    assert '<span data-origin="human typed">ab&amp;</span>' in made
    assert '<span data-origin="unknown pasted">cd</span>' in made
    assert '<span data-origin="unknown pasted">xy</span>' in made
    assert "data-origin" not in to_html(Book("", "", scenes))


def test_options_dress_the_page():
    book = Book("T", "W", (BookScene("", "", "# A\n"),))
    options = ExportOptions(
        language="de", has_title_page=False, has_contents=True, hyphenates=False
    )
    made = to_html(book, options)
    assert '<html lang="de">' in made
    assert ">Inhalt</h2>" in made
    assert "<header>" not in made
    assert "hyphens: auto" not in made
    assert "<nav" not in to_html(BOOK, ExportOptions(has_contents=False))


def test_progress_is_told_by_chapter():
    told = []
    to_html(BOOK, PLAIN_OPTIONS, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_titles_and_names_are_escaped():
    text = to_html(Book("<script>", '"><b>', (BookScene("", '"><i>', "x"),)))
    assert "<title>&lt;script&gt;</title>" in text
    assert _Elements(text).tags.isdisjoint({"script", "b", "i"})


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "".join(f"{'  ' * 2 * depth}- x\n" for depth in range(400)), "*a " * 60_000],
)
def test_hostile_texts_are_shown_all_the_same(text):
    assert len(re.sub(r"<[^>]*>|\s", "", _body(text))) > 100


def test_the_appendix_stands_at_the_end_with_its_style():
    appendix = Appendix("", '<aside class="x">Report</aside>\n', ".x { color: red; }")
    text = to_html(Book("T", "", BOOK.scenes, appendix))
    assert ".x { color: red; }</style>" in text
    assert text.endswith('<aside class="x">Report</aside>\n</body>\n</html>\n')


def test_a_page_asks_for_nothing_from_elsewhere():
    text = page("T", "<p>x</p>\n", "p {}")
    assert "default-src 'none'" in text
    assert not re.search(r"<(script|link|img|iframe)\b", text)


def test_the_heading_of_a_part_has_its_origins():
    first = BookScene("", "", "# Front\n\nwords\n", (Span(15, UNKNOWN_PASTED),))
    scene = BookScene("", "", "# Part One\n\n# A\n", (Span(17, TYPED),))
    made = to_html(Book("T", "", (first, scene)), ExportOptions(shows_origins=True))
    assert '<span data-origin="human typed">Part One</span></h1>' in made
