"""Publications as they may look later, invented: whole workbooks of a month, a half year, a year, with the truth."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from petroverse.core.facts import SourceReading
from petroverse.sources import load_pack, read_source

__all__ = [
    "FACTORS",
    "MONTHS",
    "Market",
    "assert_exact",
    "book",
    "headings_at",
    "months_page",
    "page",
    "read",
    "sums",
    "total_at",
]

NOW = datetime(2026, 6, 1, tzinfo=UTC)

MONTHS = (
    *("JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE"),
    *("JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"),
)
HEADINGS = {
    "gasoline": "Gasoline",
    "gasoil": "Gasoil",
    "gasoil_mines": "Gasoil Mines",
    "gasoil_power": "Gasoil Power Plant",
    "lpg": "LPG",
    "lpg_crm": "LPG CRM",
    "kerosene": "Kerosene",
    "rfo": "Fuel Oil Industrial",
    "hfo_power": "Heavy Fuel Oil (Power)",
}
OLDER_HEADINGS = {"gasoil": "Gas oil (Diesel)", "lpg_crm": "LPG -Butane (CRM)", "rfo": "Fuel Oil (Industrial)"}
FACTORS = {
    "gasoline": 1324.5,
    "lpg": 1000.0,
    "lpg_crm": 1000.0,
    "kerosene": 1240.6,
    "rfo": 1009.08,
    "hfo_power": 1009.08,
}
COMPANIES = ("ASTER OIL LTD", "BORA ENERGY", "TOTALIA MARKETING PLC", "VESPER GAS LIMITED", "ZINNIA PETROLEUM")
REGIONS = (
    *("AHAFO", "ASHANTI", "BONO", "BONO EAST", "CENTRAL", "EASTERN", "GREATER ACCRA", "NORTH EAST"),
    *("NORTHERN", "OTI", "SAVANNAH", "UPPER EAST", "UPPER WEST", "VOLTA", "WESTERN", "WESTERN NORTH"),
)
TITLES = {
    "omc": "PERFORMANCE STATISTICS OF OIL MARKETING COMPANIES (OMCs)",
    "bidec": "PERFORMANCE STATISTICS OF BIDECs",
    "depot": "PERFORMANCE STATISTICS OF DEPOTS",
    "regional": "REGIONAL SUPPLY OF PETROLEUM PRODUCTS",
    "national": "NATIONAL SUPPLY OF PETROLEUM PRODUCTS",
}


@dataclass(frozen=True)
class Market:
    """Invented figures of one source and year: litres (kg of LPG) by month, name and product."""

    source: str
    year: int
    months: tuple[int, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return REGIONS if self.source == "regional" else COMPANIES

    @cached_property
    def figures(self) -> Mapping[tuple[int, str, str], int]:
        chance = random.Random(f"{self.source}{self.year}")
        return {
            (month, name, product): chance.choice((0, chance.randint(1, 4_000_000)))
            for month in self.months
            for name in self.names
            for product in HEADINGS
        }

    def of(self, months: Iterable[int], name: str, product: str) -> int:
        return sum(self.figures[month, name, product] for month in months)

    @cached_property
    def truth(self) -> dict[tuple[date, str], float]:
        """Volume by month and product."""
        sums: dict[tuple[date, str], float] = defaultdict(float)
        for (month, _, product), volume in self.figures.items():
            sums[date(self.year, month, 1), product] += volume
        return dict(sums)


def page(market: Market, months: Sequence[int], period: str | None = None) -> list[list[Any]]:
    """One sheet as the publications of 2025 are: litres, factors, tonnes, shares with the headings of before."""
    names = [MONTHS[month - 1] for month in months]
    spoken = f"{names[0]} {market.year}" if len(names) == 1 else f"{names[0]} - {names[-1]} {market.year}"
    head = ["NO.", "REGION" if market.source == "regional" else "COMPANY"]
    litres = [[market.of(months, name, product) for product in HEADINGS] for name in market.names]
    factors = [FACTORS.get(product, 1183.43) for product in HEADINGS]
    tonnes = [[volume / factor for volume, factor in zip(row, factors, strict=True)] for row in litres]
    sums = [sum(column) for column in zip(*litres, strict=True)]
    shares = [[volume / whole if whole else 0 for volume, whole in zip(row, sums, strict=True)] for row in litres]
    return [
        ["NATIONAL PETROLEUM AUTHORITY"],
        [TITLES[market.source]],
        [spoken if period is None else period],
        ["Table 1: Volumes - All Products are in Litres except LPG in Kg"],
        *_table([*head, *HEADINGS.values()], market.names, litres),
        [],
        [None, "Conversion Factor", *factors],
        [],
        ["Table 2: Volumes in Metric Tonnes (MT)"],
        *_table([*head, *HEADINGS.values(), "ALL PRODUCTS"], market.names, [[*row, sum(row)] for row in tonnes]),
        [],
        ["Table 3: Market Share (%)"],
        *_table([*head, *(OLDER_HEADINGS.get(each, HEADINGS[each]) for each in HEADINGS)], market.names, shares),
    ]


def months_page(market: Market, labels: Sequence[Any], *, name: str = COMPANIES[0]) -> list[list[Any]]:
    """One sheet with a row a month: the national supply is that of one name of the market."""
    rows = [[label, *(market.figures[at, name, each] for each in HEADINGS)] for at, label in enumerate(labels, 1)]
    total = ["TOTAL", *(sum(row[at] for row in rows) for at in range(1, len(HEADINGS) + 1))]
    unit = ["Table 1: All Products are in Litres except LPG in Kg"]
    return [[f"{TITLES['national']} {market.year}"], [], [], unit, ["Month", *HEADINGS.values()], *rows, total]


def _table(heading: list[Any], names: Sequence[str], figures: Sequence[Sequence[float]]) -> list[list[Any]]:
    rows = [[at, name, *row] for at, (name, row) in enumerate(zip(names, figures, strict=True), 1)]
    return [heading, *rows, [None, "TOTAL ", *(sum(column) for column in zip(*figures, strict=True))]]


def headings_at(rows: Sequence[Sequence[Any]]) -> int:
    """The row, from 0, of the litres table's headings."""
    return next(at for at, row in enumerate(rows) if row and row[0] == "NO.")


