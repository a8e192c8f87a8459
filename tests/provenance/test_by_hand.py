"""The commands of README.txt, typed for real."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from cocreate.provenance.bundle import Disclosure, evidence_parts, note_body
from cocreate.provenance.by_hand import ByHand, readme
from cocreate.provenance.keys import SigningKey
from cocreate.provenance.levels import Level
from cocreate.provenance.verifier import loaded
from cocreate.reports.report import LIMITS
from tests.provenance.bundles import KEY, Small, sealed
from tests.store.story import STORY


def unpacked(small: Small, folder: Path, given: Disclosure) -> str:
    """Write a bundle out as a folder; return its README."""
    parts = small.parts(given)
    summary = evidence_parts(small.evidence, Disclosure())
    about = ByHand(
        given,
        small.evidence.head,
        None if small.key is None else small.key.verifier,
        summary["headers.jsonl"],
        summary["proofs.json"],
    )
    text = readme(about, parts, LIMITS)
    parts["README.txt"] = text.encode()
    packed = folder / "b"
    packed.write_bytes(small.packed(given, parts))
    for name, data in loaded().open_bundle(packed).parts.items():
        place = folder / name
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(data)
    return text


def typed(text: str, folder: Path) -> list[str]:
    by_hand = text.partition("CHECKING BY HAND")[2].partition("WHAT THIS CANNOT SHOW")[0]
    commands = "\n".join(re.findall(r"^    (.*)$", by_hand, re.MULTILINE))
    bash = shutil.which("bash")
    assert bash is not None
    done = subprocess.run(
        [bash, "-c", commands], cwd=folder, capture_output=True, check=False, encoding="utf-8"
    )
    assert done.returncode == 0, done
    return done.stdout.splitlines()


@pytest.mark.parametrize("level", [Level.SUMMARY, Level.FULL])
def test_the_steps_by_hand_find_a_bundle_sound(tmp_path: Path, level: Level):
    assert shutil.which("openssl")
    small = sealed(list(STORY[:9]))
    text = unpacked(small, tmp_path, Disclosure(level))
    said = typed(text, tmp_path)
    listed = [line for line in said if line.endswith(": OK")]
    assert len(listed) == len([p for p in tmp_path.rglob("*") if p.is_file()]) - 6
    rest = said[len(listed) :]
    assert rest[:2] == ["Signature Verified Successfully"] * 2
    assert rest[2].startswith(KEY.verifier.fingerprint.replace(" ", ""))
    sealed_hash = rest[3].split()[0]
    assert f"sha256:{sealed_hash}" in rest[4]
    assert rest[5].split()[0] == rest[6]
    assert rest[7] == rest[8] == rest[9] == small.evidence.head.root.hex()


def test_a_letter_that_was_changed_shows_in_the_first_step(tmp_path: Path):
    text = unpacked(sealed(list(STORY[:9])), tmp_path, Disclosure())
    report = tmp_path / "report.json"
    report.write_bytes(report.read_bytes().replace(b"Sea", b"Tea", 1))
    said = typed(text, tmp_path)
    assert "report.json: FAILED" in said


def test_a_signature_of_somebody_else_shows(tmp_path: Path):
    small = sealed(list(STORY[:9]))
    text = unpacked(small, tmp_path, Disclosure())
    body = note_body(small.evidence.head, (tmp_path / "manifest.json").read_bytes())
    forged = SigningKey.new(KEY.verifier.name).sign(body)
    (tmp_path / "manifest.note").write_text(forged, encoding="utf-8")
    assert typed_failing(text, tmp_path)


def typed_failing(text: str, folder: Path) -> bool:
    by_hand = text.partition("CHECKING BY HAND")[2]
    commands = "\n".join(re.findall(r"^    (.*)$", by_hand, re.MULTILINE))
    done = subprocess.run(
        ["/bin/bash", "-c", commands], cwd=folder, capture_output=True, check=False, text=True
    )
    return "Signature Verification Failure" in done.stdout


def test_without_a_key_it_says_so(tmp_path: Path):
    small = sealed(list(STORY[:9]), None)
    text = unpacked(small, tmp_path, Disclosure())
    assert "3. There is no signature" in text
    said = typed(text, tmp_path)
    assert not any("Signature" in line for line in said)
    assert said[-1] == small.evidence.head.root.hex()


def test_a_reply_of_an_authority_has_its_step():
    small = sealed(list(STORY[:9]))
    summary = evidence_parts(small.evidence, Disclosure())
    about = ByHand(
        Disclosure(),
        small.evidence.head,
        KEY.verifier,
        summary["headers.jsonl"],
        summary["proofs.json"],
    )
    text = readme(about, {**summary, "checkpoints/11.tsr": b"", "records/x.json": b""}, LIMITS)
    assert "openssl ts -reply -in checkpoints/11.tsr -text" in text
    assert "records for other programs" in text
    assert "7. " not in readme(about, summary, LIMITS).partition("WHAT THIS")[0]


def test_every_limit_stands_in_it_and_no_yes_or_no(tmp_path: Path):
    given = Disclosure(Level.PROCESS, is_coarse=True)
    text = " ".join(unpacked(sealed(list(STORY[:9])), tmp_path, given).split())
    assert all(" ".join(limit.split()) in text for limit in LIMITS)
    assert "Nothing here says yes or no" in text
    assert "without words" in text
    assert "sealed as a whole" in text
