"""Rows are seen only through what is registered, as it was known and recorded at any point."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from petroverse.lake import EditionsNotReserved, FactsDoNotFit, FileStamp, stamp
from stored_market import TESTER, Market
from volume_facts import Figure, Publication, Table, instant, reading

JANUARY, FEBRUARY = date(2024, 1, 1), date(2024, 2, 1)


def published(name: str, known: datetime, *months: tuple[date, float]) -> Publication:
    tables = tuple(Table("omc", "month", start, (Figure("gasoil", volume, "A"),)) for start, volume in months)
    return Publication(name, known, tables)


def volumes(market: Market, **options: object) -> list[float]:
    return [row["volume"] for row in market.rows("volume", "month", ["source=omc"], **options)]


def test_appended_rows_are_invisible_until_their_unit_of_work_commits(market: Market):
    source = reading(published("a.xlsx", instant(2025), (JANUARY, 1.0)))
    with market.database.unit_of_work(market.organisation, TESTER) as uow:
        ids = market.lake.reserve_edition_ids(uow, 1)
        stamped = stamp(source, FileStamp(1, market.organisation, "a.xlsx", "0" * 64, uow.at), ids)
        market.lake.append("volume", stamped.tables["volume"])
        market.lake.register(uow, stamped.editions)
        assert volumes(market) == []
    assert volumes(market) == [1]


def test_what_is_known_later_replaces_a_table_whole(market: Market):
    market.publish(published("later.xlsx", instant(2025, 2), (JANUARY, 2.0)))
    market.publish(published("earlier.xlsx", instant(2025, 1), (JANUARY, 1.0), (FEBRUARY, 5.0)))
    assert volumes(market) == [2, 5]
    assert volumes(market, as_of="2025-01-15") == [1, 5]
    assert volumes(market, as_of="2024-12-31") == []


def test_what_was_recorded_later_can_be_left_out(market: Market):
    first = market.publish(published("a.xlsx", instant(2025, 1), (JANUARY, 1.0)))
    market.publish(published("b.xlsx", instant(2025, 2), (JANUARY, 2.0)))
    assert volumes(market, as_recorded=first.isoformat()) == [1]
    assert volumes(market, as_recorded=(first - timedelta(seconds=1)).isoformat()) == []


def test_of_two_files_known_at_one_instant_the_wider_is_read_and_the_answer_says_so(market: Market):
    market.publish(published("wide.xlsx", instant(2025), (JANUARY, 2.0), (FEBRUARY, 3.0)))
    market.publish(published("narrow.xlsx", instant(2025), (JANUARY, 1.0)))
    from petroverse.metrics import query_from_words

    answer = market.ask(query_from_words(["volume"], ["month"], ["source=omc"]))
    assert [row["volume"] for row in answer.rows] == [2, 3]
    assert any("wide.xlsx, narrow.xlsx were made known together; wide.xlsx is read" in each for each in answer.warnings)


def test_editions_of_another_unit_of_work_are_not_registered(market: Market):
    with market.database.unit_of_work(market.organisation, TESTER) as uow:
        ids = market.lake.reserve_edition_ids(uow, 1)
    source = reading(published("a.xlsx", instant(2025), (JANUARY, 1.0)))
    with market.database.unit_of_work(market.organisation, TESTER) as uow:
        stamped = stamp(source, FileStamp(1, market.organisation, "a.xlsx", "0" * 64, uow.at), ids)
        with pytest.raises(EditionsNotReserved):
            market.lake.register(uow, stamped.editions)


def test_every_edition_is_listed_with_its_totals(market: Market):
    market.publish(published("a.xlsx", instant(2025), (JANUARY, 1.0)))
    with market.database.reading(market.organisation, TESTER) as uow:
        (listed,) = market.lake.editions(uow, organisation=market.organisation)
    assert (listed["series"], listed["grain"], listed["row_count"], listed["cell_count"]) == ("omc", "month", 1, 1)
    assert listed["totals"] == []


def test_rows_of_another_shape_are_refused(market: Market):
    stamped_at = FileStamp(1, market.organisation, "a.xlsx", "0" * 64, instant(2025))
    source = reading(published("a.xlsx", instant(2025), (JANUARY, 1.0)))
    rows = stamp(source, stamped_at, [1]).tables["volume"]
    with pytest.raises(FactsDoNotFit):
        market.lake.append("volume", rows.drop_columns(["cell"]))
    with pytest.raises(FactsDoNotFit):
        stamp(source, stamped_at, [1, 2])


def test_an_organisation_can_be_forgotten_whole(market: Market):
    market.publish(published("a.xlsx", instant(2025), (JANUARY, 1.0)))
    assert volumes(market) == [1]
    with market.database.unit_of_work(market.organisation, TESTER) as uow:
        assert market.lake.forget(uow, market.organisation) == 1
    assert volumes(market) == []
    market.publish(published("a.xlsx", instant(2025), (JANUARY, 4.0)))
    assert volumes(market) == [4]
