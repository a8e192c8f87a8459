"""The README of a bundle: what lies in it, and how to check it with the tools of any system.

The commands are written out for the very bundle, so that they can be typed one after the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import fill

from cocreate.core.checkpoint import TreeHead
from cocreate.provenance.bundle import MANIFEST, NOTE, Disclosure
from cocreate.provenance.levels import SHOWS, gives_away
from cocreate.provenance.signed_note import VerifierKey

_WIDTH = 92
_TREE = """\
    leaf() { (printf '\\000'; tr -d '\\n') | sha256sum | cut -c1-64; }
    step() { printf '%b' "\\\\x01$(printf %s "$1$2" | sed 's/../\\\\x&/g')" \\
      | sha256sum | cut -c1-64; }
"""


@dataclass(frozen=True, slots=True)
class ByHand:
    """What the commands are about.

    Args:
        headers: the lines of the two events that seal the report; `proofs` ties them to the root.
    """

    given: Disclosure
    head: TreeHead
    key: VerifierKey | None
    headers: bytes
    proofs: bytes


def readme(about: ByHand, parts: Mapping[str, bytes], limits: Sequence[str]) -> str:
    """Return the text of README.txt."""
    level = about.given.level
    leaks = gives_away(level, is_coarse=about.given.is_coarse)
    pieces = [
        "PROOF BUNDLE OF COCREATE",
        _paragraph(limits[0]),
        _paragraph(
            f"Level: {level}. {SHOWS[level]} {leaks} Nothing here says yes or "
            "no to the question whether a person wrote the text."
        ),
        "WHAT LIES HERE",
        _listing(parts),
        "CHECKING WITH A PROGRAM",
        _paragraph(
            "Python 3.11 or later is enough; nothing is installed and no network is used. Whoever "
            "doubts the verify.py in this bundle takes one from another place: all of them are "
            "the same."
        ),
        "    python3 -I verify.py TITLE.cocreate-proof --key FINGERPRINT",
        _paragraph(
            "The answer is INTACT, INTACT, KEY KNOWN (with a key that you were given before), "
            "ALTERED or INCOMPLETE, with the exit codes 0, 0, 1 and 3. Opened in a browser, "
            "report.html checks its own seals."
        ),
        "CHECKING BY HAND",
        _paragraph(
            "Unpack the bundle, open a terminal (bash) in its folder, and type these commands. "
            "Each says what it should answer."
        ),
        *_steps(about, parts),
        "WHAT THIS CANNOT SHOW",
        *(_paragraph(f"{at}. {limit}") for at, limit in enumerate(limits, start=1)),
    ]
    return "\n\n".join(pieces) + "\n"


def _paragraph(words: str) -> str:
    return fill(words, _WIDTH)


def _listing(parts: Mapping[str, bytes]) -> str:
    told = {
        "report.json": "the report, figure by figure",
        "report.html": "the report as a page that checks its own seals",
        "headers.jsonl": "events of the record, one a line; their hashes are the leaves of a tree",
        "spans.json": "who put each passage there: lengths and origins, without words",
        "positions.jsonl": "the events with places and lengths, without times",
        "proofs.json": "what ties single events and earlier checkpoints to the root (RFC 6962)",
        "verify.py": "the program that checks all this",
        MANIFEST: "the list of all parts with their hashes",
        NOTE: "which ledger the list is about, and the signature over it",
        "checkpoints/": "roots of the tree, signed (C2SP tlog-checkpoint)",
        "keys/": "the public keys that signed",
        "openings/": "what the events commit to: salt and payload",
        "records/": "records for other programs",
    }
    names = [MANIFEST, NOTE, *parts]
    return "\n".join(
        f"  {name:<17} {words}"
        for name, words in told.items()
        if any(part == name or (name.endswith("/") and part.startswith(name)) for part in names)
    )


def _steps(about: ByHand, parts: Mapping[str, bytes]) -> Iterator[str]:
    size = about.head.size
    yield _step("1. Every part is the one that is listed (each line ends in OK):")
    yield (
        '    sed -n \'s/.*"name": "\\([^"]*\\)", "sha256": "\\([0-9a-f]*\\)".*/\\2  \\1/p\' \\\n'
        f"      {MANIFEST} | sha256sum -c -"
    )
    yield _step("2. The list is the one that the note is about (nothing is printed):")
    yield (
        f'    [ "sha256:$(sha256sum < {MANIFEST} | cut -c1-64)" = "$(sed -n 5p {NOTE})" ]'
        " || echo ALTERED"
    )
    yield from _signature_steps(about)
    yield _step(
        f"4. The report is the one that event {size - 1} seals. The first command prints its hash, "
        "the second what the event holds:"
    )
    yield "    sed 2d report.json | sha256sum"
    yield (
        f"    grep '\"seq\":{size - 1}}}' openings/pos.jsonl \\\n"
        '      | sed \'s/.*"data":"\\([^"]*\\)".*/\\1/\' | base64 -d > payload\n'
        "    (printf '\\037\\213\\010\\000\\000\\000\\000\\000\\000\\000'; tail -c +4 payload) \\\n"
        "      | gzip -dc 2>/dev/null; echo"
    )
    yield _step("5. The event commits to that (both commands print the same):")
    yield (
        f"    printf '%b' \"$(grep '\"seq\":{size - 1}}}' openings/pos.jsonl \\\n"
        '      | sed \'s/.*"salt":"\\([^"]*\\)".*/\\1/; s/../\\\\x&/g\')" \\\n'
        "      | cat - payload | sha256sum\n"
        f'    grep \'"seq":{size - 1},\' headers.jsonl | sed \'s/.*"pos":"\\([^"]*\\)".*/\\1/\''
    )
    yield from _tree_steps(about)
    if any(name.endswith(".tsr") for name in parts):
        yield _step(
            f"7. A time-stamping authority has seen checkpoints/{size}.note. With its certificate, "
            "which is to be had from the authority: openssl ts -verify -in "
            f"checkpoints/{size}.tsr -data checkpoints/{size}.note -CAfile CERTIFICATE. What its "
            "reply says:"
        )
        yield f"    openssl ts -reply -in checkpoints/{size}.tsr -text"


def _signature_steps(about: ByHand) -> Iterator[str]:
    size = about.head.size
    if about.key is None:
        yield _step(
            "3. There is no signature: no key was at hand when this was made. Compare the third "
            f"line of checkpoints/{size}.note with a root that you were given before."
        )
        return
    yield _step(
        "3. The list and the root are signed with the key of this project (twice: Signature "
        "Verified Successfully). Its fingerprint is the beginning of what the last line prints: "
        f"{about.key.fingerprint}."
    )
    public = f"keys/{about.key.hash.hex()}.pub"
    for note in (NOTE, f"checkpoints/{size}.note"):
        yield (
            f"    sed '/^$/,$d' {note} > body\n"
            f"    sed -n '$s/.* //p' {note} | base64 -d | tail -c 64 > signature\n"
            f"    openssl pkeyutl -verify -pubin -inkey {public} -rawin -in body -sigfile signature"
        )
    yield (f"    openssl pkey -pubin -in {public} -outform DER | tail -c 32 | sha256sum")


def _tree_steps(about: ByHand) -> Iterator[str]:
    size = about.head.size
    paths = json.loads(about.proofs)["inclusion"]
    yield _step(
        f"6. Both events stand under the root (RFC 6962): event {size - 1}, which seals the "
        f"report, and event {size}, which names the key. Three times the same is printed:"
    )
    yield _TREE.rstrip("\n")
    for seq in (size - 1, size):
        lines = [f"    h=$(grep '\"seq\":{seq},' headers.jsonl | leaf)"]
        for is_left, step in _sides(seq - 1, size, paths[str(seq)]):
            lines.append(f"    h=$(step {step} $h)" if is_left else f"    h=$(step $h {step})")
        yield "\n".join([*lines, "    echo $h"])
    yield (
        f"    sed -n 3p checkpoints/{size}.note | base64 -d | od -An -v -tx1 | tr -d ' \\n'; echo"
    )


def _sides(index: int, size: int, path: Iterable[str]) -> Iterator[tuple[bool, str]]:
    """Yield the hashes of an inclusion proof with the side on which each stands."""
    place, last = index, size - 1
    for step in path:
        is_left = bool(place & 1) or place == last
        yield is_left, step
        while is_left and not place & 1 and place:
            place >>= 1
            last >>= 1
        place >>= 1
        last >>= 1


def _step(words: str) -> str:
    return fill(words, _WIDTH, subsequent_indent="   ")
