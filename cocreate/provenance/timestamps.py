"""Time stamps of an authority (RFC 3161): what is asked, and whether the reply is one for that.

The reply is a signed statement "these bytes' hash was there at this time". Checked is that it is
about our bytes, answers our question, and is signed by the certificate that it brings along, which
may stamp times. Whether that certificate is to be trusted is for the reader to say.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from cocreate.provenance import der
from cocreate.provenance.der import Item

_SHA256 = bytes.fromhex("608648016503040201")
_HASHES: dict[bytes, hashes.HashAlgorithm] = {
    _SHA256: hashes.SHA256(),
    bytes.fromhex("608648016503040202"): hashes.SHA384(),
    bytes.fromhex("608648016503040203"): hashes.SHA512(),
}
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_TIME_STAMP = bytes.fromhex("2a864886f70d0109100104")
_CONTENT_TYPE = bytes.fromhex("2a864886f70d010903")
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")
_FIRST, _SECOND = 0xA0, 0xA1
_TRUE = b"\x01\x01\xff"
_UNREADABLE = (x509.InvalidVersion, x509.DuplicateExtension, UnsupportedAlgorithm)
_GRANTED = (0, 1)  # the second with changes, which the checks here judge


@dataclass(frozen=True, slots=True)
class Stamp:
    """A reply that is what was asked for.

    Args:
        at: the time that the authority swears to.
        authority: what it calls itself in its certificate.
        reply: its bytes.
    """

    at: datetime
    authority: str
    reply: bytes


def request(data: bytes, nonce: int) -> bytes:
    """Return the question: a time stamp for the hash of these bytes, with the certificate.

    Args:
        nonce: a number that was never used before, so that the reply is a new one.
    """
    algorithm = der.write(der.SEQUENCE, der.write(der.OBJECT, _SHA256), der.write(der.NULL))
    digest = der.write(der.OCTETS, hashlib.sha256(data).digest())
    imprint = der.write(der.SEQUENCE, algorithm, digest)
    return der.write(der.SEQUENCE, der.write_number(1), imprint, der.write_number(nonce), _TRUE)


def stamp_of(reply: bytes, data: bytes, nonce: int) -> Stamp:
    """Return what a reply says.

    Raises:
        ValueError: it is no time stamp for these bytes and this question.
    """
    try:
        return _checked(reply, data, nonce)
    except (IndexError, OverflowError, TypeError, *_UNREADABLE) as error:
        raise ValueError("no time stamp") from error
    except InvalidSignature as error:
        raise ValueError("its signature does not fit it") from error


def _checked(reply: bytes, data: bytes, nonce: int) -> Stamp:
    status, *token = der.read(reply).expect(der.SEQUENCE).items()
    if status.items()[0].number() not in _GRANTED or not token:
        raise ValueError("it was not granted")
    content = _explicit(token[0], _SIGNED_DATA)
    parts = content.expect(der.SEQUENCE).items()
    info = _explicit(parts[2], _TIME_STAMP).expect(der.OCTETS).body
    at = _told_time(info, data, nonce)
    certificates = [
        x509.load_der_x509_certificate(item.raw)
        for part in parts[3:-1]
        if part.tag == _FIRST
        for item in part.items()
    ]
    signers = parts[-1].expect(der.SET).items()
    if len(signers) != 1:
        raise ValueError("not one signature")
    signer = _Signer(signers[0])
    signer.check_about(info)
    certificate = signer.certificate(certificates)
    _check_purpose(certificate, at)
    signer.check_signature(certificate)
    return Stamp(at, _name(certificate), reply)


def _explicit(item: Item, kind: bytes) -> Item:
    """Return what stands behind a type in a box of its own."""
    named, held = item.expect(der.SEQUENCE).items()
    if named.expect(der.OBJECT).body != kind:
        raise ValueError("something else is in it")
    return der.read(held.expect(_FIRST).body)


def _told_time(info: bytes, data: bytes, nonce: int) -> datetime:
    """Return the time that a statement swears to, if it is about these bytes."""
    _, _, imprint, _, moment, *rest = der.read(info).expect(der.SEQUENCE).items()
    algorithm, digest = imprint.items()
    if algorithm.items()[0].body != _SHA256 or digest.body != hashlib.sha256(data).digest():
        raise ValueError("it is about something else")
    if nonce not in [item.number() for item in rest if item.tag == der.INTEGER]:
        raise ValueError("it answers another question")
    whole = moment.expect(der.TIME).body.decode("ascii")
    if not whole.endswith("Z"):
        raise ValueError("a time of no zone")
    seconds = whole[:-1].partition(".")[0]
    return datetime.strptime(seconds, "%Y%m%d%H%M%S").replace(tzinfo=UTC)


class _Signer:
    """Who signed a statement, and how (RFC 5652, 5.3)."""

    def __init__(self, item: Item) -> None:
        _, self._who, algorithm, attributes, _, signature, *_ = item.items()
        hashed = _HASHES.get(algorithm.items()[0].body)
        if hashed is None:
            raise ValueError("a hash of no use")
        self._hash = hashed
        self._attributes = attributes.expect(_FIRST)
        self._signature = signature.expect(der.OCTETS).body

    def check_about(self, info: bytes) -> None:
        """See that what was signed names this statement."""
        named = {kind.body: held.items()[0].body for kind, held in self._pairs()}
        digest = hashes.Hash(self._hash)
        digest.update(info)
        if named.get(_CONTENT_TYPE) != _TIME_STAMP or named.get(_MESSAGE_DIGEST) != (
            digest.finalize()
        ):
            raise ValueError("it signs something else")

    def certificate(self, certificates: Sequence[x509.Certificate]) -> x509.Certificate:
        """Return the certificate of the one who signed."""
        issuer, serial = self._who.expect(der.SEQUENCE).items()
        for one in certificates:
            if one.serial_number == serial.number() and one.issuer.public_bytes() == issuer.raw:
                return one
        raise ValueError("its certificate is not there")

    def check_signature(self, certificate: x509.Certificate) -> None:
        """See that the key of a certificate signed."""
        key = certificate.public_key()
        signed = der.write(der.SET, self._attributes.body)
        match key:
            case rsa.RSAPublicKey():
                key.verify(self._signature, signed, padding.PKCS1v15(), self._hash)
            case ec.EllipticCurvePublicKey():
                key.verify(self._signature, signed, ec.ECDSA(self._hash))
            case _:
                raise ValueError("a key of no use")

    def _pairs(self) -> Iterator[tuple[Item, Item]]:
        for attribute in self._attributes.items():
            kind, held = attribute.items()
            yield kind, held


def _check_purpose(certificate: x509.Certificate, at: datetime) -> None:
    try:
        usage = certificate.extensions.get_extension_for_class(x509.ExtendedKeyUsage)
    except x509.ExtensionNotFound as error:
        raise ValueError("its certificate is not for times") from error
    if not usage.critical or list(usage.value) != [ExtendedKeyUsageOID.TIME_STAMPING]:
        raise ValueError("its certificate is not for times")
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise ValueError("its certificate was not valid then")


def _name(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""
