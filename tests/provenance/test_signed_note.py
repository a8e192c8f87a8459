from __future__ import annotations

import pytest

from cocreate.provenance.keys import SigningKey, seal_problem
from cocreate.provenance.signed_note import Note, Signature, VerifierKey, read_key, read_note

# The example of the published form: its text, its key, its signature.
KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXg"
    "KvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def test_the_published_example_is_read_and_found_sound():
    key = read_key(KEY)
    assert key.line() == KEY
    assert key.hash.hex() == "c74f20a3"
    note = read_note(TEXT)
    assert note.text() == TEXT
    assert [signature.name for signature in note.signatures] == ["PeterNeumann"]
    assert seal_problem(TEXT, KEY) is None


def test_any_changed_sign_of_the_example_is_found():
    for place in range(len(TEXT)):
        sign = chr(ord(TEXT[place]) ^ 1)
        assert seal_problem(TEXT[:place] + sign + TEXT[place + 1 :], KEY) is not None, place


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words\n",
        "words\n\n",
        "words\n\n\u2014 name\n",
        "words\n\nname AAAAAAAA\n",
        "words\n\n\u2014 name AAA\n",
        "words\n\n\u2014 na+me AAAAAAAA\n",
        TEXT[:-1],
        TEXT + "\n",
        TEXT.replace("AM=\n", "AN=\n"),
    ],
)
def test_what_is_no_canonical_note_is_refused(text: str):
    with pytest.raises(ValueError, match="th"):
        read_note(text)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "name",
        "name+00+AA==",
        KEY.replace("c74f20a3", "c74f20a4"),
        KEY.replace("+ARpc", "+AQpc"),
    ],
)
def test_what_is_no_key_line_is_refused(line: str):
    with pytest.raises(ValueError, match="this is not"):
        read_key(line)


def test_a_fingerprint_is_short_enough_to_compare_by_eye():
    fingerprint = VerifierKey("name", bytes(32)).fingerprint
    assert len(fingerprint.split()) == 8
    assert fingerprint != VerifierKey("name", b"\x01" * 32).fingerprint


def test_a_note_with_a_second_signature_is_not_taken_for_its_keys_alone():
    key = SigningKey.new("cocreate/p")
    note = read_note(key.sign("a\nb\n"))
    other = Signature("other", b"abcd", b"signature")
    text = Note(note.body, (*note.signatures, other)).text()
    assert read_note(text).signatures[1] == other
    assert "another key" in str(seal_problem(text, key.verifier.line()))
