from __future__ import annotations

import pytest
from lxml import etree

from cocreate.formats.document import Document
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.marked_text import unmarked
from cocreate.formats.odt_document import OdtBody
from cocreate.formats.odt_styles import Styles
from tests.formats.odt_samples import SPACES, STYLES

WHO = "<office:change-info><dc:creator>Ann</dc:creator><dc:date>{}</dc:date></office:change-info>"
CHANGES = f"""<text:tracked-changes><text:changed-region text:id="c1"><text:insertion>
{WHO.format("2026-05-03T10:00:00")}</text:insertion></text:changed-region><text:changed-region
xml:id="c2"><text:deletion>{WHO.format("2026-05-03T10:00:00Z")}<text:p>was </text:p></text:deletion>
</text:changed-region><text:changed-region text:id="c3"><text:deletion>{WHO.format("nonsense")}
<text:p>one</text:p><text:p>two</text:p></text:deletion></text:changed-region><text:changed-region
text:id="c4"><text:format-change/></text:changed-region></text:tracked-changes>"""
AT_MS = 1_777_802_400_000


def _read(body):
    text = etree.fromstring(f"<office:text {SPACES}>{body}</office:text>")
    styles = Styles(etree.fromstring(f"<x {SPACES}>{STYLES}</x>"))
    reader = OdtBody(styles, lambda source: "images/a.png" if source == "Pictures/a.png" else "")
    blocks = reader.read(text)
    found = unmarked(write_markdown(Document(blocks, reader.notes)), reader.told)
    return found, reader


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<text:h text:outline-level="2">A</text:h>', "## A"),
        ("<text:h>A</text:h>", "# A"),
        ('<text:h text:outline-level="10">A</text:h>', "###### A"),
        ('<text:p text:style-name="Title">T</text:p><text:p>a</text:p>', "# T\n\na"),
        ('<text:p text:style-name="Title">T</text:p><text:h>A</text:h>', "T\n\n# A"),
        ('<text:p text:style-name="Mine">A</text:p>', "## A"),
        ("<text:p>a</text:p><text:p/><text:p> </text:p>", "a"),
        ("<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:s text:c='x'/></text:p>", "a   b c"),
        ("<text:p>a<text:line-break/>b</text:p>", "a\\\nb"),
        (
            (
                '<text:p>a <text:span text:style-name="B">b <text:span text:style-name="I">c'
                "</text:span></text:span> d</text:p>"
            ),
            "a **b _c_** d",
        ),
        ('<text:p text:style-name="P2">a</text:p>', "*a*"),
        (
            '<text:p text:style-name="P1">a</text:p><text:p text:style-name="P1">b</text:p>',
            "> a\n>\n> b",
        ),
        ('<text:p>* * *</text:p><text:p text:style-name="Horizontal_20_Line"/>', "***\n\n***"),
        (
            (
                '<text:p text:style-name="Preformatted_20_Text">a</text:p>'
                '<text:p text:style-name="Preformatted_20_Text">b</text:p>'
            ),
            "```\na\nb\n```",
        ),
        ('<text:p text:style-name="Preformatted_20_Text"> </text:p>', ""),
        (
            (
                '<text:p><text:a xlink:href="https://x.org">a</text:a> <text:a xlink:href="file:///x">b'
                "</text:a></text:p>"
            ),
            "[a](https://x.org) b",
        ),
        ("<text:section><text:p>a</text:p></text:section>", "a"),
        ("<text:p>a<text:bookmark/><text:soft-page-break/>b</text:p>", "ab"),
        (
            (
                '<text:list text:style-name="L"><text:list-item><text:p>a</text:p><text:list>'
                "<text:list-item>"
                "<text:p>b</text:p></text:list-item></text:list></text:list-item><text:list-item/>"
                "<text:x/></text:list>"
            ),
            "3. a\n   - b",
        ),
        ("<text:list><text:list-item><text:h>A</text:h></text:list-item></text:list>", "# A"),
        ("<text:list/>", ""),
        (
            (
                "<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>n"
                "</text:p></text:note-body></text:note>b</text:p>"
            ),
            "a[^1]b\n\n[^1]: n",
        ),
        (
            (
                "<table:table><table:table-header-rows><table:table-row><table:table-cell>"
                "<text:p>a</text:p>"
                "</table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell>"
                "</table:table-row></table:table-header-rows><table:table-row><table:table-cell "
                "table:number-columns-repeated='2'><text:p>x</text:p></table:table-cell>"
                "<table:table-cell "
                "table:number-columns-repeated='999'/></table:table-row><table:table-row/></table:table>"
            ),
            "| a | b |\n| --- | --- |\n| x | x |",
        ),
        (
            (
                "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"
                "</table:table-row></table:table><table:table/>"
            ),
            "a",
        ),
    ],
)
def test_a_text_becomes_what_it_says(body, text):
    assert _read(body)[0].text.removesuffix("\n") == text


