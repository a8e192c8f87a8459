from __future__ import annotations

import pytest

from cocreate.formats.document import Document
from cocreate.formats.html_document import PageReader
from cocreate.formats.html_notes import Page, find_notes
from cocreate.formats.html_reader import body_of, parse_page
from cocreate.formats.markdown_writer import write_markdown


def _read(html, picture=lambda _source: ""):
    root = parse_page(html, "a.html")
    reader = PageReader(picture, find_notes([Page("a.html", root)]))
    text = write_markdown(Document(reader.blocks(body_of(root)), reader.note_blocks()))
    return text.removesuffix("\n"), reader.left


CELLS = (
    "<table><tr><td><ul><li>x<li>y</ul><td><h2>h</h2><pre>c</pre><td><blockquote>q<p>r</p>"
    "</blockquote><td><table><tr><td>1<td>2</table></table>"
)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>A  <i>b</i>\n</h1>", "# A *b*"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("One<div>Two</div>Three", "One\n\nTwo\n\nThree"),
        (
            "<p>a <b>b</b> <i>c <b>d</b> e</i> <s>e</s> <code>f</code></p>",
            "a **b** *c **d** e* ~~e~~ `f`",
        ),
        ("<p> a<br> b<br></p>", "a\\\nb"),
        ("<p><br>a</p><p> </p><p></p>", "a"),
        ("<p>a <b> </b> b</p>", "a b"),
        ("<p>a&nbsp;b</p>", "a\u00a0b"),
        ("<p>a <q>b</q></p>", "a “b”"),
        (
            "<p><a href='https://x.org'>a</a> <a href='javascript:x()'>b</a></p>",
            "[a](https://x.org) b",
        ),
        ("<p>a</p><hr><p>b</p><p>* * *</p><p>#</p>", "a\n\n***\n\nb\n\n***\n\n***"),
        ("<p>–</p><p>...</p>", "–\n\n..."),
        ("<blockquote>a<p>b</blockquote><blockquote></blockquote>", "> a\n>\n> b"),
        ("<ul><li>a<li>b<ol start=3><li>c</ol></ul>", "- a\n\n- b\n\n  3. c"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "- a\n  - b"),
        ("<ol start=x><li>a</ol><ul></ul>", "1. a"),
        ("<ul><script>1</script><li></li></ul>", ""),
        ("<pre>\n a\n  <b>b</b>\n</pre>", "```\n a\n  b\n```"),
        (
            "<table><caption>T</caption><tr><th>a<th>b</tr><tr><td>1</table>",
            "T\n\n| a | b |\n| --- | --- |\n| 1 |  |",
        ),
        ("<table><tr><td>a<p>b</table><table></table>", "a b"),
        (
            CELLS,
            "| x y | h `c` | q r | 1 2 |\n| --- | --- | --- | --- |",
        ),
        ("<p>A<a id=r href='#n'>1</a></p><p id=n>1. N <a href='#r'>^</a></p>", "A[^1]\n\n[^1]: N"),
        (
            "<p>A<a id=r href='#n'>1</a></p><p id=n><b>1</b> N <a href='#r'>↩</a></p>",
            "A[^1]\n\n[^1]: **1** N",
        ),
        ("<p>A<a id=r href='#n'>1</a></p><p id=n>1 <a href='#r'>↩</a></p>", "A[^1]\n\n[^1]: 1"),
        ("<p>\ufdd0\ufde1x</p>", "\ufffd\ufffdx"),
    ],
)
def test_a_page_becomes_what_it_says(html, text):
    assert _read(html)[0] == text


def test_what_is_no_text_is_left_out_and_counted():
    html = (
        "<p><script>a</script><iframe></iframe><input><select><option>x</select><video>v</video>"
        "<p hidden>h</p><p style='display: none'>h</p><style>s</style><template>t</template>Words"
    )
    text, left = _read(html)
    assert text == "Words"
    assert left == {"active": 2, "forms": 2, "media": 1, "hidden": 2}


def test_pictures_are_named_or_described():
    html = "<p><img src=a.png alt='A  cat' title=T><img src=b.png alt=Dog><img alt=x>"
    html += "<svg><image href=a.png></svg>"
    text, _ = _read(html, lambda source: "images/a.png" if source == "a.png" else "")
    assert text == '![A cat](images/a.png "T")Dogx![](images/a.png)'


def test_deep_pages_are_read_without_end_of_stack():
    assert _read("<div>" * 100_000 + "x")[0] in ("", "x")
    assert "x" in _read("<ul><li>" * 120 + "x")[0]
