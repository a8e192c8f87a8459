from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.provenance import der


@given(st.binary(max_size=300), st.integers(0, 2**70))
def test_what_is_written_is_read_again(body: bytes, number: int):
    raw = der.write(der.SEQUENCE, der.write(der.OCTETS, body), der.write_number(number))
    octets, told = der.read(raw).expect(der.SEQUENCE).items()
    assert octets.expect(der.OCTETS).body == body
    assert told.number() == number
    assert octets.raw + told.raw == der.read(raw).body


@given(st.binary(max_size=60))
def test_anything_is_read_or_refused(data: bytes):
    try:
        found = der.read_all(data)
    except ValueError:
        return
    assert b"".join(item.raw for item in found) == data


@pytest.mark.parametrize(
    "data",
    [
        b"\x30",
        b"\x1f\x00",
        b"\x30\x80",
        b"\x30\x85\x00\x00\x00\x00\x00",
        b"\x30\x05\x00",
        b"\x05\x00\x05\x00",
        b"",
    ],
)
def test_what_is_not_one_whole_value_is_refused(data: bytes):
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the reason
        der.read(data)


def test_another_kind_of_value_is_refused():
    with pytest.raises(ValueError, match="no number"):
        der.read(b"\x04\x01\x00").number()
    with pytest.raises(ValueError, match="should stand"):
        der.read(b"\x04\x01\x00").expect(der.SET)


def test_length_is_as_openssl_writes_it():
    assert der.write(der.OCTETS, bytes(127))[:2] == b"\x04\x7f"
    assert der.write(der.OCTETS, bytes(128))[:3] == b"\x04\x81\x80"
    assert der.write(der.OCTETS, bytes(256))[:4] == b"\x04\x82\x01\x00"
    assert der.write_number(128) == b"\x02\x02\x00\x80"
