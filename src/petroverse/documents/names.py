"""What columns and codes are called on paper, where the code alone does not read well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from petroverse.core.products import PRODUCTS

__all__ = ["code_name", "column_name", "named_codes"]

_COLUMNS: Final[Mapping[str, str]] = {
    "window": "Pricing window",
    "kind": "Kind of price",
    "sample": "Vessel or sample",
    "cells": "Published figures",
    "share_tonnes": "Share of tonnes",
    "disagreement": "Stages lie apart by",
    "supplied": "Importers",
    "loaded": "Depots",
    "marketed": "Marketers",
    "nationwide": "National",
    "printed": "As printed",
    "limit_low": "Lower limit",
    "limit_high": "Upper limit",
    "outside": "Outside the limits",
    "growth_month": "Change on the month before",
    "growth_quarter": "Change on the quarter before",
    "growth_year": "Change on the year before",
    "growth_ytd": "Year to date on the year before",
    "companies_active": "Active companies",
    "hhi": "Concentration (HHI)",
    "top_1_share": "Share of the largest",
    "top_3_share": "Share of the three largest",
    "top_5_share": "Share of the five largest",
    "top_10_share": "Share of the ten largest",
    "minimum_price": "Lowest price",
    "maximum_price": "Highest price",
    "lower_quartile_price": "Lower quartile",
    "upper_quartile_price": "Upper quartile",
    "dispersion_share": "Middle half, part of the median",
    "spread": "Distance from the median",
    "spread_share": "Distance from the median, relative",
    "component_value": "Part of the price",
    "component_share": "Share of the price",
    "indicator_value": "Value",
    "quality_value": "Result",
    "quality_minimum": "Lowest result",
    "quality_maximum": "Highest result",
    "share_within": "Share within specification",
    "closing_book": "Book stock",
    "closing_measured": "Measured stock",
    "variance": "Measured less book",
}
_COMPARED: Final[Mapping[str, str]] = {"_before": ", before", "_change": ", change", "_growth": ", change in %"}
_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "source": {"omc": "Marketers", "bidec": "Importers", "depot": "Depots"},
    "kind": {
        "ex_pump": "At the pump",
        "indicative_ex_pump": "Indicative, at the pump",
        "indicative_ex_refinery": "Indicative, at the refinery",
        "floor": "Price floor, at the pump",
        "floor_ex_refinery": "Price floor, at the refinery",
        "maximum": "Price ceiling",
    },
    "indicator": {"fx_usd": "Exchange rate to the US dollar", "crude_brent": "Brent crude"},
    "parameter": {"ron": "Octane number (RON)", "density_15c": "Density at 15 °C"},
    "product": {code: each.name for code, each in PRODUCTS.items()},
    "product_group": {"lpg": "LPG"},
}
_CODE: Final = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_WORD: Final = re.compile(r"\b[a-z]+_[a-z_]+\b")
_CAPITALS: Final = ("lpg", "omc", "bdc", "usd", "vat", "uppf")


def column_name(column: str, title: str = "") -> str:
    """What a column is called; ``title`` is what its own description says.

    Example:
        >>> column_name("hhi"), column_name("average_price_growth"), column_name("region", "Region")
        ('Concentration (HHI)', 'Average price, change in %', 'Region')
    """
    if column in _COLUMNS:
        return _COLUMNS[column]
    for ending, words in _COMPARED.items():
        if column.endswith(ending):
            return column_name(column.removesuffix(ending)) + words
    return title or column.replace("_", " ").capitalize()


def code_name(column: str, code: str) -> str:
    """What a coded value is called; a name that is no code stays as it is.

    Example:
        >>> code_name("kind", "ex_pump"), code_name("component", "uppf_margin"), code_name("company", "GOIL PLC")
        ('At the pump', 'UPPF margin', 'GOIL PLC')
    """
    if known := _CODES.get(column, {}).get(code):
        return known
    if column in ("unit", "currency") or not _CODE.fullmatch(code):
        return code
    words = [each.upper() if each in _CAPITALS else each for each in code.split("_")]
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def named_codes(sentence: str) -> str:
    """A sentence with its products called by their names.

    Example:
        >>> named_codes("gasoil_cellsite was inside gasoil")
        'Gasoil (cell site) was inside gasoil'
    """
    return _WORD.sub(lambda found: PRODUCTS[found[0]].name if found[0] in PRODUCTS else found[0], sentence)
