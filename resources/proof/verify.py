#!/usr/bin/env python3
"""Check a proof bundle of Cocreate: one file, nothing but Python 3.11 or later is needed.

    python3 -I verify.py BUNDLE [--key KEY] [--file FILE]...

BUNDLE is a .cocreate-proof file, or the folder it was unpacked into (without it: the folder that
this program lies in). KEY is a public key that you were given before: its file, or its fingerprint.
FILE is an exported manuscript that the bundle should be about.

The answer is INTACT, INTACT, KEY KNOWN, ALTERED or INCOMPLETE, never a yes or no about who wrote
anything. Each figure is marked: recomputed (worked out here again), sealed (fixed by the root that
was signed, not worked out again) or declared (it rests on the writer's word).

Exit code: 0 intact, 1 altered, 2 wrong usage, 3 incomplete.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import math
import re
import struct
import sys
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

INTACT, KNOWN = "INTACT", "INTACT, KEY KNOWN"
ALTERED, INCOMPLETE = "ALTERED", "INCOMPLETE"
RECOMPUTED, SEALED, DECLARED = "recomputed", "sealed", "declared"
LEVELS = ("summary", "sessions", "process", "full")
LIMIT_BYTES = 256 * 1024 * 1024
LIMIT_PARTS = 5_000
LIMIT_PAYLOAD = 64 * 1024 * 1024
LIMIT_PAYLOADS = 1024 * 1024 * 1024
LIMIT_FILLED = 64 * 1024 * 1024
MANIFEST, NOTE = "manifest.json", "manifest.note"
NO_EVENT = "0" * 64
# What every report says first of its limits, whatever this one says.
FIXED_SENTENCE = (
    "This record shows what Cocreate observed on the author's own computer. It can show that "
    "nothing was changed after signing. It cannot show what happened outside the program, and a "
    "determined person with control of the computer could have produced a false record before it "
    "was first shared."
)

# What a bundle of each level must hold besides its manifest.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "summary": ("headers.jsonl", "openings/pos.jsonl", "proofs.json", "report.json"),
    "sessions": ("openings/text.jsonl",),
    "process": ("spans.json",),
    "full": ("openings/run.jsonl",),
}
_PART = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,80}(/[A-Za-z0-9][A-Za-z0-9._-]{0,80})?")
_UNREADABLE = (
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    RecursionError,
    OverflowError,
    struct.error,
    zlib.error,
)


class AlteredError(Exception):
    """Something does not fit.

    Args:
        item: the part of the bundle.
        check: what was looked at, and what is wrong.
    """

    def __init__(self, item: str, check: str) -> None:
        super().__init__(f"{item}: {check}")
        self.item = item
        self.check = check


class UnusableError(Exception):
    """What was named on the command line cannot be used."""


@dataclass(frozen=True)
class Claim:
    """One figure or statement of the report, and on what it rests."""

    mark: str
    name: str
    value: str
    note: str = ""


@dataclass
class Outcome:
    """What the check found.

    Args:
        altered: the first part that does not fit, and the check that found it.
        missing: what is not there, with what could not be checked for it.
        notes: what a reader should know besides, in sentences.
        key: fingerprint of the key that signed, "" for none.
        origin: which ledger the bundle is about.
    """

    altered: AlteredError | None = None
    missing: list[str] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    key: str = ""
    origin: str = ""
    is_known: bool = False
    limits: str = ""

    @property
    def verdict(self) -> str:
        """The one word, or two."""
        if self.altered is not None:
            return ALTERED
        if self.missing:
            return INCOMPLETE
        return KNOWN if self.is_known else INTACT

    @property
    def code(self) -> int:
        """The exit code."""
        return {ALTERED: 1, INCOMPLETE: 3}.get(self.verdict, 0)

    @property
    def sentence(self) -> str:
        """The verdict in one line."""
        if self.altered is not None:
            return f"{ALTERED}: {self.altered}"
        if self.missing:
            return f"{INCOMPLETE}: {self.missing[0]}"
        return self.verdict

    def lines(self) -> list[str]:
        """Return everything there is to say, verdict first."""
        said = [self.sentence]
        if self.altered is not None:
            return [*said, *self.notes]
        said += [f"{INCOMPLETE}: {what}" for what in self.missing[1:]]
        said += self.notes
        said += [
            f"{claim.mark:<11} {claim.name}: {claim.value}"
            + (f" ({claim.note})" if claim.note else "")
            for claim in self.claims
        ]
        return [*said, self.limits] if self.limits else said


# --- Parts of a bundle ----------------------------------------------------------------------


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is no number")


def _finite(digits: str) -> float:
    found = float(digits)
    if not math.isfinite(found):
        raise ValueError(f"{digits} is larger than any number here")
    return found


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def read_json(raw: bytes) -> Any:  # noqa: ANN401 - whatever a part holds
    """Return what JSON says; NaN, infinity and names that stand twice are refused.

    Raises:
        ValueError, RecursionError: it is something else.
    """
    return json.loads(
        raw.decode("utf-8", "surrogatepass"),
        parse_constant=_refuse_constant,
        parse_float=_finite,
        object_pairs_hook=_without_repeats,
    )


def sha256(data: bytes) -> str:
    """Return a hash as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def archive(parts: Sequence[tuple[str, bytes]]) -> Iterator[bytes]:
    """Yield the one ZIP archive of these parts: nothing compressed, all dates 1980-01-01."""
    directory = b""
    at = 0
    for name, data in parts:
        label = name.encode("ascii")
        common = struct.pack(
            "<HHHHHIIIHH", 20, 0, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(label), 0
        )
        head = b"PK\x03\x04" + common + label
        directory += b"PK\x01\x02" + struct.pack("<H", 0x0314) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0o100644 << 16, at) + label
        yield head
        yield data
        at += len(head) + len(data)
    yield directory
    yield b"PK\x05\x06" + struct.pack(
        "<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), at, 0
    )


@dataclass
class Bundle:
    """The parts of a bundle, read but not yet checked.

    Args:
        raw: the bytes of the archive; None for a folder.
    """

    parts: dict[str, bytes]
    raw: bytes | None = None


def open_bundle(path: Path) -> Bundle:
    """Read a bundle into memory, never more than LIMIT_BYTES of it.

    Raises:
        UnusableError: there is nothing of the kind.
        AlteredError: it is not in the form in which bundles are written.
    """
    try:
        if path.is_dir():
            return Bundle(dict(_folder_parts(path)))
        with path.open("rb") as file:
            raw = file.read(LIMIT_BYTES + 1)
    except OSError as error:
        raise UnusableError(f"{path} cannot be read ({error.strerror}).") from error
    if len(raw) > LIMIT_BYTES:
        raise AlteredError("archive", "it is larger than any bundle that this program reads")
    return Bundle(_archive_parts(raw), raw)


def _folder_parts(folder: Path) -> Iterator[tuple[str, bytes]]:
    left = LIMIT_BYTES
    for path in sorted([*folder.glob("*"), *folder.glob("*/*")]):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or not _PART.fullmatch(name):
            continue
        with path.open("rb") as file:
            data = file.read(left + 1)
        left -= len(data)
        if left < 0:
            raise AlteredError("folder", "it is larger than any bundle that this program reads")
        yield name, data


def _archive_parts(raw: bytes) -> dict[str, bytes]:
    if raw.count(b"PK\x01\x02") > LIMIT_PARTS:  # so many would fill the memory when listed
        raise AlteredError("archive", "it unpacks to more than any bundle that is written")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            entries = packed.infolist()
            _check_entries(entries)
            return {entry.filename: _unpacked_part(packed, entry) for entry in entries}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise AlteredError("archive", "it is no ZIP archive that can be read whole") from error
    except _UNREADABLE as error:
        raise AlteredError("archive", "its list of parts cannot be read") from error


