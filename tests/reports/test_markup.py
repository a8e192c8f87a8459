from __future__ import annotations

from cocreate.reports.markup import cells, escaped, facts, name, section, table


def test_words_mean_nothing_to_html():
    assert escaped("<a href='x'>&\n\x07b") == "&lt;a href=&#x27;x&#x27;&gt;&amp; b"


def test_an_empty_name_is_called_something():
    assert name(" ") == '<bdi dir="auto">Untitled</bdi>'


def test_the_first_cell_names_its_row():
    assert cells(("a", "1"), ("", "n")) == '<tr><th scope="row">a</th><td class="n">1</td></tr>\n'


def test_a_table_has_heads():
    made = table("kind", ("A", "B"), ("", "n"), (cells(("a", "1"), ("", "n")),))
    assert '<th scope="col">A</th><th scope="col" class="n">B</th>' in made


def test_a_section_is_known_by_its_title():
    assert '<h2 id="own">Title</h2>' in section("shared own", "Title", "")


def test_parts_of_a_whole_are_set_in():
    made = facts((("Whole", "2"), ("part", "1")))
    assert "<dt>Whole</dt>" in made
    assert '<dt class="cr-sub">part</dt>' in made
