"""Who may touch secrets and keys: admins those of their organisation, the platform's owner the home's own key."""

import pytest

from engines import database, engine
from petroverse.blobs import FolderBlobs
from petroverse.core.grants import LOCAL, PersonId
from petroverse.core.rights import ALL_RIGHTS, RIGHTS_OF, Right, RightMissing, Role
from petroverse.database import MIGRATIONS
from petroverse.lake import MIGRATIONS as LAKE_STEPS
from petroverse.lake import Lake
from petroverse.vault import MIGRATIONS as VAULT_STEPS
from petroverse.vault import open_secret
from petroverse.workflows import (
    HomeKeys,
    Reader,
    Secret,
    Stores,
    forget_secret,
    keep_secret,
    keys_list,
    make_key,
    renew_home_key,
    revoke_key,
    secrets_list,
)

__all__ = ["database", "engine"]

KOFI = PersonId("kofi")
ADMIN = Reader(KOFI, "local", RIGHTS_OF[Role.ADMIN])
OWNER = Reader(KOFI, "", ALL_RIGHTS)


@pytest.fixture
def keys(tmp_path):
    return HomeKeys(tmp_path / "keys" / "home.key")


@pytest.fixture
def stores(database, tmp_path):
    database.migrate([MIGRATIONS, LAKE_STEPS, VAULT_STEPS])
    lake = Lake(str(tmp_path / "lake"))
    yield Stores(database, lake, FolderBlobs(tmp_path / "blobs"))
    lake.close()


ACTS = {
    "keep": lambda stores, reader, keys: keep_secret(stores, reader, keys, "smtp-password", Secret("x")),
    "list": lambda stores, reader, keys: secrets_list(stores, reader),
    "forget": lambda stores, reader, keys: forget_secret(stores, reader, "smtp-password"),
    "make": lambda stores, reader, keys: make_key(stores, reader, keys, "tema"),
    "keys": keys_list,
    "revoke": lambda stores, reader, keys: revoke_key(stores, reader, "tema"),
    "renew": renew_home_key,
}


def test_who_does_not_administer_does_none_of_it(stores, keys):
    for role in set(Role) - {Role.ADMIN}:
        for act in ACTS.values():
            with pytest.raises(RightMissing):
                act(stores, Reader(KOFI, "local", RIGHTS_OF[role]), keys)
    assert keys.ids() == ()


def test_an_admin_keeps_secrets_and_keys_of_the_organisation(stores, keys):
    for act in ("keep", "make", "revoke"):
        ACTS[act](stores, ADMIN, keys)
    assert [row["name"] for row in secrets_list(stores, ADMIN)] == ["smtp-password"]
    assert [(row["kind"], row["state"]) for row in keys_list(stores, ADMIN, keys)] == [
        ("home", "in use"), ("device", "revoked"),
    ]  # fmt: skip
    forget_secret(stores, ADMIN, "smtp-password")
    assert secrets_list(stores, ADMIN) == []


def test_an_admin_does_not_renew_the_homes_key(stores, keys):
    with pytest.raises(RightMissing, match=Right.PLATFORM):
        renew_home_key(stores, ADMIN, keys)


def test_the_owner_renews_it_for_everybody(stores, keys):
    ACTS["keep"](stores, ADMIN, keys)
    done = renew_home_key(stores, OWNER, keys)
    assert [row["sealed_under"] for row in secrets_list(stores, ADMIN)] == [done.kid]
    with stores.database.reading(LOCAL, KOFI) as unit:
        assert open_secret(unit, keys, "smtp-password").reveal() == "x"
