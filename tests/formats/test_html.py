from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cocreate.formats.book import Appendix, Book, BookScene
from cocreate.formats.html import page, render, to_html

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
    assert to_html(BOOK).count('<div class="break" role="separator">') == 1


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
    ],
)
def test_a_manuscript_can_never_bring_in_markup(text):
    elements = _Elements(render(text)[0])
    allowed = {"p", "a", "em", "h2", "pre", "code", "span", "blockquote"}
    assert elements.tags <= allowed
    assert elements.attributes <= {"dir", "id", "href", "rel", "title"}


def test_markup_in_a_manuscript_is_shown_as_the_words_it_is():
    assert render("A <sigh> here.")[0] == '<p dir="auto">A &lt;sigh&gt; here.</p>'


def test_the_words_behind_a_picture_stay():
    made = render("See ![a map](map.png) and *go*.")[0]
    assert made == '<p dir="auto">See <span>[a map]</span> and <em>go</em>.</p>'


def test_scripts_of_links_are_dropped():
    assert "javascript" not in render("[x](javascript:alert(1))")[0]


def test_titles_and_names_are_escaped():
    text = to_html(Book("<script>", '"><b>', (BookScene("", '"><i>', "x"),)))
    assert "<title>&lt;script&gt;</title>" in text
    assert _Elements(text).tags.isdisjoint({"script", "b", "i"})


def test_hash_words_are_words_and_not_headings():
    made, headings = render("#tag\n\n####### seven\n\n    #code\n")
    assert headings == ()
    assert "#tag" in made
    assert "\\" not in made


@pytest.mark.parametrize(
    "text",
    ["[" * 20_000, "".join(f"{'  ' * 2 * depth}- x\n" for depth in range(400)), "*a " * 60_000],
)
def test_hostile_texts_are_shown_all_the_same(text):
    made, _ = render(text)
    assert len(re.sub(r"<[^>]*>|\s", "", made)) > 100


def test_the_appendix_stands_at_the_end_with_its_style():
    appendix = Appendix("", '<aside class="x">Report</aside>\n', ".x { color: red; }")
    text = to_html(Book("T", "", BOOK.scenes, appendix))
    assert ".x { color: red; }</style>" in text
    assert text.endswith('<aside class="x">Report</aside>\n</body>\n</html>\n')


def test_a_page_asks_for_nothing_from_elsewhere():
    text = page("T", "<p>x</p>\n", "p {}")
    assert "default-src 'none'" in text
    assert not re.search(r"<(script|link|img|iframe)\b", text)
