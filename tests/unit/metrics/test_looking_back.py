"""Growth, comparison, running totals, ranks, tops: small numbers that can be checked in the head."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from petroverse.core.country import DefinitionBreak
from petroverse.metrics import query_from_words
from petroverse.sources import load_pack
from stored_market import Market
from volume_facts import Figure, Publication, Table, instant


def months(
    source: str, values: dict[str, float | None], product: str = "gasoil", company: str | None = "A"
) -> tuple[Table, ...]:
    return tuple(
        Table(source, "month", date.fromisoformat(f"{month}-01"), (Figure(product, value, company),))
        for month, value in values.items()
    )


def two_years(first: float = 100.0, second: float = 150.0) -> tuple[Table, ...]:
    values = {f"{year}-{month:02d}": value for year, value in ((2023, first), (2024, second)) for month in range(1, 13)}
    return months("omc", values)


@pytest.fixture
def grown(market: Market) -> Market:
    market.publish(Publication("two-years.xlsx", instant(2025), two_years()))
    return market


def column(rows: list[dict], name: str) -> list:
    return [row[name] for row in rows]


def test_growth_by_year_is_the_change_as_a_part(grown: Market):
    assert column(grown.rows("growth_year", "year", ["source=omc"]), "growth_year") == [None, 0.5]


def test_growth_by_month_looks_outside_the_filter(grown: Market):
    assert column(grown.rows("growth_month", "month", ["source=omc", "month=2024-01"]), "growth_month") == [0.5]


def test_growth_from_a_year_that_is_not_whole_is_not_given_and_said(market: Market):
    market.publish(Publication("x.xlsx", instant(2025), two_years()[6:]))
    answer = market.rows("growth_year", "year", ["source=omc"])
    assert column(answer, "growth_year") == [None, None]
    warnings = market.ask(query_from_words(["growth_year"], ["year"], ["source=omc"])).warnings
    assert any("not all months of 2023 are known" in each for each in warnings)


def test_growth_of_the_year_to_date_compares_the_same_months(grown: Market):
    rows = grown.rows("growth_ytd,year_to_date", "month", ["source=omc", "month>=2024-03", "month<=2024-04"])
    assert column(rows, "year_to_date") == [450, 600]
    assert column(rows, "growth_ytd") == [0.5, 0.5]


def test_a_year_ago_stands_beside_each_measure(grown: Market):
    rows = grown.rows("volume", "quarter", ["source=omc", "quarter=2024-Q2"], compare="year_ago")
    assert rows == [
        {
            "quarter": "2024-Q2",
            "volume": 450,
            "volume_before": 300,
            "volume_change": 150,
            "volume_growth": 0.5,
            "unit": "L",
        }
    ]


def test_the_previous_period_of_a_span_is_as_long_and_just_before(grown: Market):
    rows = grown.rows("volume", "", ["source=omc"], span="2024-01..2024-03", compare="previous_period")
    assert (rows[0]["volume"], rows[0]["volume_before"]) == (450, 300)


def test_a_running_total_starts_with_the_query(grown: Market):
    rows = grown.rows("running_total", "month", ["source=omc", "month=2023-12..2024-02"])
    assert column(rows, "running_total") == [100, 250, 400]


@pytest.fixture
def shared(market: Market) -> Market:
    figures = tuple(
        Figure("gasoil", volume, name) for name, volume in (("A", 50.0), ("B", 30.0), ("C", 15.0), ("D", 5.0))
    )
    market.publish(Publication("one.xlsx", instant(2025), (Table("omc", "month", date(2024, 1, 1), figures),)))
    return market


def test_the_largest_stand_alone_and_the_others_together(shared: Market):
    rows = shared.rows("volume,share", "company", ["source=omc"], top="2:company")
    assert [(row["company"], row["volume"], row["share"]) for row in rows] == [
        ("A", 50, 0.5),
        ("B", 30, 0.3),
        ("others", 20, 0.2),
    ]


def test_ranks_compare_what_is_not_held_to_one_value(shared: Market):
    rows = shared.rows("rank", "company,product", ["source=omc", "product=gasoil"], sort="rank")
    assert [(row["company"], row["rank"]) for row in rows] == [("A", 1), ("B", 2), ("C", 3), ("D", 4)]


def test_concentration_is_the_sum_of_squared_shares(shared: Market):
    row = shared.rows("hhi,top_1_share,top_3_share,companies_active", "year", ["source=omc"])[0]
    assert row["hhi"] == pytest.approx(2500 + 900 + 225 + 25)
    assert (row["top_1_share"], row["top_3_share"], row["companies_active"]) == (0.5, pytest.approx(0.95), 4)


def test_the_answer_is_cut_after_sorting(shared: Market):
    rows = shared.rows("volume", "company", ["source=omc"], sort="-volume", limit=2)
    assert column(rows, "company") == ["A", "B"]


def test_a_month_of_blank_cells_is_missing_and_a_year_of_them_is_a_sum_of_nothing(market: Market):
    market.publish(Publication("blank.xlsx", instant(2025), months("omc", {"2024-01": None})))
    assert column(market.rows("volume", "month", ["source=omc"]), "volume") == [None]
    assert [(row["volume"], row["cells"]) for row in market.rows("volume,cells", "year", ["source=omc"])] == [(0, 0)]


def test_a_column_that_did_not_exist_has_no_row(shared: Market):
    assert shared.rows("volume", "product", ["source=omc", "product=atk"]) == []


def test_whole_sums_are_written_as_whole_numbers(market: Market):
    market.publish(
        Publication("x.xlsx", instant(2025), months("omc", {"2024-01": 0.1, "2024-02": 0.2, "2024-03": 0.7}))
    )
    value = market.rows("volume", "year", ["source=omc"])[0]["volume"]
    assert value == 1
    assert isinstance(value, int)


def test_an_answer_names_its_files_and_their_cells(grown: Market):
    answer = grown.ask(query_from_words(["volume"], ["month"], ["source=omc", "year=2024"]))
    document = json.loads(answer.as_json(answer.meta("SELECT 1")))
    assert document["schema"] == "petroverse.query/1"
    assert document["meta"]["sources"] == [
        {"file": "two-years.xlsx", "sha256": "0" * 64, "known_at": instant(2025).isoformat(), "cells": 12}
    ]
    assert document["meta"]["row_count"] == 12
    assert document["meta"]["known_at"] == instant(2025).isoformat()


def test_stages_beside_one_another_say_what_one_of_them_still_holds_inside_another(market: Market):
    values = {f"2023-{month:02d}": 10.0 for month in range(1, 13)}
    tables = (*months("omc", values), *months("national", values, company=None))
    market.publish(Publication("stages.xlsx", instant(2025), tables))
    change = DefinitionBreak("omc", "gasoil_cellsite", "gasoil", date(2023, 9, 1), "both in one column")
    market.pack = replace(load_pack("sample"), breaks=(change,))
    asked = ["month=2023-02", "product=gasoil"]
    both = query_from_words(["volume"], ["month", "product", "source"], [*asked, "source=omc,national"])
    alone = query_from_words(["volume"], ["month", "product"], [*asked, "source=omc"])
    assert any("gasoil_cellsite was inside gasoil" in each for each in market.ask(both).warnings)
    assert not any("was inside" in each for each in market.ask(alone).warnings)
    [told] = market.ask(both).meta("")["breaks"]
    assert (told["since"], told["product"], told["inside"]) == ("2023-09-01", "gasoil_cellsite", "gasoil")
    assert market.ask(alone).meta("")["breaks"] == []
    apart = query_from_words(["disagreement"], ["month", "product"], asked)
    assert any("gasoil_cellsite was inside gasoil" in each for each in market.ask(apart).warnings)
