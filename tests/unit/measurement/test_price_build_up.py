"""Price build-ups by hand, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from petroverse.measurement.price_build_up import (
    BuildUpNotReadable,
    Component,
    DatedComponent,
    PriceUnit,
    check_totals,
    convert_price,
    ex_refinery,
    in_force,
    price_unit,
    sum_by_role,
    total,
)

MINOR = {"GHp": "GHS", "USc": "USD"}
ROWS = [
    Component("ex_refinery", "price", Decimal("8.20")),
    Component("duty", "tax", Decimal("1.00")),
    Component("road_levy", "levy", Decimal("0.48")),
    Component("ex_depot", "total", Decimal("9.68")),
    Component("dealers_margin", "margin", Decimal("0.70")),
    Component("subsidy", "adjustment", Decimal("-0.10")),
    Component("blank", "margin", None),
    Component("ex_pump", "total", Decimal("10.28")),
    Component("indicative_maximum", "total", None),
]


def test_components_add_up_by_role():
    sums = sum_by_role(ROWS)
    assert (sums["price"], sums["tax"], sums["levy"]) == (Decimal("8.20"), Decimal("1.00"), Decimal("0.48"))
    assert (sums["margin"], sums["adjustment"]) == (Decimal("0.70"), Decimal("-0.10"))
    assert total(ROWS) == Decimal("10.28")


def test_each_printed_total_is_the_sum_of_the_rows_above_it():
    checks = check_totals(ROWS, Decimal(0))
    assert [(each.code, each.agrees) for each in checks] == [("ex_depot", True), ("ex_pump", True)]


def test_a_total_that_is_off_says_by_how_much():
    wrong = [*ROWS[:3], Component("ex_depot", "total", Decimal("9.70"))]
    (check,) = check_totals(wrong, Decimal("0.01"))
    assert (check.summed, check.printed, check.agrees) == (Decimal("9.68"), Decimal("9.70"), False)


def test_a_negative_tolerance_is_refused():
    with pytest.raises(BuildUpNotReadable, match="tolerance"):
        check_totals(ROWS, Decimal("-0.01"))


def test_an_unknown_role_is_refused():
    with pytest.raises(BuildUpNotReadable, match="'fee'"):
        Component("x", "fee", Decimal(1))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("GHp/L", PriceUnit("GHS", 100, "L")),
        ("GHS/kg", PriceUnit("GHS", 1, "kg")),
        ("USc / L", PriceUnit("USD", 100, "L")),
        ("USD/t", PriceUnit("USD", 1, "t")),
    ],
)
def test_a_printed_unit_is_read(text: str, unit: PriceUnit):
    assert price_unit(text, MINOR) == unit


@pytest.mark.parametrize("text", ["", "GHp", "GHp/", "/L", "cedis/L", "usd/L"])
def test_what_is_no_unit_of_a_price_is_refused(text: str):
    with pytest.raises(BuildUpNotReadable):
        price_unit(text, MINOR)


def test_pesewas_become_cedis():
    assert convert_price(Decimal("1551"), price_unit("GHp/L", MINOR), price_unit("GHS/L", MINOR)) == Decimal("15.51")


@pytest.mark.parametrize("other", ["USD/L", "GHS/kg"])
def test_another_currency_or_quantity_does_not_convert(other: str):
    with pytest.raises(BuildUpNotReadable, match="convert with it first"):
        convert_price(Decimal(1), price_unit("GHS/L", MINOR), price_unit(other, MINOR))


UPPF = [
    DatedComponent(date(2024, 3, 16), Component("uppf", "levy", Decimal("0.60"))),
    DatedComponent(date(2024, 1, 1), Component("uppf", "levy", Decimal("0.50"))),
    DatedComponent(date(2024, 1, 1), Component("duty", "tax", Decimal("1.00"))),
]


@pytest.mark.parametrize(
    ("on", "uppf"),
    [(date(2024, 1, 1), "0.50"), (date(2024, 3, 15), "0.50"), (date(2024, 3, 16), "0.60"), (date(2025, 1, 1), "0.60")],
)
def test_a_past_window_reprices_with_what_was_in_force(on: date, uppf: str):
    assert total(in_force(UPPF, on)) == Decimal(uppf) + Decimal("1.00")


def test_before_its_first_row_a_component_is_not_there():
    assert in_force(UPPF, date(2023, 12, 31)) == ()


def test_of_two_rows_of_one_day_the_later_given_holds():
    mended = DatedComponent(date(2024, 1, 1), Component("duty", "tax", Decimal("1.10")))
    assert mended.component in in_force([*UPPF, mended], date(2024, 1, 1))


def test_a_litre_starts_with_world_price_and_premium_through_the_exchange_rate():
    price = ex_refinery(Decimal(700), Decimal("94.7"), Decimal(15), Decimal("1324.5"))
    assert price == Decimal(9)


@pytest.mark.parametrize(("rate", "litres"), [("0", "1324.5"), ("15", "0"), ("-15", "1324.5")])
def test_a_price_without_rate_or_factor_is_refused(rate: str, litres: str):
    with pytest.raises(BuildUpNotReadable, match="above zero"):
        ex_refinery(Decimal(700), Decimal(90), Decimal(rate), Decimal(litres))
