"""Renewing the home's key: everything is sealed again, in one commit, and nothing is ever out of reach."""

import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.database import list_records
from petroverse.vault import (
    HomeKeyMissing,
    HomeKeys,
    Secret,
    keep_secret,
    list_secrets,
    make_device_key,
    open_secret,
    parse_sealed,
    rotate_home_key,
    sign_with,
    verify_signed,
)

AMA = PersonId("ama")
OTHER = OrganisationId("other")

# Renews the home's key and is killed before the commit.
KILLED = """
import os, signal, sys
from pathlib import Path
from petroverse.core.grants import PUBLIC, PersonId
from petroverse.database import Database
from petroverse.vault import HomeKeys, rotate_home_key
with Database(sys.argv[1]) as database, database.unit_of_work(PUBLIC, PersonId("ama")) as unit:
    rotate_home_key(unit, HomeKeys(Path(sys.argv[2])))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def filled(vault, keys):
    """Secrets of two organisations and a device key, under the first home key."""
    for organisation in (LOCAL, OTHER):
        with vault.unit_of_work(organisation, AMA) as unit:
            keep_secret(unit, keys, "smtp-password", Secret(f"of {organisation}"))
    with vault.unit_of_work(OTHER, AMA) as unit:
        made = make_device_key(unit, keys, "tema-depot")
    return vault, made


def _rotate(database, keys):
    with database.unit_of_work(PUBLIC, AMA) as unit:
        return rotate_home_key(unit, keys)


def _everything_opens(database, keys, made):
    for organisation in (LOCAL, OTHER):
        with database.reading(organisation, AMA) as unit:
            assert open_secret(unit, keys, "smtp-password").reveal() == f"of {organisation}"
    with database.reading(OTHER, AMA) as unit:
        assert verify_signed(sign_with(unit, keys, "tema-depot", b"x"), [made.public_key]) == b"x"


def _sealed_under(database):
    with database.reading(PUBLIC, AMA) as unit:
        rows = unit.rows("select sealed from secrets union all select sealed_private from device_keys")
    return {parse_sealed(bytes(each["sealed"])).kid for each in rows}


def test_everything_of_every_organisation_is_sealed_again_and_opens(filled, keys):
    database, made = filled
    old = keys.current()
    done = _rotate(database, keys)
    assert (done.secrets, done.device_keys) == (2, 1)
    assert _sealed_under(database) == {done.kid} != {old.kid}
    _everything_opens(database, keys, made)


def test_the_new_key_alone_opens_everything(filled, keys):
    database, made = filled
    _rotate(database, keys)
    lines = keys.path.read_text().splitlines(keepends=True)
    keys.path.write_text(lines[0] + lines[-1])
    _everything_opens(database, keys, made)


def test_who_sealed_what_and_when_stays(filled, keys):
    database, _ = filled
    with database.reading(LOCAL, AMA) as unit:
        before = list_secrets(unit)
    with database.unit_of_work(PUBLIC, PersonId("platform")) as unit:
        rotate_home_key(unit, keys)
    with database.reading(LOCAL, AMA) as unit:
        assert [(each.kept_at, each.kept_by) for each in list_secrets(unit)] == [
            (each.kept_at, each.kept_by) for each in before
        ]


def test_the_platforms_records_tell_of_it(filled, keys):
    database, _ = filled
    done = _rotate(database, keys)
    with database.reading(PUBLIC, AMA) as unit:
        told = [dict(each.body) for each in list_records(unit, kind="home_key_renewed")]
    assert told == [{"kid": done.kid, "secrets": 2, "device_keys": 1}]


def test_a_kill_between_the_key_file_and_the_commit_leaves_everything_usable(filled, keys):
    database, made = filled
    old = keys.current()
    killed = subprocess.run([sys.executable, "-c", KILLED, database.url, str(keys.path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert keys.ids()[0] == old.kid != keys.current().kid
    assert _sealed_under(database) == {old.kid}
    _everything_opens(database, keys, made)
    _rotate(database, keys)
    assert _sealed_under(database) == {keys.current().kid}
    _everything_opens(database, keys, made)


def test_a_renewal_that_is_undone_leaves_everything_usable(filled, keys):
    database, made = filled
    with pytest.raises(Exception, match="division by zero"), database.unit_of_work(PUBLIC, AMA) as unit:
        rotate_home_key(unit, keys), unit.rows("select 1 / 0")
    _everything_opens(database, keys, made)


def test_a_secret_that_does_not_open_stops_the_renewal_before_a_key_is_made(filled, keys, tmp_path):
    database, _ = filled
    with database.unit_of_work(LOCAL, AMA) as unit:
        keep_secret(unit, HomeKeys(tmp_path / "elsewhere" / "home.key"), "lost", Secret("x"))
    before = keys.path.read_bytes()
    with pytest.raises(HomeKeyMissing):
        _rotate(database, keys)
    assert keys.path.read_bytes() == before


def test_what_is_kept_while_the_key_is_renewed_opens_afterwards_under_the_new_one(filled, keys):
    database, made = filled

    def keep(number):
        with database.unit_of_work(LOCAL, AMA) as unit:
            keep_secret(unit, keys, f"number-{number}", Secret(str(number)))

    with ThreadPoolExecutor(6) as pool:
        kept = [pool.submit(keep, number) for number in range(12)]
        turned = [pool.submit(_rotate, database, keys) for _ in range(3)]
        for each in (*kept, *turned):
            each.result()
    _everything_opens(database, keys, made)
    with database.reading(LOCAL, AMA) as unit:
        assert [open_secret(unit, keys, f"number-{each}").reveal() for each in range(12)] == [*map(str, range(12))]
    _rotate(database, keys)
    assert _sealed_under(database) == {keys.current().kid}


def test_renewal_waits_for_whoever_is_sealing(filled, keys):
    """Else a secret sealed under the old key a moment before would be the only one left under it."""
    database, _ = filled
    with ThreadPoolExecutor(1) as pool:
        with database.unit_of_work(LOCAL, AMA) as unit:
            keep_secret(unit, keys, "late", Secret("late"))
            turned = pool.submit(_rotate, database, keys)
            with pytest.raises(TimeoutError):
                turned.result(0.3)
        done = turned.result(20)
    assert _sealed_under(database) == {done.kid}
