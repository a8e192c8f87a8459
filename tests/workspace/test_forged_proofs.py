"""Bundles of a real project that somebody with the project's own key has tampered with."""

from __future__ import annotations

import base64
import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cocreate.core.checkpoint import TreeHead
from cocreate.metrics.share import counted_by_span
from cocreate.provenance.bundle import Disclosure, pack_bundle
from cocreate.provenance.keys import SigningKey
from cocreate.provenance.levels import Level
from cocreate.provenance.verifier import check_bundle, loaded
from cocreate.reports.to_json import as_dict
from cocreate.workspace.signing import SERVICE
from cocreate.workspace.sitting import Sitting
from tests.workspace.proof_story import DISCLOSURES, Teller, tell
from tests.workspace.writing import type_text

Parts = dict[str, bytes]
Change = Callable[[Parts], None]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Teller:
    told = Teller(tmp_path_factory.mktemp("story"))
    tell(told)
    return told


@pytest.fixture(scope="module")
def teller(story: Teller, tmp_path_factory: pytest.TempPathFactory) -> Teller:
    told = story.copied(tmp_path_factory.mktemp("bundles"))
    for name, given in DISCLOSURES.items():
        told.prove(given, name=name)
    return told


def forged(teller: Teller, name: str, change: Change, given: Disclosure | None = None) -> Any:
    """Return what is said of a bundle whose parts were changed, listed and signed anew."""
    with zipfile.ZipFile(teller.folder / f"{name}.cocreate-proof") as packed:
        parts = {part: packed.read(part) for part in packed.namelist()}
    del parts["manifest.json"]
    told = parts.pop("manifest.note").decode().split("\n")
    head = TreeHead(told[1], int(told[2]), base64.b64decode(told[3]))
    change(parts)
    pem = teller.keyring.kept[SERVICE, head.origin]
    seal = SigningKey.from_pem(head.origin, pem).sign
    path = teller.folder / "forged"
    path.write_bytes(pack_bundle(parts, given or DISCLOSURES[name], head, "forger", seal))
    return loaded().check(path)


def lines(name: str, change: Callable[[list[bytes]], list[bytes]]) -> Change:
    def act(parts: Parts) -> None:
        parts[name] = b"".join(change(parts[name].splitlines(keepends=True)))

    return act


def fields(name: str, change: Callable[[Any], None]) -> Change:
    def act(parts: Parts) -> None:
        document = json.loads(parts[name])
        change(document)
        parts[name] = json.dumps(document, indent=2).encode()

    return act


def cleared(key: str) -> Change:
    return fields("proofs.json", lambda document: document[key].clear())


def crossed(key: str) -> Change:
    def swap(document: Any) -> None:
        document[key][0]["path"] = list(reversed(document[key][1]["path"]))

    return fields("proofs.json", swap)


def opened(row: bytes) -> bytes:
    document = json.loads(row)
    data = base64.b64decode(document["data"])
    document["data"] = base64.b64encode(data[:-1] + bytes([data[-1] ^ 1])).decode()
    return json.dumps(document).encode() + b"\n"


def last(parts: Parts) -> str:
    return max(
        (part for part in parts if part.startswith("checkpoints/")),
        key=lambda part: int(part.removeprefix("checkpoints/").removesuffix(".note")),
    )


def misnamed(parts: Parts) -> None:
    parts["checkpoints/1.note"] = parts[last(parts)]


def unlisted(parts: Parts) -> None:
    del parts[last(parts)]


def unsigned(parts: Parts) -> None:
    parts[last(parts)] = parts[last(parts)].partition(b"\n\n")[0] + b"\n"


def strange_key(parts: Parts) -> None:
    for part in [name for name in parts if name.startswith("keys/")]:
        parts[part] = loaded().public_text(bytes(range(32))).encode()


def spelled(parts: Parts) -> None:
    for part in [name for name in parts if name.startswith("keys/")]:
        parts[part] += b"\n"


def without(part: str) -> Change:
    def act(parts: Parts) -> None:
        del parts[part]

    return act


def second_line(change: Callable[[bytes], bytes]) -> Change:
    def act(parts: Parts) -> None:
        first, second, rest = parts["report.json"].split(b"\n", 2)
        parts["report.json"] = b"\n".join((first, change(second), rest))

    return act


def dropped_checkpoint(parts: Parts) -> None:
    """Leave a sitting out as if there had never been one."""
    sizes = sorted(int(p[12:-5]) for p in parts if p.startswith("checkpoints/"))
    gone, proofs = sizes[0], json.loads(parts["proofs.json"])
    del parts[f"checkpoints/{gone}.note"]
    proofs["consistency"] = [row for row in proofs["consistency"] if row["from"] != gone]
    parts["proofs.json"] = json.dumps(proofs).encode()
    for name in ("headers.jsonl", "openings/pos.jsonl", "openings/text.jsonl"):
        lines(name, lambda rows: [row for row in rows if json.loads(row)["seq"] != gone])(parts)


