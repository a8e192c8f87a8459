"""Content Credentials (C2PA 2.4) for an exported file: what they say, and the signature over it.

One action stands for each way in which text came and each model, never for each key. The binding
is a plain hash of the file's bytes: the credentials are signed for the opaque type
`application/octet-stream`, because the library rewrites files whose type it knows. Only a PDF can
carry them inside. The library comes with the extra `c2pa`.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

from cocreate.base.errors import ExportError
from cocreate.core.origin import Contributor, Method
from cocreate.provenance.certificates import Certified

NOT_INSTALLED = (
    "Content Credentials need a part that is not installed: install it with "
    "“pip install cocreate[c2pa]”, or export without them."
)
_OPAQUE, _PDF = "application/octet-stream", "application/pdf"
_IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
_EMPTY = "http://c2pa.org/digitalsourcetype/empty"
_COUNT = "dev.cocreate.characters"
_IMPORTED, _OTHERS = "imported", "others"
_NO_TRAINING = (
    *("cawg.ai_inference", "cawg.ai_generative_training", "cawg.ai_training"),
    "cawg.data_mining",
)
_SOURCE = {
    (Contributor.HUMAN, Method.TYPED): "digitalCreation",
    (Contributor.HUMAN, Method.DECLARED): "digitalCreation",
    (Contributor.AI, Method.ACCEPTED): "trainedAlgorithmicMedia",
    (Contributor.AI, Method.DECLARED): "trainedAlgorithmicMedia",
    (Contributor.TOOL, Method.ACCEPTED): "algorithmicallyEnhanced",
}


@dataclass(frozen=True, slots=True)
class CreditRow:
    """How many signs came in one way.

    Args:
        agent: the model or checker, "" for none or an unknown one.
        is_changed: the writer changed what an AI offered before it was taken.
    """

    contributor: Contributor
    method: Method
    characters: int
    agent: str = ""
    is_changed: bool = False


@dataclass(frozen=True, slots=True)
class Credit:
    """What credentials say of a text.

    Args:
        ledger: the record that this rests on: events, hash of the last, checkpoint.
        limits: the sentence on what such a record cannot show.
        forbids_training: the writer does not wish that machines learn from it.
    """

    title: str
    version: str
    rows: Sequence[CreditRow]
    ledger: Mapping[str, object]
    limits: str
    forbids_training: bool = False


def is_installed() -> bool:
    """Whether credentials can be made here."""
    return find_spec("c2pa") is not None


def manifest(credit: Credit) -> dict[str, object]:
    """Return what is signed, as the library takes it."""
    contribution = {
        "characters": [_row(row) for row in credit.rows],
        "ledger": dict(credit.ledger),
        "limits": credit.limits,
    }
    assertions: list[dict[str, object]] = [
        {"label": "c2pa.actions.v2", "data": {"actions": _actions(credit.rows)}},
        {"label": "dev.cocreate.contribution", "data": contribution},
    ]
    models = {row.agent for row in credit.rows if row.contributor is Contributor.AI}
    assertions += [
        {
            "label": "c2pa.ai-disclosure",
            "data": {"modelType": "c2pa.types.model", "modelName": model or "not named"},
        }
        for model in sorted(models)
    ]
    if credit.forbids_training:
        entries = {name: {"use": "notAllowed"} for name in _NO_TRAINING}
        assertions.append({"label": "cawg.training-mining", "data": {"entries": entries}})
    return {
        "title": credit.title,
        "claim_generator_info": [{"name": "Cocreate", "version": credit.version}],
        "ingredients": _ingredients(credit.rows),
        "assertions": assertions,
    }


def _row(row: CreditRow) -> dict[str, object]:
    told: dict[str, object] = {
        "contributor": row.contributor.value,
        "method": row.method.value,
        "count": row.characters,
    }
    if row.agent:
        told["agent"] = row.agent
    if row.is_changed:
        told["changed"] = True
    return told


def _actions(rows: Sequence[CreditRow]) -> list[dict[str, object]]:
    has_imports = any(row.method is Method.IMPORTED for row in rows)
    first: dict[str, object] = {"action": "c2pa.created", "digitalSourceType": _EMPTY}
    if has_imports:
        first = {"action": "c2pa.opened", "parameters": {"ingredientIds": [_IMPORTED]}}
    return [first, *(_action(row) for row in rows if row.method is not Method.IMPORTED)]


def _action(row: CreditRow) -> dict[str, object]:
    told: dict[str, object] = {_COUNT: row.characters}
    source = _SOURCE.get((row.contributor, row.method))
    if row.method is Method.UNOBSERVED:
        return {"action": "c2pa.unknown", "parameters": told}
    if source is None:
        return {"action": "c2pa.placed", "parameters": {**told, "ingredientIds": [_OTHERS]}}
    if row.is_changed:
        source = "compositeWithTrainedAlgorithmicMedia"
    made: dict[str, object] = {
        "action": "c2pa.edited",
        "digitalSourceType": f"{_IPTC}{source}",
        "parameters": told,
    }
    if row.agent:
        made["softwareAgent"] = {"name": row.agent}
    if row.method is Method.DECLARED:
        made["description"] = "declared by the writer, not observed"
    return made


def _ingredients(rows: Sequence[CreditRow]) -> list[dict[str, str]]:
    kinds = {row.method for row in rows if row.contributor is Contributor.UNKNOWN}
    found = []
    if Method.IMPORTED in kinds:
        found.append(_ingredient(_IMPORTED, "Imported text of unknown origin", "parentOf"))
    if kinds & {Method.PASTED, Method.ACCEPTED}:
        found.append(_ingredient(_OTHERS, "Text from outside", "componentOf"))
    return found


def _ingredient(label: str, title: str, relationship: str) -> dict[str, str]:
    named = {"title": title, "format": "text/plain", "label": label}
    return {**named, "relationship": relationship}


def sidecar(data: bytes, told: Mapping[str, object], key: Certified) -> bytes:
    """Return the credentials of a file, to lie beside it; the file stays as it is.

    Args:
        told: what `manifest` returned.

    Raises:
        ExportError: they cannot be made here.
    """
    return _signed(_OPAQUE, data, told, key)[0]


def embedded(data: bytes, told: Mapping[str, object], key: Certified) -> bytes:
    """Return a PDF with the credentials inside.

    Raises:
        ExportError: they cannot be made here.
    """
    return _signed(_PDF, data, told, key)[1]


def _signed(
    kind: str, data: bytes, told: Mapping[str, object], key: Certified
) -> tuple[bytes, bytes]:
    try:
        import c2pa  # noqa: PLC0415 - large, and an extra
    except ImportError as error:
        raise ExportError(NOT_INSTALLED) from error
    info = c2pa.C2paSignerInfo(
        c2pa.C2paSigningAlg.ES256, key.chain.encode(), key.private.encode(), None
    )
    made = io.BytesIO()
    try:
        with (
            c2pa.Context() as context,
            c2pa.Signer.from_info(info) as signer,
            c2pa.Builder(json.dumps(told), context) as builder,
        ):
            if kind == _OPAQUE:
                builder.set_no_embed()
            signed = builder.sign(signer, kind, io.BytesIO(data), made)
    except c2pa.C2paError as error:
        raise ExportError("The Content Credentials could not be signed.") from error
    return bytes(signed), made.getvalue()