def _unpacked_part(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Return a part; no more of it is unpacked than the archive said it would be."""
    with packed.open(entry) as file:
        return file.read(entry.file_size + 1)


def _check_entries(entries: Sequence[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len(names) > LIMIT_PARTS or sum(entry.file_size for entry in entries) > LIMIT_BYTES:
        raise AlteredError("archive", "it unpacks to more than any bundle that is written")
    if len(set(names)) != len(names):
        raise AlteredError("archive", "a part stands in it twice")
    if not all(_PART.fullmatch(name) for name in names):
        raise AlteredError("archive", "a part has a name that no part has")
    if any(entry.comment or entry.extra for entry in entries):
        raise AlteredError("archive", "something stands beside a part")
    if any(
        entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries
    ):
        raise AlteredError("archive", "a part is packed in a way in which no part is")


# --- Signatures: Ed25519 as RFC 8032 describes it -------------------------------------------

_P = 2**255 - 19
_ORDER = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_ROOT = pow(2, (_P - 1) // 4, _P)
_Point = tuple[int, int, int, int]


def _recovered(y: int, sign: int) -> int:
    if y >= _P:
        raise ValueError("no point")
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _ROOT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        raise ValueError("no point")
    return _P - x if x & 1 != sign else x


def _point(packed: bytes) -> _Point:
    number = int.from_bytes(packed, "little")
    y, sign = number & ((1 << 255) - 1), number >> 255
    x = _recovered(y, sign)
    return x, y, 1, x * y % _P


def _sum(one: _Point, two: _Point) -> _Point:
    a = (one[1] - one[0]) * (two[1] - two[0]) % _P
    b = (one[1] + one[0]) * (two[1] + two[0]) % _P
    c = 2 * one[3] * two[3] * _D % _P
    d = 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(number: int, point: _Point) -> _Point:
    found: _Point = (0, 1, 1, 0)
    while number:
        if number & 1:
            found = _sum(found, point)
        point = _sum(point, point)
        number >>= 1
    return found


def _is_nothing(point: _Point) -> bool:
    """Whether a point is the neutral one."""
    return point[0] % _P == 0 and (point[1] - point[2]) % _P == 0


_BASE_Y = 4 * pow(5, _P - 2, _P) % _P
_BASE_X = _recovered(_BASE_Y, 0)
_BASE: _Point = (_BASE_X, _BASE_Y, 1, _BASE_X * _BASE_Y % _P)


def is_signed(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature over a message was made with the secret half of `public`.

    A key of small order is none: signatures that fit it can be made without any secret.
    """
    if len(public) != 32 or len(signature) != 64:
        return False
    scalar = int.from_bytes(signature[32:], "little")
    try:
        key, commitment = _point(public), _point(signature[:32])
    except ValueError:
        return False
    if scalar >= _ORDER or _is_nothing(_times(8, key)):
        return False
    mixed = hashlib.sha512(signature[:32] + public + message).digest()
    challenge = int.from_bytes(mixed, "little") % _ORDER
    left = _times(scalar, _BASE)
    right = _sum(commitment, _times(challenge, key))
    return (left[0] * right[2] - right[0] * left[2]) % _P == 0 and (
        left[1] * right[2] - right[1] * left[2]
    ) % _P == 0


# --- Keys and signed notes ------------------------------------------------------------------


@dataclass(frozen=True)
class Key:
    """A public key under the name that it signs with."""

    name: str
    public: bytes

    @property
    def mark(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return hashlib.sha256(self.name.encode() + b"\n\x01" + self.public).digest()[:4]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the key, half of it, in groups of four digits."""
        digits = sha256(self.public)[:32]
        return " ".join(digits[at : at + 4] for at in range(0, 32, 4))

    @property
    def line(self) -> str:
        """The key as an event names it."""
        packed = base64.b64encode(b"\x01" + self.public).decode()
        return f"{self.name}+{self.mark.hex()}+{packed}"


_PEM_HEAD = bytes.fromhex("302a300506032b6570032100")


def read_public(text: str) -> bytes:
    """Return the 32 bytes of a public key file.

    Raises:
        ValueError: it is no Ed25519 key.
    """
    inside = text.replace("-----BEGIN PUBLIC KEY-----", "").replace("-----END PUBLIC KEY-----", "")
    packed = base64.b64decode("".join(inside.split()), validate=True)
    if len(packed) != 44 or not packed.startswith(_PEM_HEAD):
        raise ValueError("not an Ed25519 key")
    return packed[12:]


def public_text(public: bytes) -> str:
    """Return a public key as the text of a key file."""
    packed = base64.b64encode(_PEM_HEAD + public).decode()
    return f"-----BEGIN PUBLIC KEY-----\n{packed}\n-----END PUBLIC KEY-----\n"


@dataclass(frozen=True)
class Note:
    """Lines of text, and whose signature stands below them ("" and b"" where none does)."""

    body: str
    name: str = ""
    mark: bytes = b""
    signature: bytes = b""


def read_note(raw: bytes) -> Note:
    """Return a note; only the one spelling in which notes are written is read.

    Raises:
        ValueError: it is something else.
    """
    text = raw.decode("utf-8")
    body, gap, below = text.partition("\n\n")
    if not gap:
        if not text.endswith("\n"):
            raise ValueError("no note")
        return Note(text)
    found = re.fullmatch("\u2014 (\\S+) (\\S+)\n", below)
    if found is None:
        raise ValueError("no note")
    packed = base64.b64decode(found[2], validate=True)
    if base64.b64encode(packed).decode() != found[2]:
        raise ValueError("another spelling")
    return Note(body + "\n", found[1], packed[:4], packed[4:])


@dataclass(frozen=True)
class Head:
    """A tree of events: whose, of how many, with which root."""

    origin: str
    size: int
    root: bytes


def read_head(body: str) -> Head:
    """Return the tree head that the lines of a checkpoint tell.

    Raises:
        ValueError: they tell something else.
    """
    origin, size, root = body.removesuffix("\n").split("\n")
    head = Head(origin, int(size), base64.b64decode(root, validate=True))
    if f"{origin}\n{head.size}\n{base64.b64encode(head.root).decode()}\n" != body:
        raise ValueError("another spelling")
    return head


# --- Merkle trees as RFC 6962 draws them ----------------------------------------------------


def leaf_of(header: bytes) -> bytes:
    """Return the leaf hash of an event's header."""
    return hashlib.sha256(b"\x00" + header).digest()


def node(left: bytes, right: bytes) -> bytes:
    """Return the hash over two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def _half(size: int) -> int:
    return 1 << ((size - 1).bit_length() - 1)


def root_from(leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bytes:
    """Return the root that an inclusion proof gives for the leaf at `index` (from 0).

    Raises:
        ValueError: the proof has another length than such proofs have.
    """
    if not 0 <= index < size or (size == 1 and path):
        raise ValueError("no such leaf")
    if size == 1:
        return leaf
    if not path:
        raise ValueError("too short")
    half = _half(size)
    if index < half:
        return node(root_from(leaf, index, half, path[:-1]), path[-1])
    return node(path[-1], root_from(leaf, index - half, size - half, path[:-1]))


def roots_from(
    old_size: int, size: int, path: Sequence[bytes], old_root: bytes, *, is_whole: bool = True
) -> tuple[bytes, bytes]:
    """Return the older and the newer root that a consistency proof gives.

    Args:
        is_whole: whether the older tree is a whole part of the newer one that needs no hash.

    Raises:
        ValueError: the proof has another length than such proofs have.
    """
    if old_size == size:
        if len(path) != (0 if is_whole else 1):
            raise ValueError("wrong length")
        found = old_root if is_whole else path[0]
        return found, found
    if not path or not 0 < old_size < size:
        raise ValueError("wrong length")
    half = _half(size)
    if old_size <= half:
        old, new = roots_from(old_size, half, path[:-1], old_root, is_whole=is_whole)
        return old, node(new, path[-1])
    old, new = roots_from(old_size - half, size - half, path[:-1], old_root, is_whole=False)
    return node(path[-1], old), node(path[-1], new)


class Tree:
    """A tree that grows by one leaf at a time."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[bytes] = []

    def add(self, leaf: bytes) -> None:
        """Add a leaf."""
        size = self.size
        while size & 1:
            leaf = node(self._peaks.pop(), leaf)
            size >>= 1
        self._peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        """Return the root of what was added."""
        found = self._peaks[-1]
        for peak in reversed(self._peaks[:-1]):
            found = node(peak, found)
        return found


# --- Playing a history again, by places and lengths, with the words where there are any ------

Run = tuple[int, int]
Edit = tuple[int, int, tuple[Run, ...], int]
_CHUNK = 256
_SIGN = "\ufffd"
CONTRIBUTORS = ("human", "ai", "tool", "unknown")
ORIGINS = frozenset(
    {
        ("human", "typed"),
        ("human", "declared"),
        ("ai", "accepted"),
        ("ai", "declared"),
        ("tool", "accepted"),
        ("unknown", "pasted"),
        ("unknown", "accepted"),
        ("unknown", "imported"),
        ("unknown", "unobserved"),
    }
)


def joined(runs: Sequence[Run]) -> list[Run]:
    """Return runs with neighbours of one origin made one and empty ones left out."""
    found: list[Run] = []
    for length, by in runs:
        if length and found and found[-1][1] == by:
            found[-1] = (found[-1][0] + length, by)
        elif length:
            found.append((length, by))
    return found


def _divided(runs: Sequence[Run], at: int) -> tuple[list[Run], list[Run]]:
    """Divide runs before the sign at `at`."""
    for number, (length, by) in enumerate(runs):
        if at < length:
            first = [(at, by)] if at else []
            return [*runs[:number], *first], [(length - at, by), *runs[number + 1 :]]
        at -= length
    return list(runs), []


class OriginMap:
    """Which sign of a text has which origin, known by number; the text itself is not needed."""

    def __init__(self) -> None:
        self._chunks: list[list[Run]] = [[]]
        self._sizes = [0]

    def runs(self) -> list[Run]:
        """Return (length, origin) all along the text."""
        return joined([run for chunk in self._chunks for run in chunk])

    def size(self) -> int:
        """Return how many signs the text has."""
        return sum(self._sizes)

    def replace(self, start: int, removed: int, put: Sequence[Run]) -> list[Run]:
        """Put runs in the place of `removed` signs at `start`; return the runs that went."""
        if start < 0 or removed < 0 or start + removed > self.size():
            raise ValueError("an edit lies outside its text")
        first = 0
        while start > self._sizes[first]:
            start -= self._sizes[first]
            first += 1
        last, reach = first, self._sizes[first]
        while reach < start + removed:
            last += 1
            reach += self._sizes[last]
        near = [run for chunk in self._chunks[first : last + 1] for run in chunk]
        before, rest = _divided(near, start)
        gone, after = _divided(rest, removed)
        made = joined([*before, *put, *after])
        chunks = [made[at : at + _CHUNK] for at in range(0, len(made), _CHUNK)] or [[]]
        self._chunks[first : last + 1] = chunks
        self._sizes[first : last + 1] = [sum(length for length, _ in chunk) for chunk in chunks]
        return gone


@dataclass
class Scene:
    """A scene while a history is played; `words` is None where the bundle holds no words."""

    map: OriginMap = field(default_factory=OriginMap)
    words: str | None = None
    is_removed: bool = False
    digest: str = ""


@dataclass
class Event:
    """One event as the bundle tells it.

    Args:
        header: its public part.
        pos: places, lengths, origins and numbers; None where they were not opened.
        text: words; None where they were not opened.
    """

    seq: int
    header: dict[str, Any]
    leaf: bytes
    pos: list[Any] | None = None
    text: list[Any] | None = None

    @property
    def kind(self) -> str:
        """What happened."""
        return str(self.header["kind"])


@dataclass
class Work:
    """Everything put in and taken out, by number of the origin's contributor and method."""

    inserted: Counter[str] = field(default_factory=Counter)
    removed: Counter[str] = field(default_factory=Counter)
    undone: Counter[str] = field(default_factory=Counter)
    moves: int = 0
    moved: int = 0
    cuts: dict[str | None, list[list[Run]]] = field(default_factory=dict)


_ACTIONS: Mapping[str, str] = {
    **dict.fromkeys(("edited", "scene_added", "scene_changed", "scene_removed"), "writing"),
    **dict.fromkeys(("scene_restored", "project_named", "origins_declared"), "writing"),
    **dict.fromkeys(("passage_brought", "picture_added"), "writing"),
    **dict.fromkeys(("hunk_opened", "hunk_decided", "note_dismissed"), "reviewing"),
    "match_decided": "reviewing",
    **dict.fromkeys(("run_started", "consent_given"), "prompting"),
    **dict.fromkeys(("project_created", "session_began", "exported"), "reading"),
    **dict.fromkeys(("passage_forgotten", "time_declared"), "reading"),
}
DOINGS = ("writing", "reviewing", "prompting", "reading")


class Effort:
    """Active time: gaps between the writer's actions that are at most the idle limit."""

    def __init__(self) -> None:
        self.ended: dict[str, list[float]] = {}
        self._limits: dict[str, int] = {}
        self._open: dict[str, list[tuple[int, str]]] = {}
        self._all: dict[str, list[tuple[int, str]]] = {}
        self._began: dict[str, int] = {}
        self._agents: dict[str, int] = {}

    def take(self, event: Event) -> None:
        """Take in one event."""
        sitting, at_ms = str(event.header["sess"]), int(event.header["ts"])
        if event.kind == "session_ended" and event.pos is not None:
            self._open.pop(sitting, None)
            self._limits[sitting] = int(event.pos[0])
            self.ended[sitting] = [_seconds(part) for part in event.pos[1:6]]
        elif event.kind == "run_started":
            self._began[event.header["ref"]] = at_ms
        elif event.kind == "run_stopped":
            run = event.header["ref"]
            self._agents[run] = max(0, at_ms - self._began[run])
        doing = _ACTIONS.get(event.kind)
        if event.kind == "edited" and event.pos is not None:
            doing = {"outside": None, "accept": "reviewing"}.get(event.pos[0], doing)
        elif event.kind == "run_started" and event.header["ref"].startswith("party-"):
            doing = "writing"  # a file with changes of a person was taken in
        if doing is None:
            return
        made = [(at_ms, doing)]
        if event.kind == "edited" and event.pos is not None and event.pos[1]:
            made.append((at_ms + int(event.pos[1]), doing))
        for actions in (self._open, self._all):
            actions.setdefault(sitting, []).extend(made)

    def seconds(self, idle_limit_s: int) -> dict[str, float]:
        """Return the seconds, in all and by what was done.

        A sitting that ended has told its own sums, which know of reading, too.
        """
        found = dict.fromkeys(("active", *DOINGS), 0.0)
        for parts in self.ended.values():
            for name, part in zip(found, parts, strict=True):
                found[name] += part
        for actions in self._open.values():
            for name, part in _active(actions, idle_limit_s).items():
                found[name] += part
        return {**found, "agents": sum(self._agents.values()) / 1000}

    def seen(self, idle_limit_s: int) -> float:
        """Return the active seconds that the events show by themselves, without those sums."""
        return math.fsum(
            _active(actions, self._limits.get(sitting, idle_limit_s))["active"]
            for sitting, actions in self._all.items()
        )


def _active(actions: Sequence[tuple[int, str]], idle_limit_s: int) -> dict[str, float]:
    found = dict.fromkeys(("active", *DOINGS), 0.0)
    for (before, _), (after, doing) in pairwise(actions):
        if 0 < after - before <= idle_limit_s * 1000:
            found["active"] += (after - before) / 1000
            found[doing] += (after - before) / 1000
    return found


def _seconds(told: object) -> float:
    if not isinstance(told, int | float) or told < 0:
        raise TypeError("no time")
    return float(told)


class History:
    """What playing the events gives."""

    def __init__(self, *, has_words: bool) -> None:
        self.scenes: dict[str, Scene] = {}
        self.order: list[str] = []
        self.origins: list[tuple[str, str, str | None]] = []
        self.work = Work()
        self.effort = Effort()
        self.kinds: Counter[str] = Counter()
        self.hunks: dict[str, tuple[str, bool]] = {}
        self.costs: Counter[str] = Counter()
        self.calls = Counter(calls=0, input_tokens=0, output_tokens=0, unpriced_calls=0)
        self._numbers: dict[tuple[str, str, str | None], int] = {}
        self._has_words = has_words
        self._filled = 0
        self._on: Mapping[str, Callable[[Event, list[Any]], None]] = {
            "scene_added": self._on_added,
            "scene_changed": self._on_changed,
            "scene_removed": self._on_removed,
            "scene_restored": self._on_restored,
            "edited": self._on_edited,
            "origins_declared": self._on_declared,
            "hunk_offered": self._on_offered,
            "hunk_decided": self._on_decided,
            "call_made": self._on_call,
        }

    def take(self, event: Event) -> None:
        """Play one event."""
        act = self._on.get(event.kind)
        if act is not None:
            act(event, event.pos if event.pos is not None else [])
        self.effort.take(event)
        self.kinds[event.kind] += 1

    def characters(self) -> dict[str, int]:
        """Return every code point of the manuscript by contributor."""
        found = dict.fromkeys(CONTRIBUTORS, 0)
        for (contributor, _), length in self.classes().items():
            found[contributor] += length
        return found

    def classes(self) -> Counter[tuple[str, str]]:
        """Return every code point of the manuscript by contributor and method."""
        found: Counter[tuple[str, str]] = Counter()
        for scene in self.order:
            for length, by in self.scenes[scene].map.runs():
                found[self.origins[by][:2]] += length
        return found

    def text(self) -> str:
        """Return the manuscript, where there are words."""
        parts: list[str] = []
        for scene in self.order:
            if parts and not parts[-1].endswith("\n"):
                parts.append("\n")
            parts.append(self.scenes[scene].words or "")
        return "".join(parts)

    def spans(self, scene: str) -> list[list[Any]]:
        """Return [length, contributor, method, source] all along a scene."""
        return [[length, *self.origins[by]] for length, by in self.scenes[scene].map.runs()]

    def worked(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Return what was put in and taken out, by contributor and method."""
        removed = Counter(self.work.removed)
        for cuts in self.work.cuts.values():
            for runs in cuts:
                self._count(removed, runs)
        pairs = self.work.inserted.keys() | removed.keys()
        return {
            (pair.split()[0], pair.split()[1]): (self.work.inserted[pair], removed[pair])
            for pair in pairs
        }

    def _count(self, sums: Counter[str], runs: Sequence[Run]) -> None:
        for length, by in runs:
            sums[" ".join(self.origins[by][:2])] += length

    def _edits(self, packed: Sequence[Any]) -> Iterator[Edit]:
        """Yield (start, removed, runs put in, how many keys it was)."""
        table, *rows = packed
        numbers = [self._number(str(by), str(how), source) for by, how, source in table]
        for start, removed, *rest in rows:
            if removed < 0 and not rest:
                yield start + removed + 1, -removed, (), -removed
            elif removed < 0:
                yield start, 0, ((-removed, numbers[rest[0]]),), -removed
            else:
                runs = zip(rest[::2], rest[1::2], strict=True)
                yield start, removed, tuple((size, numbers[by]) for size, by in runs), 1

    def _number(self, by: str, how: str, source: str | None) -> int:
        origin = (by, how, source)
        if origin not in self._numbers:
            if (by, how) not in ORIGINS:
                raise ValueError("an origin of no kind")
            self._numbers[origin] = len(self.origins)
            self.origins.append(origin)
        return self._numbers[origin]

    def _on_added(self, event: Event, pos: list[Any]) -> None:
        if event.header["doc"] in self.scenes:
            raise ValueError("a scene is made twice")
        scene = self.scenes[event.header["doc"]] = Scene(words="" if self._has_words else None)
        for _, _, runs, _ in self._edits(pos[2]):
            scene.map.replace(0, 0, runs)
            self._count(self.work.inserted, runs)
        if scene.words is not None:
            words = event.text[3] if event.text is not None and len(event.text) > 3 else ""
            scene.words = self._fitting(words, scene.map.size())
        self._place(event, pos[0])

    def _on_changed(self, event: Event, pos: list[Any]) -> None:
        if not self.scenes[event.header["doc"]].is_removed:
            self._place(event, pos[0])

    def _on_removed(self, event: Event, _pos: list[Any]) -> None:
        scene = self.scenes[event.header["doc"]]
        scene.is_removed = True
        self.order.remove(event.header["doc"])
        self._count(self.work.removed, scene.map.runs())

    def _on_restored(self, event: Event, pos: list[Any]) -> None:
        scene = self.scenes[event.header["doc"]]
        scene.is_removed = False
        self.work.undone["inserted"] += scene.map.size()
        self._place(event, pos[0])

    def _place(self, event: Event, position: int) -> None:
        name = event.header["doc"]
        self.order = [other for other in self.order if other != name]
        self.order.insert(min(max(position, 0), len(self.order)), name)

    def _on_edited(self, event: Event, pos: list[Any]) -> None:
        scene, words, at = self.scenes[event.header["doc"]], "", 0
        if scene.words is not None:
            words = event.text[0] if event.text else ""
        moved: list[tuple[int, list[Run], int]] = []
        for start, removed, runs, keys in self._edits(pos[2]):
            gone = scene.map.replace(start, removed, runs)
            size = sum(length for length, _ in runs)
            if scene.words is not None:
                put = self._fitting(words[at : at + size], size)
                scene.words = scene.words[:start] + put + scene.words[start + removed :]
                at += size
            scene.digest = ""
            if pos[0] in ("undo", "redo", "restore"):
                self.work.undone["inserted"] += size
                self.work.undone["removed"] += removed
            elif pos[0] == "move":
                moved.append((size, gone, keys))
            else:
                self._count(self.work.inserted, runs)
                self._count(self.work.removed, gone)
        self._move(event.header.get("ref"), moved)

    def _move(self, source: str | None, moved: Sequence[tuple[int, list[Run], int]]) -> None:
        """Count a cut, a paste of the project's own words, or a drag, which is both at once."""
        for size, gone, _ in moved:
            if gone and not size:
                self.work.cuts.setdefault(source, []).append(gone)
            elif gone:
                self._count(self.work.removed, gone)
        for size, _, keys in moved:
            if size:
                self.work.moves += keys
                self.work.moved += size
                self.work.cuts.pop(source, None)

    def _on_declared(self, event: Event, pos: list[Any]) -> None:
        scene, start = self.scenes[event.header["doc"]], pos[0]
        for _, _, runs, _ in self._edits(pos[1]):
            size = sum(length for length, _ in runs)
            scene.map.replace(start, size, runs)
            if scene.words is not None:
                put = self._fitting(event.text[1] if event.text else "", size)
                scene.words = scene.words[:start] + put + scene.words[start + size :]
                scene.digest = ""

    def _on_offered(self, event: Event, pos: list[Any]) -> None:
        self.hunks[event.header["ref"]] = (pos[4], False)

    def _on_decided(self, event: Event, pos: list[Any]) -> None:
        self.hunks[event.header["ref"]] = (pos[0], bool(pos[3]))

    def _on_call(self, _event: Event, pos: list[Any]) -> None:
        usage, _, cost, *_ = pos
        self.calls.update(calls=1, input_tokens=usage[0], output_tokens=usage[1])
        if cost is None:
            self.calls["unpriced_calls"] += 1
        else:
            self.costs[cost[1]] += cost[0]

    def _fitting(self, words: str, size: int) -> str:
        """Return words, which must have their length; signs that stand for them where none are."""
        if words or not 0 <= size <= LIMIT_FILLED - self._filled:
            if len(words) != size:
                raise ValueError("there are fewer or more words than places")
            return words
        self._filled += size
        return _SIGN * size

    def digests(self) -> dict[str, str]:
        """Return the SHA-256 of each scene, removed ones too, where there are words."""
        for scene in self.scenes.values():
            if not scene.digest and scene.words is not None:
                scene.digest = sha256(scene.words.encode("utf-8", "surrogatepass"))
        return {name: scene.digest for name, scene in self.scenes.items()}


# --- The checks, one after the other ----------------------------------------------------------


class Lines:
    """The lines of a part, one event each, taken in the order of the events."""

    def __init__(self, item: str, raw: bytes) -> None:
        self._item = item
        self._lines = io.BytesIO(raw)
        self._next = self._read()

    def take(self, seq: int) -> dict[str, Any] | None:
        """Return the line of an event, if there is one."""
        if self._next is None or self._next["seq"] != seq:
            return None
        found = self._next
        self._next = self._read()
        return found

    def end(self) -> None:
        """See that nothing is left over."""
        if self._next is not None:
            number = self._next["seq"]
            raise AlteredError(self._item, f"event {number} has no header that it belongs to")

    def _read(self) -> dict[str, Any] | None:
        line = self._lines.readline()
        found = read_json(line) if line else None
        if line and not isinstance(found, dict):
            raise ValueError("a line of another form")
        return found


def inflated(payload: bytes, most: int) -> bytes:
    """Return a payload as it was before it was packed.

    Args:
        most: the most bytes that are unpacked.

    Raises:
        ValueError, IndexError: it is larger, or no payload.
    """
    raw = payload[1:]
    if payload[0]:
        stream = zlib.decompressobj()
        raw = stream.decompress(raw, max(1, most))
        if not stream.eof:
            raise ValueError("a payload is too large")
    return raw


def values_of(raw: bytes) -> list[Any]:
    """Return the values of a payload.

    Raises:
        ValueError, TypeError: there are none.
    """
    values = read_json(raw)
    if not isinstance(values, list):
        raise TypeError("a payload is no list")
    return values


@dataclass
class Check:
    """What is known while a bundle is looked through."""

    bundle: Bundle
    outcome: Outcome
    level: str = "summary"
    is_coarse: bool = False
    listed: frozenset[str] = frozenset()
    keys: list[bytes] = field(default_factory=list)
    head: Head | None = None
    manifest_head: Head | None = None
    report: dict[str, Any] = field(default_factory=dict)
    notes: dict[int, Note] = field(default_factory=dict)
    heads: dict[int, Head] = field(default_factory=dict)
    lead: dict[int, Event] = field(default_factory=dict)
    gone: dict[tuple[int, str], list[Any] | None] = field(default_factory=dict)
    unopened: list[tuple[int, str]] = field(default_factory=list)
    is_list_signed: bool = False
    counted: str = ""
    seen_s: float = 0.0
    room: int = LIMIT_PAYLOADS

    @property
    def is_whole(self) -> bool:
        """Whether all headers should be there."""
        return self.level in ("process", "full") and not self.is_coarse

    def part(self, name: str) -> bytes | None:
        """Return a part, if it is there."""
        return self.bundle.parts.get(name)

    def lacks(self, what: str) -> None:
        """Note that something is missing, and what could not be checked for it."""
        if what not in self.outcome.missing:
            self.outcome.missing.append(what)


def check(path: Path, key: str | None = None, files: Sequence[Path] = ()) -> Outcome:
    """Look a bundle through.

    Args:
        key: the fingerprint of a key that is known, or the path of its file.
        files: exported manuscripts that it should be about.

    Raises:
        UnusableError: one of the things named is not there, or is no key.
    """
    outcome = Outcome()
    known = None if key is None else _known_key(key)
    item = "archive"
    try:
        state = Check(open_bundle(path), outcome)
        for name, step in _STEPS:
            item = name
            step(state)
            if state.manifest_head is None:
                return outcome
        item = "keys"
        _check_known(state, known)
        item = "file"
        _check_files(state, files)
    except AlteredError as trouble:
        outcome.altered = trouble
    except (*_UNREADABLE, zipfile.BadZipFile):
        outcome.altered = AlteredError(item, "it is not in the form in which bundles are written")
    return outcome


def _read_manifest(state: Check) -> None:
    raw, note_raw = state.part(MANIFEST), state.part(NOTE)
    for name, there in ((MANIFEST, raw), (NOTE, note_raw)):
        if there is None:
            state.lacks(f"{name} is missing, so nothing could be checked.")
    if raw is None or note_raw is None:
        return
    note = read_note(note_raw)
    first, origin, size, root, told = note.body.removesuffix("\n").split("\n")
    if first != "cocreate-proof manifest v1" or told != f"sha256:{sha256(raw)}":
        raise AlteredError(MANIFEST, "its hash is not the one in manifest.note")
    state.manifest_head = read_head(f"{origin}\n{size}\n{root}\n")
    state.outcome.origin = origin
    manifest = read_json(raw)
    if manifest["bundle"] != 1:
        raise UnusableError("This bundle was written by a newer version of Cocreate.")
    state.level, state.is_coarse = manifest["level"], manifest["times"] == "sitting"
    if state.level not in LEVELS:
        raise AlteredError(MANIFEST, "it names a level that there is none of")
    if state.is_coarse and state.level != "process":
        raise AlteredError(MANIFEST, "it leaves times out that no bundle of its level leaves out")
    _check_parts(state, manifest["files"])


def _check_parts(state: Check, listed: Sequence[dict[str, Any]]) -> None:
    for row in listed:
        name = row["name"]
        data = state.part(name)
        if data is None:
            state.lacks(f"{name} is missing, so what it shows was not checked.")
        elif len(data) != row["size"] or sha256(data) != row["sha256"]:
            raise AlteredError(name, "its hash is not the one in manifest.json")
    names = [MANIFEST, NOTE, *(row["name"] for row in listed)]
    if len(set(names)) != len(names) or not all(_PART.fullmatch(name) for name in names):
        raise AlteredError(MANIFEST, "its list of parts is not in order")
    state.listed = frozenset(names)
    if state.bundle.raw is None:
        return
    for name in state.bundle.parts:
        if name not in state.listed:
            raise AlteredError(name, "it was added: manifest.json does not list it")
    if not state.outcome.missing:
        _check_archive(state.bundle, names)


def _check_archive(bundle: Bundle, names: Sequence[str]) -> None:
    """Pack the parts again: every byte must be the same."""
    at, raw = 0, bundle.raw or b""
    for piece in archive([(name, bundle.parts[name]) for name in names]):
        if raw[at : at + len(piece)] != piece:
            raise AlteredError(
                "archive",
                f"byte {at} or one soon after is not what packing these parts gives; if somebody"
                " packed them again, check the unpacked folder",
            )
        at += len(piece)
    if at != len(raw):
        raise AlteredError("archive", "there is something behind its end")


def _check_level(state: Check) -> None:
    """See that the level has its parts."""
    for level in LEVELS[: LEVELS.index(state.level) + 1]:
        for name in NEEDED[level]:
            if name not in state.listed:
                state.lacks(f"{name} is not in this bundle, so what it shows was not checked.")
    if state.is_coarse and "positions.jsonl" not in state.listed:
        state.lacks("positions.jsonl is not in this bundle, so the figures were not worked out.")


def _read_keys(state: Check) -> None:
    for name in sorted(state.listed):
        raw = state.part(name)
        if not name.startswith("keys/") or raw is None:
            continue
        public = read_public(raw.decode())
        if public_text(public).encode() != raw:
            raise AlteredError(name, "it is not spelled as key files are")
        state.keys.append(public)


def _signer(state: Check, item: str, note: Note, origin: str) -> Key | None:
    """Return whose signature stands below a note; None for nobody's."""
    if not note.name:
        return None
    if note.name != origin:
        raise AlteredError(item, "it is signed under another name than its project's")
    for public in state.keys:
        key = Key(note.name, public)
        if key.mark != note.mark:
            continue
        if not is_signed(public, note.body.encode(), note.signature):
            raise AlteredError(item, "its signature does not fit it")
        return key
    if any(name.startswith("keys/") and state.part(name) is None for name in state.listed):
        state.lacks(f"The key is missing, so the signature of {item} was not checked.")
        return None
    raise AlteredError(item, "no key of this bundle has signed it")


def _read_checkpoints(state: Check) -> None:
    head = state.manifest_head
    if head is None:
        return
    for name in sorted(state.listed):
        raw = state.part(name)
        if not name.startswith("checkpoints/") or not name.endswith(".note") or raw is None:
            continue
        note = read_note(raw)
        found = read_head(note.body)
        if name != f"checkpoints/{found.size}.note" or found.origin != head.origin:
            raise AlteredError(name, "it is the checkpoint of something else")
        state.notes[found.size], state.heads[found.size] = note, found
    own = f"checkpoints/{head.size}.note"
    if own not in state.listed:
        raise AlteredError(MANIFEST, f"it does not list {own}, which it is about")
    state.head = state.heads.get(head.size)
    if state.head is not None and state.head != head:
        raise AlteredError(own, "its root is not the one in manifest.note")


def _read_report(state: Check) -> None:
    raw = state.part("report.json")
    if raw is None:
        return
    state.report = read_json(raw)
    if not isinstance(state.report, dict):
        raise TypeError("no report")
    told, head = state.report["checkpoint"], state.manifest_head
    if head is not None and (told["size"], base64.b64decode(told["root"])) != (
        head.size,
        head.root,
    ):
        raise AlteredError("report.json", "it names another checkpoint than manifest.note")
    state.outcome.limits = FIXED_SENTENCE
    if state.report["limits"][:1] != [FIXED_SENTENCE]:
        state.outcome.notes.append("The report words its limits otherwise than reports do.")


def _proofs(state: Check) -> dict[str, Any]:
    raw = state.part("proofs.json")
    found: dict[str, Any] = {"inclusion": {}, "consistency": []} if raw is None else read_json(raw)
    return found


def _opened(
    state: Check, event: Event, name: str, line: Mapping[str, Any] | None
) -> list[Any] | None:
    """Return the values of a payload, which must be what the header commits to."""
    if line is None:
        return None
    data = base64.b64decode(line["data"], validate=True)
    if sha256(bytes.fromhex(line["salt"]) + data) != event.header["c"].get(name):
        raise AlteredError(
            f"openings/{name}.jsonl", f"event {event.seq}: its header commits to something else"
        )
    raw = inflated(data, min(LIMIT_PAYLOAD, state.room))
    state.room -= len(raw)
    return values_of(raw)


def _events(state: Check) -> Iterator[Event]:
    """Yield the events of headers.jsonl with what is opened of them, each checked."""
    raw = state.part("headers.jsonl") or b""
    openings = {
        name: Lines(f"openings/{name}.jsonl", state.part(f"openings/{name}.jsonl") or b"")
        for name in ("pos", "text", "run")
    }
    last, state.room = 0, LIMIT_PAYLOADS
    for line in io.BytesIO(raw):
        header = read_json(line)
        if type(header["seq"]) is not int or header["seq"] >= LIMIT_BYTES:
            raise TypeError("an event without a number")
        event = Event(header["seq"], header, leaf_of(line.removesuffix(b"\n")))
        if event.seq <= last:
            raise AlteredError("headers.jsonl", f"event {event.seq} is out of order")
        last = event.seq
        found = {
            name: _opened(state, event, name, some.take(last)) for name, some in openings.items()
        }
        event.pos, event.text = found["pos"], found["text"]
        state.unopened += [
            (event.seq, name)
            for name in event.header["c"]
            if found[name] is None and _is_wanted(state, event.kind, name)
        ]
        yield event
    for some in openings.values():
        some.end()


def _is_wanted(state: Check, kind: str, name: str) -> bool:
    """Whether a payload should be open at this level."""
    if state.level == "full" or name == "pos":
        return True
    return name == "text" and kind == "checkpoint_made" and state.level != "summary"


def _check_events(state: Check) -> None:
    """See that every header belongs under the root, and every opening to its header."""
    if state.head is None or state.part("headers.jsonl") is None:
        return
    proofs, tree, previous = _proofs(state)["inclusion"], Tree(), NO_EVENT
    erasing: list[Event] = []
    for event in _events(state):
        if event.kind in ("checkpoint_made", "exported"):
            state.lead[event.seq] = event
        if event.kind == "passage_forgotten":
            erasing.append(event)
        if not state.is_whole:
            _check_inclusion(state, event, proofs)
            continue
        if event.seq != tree.size + 1 or event.header["prev"] != previous:
            raise AlteredError("headers.jsonl", f"event {event.seq} does not follow on the others")
        tree.add(event.leaf)
        previous = event.leaf.hex()
        told = state.heads.get(tree.size)
        if told is not None and told.root != tree.root():
            raise AlteredError("headers.jsonl", f"events 1 to {tree.size} have another root")
    if state.is_whole and tree.size != state.head.size:
        raise AlteredError("headers.jsonl", "it does not end where the checkpoint does")
    _note_erased(state, erasing)


def _check_inclusion(state: Check, event: Event, proofs: Mapping[str, Any]) -> None:
    head = state.head
    path = proofs.get(str(event.seq))
    if head is None or state.part("proofs.json") is None:
        return
    if path is None:
        raise AlteredError("proofs.json", f"nothing ties event {event.seq} to the root")
    steps = [bytes.fromhex(step) for step in path]
    if root_from(event.leaf, event.seq - 1, head.size, steps) != head.root:
        raise AlteredError("headers.jsonl", f"event {event.seq} is not under the root")


# Words can be forgotten; places, lengths and figures cannot.
_FORGETTABLE = ("text", "run")


def _note_erased(state: Check, erasing: Sequence[Event]) -> None:
    """Learn what was forgotten on demand, and what stands for it; the latest word counts."""
    for event in reversed(erasing):
        text = event.text if event.text is not None else state.gone.get((event.seq, "text"))
        erased = [] if event.pos is None else event.pos[1]
        kept: Sequence[Any] = [None] * len(erased) if text is None else text[1]
        for (seq, name), left in zip(erased, kept, strict=True):
            if name not in _FORGETTABLE or not 0 < seq < event.seq:
                raise AlteredError(
                    "headers.jsonl", f"event {event.seq} forgets what cannot be forgotten"
                )
            state.gone.setdefault((seq, name), left)
    for seq, name in state.unopened:
        if (seq, name) not in state.gone:
            state.lacks(f"Event {seq} is not opened ({name}), so what rests on it was not checked.")
    forgotten = sorted({seq for seq, name in state.unopened if (seq, name) in state.gone})
    if not forgotten:
        return
    told = ", ".join(str(event.seq) for event in erasing)
    numbers = ", ".join(map(str, forgotten))
    said = f"Words in the events {numbers} were forgotten on the writer's demand (event {told})"
    if state.level == "full":
        state.lacks(f"{said}: that passage was not checked, everything else was.")
    else:
        state.outcome.notes.append(f"{said}.")


def _check_seals(state: Check) -> None:
    """See that each checkpoint is signed with the key that its own event names."""
    head = state.manifest_head
    if head is None:
        return
    for size, note in sorted(state.notes.items()):
        item = f"checkpoints/{size}.note"
        key = _signer(state, item, note, head.origin)
        event = state.lead.get(size)
        if event is not None and event.kind == "checkpoint_made":
            named = event.header["key"]
            if bool(named) != bool(note.name) or (key is not None and key.line != named):
                raise AlteredError(item, f"event {size} names another key")
        elif state.part("headers.jsonl") is not None:
            raise AlteredError(item, f"event {size} does not tell of it")
        if size == head.size and key is not None:
            state.outcome.key = key.fingerprint
    raw = state.part(NOTE) or b""
    signer = _signer(state, NOTE, read_note(raw), head.origin)
    last = state.notes.get(head.size)
    if last is not None and last.name and signer is None:
        state.lacks("manifest.note is not signed, so only what the root covers was checked.")
    if signer is not None and signer.fingerprint != state.outcome.key and last is not None:
        raise AlteredError(NOTE, "it is signed with another key than the checkpoint")
    state.is_list_signed = signer is not None
    _check_growth(state)


def _check_growth(state: Check) -> None:
    """See that each checkpoint continues the one before; a summary mostly has but one."""
    if state.part("proofs.json") is None:
        return
    sizes = sorted(state.heads)
    told = {(row["from"], row["to"]): row["path"] for row in _proofs(state)["consistency"]}
    for old, new in pairwise(sizes):
        if (old, new) not in told:
            raise AlteredError("proofs.json", f"nothing ties checkpoint {old} to {new}")
        path = [bytes.fromhex(step) for step in told[old, new]]
        roots = (state.heads[old].root, state.heads[new].root)
        try:
            is_continued = roots_from(old, new, path, roots[0]) == roots
        except ValueError:
            is_continued = False
        if not is_continued:
            raise AlteredError("proofs.json", f"checkpoint {new} does not continue {old}")


def _check_sealing(state: Check) -> None:
    """See that the report is the one that its event sealed under the root."""
    raw, head = state.part("report.json"), state.head
    if raw is None or head is None or state.part("headers.jsonl") is None:
        return
    event = state.lead.get(head.size - 1)
    if event is None or event.kind != "exported":
        raise AlteredError("headers.jsonl", f"event {head.size - 1} does not seal a report")
    if event.pos is None:
        return
    form, _, told, ledger_head = event.pos
    first, second, *rest = raw.split(b"\n")
    sealed = sha256(b"\n".join((first, *rest)))
    if form != "proof" or told != f"sha256:{sealed}":
        raise AlteredError("report.json", f"event {event.seq} seals another report")
    ledger = state.report["ledger"]
    if (ledger["events"], ledger["head"]) != (event.seq - 1, f"sha256:{event.header['prev']}"):
        raise AlteredError("report.json", "it is about another state of the ledger")
    if ledger_head != ledger["head"]:
        raise AlteredError("headers.jsonl", f"event {event.seq} is about another state")
    # The one line that no event seals may say nothing but what the checkpoint says.
    own = state.lead.get(head.size)
    named = {
        "size": head.size,
        "root": base64.b64encode(head.root).decode(),
        "key": "" if own is None else own.header["key"],
    }
    if second != f'  "checkpoint": {json.dumps(named)},'.encode():
        raise AlteredError("report.json", "its second line says more or less than its checkpoint")


# --- The claims of the report -------------------------------------------------------------------


def _amount(count: int, one: str) -> str:
    return f"{count:,} {one if count == 1 else one + 's'}"


def _counted(row: Mapping[str, int]) -> str:
    return ", ".join(f"{'AI' if name == 'ai' else name} {row[name]:,}" for name in CONTRIBUTORS)


def share_words(low: float, high: float) -> str:
    """Return a share as a percentage with one place, or as a range of them."""
    first, last = f"{low * 100:.1f} %", f"{high * 100:.1f} %"
    return first if first == last else f"{low * 100:.1f} to {last}"


def _ranges(counts: Mapping[str, int]) -> dict[str, tuple[float, float]]:
    total, unknown = sum(counts.values()), counts.get("unknown", 0)
    if not total:
        return {"human": (0.0, 0.0), "ai": (0.0, 0.0)}
    return {
        name: (counts.get(name, 0) / total, (counts.get(name, 0) + unknown) / total)
        for name in ("human", "ai")
    }


def _table(
    rows: Sequence[Mapping[str, Any]], names: Sequence[str], *amounts: str
) -> dict[tuple[str, ...], tuple[int, ...]]:
    """Return the rows of a table of the report by their names.

    Raises:
        AlteredError: a row stands there twice, or an amount is no whole number from 0 on.
    """
    found: dict[tuple[str, ...], tuple[int, ...]] = {}
    for row in rows:
        key = tuple(str(row[name]) for name in names)
        told = tuple(row[amount] for amount in amounts)
        if key in found:
            raise AlteredError("report.json", f"it tells of {' '.join(key)} twice")
        if not all(type(amount) is int and amount >= 0 for amount in told):
            raise AlteredError("report.json", f"what it tells of {' '.join(key)} is no amount")
        found[key] = told
    return found


_CLASS = ("contributor", "method")


def _check_shares(state: Check) -> None:
    """See that the shares of the report, and of each scene in it, are those of its own counts."""
    if not state.report:
        return
    for told in (state.report, *state.report["scenes"]):
        _check_share(told["surviving"])


def _check_share(told: Mapping[str, Any]) -> None:
    counts: Counter[str] = Counter(dict.fromkeys(CONTRIBUTORS, 0))
    for (contributor, _), (amount,) in _table(told["classes"], _CLASS, "characters").items():
        counts[contributor] += amount
    ranges = _ranges(counts)
    pairs = [
        (told[name][end], ranges[name][at])
        for name in ("human", "ai")
        for at, end in enumerate(("low", "high"))
    ]
    total = counts.total()
    pairs.append((told["coverage"], 1.0 - (counts["unknown"] / total if total else 0.0)))
    if total != told["total"] or any(abs(one - two) > 1e-9 for one, two in pairs):
        raise AlteredError("report.json", "its shares are not those of its counts")


def _play(state: Check) -> None:
    """Work out what the level gives, and mark every claim by what it rests on."""
    if not state.report or state.head is None:
        return
    played = "positions.jsonl" if state.is_coarse else "headers.jsonl"
    if state.level in ("process", "full") and state.part(played) is not None:
        _replay(state)
    else:
        _claim_sealed(state, {})


def _history_events(state: Check) -> Iterator[Event]:
    if not state.is_coarse:
        for event in _events(state):
            for name in ("pos", "text"):
                if getattr(event, name) is None:
                    setattr(event, name, state.gone.get((event.seq, name)))
            yield event
        return
    raw = state.part("positions.jsonl") or b""
    if state.report["seals"]["positions"] != f"sha256:{sha256(raw)}":
        raise AlteredError("positions.jsonl", "it is not the one that the report seals")
    for line in io.BytesIO(raw):
        row = read_json(line)
        yield Event(row["seq"], row, b"", row.get("pos"), row.get("text"))


def _replay(state: Check) -> None:
    has_words = state.level == "full"
    history = History(has_words=has_words)
    last, summed, drafts = state.report["ledger"]["events"], 0, 0
    state.unopened = []
    found: dict[str, str] = {}
    for event in _history_events(state):
        if event.kind == "checkpoint_made" and event.text is not None:
            drafts += _check_sums(event, history)
            summed += 1
        history.take(event)
        if event.seq == last:
            found = _compare(state, history)
    if not found:
        raise AlteredError("headers.jsonl", "it does not reach the state that the report is about")
    note = (
        "from positions that are sealed as a whole, not event by event" if state.is_coarse else ""
    )
    state.outcome.claims.append(
        Claim(RECOMPUTED, "Sums of the checkpoints", f"{summed} of them", note)
    )
    if has_words:
        state.outcome.claims.append(
            Claim(RECOMPUTED, "Drafts of scenes rebuilt and compared by hash", f"{drafts:,}")
        )
    _claim_sealed(state, found, note)


def _check_sums(event: Event, history: History) -> int:
    """Compare the sums of a checkpoint with what was played; return how many drafts it has."""
    if event.text is None:
        return 0
    characters, active_s, costs, kinds, digests = event.text[0]
    mine = {name: length for name, length in history.characters().items() if length}
    ended = int(math.fsum(parts[0] for parts in history.effort.ended.values()))
    if (dict(characters), active_s, dict(costs), dict(kinds)) != (
        mine,
        ended,
        dict(history.costs),
        dict(history.kinds),
    ):
        raise AlteredError(
            "headers.jsonl", f"the checkpoint of event {event.seq} sums up something else"
        )
    drafts = 0
    known = history.digests()
    if known.keys() != dict(digests).keys():
        raise AlteredError("headers.jsonl", f"event {event.seq} sums up other scenes")
    for scene, digest in digests:
        if digest and known[scene]:
            drafts += 1
            if digest != known[scene]:
                raise AlteredError(
                    "openings/text.jsonl",
                    f"a draft as of event {event.seq} is not the one that was sealed",
                )
    return drafts


def _compare(state: Check, history: History) -> dict[str, str]:
    """Return what was worked out and found as the report says it, by name of the claim."""
    report = state.report
    characters = history.characters()
    _same("characters by contributor", report["characters"], characters)
    _same(
        "code points by contributor and method",
        _table(report["exact"], _CLASS, "code_points"),
        {pair: (length,) for pair, length in history.classes().items()},
    )
    _same("work", _table(report["work"], _CLASS, "inserted", "removed"), history.worked())
    moves = {"count": history.work.moves, "characters": history.work.moved}
    undone = {name: history.work.undone[name] for name in ("inserted", "removed")}
    _same("undone", report["undone"], undone)
    _same("moves", report["moves"], moves)
    _compare_curation(report["curation"], history)
    found = {
        "characters": _counted(characters),
        "shares": "",
        "work": "",
        "curation": "",
        "cost": "",
    }
    _compare_cost(report["cost"], history)
    if not state.is_coarse:
        _compare_effort(state, history)
        if state.seen_s + 0.0011 >= report["effort"]["active_s"]:
            found["effort"] = ""
    if state.level == "full":
        _same("SHA-256 of the text", report["text"]["sha256"], sha256(history.text().encode()))
        found["text"] = ""
    _compare_spans(state, history)
    return found


def _same(what: str, told: object, found: object) -> None:
    if told != found:
        raise AlteredError("report.json", f"{what}: the history gives something else")


def _compare_curation(told: Mapping[str, int], history: History) -> None:
    found: Counter[str] = Counter()
    for verdict, is_partial in history.hunks.values():
        is_taken = verdict in ("accepted", "edited")
        found["partial" if is_taken and is_partial else verdict] += 1
    for name in ("accepted", "partial", "edited", "rejected"):
        _same(f"suggestions {name}", told[name], found[name])
    _same("suggestions offered", told["offered"], len(history.hunks))


def _compare_cost(told: Mapping[str, Any], history: History) -> None:
    for name, amount in history.calls.items():
        _same(f"cost, {name}", told[name], amount)
    known = _table(told["known"], ("currency",), "micros")
    _same("cost", known, {(name,): (micros,) for name, micros in history.costs.items()})


def _compare_effort(state: Check, history: History) -> None:
    told = state.report["effort"]
    state.seen_s = history.effort.seen(told["idle_limit_s"])
    for name, seconds in history.effort.seconds(told["idle_limit_s"]).items():
        if abs(told[f"{name}_s"] - seconds) > 0.0011:
            raise AlteredError("report.json", f"effort, {name}: the history gives something else")


def _compare_spans(state: Check, history: History) -> None:
    """See that spans.json has the origins that were worked out, and the counts of the report."""
    raw = state.part("spans.json")
    if raw is None:
        return
    if state.report["seals"]["spans"] != f"sha256:{sha256(raw)}":
        raise AlteredError("spans.json", "it is not the one that the report seals")
    scenes, told = read_json(raw)["scenes"], state.report["scenes"]
    if not [row["id"] for row in scenes] == [row["id"] for row in told] == history.order:
        raise AlteredError("spans.json", "its scenes are others than the history gives")
    sums: Counter[tuple[str, ...]] = Counter()
    for scene, row in zip(scenes, told, strict=True):
        if [span[:4] for span in scene["spans"]] != history.spans(scene["id"]):
            raise AlteredError("spans.json", "its origins are others than the history gives")
        counts = _counted_signs(scene["spans"])
        _same("a scene as it stands", _classes(row["surviving"]), +counts)
        sums += counts
    _same("text as it stands", _classes(state.report["surviving"]), +sums)
    state.counted = _counting(sums, history.classes())


def _counted_signs(spans: Sequence[Sequence[Any]]) -> Counter[tuple[str, ...]]:
    found: Counter[tuple[str, ...]] = Counter()
    for length, by, how, _, counted in spans:
        if type(counted) is not int or not 0 <= counted <= length:
            raise AlteredError("spans.json", "a passage counts more signs than it has")
        found[by, how] += counted
    return found


def _classes(told: Mapping[str, Any]) -> Counter[tuple[str, ...]]:
    rows = _table(told["classes"], _CLASS, "characters")
    return Counter({pair: amount for pair, (amount,) in rows.items()})


def _counting(counts: Mapping[tuple[str, ...], int], lengths: Mapping[tuple[str, str], int]) -> str:
    """Say how many of each contributor's signs count, so that a reader sees what was left out."""
    said = []
    for name in CONTRIBUTORS:
        whole = sum(length for (by, _), length in lengths.items() if by == name)
        part = sum(count for (by, *_), count in counts.items() if by == name)
        if whole:
            said.append(f"{'AI' if name == 'ai' else name} {100 * part / whole:.0f} %")
    return (
        "added up again from the passages, whose lengths and origins were recomputed; how many"
        f" signs of each count is sealed: {', '.join(said)}"
        if said
        else ""
    )


_SITTINGS = "sums that each sitting sealed, added up; {:.0f} s of them follow from the events"


def _claim_sealed(state: Check, found: Mapping[str, str], note: str = "") -> None:
    """Put down every claim, marked recomputed where its name is in `found`, else sealed."""
    report = state.report

    def claim(name: str, title: str, value: str, why: str = "") -> None:
        mark = RECOMPUTED if name in found else SEALED
        remark = "; ".join(filter(None, (why, note if name in found else "")))
        state.outcome.claims.append(Claim(mark, title, value, remark))

    text, share = report["text"], report["surviving"]
    claim("text", "Text", f"SHA-256 {text['sha256']}")
    claim("characters", "Every character by contributor", _counted(report["characters"]))
    ranges = _ranges(report["characters"])
    words = {name: share_words(*ends) for name, ends in ranges.items()}
    claim("shares", "Share of all characters", f"human {words['human']}, AI {words['ai']}")
    shown = {name: share_words(share[name]["low"], share[name]["high"]) for name in ("human", "ai")}
    claim(
        "surviving",
        "Text as it stands, without white space and Markdown signs",
        f"human {shown['human']}, AI {shown['ai']}, of {share['total']:,};"
        f" coverage {share['coverage'] * 100:.1f} %",
        state.counted,
    )
    again = "likewise" if state.counted else ""
    claim("scenes", "The same, scene by scene", f"{len(report['scenes']):,}", again)
    put_in = sum(row["inserted"] for row in report["work"])
    claim(
        "work", "Work", f"{_amount(put_in, 'character')} put in, with what was taken out and moved"
    )
    made = report["curation"]
    claim(
        "curation",
        "Decisions",
        f"{_amount(made['offered'], 'suggestion')} offered, {made['accepted']} accepted whole",
    )
    claim("cost", "Cost", _amount(report["cost"]["calls"], "call"))
    why = "" if "effort" in found or not state.seen_s else _SITTINGS.format(state.seen_s)
    claim("effort", "Active time", f"{report['effort']['active_s']:.0f} s", why)
    line = report["lineage"]
    claim(
        "lineage", "Lineage", f"{line['with_ai']} of {line['sentences']} sentences descend from AI"
    )
    claim("words", "Words", f"{text['words']:,}")
    claim("", "Everything else in report.json", "costs by agent, days, and so on")
    _claim_sittings(state)
    _claim_declared(state)


def _claim_sittings(state: Check) -> None:
    """Tell what the sealed sums of each sitting say of the growth of the text."""
    if state.level == "summary":
        return
    made = [event for _, event in sorted(state.lead.items()) if event.kind == "checkpoint_made"]
    sums: list[int] = []
    for number, event in enumerate(made):
        if event.text is None:
            continue
        characters, _, _, kinds, _ = event.text[0]
        if dict(kinds).get("checkpoint_made", 0) != number:
            raise AlteredError("headers.jsonl", f"event {event.seq} knows of other checkpoints")
        sums.append(sum(dict(characters).values()))
    grown = ", ".join(f"{size:,}" for size in sums[-12:])
    state.outcome.claims.append(
        Claim(SEALED, f"Characters at the last {min(12, len(sums))} checkpoints", grown)
    )


def _claim_declared(state: Check) -> None:
    report, claims = state.report, state.outcome.claims
    named = report["project"]
    declared = sum(
        row["characters"] for row in report["surviving"]["classes"] if row["method"] == "declared"
    )
    claims.append(Claim(DECLARED, "Title and writer", f"{named['title']} / {named['writer']}"))
    claims.append(Claim(DECLARED, "Origins that the writer named", f"{declared:,} characters"))
    away_s = report["effort"].get("declared_s", 0)
    if away_s:
        claims.append(Claim(DECLARED, "Time away from the desk", f"{away_s:.0f} s"))
    observed = report["observed"]
    claims.append(
        Claim(
            DECLARED,
            "Times",
            f"{observed['from']} to {observed['to']}",
            "by the clock of the writer's own computer; their order is part of the record",
        )
    )


def _tell(state: Check) -> None:
    """Say whose key it is, and whether anybody else saw it."""
    notes, head = state.outcome.notes, state.manifest_head
    if head is None:
        return
    root = base64.b64encode(head.root).decode()
    if state.outcome.key and state.is_list_signed:
        since = "nothing of what is here" if state.outcome.missing else "nothing"
        notes.append(
            f"Signed with the key {state.outcome.key}. Whoever has that key made this, and {since}"
            " was changed since."
        )
    elif state.outcome.key:
        notes.append(
            f"The root is signed with the key {state.outcome.key}; the list of parts is not, so"
            " anybody could have changed what the root does not cover: README.txt, report.html,"
            " verify.py and records."
        )
    elif not state.outcome.missing:
        notes.append(
            "Not signed: anybody could have made this. Compare the root with one that you were"
            " given before; if it is the same, what the root covers is as it was then, but"
            " README.txt, report.html, verify.py and records it does not cover."
        )
    notes.append(f"Root {root} over {head.size:,} events.")
    _tell_stamps(state)


def _tell_stamps(state: Check) -> None:
    """See that time stamps are about the checkpoints here; their signatures need more than this."""
    names = [
        name
        for name in sorted(state.listed)
        if name.startswith("checkpoints/") and name.endswith(".tsr")
    ]
    for name in names:
        reply, note = state.part(name), state.part(f"{name.removesuffix('.tsr')}.note")
        if reply is None or note is None:
            continue
        digest, moment = stamped(reply)
        if digest != hashlib.sha256(note).digest():
            raise AlteredError(name, "it is the time stamp of something else")
        size = read_head(read_note(note).body).size
        last = 0 if state.head is None else state.head.size
        what = "this" if size == last else f"the first {size:,} of {last:,} events"
        state.outcome.notes.append(
            f"A time stamp is enclosed. It is about checkpoints/{size}.note and names {moment}; who"
            " signed it is not checked here: README.txt says how to do that with openssl. Only then"
            f" does it show that {what} existed no later than that."
        )
    if not names:
        state.outcome.notes.append("No outside witness of time.")


def _der(data: bytes) -> list[bytes]:
    """Return what is in each of the values that these bytes are (X.690)."""
    found, at = [], 0
    while at < len(data):
        size, at = data[at + 1], at + 2
        if size & 128:
            count = size & 127
            size, at = int.from_bytes(data[at : at + count], "big"), at + count
        if at + size > len(data):
            raise ValueError("cut off")
        found.append(data[at : at + size])
        at += size
    return found


def stamped(reply: bytes) -> tuple[bytes, str]:
    """Return the hash that a time stamp is about, and the moment that it names (RFC 3161).

    Raises:
        ValueError, IndexError: it is something else.
    """
    content = _der(_der(_der(reply)[0])[1])[1]
    statement = _der(_der(_der(_der(content)[0])[2])[1])[0]
    _, _, imprint, _, moment = _der(_der(statement)[0])[:5]
    told = re.fullmatch(rb"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z", moment)
    if told is None:
        raise ValueError("no time")
    year, month, day, hour, minute, second = (part.decode() for part in told.groups()[:6])
    return _der(imprint)[1], f"{year}-{month}-{day} {hour}:{minute}:{second} UTC"


_STEPS: tuple[tuple[str, Callable[[Check], None]], ...] = (
    (MANIFEST, _read_manifest),
    (MANIFEST, _check_level),
    ("keys", _read_keys),
    ("checkpoints", _read_checkpoints),
    ("report.json", _read_report),
    ("headers.jsonl", _check_events),
    ("checkpoints", _check_seals),
    ("report.json", _check_sealing),
    ("report.json", _check_shares),
    ("headers.jsonl", _play),
    ("keys", _tell),
)


def _known_key(told: str) -> str:
    """Return the digits of a fingerprint, given it or the file of its key."""
    digits = re.sub(r"[\s:]", "", told).lower()
    if re.fullmatch(r"[0-9a-f]{32}", digits):
        return digits
    try:
        text = Path(told).read_text(encoding="utf-8")
        return Key("", read_public(text)).fingerprint.replace(" ", "")
    except (OSError, ValueError) as error:
        raise UnusableError(f"{told} is no public key and no fingerprint of one.") from error


def _check_known(state: Check, known: str | None) -> None:
    if known is None:
        return
    if not state.outcome.key:
        state.lacks("No signature was checked, so it cannot be told whether it is the key given.")
    elif state.outcome.key.replace(" ", "") != known:
        raise AlteredError("keys", f"signed with {state.outcome.key}, not with the key given")
    else:
        state.outcome.is_known = True


def _check_files(state: Check, files: Sequence[Path]) -> None:
    """Compare files with those that the report is about."""
    rows = state.report.get("files", [])
    found: dict[str, Path] = {}
    for path in files:
        try:
            with path.open("rb") as file:
                found[hashlib.file_digest(file, "sha256").hexdigest()] = path
        except OSError as error:
            raise UnusableError(f"{path} cannot be read ({error.strerror}).") from error
    known = {row["sha256"] for row in rows}
    for digest, path in found.items():
        if state.report and digest not in known:
            raise AlteredError(path.name, "it is not a file that this report is about")
    for row in rows:
        mark = RECOMPUTED if row["sha256"] in found else SEALED
        state.outcome.claims.append(Claim(mark, f"File {row['name']}", f"SHA-256 {row['sha256']}"))


def main(words: Sequence[str] | None = None) -> int:
    """Check a bundle and say what was found; return the exit code."""
    parser = argparse.ArgumentParser(
        prog="verify.py", description="Check a proof bundle of Cocreate."
    )
    parser.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--key", help="a public key that you were given, or its fingerprint")
    parser.add_argument("--file", action="append", type=Path, default=[], help="an exported file")
    told = parser.parse_args(words)
    try:
        outcome = check(told.bundle, told.key, told.file)
    except UnusableError as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 2
    for line in outcome.lines():
        sys.stdout.buffer.write(f"{_plain(line)}\n".encode())
    return outcome.code


def _plain(line: str) -> str:
    """Return a line without signs that would steer a terminal."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in line)


if __name__ == "__main__":
    sys.exit(main())
