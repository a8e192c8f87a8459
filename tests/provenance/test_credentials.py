from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from cocreate.base.clock import SystemClock
from cocreate.base.errors import ExportError
from cocreate.core.origin import Contributor, Method
from cocreate.provenance import credentials
from cocreate.provenance.certificates import Certified, certified
from cocreate.provenance.credentials import Credit, CreditRow, embedded, manifest, sidecar
from tests.provenance.bundles import KEY
from tests.provenance.credential_readers import assertions_of, second_opinion, state_of

H, A, T, U = Contributor.HUMAN, Contributor.AI, Contributor.TOOL, Contributor.UNKNOWN
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
DATA = b"# The Sea\n\nIt was calm.\n" * 20
ROWS = (
    CreditRow(A, Method.ACCEPTED, 4, "acme/large"),
    CreditRow(A, Method.ACCEPTED, 5, "acme/large", is_changed=True),
    CreditRow(A, Method.DECLARED, 6),
    CreditRow(H, Method.DECLARED, 3),
    CreditRow(H, Method.TYPED, 10),
    CreditRow(T, Method.ACCEPTED, 2, "Hunspell"),
    CreditRow(U, Method.ACCEPTED, 7),
    CreditRow(U, Method.IMPORTED, 8),
    CreditRow(U, Method.PASTED, 9),
    CreditRow(U, Method.UNOBSERVED, 1),
)
LEDGER = {"events": 9, "checkpoint": {"size": 9, "root": "AAAA"}}


def told(*rows: CreditRow, forbids_training: bool = False) -> dict[str, object]:
    return manifest(Credit("The Sea", "0.1", rows, LEDGER, "Limits.", forbids_training))


@pytest.fixture(scope="module")
def key() -> Certified:
    return certified(KEY, SystemClock().now())


def actions(rows: tuple[CreditRow, ...]) -> list[dict[str, Any]]:
    assertions: Any = told(*rows)["assertions"]
    found: list[dict[str, Any]] = assertions[0]["data"]["actions"]
    return found


def test_one_action_stands_for_each_way_and_model():
    first, *others = actions(ROWS)
    assert first["action"] == "c2pa.opened"
    seen = [
        (
            each["action"],
            each.get("digitalSourceType", "").removeprefix(IPTC),
            each.get("softwareAgent", {}).get("name", ""),
            each["parameters"]["dev.cocreate.characters"],
        )
        for each in others
    ]
    assert seen == [
        ("c2pa.edited", "trainedAlgorithmicMedia", "acme/large", 4),
        ("c2pa.edited", "compositeWithTrainedAlgorithmicMedia", "acme/large", 5),
        ("c2pa.edited", "trainedAlgorithmicMedia", "", 6),
        ("c2pa.edited", "digitalCreation", "", 3),
        ("c2pa.edited", "digitalCreation", "", 10),
        ("c2pa.edited", "algorithmicallyEnhanced", "Hunspell", 2),
        ("c2pa.placed", "", "", 7),
        ("c2pa.placed", "", "", 9),
        ("c2pa.unknown", "", "", 1),
    ]
    assert [each.get("description", "")[:8] for each in others].count("declared") == 2


def test_a_text_that_began_empty_was_created_so():
    (first, _) = actions((CreditRow(H, Method.TYPED, 10),))
    assert first == {
        "action": "c2pa.created",
        "digitalSourceType": "http://c2pa.org/digitalsourcetype/empty",
    }
    assert told(CreditRow(H, Method.TYPED, 10))["ingredients"] == []


@pytest.mark.parametrize("kind", ["text/markdown", "text/html", "application/pdf"])
def test_both_readers_find_a_sidecar_intact(key: Certified, kind: str):
    data = b"%PDF-1.4\n" + DATA if kind == "application/pdf" else DATA
    made = sidecar(data, told(*ROWS, forbids_training=True), key)
    assert len(made) < 10_000
    assert state_of(data, made) == ("Valid", {"signingCredential.untrusted"})
    assert state_of(data, made, authority=key.authority) == ("Trusted", set())
    assert second_opinion(data, made, kind) == ("valid", {"signingCredential.untrusted"})


def test_one_changed_letter_is_found_by_both(key: Certified):
    made, changed = sidecar(DATA, told(*ROWS), key), DATA.replace(b"calm", b"warm", 1)
    state, codes = state_of(changed, made)
    assert (state, "assertion.dataHash.mismatch" in codes) == ("Invalid", True)
    state, codes = second_opinion(changed, made, "text/markdown")
    assert (state != "valid", "assertion.dataHash.mismatch" in codes) == (True, True)


def test_what_is_said_can_be_read_again(key: Certified):
    made = sidecar(DATA, told(*ROWS, forbids_training=True), key)
    found = assertions_of(DATA, made)
    ours = found["dev.cocreate.contribution"]
    assert ours["ledger"]["checkpoint"]["root"] == "AAAA"
    assert ours["limits"] == "Limits."
    assert {"contributor": "human", "method": "typed", "count": 10} in ours["characters"]
    models = {data["modelName"] for label, data in found.items() if "ai-disclosure" in label}
    assert models == {"acme/large", "not named"}
    (wish,) = [data for label, data in found.items() if label.startswith("cawg.training")]
    assert {entry["use"] for entry in wish["entries"].values()} == {"notAllowed"}


def test_without_ai_and_wishes_nothing_is_said_of_them(key: Certified):
    found = assertions_of(DATA, sidecar(DATA, told(CreditRow(H, Method.TYPED, 1)), key))
    assert not [label for label in found if "ai-disclosure" in label or "cawg" in label]


def test_a_file_that_is_no_pdf_carries_nothing_inside(key: Certified):
    with pytest.raises(ExportError, match="could not be signed"):
        embedded(DATA, told(*ROWS), key)


def test_where_the_part_is_not_installed_a_sentence_says_how(
    key: Certified, monkeypatch: pytest.MonkeyPatch
):
    assert credentials.is_installed()
    monkeypatch.setitem(sys.modules, "c2pa", None)
    with pytest.raises(ExportError, match=r"pip install cocreate\[c2pa\]"):
        sidecar(DATA, json.loads(json.dumps(told(*ROWS))), key)
