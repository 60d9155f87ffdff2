"""Writes the price publications: the day's pump prices, the build-up of a window, world prices and exchange rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from xlsxwriter.utility import xl_rowcol_to_cell

from petroverse.sources.sample.country import MARKETERS
from petroverse.sources.sample.prices import COMPONENTS, PRICED, PriceHistory, ex_pump_sen
from petroverse.sources.sample.truth import PlantedFault
from petroverse.sources.sample.volume_books import SAMPLE_MARK, new_workbook

__all__ = ["PumpSheet", "pump_sheets", "write_build_up", "write_indicators", "write_pump_sheet"]

_SHEET: Final = "OMCs and LPGMCs Ex-Pump Prices"
_HEADINGS: Final = (
    "MOTOR SPIRIT 91 (KOR/Lt)",
    "MOTOR SPIRIT 95 (KOR/Lt)",
    "AUTO DIESEL (KOR/Lt)",
    "BOTTLED GAS (KOR/Kg)",
    "LAMP OIL (KOR/Lt)",
    "SHIP DIESEL (KOR/Lt)",
)
_SOLD: Final = ("gasoline", "gasoline", "gasoil", "lpg", "kerosene", "mgo_local")
_HEADER_ROW: Final = 7
_WITHDRAWN: Final = "Drumlin"
_FIRST: Final = 3
_BUILD_UP_NAMES: Final[Mapping[str, str]] = {
    "gasoline": "MOTOR SPIRIT (sen/Lt)",
    "gasoil": "AUTO DIESEL (sen/Lt)",
    "lpg": "BOTTLED GAS (sen/Kg)",
    "kerosene": "LAMP OIL (sen/Lt)",
    "mgo_local": "SHIP DIESEL (sen/Lt)",
    "rfo": "FURNACE OIL (sen/Lt)",
}


@dataclass(frozen=True, slots=True)
class PumpSheet:
    """The pump prices of one day.

    Attributes:
        file: Its path below the folder.
        day: The day they were in force.
        names: Company on each row, as the price files call it.
        prices: (n_rows, 6), kor; NaN where the product is not sold.
        revised: (n_rows, 6), whether the price differs from the sheet before.
        faults: What is wrong on it, on purpose.
    """

    file: str
    day: date
    names: tuple[str, ...]
    prices: NDArray[np.float64]
    revised: NDArray[np.bool_]
    faults: tuple[PlantedFault, ...]
    withdrawn: tuple[float, ...] = ()
    """Prices in a hidden row below the last: of a company that no longer sells."""


def pump_sheets(history: PriceHistory) -> list[PumpSheet]:
    """One sheet a month, two days after the month's first window opened."""
    sheets: list[PumpSheet] = []
    before: dict[str, NDArray[np.float64]] = {}
    for window in range(0, len(history.windows), 2):
        day = history.windows[window] + timedelta(days=2)
        sellers = [index for index, each in enumerate(MARKETERS) if each.trades(day) and each.short]
        names = tuple(MARKETERS[index].short for index in sellers)
        prices = np.array([_pump_prices(history, window, index) for index in sellers])
        revised = np.array([_changed(before.get(name), row) for name, row in zip(names, prices, strict=True)])
        before = dict(zip(names, prices, strict=True))
        sheets.append(_sheet(day, names, prices, revised))
    return sheets


def _pump_prices(history: PriceHistory, window: int, marketer: int) -> NDArray[np.float64]:
    base = ex_pump_sen(history, window) + history.markups_sen[window, marketer]
    company = MARKETERS[marketer]
    row = np.full(len(_SOLD), np.nan)
    for column, code in enumerate(_SOLD):
        is_sold = code in company.sells if company.sells else code not in ("lpg", "mgo_local")
        is_premium = column == 1
        if is_sold and not (is_premium and company.weight < 4):
            row[column] = round((base[PRICED.index(code)] + 95 * is_premium) / 100, 2)
    return row


