"""Writes the indicative prices of a window: what importers ask at the gate, and what marketers expect at the pump."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from petroverse.sources.sample.country import IMPORTERS, MARKETERS
from petroverse.sources.sample.prices import PRICED, PriceHistory, ex_pump_sen
from petroverse.sources.sample.truth import PlantedFault
from petroverse.sources.sample.volume_books import SAMPLE_MARK, new_workbook

__all__ = ["write_indicative"]

_HEADINGS: Final = (
    ("gasoline", "MOTOR SPIRIT (sen/Lt)"),
    ("gasoil", "AUTO DIESEL (sen/Lt)"),
    ("lpg", "BOTTLED GAS (sen/Kg)"),
    ("kerosene", "LAMP OIL (sen/Lt)"),
    ("mgo_local", "SHIP DIESEL (sen/Lt)"),
)
_HEADER_ROW: Final = 7
Line = tuple[str, list[float]]


def write_indicative(path: Path, file: str, history: PriceHistory, window: int) -> list[PlantedFault]:
    """Writes both sheets of one window; 0 where nothing is offered.

    Returns:
        What a report says of the zeros.
    """
    first = history.windows[window]
    until = history.windows[window + 1] - timedelta(days=1)
    workbook = new_workbook(path, datetime.combine(first, time(9), UTC), "INDICATIVE PRICES")
    span = _span(first, until)
    asked, expected = _asked(history, window), _expected(history, window)
    importers = workbook.add_worksheet("BIDECs Ex-Refinery Prices")
    _write(importers, f"INDICATIVE EX-REFINERY PRICES* ({span})", "BIDEC/REFINERY", asked)
    marketers = workbook.add_worksheet("OMCs and LPGMCs Ex-Pump Prices")
    _write(marketers, f"INDICATIVE EX-PUMP PRICES* ({span})", "COMPANY", expected)
    workbook.close()
    return [_zeros(file, importers.get_name(), asked), _zeros(file, marketers.get_name(), expected)]


def _zeros(file: str, sheet: str, lines: list[Line]) -> PlantedFault:
    cells = f"D{_HEADER_ROW + 2}:{xl_rowcol_to_cell(_HEADER_ROW + len(lines), 2 + len(_HEADINGS))}"
    zeros = sum(price == 0 for _, prices in lines for price in prices)
    seen = f"{zeros} zeros, 0 dashes, 0 blanks"
    return PlantedFault(file, sheet, cells, "blank_vs_zero", seen, "not sold (no price)")


def _span(first: date, until: date) -> str:
    return f"{_ordinal(first.day)} {first:%B %Y} - {_ordinal(until.day)} {until:%B %Y}".upper()


def _ordinal(day: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}th" if day in (11, 12, 13) else f"{day}{ending}"


def _asked(history: PriceHistory, window: int) -> list[Line]:
    base = history.ex_refinery_sen[window]
    active = [each for each in IMPORTERS if each.trades(history.windows[window])]
    lines = []
    for number, company in enumerate(active):
        more = 1 + 0.004 * (number - len(active) / 2)
        sells = [code for code, _ in _HEADINGS if (code in company.sells if company.sells else code != "lpg")]
        name = company.printed(history.windows[window])
        lines.append((name, [_price(base, code, more) if code in sells else 0.0 for code, _ in _HEADINGS]))
    return lines


def _expected(history: PriceHistory, window: int) -> list[Line]:
    lines = []
    for number, company in enumerate(MARKETERS):
        if company.trades(history.windows[window]):
            base = ex_pump_sen(history, window) + history.markups_sen[window, number]
            sells = company.sells or ("gasoline", "gasoil", "kerosene")
            lines.append((company.short, [_price(base, code, 1.0) if code in sells else 0.0 for code, _ in _HEADINGS]))
    return lines


def _price(base: NDArray[np.float64], code: str, more: float) -> float:
    return round(float(base[PRICED.index(code)]) * more, 4)


def _write(sheet: Worksheet, title: str, who: str, lines: list[Line]) -> None:
    sheet.write_string(1, 1, f"FUEL BOARD OF KESTRIA - {SAMPLE_MARK}")
    sheet.write_string(5, 1, title)
    sheet.write_row(_HEADER_ROW, 1, ["NO.", who, *(heading for _, heading in _HEADINGS)])
    for number, (name, prices) in enumerate(lines):
        sheet.write_number(_HEADER_ROW + 1 + number, 1, number + 1)
        sheet.write_string(_HEADER_ROW + 1 + number, 2, name)
        sheet.write_row(_HEADER_ROW + 1 + number, 3, prices)
