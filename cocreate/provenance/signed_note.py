"""The signed-note text form of C2SP: words, an empty line, and signatures below.

A note is `body`, a newline, and lines `— NAME BASE64`, where the base64 holds the first four bytes
of the key's hash and the signature. Only the one canonical spelling of a note is read.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

ED25519 = b"\x01"
KEY_BYTES = 32
_HASH_BYTES = 4
_DASH = "\u2014 "


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public Ed25519 key with its name, as the line NAME+HASH+BASE64."""

    name: str
    public: bytes

    @property
    def hash(self) -> bytes:
        """The four bytes by which a signature names its key."""
        return hashlib.sha256(self.name.encode() + b"\n" + ED25519 + self.public).digest()[
            :_HASH_BYTES
        ]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key, for reading aloud and comparing: groups of four."""
        digest = hashlib.sha256(self.public).hexdigest()[:32]
        return " ".join(digest[at : at + 4] for at in range(0, len(digest), 4))

    def line(self) -> str:
        """Return the key as a line of text."""
        packed = base64.b64encode(ED25519 + self.public).decode()
        return f"{self.name}+{self.hash.hex()}+{packed}"


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature of a note."""

    name: str
    key_hash: bytes
    signature: bytes

    def line(self) -> str:
        """Return the signature as a line of a note."""
        return f"{_DASH}{self.name} {base64.b64encode(self.key_hash + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A body that ends in a newline, and who signed it."""

    body: str
    signatures: tuple[Signature, ...]

    def text(self) -> str:
        """Return the whole note."""
        return f"{self.body}\n{''.join(signature.line() for signature in self.signatures)}"


def read_key(line: str) -> VerifierKey:
    """Return the key of a line.

    Raises:
        ValueError: it is no Ed25519 key, or its hash is not its own.
    """
    name, _, rest = line.partition("+")
    _, _, packed = rest.partition("+")
    key = VerifierKey(name, _decoded(packed)[1:])
    if not _is_name(name) or len(key.public) != KEY_BYTES or key.line() != line:
        raise ValueError("this is not an Ed25519 key line")
    return key


def read_note(text: str) -> Note:
    """Return the note that a text holds.

    Raises:
        ValueError: it is no note, or spelled in another way than the canonical one.
    """
    body, gap, below = text.rpartition("\n\n")
    if not gap or not below.endswith("\n"):
        raise ValueError("this is not a signed note")
    note = Note(body + "\n", tuple(map(_signature, below[:-1].split("\n"))))
    if note.text() != text:
        raise ValueError("this note is spelled in an unusual way")
    return note


def sign(body: str, key: VerifierKey, signer: Callable[[bytes], bytes]) -> str:
    """Return the note that `signer`, who has the secret half of `key`, makes of a body."""
    return Note(body, (Signature(key.name, key.hash, signer(body.encode())),)).text()


def _signature(line: str) -> Signature:
    name, _, packed = line.removeprefix(_DASH).partition(" ")
    raw = _decoded(packed)
    if not line.startswith(_DASH) or not _is_name(name) or len(raw) <= _HASH_BYTES:
        raise ValueError("this is not a signature line")
    return Signature(name, raw[:_HASH_BYTES], raw[_HASH_BYTES:])


def _decoded(packed: str) -> bytes:
    try:
        return base64.b64decode(packed, validate=True)
    except binascii.Error as error:
        raise ValueError("this is not base64") from error


def _is_name(name: str) -> bool:
    return bool(name) and "+" not in name and not any(sign.isspace() for sign in name)
