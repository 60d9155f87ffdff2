"""How figures and codes of an answer read in a report: short on a picture, whole in a table."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Final

import pyarrow as pa

from petroverse.core.dashboards import View
from petroverse.documents.names import code_name, column_name

__all__ = [
    "column_head",
    "exact_text",
    "figure_format",
    "short_text",
    "unit_name",
    "unit_of",
    "value_text",
    "with_unit",
]

_STEPS: Final = ((1e9, 1e9, " bn"), (1e6, 1e6, " M"), (1e4, 1e3, " k"))
_OF_HUNDRED: Final = {"percent": "%", "points": "pp"}
"""Parts of a whole, and by how many points such a part changed."""
_PERCENT: Final = re.compile(r"_growth$|^growth_|share")
_PRICE: Final = re.compile(r"price$|^spread$|^component_value$|^indicator_|^quality_")
_COUNT: Final = frozenset(
    {
        "cells",
        "rank",
        "companies_active",
        "prices",
        "companies_selling",
        "revisions",
        "components",
        "results",
        "samples",
    }
)
_MONTH: Final = re.compile(r"\d{4}-\d{2}")
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def figure_format(column: str, view: View | None = None) -> str:
    """How the figures of a column read: as its view says, else by what the column is called.

    Example:
        >>> figure_format("volume_growth"), figure_format("share_change"), figure_format("volume")
        ('percent', 'points', 'quantity')
    """
    if (view and column == view.y and view.format == "percent") or _PERCENT.search(column):
        return "points" if column.endswith("_change") else "percent"
    if view and view.format and column == view.y:
        return view.format
    measure = re.sub(r"_(before|change)$", "", column)
    if measure in _COUNT:
        return "count"
    return "index" if measure == "hhi" else "price" if _PRICE.search(measure) else "quantity"


def short_text(value: float, form: str = "quantity", unit: str = "") -> str:
    """A figure in three significant digits or so, with its unit.

    Example:
        >>> short_text(2606391100, unit="L"), short_text(14.2871, "price", "GHS/L"), short_text(0.1234, "percent")
        ('2.61 bn L', '14.29 GHS/L', '12.3 %')
    """
    if not math.isfinite(value):
        return "–"
    if form in _OF_HUNDRED:
        return _signed(f"{round(value * 100, 1) + 0.0:,.1f} {_OF_HUNDRED[form]}")
    if form == "price":
        text = _signed(f"{value:,.2f}")
    elif form == "count":
        text = exact_text(value)
    else:
        text = _short(value)
    return f"{text} {unit_name(unit)}" if unit and form in ("quantity", "price") else text


def exact_text(value: float) -> str:
    """A figure whole, its thousands apart, at most six decimals.

    Example:
        >>> exact_text(1563916600.135), exact_text(12.0)
        ('1,563,916,600.135', '12')
    """
    return _signed(f"{value:,.6f}".rstrip("0").rstrip("."))


def value_text(column: str, value: object) -> str:
    """A value of a table as people read it, rounded as its kind allows; a missing one is a dash.

    Example:
        >>> value_text("volume", 755075832.0), value_text("share", 0.1233899), value_text("spread", -1.86000001)
        ('755,075,832', '12.34 %', '−1.86')
    """
    if value is None:
        return "–"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _named(column, value)
    if column == "year":
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "–"
    form = figure_format(column)
    if form in _OF_HUNDRED:
        return _signed(f"{round(value * 100, 2) + 0.0:,.2f} {_OF_HUNDRED[form]}")
    if form == "price":
        return _signed(f"{value:,.2f}") if round(value, 2) == round(value, 4) else exact_text(round(value, 4))
    return exact_text(round(value, 1 if form == "index" else _decimals(value)))


def column_head(schema: pa.Schema, name: str) -> str:
    """What stands above a column: what it is called, and its unit."""
    told = column_name(name, (schema.field(name).metadata or {}).get(b"title", b"").decode())
    return with_unit(told, unit_of(schema, name))


def with_unit(said: str, unit: str) -> str:
    """A name with the unit of its figures."""
    return f"{said} ({unit_name(unit)})" if unit else said


def unit_name(unit: str) -> str:
    """A unit as people write it.

    Example:
        >>> unit_name("kg/m3"), unit_name("L")
        ('kg/m³', 'L')
    """
    return unit.replace("m3", "m³")


def unit_of(schema: pa.Schema, name: str) -> str:
    """The unit of a column; empty where it has none or each row has its own."""
    return str(((schema.field(name).metadata or {}).get(b"unit") or b"").decode())


def _short(value: float) -> str:
    size = abs(value)
    for least, by, word in _STEPS:
        if size >= least * 0.99995:
            scaled = value / by
            return _signed(f"{round(scaled, 2 if abs(scaled) < 10 else 1):,g}{word}")
    return exact_text(round(value, 1 if size < 100 else 0))


def _decimals(value: float) -> int:
    """As many as tell something: a litre is nothing beside ten thousand, and six digits are at a thousandth."""
    return 0 if abs(value) >= 10_000 else 2 if abs(value) >= 1 else 6


def _signed(text: str) -> str:
    return text.replace("-", "\N{MINUS SIGN}", 1)


def _named(column: str, value: object) -> str:
    if column == "unit":
        return unit_name(str(value))
    if isinstance(value, date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    text = str(value)
    if column == "month" and _MONTH.fullmatch(text):
        return f"{_MONTHS[int(text[5:]) - 1]} {text[:4]}"
    return code_name(column, text)
