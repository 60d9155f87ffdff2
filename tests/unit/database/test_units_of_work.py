"""Units of work: all or nothing, and not one private row crosses from one organisation to another."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.database import Database, Organisation, create_organisation
from petroverse.database.faults import (
    AlreadyThere,
    RowNotAllowed,
    RowNotFound,
    RowRefused,
    SchemaDiffers,
    ServerUnreachable,
    StatementTookTooLong,
    TransactionConflict,
)

AMA = PersonId("ama")
NOBODY = OrganisationId("")
OWNERS = tuple(map(OrganisationId, ("public", "local", "goil", "star")))
SLOWLY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True
)


@pytest.fixture
def market(database):
    """A database with four organisations and one protected table."""
    with database.unit_of_work(PUBLIC, AMA) as unit:
        for each in OWNERS[2:]:
            create_organisation(unit, Organisation(each, str(each)))
    with psycopg.connect(database.url) as connection:
        connection.execute(
            "create table tanks (id serial, organisation text references organisations (id), litres int unique)"
        )
        connection.execute("grant usage on sequence tanks_id_seq to petroverse_app")
        connection.execute("select tenant_table('tanks')")
    return database


def _add(database, owner, litres):
    with database.unit_of_work(owner, AMA) as unit:
        unit.rows("insert into tanks (organisation, litres) values (%s, %s)", [unit.organisation, litres])


def _seen(database, owner):
    with database.reading(owner, AMA) as unit:
        return {(row["organisation"], row["litres"]) for row in unit.rows("select organisation, litres from tanks")}


def test_a_unit_is_committed_when_its_block_ends(market):
    _add(market, LOCAL, 1)
    assert _seen(market, LOCAL) == {("local", 1)}


def test_a_unit_is_undone_when_its_block_raises(market):
    with pytest.raises(ZeroDivisionError), market.unit_of_work(LOCAL, AMA) as unit:
        _ = len(unit.rows("insert into tanks (organisation, litres) values ('local', 1)")) / 0
    assert _seen(market, LOCAL) == set()


def test_a_unit_tells_who_where_and_when(database):
    before = datetime.now(UTC)
    with database.unit_of_work(LOCAL, AMA) as unit:
        assert (unit.organisation, unit.person) == (LOCAL, AMA)
        assert before <= unit.at <= datetime.now(UTC)
        assert unit.rows("select app_person() as person") == [{"person": "ama"}]


def test_the_clock_that_was_given_dates_a_unit(database):
    class Stopped:
        def now(self):
            return datetime(2024, 3, 1, tzinfo=UTC)

    with Database(database.url, clock=Stopped()) as dated, dated.unit_of_work(LOCAL, AMA) as unit:
        assert unit.at == datetime(2024, 3, 1, tzinfo=UTC)


@SLOWLY
@given(rows=st.lists(st.tuples(st.sampled_from(OWNERS), st.integers(0, 10**6)), unique_by=lambda row: row[1]))
def test_each_reads_its_own_and_the_published_rows_and_no_other(market, rows):
    with psycopg.connect(market.url) as connection:
        connection.execute("alter table tanks no force row level security")
        connection.execute("truncate tanks")
        connection.execute("alter table tanks force row level security")
    for owner, litres in rows:
        _add(market, owner, litres)
    for reader in OWNERS:
        assert _seen(market, reader) == {row for row in rows if row[0] in (reader, PUBLIC)}


@SLOWLY
@given(writer=st.sampled_from(OWNERS), victim=st.sampled_from(OWNERS))
def test_nobody_writes_into_another_organisation(market, writer, victim):
    if writer == victim:
        return
    with pytest.raises(RowNotAllowed), market.unit_of_work(writer, AMA) as unit:
        unit.rows("insert into tanks (organisation, litres) values (%s, 1)", [victim])


@pytest.mark.parametrize("statement", ["update tanks set litres = 0", "delete from tanks"])
def test_nobody_changes_rows_of_another_organisation_not_even_published_ones(market, statement):
    for litres, owner in enumerate(OWNERS, 1):
        _add(market, owner, litres)
    with market.unit_of_work(OrganisationId("star"), AMA) as unit:
        assert len(unit.rows(f"{statement} where organisation <> 'star' returning litres")) == 0
    assert _seen(market, PUBLIC) == {("public", 1)}
    assert _seen(market, OrganisationId("goil")) == {("public", 1), ("goil", 3)}


def test_a_row_cannot_be_given_away(market):
    _add(market, LOCAL, 1)
    with pytest.raises(RowNotAllowed), market.unit_of_work(LOCAL, AMA) as unit:
        unit.rows("update tanks set organisation = 'star'")


def test_without_an_organisation_there_is_no_row_at_all(market):
    _add(market, PUBLIC, 1)
    assert _seen(market, NOBODY) == set()
    with market.reading(NOBODY, AMA) as unit:
        for table in ("imports", "findings", "records", "organisations", "people", "sessions", "company_aliases"):
            assert unit.rows(f"select * from {table}") == []


def test_a_connection_that_is_used_again_remembers_no_organisation(market):
    _add(market, LOCAL, 1)
    with Database(market.url, connections=1) as narrow:
        assert _seen(narrow, LOCAL) == {("local", 1)}
        assert _seen(narrow, NOBODY) == set()
        assert _seen(narrow, OrganisationId("star")) == set()


def test_the_owner_of_the_tables_is_under_the_same_rules(market):
    _add(market, LOCAL, 1)
    with psycopg.connect(market.url) as connection:
        assert connection.execute("select * from tanks").fetchall() == []


@pytest.mark.parametrize(
    "statement",
    [
        "alter table tanks disable row level security",
        "drop table tanks",
        "create table mine (number int)",
        "set role postgres",
        "alter role petroverse_app superuser",
        "copy tanks to program 'true'",
        "delete from schema_steps",
        "alter table records disable trigger all",
    ],
)
def test_a_unit_of_work_cannot_loosen_its_own_bonds(market, statement):
    with pytest.raises((RowNotAllowed, psycopg.Error)), market.unit_of_work(LOCAL, AMA) as unit:
        unit.rows(statement)


def test_reading_refuses_every_change(market):
    with pytest.raises(RowNotAllowed, match="read-only"), market.reading(LOCAL, AMA) as unit:
        unit.rows("insert into tanks (organisation, litres) values ('local', 1)")


def test_reading_sees_one_state_however_long_it_looks(market):
    with market.reading(LOCAL, AMA) as unit:
        before = unit.rows("select count(*) as n from tanks")
        _add(market, LOCAL, 1)
        assert unit.rows("select count(*) as n from tanks") == before


def test_two_units_in_each_others_way_conflict_and_one_goes_on(market):
    _add(market, LOCAL, 1)
    _add(market, LOCAL, 2)
    both = Barrier(2)

    def cross(first, second):
        try:
            with market.unit_of_work(LOCAL, AMA) as unit:
                unit.rows("update tanks set litres = litres where litres = %s", [first])
                both.wait(20)
                unit.rows("update tanks set litres = litres where litres = %s", [second])
        except TransactionConflict as fault:
            return fault.fix
        return "done"

    with ThreadPoolExecutor(2) as pool:
        told = sorted(pool.map(cross, (1, 2), (2, 1)))
    assert told == ["done", "try the same again"]


def test_a_statement_that_takes_too_long_is_ended(database):
    with pytest.raises(StatementTookTooLong), database.unit_of_work(LOCAL, AMA, timeout_s=0.1) as unit:
        unit.rows("select pg_sleep(10)")


def test_faults_of_rows_are_named(market):
    _add(market, LOCAL, 1)
    faults = {
        "insert into tanks (organisation, litres) values ('local', 1)": AlreadyThere,
        "insert into people (organisation, id, name) values ('local', '', 'x')": RowRefused,
        "select 'x'::int": RowRefused,
    }
    for statement, fault in faults.items():
        with pytest.raises(fault), market.unit_of_work(LOCAL, AMA) as unit:
            unit.rows(statement)
    with pytest.raises(RowNotFound), market.unit_of_work(OrganisationId("gone"), AMA) as unit:
        unit.rows("insert into tanks (organisation, litres) values ('gone', 5)")


def test_a_database_without_its_schema_is_named(engine, database):
    with (
        Database(engine.url.replace("/petroverse?", "/postgres?")) as bare,
        pytest.raises(SchemaDiffers),
        bare.reading(LOCAL, AMA) as unit,
    ):
        unit.rows("select 1 from imports")


def test_connections_that_broke_while_they_lay_idle_are_passed_over(market):
    def hold(_):
        with market.reading(LOCAL, AMA) as unit:
            together.wait(20)
            return unit.rows("select pg_backend_pid() as pid")[0]["pid"]

    together = Barrier(4)
    with ThreadPoolExecutor(4) as pool:
        idle = set(pool.map(hold, range(4)))
    with psycopg.connect(market.url, autocommit=True) as admin:
        assert len(idle) == sum(admin.execute("select pg_terminate_backend(%s)", [pid]).rowcount for pid in idle)
    for litres in range(6):
        _add(market, LOCAL, litres)
    assert len(_seen(market, LOCAL)) == 6


def test_a_connection_that_breaks_in_a_unit_undoes_it_and_is_named(market):
    def breaks():
        with market.unit_of_work(LOCAL, AMA) as unit, psycopg.connect(market.url, autocommit=True) as admin:
            unit.rows("insert into tanks (organisation, litres) values ('local', 1)")
            (own,) = unit.rows("select pg_backend_pid() as pid")
            admin.execute("select pg_terminate_backend(%s)", [own["pid"]])
            unit.rows("select 1")

    with pytest.raises(ServerUnreachable):
        breaks()
    assert _seen(market, LOCAL) == set()


def test_a_server_that_went_away_is_named(engine, tmp_path):
    with (
        Database(engine.url.replace("host=", "host=%2Fnowhere"), patience_s=0.5) as lost,
        pytest.raises(ServerUnreachable),
        lost.reading(LOCAL, AMA),
    ):
        pass