def reported(change: Callable[[Any], None]) -> Change:
    return fields("report.json", change)


@pytest.mark.parametrize(
    ("name", "change", "said"),
    [
        ("process", lines("headers.jsonl", lambda rows: rows[1:]), "does not follow"),
        ("process", lines("headers.jsonl", lambda rows: rows[:-1]), "no header that"),
        ("process", lines("headers.jsonl", lambda rows: [*rows, rows[0]]), "out of order"),
        ("summary", lines("headers.jsonl", lambda rows: rows[1:]), "no header that"),
        ("summary", lines("headers.jsonl", lambda rows: rows[:1]), "does not tell of it"),
        ("summary", cleared("inclusion"), "nothing ties event"),
        ("sessions", cleared("consistency"), "nothing ties checkpoint"),
        ("sessions", crossed("consistency"), "proofs.json: checkpoint"),
        (
            "full",
            lines("openings/text.jsonl", lambda rows: [opened(rows[0]), *rows[1:]]),
            "commits",
        ),
        ("full", lines("openings/run.jsonl", lambda rows: [*rows, rows[0]]), "belongs to"),
        ("process", fields("spans.json", lambda d: d["scenes"].clear()), "report seals"),
        ("coarse", lines("positions.jsonl", lambda rows: rows[1:]), "report seals"),
        ("summary", reported(lambda d: d["checkpoint"].update(size=1)), "another checkpoint"),
        ("summary", reported(lambda d: d["surviving"].update(total=1)), "seals another report"),
        ("summary", misnamed, "checkpoint of something else"),
        ("summary", unlisted, "does not list"),
        ("summary", unsigned, "names another key"),
        ("summary", strange_key, "no key of this bundle"),
        ("summary", spelled, "not spelled"),
        ("summary", second_line(lambda words: words + b' "x": 1,'), "second line"),
        ("summary", second_line(lambda words: words.replace(b"cocreate", b"other")), "second line"),
        ("sessions", dropped_checkpoint, "knows of other checkpoints"),
    ],
)
def test_what_was_changed_is_found_although_the_list_is_signed(
    teller: Teller, name: str, change: Change, said: str
):
    found = forged(teller, name, change)
    assert found.verdict == "ALTERED"
    assert said in found.sentence, found.sentence


def test_a_bundle_that_claims_a_level_must_have_its_parts(teller: Teller):
    found = forged(teller, "summary", lambda _: None, DISCLOSURES["coarse"])
    assert found.verdict == "INCOMPLETE"
    assert "openings/text.jsonl is not in this bundle" in found.sentence
    for part, said in (
        ("spans.json", "spans.json is not in this bundle"),
        ("positions.jsonl", "positions.jsonl is not in this bundle"),
    ):
        missing = forged(teller, "coarse", without(part))
        assert missing.verdict == "INCOMPLETE"
        assert said in missing.sentence


def test_an_event_that_is_not_opened_is_said(teller: Teller):
    found = forged(teller, "full", lines("openings/run.jsonl", lambda rows: rows[1:]))
    assert found.verdict == "INCOMPLETE"
    assert "is not opened (run)" in found.sentence
    assert found.claims


