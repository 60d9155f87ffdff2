"""A table through a mapping: the facts, their editions, and the report of what was left out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.core.catalogue import dataset
from petroverse.core.country import CountryPack
from petroverse.core.facts import SourceReading
from petroverse.sources import load_pack
from petroverse.sources.sample import SAMPLE_PACK
from petroverse.sources.tabular import Mapping, load_mapping, price_floor_form, read_table

HEAD = "Ticket,Loaded,Product,Depot,Company,Truck,Litres\n"
NOW = datetime(2026, 6, 1, tzinfo=UTC)
VOLUME = """
name = "liftings"
dataset = "volume"
series = "omc"
grain = "month"
[columns]
month = { heading = "Month" }
product = { heading = "Product" }
company = { heading = "Company" }
volume = { heading = "Volume", unit = "L" }
"""
LOADING = """
name = "rack"
dataset = "movement"
zone = "Etc/GMT-3"
[columns]
event.constant = "loading"
reference.heading = "Ticket"
at.heading = "Loaded"
product.heading = "Product"
place_from.heading = "Depot"
company.heading = "Company"
carrier.heading = "Truck"
standard_volume = { heading = "Litres", unit = "L" }
"""


@pytest.fixture(scope="module")
def pack() -> CountryPack:
    return load_pack(SAMPLE_PACK)


def read(text: str, mapping: str | Mapping, pack: CountryPack | None = None) -> SourceReading:
    rule = load_mapping(mapping) if isinstance(mapping, str) else mapping
    return read_table(text.encode(), "table.csv", rule, pack, now=NOW)


def column(reading: SourceReading, name: str) -> list[object]:
    return list(np.array(reading.tables[0].columns[name].to_pylist(), dtype=object))  # type: ignore[attr-defined]


def rules(reading: SourceReading) -> dict[str, str]:
    found = {each.rule: each.cell for each in reading.findings}
    assert len(found) == len(reading.findings)
    return found


def test_a_table_has_every_column_of_its_dataset() -> None:
    reading = read("Month,Product,Company,Volume\n2025-01,gasoline,A,5\n", VOLUME)
    assert set(reading.tables[0].columns) == {each.name for each in dataset("volume").columns}


def test_headings_are_found_in_any_order_and_case_with_blanks_around() -> None:
    reading = read("  volume ,COMPANY,Note, product,MONTH\n5,A,x,gasoline,2025-01\n", VOLUME)
    assert column(reading, "volume") == [5.0]


def test_titles_above_the_headings_are_passed_over() -> None:
    reading = read("Liftings of 2025\n\nMonth,Product,Company,Volume\n2025-01,gasoline,A,5\n", VOLUME)
    assert column(reading, "volume") == [5.0]
    assert reading.tables[0].cell[0].as_py() == "line 4"  # type: ignore[attr-defined]


def test_the_pack_knows_the_words_of_its_country(pack: CountryPack) -> None:
    reading = read("Month,Product,Company,Volume\n2025-01,MOTOR SPIRIT,A,5\n", VOLUME, pack)
    assert column(reading, "product") == ["gasoline"]
    assert column(reading, "units_per_tonne") == [1324.0]


def test_a_company_goes_by_its_present_name_and_keeps_its_printed_one(pack: CountryPack) -> None:
    reading = read("Month,Product,Company,Volume\n2025-01,gasoline,GULLWING  OIL TRADING LIMITED ,5\n", VOLUME, pack)
    assert column(reading, "company") == ["GULLWING ENERGY LIMITED"]
    assert column(reading, "company_printed") == ["GULLWING  OIL TRADING LIMITED "]


def test_each_month_is_an_edition_of_its_own() -> None:
    text = "Month,Product,Company,Volume\n2025-02,gasoil,A,1\n2025-01,gasoil,A,2\n2025-02,atk,A,3\n"
    reading = read(text, VOLUME)
    assert [each.slot for each in reading.editions] == ["volume/omc/month/2025-01-01", "volume/omc/month/2025-02-01"]


def test_later_knowledge_of_the_same_month_is_another_edition() -> None:
    text = "Month,Product,Company,Volume,Out\n2025-01,gasoil,A,1,2025-02-20\n2025-01,gasoil,A,2,2025-06-20\n"
    reading = read(text, VOLUME.replace("[columns]", 'known.heading = "Out"\n[columns]'))
    assert [each.known.at.date() for each in reading.editions] == [date(2025, 2, 20), date(2025, 6, 20)]
    assert {each.known.basis for each in reading.editions} == {"stated"}
    assert {each.slot for each in reading.editions} == {"volume/omc/month/2025-01-01"}


def test_what_states_no_date_is_known_some_days_after_its_month() -> None:
    mapping = VOLUME.replace("[columns]", "known.lag_days = 20\n[columns]")
    edition = read("Month,Product,Company,Volume\n2025-01,gasoil,A,1\n", mapping).editions[0]
    assert (edition.known.at, edition.known.basis) == (datetime(2025, 2, 21, tzinfo=UTC), "inferred")


def test_nothing_is_known_in_the_future() -> None:
    edition = read("Month,Product,Company,Volume\n2026-05,gasoil,A,1\n2026-12,gasoil,A,1\n", VOLUME).editions[1]
    assert edition.known.at == NOW


@pytest.mark.parametrize(
    ("unit", "printed", "litres"),
    [("L", 5.0, 5.0), ("m3", 5.0, 5000.0), ("thousand L", 2.5, 2500.0), ("bbl", 1.0, 158.987294928)],
)
def test_volumes_are_litres_whatever_the_table_counts_in(unit: str, printed: float, litres: float) -> None:
    mapping = VOLUME.replace('unit = "L"', f'unit = "{unit}"')
    reading = read(f"Month,Product,Company,Volume\n2025-01,gasoline,A,{printed}\n", mapping)
    assert column(reading, "volume") == [pytest.approx(litres, rel=1e-15)]
    assert column(reading, "unit") == ["L"]


def test_tonnes_of_a_liquid_become_litres_by_the_packs_factor(pack: CountryPack) -> None:
    mapping = VOLUME.replace('unit = "L"', 'unit = "t"')
    reading = read("Month,Product,Company,Volume\n2025-01,gasoline,A,2\n2024-12,gasoline,A,2\n", mapping, pack)
    assert column(reading, "volume") == [2648.0, 2676.0]


def test_tonnes_of_a_liquid_without_a_factor_are_not_guessed() -> None:
    mapping = VOLUME.replace('unit = "L"', 'unit = "t"')
    reading = read("Month,Product,Company,Volume\n2025-01,gasoline,A,2\n2025-01,lpg,A,2\n", mapping)
    assert rules(reading) == {"unit_does_not_fit": "line 2"}
    assert column(reading, "volume") == [2000.0]
    assert column(reading, "unit") == ["kg"]


def test_litres_of_lpg_are_refused() -> None:
    reading = read("Month,Product,Company,Volume\n2025-01,lpg,A,2\n", VOLUME)
    assert reading.verdict == "refused"
    assert rules(reading) == {"unit_does_not_fit": "line 2"}


def test_a_unit_column_says_the_unit_of_each_row() -> None:
    mapping = VOLUME.replace(', unit = "L" }', ' }\nunit.heading = "UoM"')
    reading = read("Month,Product,Company,Volume,UoM\n2025-01,gasoil,A,2,m3\n2025-01,lpg,A,2,MT\n", mapping)
    assert column(reading, "volume") == [2000.0, 2000.0]
    assert column(reading, "unit") == ["L", "kg"]


def test_pesewas_become_cedis_by_a_scale() -> None:
    mapping = """
    name = "p"
    dataset = "price"
    series = "ex_pump"
    grain = "day"
    [columns]
    kind.constant = "ex_pump"
    unit.constant = "GHS/L"
    day.heading = "Day"
    product.heading = "Product"
    company.heading = "Company"
    price = { heading = "Price", scale = 0.01 }
    """
    reading = read("Day,Product,Company,Price\n2025-01-02,gasoline_95,A,1551\n", mapping)
    assert column(reading, "price") == [pytest.approx(15.51)]
    assert (column(reading, "product"), column(reading, "grade")) == (["gasoline"], ["gasoline_95"])
    assert column(reading, "printed") == ["1551"]


@pytest.mark.parametrize(("meaning", "values"), [("missing", [None, None, 0.0]), ("zero", [0.0, 0.0, 0.0])])
def test_blank_and_dash_mean_what_the_mapping_says(meaning: str, values: list[float | None]) -> None:
    mapping = VOLUME.replace("[columns]", f'empty = {{ blank = "{meaning}", dash = "{meaning}" }}\n[columns]')
    text = "Month,Product,Company,Volume\n2025-01,gasoil,A,\n2025-01,gasoil,B,-\n2025-01,gasoil,C,0\n"
    assert column(read(text, mapping), "volume") == values


def test_a_zero_may_mean_nothing_stated() -> None:
    mapping = VOLUME.replace("[columns]", 'empty.zero = "missing"\n[columns]')
    reading = read("Month,Product,Company,Volume\n2025-01,gasoil,A,0\n2025-01,gasoil,B,1\n", mapping)
    assert column(reading, "volume") == [None, 1.0]


def test_a_blank_may_be_a_fault() -> None:
    mapping = VOLUME.replace("[columns]", 'empty.blank = "refuse"\n[columns]')
    reading = read("Month,Product,Company,Volume\n2025-01,gasoil,A,\n2025-01,gasoil,B,1\n", mapping)
    assert rules(reading) == {"not_a_number": "line 2"}


@pytest.mark.parametrize(
    ("marks", "text", "number"),
    [
        ('decimal = ".", thousands = ","', '"1,234,567.5"', 1234567.5),
        ('decimal = ",", thousands = "."', '"1.234.567,5"', 1234567.5),
        ('decimal = ",", thousands = " "', '"1 234 567,5"', 1234567.5),
    ],
)
def test_numbers_are_read_by_the_marks_of_their_country(marks: str, text: str, number: float) -> None:
    mapping = VOLUME.replace("[columns]", f"numbers = {{ {marks} }}\n[columns]")
    assert column(read(f"Month,Product,Company,Volume\n2025-01,gasoil,A,{text}\n", mapping), "volume") == [number]


def test_a_wrongly_grouped_number_is_not_guessed() -> None:
    mapping = VOLUME.replace("[columns]", 'numbers.thousands = ","\n[columns]')
    reading = read('Month,Product,Company,Volume\n2025-01,gasoil,A,"12,34"\n2025-01,gasoil,A,1\n', mapping)
    assert rules(reading) == {"not_a_number": "line 2"}


def test_rows_with_a_fault_are_left_out_whole_and_grouped_by_their_repair() -> None:
    rows = ("2025-01,gasoil,A,x", "2025-13,gasoil,B,1", "2025-01,FOO,C,2", "2025-01,gasoil,D,y", "2025-01,lpg_crm,E,-")
    text = "\n".join(("Month,Product,Company,Volume", *rows, "2025-01,gasoil,F,4", ""))
    reading = read(text, VOLUME)
    assert rules(reading) == {"not_a_number": "line 2;line 5", "not_a_date": "line 3", "word_unknown": "line 4"}
    assert column(reading, "company") == ["E", "F"]
    assert all(each.severity == "blocks" and each.expected and each.note for each in reading.findings)


def test_a_missing_heading_refuses_the_table_and_names_the_nearest() -> None:
    reading = read("Month,Product,Compny,Volume\n2025-01,gasoil,A,1\n", VOLUME)
    assert reading.verdict == "refused"
    assert "'Company'" in reading.reason
    assert "'Compny'" in reading.reason


def test_columns_that_the_mapping_does_not_name_are_listed() -> None:
    reading = read("Month,Product,Company,Volume,Remark\n2025-01,gasoil,A,1,x\n", VOLUME)
    assert [each.cells for each in reading.ignored] == ["column 'Remark'"]


def test_a_time_without_a_zone_is_of_the_mappings_zone() -> None:
    text = HEAD + "T1,2025-01-01 01:30,gasoil,D1,A,B1,9000\n"
    reading = read(text, LOADING)
    assert column(reading, "at") == [datetime(2024, 12, 31, 22, 30, tzinfo=UTC)]
    assert column(reading, "day") == [date(2025, 1, 1)]


def test_an_event_without_what_it_needs_is_left_out() -> None:
    text = HEAD + "T1,2025-01-01,gasoil,,A,B1,9\nT2,2025-01-01,gasoil,D,A,B1,\nT3,2025-01-01,gasoil,D,A,B1,9\n"
    reading = read(text, LOADING)
    assert column(reading, "reference") == ["T3"]
    assert {each.rule for each in reading.findings} == {"event_incomplete"}


def test_a_key_met_twice_with_other_figures_blocks_both_rows() -> None:
    text = HEAD + "T1,2025-01-01,gasoil,D,A,B,9\nT1,2025-01-01,gasoil,D,A,B,8\nT2,2025-01-01,gasoil,D,A,B,7\n"
    reading = read(text, LOADING)
    assert rules(reading) == {"key_twice": "line 2;line 3"}
    assert column(reading, "reference") == ["T2"]


def test_the_very_same_row_of_a_key_is_taken_once() -> None:
    row = "T1,2025-01-01,gasoil,D,A,B,9\n"
    reading = read(HEAD + row * 3, LOADING)
    assert rules(reading) == {"row_twice": "line 3;line 4"}
    assert column(reading, "reference") == ["T1"]


def test_a_negative_movement_is_refused() -> None:
    text = HEAD + "T1,2025-01-01,gasoil,D,A,B,-9\nT2,2025-01-01,gasoil,D,A,B,7\n"
    assert rules(read(text, LOADING)) == {"negative_volume": "line 2"}


def test_a_formula_stays_text_and_is_reported() -> None:
    reading = read('Month,Product,Company,Volume\n2025-01,gasoil,"=HYPERLINK(""x"")",1\n', VOLUME)
    assert column(reading, "company") == ['=HYPERLINK("x")']
    assert [(each.rule, each.severity) for each in reading.findings] == [("formula_text", "look")]


def test_a_formula_is_no_number() -> None:
    reading = read("Month,Product,Company,Volume\n2025-01,gasoil,A,=1+1\n2025-01,gasoil,A,1\n", VOLUME)
    assert rules(reading) == {"not_a_number": "line 2"}


def test_a_floor_typed_by_hand_is_a_price_of_its_window(pack: CountryPack) -> None:
    form = price_floor_form("KOR", ("gasoline",))
    reading = read(form.csv.replace(",gasoline,,", "2025-03-20,Motor Spirit,12.5,"), form.mapping, pack)
    assert reading.editions[0].slot == "price/floor/window/2025-03-20"
    assert reading.editions[0].span.end == date(2025, 4, 5)
    assert (column(reading, "price"), column(reading, "unit")) == ([12.5], ["KOR/L"])


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(0, 10**9)), min_size=1, max_size=40))
@settings(deadline=None)
def test_no_litre_is_lost_between_table_and_facts(rows: list[tuple[int, int]]) -> None:
    lines = "".join(f"2025-{month:02d},gasoil,C{number},{litres}\n" for number, (month, litres) in enumerate(rows))
    reading = read(f"Month,Product,Company,Volume\n{lines}", VOLUME)
    assert sum(float(str(each)) for each in column(reading, "volume")) == sum(litres for _, litres in rows)
    sums = [total.summed for each in reading.editions for total in each.totals]
    assert sum(sums) == sum(litres for _, litres in rows)


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused_with_a_reason(content: bytes) -> None:
    reading = read_table(content, "x", load_mapping(VOLUME), now=NOW)
    assert reading.verdict == "read" or reading.reason


def test_the_examples_are_read_without_a_finding() -> None:
    rules_of = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*/*.toml"))
    for rule in rules_of:
        table = rule.with_suffix(".csv")
        reading = read_table(table.read_bytes(), table.name, load_mapping(rule), now=NOW)
        assert (reading.verdict, reading.findings) == ("read", ()), table
    assert len(rules_of) == 5


PUMP = """
name = "pump"
dataset = "price"
series = "ex_pump"
grain = "day"
[columns]
kind.constant = "ex_pump"
unit.constant = "KOR/L"
day.heading = "Day"
product.heading = "Product"
company.heading = "Company"
price.heading = "Price"
"""


def test_a_price_that_the_country_never_paid_is_kept_and_marked_suspect(pack: CountryPack) -> None:
    reading = read("Day,Product,Company,Price\n2025-01-07,gasoil,A,1190\n2025-01-07,gasoil,B,12\n", PUMP, pack)
    assert column(reading, "price") == [1190.0, 12.0]
    assert column(reading, "standing") == ["suspect", "good"]
    assert rules(reading) == {"implausible_price": "line 2"}


def test_one_company_at_two_prices_is_reported(pack: CountryPack) -> None:
    reading = read("Day,Product,Company,Price\n2025-01-07,gasoil,A,11\n2025-01-07,gasoil,A,12\n", PUMP, pack)
    assert column(reading, "price") == [11.0, 12.0]
    assert rules(reading) == {"duplicate_company_two_prices": "line 2;line 3"}


def test_a_day_before_the_months_first_window_lies_in_the_last_one(pack: CountryPack) -> None:
    reading = read("Day,Product,Company,Price\n2025-01-03,gasoil,A,11\n", PUMP, pack)
    assert column(reading, "window") == [date(2024, 12, 20)]


def test_a_negative_volume_is_taken_in_and_reported() -> None:
    reading = read("Month,Product,Company,Volume\n2025-01,gasoil,A,-5\n", VOLUME)
    assert column(reading, "volume") == [-5.0]
    assert [(each.rule, each.severity) for each in reading.findings] == [("negative_volume", "look")]


def test_an_unreadable_time_of_becoming_known_blocks_its_row() -> None:
    text = "Month,Product,Company,Volume,Out\n2025-01,gasoil,A,1,soon\n2025-01,gasoil,B,2,\n"
    reading = read(text, VOLUME.replace("[columns]", 'known.heading = "Out"\n[columns]'))
    assert rules(reading) == {"not_a_time": "line 2"}
    assert [each.known.basis for each in reading.editions] == ["inferred"]


def test_a_constant_that_nobody_understands_refuses_the_table() -> None:
    reading = read(
        "Month,Company,Volume\n2025-01,A,1\n", VOLUME.replace('{ heading = "Product" }', '{ constant = "FOO" }')
    )
    assert reading.verdict == "refused"
    assert "'FOO'" in reading.reason


def test_a_spelling_that_stands_for_no_product_blocks_its_rows() -> None:
    mapping = VOLUME.replace('{ heading = "Product" }', '{ heading = "Product", spellings = { X = "petrolium" } }')
    reading = read("Month,Product,Company,Volume\n2025-01,X,A,1\n2025-01,atk,A,1\n", mapping)
    assert rules(reading) == {"word_unknown": "line 2"}


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2700-07-01"])
def test_a_year_that_cannot_be_is_no_date(day: str) -> None:
    text = f"{HEAD}T1,{day},gasoil,D,A,B,9\nT2,2025-01-01,gasoil,D,A,B,7\n"
    assert rules(read(text, LOADING)) == {"not_a_time": "line 2"}
