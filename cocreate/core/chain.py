"""The canonical form of an event, and the hashes that tie it to its words and to the one before.

`split` divides an entry into a public header and payloads, `join_entry` puts it together again. The
header is hashed as canonical JSON (sorted keys, no white space, whole numbers and strings only). It
commits to each payload by a salted hash, so that a payload can be erased and the chain still holds.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from cocreate.base.clock import FIRST_MS, LAST_MS
from cocreate.base.errors import UNREADABLE, ProjectDamagedError, ProjectTooNewError
from cocreate.core.event_layout import BY_KIND, WITHHELD, Layout, kind_name
from cocreate.core.event_types import require_types
from cocreate.core.events import Cause, Edited, Entry, Event, Op, OriginsDeclared, SceneAdded
from cocreate.core.ledger_events import Tallies
from cocreate.core.origin import UNOBSERVED, Contributor, plain
from cocreate.core.packed_ops import MOST_SIGNS, pack_ops, unpack_ops, whole_number, withheld
from cocreate.core.suggestion import MatchVerdict, Verdict
from cocreate.core.usage import Money, Usage

VERSION = 1
GENESIS = "0" * 64

Header = dict[str, int | str | dict[str, str]]
Payloads = dict[str, bytes]

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_decoder: Any = json.JSONDecoder()  # its fast scanner is missing in the type stubs
_scan: Callable[[str, int], tuple[object, int]] = _decoder.scan_once
_SMALL = 80
_SURE = 2**16  # nothing packed so small unpacks to more than 70 MB
_TYPING = frozenset({Cause.TYPING, Cause.LOG})


def split(entry: Entry) -> tuple[Header, Payloads]:
    """Return the public header of an entry, still without `c` and `prev`, and its payloads."""
    event = entry.event
    kind = kind_name(type(event))
    layout = BY_KIND[kind]
    header: Header = {
        "v": VERSION,
        "seq": entry.seq,
        "ts": entry.at_ms,
        "sess": entry.session,
        "kind": kind,
    }
    for key, name in layout.header.items():
        value = getattr(event, name)
        if value is not None:
            header[key] = str(value)
    for key, name in layout.sizes.items():
        header[key] = len(getattr(event, name))
    numbers = [_plain_value(getattr(event, name)) for name in layout.pos]
    words = [_plain_value(getattr(event, name)) for name in layout.text]
    ops = _ops_of(event)
    if ops is not None:
        header["ins"] = sum(len(op.inserted.text) for op in ops)
        header["del"] = sum(op.removed for op in ops)
        kinds = {span.origin.contributor for op in ops for span in op.inserted.spans}
        if kinds:
            header["actor"] = "+".join(sorted(kinds))
        numbers.append(pack_ops(ops))
        words.append("".join(op.inserted.text for op in ops))
    asked = [getattr(event, name) for name in layout.run]
    parts = {"pos": numbers, "text": words, "run": asked}
    return header, {name: pack(part) for name, part in parts.items() if part}


def join_entry(
    header: Mapping[str, object], payloads: Mapping[str, bytes], *, is_coarse: bool = False
) -> Entry:
    """Return the entry of a header and what is left of its payloads.

    Words that were withheld become U+FFFD where their number is public, else "".

    Args:
        is_coarse: signs typed one behind the other come as one replacement, which is faster and
            gives the same text, origins, suggestions and figures. Not so what an AI put in, each of
            which counts by itself, and what came back, which is known again by its words.

    Raises:
        ProjectTooNewError: a newer version wrote the entry.
        ProjectDamagedError: it cannot be read.
    """
    seq, version = header.get("seq"), header.get("v")
    if isinstance(version, int) and version > VERSION:
        raise ProjectTooNewError(
            f"Event {seq} was written by a newer version of Cocreate: open the project with that."
        )
    try:
        kind = str(header["kind"])
        layout = BY_KIND[kind]
        make: Callable[..., Event] = layout.event
        event = make(**_fields(layout, header, payloads, is_coarse=is_coarse))
        require_types(kind, event)
        at_ms = whole_number(header["ts"])
        if not FIRST_MS <= at_ms <= LAST_MS - max(0, getattr(event, "duration_ms", 0)):
            raise ValueError("a time that no calendar has")
        return Entry(whole_number(seq), at_ms, str(header["sess"]), event)
    except UNREADABLE as error:
        raise ProjectDamagedError(
            f"Event {seq} of this project cannot be read: the file is damaged; use a backup of it."
        ) from error


def commit(salt: bytes, payload: bytes) -> bytes:
    """Return the commitment to a payload: SHA-256 of the salt and the payload."""
    return hashlib.sha256(salt + payload).digest()


def seal(header: Header, commitments: Mapping[str, bytes], previous: str) -> Header:
    """Return the header with its commitments and the leaf hash (hex) of the event before."""
    sealed: Header = dict(header)
    sealed["c"] = {name: digest.hex() for name, digest in commitments.items()}
    sealed["prev"] = previous
    return sealed


def header_bytes(header: Mapping[str, object]) -> bytes:
    """Return the canonical bytes of a header."""
    return _canonical.encode(header).encode("utf-8", "surrogatepass")


def leaf(canonical: bytes) -> bytes:
    """Return the leaf hash of a header's canonical bytes: SHA-256 of a zero byte and them."""
    return hashlib.sha256(b"\x00" + canonical).digest()


