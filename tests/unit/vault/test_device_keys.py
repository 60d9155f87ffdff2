"""Device keys: made here, signing here, and never again once revoked."""

import pytest

from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.database import list_records
from petroverse.vault import (
    DeviceKeyNotFound,
    DeviceKeyThere,
    SealBroken,
    device_key_id,
    list_device_keys,
    make_device_key,
    revoke_device_key,
    sign_with,
    verify_signed,
)

AMA = PersonId("ama")
OTHER = OrganisationId("other")


@pytest.fixture
def made(vault, keys):
    with vault.unit_of_work(LOCAL, AMA) as unit:
        return make_device_key(unit, keys, "tema-depot")


def test_what_a_device_signs_is_verified_with_its_public_key(vault, keys, made):
    with vault.reading(LOCAL, AMA) as unit:
        envelope = sign_with(unit, keys, "tema-depot", b"level 4.2 m")
    assert verify_signed(envelope, [made.public_key]) == b"level 4.2 m"


def test_a_key_is_known_by_its_public_half(vault, made):
    assert made.kid == device_key_id(made.public_key)
    with vault.reading(LOCAL, AMA) as unit:
        assert list_device_keys(unit) == (made,)


def test_a_second_key_of_the_same_name_is_refused_while_the_first_is_in_force(vault, keys, made):
    with pytest.raises(DeviceKeyThere), vault.unit_of_work(LOCAL, AMA) as unit:
        make_device_key(unit, keys, "tema-depot")


def test_a_revoked_key_signs_no_more_and_its_private_half_is_gone(vault, keys, made):
    with vault.unit_of_work(LOCAL, PersonId("kofi")) as unit:
        revoked = revoke_device_key(unit, "tema-depot")
        assert unit.rows("select sealed_private from device_keys") == [{"sealed_private": None}]
    assert (revoked.kid, revoked.revoked_by) == (made.kid, "kofi")
    with pytest.raises(DeviceKeyNotFound), vault.reading(LOCAL, AMA) as unit:
        sign_with(unit, keys, "tema-depot", b"x")
    with pytest.raises(DeviceKeyNotFound), vault.unit_of_work(LOCAL, AMA) as unit:
        revoke_device_key(unit, "tema-depot")


def test_after_a_revocation_the_device_may_have_a_new_key(vault, keys, made):
    with vault.unit_of_work(LOCAL, AMA) as unit:
        revoke_device_key(unit, "tema-depot")
        new = make_device_key(unit, keys, "tema-depot")
    with vault.reading(LOCAL, AMA) as unit:
        assert {each.kid: each.revoked_at is None for each in list_device_keys(unit)} == {
            made.kid: False, new.kid: True,
        }  # fmt: skip
        assert verify_signed(sign_with(unit, keys, "tema-depot", b"x"), [new.public_key]) == b"x"


def test_another_organisation_neither_sees_nor_uses_nor_revokes_it(vault, keys, made):
    for organisation in (OTHER, PUBLIC):
        with vault.unit_of_work(organisation, AMA) as unit:
            assert list_device_keys(unit) == ()
            with pytest.raises(DeviceKeyNotFound):
                sign_with(unit, keys, "tema-depot", b"x")
            with pytest.raises(DeviceKeyNotFound):
                revoke_device_key(unit, "tema-depot")


def test_the_private_half_of_one_key_does_not_pass_for_anothers(vault, keys, made):
    with vault.unit_of_work(LOCAL, AMA) as unit:
        make_device_key(unit, keys, "kumasi-depot")
        unit.rows(
            "update device_keys set sealed_private = (select sealed_private from device_keys where name = 'tema-depot')"
        )
    with vault.reading(LOCAL, AMA) as unit, pytest.raises(SealBroken):
        sign_with(unit, keys, "kumasi-depot", b"x")


def test_making_and_revoking_are_recorded_with_the_public_half_alone(vault, keys, made):
    with vault.unit_of_work(LOCAL, AMA) as unit:
        revoke_device_key(unit, "tema-depot")
    with vault.reading(LOCAL, AMA) as unit:
        told = [(each.kind, dict(each.body)) for each in list_records(unit)]
    assert told == [
        ("device_key_made", {"alg": "Ed25519", "kid": made.kid, "name": "tema-depot",
                             "public_key": made.public_key.hex()}),
        ("device_key_revoked", {"kid": made.kid, "name": "tema-depot"}),
    ]  # fmt: skip