def test_frames_hold_pictures_boxes_and_things_that_stay_out():
    found, reader = _read(
        '<text:p>a<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>A map</svg:desc>'
        '</draw:frame><draw:frame><draw:image xlink:href="http://x/b.png"/></draw:frame>'
        "<draw:frame><draw:text-box><text:p>Boxed.</text:p></draw:text-box></draw:frame>"
        "<draw:frame><draw:object/></draw:frame><draw:custom-shape><text:p>Shape.</text:p>"
        "</draw:custom-shape><draw:line/></text:p><text:table-of-content><text:p>no</text:p>"
        "</text:table-of-content><office:forms><x/></office:forms>"
    )
    assert found.text == "a![A map](images/a.png)\n\nBoxed.\n\nShape.\n"
    assert reader.left == {"boxes": 1, "objects": 1, "drawings": 2, "indexes": 1, "forms": 1}


def test_tracked_changes_are_suggestions_by_their_authors():
    found, reader = _read(
        f"{CHANGES}<text:p>The sea <text:change text:change-id='c2'/><text:change-start "
        "text:change-id='c1'/>seems <text:change-end text:change-id='c1'/>calm.</text:p>"
    )
    assert found.text == "The sea was calm.\n"
    (change,) = found.suggestions
    assert (change.start, change.end, change.new) == (8, 12, "seems ")
    assert (change.author, change.at_ms) == ("Ann", AT_MS)
    assert reader.left == {"looks": 1}


def test_changes_reach_over_paragraphs():
    found, _ = _read(
        f"{CHANGES}<text:p>A<text:change-start text:change-id='c1'/></text:p><text:p>B</text:p>"
        "<text:p><text:change-end text:change-id='c1'/>C<text:change text:change-id='c3'/></text:p>"
        "<text:p>D<text:change text:change-id='gone'/></text:p>"
    )
    assert found.text == "AC" + "one\n\ntwo\n\nD\n"
    put, struck = found.suggestions
    assert (put.start, put.end, put.new) == (1, 1, "\n\nB\n\n")
    assert (found.text[struck.start : struck.end], struck.at_ms) == ("one\n\ntwo", 0)


def test_remarks_are_notes_at_their_words():
    remark = (
        "<dc:creator>Ben</dc:creator><dc:date>2026-05-03T12:00:00+02:00</dc:date>"
        "<text:p>Sure?</text:p>"
    )
    found, _ = _read(
        f"<text:p>The <office:annotation office:name='n'>{remark}</office:annotation>sea"
        f"<office:annotation-end office:name='n'/> was<office:annotation>{remark}"
        "</office:annotation> calm.<office:annotation-end office:name='other'/></text:p>"
    )
    assert found.text == "The sea was calm.\n"
    assert [(n.start, n.end, n.text, n.author, n.at_ms) for n in found.notes] == [
        (4, 7, "Sure?", "Ben", AT_MS),
        (11, 11, "Sure?", "Ben", AT_MS),
    ]
