from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.formats.book import Appendix, Book, BookScene, unwatched
from cocreate.formats.fountain import read_file, render_file, to_manuscript
from cocreate.formats.markdown_files import split_scenes
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.presets import PLAIN_OPTIONS, ExportOptions
from tests.formats.documents import documents

PLAY = """Title: **The Lamp**
Credit: written by
Author: Ada Quill
Draft date: 1 May
Contact:
    ada@example.org

# Act One

= She lights it.

INT. LIGHTHOUSE - NIGHT #1#

Rain. *Wind* and **dark**.
Nobody is there.

ADA (V.O.)
(quietly)
I said: \\*now\\*.
{empty}
Again.

@McBO ^
No!

> FADE TO:

.SNIPER POV

!LOUD ACTION

~A song

> THE END <

===

[[A note]] and /* a cut */ word.

## Sequence
""".replace("{empty}", "  ")


def out(text: str, title: str = "", options: ExportOptions = PLAIN_OPTIONS) -> str:
    scenes = tuple(BookScene("", "", scene.text) for scene in split_scenes(text, "x"))
    book = Book(title, "", scenes)
    return render_file(book, options, unwatched).data.decode("utf-8")


def letters(text: str) -> list[str]:
    return sorted(re.sub(r"[\W_]", "", text).lower())


def test_a_screenplay_comes_in_and_goes_out_as_it_was():
    assert out(to_manuscript(PLAY)) == PLAY


def test_scenes_of_a_screenplay_are_scenes(tmp_path):
    path = tmp_path / "lamp.fountain"
    path.write_text(PLAY, encoding="utf-8")
    file = read_file(path)
    assert (file.title, file.writer) == ("The Lamp", "Ada Quill")
    assert [(scene.chapter, scene.title) for scene in file.scenes] == [
        ("Act One", "Act One"),
        ("Act One", "INT. LIGHTHOUSE - NIGHT #1#"),
        ("Act One", "SNIPER POV"),
    ]
    assert "ADA (V.O.)\\\n(quietly)\\\nI said: \\*now\\*." in file.scenes[1].text


def test_a_novel_goes_out_with_all_its_words():
    text = "# One\n\n## At Sea\n\nA [link](u)[^1] `code`\nsoft.\n\n> q\n\n- a\n- b\n\n"
    more = "| x | y |\n|-|-|\n"
    more += "\n![map](m.png)\n\n```\nc\n```\n\n***\n\n##\n\n.x\n\n## “Q”\n\n[^1]: note\n"
    assert out(text + more, title="T") == (
        "Title: T\n\n# One\n\n.At Sea\n\nA link[[note]] code\nsoft.\n\nq\n\na\n\nb\n\nx\ty\n\n"
        "[[map]]\n\nc\n\n===\n\n===\n\n!.x\n\n!“Q”\n"
    )


def test_footnotes_with_several_signs_stand_at_the_end():
    assert out("a[^1] b[^1]\n\n# B\n\nc[^2]\n\n[^1]: one [^2]\n\n[^2]: two\n\n[^3]: three\n") == (
        "a[[1]] b[[1]]\n\n# B\n\nc[[two]]\n\n[[1: one [[2]]]]\n\n[[3: three]]\n"
    )


def test_the_report_is_cut_out_and_the_title_page_may_be_left_out():
    book = Book("T", "", (), Appendix("# R */\n", "", ""))
    options = ExportOptions(has_title_page=False)
    assert render_file(book, options, unwatched).data == b"===\n\n/*\n# R * /\n*/\n"


@pytest.mark.parametrize("text", ["FADE IN:\n\nx", "INT. A: B\n\nx", "", "Who: me\n\nx"])
def test_what_only_looks_like_a_title_page_is_words(text):
    assert "---" not in to_manuscript(text)


def test_an_empty_line_of_spaces_behind_a_heading_leaves_no_trace():
    assert to_manuscript("# c\n  \na") == "# c\n\na\n"


lines = st.lists(
    st.sampled_from(
        ["a", "ADA", "INT. A", ".b", "# c", "## d", "===", "> e <", "~f", "= g", "!h", "@i", "(j)",
         "*k*", "**l** m", "_n_ *o", "***p***", "", "", "  ", "[[q]]", "/*", "*/", "r\\*", "1. s",
         "- t", "Title: u", "v_w_x", "[y](z)", "&amp;"]
    ),
    max_size=12,
).map("\n".join)  # fmt: skip


@given(lines)
@settings(deadline=None, max_examples=80)
def test_no_word_is_lost_and_out_and_in_again_is_the_same(text):
    manuscript = to_manuscript(text)
    once = out(manuscript)
    assert letters(once) == letters(text)
    assert out(to_manuscript(once)) == once


@given(documents)
@settings(deadline=None, max_examples=20)
def test_whatever_goes_out_comes_in_and_stays(document):
    once = out(write_markdown(document))
    twice = out(to_manuscript(once))
    assert out(to_manuscript(twice)) == twice


def test_a_long_screenplay_is_read_in_little_time():
    began = process_time()
    to_manuscript(PLAY.replace("Rain.", "*Rain _" * 5_000))
    assert process_time() - began < 3.0
