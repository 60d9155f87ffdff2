"""Every answer about volumes equals the one that plain Python gives, in whatever order the files came."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import query_oracle as oracle
from petroverse.metrics import Filter, MixedSum, Query
from stored_market import Market
from volume_facts import Figure, Publication, Table, instant

PRODUCTS = ("gasoline", "gasoil", "lpg", "kerosene")
COMPANIES = ("Akosombo", "BF Petroleum", "BG Petroleum", "Total")
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

volumes = st.one_of(
    st.none(), st.just(0.0), st.integers(0, 10**9).map(float), st.integers(1, 10**9).map(lambda n: n / 8)
)
figures = st.lists(
    st.builds(Figure, st.sampled_from(PRODUCTS), volumes, st.sampled_from(COMPANIES)),
    min_size=1,
    max_size=6,
    unique_by=lambda each: (each.product, each.company),
).map(tuple)
months = st.builds(date, st.sampled_from([2023, 2024]), st.integers(1, 12), st.just(1))
month_tables = st.builds(Table, st.sampled_from(["omc", "bidec"]), st.just("month"), months, figures)
year_tables = st.builds(
    Table, st.just("omc"), st.just("year"), st.sampled_from([date(2023, 1, 1), date(2024, 1, 1)]), figures
)


@st.composite
def whole_years(draw: st.DrawFn) -> list[Table]:
    year = draw(st.sampled_from([2023, 2024]))
    return [Table("omc", "month", date(year, month, 1), draw(figures)) for month in range(1, 13)]


@st.composite
def publications(draw: st.DrawFn) -> list[Publication]:
    files = draw(
        st.lists(
            st.one_of(st.lists(st.one_of(month_tables, year_tables), min_size=1, max_size=4), whole_years()),
            min_size=1,
            max_size=4,
        )
    )
    known = draw(st.lists(st.integers(1, 12), min_size=len(files), max_size=len(files)))
    return [
        Publication(
            f"file-{at}.xlsx", instant(2025, month), tuple({(t.source, t.grain, t.start): t for t in tables}.values())
        )
        for at, (tables, month) in enumerate(zip(files, known, strict=True))
    ]


asked = st.builds(
    oracle.Asked,
    source=st.sampled_from(["omc", "omc", "bidec"]),
    dimensions=st.lists(
        st.sampled_from(["year", "half", "quarter", "month", "product", "product_group", "company", "unit"]),
        unique=True,
        max_size=4,
    ).map(tuple),
    products=st.sets(st.sampled_from(PRODUCTS), max_size=3).map(frozenset),
    first=st.one_of(st.none(), months),
    last=st.one_of(st.none(), months),
    as_of=st.one_of(st.none(), st.integers(1, 12).map(lambda month: instant(2025, month))),
)


def published(stored: tuple, files: list[Publication]) -> Market:
    market = Market(*stored)
    for each in files:
        market.publish(each)
    return market


def as_query(measure: str, one: oracle.Asked) -> Query:
    filters = [Filter("source", "in", (one.source,))]
    if one.products:
        filters.append(Filter("product", "in", tuple(one.products)))
    if one.first or one.last:
        ends = tuple(f"{each:%Y-%m}" if each else "" for each in (one.first, one.last))
        filters.append(Filter("month", "range", ends))
    return Query((measure,), one.dimensions, tuple(filters), as_of=one.as_of)


def is_finer(one: oracle.Asked) -> bool:
    starts_within = one.first is not None and one.first.month != 1
    ends_within = one.last is not None and one.last.month != 12
    return bool({"half", "quarter", "month"} & set(one.dimensions)) or starts_within or ends_within


def keyed(market: Market, query: Query) -> dict[tuple, object]:
    rows = market.ask(query).rows
    return {tuple(row[name] for name in query.dimensions): row[query.measures[0]] for row in rows}


def assert_same(found: dict[tuple, object], expected: dict[tuple, object]) -> None:
    blank = {key for key, value in expected.items() if value is None}
    assert {key for key, value in found.items() if value is None} == blank
    numbers = {key: value for key, value in expected.items() if key not in blank}
    assert {key: value for key, value in found.items() if key not in blank} == pytest.approx(
        numbers, rel=1e-9, abs=1e-6
    )


MEASURES = {
    "tonnes": oracle.tonnes,
    "cells": oracle.cells,
    "companies_active": oracle.companies_active,
}


@SLOW
@given(files=publications(), one=asked)
def test_a_volume_is_the_sum_of_the_winning_figures(stored: tuple, files: list[Publication], one: oracle.Asked):
    market = published(stored, files)
    facts = oracle.facts_read(files, one, finer=is_finer(one))
    query = as_query("volume", one)
    try:
        expected = oracle.answer(facts, one, oracle.volume("month" in one.dimensions))
    except oracle.Mixed:
        with pytest.raises(MixedSum):
            market.ask(query)
        return
    assert_same(keyed(market, query), expected)


@SLOW
@given(files=publications(), one=asked, measure=st.sampled_from(sorted(MEASURES)))
def test_other_sums_and_counts_equal_the_oracle(
    stored: tuple, files: list[Publication], one: oracle.Asked, measure: str
):
    facts = oracle.facts_read(files, one, finer=is_finer(one))
    expected = oracle.answer(facts, one, MEASURES[measure])
    if measure == "tonnes" and "month" in one.dimensions:
        blank = {key for key, group in oracle.groups(facts, one).items() if not oracle.cells(group)}
        expected = {key: None if key in blank else value for key, value in expected.items()}
    found = keyed(published(stored, files), as_query(measure, one))
    assert_same(found, expected)


@SLOW
@given(files=publications(), one=asked, measure=st.sampled_from(["hhi", "top_3_share"]))
def test_concentration_equals_the_oracle(stored: tuple, files: list[Publication], one: oracle.Asked, measure: str):
    one = replace(
        one, dimensions=tuple(each for each in one.dimensions if each != "company"), products=frozenset({"gasoil"})
    )
    facts = oracle.facts_read(files, one, finer=is_finer(one))
    expected = oracle.answer(facts, one, getattr(oracle, measure))
    assert_same(keyed(published(stored, files), as_query(measure, one)), expected)


@SLOW
@given(files=publications(), one=asked, order=st.randoms(use_true_random=False))
def test_the_order_of_import_does_not_matter(stored: tuple, files: list[Publication], one: oracle.Asked, order):
    distinct = [replace(each, known=instant(2025, 1, at + 1)) for at, each in enumerate(files)]
    shuffled = list(distinct)
    order.shuffle(shuffled)
    query = as_query("cells", one)
    assert keyed(published(stored, distinct), query) == keyed(published(stored, shuffled), query)


@SLOW
@given(files=publications(), one=asked)
def test_shares_add_to_one_within_the_other_dimensions(stored: tuple, files: list[Publication], one: oracle.Asked):
    one = replace(one, dimensions=("quarter", "company"), products=frozenset({"gasoline"}))
    rows = published(stored, files).ask(as_query("share", one)).rows
    sums: dict[str, float] = {}
    for row in rows:
        if row["share"] is not None:
            sums[row["quarter"]] = sums.get(row["quarter"], 0) + row["share"]
    assert all(total == pytest.approx(1) for total in sums.values())
