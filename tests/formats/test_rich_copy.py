from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.formats.rich_copy import to_html
from cocreate.formats.rich_worth import is_worth_html

HEAD = '<meta charset="utf-8">'
WORDS = st.text(alphabet=st.sampled_from([*'ab *_`[]()<>|~&;:.!#-+=^1\\\n"']), max_size=60)


def rich(text: str) -> str:
    made = to_html(text)
    assert made.startswith(HEAD)
    return made.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("The *grey* sea", "<span>The <em>grey</em> sea</span>"),
        (" **a** ", "<span> <strong>a</strong> </span>"),
        ("# The sea", "<h1>The sea</h1>"),
        ("~~no~~ `x`", "<span><del>no</del> <code>x</code></span>"),
        ("#tag", "<span>#tag</span>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("a & <b>c</b>", "<span>a &amp; &lt;b&gt;c&lt;/b&gt;</span>"),
        ("![The sea](sea.png) x", "<span><span>[The sea]</span> x</span>"),
        (
            "[a](https://x.org) [b](javascript:c)",
            '<span><a href="https://x.org">a</a> <a>b</a></span>',
        ),
        ("```\n*a*\n```", "<pre><code>*a*\n</code></pre>"),
        ("שלום *עולם* a", '<span dir="rtl">שלום <em>עולם</em> a</span>'),
        ("123 *!*", "<span>123 <em>!</em></span>"),
    ],
)
def test_markdown_is_shown_with_its_looks(text, made):
    assert rich(text).strip() == made


def test_blocks_of_right_to_left_words_say_so():
    assert rich("# שלום\n\nHello") == '<h1 dir="rtl">שלום</h1>\n<p>Hello</p>'


def test_lists_are_read_as_the_page_reads_them():
    made = rich("Ideas:\n- one\n  - two\n- three\n\n3) four")
    tight = re.sub(r"\s*\n\s*", "", made)
    assert "<p>Ideas:</p><ul><li>one<ul><li>two</li></ul></li><li>three</li></ul>" in tight
    assert '<ol start="3"><li>four</li></ol>' in tight


def test_tables_and_footnotes_come_along():
    assert "<td>1</td>" in rich("| a | b |\n|---|---|\n| 1 | 2 |")
    made = rich("A note[^1].\n\n[^1]: The *end*.")
    assert '<sup id="fnref-1"><a href="#fn-1">1</a></sup>' in made
    assert "<p>The <em>end</em>.</p>" in made


def test_a_note_whose_mark_was_not_copied_keeps_its_words():
    assert "alone" in rich("[^2]: alone")


def test_what_lies_too_deep_comes_as_it_was_typed():
    made = rich("1. " * 2_000 + "a <b>\nc\n\nd")
    assert "a &lt;b&gt;<br>c</p>\n<p>d</p>" in made


@given(WORDS)
def test_no_markup_of_the_writer_gets_through(text):
    made = to_html(text) if is_worth_html(text) else HEAD
    tags = set(re.findall(r"<\s*([a-z0-9]+)", made))
    assert tags <= {
        *("meta", "p", "span", "em", "strong", "del", "code", "pre", "a", "br", "hr", "sup", "div"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }


@given(
    st.lists(st.text(alphabet="abcd", min_size=1, max_size=6), min_size=1, max_size=8), st.data()
)
def test_every_word_is_there(words, data):
    ties = [" ", "\n", "\n\n", "* ", " *", "**", "\n- ", "\n> ", "\n\n# ", "~~", "\n1. ", "`", "_"]
    text = "".join(word + data.draw(st.sampled_from(ties)) for word in words)
    shown = html.unescape(re.sub(r"<[^>]*>", "", to_html(text)))
    letters = "".join(sign for sign in shown if sign.isalpha())
    assert letters == "".join(words)
