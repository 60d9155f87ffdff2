"""What an organisation shares is read by whom it shares it with, dataset by dataset, as PostgreSQL itself enforces."""

from __future__ import annotations

from datetime import date

import pytest

from petroverse.core.grants import PUBLIC, Grant, OrganisationId
from petroverse.database import Organisation, create_organisation, end_share, share_with
from petroverse.database.faults import RowNotAllowed
from petroverse.metrics import query_from_words
from stored_market import TESTER, Market
from volume_facts import Figure, Publication, Table, instant

JANUARY = date(2024, 1, 1)
PRICES = (
    "insert into lake_editions select nextval('lake_edition_ids'), import_id, organisation, 'price', series, grain, "
    "span_start, span_end, known_at, known_at_basis, recorded_at, publisher, file, file_sha256, file_days, sheet, 0, "
    "0, '[]', is_simulated from lake_editions where organisation = %s"
)


@pytest.fixture
def two(stored: tuple) -> tuple[Market, Market]:
    """An organisation with a volume edition and a price edition, and one without facts."""
    owner, reader = Market(*stored), Market(*stored)
    with owner.database.unit_of_work(PUBLIC, TESTER) as uow:
        for each in (owner, reader):
            create_organisation(uow, Organisation(each.organisation, each.organisation))
    owner.publish(Publication("own.xlsx", instant(2025), (Table("omc", "month", JANUARY, (_figure(7.0),)),)))
    with owner.database.unit_of_work(owner.organisation, TESTER) as uow:
        uow.rows(PRICES, [owner.organisation])
        uow.rows(
            "insert into lake_versions values (%s, 'price', nextval('lake_changes')) on conflict do nothing",
            [owner.organisation],
        )
    return owner, reader


def _figure(volume: float) -> Figure:
    return Figure("gasoil", volume, "STAR")


def seen(owner: Market, reader: Market) -> list[str]:
    """The datasets of the owner's editions that the reader sees; the versions must tell the same."""
    with reader.database.reading(reader.organisation, TESTER) as uow:
        statement = "select dataset from {} where organisation = %s order by 1"
        tables = ("lake_editions", "lake_versions")
        found = [[row["dataset"] for row in uow.rows(statement.format(each), [owner.organisation])] for each in tables]
    assert found[0] == found[1]
    return found[0]


def let(owner: Market, reader: Market, *datasets: str) -> None:
    with owner.database.unit_of_work(owner.organisation, TESTER) as uow:
        share_with(uow, reader.organisation, datasets)


def test_nothing_of_another_organisation_is_seen_unless_it_is_shared(two):
    assert seen(*two) == []


@pytest.mark.parametrize(("datasets", "expected"), [((), ["price", "volume"]), (("volume",), ["volume"])])
def test_shared_datasets_are_seen_and_no_others(two, datasets, expected):
    let(*two, *datasets)
    assert seen(*two) == expected


def test_sharing_goes_one_way_and_to_one_organisation(two, stored):
    owner, reader = two
    let(owner, reader)
    assert seen(reader, owner) == []
    assert seen(owner, Market(*stored)) == []


def test_what_ended_is_seen_no_more(two):
    owner, reader = two
    let(owner, reader)
    with owner.database.unit_of_work(owner.organisation, TESTER) as uow:
        end_share(uow, reader.organisation)
    assert seen(owner, reader) == []


def test_what_is_shared_is_never_written_by_its_reader(two):
    owner, reader = two
    let(owner, reader)
    with reader.database.unit_of_work(reader.organisation, TESTER) as uow:
        for statement in ("update lake_editions set file = 'x'", "delete from lake_editions"):
            assert uow.rows(f"{statement} where organisation = %s returning 1 as one", [owner.organisation]) == []
    with pytest.raises(RowNotAllowed), reader.database.unit_of_work(reader.organisation, TESTER) as uow:
        uow.rows(PRICES, [owner.organisation])


def test_files_findings_and_records_are_not_shared(two):
    owner, reader = two
    let(owner, reader)
    with owner.database.unit_of_work(owner.organisation, TESTER) as uow:
        uow.record("note", {})
    with reader.database.reading(reader.organisation, TESTER) as uow:
        for table in ("imports", "findings", "records", "company_aliases", "memberships", "tokens"):
            assert uow.rows(f"select 1 from {table} where organisation = %s", [owner.organisation]) == []


def test_editions_of_one_slot_replace_each_other_within_their_organisation_alone(two):
    owner, reader = two
    let(owner, reader)
    reader.publish(Publication("later.xlsx", instant(2026), (Table("omc", "month", JANUARY, (_figure(11.0),)),)))
    both: tuple[OrganisationId, ...] = (reader.organisation, owner.organisation)
    grant = Grant(TESTER, both, shared=frozenset({owner.organisation}), acts_in=reader.organisation)
    apart = reader.ask(query_from_words(["volume"], ["organisation"], ["source=omc"]), grant)
    assert {row["organisation"]: row["volume"] for row in apart.rows} == {both[0]: 11, both[1]: 7}
    plain = reader.ask(query_from_words(["volume"], [], ["source=omc"]), grant)
    assert ([row["volume"] for row in plain.rows], plain.organisations) == ([11], (reader.organisation,))
    assert any(owner.organisation in each for each in plain.warnings)


def test_a_share_that_ends_changes_the_very_next_answer(two):
    owner, reader = two
    let(owner, reader)
    grant = Grant(TESTER, (reader.organisation, owner.organisation), shared=frozenset({owner.organisation}))
    asked = query_from_words(["volume"], ["organisation"], ["source=omc"])
    assert [row["volume"] for row in reader.ask(asked, grant).rows] == [7]
    with owner.database.unit_of_work(owner.organisation, TESTER) as uow:
        end_share(uow, reader.organisation)
    assert reader.ask(asked, grant).rows == ()
    assert [row["volume"] for row in owner.ask(asked, Grant(TESTER, (owner.organisation,))).rows] == [7]
