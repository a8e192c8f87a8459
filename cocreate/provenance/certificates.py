"""Certificates for signing Content Credentials, under the key that signs a project's checkpoints.

The project's own key is the authority, so that whoever knows its fingerprint knows the authority,
too. For each signature it certifies a fresh key, which nobody keeps. No list of trusted
authorities has it: a reader is told "intact, signer unknown".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from cocreate.provenance.keys import SigningKey

_EARLIER = timedelta(days=1)
_LEAF_LASTS = timedelta(days=365)
_ROOT_LASTS = timedelta(days=3650)
_SERIAL_BYTES = 16


@dataclass(frozen=True, slots=True)
class Certified:
    """A fresh key with its certificates.

    Args:
        chain: PEM of the certificate and of its authority's.
        authority: PEM of the authority's alone, for whoever wishes to trust it.
        private: PKCS #8 text of the key.
    """

    chain: str
    authority: str
    private: str


def certified(key: SigningKey, at: datetime) -> Certified:
    """Return a fresh key (ES256) that a project's key certifies.

    Args:
        at: now, aware.
    """
    root = _root(key, at)
    leaf_key = ec.generate_private_key(ec.SECP256R1())
    leaf = _leaf(root, key.private, leaf_key.public_key(), at)
    authority = root.public_bytes(Encoding.PEM).decode()
    private = leaf_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    chain = leaf.public_bytes(Encoding.PEM).decode() + authority
    return Certified(chain, authority, private.decode())


def _name(words: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Cocreate, on the writer's own computer"),
            x509.NameAttribute(NameOID.COMMON_NAME, words),
        ]
    )


def _root(key: SigningKey, at: datetime) -> x509.Certificate:
    name = _name(f"Project key {key.verifier.fingerprint[:19]}")
    public = key.private.public_key()
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(_serial(public.public_bytes_raw()))
        .not_valid_before(at - _EARLIER)
        .not_valid_after(at + _ROOT_LASTS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key.private, None)
    )


def _leaf(
    root: x509.Certificate,
    root_key: Ed25519PrivateKey,
    public: ec.EllipticCurvePublicKey,
    at: datetime,
) -> x509.Certificate:
    issuer = root_key.public_key()
    purposes = [ExtendedKeyUsageOID.EMAIL_PROTECTION]
    return (
        x509.CertificateBuilder()
        .subject_name(_name("Content Credentials"))
        .issuer_name(root.subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - _EARLIER)
        .not_valid_after(at + _LEAF_LASTS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage(purposes), critical=False)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), critical=False)
        .sign(root_key, None)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _serial(public: bytes) -> int:
    digest = hashlib.sha256(public).digest()[:_SERIAL_BYTES]
    return int.from_bytes(digest, "big") >> 1 or 1
