from __future__ import annotations

from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store

from cocreate.provenance.certificates import certified
from tests.fakes.clock import FakeClock
from tests.provenance.bundles import KEY

NOW = FakeClock().now()


def test_the_project_key_is_the_authority_and_each_key_below_is_a_new_one():
    one, two = certified(KEY, NOW), certified(KEY, NOW)
    assert one.authority in one.chain
    assert one.authority == two.authority  # Ed25519 signs the same words the same way
    assert one.private != two.private
    leaf, root = x509.load_pem_x509_certificates(one.chain.encode())
    public = root.public_key().public_bytes_raw()  # type: ignore[union-attr]  # an Ed25519 key
    assert public == KEY.verifier.public
    leaf.verify_directly_issued_by(root)
    assert leaf.not_valid_before_utc < NOW < leaf.not_valid_after_utc


def test_the_chain_is_one_that_mail_programs_would_take():
    made = certified(KEY, NOW)
    leaf, root = x509.load_pem_x509_certificates(made.chain.encode())
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert not usage.value.key_cert_sign
    store = Store([root])
    assert PolicyBuilder().store(store).time(NOW).build_client_verifier().store is not None
    assert KEY.verifier.fingerprint[:19] in root.subject.rfc4514_string()
