"""How figures and codes of an answer read in a report: short on a picture, whole in a table."""

from __future__ import annotations

import math
import re
from datetime import date
from typing import Final

import pyarrow as pa

from petroverse.core.dashboards import View
from petroverse.core.products import PRODUCTS

__all__ = ["column_title", "exact_text", "figure_format", "short_text", "unit_of", "value_text"]

_STEPS: Final = ((1e9, 1e9, " bn"), (1e6, 1e6, " M"), (1e4, 1e3, " k"))
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
        >>> figure_format("volume_growth"), figure_format("average_price"), figure_format("volume")
        ('percent', 'price', 'quantity')
    """
    if view and view.format and column == view.y:
        return view.format
    if _PERCENT.search(column):
        return "percent"
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
    if form == "percent":
        return f"{value * 100:.1f} %"
    if form == "price":
        text = f"{value:,.2f}"
    elif form == "count":
        text = exact_text(value)
    else:
        text = _short(value)
    return f"{text} {unit}" if unit and form in ("quantity", "price") else text


def exact_text(value: float) -> str:
    """A figure whole, its thousands apart, at most six decimals.

    Example:
        >>> exact_text(1563916600.135), exact_text(12.0)
        ('1,563,916,600.135', '12')
    """
    text = f"{value:,.6f}"
    return text.rstrip("0").rstrip(".")


def value_text(column: str, value: object) -> str:
    """A value of a table as people read it; a missing one is a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _named(column, value)
    if column == "year":
        return str(value)
    if isinstance(value, float) and not math.isfinite(value):
        return "–"
    form = figure_format(column)
    if form == "percent":
        return f"{exact_text(value * 100)} %"
    return f"{value:,.2f}" if form == "price" and round(value, 2) == value else exact_text(value)


def column_title(schema: pa.Schema, name: str) -> str:
    """What a column is called, as its metadata says."""
    told = (schema.field(name).metadata or {}).get(b"title", b"").decode()
    return told or name.replace("_", " ").capitalize()


def unit_of(schema: pa.Schema, name: str) -> str:
    """The unit of a column; empty where it has none or each row has its own."""
    return str(((schema.field(name).metadata or {}).get(b"unit") or b"").decode())


def _short(value: float) -> str:
    size = abs(value)
    for least, by, word in _STEPS:
        if size >= least * 0.99995:
            scaled = value / by
            return f"{round(scaled, 2 if abs(scaled) < 10 else 1):,g}{word}"
    return exact_text(round(value, 1 if size < 100 else 0))


def _named(column: str, value: object) -> str:
    if isinstance(value, date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    text = str(value)
    if column == "product" and text in PRODUCTS:
        return PRODUCTS[text].name
    if column == "month" and _MONTH.fullmatch(text):
        return f"{_MONTHS[int(text[5:]) - 1]} {text[:4]}"
    if re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", text) and column not in ("unit", "currency"):
        return text.replace("_", " ").capitalize()
    return text