def false_report(change: Callable[[Any], None], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program itself seal something else than the events give."""
    honest = as_dict

    def lying(report: Any) -> dict[str, object]:
        document = json.loads(json.dumps(honest(report)))
        change(document)
        return dict(document)

    monkeypatch.setattr("cocreate.reports.sealed.as_dict", lying)


def more_human(document: Any) -> None:
    document["characters"]["human"] += 1
    document["characters"]["ai"] -= 1


def kinder_shares(document: Any) -> None:
    document["surviving"]["human"]["low"] = 1.0


def moved_graphemes(document: Any) -> None:
    one, two = document["surviving"]["classes"][:2]
    one["characters"] += 1
    two["characters"] -= 1


def kinder_scene(document: Any) -> None:
    share = document["scenes"][0]["surviving"]
    human, ai = (next(row for row in share["classes"] if row["contributor"] == name)
                 for name in ("human", "ai"))  # fmt: skip
    human["characters"] += ai["characters"]
    share["classes"].remove(ai)
    reckon(share)


def twice(document: Any) -> None:
    """Put a row before the true one, so that whoever reads rows by name sees the true one only."""
    share = document["surviving"]
    share["classes"].insert(0, {**share["classes"][0], "characters": 100_000})
    reckon(share)


def reckon(share: Any) -> None:
    """Let shares follow from the counts, as honest ones do."""
    counts = Counter[str]()
    for row in share["classes"]:
        counts[row["contributor"]] += row["characters"]
    total, unknown = counts.total(), counts["unknown"]
    for name in ("human", "ai"):
        share[name] = {"low": counts[name] / total, "high": (counts[name] + unknown) / total}
    share["total"], share["coverage"] = total, 1 - unknown / total


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (more_human, "characters by contributor"),
        (kinder_shares, "not those of its counts"),
        (moved_graphemes, "text as it stands"),
        (kinder_scene, "a scene as it stands"),
        (lambda d: d["scenes"][0]["surviving"].update(coverage=0.99), "not those of its counts"),
        (lambda d: d["scenes"].pop(), "its scenes are others"),
        (twice, "human typed twice"),
        (lambda d: d["work"].insert(0, {**d["work"][0], "inserted": 9}), "human typed twice"),
        (lambda d: d["work"][0].update(inserted=True), "no amount"),
        (lambda d: d["work"][0].update(inserted=-1), "no amount"),
        (lambda d: d["cost"]["known"].insert(0, {"currency": "USD", "micros": 0}), "USD twice"),
        (lambda d: d["work"][0].update(removed=0), "work"),
        (lambda d: d["undone"].update(removed=7), "undone"),
        (lambda d: d["moves"].update(count=7), "moves"),
        (lambda d: d["curation"].update(accepted=7), "suggestions accepted"),
        (lambda d: d["curation"].update(offered=7), "suggestions offered"),
        (lambda d: d["cost"].update(calls=7), "cost, calls"),
        (lambda d: d["cost"].update(known=[]), "cost: "),
        (lambda d: d["effort"].update(writing_s=7777), "effort, writing"),
        (lambda d: d["text"].update(sha256=hashlib.sha256(b"").hexdigest()), "SHA-256 of the text"),
        (lambda d: d["ledger"].update(events=1), "another state"),
    ],
)
def test_a_false_figure_is_found_although_it_is_sealed(
    story: Teller,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Any], None],
    said: str,
):
    liar = story.copied(tmp_path)
    false_report(change, monkeypatch)
    found = loaded().check(liar.prove(DISCLOSURES["full"]))
    assert found.verdict == "ALTERED"
    assert said in found.sentence, found.sentence


def test_what_does_not_count_of_a_passage_is_sealed_and_shown(
    story: Teller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def nothing_of_an_ai(text: str, spans: Any) -> list[int]:
        return [
            0 if span.origin.contributor == "ai" else count
            for span, count in zip(spans, counted_by_span(text, spans), strict=True)
        ]

    def no_ai(document: Any) -> None:
        for share in (document["surviving"], *(row["surviving"] for row in document["scenes"])):
            share["classes"] = [row for row in share["classes"] if row["contributor"] != "ai"]
            if share["classes"]:
                reckon(share)

    liar = story.copied(tmp_path)
    monkeypatch.setattr("cocreate.reports.sealed.counted_by_span", nothing_of_an_ai)
    false_report(no_ai, monkeypatch)
    found = loaded().check(liar.prove(DISCLOSURES["full"]))
    assert found.verdict == "INTACT"
    told = {claim.name: claim for claim in found.claims}
    lie = told["Text as it stands, without white space and Markdown signs"]
    assert "AI 0.0 to" in lie.value
    assert lie.mark == "sealed"
    assert ", AI 0 %, " in lie.note
    truth = told["Share of all characters"]
    assert (truth.mark, truth.value) == ("recomputed", "human 66.9 to 73.6 %, AI 21.6 to 28.4 %")


def test_time_that_no_event_shows_is_only_sealed(
    story: Teller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    liar = story.copied(tmp_path)
    true = loaded().check(liar.prove(DISCLOSURES["process"]))
    assert {c.name: c.mark for c in true.claims}["Active time"] == "recomputed"
    monkeypatch.setattr(Sitting, "active_s", lambda _self: 7200.0)
    workspace = liar.open()
    type_text(workspace, workspace.state.order[0], "More.")
    workspace.close()
    found = loaded().check(liar.prove(DISCLOSURES["process"]))
    assert found.verdict == "INTACT"
    told = {claim.name: claim for claim in found.claims}["Active time"]
    assert told.mark == "sealed"
    assert "126 s of them follow from the events" in told.note


def test_a_root_signed_by_another_key_than_before_names_that_key(story: Teller, tmp_path: Path):
    teller = story.copied(tmp_path)
    first = dict(teller.keyring.kept)
    key = check_bundle(teller.prove(Disclosure())).key
    teller.keyring.kept.clear()
    other = check_bundle(teller.prove(Disclosure())).key
    teller.keyring.kept.clear()
    teller.keyring.kept.update(first)
    path = teller.prove(Disclosure(Level.SESSIONS))
    assert other != key == check_bundle(path).key
    with zipfile.ZipFile(path) as packed:
        assert key in " ".join(packed.read("README.txt").decode().split())


def test_a_false_figure_of_a_summary_is_only_sealed(
    story: Teller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    liar = story.copied(tmp_path)
    false_report(more_human, monkeypatch)
    found = loaded().check(liar.prove(Disclosure()))
    assert found.verdict == "INTACT"
    marks = {claim.name: claim.mark for claim in found.claims}
    assert marks["Every character by contributor"] == "sealed"
