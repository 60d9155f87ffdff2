"""The key of a gateway: made once, its owner's alone, and known by its public half."""

from __future__ import annotations

from pathlib import Path

import pytest

from petroverse.vault import (
    GatewayKeyMissing,
    HomeKeysDamaged,
    KeyReadableByOthers,
    PublicKeyNotValid,
    make_gateway_key,
    public_half,
    public_key_from_text,
    public_key_text,
    read_gateway_key,
    sign,
    verify_signed,
)


def test_it_is_made_once_and_what_it_signs_is_known_by_its_public_half(tmp_path: Path):
    key = make_gateway_key(tmp_path / "gateway.key")
    assert make_gateway_key(tmp_path / "gateway.key") == read_gateway_key(tmp_path / "gateway.key") == key
    public = public_key_from_text(f" {public_key_text(public_half(key))}\n")
    assert verify_signed(sign(key, b"1.25 m"), [public]) == b"1.25 m"


def test_a_key_that_others_may_read_is_not_used(tmp_path: Path):
    make_gateway_key(tmp_path / "gateway.key")
    (tmp_path / "gateway.key").chmod(0o640)
    with pytest.raises(KeyReadableByOthers):
        read_gateway_key(tmp_path / "gateway.key")


def test_a_key_that_is_missing_or_damaged_is_named(tmp_path: Path):
    with pytest.raises(GatewayKeyMissing):
        read_gateway_key(tmp_path / "gateway.key")
    make_gateway_key(tmp_path / "gateway.key")
    (tmp_path / "gateway.key").write_bytes((tmp_path / "gateway.key").read_bytes()[:-4])
    with pytest.raises(HomeKeysDamaged):
        read_gateway_key(tmp_path / "gateway.key")


@pytest.mark.parametrize("text", ["", "x" * 43, "AAAA", "ä" * 43, "A" * 44])
def test_a_text_that_is_no_public_key_is_refused(text: str):
    with pytest.raises(PublicKeyNotValid):
        public_key_from_text(text)
