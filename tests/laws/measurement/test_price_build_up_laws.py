"""What holds for every price build-up: parts make the whole, exactly."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from petroverse.measurement.price_build_up import (
    ROLES,
    Component,
    PriceUnit,
    check_totals,
    convert_price,
    sum_by_role,
    total,
)

VALUES = st.decimals(-1000, 1000, places=4)
ROWS = st.lists(
    st.builds(Component, st.just("part"), st.sampled_from([each for each in ROLES if each != "total"]), VALUES),
    max_size=20,
)


@given(ROWS)
def test_the_roles_add_up_to_the_total(rows: list[Component]):
    assert sum(sum_by_role(rows).values(), Decimal(0)) == total(rows) == sum((r.value or 0 for r in rows), Decimal(0))


@given(ROWS)
def test_a_total_printed_as_summed_agrees_without_tolerance(rows: list[Component]):
    (check,) = check_totals([*rows, Component("ex_pump", "total", total(rows))], Decimal(0))
    assert check.agrees


@given(ROWS, VALUES.filter(bool))
def test_a_total_off_by_more_than_the_tolerance_does_not_agree(rows: list[Component], off: Decimal):
    printed = Component("ex_pump", "total", total(rows) + off)
    assert not check_totals([*rows, printed], abs(off) - Decimal("0.0001"))[0].agrees
    assert check_totals([*rows, printed], abs(off))[0].agrees


@given(ROWS, VALUES)
def test_a_printed_total_adds_nothing(rows: list[Component], printed: Decimal):
    assert total([*rows, Component("ex_depot", "total", printed)]) == total(rows)


@given(VALUES)
def test_minor_and_major_money_convert_exactly_there_and_back(value: Decimal):
    minor, major = PriceUnit("GHS", 100, "L"), PriceUnit("GHS", 1, "L")
    assert convert_price(convert_price(value, minor, major), major, minor) == value
