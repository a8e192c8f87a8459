from __future__ import annotations

from hypothesis import given, settings

from cocreate.formats.book import Appendix, Book, BookScene, unwatched
from cocreate.formats.document import Run
from cocreate.formats.inlines import inlines_of
from cocreate.formats.markdown_writer import write_markdown
from cocreate.formats.presets import PLAIN_OPTIONS, ExportOptions
from cocreate.formats.text_files import render_file
from tests.formats.documents import documents


def text_of(*texts: str, title: str = "", options: ExportOptions = PLAIN_OPTIONS) -> str:
    scenes = tuple(BookScene("", "", text) for text in texts)
    return render_file(
        Book(title, "Ada" if title else "", scenes), options, unwatched
    ).data.decode()


def test_words_stand_without_signs():
    assert text_of(
        "# One\n\nShe *lit* the [lamp](http://u)[^a]  \nnow.\nSoft.\n\n> A\n> b\n\n"
        "```\nx *y*\n```\n\n[^a]: Of brass.\n\n    Old.\n",
        "Next.\n\n***\n\n![map](m.png)\n",
        "# Two\n",
        title="The Lamp",
    ) == (
        "The Lamp\nAda\n\n\nOne\n\nShe lit the lamp[1]\nnow. Soft.\n\n    A b\n\nx *y*\n\n#\n\n"
        "Next.\n\n#\n\n[map]\n\n[1] Of brass.\n\n    Old.\n\n\nTwo\n"
    )


def test_lists_and_tables_keep_their_order():
    assert text_of("3. a\n4. b\n\n   c\n\n- d\n- e\n\n| x | y |\n|-|-|\n| 1 | 2 |\n") == (
        "3. a\n\n4. b\n\n    c\n\n- d\n- e\n\nx\ty\n1\t2\n"
    )


def test_the_report_stands_at_the_end():
    book = Book("", "", (BookScene("", "", "a"),), Appendix("# Report\n", "", ""))
    assert render_file(book, PLAIN_OPTIONS, unwatched).data == b"a\n\n\n# Report\n"


def test_without_a_title_page_the_text_begins():
    options = ExportOptions(has_title_page=False)
    assert text_of("a", title="T", options=options) == "a\n"
    assert text_of() == ""


@given(documents)
@settings(deadline=None, max_examples=20)
def test_whatever_is_written_can_go_out(document):
    shown = "".join(text_of(write_markdown(document)).split())
    assert all(word in shown for word in _words(document.blocks))


def _words(blocks):
    for inlines in inlines_of(blocks):
        yield from ("".join(run.text.split()) for run in inlines if isinstance(run, Run))
