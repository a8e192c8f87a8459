"""Documents that made other programs stumble: each is its text, or one plain sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cocreate.base.clock import SystemClock
from cocreate.base.errors import InputError
from cocreate.formats.format_catalog import importer_for
from cocreate.formats.import_child import Reading

FOLDER = Path(__file__).parent.parent / "fixtures" / "documents"
SAMPLES = sorted(path for path in FOLDER.rglob("*.*") if path.name != "README.md")
REFUSED = {
    "ExternalEntityInText.docx": "entities",
    "clusterfuzz-testcase-minimized-POIXWPFFuzzer-6442791109263360.docx": "damaged",
    "truncated62886.docx": "damaged",
    "testODTEncrypted.odt": "password",
    "testWORD_protected_passtika.docx": "password",
    "testWORD_truncated.docx": "damaged",
}
HELD = {
    "comments.docx": "Ouch.",
    "endnotes.docx": "[^",
    "footnotes.docx": "[^",
    "heading123.docx": "## ",
    "single-paragraph.docx": "Walking on imported air",
    "strict-format.docx": "Test",
    "tables.docx": "| ",
    "testEPUB.epub": "This is the text for chapter One",
    "testFooter.odt": "Here is some text on page 2",
    "testODTMacro.odt": "Hello dear user,",
    "testODTnotaZipFile.odt": "This is not a zip file",
    "testRTFTIKA_1713.rtf": "**Attachments:**",
    "testRTFTableCellSeparation2.rtf": "| Fax / Phone Station | Fax / Phone # |",
    "testRTFWindowsCodepage1250.rtf": "zażółć gęślą jaźń",
    "testStyles.odt": "This *is* **just** a test.",
    "text-box.docx": "Datum plane",
}


def _text(path: Path) -> str:
    return "".join(scene.text for scene in importer_for(path)(path).scenes)


@pytest.mark.parametrize(
    "path", [p for p in SAMPLES if p.name not in REFUSED], ids=lambda p: p.name
)
def test_a_document_gives_its_text(path: Path):
    text = _text(path)
    assert HELD.get(path.name, "") in text
    assert "\ufdd0" not in text


@pytest.mark.parametrize("path", [p for p in SAMPLES if p.name in REFUSED], ids=lambda p: p.name)
def test_what_cannot_be_read_says_why_in_one_sentence(path: Path):
    with pytest.raises(InputError) as caught:
        _text(path)
    assert REFUSED[path.name] in caught.value.sentence
    assert caught.value.sentence.startswith(path.name)
    assert "\n" not in caught.value.sentence


@pytest.mark.slow
def test_each_kind_is_read_under_the_ceiling_of_memory():
    for name in ("tables.docx", "testEPUB.epub", "testStyles.odt"):
        assert Reading(FOLDER / name, SystemClock()).wait().scenes


@pytest.mark.parametrize("ending", [".txt", ".md", ".pdf", ".rtf", ".zip", ""])
def test_a_wrong_ending_deceives_nobody(tmp_path: Path, ending: str):
    path = tmp_path / f"renamed{ending}"
    path.write_bytes((FOLDER / "testStyles.odt").read_bytes())
    assert _text(path).startswith("This *is* **just** a test.")


@pytest.mark.parametrize("path", SAMPLES, ids=lambda p: p.name)
@given(data=st.data())
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_no_damage_gives_more_than_a_sentence(tmp_path: Path, path: Path, data: st.DataObject):
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, 3)) == 0
    damaged = tmp_path / f"damaged{path.suffix}"
    damaged.write_bytes(whole[: data.draw(st.integers(0, len(whole)))] if cut else whole)
    try:
        _text(damaged)
    except InputError as error:
        assert error.sentence.startswith("damaged")  # noqa: PT017 - either is right
