from __future__ import annotations

from pathlib import Path

from cocreate.base.resources import _root, resource_path


def test_the_sample_is_found_in_this_checkout():
    sample = resource_path("sample", "moby-dick-opening.md")
    assert sample.read_text("utf-8").startswith("# I. Loomings\n\nCall me Ishmael.")
    assert resource_path("sample", "LICENSE.md").is_file()


def test_the_sample_has_the_chapters_it_claims():
    text = resource_path("sample", "moby-dick-opening.md").read_text("utf-8")
    chapters = [line for line in text.splitlines() if line.startswith("# ")]
    scenes = [line for line in text.splitlines() if line.startswith("## ")]
    assert (len(chapters), len(scenes)) == (5, 3)
    assert 60_000 < len(text.encode()) < 90_000


def test_a_checkout_has_its_resources_beside_the_package(tmp_path: Path):
    assert _root(tmp_path / "cocreate") == tmp_path / "resources"


def test_an_installed_package_has_them_inside(tmp_path: Path):
    (tmp_path / "cocreate" / "resources").mkdir(parents=True)
    assert _root(tmp_path / "cocreate") == tmp_path / "cocreate" / "resources"
