"""Organisations, company names that a person merged, and signing in."""

from datetime import UTC, date, datetime, timedelta

import pytest

from petroverse.core.country import CompanyAlias
from petroverse.core.facts import Finding
from petroverse.core.grants import LOCAL, PUBLIC, SAMPLE, OrganisationId, PersonId
from petroverse.database import (
    Database,
    NewImport,
    Organisation,
    accept_alias,
    accepted_aliases,
    add_imports,
    add_person,
    create_organisation,
    drop_organisation,
    end_session,
    find_session,
    forget_expired_sign_ins,
    list_aliases,
    list_imports,
    list_organisations,
    list_records,
    make_sign_in_link,
    records_head,
    reserve_import_ids,
    sign_in,
    verify_records,
    withdraw_alias,
)
from petroverse.database.faults import AlreadyThere, RowNotAllowed, RowNotFound, RowRefused
from petroverse.database.sign_in import SignInRefused

AMA = PersonId("ama")
STAR = OrganisationId("star")
MERGE = CompanyAlias("STAR OIL CO", "STAR OIL", date(2020, 1, 1), "renamed")


class _Hands:
    """A clock that is set by hand."""

    at = datetime(2024, 1, 1, tzinfo=UTC)

    def now(self):
        return self.at


@pytest.fixture
def sample(database):
    """A database with a simulated organisation that owns one of everything."""
    with database.unit_of_work(PUBLIC, AMA) as unit:
        create_organisation(unit, Organisation(SAMPLE, "Sample", is_simulated=True, country_pack="sample"))
    with database.unit_of_work(SAMPLE, AMA) as unit:
        (number,) = reserve_import_ids(unit, 1)
        finding = Finding("rule", "look", "s", "A1", "", "")
        add_imports(unit, [NewImport(number, "a.xlsx", "0" * 64, 1, "read", findings=[finding], text="words")])
        accept_alias(unit, MERGE)
        add_person(unit, AMA, "Ama")
    with database.unit_of_work(PUBLIC, AMA) as unit:
        make_sign_in_link(unit, AMA, SAMPLE)
    return database


def test_a_new_home_has_its_own_organisation_and_the_published_one(database):
    with database.reading(PUBLIC, AMA) as unit:
        assert [each.id for each in list_organisations(unit)] == [LOCAL, PUBLIC]


def test_an_organisation_sees_itself_and_the_published_one(sample):
    with sample.reading(SAMPLE, AMA) as unit:
        assert [(each.id, each.is_simulated) for each in list_organisations(unit)] == [(PUBLIC, False), (SAMPLE, True)]


def test_an_organisation_is_created_once_by_the_platform_alone(sample):
    with pytest.raises(AlreadyThere), sample.unit_of_work(PUBLIC, AMA) as unit:
        create_organisation(unit, Organisation(SAMPLE, "Again"))
    with pytest.raises(RowNotAllowed), sample.unit_of_work(LOCAL, AMA) as unit:
        create_organisation(unit, Organisation(STAR, "Star"))
    with pytest.raises(RowRefused), sample.unit_of_work(PUBLIC, AMA) as unit:
        create_organisation(unit, Organisation(OrganisationId("Not An Id"), "x"))


def test_dropping_an_organisation_leaves_not_one_row_and_records_it(sample):
    with sample.reading(SAMPLE, AMA) as unit:
        head = records_head(unit)
    with sample.unit_of_work(PUBLIC, AMA) as unit:
        assert drop_organisation(unit, SAMPLE) >= 5
    with sample.reading(SAMPLE, AMA) as unit:
        assert list_imports(unit, [SAMPLE]) == ()
        assert list_aliases(unit) == ()
        assert verify_records(unit).number == 0
        for table in ("findings", "document_text", "people"):
            assert unit.rows(f"select * from {table}") == []
    with sample.reading(PUBLIC, AMA) as unit:
        assert SAMPLE not in {each.id for each in list_organisations(unit)}
        (record,) = list_records(unit, kind="organisation_dropped")
        assert record.body["id"] == SAMPLE
        assert (record.body["records"], record.body["last_hash"]) == (head.number, head.hash.hex())
        assert unit.rows("select * from sign_in_links") == []


def test_dropping_one_organisation_touches_no_other(sample):
    with sample.unit_of_work(LOCAL, AMA) as unit:
        unit.record("note", {})
        accept_alias(unit, MERGE)
    with sample.unit_of_work(PUBLIC, AMA) as unit:
        drop_organisation(unit, SAMPLE)
    with sample.reading(LOCAL, AMA) as unit:
        assert verify_records(unit).number == 2
        assert accepted_aliases(unit, (LOCAL, PUBLIC)) == (MERGE,)


@pytest.mark.parametrize(("acting", "gone"), [(PUBLIC, PUBLIC), (PUBLIC, LOCAL), (LOCAL, LOCAL), (SAMPLE, SAMPLE)])
def test_what_must_stay_cannot_be_dropped(sample, acting, gone):
    with pytest.raises(RowNotAllowed), sample.unit_of_work(acting, AMA) as unit:
        drop_organisation(unit, gone)


