"""An answer as a table holds what its JSON says, typed and explained."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.metrics import answer_table, query_from_words
from petroverse.metrics.columns import exact, listed, rows_as_json
from stored_market import Market
from volume_facts import Figure, Publication, Table, instant

QUESTIONS = (
    (["volume", "cells"], ["year", "product"], {"compare": "year_ago"}),
    (["tonnes", "rank", "share"], ["month", "company"], {}),
    (["growth_year", "volume"], ["quarter", "product"], {}),
    (["volume"], ["half", "product_group", "organisation"], {"top": "1:product_group"}),
    (["hhi", "companies_active"], ["year"], {}),
    (["first_month", "last_month"], ["company"], {}),
)


@pytest.fixture
def filled(market: Market) -> Market:
    tables = [
        Table(
            "omc", "month", instant(year, month).date(), (Figure("gasoil", 0.1 * month, "A"), Figure("atk", 2.0, "B"))
        )
        for year in (2023, 2024)
        for month in range(1, 13)
    ]
    market.publish(Publication("x.xlsx", instant(2025), tuple(tables)))
    return market


def asked(market: Market, *words: Any) -> tuple[dict[str, Any], pa.Table]:
    measures, dimensions, options = words
    compiled, rows, answer = market.asked(query_from_words(measures, dimensions, ["source=omc"], **options))
    meta = answer.meta("SELECT 1")
    return json.loads(answer.as_json(meta)), answer_table(compiled, rows, meta)


@pytest.mark.parametrize("words", QUESTIONS, ids=lambda each: "+".join(each[0]))
def test_the_table_holds_the_rows_of_the_document(filled: Market, words):
    document, table = asked(filled, *words)
    assert document["rows"]
    assert table.to_pylist() == document["rows"]
    assert json.loads(table.schema.metadata[b"petroverse"]) == document["meta"]


def test_every_column_says_what_it_means_and_in_what_unit(filled: Market):
    _, table = asked(filled, ["volume"], ["year", "product", "organisation"], {"compare": "year_ago"})
    told = {each.name: each.metadata for each in table.schema}
    assert all(each[b"meaning"] and each[b"title"] for each in told.values())
    units = [told[f"volume{ending}"][b"unit"] for ending in ("", "_before", "_change", "_growth")]
    assert units == [b"L", b"L", b"L", b""]


def test_an_answer_without_rows_keeps_its_columns_and_types(filled: Market):
    compiled, rows, answer = filled.asked(
        query_from_words(["volume"], ["year", "product"], ["source=omc", "year=1999"])
    )
    table = answer_table(compiled, rows, answer.meta(""))
    assert [(each.name, str(each.type)) for each in table.schema] == [
        ("year", "int64"), ("product", "string"), ("volume", "double"), ("unit", "string"),
    ]  # fmt: skip
    assert json.loads(answer.as_json(answer.meta("")))["rows"] == []


_VALUES = st.one_of(
    st.lists(st.one_of(st.none(), st.text())),
    st.lists(st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))),
    st.lists(st.one_of(st.none(), st.integers(-(2**62), 2**62))),
    st.lists(st.one_of(st.none(), st.booleans())),
    st.lists(st.one_of(st.none(), st.dates())),
)


@given(_VALUES)
def test_a_column_is_listed_as_the_engine_gave_it(values):
    column = pa.chunked_array([pa.array(values)])
    assert listed(column) == column.to_pylist()
    assert listed(pa.chunked_array([pa.array(values).dictionary_encode()])) == column.to_pylist()


@given(st.lists(st.one_of(st.none(), st.floats(-1e18, 1e18), st.integers(-(10**17), 10**17).map(float))))
def test_sums_are_exact_to_the_sixth_decimal_and_whole_where_they_can_be(values):
    written = exact(pa.chunked_array([pa.array(values, pa.float64())]))
    for before, after in zip(values, written, strict=True):
        assert (before is None) is (after is None)
        assert before is None or after == round(before, 6)
        assert before is None or isinstance(after, int) == (round(before, 6) == int(round(before, 6)))


@given(st.integers(0, 5).flatmap(lambda n: st.lists(st.lists(
    st.one_of(st.none(), st.text(), st.booleans(), st.integers(), st.floats(allow_nan=False)), min_size=n, max_size=n,
), min_size=1, max_size=4)))  # fmt: skip
def test_rows_as_json_are_what_the_json_writer_would_write(columns):
    named = {f'{number}%s"': values for number, values in enumerate(columns)}
    rows = [dict(zip(named, row, strict=True)) for row in zip(*columns, strict=True)]
    assert json.loads(rows_as_json(named)) == rows
