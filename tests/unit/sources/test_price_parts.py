"""Build-ups, indicators and price histories, planted fault by planted fault, with the made-up country's pack."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.sources import PublishedTotals, component_slips, load_pack, read_source
from petroverse.sources.sample import SAMPLE_PACK
from written_sheets import written_book

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PACK = load_pack(SAMPLE_PACK)
VALUES = st.floats(-500, 1500).map(lambda value: round(value, 4))


def build_up(
    core=(640.0, 655.0), levy=20.0, margin=31.5, total=None, extra=(), title="PRICE BUILD-UP EFFECTIVE 5TH MARCH 2025"
):
    """A build-up of two products whose printed total is right unless given."""
    sums = [total or price + levy + margin for price in core]
    return [
        [],
        [None, title],
        [None, None, "MOTOR SPIRIT (sen/Lt)", "AUTO DIESEL (sen/Lt)"],
        [None, "EX-REFINERY PRICE", *core],
        [None, "ROAD MAINTENANCE LEVY", levy, levy],
        *extra,
        [None, "MARKETERS MARGIN", margin, margin],
        [None, "INDICATIVE MAXIMUM PRICE (EX-PUMP PRICE)", *sums],
        [None, "NOTE: figures are indicative"],
    ]


def read(rows, name="b.xlsx", **marks):
    reading = read_source(written_book({"5TH MARCH 2025": rows}, **marks), name, [PACK], now=NOW)
    assert reading.verdict == "read", reading.reason
    return reading


def rows_of(reading, dataset, *names):
    table = next(each for each in reading.tables if each.dataset == dataset)
    return list(zip(table.cell, *(table.columns[name] for name in names), strict=True))


def cells_of(reading, rule):
    return [each.cell for each in reading.findings if each.rule == rule]


def test_every_part_is_a_row_with_its_role_and_unit():
    parts = rows_of(read(build_up()), "price_component", "product", "component", "role", "value", "unit")
    assert parts[0] == ("C4", "gasoline", "ex_refinery", "price", 640.0, "sen/L")
    assert [role for _, _, _, role, _, _ in parts[:4]] == ["price", "levy", "margin", "total"]


@given(st.tuples(VALUES, VALUES), VALUES, VALUES)
@settings(max_examples=20, deadline=None)
def test_sums_that_hold_are_never_called_wrong(core, levy, margin):
    assert not cells_of(read(build_up(core, levy, margin)), "component_sum_mismatch")


@given(st.floats(0.02, 400.0).map(lambda value: round(value, 2)))
@settings(max_examples=15, deadline=None)
def test_a_printed_sum_that_does_not_hold_is_found(slip):
    reading = read(build_up((640.0, 640.0), total=640.0 + 51.5 + slip))
    assert cells_of(reading, "component_sum_mismatch") == ["C7", "D7"]


def test_an_edition_holds_until_the_next_window_starts():
    edition = read(build_up()).editions[0]
    assert (edition.slot, edition.span.end) == ("price_component/build_up/window/2025-03-05", date(2025, 3, 20))


def test_a_new_part_is_kept_with_the_role_that_its_name_says():
    reading = read(build_up(extra=[[None, "Green Transition Levy", 0.0, 0.0]]))
    named = {component: role for _, component, role in rows_of(reading, "price_component", "component", "role")}
    assert named["green_transition_levy"] == "levy"
    assert cells_of(reading, "unknown_component") == ["C6"]


def test_a_hidden_part_is_reported_and_never_taken_in():
    reading = read(build_up(extra=[[None, "ENERGY FUND LEVY", 9.0, 9.0]]), hidden_rows=[6])
    assert "energy_fund_levy" not in {component for _, component in rows_of(reading, "price_component", "component")}
    assert cells_of(reading, "hidden_row") == ["6:6"]


def published(readings):
    return [
        PublishedTotals(file, each.sheet, each.series, each.grain, each.span.start, each.known.at, each.totals)
        for file, reading in readings.items()
        for each in reading.editions
        if each.dataset == "price_component"
    ]


def test_a_tenfold_change_between_versions_is_a_probable_slip():
    titles = {"a": "5TH MARCH 2025", "b": "20TH MARCH 2025", "c": "5TH APRIL 2025"}
    levies = {"a": 0.3, "b": 0.3, "c": 3.0}
    readings = {
        file: read(build_up(levy=levies[file], title=f"PRICE BUILD-UP EFFECTIVE {day}")) for file, day in titles.items()
    }
    found = [
        (file, each.cell, each.expected)
        for file, slips in component_slips(published(readings)).items()
        for each in slips
    ]
    assert sorted(found) == [(file, cell, "3 (from 2025-04-05)") for file in "ab" for cell in ("C5", "D5")]


def test_an_ordinary_change_between_versions_is_none():
    march = read(build_up(levy=20.0))
    april = read(build_up(levy=26.0, title="PRICE BUILD-UP EFFECTIVE 5TH APRIL 2025"))
    assert component_slips(published({"march": march, "april": april})) == {}


def test_indicators_are_one_edition_a_window_and_an_estimate_says_so():
    rows = [
        [],
        [None, "Petroleum Price Indicators (As of 10th March, 2025)"],
        [
            None,
            None,
            "PBU Effective 5th March 2025 (16th February - 27th February 2025 Averages)",
            "Estimate for PBU Effective 20th March 2025 (28th February - 14th March 2025 Averages)",
            "% Change",
        ],
        [None, "FX Rate (Commercial Banks Average)(USD/KOR)", 3.5, 3.6, -0.02],
        [None, "Crude Oil (USD/BBL)", 80.0, 81.5, 0.01],
        [None, "Hydrogen (USD/MT)", 900.0, 910.0, 0.01],
    ]
    reading = read(rows)
    assert [each.slot for each in reading.editions] == [
        "indicator/indicators/window/2025-03-05",
        "indicator/indicators/window/2025-03-20",
    ]
    seen = rows_of(reading, "indicator", "indicator", "value", "unit", "day", "until")
    assert seen[0] == ("C4", "fx_usd", 3.5, "KOR/USD", date(2025, 2, 16), date(2025, 2, 27))
    assert seen[1][1:4] == ("crude_brent", 80.0, "USD/bbl")
    assert len(seen) == 6
    assert cells_of(reading, "estimate") == ["D3"]
    assert cells_of(reading, "unknown_indicator") == ["C6", "D6"]


OLD = replace(
    PACK,
    words={
        **PACK.words,
        "title.historical": ("HISTORICAL TREND",),
        "indicator.fx_usd": ("EXCHANGE RATE",),
        "unit.old_currency": ("OLD CROWNS",),
        "unit.old_currency_code": ("KOO",),
        "unit.currency_since": ("2020-01-01",),
    },
    component_spellings={**PACK.component_spellings, "EX REF": "ex_refinery", "TAXES": "taxes", "EX PUMP": "ex_pump"},
    component_roles={**PACK.component_roles, "taxes": "tax"},
)


def history(*days, heads=("MOTOR SPIRIT", "AUTO DIESEL")):
    first, second = heads
    return [
        [None, "HISTORICAL TREND OF PRICES"],
        [None, "UNITS: OLD CROWNS"],
        [None, None, first, None, None, second, None, None],
        ["Effective", "Exchange Rate", "EX-REF", "TAXES", "EX-PUMP", "EX-REF", "TAXES", "EX-PUMP"],
        [None, "sen/USD", *["sen/Lt"] * 6],
        *[[day, 3.5, 100.0 + at, 20.0, 120.0 + at, 90.0, 20.0, 110.0] for at, day in enumerate(days)],
        [],
        [None, None, "NOTE: all levies apply"],
    ]


def read_history(rows):
    reading = read_source(written_book({"History": rows}), "h.xlsx", [OLD], now=NOW)
    assert reading.verdict == "read", reading.reason
    return reading


DAYS = [date(2019, 12, 5), date(2019, 12, 20), date(2020, 1, 5), date(2020, 1, 20), date(2020, 2, 5), date(2020, 2, 20)]


def test_a_history_gives_every_window_its_parts_price_and_exchange_rate():
    reading = read_history(history(*DAYS))
    assert len(rows_of(reading, "price_component")) == 6 * len(DAYS)
    assert len(rows_of(reading, "indicator")) == len(DAYS)
    assert ("E8", date(2020, 1, 5), "gasoline", pytest.approx(1.22), "KOR/L") in rows_of(
        reading, "price", "day", "product", "price", "unit"
    )


def test_a_price_of_nothing_means_that_it_was_not_sold():
    rows = history(*DAYS)
    rows[7][4] = 0
    assert ("E8", None, "0.0") in rows_of(read_history(rows), "price", "price", "printed")


def test_before_the_present_currency_was_there_prices_are_in_the_old_one():
    units = {day: unit for _, day, unit in rows_of(read_history(history(*DAYS)), "price", "day", "unit")}
    assert (units[date(2019, 12, 20)], units[date(2020, 1, 5)]) == ("KOO/L", "KOR/L")


def test_the_exchange_rate_is_counted_in_the_money_of_its_time():
    rows = history(*DAYS)
    rows[4][1] = "crowns/US$"
    money = replace(OLD, words={**OLD.words, "unit.major": ("CROWNS",), "unit.usd": ("US", "USD")})
    reading = read_source(written_book({"History": rows}), "h.xlsx", [money], now=NOW)
    units = {day: unit for _, day, unit in rows_of(reading, "indicator", "day", "unit")}
    assert (units[date(2019, 12, 20)], units[date(2020, 1, 5)]) == ("KOO/USD", "KOR/USD")


def test_a_day_that_cannot_be_is_left_out_with_what_was_probably_meant():
    reading = read_history(history(*DAYS[:5], date(2700, 2, 20)))
    assert [(each.cell, each.expected) for each in reading.findings if each.rule == "date_typo"] == [
        ("A11", "2020-02-20")
    ]
    assert "C11" not in [cell for cell, *_ in rows_of(reading, "price_component")]


def test_the_same_window_twice_is_reported():
    reading = read_history(history(*DAYS, DAYS[-1]))
    assert cells_of(reading, "duplicate_date") == ["A11;A12"]


def test_an_unknown_product_keeps_its_own_columns():
    reading = read_history(history(*DAYS, heads=("MOTOR SPIRIT", "Wood Gas")))
    assert {product for _, product in rows_of(reading, "price_component", "product")} == {"gasoline", "wood_gas"}
    assert cells_of(reading, "unknown_product") == ["F3"]
