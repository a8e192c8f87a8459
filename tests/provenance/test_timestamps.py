from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from rfc3161_client import VerifierBuilder, decode_timestamp_response

from cocreate.provenance import der
from cocreate.provenance.timestamps import request, stamp_of
from tests.fakes.time_authority import make_authority, openssl, reply

DATA = b"cocreate/project-1\n9\nAAAA\n"
NONCE = 2**62 + 1


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("authority")
    make_authority(folder)
    return folder


@pytest.fixture(scope="module")
def answer(authority: Path) -> bytes:
    return reply(authority, request(DATA, NONCE))


def test_a_question_is_what_openssl_reads(tmp_path: Path):
    (tmp_path / "q").write_bytes(request(DATA, NONCE))
    said = openssl(tmp_path, "ts", "-query", "-in", "q", "-text").decode()
    assert "Hash Algorithm: sha256" in said
    assert f"Nonce: 0x{NONCE:X}" in said
    assert "Certificate required: yes" in said


def test_a_reply_is_taken_and_two_others_think_so_too(authority: Path, answer: bytes):
    stamp = stamp_of(answer, DATA, NONCE)
    assert stamp.authority == "Stamper"
    assert stamp.reply == answer
    told = decode_timestamp_response(answer)
    assert told.tst_info.gen_time == stamp.at
    root = x509.load_pem_x509_certificate((authority / "root.pem").read_bytes())
    check = VerifierBuilder(nonce=NONCE).add_root_certificate(root).build()
    assert check.verify_message(told, DATA)
    (authority / "data").write_bytes(DATA)
    (authority / "answer").write_bytes(answer)
    words = ("-in", "answer", "-data", "data", "-CAfile", "root.pem")
    assert b"OK" in openssl(authority, "ts", "-verify", *words)


def test_a_changed_byte_fails_or_changes_nothing_that_is_sworn_to(answer: bytes):
    kept = stamp_of(answer, DATA, NONCE)
    found = 0
    for at in range(len(answer)):
        changed = bytearray(answer)
        changed[at] ^= 1
        try:
            assert stamp_of(bytes(changed), DATA, NONCE).at == kept.at
        except ValueError:
            found += 1
    # Left are bytes of the envelope and of the certificate's own signature, which is nobody's here.
    assert found > len(answer) * 0.7


@pytest.mark.parametrize("size", [0, 1, 40, 500])
def test_what_is_cut_off_is_no_time_stamp(answer: bytes, size: int):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
        stamp_of(answer[:size], DATA, NONCE)


def test_another_question_is_not_answered(answer: bytes):
    with pytest.raises(ValueError, match="another question"):
        stamp_of(answer, DATA, NONCE + 1)
    with pytest.raises(ValueError, match="something else"):
        stamp_of(answer, DATA + b"!", NONCE)


def test_a_refusal_is_no_time_stamp(authority: Path):
    refused = reply(authority, request(DATA, NONCE)[:-3] + b"\x01\x01\x00")  # no certificate
    with pytest.raises(ValueError, match="certificate is not there"):
        stamp_of(refused, DATA, NONCE)
    with pytest.raises(ValueError, match="not granted"):
        stamp_of(bytes.fromhex("30053003020102"), DATA, NONCE)


def test_rsa_signs_too(tmp_path: Path):
    make_authority(tmp_path, kind=("rsa:2048",))
    assert stamp_of(reply(tmp_path, request(DATA, NONCE)), DATA, NONCE).authority == "Stamper"


@pytest.mark.parametrize(
    ("extension", "sentence"),
    [
        ("extendedKeyUsage = critical, timeStamping, codeSigning", "not for times"),
        ("", "not for times"),
    ],
)
def test_a_certificate_for_something_else_is_refused(
    authority: Path, tmp_path: Path, answer: bytes, extension: str, sentence: str
):
    certificate = _certificate(authority, tmp_path, extension)
    original = (authority / "tsa.der").read_bytes()
    assert original in answer
    told = _swapped(answer, original, certificate)
    with pytest.raises(ValueError, match=sentence):
        stamp_of(told, DATA, NONCE)


def test_a_key_of_another_kind_is_refused(authority: Path, tmp_path: Path):
    openssl(tmp_path, "genpkey", "-algorithm", "ed25519", "-out", "ed.key")
    openssl(tmp_path, "pkey", "-in", "ed.key", "-pubout", "-out", "ed.pub")
    purpose = "extendedKeyUsage = critical, timeStamping"
    other = ("-force_pubkey", str(tmp_path / "ed.pub"))
    certificate = _certificate(authority, tmp_path, purpose, *other)
    answer = reply(authority, request(DATA, NONCE))  # now that the certificate is valid
    told = _swapped(answer, (authority / "tsa.der").read_bytes(), certificate)
    with pytest.raises(ValueError, match="a key of no use"):
        stamp_of(told, DATA, NONCE)


def test_there_is_one_signature(answer: bytes):
    content = der.read(answer).items()[1].items()[1].items()[0]
    signers = content.items()[-1]
    for count in (0, 2):
        other = der.write(der.SET, signers.body * count)
        with pytest.raises(ValueError, match="not one signature"):
            stamp_of(_swapped(answer, signers.raw, other), DATA, NONCE)


def _certificate(authority: Path, folder: Path, extension: str, *other: str) -> bytes:
    """Return another certificate of the same name and number, and mostly the same key."""
    openssl(authority, "x509", "-in", "tsa.pem", "-outform", "DER", "-out", "tsa.der")
    serial = openssl(authority, "x509", "-in", "tsa.pem", "-noout", "-serial").decode()
    config = folder / "x.cnf"
    config.write_text(f"[x]\nbasicConstraints = critical, CA:FALSE\n{extension}\n", "ascii")
    words = ("-set_serial", f"0x{serial.strip().partition('=')[2]}", "-extfile", str(config))
    keys = ("-CA", "root.pem", "-CAkey", "root.key", "-extensions", "x", "-outform", "DER")
    made = ("x509", "-req", "-in", "csr", "-days", "30")
    return openssl(authority, *made, *keys, *words, *other)


def _swapped(answer: bytes, old: bytes, new: bytes) -> bytes:
    """Return a reply with another certificate; lengths around it are mended."""

    def mended(item: der.Item) -> bytes:
        if item.raw == old:
            return new
        if old not in item.body:
            return item.raw
        return der.write(item.tag, *(mended(part) for part in item.items()))

    return mended(der.read(answer))


def test_times_are_of_the_zone_that_they_name(answer: bytes):
    now = datetime.now(UTC)  # noqa: TID251 - the authority has the computer's clock
    assert abs(stamp_of(answer, DATA, NONCE).at - now) < timedelta(minutes=10)
    moment = re.search(rb"\d{14}Z", answer)
    assert moment is not None
    zoneless = answer.replace(moment[0], moment[0][:-1] + b"0")
    with pytest.raises(ValueError, match="no zone"):
        stamp_of(zoneless, DATA, NONCE)
