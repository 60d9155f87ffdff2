"""Prices, build-ups, quality, capacity, indicators and the stock balance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

import pytest

from petroverse.core.catalogue import dataset
from petroverse.core.facts import Edition, FactTable, SourceReading
from petroverse.core.times import Known, Span
from petroverse.metrics import MixedSum, WordsDoNotFit, query_from_words
from petroverse.sources import load_pack
from stored_market import Market
from volume_facts import instant

DAY = date(2024, 6, 3)
KNOWN = instant(2025)


def take_in(market: Market, name: str, rows: Sequence[Mapping[str, object]], *, known: datetime = KNOWN) -> None:
    """Rows of one dataset; columns that are not given are missing."""
    columns = {each.name: [row.get(each.name) for row in rows] for each in dataset(name).columns}
    edition = Edition(name, "test", "row", Span(DAY, date(2024, 7, 1)), Known(known, "stated"), "Sheet")
    table = FactTable(name, columns, [0] * len(rows), ["A1"] * len(rows))
    market.take_in(SourceReading("read", editions=(edition,), tables=(table,)), f"{name}-{known:%Y%m%d}.xlsx")


def price(company: str, value: float | None, **more: object) -> dict[str, object]:
    row = {"kind": "ex_pump", "day": DAY, "window": date(2024, 6, 1), "product": "gasoil", "company": company}
    return {**row, "price": value, "unit": "GHS/L", "standing": "good", **more}


@pytest.fixture
def pumps(market: Market) -> Market:
    rows = [
        price("A", 14.0),
        price("B", 15.0),
        price("C", 16.0),
        price("D", 1551.0, standing="suspect"),
        price("E", None),
    ]
    take_in(market, "price", rows)
    return market


def test_suspect_prices_stay_out_and_are_counted_in_a_warning(pumps: Market):
    answer = pumps.ask(query_from_words(["average_price,median_price,minimum_price,maximum_price,prices"], ["product"]))
    row = dict(answer.rows[0])
    assert (row["average_price"], row["median_price"], row["minimum_price"], row["maximum_price"]) == (15, 15, 14, 16)
    assert row["prices"] == 3
    assert any("1 suspect price was left out" in each for each in answer.warnings)


def test_suspect_prices_can_be_seen_as_printed(pumps: Market):
    rows = pumps.rows("suspects", "company,standing", ["standing=suspect"])
    assert [(row["company"], row["suspects"]) for row in rows] == [("D", 1)]


def test_the_middle_half_of_the_prices_is_told_without_suspect_ones(pumps: Market):
    row = pumps.rows("lower_quartile_price,upper_quartile_price,dispersion_share", "product")[0]
    assert (row["lower_quartile_price"], row["upper_quartile_price"]) == (14.5, 15.5)
    assert row["dispersion_share"] == pytest.approx(1 / 15)


def test_the_spread_is_measured_against_the_whole_market(pumps: Market):
    assert pumps.rows("spread", "company", ["company=A"])[0]["spread"] == -1


def test_litres_and_kilograms_are_not_averaged_together(market: Market):
    take_in(market, "price", [price("A", 14.0), price("A", 16.0, product="lpg", unit="GHS/kg")])
    with pytest.raises(MixedSum, match="different units"):
        market.rows("average_price", "company")


def test_windows_are_written_as_their_first_day(pumps: Market):
    assert pumps.rows("prices", "window")[0]["window"] == "2024-06-01"


def test_parts_of_a_price_are_read_by_component(market: Market):
    part = {"day": DAY, "product": "rfo", "unit": "GHp/L", "component_printed": "x"}
    rows = [
        {**part, "component": "ex_refinery", "role": "price", "position": 1, "value": 30.0},
        {**part, "component": "uppf", "role": "margin", "position": 2, "value": 10.0},
        {**part, "component": "ex_depot", "role": "total", "position": 3, "value": 40.0},
    ]
    take_in(market, "price_component", rows)
    found = {
        row["component"]: row for row in market.rows("component_value,component_share", "component", ["product=rfo"])
    }
    assert found["uppf"]["component_value"] == 10
    assert found["uppf"]["component_share"] == 0.25


def test_a_build_up_is_told_in_printed_order_by_role_and_edition(market: Market):
    part = {"day": DAY, "product": "rfo", "unit": "GHp/L", "component_printed": "x"}
    rows = [
        {**part, "component": "uppf", "role": "margin", "position": 2, "value": 10.0},
        {**part, "component": "ex_refinery", "role": "price", "position": 1, "value": 30.0},
    ]
    take_in(market, "price_component", rows)
    told = market.rows("component_value,component_position", "edition,role,component", ["role=margin,price"])
    assert [(row["role"], row["component_position"]) for row in told] == [("margin", 2), ("price", 1)]
    assert len({row["edition"] for row in told}) == 1


def test_results_of_the_laboratory(market: Market):
    result = {"week": DAY, "product": "gasoil", "sample": "MT Ama", "parameter": "sulphur", "parameter_printed": "S"}
    rows = [{**result, "value": value, "unit": "mg/kg", "is_within": value <= 50} for value in (40.0, 60.0)]
    take_in(market, "quality", rows)
    row = market.rows("quality_value,quality_maximum,share_within,samples", "parameter", ["product=gasoil"])[0]
    assert (row["quality_value"], row["quality_maximum"], row["share_within"], row["samples"]) == (50, 60, 0.5, 1)


def test_the_strictest_limit_and_results_outside_it_are_told(market: Market):
    result = {"week": DAY, "product": "gasoline", "sample": "MT Ama", "parameter": "ron", "parameter_printed": "RON"}
    rows = [
        {**result, "grade": grade, "value": value, "printed": str(value), "limit_low": low, "is_within": value >= low}
        for grade, value, low in (("Regular", 91.0, 91.0), ("Premium", 94.0, 95.0))
    ]
    take_in(market, "quality", rows)
    whole = market.rows("limit_low,limit_high,outside", "parameter")[0]
    assert (whole["limit_low"], whole["limit_high"], whole["outside"]) == (95, None, 1)
    assert {row["printed"]: row["outside"] for row in market.rows("outside", "printed")} == {"91.0": 0, "94.0": 1}


def test_capacities_add_within_a_unit(market: Market):
    tank = {"day": DAY, "region": "Greater Accra", "depot_printed": "x", "product": "gasoil", "unit": "m3"}
    take_in(
        market, "storage_capacity", [{**tank, "depot": "T1", "capacity": 5.0}, {**tank, "depot": "T2", "capacity": 7.0}]
    )
    assert market.rows("capacity,depots", "region")[0] == {
        "region": "Greater Accra",
        "capacity": 12,
        "depots": 2,
        "unit": "m3",
    }


def test_indicators_by_day(market: Market):
    take_in(
        market,
        "indicator",
        [{"day": DAY, "indicator": "fx_usd", "indicator_printed": "FX", "value": 14.5, "unit": "GHS/USD"}],
    )
    assert market.rows("indicator_value", "day,indicator")[0]["indicator_value"] == 14.5


def event(kind: str, number: int, day: int, litres: float, **places: str) -> dict[str, object]:
    at = datetime(2024, 6, day, 8, tzinfo=UTC)
    row = {"event": kind, "reference": f"{kind}-{number}", "at": at, "day": at.date(), "product": "gasoil", "unit": "L"}
    return {**row, "standard_volume": litres, **places}


def stock(day: int, closing: float) -> dict[str, object]:
    return {"day": date(2024, 6, day), "place": "Tema", "product": "gasoil", "closing": closing, "unit": "L"}


@pytest.fixture
def depot(market: Market) -> Market:
    take_in(market, "stock", [stock(1, 1000.0), stock(3, 1290.0)])
    moves = [
        event("discharge", 1, 2, 500.0, place_to="Tema"),
        event("loading", 1, 2, 100.0, place_from="Tema"),
        event("waybill", 1, 2, 100.0, place_from="Tema", place_to="Kumasi"),
        event("loading", 2, 3, 100.0, place_from="Tema"),
        event("delivery", 1, 3, 99.0, place_to="Kumasi"),
    ]
    take_in(market, "movement", moves)
    return market


BALANCE = "opening,received,issued,closing_book,closing_measured,variance"


def test_a_balance_closes_over_movements_and_measured_stock(depot: Market):
    rows = depot.rows(BALANCE, "place,product,day", ["place=Tema"])
    told = [tuple(row[name] for name in BALANCE.split(",")) for row in rows]
    assert told == [
        (None, 0, 0, None, 1000, None),
        (1000, 500, 100, 1400, None, None),
        (1400, 0, 100, 1300, 1290, -10),
    ]


def test_a_balance_of_several_days_has_the_first_opening_and_the_last_closing(depot: Market):
    row = depot.rows(BALANCE, "place,product", ["place=Tema", "day>=2024-06-02"])[0]
    assert (row["opening"], row["received"], row["issued"]) == (1000, 500, 200)
    assert (row["closing_book"], row["closing_measured"], row["variance"]) == (1300, 1290, -10)


def test_a_corrected_event_replaces_the_one_of_its_number(depot: Market):
    take_in(depot, "movement", [event("discharge", 1, 2, 600.0, place_to="Tema")], known=instant(2025, 2))
    rows = depot.rows("received", "place,product", ["place=Tema"])
    assert rows[0]["received"] == 600


def test_a_pricing_window_is_compared_with_the_window_before_it(market: Market):
    windows = {date(2023, 12, 20): 10.0, date(2024, 1, 5): 11.0, date(2024, 1, 20): 13.0, date(2024, 2, 20): 20.0}
    take_in(market, "price", [price("A", value, day=day, window=day) for day, value in windows.items()])
    market.pack = load_pack("sample")
    rows = market.rows("average_price", "window", ["year=2024"], compare="previous_period")
    assert [(row["window"], row["average_price"], row["average_price_before"]) for row in rows] == [
        ("2024-01-05", 11, 10), ("2024-01-20", 13, 11), ("2024-02-20", 20, None),
    ]  # fmt: skip


def test_the_window_before_is_not_guessed(market: Market):
    with pytest.raises(WordsDoNotFit, match="windows start is not known"):
        market.rows("average_price", "window", compare="previous_period")
    market.pack = load_pack("sample")
    with pytest.raises(WordsDoNotFit, match="another year"):
        market.rows("average_price", "year,window", compare="previous_period")


def stage(source: str, product: str, volume: float | None, month: date = date(2024, 6, 1)) -> dict[str, object]:
    row = {"grain": "month", "month": month, "until": date(2024, 7, 1), "source": source, "product": product}
    return {**row, "product_printed": product, "volume": volume, "unit": "L"}


def test_stages_that_tell_other_litres_of_a_month_are_found(market: Market):
    rows = [
        stage("bidec", "gasoil", 100.0),
        stage("omc", "gasoil", 90.0),
        stage("national", "gasoil", 95.0),
        stage("bidec", "rfo", 7.0),
        stage("omc", "rfo", 7.0),
        stage("national", "rfo", 7.0),
        stage("national", "atk", 3.0),
        stage("national", "atk", 4.0, date(2024, 5, 1)),
    ]
    take_in(market, "volume", rows)
    told = market.rows("disagreement,supplied,marketed,nationwide", "month,product", ["standing=differs"])
    assert [(row["product"], row["disagreement"]) for row in told] == [("atk", 3), ("gasoil", 10)]
    assert (told[0]["supplied"], told[0]["nationwide"]) == (0, 3)
    whole = market.rows("compared,disagreements", "year")[0]
    assert (whole["compared"], whole["disagreements"]) == (3, 2)
