"""Secrets in PostgreSQL: sealed, seen by their own organisation alone, in no record and no fault."""

import logging

import psycopg
import pytest

from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.database import drop_organisation, list_records, verify_records
from petroverse.vault import (
    HomeKeyMissing,
    HomeKeys,
    NameRefused,
    SealBroken,
    Secret,
    SecretNotFound,
    forget_secret,
    keep_secret,
    list_secrets,
    make_device_key,
    open_secret,
)

AMA = PersonId("ama")
OTHER = OrganisationId("other")
NAME = "smtp-password"
VALUE = "correct horse battery Ɔdo"


@pytest.fixture
def kept(vault, keys):
    with vault.unit_of_work(LOCAL, AMA) as unit:
        keep_secret(unit, keys, NAME, Secret(VALUE))
    return vault


def _opened(database, keys, organisation=LOCAL, name=NAME):
    with database.reading(organisation, AMA) as unit:
        return open_secret(unit, keys, name).reveal()


def _as_owner(database, sql, *values):
    """As the tables' owner, who is not held by the application's role but by row-level security."""
    with psycopg.connect(database.url) as connection:
        connection.execute("select set_config('app.organisation', 'public', true)")
        cursor = connection.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def test_what_is_kept_is_opened(kept, keys):
    assert _opened(kept, keys) == VALUE


def test_a_second_value_of_the_same_name_takes_the_place_of_the_first(kept, keys):
    with kept.unit_of_work(LOCAL, PersonId("kofi")) as unit:
        keep_secret(unit, keys, NAME, Secret("new"))
    assert _opened(kept, keys) == "new"
    with kept.reading(LOCAL, AMA) as unit:
        assert [(each.name, each.kept_by) for each in list_secrets(unit)] == [(NAME, "kofi")]


def test_a_secret_belongs_to_its_organisation_alone(kept, keys):
    for organisation in (OTHER, PUBLIC):
        with pytest.raises(SecretNotFound):
            _opened(kept, keys, organisation)
        with kept.unit_of_work(organisation, AMA) as unit:
            assert list_secrets(unit) == ()
            with pytest.raises(SecretNotFound):
                forget_secret(unit, NAME)
    assert _opened(kept, keys) == VALUE


def test_the_database_itself_hides_the_rows_from_others(kept):
    for organisation, seen in ((LOCAL, 1), (OTHER, 0), (OrganisationId(""), 0)):
        with kept.reading(organisation, AMA) as unit:
            assert unit.rows("select count(*) as n from secrets") == [{"n": seen}]
    with kept.unit_of_work(OTHER, AMA) as unit:
        unit.rows("update secrets set kept_by = 'thief'")
        unit.rows("delete from secrets")
    with kept.reading(LOCAL, AMA) as unit:
        assert [each.kept_by for each in list_secrets(unit)] == ["ama"]


@pytest.mark.parametrize("table", ["secrets", "device_keys"])
def test_what_the_platform_keeps_for_itself_is_no_published_fact(vault, keys, table):
    with vault.unit_of_work(PUBLIC, AMA) as unit:
        keep_secret(unit, keys, NAME, Secret(VALUE))
        make_device_key(unit, keys, "platform")
    for organisation, seen in ((PUBLIC, 1), (LOCAL, 0), (OTHER, 0)):
        with vault.reading(organisation, AMA) as unit:
            assert unit.rows(f"select count(*) as n from {table}") == [{"n": seen}]


def test_nobody_adds_or_removes_rows_of_another_organisation(kept):
    for organisation in (OTHER, PUBLIC):
        with pytest.raises(Exception, match="row-level security"), kept.unit_of_work(organisation, AMA) as unit:
            unit.rows("insert into secrets values ('local', 'x', '', now(), 'thief')")
    with kept.unit_of_work(PUBLIC, AMA) as unit:
        assert unit.rows("delete from secrets returning name") == []


