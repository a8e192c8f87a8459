from __future__ import annotations

import io
import re
import subprocess

import pypdf
import pytest

from cocreate.reports.to_pdf import to_pdf
from tests.reports.samples import imported, novel, untouched

MADE_MS = 1_700_000_000_000


def _pages(pdf: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    return [page.extract_text().replace("\u00a0", " ") for page in reader.pages]


def test_the_report_says_its_figures_and_limits():
    pages = _pages(to_pdf(novel(), MADE_MS))
    assert "CONTRIBUTION REPORT" in pages[0]
    assert "The Long Glass" in pages[0]
    assert "74–82 %" in pages[0]
    assert "18–26 %" in pages[0]
    whole = "".join(pages)
    for words in ("The work behind it", "Scene by scene", "The work over time", "Lineage"):
        assert words in whole
    assert "What this report cannot show" in pages[-1]
    assert pages[-1].rstrip().endswith(f"{len(pages)} / {len(pages)}")
    hashes = re.sub(r"[\s\u200b]", "", pages[-1])
    assert novel().text.sha256 in hashes


@pytest.mark.parametrize("make", [untouched, imported])
def test_a_report_of_little_or_of_another_script_is_whole(make):
    whole = "".join(_pages(to_pdf(make(), MADE_MS)))
    assert "What anyone can check" in whole
    assert not re.search(r"74–82", whole)


def test_its_title_language_and_drawings_are_there_for_a_screen_reader(tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(to_pdf(novel(), MADE_MS))
    command = ["pdfinfo", "-struct-text", str(path)]
    tree = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert "H1" in tree
    assert "THead" in tree
    subprocess.run(["qpdf", "--check", str(path)], check=True, capture_output=True)
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title == "The Long Glass: contribution report"
    assert str(reader.root_object["/Lang"]) == "en"


def test_the_same_report_gives_the_same_bytes():
    assert to_pdf(novel(), MADE_MS) == to_pdf(novel(), MADE_MS)
