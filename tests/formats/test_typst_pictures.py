from __future__ import annotations

import pytest

from cocreate.formats.document import Paragraph, Picture
from cocreate.formats.layout import LaidChapter, LaidScene
from cocreate.formats.typst_pictures import drawable_pictures
from tests.formats.pdf_samples import png

SVG = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>%s</svg>"
DRAWN = b"<rect width='5' height='5'/>"


def _chapter(*sources: str) -> LaidChapter:
    first, *others = sources
    notes = {"n": (Paragraph((Picture(first),)),)}
    body = tuple(Paragraph((Picture(source),)) for source in others)
    return LaidChapter((Picture(first),), "", (LaidScene(0, body, notes),))


def test_pictures_of_headings_notes_and_text_are_found():
    pictures = {"a": png(), "b": png(4, 4), "c": png()}
    found = drawable_pictures(pictures, [_chapter("a", "b", "gone")])
    assert found.names == {"a": "picture-0.png", "b": "picture-1.png"}
    assert found.files == {"picture-0.png": png(), "picture-1.png": png(4, 4)}
    assert found.losses == ()


def test_a_drawing_is_taken_when_it_names_nothing_outside_itself():
    found = drawable_pictures(
        {"a": b"\xef\xbb\xbf<?xml version='1.0'?>" + SVG % DRAWN}, [_chapter("a")]
    )
    assert found.names == {"a": "picture-0.svg"}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"BM not a kind that is known",
        png()[:30],
        png()[:45],
        png().replace((3).to_bytes(4, "big"), (90_000).to_bytes(4, "big"), 1),
        SVG % b"<image href='/etc/passwd'/>",
        SVG % b"<image xlink:href='http://example.org/x.png'/>",
        SVG % b"<style>@import 'x.css'</style>",
        SVG % b"<rect fill='url(http://x)'/>",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG % DRAWN,
        SVG % b"<rect",
    ],
)
def test_what_is_broken_huge_or_reaches_out_is_left_and_told(data):
    found = drawable_pictures({"a": data}, [_chapter("a")])
    assert found.names == {}
    assert found.losses == (
        "1 picture is broken, too large, or of a kind that a PDF cannot hold: a.",
    )


def test_a_file_of_too_many_bytes_is_not_looked_at(monkeypatch):
    monkeypatch.setattr("cocreate.formats.typst_pictures._MOST_BYTES", 10)
    assert drawable_pictures({"a": png()}, [_chapter("a")]).names == {}


def test_many_refused_pictures_are_counted():
    names = [f"p{number}" for number in range(6)]
    found = drawable_pictures(dict.fromkeys(names, b""), [_chapter(*names)])
    (sentence,) = found.losses
    assert sentence.startswith("6 pictures are broken")
    assert sentence.endswith("a PDF cannot hold: p0, p1, p2, p3 and others.")
