from __future__ import annotations

from time import process_time

import pytest

from cocreate.formats.front_matter import FrontMatter, front_matter


def test_title_writer_and_language_are_read():
    text = (
        "---\ntitle: 'The Lamp'\nAuthor: Ada Quill\nlang: en-GB\ntags: [sea, \"a b\"]\n---\n# One\n"
    )
    found = front_matter(text)
    assert text[found.end :] == "# One\n"
    assert (found.title, found.writer, found.language) == ("The Lamp", "Ada Quill", "en-GB")
    assert found.fields["tags"] == "sea, a b"


def test_lists_comments_and_long_values_are_read():
    found = front_matter("---\nauthors:\n  - Ada\n  - Bo\n# note\n\ntitle: >\n  A long\n...\n")
    assert (found.writer, found.title) == ("Ada, Bo", "A long")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "---\n",
        "---\nShe said: no.\n---\n",
        "---\n\ntitle: x\n---\n",
        "---\nAnna: Hello\n---\n",
        "---\ntitle: x\nand words\n---\n",
        "---\ntitle: x\n",
        " ---\ntitle: x\n---\n",
        "----\ntitle: x\n---\n",
        "---\n---\n",
    ],
)
def test_what_only_looks_like_it_is_words(text):
    assert front_matter(text) == FrontMatter()


def test_a_long_text_is_looked_at_in_little_time():
    began = process_time()
    assert front_matter("---\n" + "title: x\n" * 200_000) == FrontMatter()
    assert process_time() - began < 0.5


def test_without_values_there_is_nothing():
    found = front_matter("---\ntitle:\n---\n")
    assert (found.end, found.title, found.writer) == (15, "", "")