def test_the_same_name_in_two_organisations_holds_two_values(kept, keys):
    with kept.unit_of_work(OTHER, AMA) as unit:
        keep_secret(unit, keys, NAME, Secret("theirs"))
    assert (_opened(kept, keys), _opened(kept, keys, OTHER)) == (VALUE, "theirs")


def test_a_sealed_row_copied_elsewhere_does_not_open(kept, keys):
    with kept.reading(LOCAL, AMA) as unit:
        sealed = unit.rows("select sealed from secrets")[0]["sealed"]
    for organisation, name in ((OTHER, NAME), (LOCAL, "another")):
        with kept.unit_of_work(organisation, AMA) as unit:
            unit.rows("insert into secrets values (%s, %s, %s, now(), 'thief')", [organisation, name, sealed])
        with pytest.raises(SealBroken):
            _opened(kept, keys, organisation, name)


def test_without_the_homes_key_nothing_opens(kept, tmp_path):
    with pytest.raises(HomeKeyMissing, match="restore keys"):
        _opened(kept, HomeKeys(tmp_path / "elsewhere" / "home.key"))


def test_a_forgotten_secret_is_gone(kept, keys):
    with kept.unit_of_work(LOCAL, AMA) as unit:
        forget_secret(unit, NAME)
    with pytest.raises(SecretNotFound):
        _opened(kept, keys)
    assert _as_owner(kept, "select count(*) from secrets") == [(0,)]


def test_setting_and_forgetting_are_recorded_by_name_and_never_by_value(kept, keys):
    with kept.unit_of_work(LOCAL, PersonId("kofi")) as unit:
        forget_secret(unit, NAME)
    with kept.reading(LOCAL, AMA) as unit:
        verify_records(unit)
        told = [(each.kind, each.person, dict(each.body)) for each in list_records(unit)]
        written = b"".join(each.canonical for each in list_records(unit))
    kid = keys.current().kid
    assert told == [
        ("secret_kept", "ama", {"kid": kid, "name": NAME}), ("secret_forgotten", "kofi", {"name": NAME}),
    ]  # fmt: skip
    assert b"horse" not in written


def test_nothing_that_reaches_the_database_holds_the_value(kept):
    for table in ("secrets", "records"):
        rows = _as_owner(kept, f"select t::text, encode(convert_to(t::text, 'utf8'), 'escape') from {table} t")
        assert "horse" not in str(rows)
        assert VALUE.encode().hex() not in str(rows)


def test_nothing_is_logged(kept, keys, caplog):
    caplog.set_level(logging.DEBUG)
    with kept.unit_of_work(LOCAL, AMA) as unit:
        keep_secret(unit, keys, NAME, Secret(VALUE))
        open_secret(unit, keys, NAME)
    assert "horse" not in caplog.text


@pytest.mark.parametrize("name", ["", "A", "-x", "a b", "device-key/x", "x" * 64, "a\n", "é"])
def test_what_cannot_be_a_name_is_refused_and_not_quoted(vault, keys, name):
    with pytest.raises(NameRefused) as refused, vault.unit_of_work(LOCAL, AMA) as unit:
        keep_secret(unit, keys, name, Secret(VALUE))
    assert len(name) < 3 or name not in str(refused.value)


def test_an_organisation_that_is_dropped_takes_its_secrets_along(vault, keys):
    with vault.unit_of_work(OTHER, AMA) as unit:
        keep_secret(unit, keys, NAME, Secret(VALUE))
    with vault.unit_of_work(PUBLIC, AMA) as unit:
        drop_organisation(unit, OTHER)
    assert _as_owner(vault, "select count(*) from secrets") == [(0,)]


def test_a_unit_that_fails_keeps_nothing(vault, keys):
    with pytest.raises(Exception, match="division by zero"), vault.unit_of_work(LOCAL, AMA) as unit:
        keep_secret(unit, keys, NAME, Secret(VALUE)), unit.rows("select 1 / 0")
    with vault.reading(LOCAL, AMA) as unit:
        assert list_secrets(unit) == ()
        assert list_records(unit) == ()
