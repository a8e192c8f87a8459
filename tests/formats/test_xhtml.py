from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from cocreate.formats.document import Run, Style
from cocreate.formats.markdown_reader import read_markdown
from cocreate.formats.xhtml import Markup, attribute, footnotes, words


def made(text: str) -> str:
    markup = Markup(lambda name: f"x/{name}" if name == "boat.png" else None, is_indented=True)
    return markup.blocks(read_markdown(text).blocks)


def test_styles_and_links_become_elements():
    assert made("*a* **b** `c` ~~d~~") == (
        '<p class="first"><em>a</em> <strong>b</strong> <code>c</code> <del>d</del></p>\n'
    )
    assert made("[a](https://x.org)") == '<p class="first"><a href="https://x.org">a</a></p>\n'
    assert made("[a](ftp://x.org)") == '<p class="first">a</p>\n'
    both = Run("x", style=Style.STRONG | Style.EMPHASIS)
    markup = Markup(lambda _name: None)
    assert markup.inlines((both,)) == "<strong><em>x</em></strong>"


def test_only_the_first_paragraph_after_a_break_is_not_indented():
    assert made("a\n\nb\n\n***\n\nc\n").count('class="first"') == 2


def test_quoted_lines_that_end_on_purpose_are_verse():
    html = made("> a\\\n> b\n>\n> c\\\n> d\n>\n> said.\n\nx\\\ny\n")
    assert html.count('<p class="verse">') == 2
    assert "<p>said.</p>" in html


def test_pictures_alone_stand_apart():
    assert made("a\n\n![b](boat.png)\n").endswith(
        '<p class="figure"><img src="x/boat.png" alt="b" /></p>\n'
    )
    assert 'class="figure"' not in made("see ![b](boat.png)\n")


def test_lists_quotes_tables_and_code_keep_their_form():
    html = made(
        "> a\n\n3. x\n4. y\n\n- k\n\n  l\n\n| A | B |\n|---|--:|\n| 1 | 2 |\n\n```\n<b>\n```\n"
    )
    assert "<blockquote>" in html
    assert '<ol start="3">\n<li>x</li>' in html
    assert '<ul>\n<li><p class="first">k</p>' in html
    assert '<th scope="col">A</th><th scope="col" class="right">B</th>' in html
    assert '<td>1</td><td class="right">2</td>' in html
    assert "<pre><code>&lt;b&gt;</code></pre>" in html


def test_a_picture_that_is_not_there_says_what_it_shows():
    assert made("![A boat](boat.png)") == (
        '<p class="figure"><img src="x/boat.png" alt="A boat" /></p>\n'
    )
    assert "[A car]" in made("![A car](car.png)")


def test_a_footnote_may_be_referred_to_twice_or_by_another_or_not_at_all():
    document = read_markdown("a[^1] b[^1]\n\n[^1]: One[^2].\n[^2]: Two.\n[^3]: Three.\n")
    markup = Markup(lambda _name: None)
    html = markup.blocks(document.blocks)
    assert html.count('id="r1"') == 1
    assert html.count('href="#n1"') == 2
    notes = footnotes(markup, [(0, document.notes)], "Back to note")
    assert [notes.count(f'id="n{number}"') for number in (1, 2, 3)] == [1, 1, 1]
    assert notes.count("Back to note") == 2
    assert 'id="r2"' in notes
    assert "r3" not in notes


@given(st.text())
def test_whatever_is_written_is_well_formed(text):
    element = ElementTree.fromstring(f"<a b={attribute(text)}>{words(text)}</a>")
    kept = (element.text or "").replace("\r\n", "\n")
    assert len(kept.replace("\n", "")) <= len(text)


@given(st.text(alphabet="ab*_`[]()!<>&|\n-#>~^: \x00\x0b￿"))
def test_every_text_gives_well_formed_markup(text):
    markup = Markup(lambda _name: None)
    document = read_markdown(text)
    body = markup.blocks(document.blocks)
    notes = footnotes(markup, [(0, document.notes)], "Back")
    ElementTree.fromstring(f'<x xmlns:epub="urn:e">{body}{notes}</x>')
