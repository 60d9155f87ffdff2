"""Mapping files: what is printed is read back the same, and every mistake is named with its cure."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.core.errors import InputRefused
from petroverse.sources.tabular import (
    ColumnRule,
    EmptyRule,
    FileRule,
    KnownRule,
    Mapping,
    MappingIncomplete,
    MappingKeyUnknown,
    MappingNotReadable,
    MappingValueWrong,
    NumberRule,
    load_mapping,
    print_mapping,
)

STOCK = """
name = "dips"
dataset = "stock"
[columns]
day.heading = "Date"
place.heading = "Depot"
product.heading = "Product"
closing = { heading = "Stock", unit = "L" }
"""

words = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=20)
meanings = st.sampled_from(["missing", "zero", "refuse"])
instants = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001  hypothesis wants it bare
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


@st.composite
def mappings(draw: st.DrawFn) -> Mapping:
    heading = st.builds(
        ColumnRule,
        heading=words,
        format=st.sampled_from(["", "%d/%m/%Y"]),
        scale=st.floats(1e-6, 1e6),
        units_per_tonne=st.floats(0, 2000),
        spellings=st.dictionaries(words, st.sampled_from(["gasoline", "gasoil"]), max_size=3),
    )
    closing = st.builds(ColumnRule, heading=words, unit=st.sampled_from(["L", "m3", "thousand L", "bbl"]))
    constant = st.builds(ColumnRule, constant=words)
    columns = {
        "day": draw(heading),
        "place": draw(st.one_of(heading, constant)),
        "product": draw(heading),
        "closing": draw(closing),
    }
    return Mapping(
        name=draw(words),
        dataset="stock",
        columns=columns,
        series=draw(st.one_of(st.just(""), words)),
        zone=draw(st.sampled_from(["", "UTC", "Africa/Accra"])),
        file=FileRule(
            format=draw(st.sampled_from(["", "csv", "xlsx"])),
            encoding=draw(st.sampled_from(["", "latin-1"])),
            delimiter=draw(st.sampled_from(["", ";", "\t"])),
            sheet=draw(st.one_of(st.just(""), words)),
            header_line=draw(st.integers(0, 50)),
        ),
        numbers=draw(st.sampled_from([NumberRule(), NumberRule(",", "."), NumberRule(".", " ")])),
        empty=EmptyRule(draw(meanings), draw(meanings), draw(meanings), tuple(draw(st.lists(words, max_size=3)))),
        known=KnownRule(draw(st.one_of(st.none(), instants)), lag_days=draw(st.integers(0, 400))),
    )


@given(mappings())
@settings(deadline=None)
def test_a_printed_mapping_reads_back_as_the_same_mapping(mapping: Mapping) -> None:
    assert load_mapping(print_mapping(mapping)) == mapping


@given(mappings())
@settings(deadline=None)
def test_printing_twice_prints_the_same_text(mapping: Mapping) -> None:
    text = print_mapping(mapping)
    assert print_mapping(load_mapping(text)) == text


@pytest.mark.parametrize(
    ("wrong", "named", "nearest"),
    [
        ('seris = "a"\n' + STOCK, "seris", "'series'"),
        (STOCK.replace('"stock"', '"stok"'), "stok", "'stock'"),
        (STOCK.replace("place.heading", "plaice.heading"), "plaice", "'place'"),
        (STOCK.replace("day.heading", "day.hedding"), "hedding", "'heading'"),
    ],
)
def test_an_unknown_word_is_named_with_the_nearest_known_one(wrong: str, named: str, nearest: str) -> None:
    with pytest.raises(MappingKeyUnknown) as fault:
        load_mapping(wrong)
    assert named in str(fault.value)
    assert nearest in fault.value.fix


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('unit = "L"', 'unit = "gallonz"', "columns.closing.unit"),
        ('unit = "L"', "unit = 5", "columns.closing.unit"),
        ('day.heading = "Date"', "day = 3", "columns.day"),
        ("[columns]", 'grain = "month"\n[columns]', "grain"),
        ("[columns]", 'zone = "Nowhere/Here"\n[columns]', "zone"),
        ("[columns]", 'empty.blank = "nought"\n[columns]', "empty.blank"),
        ("[columns]", 'numbers = { decimal = ",", thousands = "," }\n[columns]', "numbers"),
        ("[columns]", "known.at = 2025-01-01T10:00:00\n[columns]", "known.at"),
        ('day.heading = "Date"', 'day = { heading = "Date", scale = nan }', "columns.day.scale"),
    ],
)
def test_a_value_that_cannot_be_is_refused_where_it_stands(old: str, new: str, where: str) -> None:
    with pytest.raises(MappingValueWrong) as fault:
        load_mapping(STOCK.replace(old, new))
    assert fault.value.where == where
    assert fault.value.fix


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (', unit = "L"', "", "columns.closing.unit"),
        ('place.heading = "Depot"', "", "columns.place"),
        ('place.heading = "Depot"', 'place = { heading = "Depot", constant = "D1" }', "columns.place"),
        ('name = "dips"', "", "name"),
    ],
)
def test_what_the_dataset_cannot_do_without_is_asked_for(old: str, new: str, where: str) -> None:
    with pytest.raises(MappingIncomplete) as fault:
        load_mapping(STOCK.replace(old, new))
    assert fault.value.where == where


def test_volumes_need_the_span_that_a_table_speaks_for() -> None:
    with pytest.raises(MappingIncomplete, match="grain"):
        load_mapping('name="v"\ndataset="volume"\nseries="omc"\n[columns]\nmonth.heading="M"\nproduct.heading="P"')


def test_a_text_that_is_no_toml_is_refused() -> None:
    with pytest.raises(MappingNotReadable):
        load_mapping("name = ")


@given(st.text(max_size=200))
@settings(deadline=None)
def test_any_text_is_a_mapping_or_a_named_refusal(text: str) -> None:
    with pytest.raises(InputRefused) as fault:
        load_mapping(text)
    assert fault.value.fix