def _changed(before: NDArray[np.float64] | None, now: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Only moves of more than three in a hundred are announced as revised."""
    if before is None:
        return np.zeros(now.shape, dtype=np.bool_)
    return np.asarray(np.abs(now - before) > 0.03 * before, dtype=np.bool_)


def _sheet(day: date, names: tuple[str, ...], prices: NDArray[np.float64], revised: NDArray[np.bool_]) -> PumpSheet:
    file = f"prices/ex_pump/sample-ex-pump-{day}.xlsx"
    faults: list[PlantedFault] = []
    if (day.year, day.month) == (2024, 10):
        row = names.index("Balsam Gas")
        true = float(prices[row, 3])
        prices[row, 3] = round(true * 100, 2)
        note = "Balsam Gas lpg: sen among kor"
        where = _cell(row, 3)
        faults.append(PlantedFault(file, _SHEET, where, "unit_slip_pesewa", f"{true * 100:g}", f"{true:g}", note))
    if (day.year, day.month) == (2025, 5):
        names, prices, revised, fault = _named_twice(file, names, prices, revised)
        faults.append(fault)
    if revised.any():
        faults.append(_red(file, revised))
    withdrawn: tuple[float, ...] = ()
    if (day.year, day.month) == (2025, 8):
        withdrawn = tuple((prices[0] - 0.2).round(2).tolist())
        row = _HEADER_ROW + 2 + len(names)
        faults.append(
            PlantedFault(file, _SHEET, f"B{row}:I{row}", "hidden_row", _WITHDRAWN, "not shown by the publisher")
        )
    faults.append(_dashes(file, np.vstack([prices, withdrawn]) if withdrawn else prices))
    return PumpSheet(file, day, names, prices, revised, tuple(faults), withdrawn)


def _named_twice(
    file: str, names: tuple[str, ...], prices: NDArray[np.float64], revised: NDArray[np.bool_]
) -> tuple[tuple[str, ...], NDArray[np.float64], NDArray[np.bool_], PlantedFault]:
    row = names.index("Hollow Oak Gas")
    again = prices[row].copy()
    again[3] = round(again[3] + 0.35, 2)
    seen = f"{prices[row, 3]:g}; {again[3]:g}"
    where = f"{_cell(row, 3)};{_cell(len(names), 3)}"
    fault = PlantedFault(file, _SHEET, where, "duplicate_company_two_prices", seen, "one price", "Hollow Oak Gas lpg")
    return (
        (*names, names[row]),
        np.vstack([prices, again]),
        np.vstack([revised, np.zeros(len(again), dtype=np.bool_)]),
        fault,
    )


def _red(file: str, revised: NDArray[np.bool_]) -> PlantedFault:
    rows, columns = np.nonzero(revised)
    seen = f"{len(rows)} price cells in red, {len(set(rows.tolist()))} companies"
    where = f"{_cell(int(rows[0]), int(columns[0]))} ..."
    return PlantedFault(file, _SHEET, where, "colour_revision", seen, "revised that day")


def _dashes(file: str, prices: NDArray[np.float64]) -> PlantedFault:
    last = _cell(len(prices) - 1, prices.shape[1] - 1)
    seen = f"0 zeros, {int(np.isnan(prices).sum())} dashes, 0 blanks"
    return PlantedFault(file, _SHEET, f"{_cell(0, 0)}:{last}", "blank_vs_zero", seen, "not sold (no price)")


def _cell(row: int, column: int) -> str:
    return str(xl_rowcol_to_cell(_HEADER_ROW + 1 + row, _FIRST + column))


def _ordinal(day: int) -> str:
    if day in (11, 12, 13):
        return f"{day}TH"
    return f"{day}{ {1: 'ST', 2: 'ND', 3: 'RD'}.get(day % 10, 'TH') }"


def _in_words(day: date) -> str:
    return f"{_ordinal(day.day)} {day:%B %Y}".upper()


def _at(day: date) -> datetime:
    return datetime.combine(day, time(9), UTC)


def write_pump_sheet(path: Path, sheet: PumpSheet) -> None:
    """Writes one day's pump prices; revised ones in red, ``-`` where nothing is sold."""
    workbook = new_workbook(path, _at(sheet.day), "EX-PUMP PRICES")
    red = workbook.add_format({"font_color": "#FF0000"})
    page = workbook.add_worksheet(_SHEET)
    page.write_string(1, 1, f"FUEL BOARD OF KESTRIA - {SAMPLE_MARK}")
    page.write_string(5, 1, f"EX-PUMP PRICES OF OMCs/LPGMCs AS AT {_in_words(sheet.day)}")
    page.write_row(_HEADER_ROW, 1, ["NO.", "COMPANY", *_HEADINGS])
    for number, (name, prices) in enumerate(zip(sheet.names, sheet.prices.tolist(), strict=True)):
        row = _HEADER_ROW + 1 + number
        page.write_number(row, 1, number + 1)
        page.write_string(row, 2, name)
        for column, price in enumerate(prices):
            if np.isnan(price):
                page.write_string(row, _FIRST + column, "-")
            else:
                page.write_number(row, _FIRST + column, price, red if sheet.revised[number, column] else None)
    if sheet.withdrawn:
        row = _HEADER_ROW + 1 + len(sheet.names)
        page.write_string(row, 2, _WITHDRAWN)
        page.write_row(row, _FIRST, ["-" if np.isnan(each) else each for each in sheet.withdrawn])
        page.set_row(row, options={"hidden": True})
    page.write_string(_HEADER_ROW + 3 + len(sheet.names), 1, "Note: Companies in RED have revised their prices.")
    workbook.close()


def write_build_up(path: Path, history: PriceHistory, window: int) -> None:
    """Writes the build-up of one window; the last row is the sum of those above it."""
    day = history.windows[window]
    workbook = new_workbook(path, _at(day), "PRICE BUILD-UP")
    page = workbook.add_worksheet(_in_words(day))
    page.write_string(2, 1, f"PRICE BUILD-UP EFFECTIVE {_in_words(day)} - {SAMPLE_MARK}")
    page.write_row(4, 2, [_BUILD_UP_NAMES[code] for code in PRICED])
    page.write_string(5, 1, "EX-REFINERY PRICE")
    page.write_row(5, 2, history.ex_refinery_sen[window].tolist())
    for number, component in enumerate(COMPONENTS):
        page.write_string(6 + number, 1, component.printed)
        for column, value in enumerate(component.on(day)):
            if value:
                page.write_number(6 + number, 2 + column, value)
    last = 6 + len(COMPONENTS)
    page.write_string(last, 1, "INDICATIVE MAXIMUM PRICE (EX-PUMP PRICE)")
    page.write_row(last, 2, ex_pump_sen(history, window).tolist())
    workbook.close()


def write_indicators(path: Path, history: PriceHistory, window: int) -> None:
    """Writes exchange rate, crude and product prices of one window and the one before it."""
    day, last = history.windows[window], history.windows[window - 1]
    workbook = new_workbook(path, _at(day), "PETROLEUM PRICE INDICATORS")
    page = workbook.add_worksheet("Media Publication")
    page.write_string(2, 1, f"Petroleum Price Indicators (As of {_short(day)}) - {SAMPLE_MARK}")
    page.write_row(3, 2, [f"PBU Effective {_short(last)}", f"PBU Effective {_short(day)}", "% Change"])
    lines = [
        ("FX Rate (Commercial Banks Average)(USD/KOR)", history.fx_kor_usd),
        ("Crude Oil (USD/BBL)", history.crude_usd_bbl),
        ("Motor Spirit (USD/MT)", history.world_usd_t[:, 0]),
        ("Auto Diesel (USD/MT)", history.world_usd_t[:, 1]),
        ("Bottled Gas (USD/MT)", history.world_usd_t[:, 2]),
        ("Furnace Oil (USD/MT)", history.world_usd_t[:, 5]),
    ]
    for number, (text, path_of) in enumerate(lines):
        before, now = float(path_of[window - 1]), float(path_of[window])
        page.write_string(4 + number, 1, text)
        page.write_row(4 + number, 2, [before, now, now / before - 1])
    workbook.close()


def _short(day: date) -> str:
    return f"{_ordinal(day.day).lower()} {day:%B, %Y}"
