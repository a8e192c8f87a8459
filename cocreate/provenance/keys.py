"""Ed25519 keys: make one, keep it as text, sign with it, check what it signed."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from cocreate.provenance.signed_note import VerifierKey, read_key, read_note, sign


class SigningKey:
    """The secret half of a key, with the name it signs under."""

    def __init__(self, name: str, private: Ed25519PrivateKey) -> None:
        self._private = private
        self.verifier = VerifierKey(name, private.public_key().public_bytes_raw())

    @property
    def private(self) -> Ed25519PrivateKey:
        """The secret half itself, for certificates under it; it never leaves this floor."""
        return self._private

    @classmethod
    def new(cls, name: str) -> SigningKey:
        """Return a fresh key."""
        return cls(name, Ed25519PrivateKey.generate())

    @classmethod
    def from_pem(cls, name: str, pem: str, passphrase: str | None = None) -> SigningKey:
        """Return the key that `pem` gave.

        Raises:
            ValueError: it is no Ed25519 key, or the passphrase does not open it.
        """
        secret = None if passphrase is None else passphrase.encode()
        try:
            private = load_pem_private_key(pem.encode(), secret)
        except (TypeError, UnsupportedAlgorithm) as error:
            raise ValueError("the key cannot be opened") from error
        if not isinstance(private, Ed25519PrivateKey):
            raise ValueError("the key is of another kind")  # noqa: TRY004 - a text, not a type
        return cls(name, private)

    def pem(self, passphrase: str | None = None) -> str:
        """Return the key as PKCS #8 text, locked with the passphrase where there is one."""
        lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
        return self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock).decode()

    def sign(self, body: str) -> str:
        """Return the signed note of a body, which ends in a newline."""
        return sign(body, self.verifier, self._private.sign)


def public_pem(key: VerifierKey) -> str:
    """Return a public key as openssl reads it."""
    public = Ed25519PublicKey.from_public_bytes(key.public)
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def seal_problem(text: str, key_line: str) -> str | None:
    """Return what is wrong with a signed note, given the key it should be signed with."""
    try:
        key = read_key(key_line)
        note = read_note(text)
    except ValueError:
        return "its signature cannot be read."
    for signature in note.signatures:
        if (signature.name, signature.key_hash) == (key.name, key.hash):
            continue
        return "it is signed with another key than its event names."
    public = Ed25519PublicKey.from_public_bytes(key.public)
    try:
        for signature in note.signatures:
            public.verify(signature.signature, note.body.encode())
    except InvalidSignature:
        return "its signature does not fit it."
    return None
