"""Writes the laboratory's weekly summary: what each cargo measured, beside the limits of the specification."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Final

import numpy as np

from petroverse.sources.sample.volume_books import SAMPLE_MARK, new_workbook

__all__ = ["quality_weeks", "write_quality"]

_GASOLINE: Final = (
    ("Density @15C\n(Kg/m3)", "720 - 780", 742.0, 4.0),
    ("Sulphur, max\n(mg/Kg)", 50, 22.0, 8.0),
    ("RON, min", 91, 92.4, 0.5),
)
_GASOIL: Final = (
    ("Density @15C\n(Kg/m3)", "820 - 850", 838.0, 3.0),
    ("Sulphur, max\n(mg/Kg)", 50, 18.0, 9.0),
    ("Cetane Index, min", 46, 51.5, 0.8),
    ("Flash Point, min\n(\u00b0C)", 55, 67.0, 2.5),
)
Block = tuple[tuple[str, object, float, float], ...]
_VESSELS: Final = ("MT SAMPLE TERN", "MT SAMPLE PUFFIN", "MT SAMPLE GANNET")


def quality_weeks() -> tuple[date, ...]:
    """The Sundays on which the sample's weeks start."""
    return (date(2025, 3, 2), date(2025, 6, 1), date(2025, 9, 7), date(2025, 12, 7))


def write_quality(path: Path, week: date, rng: np.random.Generator) -> None:
    """Writes the summary of one week.

    Args:
        path: Where to.
        week: Its first day.
        rng: Where the laboratory's scatter comes from.
    """
    until = week + timedelta(days=6)
    published = datetime.combine(until + timedelta(days=2), time(9), UTC)
    workbook = new_workbook(path, published, "QUALITY INDICATORS")
    page = workbook.add_worksheet(f"{week:%b} {week.day}-{until.day}".upper())
    page.write_string(0, 1, f"FUEL BOARD OF KESTRIA - {SAMPLE_MARK}")
    title = f"{week:%B} {week.day}, {week.year} - {until:%B} {until.day}, {until.year}".upper()
    page.write_string(1, 1, f"Petroleum Products Quality Indicators\n{title}")
    row = 3
    for name, block in (("MOTOR SPIRIT", _GASOLINE), ("AUTO DIESEL", _GASOIL)):
        page.write_string(row, 1, name)
        page.write_string(row + 1, 1, "Vessel")
        page.write_row(row + 1, 3, [heading for heading, *_ in block])
        page.write_string(row + 2, 0, "Kestria Specification")
        page.write_row(row + 2, 3, [limit for _, limit, *_ in block])
        for number, vessel in enumerate(_VESSELS):
            page.write_string(row + 3 + number, 1, vessel)
            page.write_row(row + 3 + number, 3, _results(rng, block))
        row += len(_VESSELS) + 5
    workbook.close()


def _results(rng: np.random.Generator, block: Block) -> list[float]:
    return [round(float(rng.normal(mean, spread)), 1) for _, _, mean, spread in block]