def test_an_unknown_organisation_cannot_be_dropped(database):
    with pytest.raises(RowNotFound), database.unit_of_work(PUBLIC, AMA) as unit:
        drop_organisation(unit, STAR)


def test_an_accepted_alias_is_in_force_until_it_is_withdrawn(database):
    with database.unit_of_work(LOCAL, AMA) as unit:
        number = accept_alias(unit, MERGE)
        assert accepted_aliases(unit, (LOCAL, PUBLIC)) == (MERGE,)
        withdraw_alias(unit, number)
        assert accepted_aliases(unit, (LOCAL, PUBLIC)) == ()
        (line,) = list_aliases(unit)
        assert (line.alias, line.accepted_by, line.withdrawn_by) == (MERGE, "ama", "ama")
        assert [each.kind for each in list_records(unit)] == ["alias_accepted", "alias_withdrawn"]


def test_a_name_stands_for_one_company_at_a_time(database):
    with database.unit_of_work(LOCAL, AMA) as unit:
        number = accept_alias(unit, MERGE)
    with pytest.raises(AlreadyThere), database.unit_of_work(LOCAL, AMA) as unit:
        accept_alias(unit, CompanyAlias(MERGE.alias, "OTHER", MERGE.since))
    with database.unit_of_work(LOCAL, AMA) as unit:
        accept_alias(unit, CompanyAlias(MERGE.alias, "OTHER", date(2022, 1, 1)))
        withdraw_alias(unit, number)
        accept_alias(unit, MERGE)


def test_a_name_cannot_stand_for_itself(database):
    with pytest.raises(RowRefused), database.unit_of_work(LOCAL, AMA) as unit:
        accept_alias(unit, CompanyAlias("STAR", "STAR"))


def test_an_alias_that_is_not_there_cannot_be_withdrawn(database):
    with pytest.raises(RowNotFound), database.unit_of_work(LOCAL, AMA) as unit:
        withdraw_alias(unit, 12345)


def test_a_link_signs_in_once(database):
    with database.unit_of_work(PUBLIC, AMA) as unit:
        link = make_sign_in_link(unit, AMA, LOCAL)
    with database.unit_of_work(PUBLIC, AMA) as unit:
        session = sign_in(unit, link)
        found = find_session(unit, session)
        assert (found.person, found.organisation) == (AMA, LOCAL)
    with pytest.raises(SignInRefused), database.unit_of_work(PUBLIC, AMA) as unit:
        sign_in(unit, link)


@pytest.mark.parametrize("secret", ["", "x", "' or 1=1", "\x00", "\ud800"])
def test_a_guessed_secret_signs_nobody_in(database, secret):
    with database.unit_of_work(PUBLIC, AMA) as unit:
        for door in (sign_in, find_session):
            with pytest.raises(SignInRefused):
                door(unit, secret)


def test_secrets_are_nowhere_in_the_database(database):
    with database.unit_of_work(PUBLIC, AMA) as unit:
        link = make_sign_in_link(unit, AMA, LOCAL)
        session = sign_in(unit, link)
        everything = repr(unit.rows("select * from sign_in_links") + unit.rows("select * from sessions"))
    assert link not in everything
    assert session not in everything


def test_a_session_that_was_ended_is_over(database):
    with database.unit_of_work(PUBLIC, AMA) as unit:
        session = sign_in(unit, make_sign_in_link(unit, AMA, LOCAL))
        end_session(unit, session)
        with pytest.raises(SignInRefused):
            find_session(unit, session)


def test_links_and_sessions_end_with_their_time_and_are_forgotten(database):
    clock = _Hands()
    with Database(database.url, clock=clock) as timed:
        with timed.unit_of_work(PUBLIC, AMA) as unit:
            late = make_sign_in_link(unit, AMA, LOCAL, lasts=timedelta(minutes=1))
            session = sign_in(unit, make_sign_in_link(unit, AMA, LOCAL), lasts=timedelta(hours=1))
        clock.at += timedelta(minutes=1)
        with pytest.raises(SignInRefused), timed.unit_of_work(PUBLIC, AMA) as unit:
            sign_in(unit, late)
        with timed.reading(PUBLIC, AMA) as unit:
            assert find_session(unit, session).person == AMA
        clock.at += timedelta(hours=1)
        with timed.unit_of_work(PUBLIC, AMA) as unit:
            with pytest.raises(SignInRefused):
                find_session(unit, session)
            forget_expired_sign_ins(unit)
            assert unit.rows("select * from sessions") + unit.rows("select * from sign_in_links") == []


def test_an_organisation_sees_no_sessions_not_even_its_own(database):
    with database.unit_of_work(PUBLIC, AMA) as unit:
        sign_in(unit, make_sign_in_link(unit, AMA, LOCAL))
    with database.reading(LOCAL, AMA) as unit:
        assert unit.rows("select * from sessions") + unit.rows("select * from sign_in_links") == []