def parsed(raw: bytes) -> object:
    """Return what a header or payload says; only JSON without white space around it is read.

    Raises:
        ValueError: it is something else.
    """
    text = raw.decode("utf-8", "surrogatepass")
    try:
        value, end = _scan(text, 0)
    except (StopIteration, RecursionError) as error:
        raise ValueError("this is not JSON") from error
    if end != len(text):
        raise ValueError("more than one value")
    return value


def parsed_header(raw: bytes) -> dict[str, Any]:
    """Return what a header says.

    Raises:
        ValueError: it is none.
    """
    header = parsed(raw)
    if not isinstance(header, dict):
        raise ValueError("a header is an object")  # noqa: TRY004 - bytes, not a caller, are wrong
    return header


def pack(part: Sequence[object]) -> bytes:
    """Return the bytes of a payload that holds these values."""
    raw = _compact.encode(part).encode("utf-8", "surrogatepass")
    if len(raw) > _SMALL:
        packed = zlib.compress(raw)
        if len(packed) < len(raw):
            return b"\x01" + packed
    return b"\x00" + raw


def unpack(payload: bytes) -> list[object]:
    """Return the values that a payload holds."""
    raw = _inflated(payload[1:]) if payload[0] else payload[1:]
    part = parsed(raw)
    if not isinstance(part, list):
        raise TypeError("a payload must be a list")
    return part


def _inflated(packed: bytes) -> bytes:
    if len(packed) < _SURE:
        return zlib.decompress(packed)
    inflater = zlib.decompressobj()
    raw = inflater.decompress(packed, MOST_SIGNS)
    if not inflater.eof:
        raise ValueError("more words than a file can hold")
    return raw


def _plain_value(value: object) -> object:
    match value:
        case Usage(read, written, cached, reasoning, is_estimated):
            return [read, written, cached, reasoning, is_estimated]
        case Money(micros, currency):
            return [micros, currency]
        case Tallies(characters, active_s, costs, events, digests):
            return [characters, active_s, costs, events, digests]
        case _:
            return value


def _money(value: list[object] | None) -> Money | None:
    return None if value is None else Money(whole_number(value[0]), str(value[1]))


def _usage(value: list[object]) -> Usage:
    read, written, cached, reasoning = map(whole_number, value[:4])
    return Usage(read, written, cached, reasoning, bool(value[4]))


def _tuples(value: list[object]) -> tuple[Any, ...]:
    return tuple(_tuples(item) if isinstance(item, list) else item for item in value)


def _tallies(value: list[object]) -> Tallies:
    return Tallies(*_tuples(value))


def _lines(value: list[int] | None) -> tuple[int, int] | None:
    return None if value is None else (value[0], value[1])


_READ: Mapping[str, Callable[..., object]] = {
    "cause": Cause,
    "contributor": Contributor,
    "cost": _money,
    "decision": MatchVerdict,
    "erased": _tuples,
    "kept": _tuples,
    "sources": _tuples,
    "lines": _lines,
    "tallies": _tallies,
    "usage": _usage,
    "verdict": Verdict,
}


def _as_is(value: object) -> object:
    return value


@cache
def _readers(names: tuple[str, ...]) -> tuple[tuple[str, Callable[..., object]], ...]:
    """Return each name with what reads its value."""
    return tuple((name, _READ.get(name, _as_is)) for name in names)


def _fields(
    layout: Layout,
    header: Mapping[str, object],
    payloads: Mapping[str, bytes],
    *,
    is_coarse: bool,
) -> dict[str, object]:
    """Return the fields of an event by name."""
    found: dict[str, object] = {}
    for key, name in layout.header.items():
        found[name] = _READ.get(name, _as_is)(header[key]) if key in header else None
    pos = _part(found, layout.pos, payloads.get("pos"))
    text = _part(found, layout.text, payloads.get("text"))
    _part(found, layout.run, payloads.get("run"))
    if text is None:
        _stand_in(found, layout, header)
    if layout.carries_ops:
        joins = is_coarse and found.get("cause") in _TYPING
        found["ops"] = unpack_ops(pos, text, joins=joins)
    elif layout.carries_content:
        ops = unpack_ops(pos, text, joins=False)
        size = header.get("ins", 0) if layout.event is SceneAdded else 0
        found["content"] = ops[0].inserted if ops else plain(withheld(size), UNOBSERVED)
    return found


def _part(
    found: dict[str, object], names: tuple[str, ...], payload: bytes | None
) -> list[object] | None:
    """Read the fields of one payload; return what stands behind them, None if it was withheld."""
    if payload is None:
        for name in names:
            found[name] = WITHHELD.get(name, "")
        return None
    values = unpack(payload)
    if len(values) < len(names):
        raise ValueError("a payload has fewer values than it should")
    for (name, read), value in zip(_readers(names), values, strict=False):
        found[name] = read(value)
    return values[len(names) :]


def _stand_in(found: dict[str, object], layout: Layout, header: Mapping[str, object]) -> None:
    """Put as many signs as the header tells in the place of withheld words."""
    for key, name in layout.sizes.items():
        found[name] = withheld(header.get(key, 0))


def _ops_of(event: Event) -> tuple[Op, ...] | None:
    match event:
        case Edited():
            return event.ops
        case SceneAdded() | OriginsDeclared():
            return (Op(0, 0, event.content),)
        case _:
            return None
