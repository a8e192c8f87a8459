from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from cocreate.core.checkpoint import TreeHead
from cocreate.provenance.keys import SigningKey, public_pem, seal_problem
from cocreate.provenance.signed_note import read_note

# Secret, public, message and signature of RFC 8032, section 7.1.
VECTORS = (
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
            "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        ),
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
            "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
        ),
    ),
)
BODY = TreeHead("cocreate/project-1", 24, bytes(range(32))).body()


@pytest.mark.parametrize(("secret", "public", "message", "signature"), VECTORS)
def test_the_published_signatures_come_out(secret: str, public: str, message: str, signature: str):
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
    key = SigningKey("name", private)
    assert key.verifier.public.hex() == public
    body = bytes.fromhex(message).decode()
    note = f"{body}\n{key.sign(body).removeprefix(body)[1:]}"
    packed = base64.b64decode(note.rpartition(" ")[2])
    assert packed[4:].hex() == signature


def test_a_signed_note_is_sound_and_any_change_of_it_is_not():
    key = SigningKey.new("cocreate/project-1")
    line = key.verifier.line()
    text = key.sign(BODY)
    assert text.startswith(
        "cocreate/project-1\n24\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n"
    )
    assert seal_problem(text, line) is None
    assert seal_problem(text.replace("24", "25"), line) == "its signature does not fit it."
    assert seal_problem(BODY, line) == "its signature cannot be read."
    assert seal_problem(text, "no key") == "its signature cannot be read."
    other = SigningKey.new("cocreate/project-1")
    assert "another key" in str(seal_problem(text, other.verifier.line()))


def test_openssl_finds_the_signature_sound(tmp_path: Path):
    key = SigningKey.new("cocreate/project-1")
    note = read_note(key.sign(BODY))
    (tmp_path / "key.pem").write_text(public_pem(key.verifier))
    (tmp_path / "signature").write_bytes(note.signatures[0].signature)
    answers = []
    for body in (BODY, BODY.replace("24", "25")):
        (tmp_path / "body").write_text(body, encoding="utf-8")
        command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin"]
        done = subprocess.run(
            [*command, "-in", "body", "-sigfile", "signature"],
            check=False,
            cwd=tmp_path,
            capture_output=True,
            text=True,
        )
        answers.append((done.returncode == 0, "Verified Successfully" in done.stdout))
    assert answers == [(True, True), (False, False)]


@pytest.mark.parametrize("passphrase", [None, "open sesame"])
def test_a_key_comes_back_from_its_text(passphrase: str | None):
    key = SigningKey.new("name")
    pem = key.pem(passphrase)
    assert ("ENCRYPTED" in pem) is (passphrase is not None)
    again = SigningKey.from_pem("name", pem, passphrase)
    assert again.verifier == key.verifier
    assert again.sign("a\n") == key.sign("a\n")


@pytest.mark.parametrize("passphrase", [None, "wrong"])
def test_a_locked_key_needs_its_passphrase(passphrase: str | None):
    with pytest.raises(ValueError, match=r"\w"):
        SigningKey.from_pem("name", SigningKey.new("name").pem("right"), passphrase)


def test_what_is_no_key_of_this_kind_is_refused():
    with pytest.raises(ValueError, match=r"\w"):
        SigningKey.from_pem("name", "nonsense")
    other = X25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    with pytest.raises(ValueError, match="another kind"):
        SigningKey.from_pem("name", other.decode())
