from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.base.errors import InputError
from cocreate.formats import scrivener_reader
from cocreate.formats.format_catalog import importer_for
from cocreate.formats.scrivener_reader import read_file
from tests.formats.scrivener_samples import DRAFT, item, rtf, write_project

LINK = '{\\field{\\*\\fldinst{HYPERLINK "scrivcmt://C%d"}}{\\fldrslt %s}}'
COMMENTS = (
    f'<Comments><Comment ID="C1"><![CDATA[{rtf("Which one?")}]]></Comment>'
    f'<Comment ID="C2" Footnote="Yes"><![CDATA[{rtf("So they say.")}]]></Comment><x/></Comments>'
)
FILES = {
    "Files/Data/F1/content.rtf": rtf("A word before."),
    "Files/Data/T1/content.rtf": rtf(
        f"<$Scr_Ps::0>The {LINK % (1, 'sea')} was {LINK % (2, 'calm')}.<!$Scr_Ps::0>\\par "
        "It\\{\\\\Scrv_fn=A note.\\\\end_Scrv_fn\\} lay\\{\\\\Scrv_annot \\\\color=\\{\\\\R=1\\}"
        " \\\\text=Still?\\\\end_Scrv_annot\\}."
    ),
    "Files/Data/T1/content.comments": COMMENTS,
    "Files/Data/T1/synopsis.txt": "All is calm.",
    "Files/Data/T1/notes.rtf": rtf("Check the tide."),
    "Files/Data/T2/content.txt": "# Head\n\nPlain *words*.",
    "Files/Data/T4/content.rtf": rtf("Inside."),
    "Files/Data/T6/content.rtf": rtf("Never."),
}


@pytest.fixture
def project(tmp_path):
    return write_project(tmp_path / "Lamp.scriv", FILES)


def test_a_project_is_read_as_chapters_and_scenes(project):
    file = read_file(project)
    assert [(s.chapter, s.title) for s in file.scenes] == [
        ("Sea", "Sea"),
        ("Sea", "Calm"),
        ("Sea", "Wild"),
        ("Land", "Land"),
        ("Land", "Out"),
        ("End", "End"),
    ]
    assert file.scenes[0].text == "# Sea\n\nA word before.\n\n"
    assert file.scenes[1].text.startswith(
        "## Calm\n\nThe sea was calm[^1].\n\nIt[^2] lay.\n\n[^1]: So they say.\n\n[^2]: A note.\n"
    )
    assert file.scenes[2].text == "## Wild\n\n### Head\n\nPlain *words*.\n\n"
    assert "### In\n\nInside." in file.scenes[4].text
    assert file.name == "Lamp.scriv"


def test_synopses_notes_and_comments_are_margin_notes(project):
    scene = read_file(project).scenes[1]
    assert [(scene.text[n.start : n.end], n.text, n.author) for n in scene.notes] == [
        ("Calm", "All is calm.", "Synopsis in Scrivener"),
        ("Calm", "Check the tide.", "Document notes in Scrivener"),
        ("sea", "Which one?", "Comment in Scrivener"),
        ("", "Still?", "Inline annotation"),
    ]


def test_what_stays_in_scrivener_is_told(project):
    assert read_file(project).losses == (
        "1 document that is not to be compiled was left out.",
        "1 document outside of the draft (research, trash) was left out.",
        "Fonts, colours, labels, keywords and snapshots were not kept.",
    )


def test_the_binder_stands_for_its_project(project):
    binder = project / "Lamp.scrivx"
    assert importer_for(binder)(binder).scenes == importer_for(project)(project).scenes


def test_older_layouts_are_read(tmp_path):
    binder = item("D", "DraftFolder", "Novel", item("3", "Text", "One")).replace("UUID", "ID")
    for place in ("Files/Docs/3.rtf", "3.rtfd/TXT.rtf"):
        folder = tmp_path / f"{len(place)}.scriv"
        file = read_file(write_project(folder, {place: rtf("Words.")}, binder))
        assert [(s.title, s.text) for s in file.scenes] == [("One", "## One\n\nWords.\n")]
        assert file.title == "Novel"


def test_a_project_beyond_measure_is_refused(project, monkeypatch):
    monkeypatch.setattr(scrivener_reader, "_MAX_BYTES", 100)
    with pytest.raises(InputError, match="more than can be read"):
        read_file(project)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_no_damage_raises_anything_but_a_sentence(tmp_path_factory, data):
    project = write_project(tmp_path_factory.mktemp("p") / "Lamp.scriv", FILES, DRAFT)
    files = sorted(path for path in project.rglob("*") if path.is_file())
    path = data.draw(st.sampled_from(files))
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        assert read_file(project).scenes
    except InputError as error:
        assert "Lamp" in error.sentence  # noqa: PT017 - either is right