def total_at(rows: Sequence[Sequence[Any]]) -> int:
    """The row, from 0, of the litres table's total."""
    return next(at for at, row in enumerate(rows) if len(row) > 1 and str(row[1]).strip() == "TOTAL")


def book(sheets: Mapping[str, Sequence[Sequence[Any]]], *, claims_all_columns: bool = False, **hidden: Any) -> bytes:
    """A workbook, saved in 2026; perhaps with thousands of merged ranges out to the last column.

    Args:
        sheets: Name → rows.
        claims_all_columns: Whether each sheet claims columns to XFD.
        hidden: ``rows`` and ``columns``, counted from 1.
    """
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "mmm-yy"}) as workbook:
        workbook.set_properties({"created": datetime(2026, 2, 1, tzinfo=UTC).replace(tzinfo=None)})
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
            for at in hidden.get("rows", ()):
                sheet.set_row(at - 1, None, None, {"hidden": True})
            for at in hidden.get("columns", ()):
                sheet.set_column(at - 1, at - 1, None, None, {"hidden": True})
            if claims_all_columns:
                for column in range(30, 16_380, 8):
                    sheet.merge_range(0, column, 0, column + 3, None)
                sheet.write_blank(0, 16_383, None, workbook.add_format({"bold": True}))
    return out.getvalue()


def read(content: bytes, name: str = "published.xlsx") -> SourceReading:
    return read_source(content, name, [load_pack("npa_ghana")], now=NOW)


def sums(reading: SourceReading) -> dict[tuple[date, str], float]:
    found: dict[tuple[date, str], float] = defaultdict(float)
    for table in reading.tables:
        columns = table.columns
        assert set(columns["grain"]) <= {"month"}
        for month, product, volume in zip(columns["month"], columns["product"], columns["volume"], strict=True):
            if volume is not None:
                found[month, product] += volume
    return dict(found)


def assert_exact(reading: SourceReading, truth: dict[tuple[date, str], float]) -> None:
    found = sums(reading)
    assert set(found) == set(truth), reading.reason
    assert found == pytest.approx(truth, abs=0.5)
