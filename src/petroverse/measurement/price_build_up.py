"""Price build-up: components by role summed into totals, and printed totals checked against the sum.

    ex-refinery price + taxes and levies = ex-depot price      + margins = ex-pump price

Exact decimals throughout. Which components there are, and their roles, is the country pack's; nothing here is
particular to one country.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

from petroverse.core.errors import QuantityRefused

__all__ = [
    "ROLES",
    "BuildUpNotReadable",
    "Component",
    "DatedComponent",
    "PriceUnit",
    "Role",
    "TotalCheck",
    "check_totals",
    "convert_price",
    "ex_refinery",
    "in_force",
    "price_unit",
    "sum_by_role",
    "total",
]

Role = Literal["price", "tax", "levy", "margin", "adjustment", "total"]
"""A starting price, what the state takes, what the trade takes, a correction, or a printed sum of the rows above."""

ROLES: Final[tuple[Role, ...]] = get_args(Role)


class BuildUpNotReadable(QuantityRefused):
    """A unit or role is unknown, or two prices do not convert."""


@dataclass(frozen=True, slots=True)
class PriceUnit:
    """What a price is counted in: money for a quantity.

    Attributes:
        currency: ISO 4217 code.
        scale: How many of the printed money make one of the currency: 100 for GHp, 1 for GHS.
        per: What it buys, such as ``L``, ``kg`` or ``t``.
    """

    currency: str
    scale: int
    per: str


def price_unit(text: str, minor_units: Mapping[str, str]) -> PriceUnit:
    """Reads a printed unit such as ``GHp/L``.

    Args:
        text: Money, a stroke, a quantity.
        minor_units: Hundredth → currency, such as {"GHp": "GHS", "USc": "USD"}; from the country pack.

    Raises:
        BuildUpNotReadable: It is not of this form.

    Example:
        >>> price_unit("GHp/L", {"GHp": "GHS"})
        PriceUnit(currency='GHS', scale=100, per='L')
    """
    money, stroke, per = (part.strip() for part in text.partition("/"))
    if not (money and stroke and per):
        raise BuildUpNotReadable(f"{text!r} is no unit of a price", where="unit", fix="write it as GHS/L or GHp/kg")
    if money in minor_units:
        return PriceUnit(minor_units[money], 100, per)
    if not (len(money) == 3 and money.isupper()):
        raise BuildUpNotReadable(f"{money!r} is no money known here", where="unit", fix="name it in the country pack")
    return PriceUnit(money, 1, per)


def convert_price(value: Decimal, from_unit: PriceUnit, to_unit: PriceUnit) -> Decimal:
    """A price in the major instead of the minor unit of its currency, or the other way round, exactly.

    Raises:
        BuildUpNotReadable: Currency or quantity differ; that takes an exchange rate or a density.

    Example:
        >>> pesewas, cedis = PriceUnit("GHS", 100, "L"), PriceUnit("GHS", 1, "L")
        >>> convert_price(Decimal("1551"), pesewas, cedis)
        Decimal('15.51')
    """
    if (from_unit.currency, from_unit.per) != (to_unit.currency, to_unit.per):
        raise BuildUpNotReadable(
            f"a price per {from_unit.per} in {from_unit.currency} is none per {to_unit.per} in {to_unit.currency}",
            fix="state an exchange rate, or a density, and convert with it first",
        )
    return value * to_unit.scale / from_unit.scale


def ex_refinery(world_per_t: Decimal, premium_per_t: Decimal, exchange_rate: Decimal, litres_per_t: Decimal) -> Decimal:
    """The price a litre starts with: world price and premium, through the exchange rate, by volume.

    Args:
        world_per_t: World (FOB) price of a tonne, foreign money.
        premium_per_t: Freight, insurance and supplier's premium on a tonne, foreign money.
        exchange_rate: Local money for one of foreign money, above zero.
        litres_per_t: Conversion factor of the product (1000 for LPG, whose price is per kilogram), above zero.

    Raises:
        BuildUpNotReadable: The rate or the factor is not above zero.

    Example:
        >>> ex_refinery(Decimal(700), Decimal("94.7"), Decimal(15), Decimal("1324.5"))
        Decimal('9')
    """
    for name, value in (("exchange_rate", exchange_rate), ("litres_per_t", litres_per_t)):
        if not value > 0:
            raise BuildUpNotReadable(f"{name} is {value}", where=name, fix="give a number above zero")
    return (world_per_t + premium_per_t) * exchange_rate / litres_per_t


@dataclass(frozen=True, slots=True)
class Component:
    """One row of a build-up, in the order printed.

    Attributes:
        code: Canonical component, such as ``road_fund_levy`` or ``ex_pump``.
        role: See ``Role``.
        value: In the build-up's unit; None where it was printed blank.
    """

    code: str
    role: Role
    value: Decimal | None

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise BuildUpNotReadable(
                f"{self.code} has the role {self.role!r}", where="role", fix=f"one of {', '.join(ROLES)}"
            )


@dataclass(frozen=True, slots=True)
class DatedComponent:
    """A component as it holds from a day on, until a later row of the same code."""

    since: date
    component: Component


def in_force(rows: Iterable[DatedComponent], on: date) -> tuple[Component, ...]:
    """The components in force on a day: of each code the latest row that had begun, in the order codes first came.

    Rows are never overwritten, so a past window reprices exactly; of two rows of one day the later given holds.

    Example:
        >>> old, new = (Component("uppf", "levy", Decimal(each)) for each in ("0.50", "0.60"))
        >>> rows = [DatedComponent(date(2024, 1, 1), old), DatedComponent(date(2024, 3, 16), new)]
        >>> in_force(rows, date(2024, 3, 15)) == (old,)
        True
    """
    latest: dict[str, DatedComponent] = {}
    for row in rows:
        before = latest.get(row.component.code)
        if row.since <= on and (before is None or before.since <= row.since):
            latest[row.component.code] = row
    return tuple(each.component for each in latest.values())


def sum_by_role(components: Iterable[Component]) -> dict[Role, Decimal]:
    """The sum of each role; printed totals and blank rows add nothing.

    Example:
        >>> sum_by_role([Component("fob", "price", Decimal("5.1")), Component("uppf", "levy", Decimal("0.9"))])["levy"]
        Decimal('0.9')
    """
    sums: dict[Role, Decimal] = {role: Decimal(0) for role in ROLES if role != "total"}
    for each in components:
        if each.role != "total" and each.value is not None:
            sums[each.role] += each.value
    return sums


def total(components: Iterable[Component]) -> Decimal:
    """The price that the components come to: the sum of all but printed totals."""
    return sum(sum_by_role(components).values(), Decimal(0))


@dataclass(frozen=True, slots=True)
class TotalCheck:
    """A printed total beside the sum of the rows above it.

    Attributes:
        code: The total's component code, such as ``ex_depot``.
        summed: All rows above it, other totals left out.
        printed: As printed.
        agrees: Whether they differ by no more than the tolerance.
    """

    code: str
    summed: Decimal
    printed: Decimal
    agrees: bool


def check_totals(components: Sequence[Component], tolerance: Decimal) -> tuple[TotalCheck, ...]:
    """Checks every printed total of a build-up against the sum of the rows above it.

    Args:
        components: In the order printed.
        tolerance: The largest difference that rounding explains, zero or more: half a unit of the last decimal for
            each row is a fair choice.

    Returns:
        One check for each printed total, in order; a blank total gives none.

    Raises:
        BuildUpNotReadable: The tolerance is negative.

    Example:
        >>> rows = [Component("ex_refinery", "price", Decimal("8")), Component("duty", "tax", Decimal("2")),
        ...         Component("ex_depot", "total", Decimal("10.1"))]
        >>> check_totals(rows, Decimal("0.05"))[0].agrees
        False
    """
    if tolerance < 0:
        raise BuildUpNotReadable(f"a tolerance of {tolerance}", where="tolerance", fix="give zero or more")
    checks = []
    for place, row in enumerate(components):
        if row.role == "total" and row.value is not None:
            summed = total(components[:place])
            checks.append(TotalCheck(row.code, summed, row.value, abs(summed - row.value) <= tolerance))
    return tuple(checks)
