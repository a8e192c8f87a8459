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
from functools import cache, lru_cache
from typing import Any

from cocreate.base.errors import ProjectDamagedError, ProjectTooNewError
from cocreate.core.event_layout import BY_KIND, WITHHELD, Layout, kind_name
from cocreate.core.events import Cause, Edited, Entry, Event, Op, OriginsDeclared, SceneAdded
from cocreate.core.ledger_events import Tallies
from cocreate.core.origin import (
    EMPTY,
    UNOBSERVED,
    Contributor,
    Fragment,
    Method,
    Origin,
    Span,
    origin,
    plain,
)
from cocreate.core.suggestion import MatchVerdict, Verdict
from cocreate.core.usage import Money, Usage

VERSION = 1
GENESIS = "0" * 64
WITHHELD_SIGN = "\ufffd"

Header = dict[str, int | str | dict[str, str]]
Payloads = dict[str, bytes]

_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_canonical = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)
_decoder: Any = json.JSONDecoder()  # its fast scanner is missing in the type stubs
_scan: Callable[[str, int], tuple[object, int]] = _decoder.scan_once
_SMALL = 80
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
        numbers.append(_packed_ops(ops))
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
    seq = header.get("seq")
    version = header.get("v")
    if isinstance(version, int) and version > VERSION:
        raise ProjectTooNewError(
            f"Event {seq} was written by a newer version of Cocreate: open the project with that."
        )
    try:
        layout = BY_KIND[str(header["kind"])]
        make: Callable[..., Event] = layout.event
        event = make(**_fields(layout, header, payloads, is_coarse=is_coarse))
        return Entry(_number(seq), _number(header["ts"]), str(header["sess"]), event)
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, zlib.error) as error:
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


def _number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"not a whole number: {value!r}")
    return value


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
    raw = zlib.decompress(payload[1:]) if payload[0] else payload[1:]
    part = parsed(raw)
    if not isinstance(part, list):
        raise TypeError("a payload must be a list")
    return part


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
    return None if value is None else Money(_number(value[0]), str(value[1]))


def _usage(value: list[object]) -> Usage:
    read, written, cached, reasoning = map(_number, value[:4])
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
        found["ops"] = _unpacked_ops(pos, text, joins=joins)
    elif layout.carries_content:
        ops = _unpacked_ops(pos, text, joins=False)
        size = _number(header.get("ins", 0)) if layout.event is SceneAdded else 0
        found["content"] = ops[0].inserted if ops else plain(WITHHELD_SIGN * size, UNOBSERVED)
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
        found[name] = WITHHELD_SIGN * _number(header.get(key, 0))


def _ops_of(event: Event) -> tuple[Op, ...] | None:
    match event:
        case Edited():
            return event.ops
        case SceneAdded() | OriginsDeclared():
            return (Op(0, 0, event.content),)
        case _:
            return None


def _packed_ops(ops: Sequence[Op]) -> list[object]:
    """Return [origins, row, row ...].

    A row is [start, removed, length, origin, length, origin ...]. Keys are shorter:
    [start, -number, origin] for single signs put in one behind the other, [start, -number] for
    single signs taken out one before the other.
    """
    known: dict[Origin, int] = {}
    packed: list[list[int]] = []
    for op in ops:
        spans = op.inserted.spans
        row = [op.start, op.removed]
        if not op.removed and len(spans) == 1 and spans[0].length == 1:
            row = [op.start, -1, known.setdefault(spans[0].origin, len(known))]
        elif op.removed == 1 and not spans:
            row = [op.start, -1]
        else:
            for span in spans:
                row += (span.length, known.setdefault(span.origin, len(known)))
        if packed and _goes_on(packed[-1], row):
            packed[-1][1] -= 1
        else:
            packed.append(row)
    return [[[by.contributor, by.method, by.source] for by in known], *packed]


def _goes_on(last: list[int], row: list[int]) -> bool:
    """Whether the key of `row` follows on those of `last`."""
    if row[1] >= 0 or last[1] >= 0 or row[2:] != last[2:]:
        return False
    return row[0] == (last[0] - last[1] if len(row) > 2 else last[0] + last[1])


def _unpacked_ops(
    pos: list[object] | None, text: list[object] | None, *, joins: bool
) -> tuple[Op, ...]:
    if pos is None:
        return ()
    table, *rows = _as_list(pos[0])
    origins = [_origin(_as_list(row)) for row in _as_list(table)]
    words = None if text is None else str(text[0])
    ops: list[Op] = []
    at = 0
    for row in map(_as_list, rows):
        start, removed, *runs = row
        keys = -_number(removed)
        if keys > 0 and not runs:
            ops += [Op(_number(start) - back, 1, EMPTY) for back in range(keys)]
            continue
        spans = _spans([keys, *runs] if keys > 0 else runs, origins)
        size = spans[0].length if len(spans) == 1 else sum(span.length for span in spans)
        inserted = WITHHELD_SIGN * size if words is None else words[at : at + size]
        if len(inserted) != size:
            raise ValueError("an event has fewer words than it says")
        at += size
        if keys > 0 and not (joins and spans[0].origin.method is not Method.ACCEPTED):
            ops += _keys(_number(start), inserted, spans[0].origin)
        else:
            new = Fragment(inserted, spans) if size else EMPTY
            ops.append(Op(_number(start), max(0, -keys), new))
    return tuple(ops)


def _keys(start: int, signs: str, by: Origin) -> list[Op]:
    spans = (Span(1, by),)
    return [Op(start + at, 0, Fragment(sign, spans)) for at, sign in enumerate(signs)]


def _spans(runs: Sequence[object], origins: Sequence[Origin]) -> tuple[Span, ...]:
    numbers = [_number(number) for number in runs]
    return tuple(
        Span(length, origins[index])
        for length, index in zip(numbers[::2], numbers[1::2], strict=True)
    )


def _as_list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"not a list: {value!r}")
    return value


def _origin(row: list[object]) -> Origin:
    by, how, source = row
    return _origin_of(str(by), str(how), None if source is None else str(source))


@lru_cache(maxsize=4096)
def _origin_of(by: str, how: str, source: str | None) -> Origin:
    return origin(Contributor(by), Method(how), source)
