from __future__ import annotations

from cocreate.formats.html_notes import Page, find_notes
from cocreate.formats.html_reader import parse_page
from cocreate.formats.safe_xml import words_in


def _found(*pages):
    roots = [Page(name, parse_page(text, name)) for name, text in pages]
    notes = find_notes(roots)
    return {label: " ".join(words_in(body).split()) for label, body in notes.bodies.items()}, notes


def test_notes_that_are_marked_are_found_on_other_pages():
    found, notes = _found(
        ("a.xhtml", '<p>Word<a epub:type="noteref" href="text/b.xhtml#n">see</a></p>'),
        ("b.xhtml", '<aside epub:type="footnote" id="n">The note.</aside>'),
    )
    assert found == {"1": "The note."}
    assert [link.text for link in notes.refs] == ["see"]


LINKED = (
    '<p>Word<a id="r1" href="#n1"><sup>1</sup></a> and<sup id="r2"><a href="#n2">[*]</a></sup></p>'
    '<p><a id="n1" href="#r1">1</a> One.</p><ol><li id="n2">* Two. <a href="#r2">↩</a></li></ol>'
)


def test_small_links_that_are_linked_back_are_notes():
    found, notes = _found(
        ("a.html", LINKED),
    )
    assert found == {"1": "1 One.", "2": "* Two. ↩"}
    assert len(notes.backs) == 2


def test_a_note_with_two_signs_has_one_label():
    text = '<p><a role="doc-noteref" href="#n">1</a><a role="doc-noteref" href="#n">1</a></p>'
    found, notes = _found(("a.html", f'{text}<p id="n" role="doc-footnote">One.</p>'))
    assert found == {"1": "One."}
    assert list(notes.refs.values()) == ["1", "1"]


def test_contents_and_other_links_are_no_notes():
    page = (
        '<ul><li id="t1"><a href="#c1">1</a></li><li><a href="#c2">Two</a></li>'
        '<li><a href="#none">3</a></li><li><a>4</a></li></ul>'
        '<div id="c1"><h1>Chapter</h1><a href="#t1">up</a></div><p id="c2">Text.</p>'
        '<p id="self">See <a href="#self">5</a></p><p>See <a href="#c2">6</a></p>'
    )
    assert _found(("a.html", page))[0] == {}
