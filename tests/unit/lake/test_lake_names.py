"""Facts are read under the company that their name stands for, wherever they are read; nothing stored moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from petroverse.core.country import CompanyAlias
from petroverse.lake import Lake
from petroverse.metrics import Model, compile_query, query_from_words
from stored_market import TESTER, Market
from volume_facts import Figure, Publication, Table, instant

MONTHS = (date(2024, 1, 1), date(2024, 2, 1))
OLD_IS_NEW = CompanyAlias("Old  oil", "NEW OIL")
QUESTIONS = (
    ("volume", "company"),
    ("volume", "month,company"),
    ("share", "company"),
    ("companies_active", "month"),
    ("rank", "company"),
)


def tables(*figures: Figure) -> tuple[Table, ...]:
    return tuple(Table("omc", "month", month, figures) for month in MONTHS)


@pytest.fixture
def traded(market: Market) -> Market:
    """Three companies in two months; one table was restated."""
    figures = (Figure("gasoil", 1.0, "OLD OIL"), Figure("gasoil", 10.0, "NEW OIL"), Figure("gasoil", 100.0, "STAR"))
    market.publish(Publication("first.xlsx", instant(2025, 1), tables(*figures)))
    restated = Table("omc", "month", MONTHS[1], (Figure("gasoil", 7.0, "OLD OIL"),))
    market.publish(Publication("later.xlsx", instant(2025, 3), (restated,)))
    return market


def by_company(market: Market, **options: object) -> dict[str, float]:
    return {row["company"]: row["volume"] for row in market.rows("volume", "company", ["source=omc"], **options)}


def test_a_name_is_read_as_its_company_and_back_at_once(traded: Market):
    assert by_company(traded) == {"OLD OIL": 8, "NEW OIL": 10, "STAR": 100}
    traded.aliases = (OLD_IS_NEW,)
    assert by_company(traded) == {"NEW OIL": 18, "STAR": 100}
    traded.aliases = ()
    assert by_company(traded) == {"OLD OIL": 8, "NEW OIL": 10, "STAR": 100}


def test_a_name_is_read_as_its_company_from_its_day_on(traded: Market):
    traded.aliases = (replace(OLD_IS_NEW, since=MONTHS[1]),)
    assert by_company(traded) == {"OLD OIL": 1, "NEW OIL": 17, "STAR": 100}


def test_names_hold_for_what_was_known_before(traded: Market):
    traded.aliases = (OLD_IS_NEW,)
    assert by_company(traded, as_of="2025-02-01") == {"NEW OIL": 22, "STAR": 200}


def test_a_company_that_holds_no_facts_of_its_own_can_be_stood_for(traded: Market):
    traded.aliases = (CompanyAlias("STAR", "A WHOLLY NEW NAME"),)
    assert by_company(traded)["A WHOLLY NEW NAME"] == 100


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["OLD OIL", "NEW OIL", "STAR", "NOBODY"]),
    st.sampled_from(["OLD OIL", "NEW OIL", "OTHER"]),
    st.sampled_from([None, *MONTHS]),
)
def test_merging_and_taking_it_back_changes_no_answer(traded: Market, name: str, company: str, since: date | None):
    def answers() -> list[object]:
        return [traded.rows(*question, ["source=omc"]) for question in QUESTIONS]

    before = answers()
    traded.aliases = (CompanyAlias(name, company, since),)
    merged = traded.rows("volume", "", ["source=omc"])
    traded.aliases = ()
    assert merged == traded.rows("volume", "", ["source=omc"])
    assert answers() == before


def test_facts_too_large_for_memory_are_read_under_the_same_names(traded: Market):
    traded.aliases = (OLD_IS_NEW,)
    wanted = by_company(traded)
    tight = Lake(traded.lake.url, cache_bytes=16)
    try:
        assert by_company(replace(traded, lake=tight)) == wanted
    finally:
        tight.close()


def test_the_printed_statement_gives_the_same_names(traded: Market):
    traded.aliases = (OLD_IS_NEW,)
    query = query_from_words(["volume"], ["company"], ["source=omc"])
    with traded.database.reading(traded.organisation, TESTER) as uow:
        snapshot = traded.lake.snapshot(uow, (traded.organisation,), ("volume",), aliases=traded.aliases)
    compiled = compile_query(query, traded.grant(), Model(snapshot.holdings))
    root = traded.lake.files("volume", traded.organisation)[0].partition("/volume/")[0]
    by_hand = duckdb.sql(traded.lake.printed_sql(compiled, snapshot).replace("'lake/", f"'{root}/")).fetchall()
    assert {row[0] for row in by_hand} == {"NEW OIL", "STAR"}


def test_facts_stand_in_their_cells_and_keep_the_printed_name(traded: Market):
    with traded.database.reading(traded.organisation, TESTER) as uow:
        snapshot = traded.lake.snapshot(uow, (traded.organisation,), ("volume",), aliases=(OLD_IS_NEW,))
    rows = [row for each in traded.lake.streamed_facts("volume", snapshot) for row in each.to_pylist()]
    old = [each for each in rows if each["company_printed"] == "OLD OIL"]
    assert {(each["company"], each["file"], each["sheet"], each["cell"]) for each in old} == {
        ("NEW OIL", "first.xlsx", "Sheet 0", "D0"),
        ("NEW OIL", "later.xlsx", "Sheet 0", "D0"),
    }


def test_the_rows_of_an_edition_are_given_though_another_is_read(traded: Market):
    with traded.database.reading(traded.organisation, TESTER) as uow:
        editions = traded.lake.editions(uow, organisation=traded.organisation)
    replaced = next(
        each["edition_id"] for each in editions if each["file"] == "first.xlsx" and each["span_start"] == MONTHS[1]
    )
    rows = traded.lake.rows("volume", traded.organisation, [replaced], ["company", "cell"]).to_pylist()
    assert [each["cell"] for each in rows] == ["D3", "D4", "D5"]


def test_a_withdrawn_import_is_out_of_sight_and_what_it_replaced_is_read_again(traded: Market):
    before = by_company(traded, as_of="2025-02-01")
    with traded.database.unit_of_work(traded.organisation, TESTER) as uow:
        assert traded.lake.withdraw(uow, 2) == 1
    assert by_company(traded) == before == by_company(traded, as_of="2026-01-01")
    with traded.database.unit_of_work(traded.organisation, TESTER) as uow:
        assert traded.lake.repair(uow) == 1
    assert by_company(traded) == before
