from __future__ import annotations

from cocreate.formats.document import Style
from cocreate.formats.docx_xml import escaped, iso_time, quoted, run, style_of, text_of


def test_signs_that_mean_something_are_escaped():
    assert escaped("a<b>&c") == "a&lt;b&gt;&amp;c"
    assert quoted('"a"\n\t\r') == "&quot;a&quot;&#10;&#9;&#13;"


def test_signs_that_xml_cannot_hold_are_shown_as_such():
    assert escaped("a\x00\x1b\ufffe\ud800b") == "a����b"


def test_a_moment_is_in_universal_time():
    assert iso_time(1_700_000_000_999) == "2023-11-14T22:13:20Z"


def test_tabs_and_soft_hyphens_are_elements():
    assert text_of("a\tb\u00adc") == (
        '<w:t xml:space="preserve">a</w:t><w:tab/><w:t xml:space="preserve">b</w:t>'
        '<w:softHyphen/><w:t xml:space="preserve">c</w:t>'
    )


def test_line_ends_are_spaces_unless_they_are_kept():
    assert text_of("a\nb") == '<w:t xml:space="preserve">a b</w:t>'
    assert "<w:br/>" in text_of("a\nb", keeps_lines=True)


def test_styles_are_properties():
    assert style_of(Style.PLAIN) == ""
    assert style_of(Style.STRONG | Style.EMPHASIS | Style.STRUCK) == (
        "<w:rPr><w:b/><w:bCs/><w:i/><w:iCs/><w:strike/></w:rPr>"
    )
    assert style_of(Style.EMPHASIS, underlines=True) == '<w:rPr><w:u w:val="single"/></w:rPr>'
    assert "CodeWords" in style_of(Style.CODE)
    assert style_of(Style.PLAIN, is_rtl=True) == "<w:rPr><w:rtl/></w:rPr>"
    assert "Hyperlink" in style_of(Style.CODE, is_link=True)
    assert run("x", "p") == "<w:r>px</w:r>"
