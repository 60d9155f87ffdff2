"""Records: appended in order, sealed onto each other, and every change of them is found."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from petroverse.core.grants import LOCAL, PUBLIC, PersonId
from petroverse.database import RecordsHead, list_records, records_head, verify_records
from petroverse.database.faults import RecordChainBroken, RecordNotCanonical, RowNotAllowed

AMA = PersonId("ama")
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)


def _append(database, count, organisation=LOCAL):
    for number in range(count):
        with database.unit_of_work(organisation, AMA) as unit:
            unit.record("note", {"text": f"line {number}", "litres": 1.5})


def _head(database, organisation=LOCAL):
    with database.reading(organisation, AMA) as unit:
        return verify_records(unit)


@pytest.fixture
def forger(database):
    """The owner of the tables with the triggers off: what somebody could do who holds the server."""
    with psycopg.connect(database.url, autocommit=True) as connection:
        connection.execute("alter table records disable trigger append_only")
        connection.execute("alter table records no force row level security")
        yield connection


def test_numbers_count_from_one_within_each_organisation(database):
    with database.unit_of_work(LOCAL, AMA) as unit:
        assert [unit.record("note", {}), unit.record("note", {})] == [1, 2]
    with database.unit_of_work(PUBLIC, AMA) as unit:
        assert unit.record("note", {}) == 1


def test_a_hash_is_sha256_of_the_previous_hash_and_the_canonical_bytes(database):
    _append(database, 3)
    with database.reading(LOCAL, AMA) as unit:
        previous = bytes(32)
        for record in list_records(unit):
            previous = hashlib.sha256(previous + record.canonical).digest()
            assert record.hash == previous


def test_a_record_gives_back_what_was_recorded(database):
    with database.unit_of_work(LOCAL, AMA) as unit:
        at = unit.at
        unit.record("import", {"files": ["a.xlsx"], "litres": 2.5})
    with database.reading(LOCAL, AMA) as unit:
        (record,) = list_records(unit, kind="import")
    assert (record.number, record.kind, record.person, record.at) == (1, "import", "ama", at)
    assert record.body == {"files": ["a.xlsx"], "litres": 2.5}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(
        st.tuples(st.sampled_from([LOCAL, PUBLIC]), st.dictionaries(texts, texts | st.integers(0, 9))), max_size=8
    )
)
def test_whatever_is_recorded_wherever_comes_back_in_order_from_a_sound_chain(database, lines):
    before = {owner: _head(database, owner).number for owner in (LOCAL, PUBLIC)}
    for owner, body in lines:
        with database.unit_of_work(owner, AMA) as unit:
            unit.record("note", body)
    for owner, number in before.items():
        _head(database, owner)
        with database.reading(owner, AMA) as unit:
            kept = [each.body for each in list_records(unit, after=number)]
        assert kept == [body for each, body in lines if each == owner]


def test_a_unit_that_is_undone_leaves_no_gap(database):
    _append(database, 1)
    with pytest.raises(ZeroDivisionError), database.unit_of_work(LOCAL, AMA) as unit:
        _ = unit.record("note", {}) / 0
    _append(database, 1)
    assert _head(database).number == 2


def test_an_empty_chain_verifies(database):
    assert _head(database) == RecordsHead(0, bytes(32))


def test_records_of_many_at_once_form_one_chain(database):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: _append(database, 10), range(8)))
    assert _head(database).number == 80


def test_a_long_chain_verifies_page_by_page(database):
    with database.unit_of_work(LOCAL, AMA) as unit:
        for number in range(2100):
            unit.record("note", {"number": number})
    assert _head(database).number == 2100


def test_records_cannot_be_changed_or_removed_from_a_unit_of_work(database):
    _append(database, 1)
    for statement in ("update records set kind = 'x'", "delete from records", "truncate records"):
        with pytest.raises(RowNotAllowed), database.unit_of_work(LOCAL, AMA) as unit:
            unit.rows(statement)


def test_records_cannot_be_changed_or_removed_by_their_owner(database):
    _append(database, 1)
    for statement in ("update records set kind = 'x'", "delete from records", "truncate records"):
        with psycopg.connect(database.url) as connection:
            connection.execute("select set_config('app.organisation', 'local', true)")
            with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
                connection.execute(statement)


@pytest.mark.parametrize(
    ("forgery", "how"),
    [
        ("kind = 'else'", "its columns say otherwise"),
        ("person = 'kofi'", "its columns say otherwise"),
        ("at = at + interval '1 second'", "its columns say otherwise"),
        ("schema_version = 2", "its columns say otherwise"),
        ("canonical = canonical || ' '::bytea", "its hash is not that of its bytes"),
        ("hash = sha256(hash)", "its hash is not that of its bytes"),
        ("previous_hash = sha256(hash)", "it does not continue the one before"),
        ("number = 99", "it is missing"),
        ("canonical = convert_to('{}', 'UTF8'), hash = sha256(previous_hash || convert_to('{}', 'UTF8'))", "otherwise"),
    ],
)
def test_a_forged_record_is_named_with_what_is_wrong(database, forger, forgery, how):
    _append(database, 5)
    forger.execute(f"update records set {forgery} where number = 3")
    with pytest.raises(RecordChainBroken, match=f"record 3 of local: .*{how}"):
        _head(database)


def test_a_removed_record_is_named(database, forger):
    _append(database, 5)
    forger.execute("delete from records where number = 2")
    with pytest.raises(RecordChainBroken, match="record 2 of local: it is missing"):
        _head(database)


def test_a_record_sealed_anew_breaks_the_next_one(database, forger):
    _append(database, 3)
    forger.execute("update records set hash = sha256(previous_hash || 'x'::bytea), canonical = 'x' where number = 2")
    with pytest.raises(RecordChainBroken, match="record 2"):
        _head(database)


def test_a_chain_cut_short_is_noticed_by_whoever_kept_its_head(database, forger):
    _append(database, 4)
    known = _head(database)
    forger.execute("delete from records where number >= 3")
    assert _head(database).number == 2
    with database.reading(LOCAL, AMA) as unit, pytest.raises(RecordChainBroken, match="record 3 of local: it is mis"):
        verify_records(unit, known=known)


def test_a_chain_written_anew_is_noticed_by_whoever_kept_its_head(database, forger):
    _append(database, 2)
    with database.reading(LOCAL, AMA) as unit:
        known = records_head(unit)
    forger.execute("delete from records")
    _append(database, 3)
    with database.reading(LOCAL, AMA) as unit, pytest.raises(RecordChainBroken, match="seen before"):
        verify_records(unit, known=known)


def test_a_body_that_is_not_json_is_refused_and_nothing_is_written(database):
    for kind, body in (("note", {"when": timedelta(1)}), ("", {})):
        with pytest.raises(RecordNotCanonical), database.unit_of_work(LOCAL, AMA) as unit:
            unit.record(kind, body)
    assert _head(database).number == 0


def test_records_are_listed_after_a_number_and_up_to_a_limit(database):
    _append(database, 5)
    with database.reading(LOCAL, AMA) as unit:
        assert [each.number for each in list_records(unit, after=2, limit=2)] == [3, 4]
