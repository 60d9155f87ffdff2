"""Laws of envelopes: opening undoes sealing, nothing else opens, and there is one way to write each."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import assume, example, given
from hypothesis import strategies as st

from petroverse.core.errors import PetroVerseError
from petroverse.vault import (
    AlgorithmUnknown,
    EnvelopeNotStrict,
    HomeKeyMissing,
    HomeKeys,
    SealBroken,
    Sealed,
    SignatureNotValid,
    Signed,
    SignerUnknown,
    device_key_id,
    open_sealed,
    parse_sealed,
    parse_signed,
    print_sealed,
    print_signed,
    seal,
    sign,
    verify_signed,
)
from petroverse.vault.base64url import decoded, encoded

PLACE = {"organisation": "local", "name": "smtp-password"}
DEVICE = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC_KEY = DEVICE.public_key().public_bytes_raw()
VALUES = st.binary(max_size=300)
WORDS = st.text("ABCxyz019._+-", min_size=1, max_size=64)
PLACES = st.fixed_dictionaries({"organisation": st.text(max_size=20), "name": st.text(max_size=20)})


@pytest.fixture(scope="module")
def keys() -> Iterator[HomeKeys]:
    with tempfile.TemporaryDirectory() as folder:
        yield HomeKeys(Path(folder) / "keys" / "home.key")


@given(VALUES, PLACES)
def test_opening_undoes_sealing(keys, value, place):
    assert open_sealed(keys, seal(keys, value, **place), **place) == value


@given(VALUES)
def test_the_same_value_is_never_sealed_alike_twice(keys, value):
    first, second = (parse_sealed(seal(keys, value, **PLACE)) for _ in range(2))
    assert first.nonce != second.nonce
    assert first.ciphertext != second.ciphertext


@given(VALUES, st.integers(0), st.integers(0, 7))
def test_any_flipped_bit_of_an_envelope_refuses(keys, value, place, bit):
    envelope = bytearray(seal(keys, value, **PLACE))
    envelope[place % len(envelope)] ^= 1 << bit
    with pytest.raises((EnvelopeNotStrict, SealBroken, HomeKeyMissing, AlgorithmUnknown)):
        open_sealed(keys, bytes(envelope), **PLACE)


@given(VALUES, st.data())
def test_any_flipped_bit_of_nonce_or_ciphertext_breaks_the_seal(keys, value, data):
    sealed = parse_sealed(seal(keys, value, **PLACE))
    nonce, ciphertext = bytearray(sealed.nonce), bytearray(sealed.ciphertext)
    part = data.draw(st.sampled_from([nonce, ciphertext]))
    part[data.draw(st.integers(0, len(part) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(SealBroken):
        open_sealed(keys, print_sealed(Sealed(sealed.alg, sealed.kid, bytes(nonce), bytes(ciphertext))), **PLACE)


@given(VALUES, PLACES, PLACES)
@example(b"x", {"organisation": "a", "name": "bc"}, {"organisation": "ab", "name": "c"})
@example(b"x", {"organisation": 'a","name":"b', "name": ""}, {"organisation": "a", "name": "b"})
def test_at_another_organisation_or_name_it_does_not_open(keys, value, place, other):
    assume(place != other)
    with pytest.raises(SealBroken):
        open_sealed(keys, seal(keys, value, **place), **other)


@given(st.binary(max_size=40))
def test_a_nonce_of_any_length_is_refused_and_nothing_falls(keys, nonce):
    sealed = parse_sealed(seal(keys, b"value", **PLACE))
    assume(nonce != sealed.nonce)
    with pytest.raises(SealBroken):
        open_sealed(keys, print_sealed(Sealed(sealed.alg, sealed.kid, nonce, sealed.ciphertext)), **PLACE)


@given(WORDS, WORDS, st.binary(max_size=50), st.binary(max_size=50))
def test_reading_undoes_writing(alg, kid, one, two):
    assert parse_sealed(print_sealed(Sealed(alg, kid, one, two))) == Sealed(alg, kid, one, two)
    assert parse_signed(print_signed(Signed(alg, kid, one, two))) == Signed(alg, kid, one, two)


@given(WORDS.filter(lambda alg: alg != "A256GCM"))
@example("HPKE-X-Wing-A256GCM")
def test_an_algorithm_of_a_later_version_is_read_and_named(keys, alg):
    envelope = print_sealed(Sealed(alg, "k", b"", b"whatever"))
    assert parse_sealed(envelope).alg == alg
    with pytest.raises(AlgorithmUnknown) as refused:
        open_sealed(keys, envelope, **PLACE)
    assert alg in str(refused.value)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
)
SPOILT = st.fixed_dictionaries(
    {},
    optional={
        "schema": st.just("petroverse.sealed/1") | JSON, "alg": st.just("A256GCM") | JSON, "kid": st.just("k") | JSON,
        "nonce": st.sampled_from(["", "AA", "AB", "A", "AA==", "+/+/"]) | JSON, "ciphertext": st.just("AAAA") | JSON,
        "more": JSON,
    },
)  # fmt: skip


@given(st.binary(max_size=200) | JSON.map(lambda it: json.dumps(it).encode()) | SPOILT.map(lambda it: _compact(it)))
@example(b"[" * 100_000)
@example(b"")
@example(b"null")
def test_whatever_is_read_is_either_refused_or_written_back_alike(content):
    for read, written in ((parse_sealed, print_sealed), (parse_signed, print_signed)):
        try:
            envelope = read(content)
        except EnvelopeNotStrict:
            continue
        assert written(envelope) == content


@pytest.mark.parametrize(
    "spoil",
    [lambda it: b" " + it, lambda it: it + b"\n", lambda it: it.replace(b":", b": ", 1), lambda it: it[:-1],
     lambda it: it.replace(b'"alg":', b'"alg":"x","alg":', 1), lambda it: it.replace(b'"A2', rb'"\u00412', 1),
     lambda it: b"\xef\xbb\xbf" + it, lambda it: it.replace(b"/1", b"/2"), lambda it: it.decode().encode("utf-16"),
     lambda it: _compact(dict(reversed(json.loads(it).items())), sort=False),
     lambda it: _compact({**json.loads(it), "more": ""}), lambda it: it.replace(b'"nonce":"', b'"nonce":"=', 1)],
)  # fmt: skip
def test_another_spelling_of_the_same_envelope_is_refused(keys, spoil):
    envelope = seal(keys, b"value", **PLACE)
    assert spoil(envelope) != envelope
    with pytest.raises(EnvelopeNotStrict):
        parse_sealed(spoil(envelope))


def test_a_later_schema_is_told_apart_from_damage(keys):
    with pytest.raises(EnvelopeNotStrict, match="another schema"):
        parse_sealed(seal(keys, b"value", **PLACE).replace(b"sealed/1", b"sealed/2"))


@given(st.text("AB_-=+/ \n", max_size=8))
def test_base64url_has_one_text_for_one_run_of_bytes(text):
    try:
        content = decoded(text)
    except ValueError:
        return
    assert encoded(content) == text


def test_a_sealed_envelope_is_no_signed_one(keys):
    with pytest.raises(EnvelopeNotStrict):
        parse_signed(seal(keys, b"value", **PLACE))
    with pytest.raises(EnvelopeNotStrict):
        parse_sealed(sign(DEVICE.private_bytes_raw(), b"value"))


@given(VALUES)
def test_verifying_gives_the_payload_that_was_signed(payload):
    assert verify_signed(sign(DEVICE.private_bytes_raw(), payload), [bytes(32), PUBLIC_KEY]) == payload


@given(VALUES, st.integers(0), st.integers(0, 7))
def test_any_flipped_bit_of_a_signed_envelope_refuses(payload, place, bit):
    envelope = bytearray(sign(DEVICE.private_bytes_raw(), payload))
    envelope[place % len(envelope)] ^= 1 << bit
    with pytest.raises((EnvelopeNotStrict, SignatureNotValid, SignerUnknown, AlgorithmUnknown)):
        verify_signed(bytes(envelope), [PUBLIC_KEY])


@given(VALUES, VALUES)
def test_a_signature_does_not_pass_to_another_payload(payload, other):
    assume(payload != other)
    signed = parse_signed(sign(DEVICE.private_bytes_raw(), payload))
    with pytest.raises(SignatureNotValid):
        verify_signed(print_signed(Signed(signed.alg, signed.kid, other, signed.signature)), [PUBLIC_KEY])


def test_a_signature_over_the_bare_payload_does_not_count():
    bare = Signed("Ed25519", device_key_id(PUBLIC_KEY), b"pay 7", DEVICE.sign(b"pay 7"))
    with pytest.raises(SignatureNotValid):
        verify_signed(print_signed(bare), [PUBLIC_KEY])


def test_a_signer_that_nobody_trusts_is_named():
    with pytest.raises(SignerUnknown, match=device_key_id(PUBLIC_KEY)):
        verify_signed(sign(DEVICE.private_bytes_raw(), b"x"), [bytes(32)])


def test_no_fault_of_a_broken_seal_tells_the_value(keys):
    envelope = seal(keys, b"correct horse", **PLACE)
    with pytest.raises(PetroVerseError) as refused:
        open_sealed(keys, envelope, organisation="other", name="smtp-password")
    assert "horse" not in f"{refused.value!r} {refused.value}"
    assert refused.value.__suppress_context__


def _compact(fields, *, sort=True):
    return json.dumps(fields, sort_keys=sort, separators=(",", ":")).encode()
