"""Price components that change by exactly ten or a hundred between two versions of one publication.

A levy changes by a decision, seldom tenfold; a slip of the decimal point does. One file alone cannot tell, so this is
asked of all files of one import together.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol, runtime_checkable

from petroverse.core.facts import FactTable, Finding, SourceReading

__all__ = ["component_slips"]

_SLIPS: Final = (10.0, 100.0, 0.1, 0.01)


@runtime_checkable
class _Array(Protocol):
    """A column that was laid out for the lake."""

    def to_pylist(self) -> list[object]: ...


@dataclass(frozen=True, slots=True)
class _Version:
    """One component of one product as one file prints it."""

    day: date
    value: float
    file: str
    sheet: str
    cell: str
    printed: str


def component_slips(readings: Mapping[str, SourceReading]) -> tuple[tuple[str, Finding], ...]:
    """Gives each file's findings about components that a later version prints tenfold or a tenth.

    Args:
        readings: File name → what the file said, of one import.
    """
    series: dict[tuple[str, str, str], list[_Version]] = defaultdict(list)
    for file, reading in readings.items():
        for table in reading.tables:
            if table.dataset == "price_component":
                for key, version in _versions(file, reading, table):
                    series[key].append(version)
    return tuple(found for key, versions in series.items() for found in _slips(key, versions))


def _versions(file: str, reading: SourceReading, table: FactTable) -> Iterator[tuple[tuple[str, str, str], _Version]]:
    names = ("product", "component", "component_printed", "day", "value")
    columns = [_plain(table.columns[name]) for name in names]
    for at, (product, component, printed, day, value) in enumerate(zip(*columns, strict=True)):
        edition = reading.editions[int(table.edition[at])]
        if edition.grain != "row" and isinstance(value, float) and isinstance(day, date) and value:
            key = (edition.series, str(product), str(component))
            yield key, _Version(day, value, file, edition.sheet, str(table.cell[at]), str(printed))


def _plain(column: Sequence[object]) -> Sequence[object]:
    return column.to_pylist() if isinstance(column, _Array) else column


def _slips(key: tuple[str, str, str], versions: Sequence[_Version]) -> Iterator[tuple[str, Finding]]:
    ordered = sorted(versions, key=lambda each: each.day)
    runs = [list(run) for _, run in itertools.groupby(ordered, key=lambda each: each.value)]
    for before, after in itertools.pairwise(runs):
        ratio = after[0].value / before[0].value
        if any(abs(ratio - slip) < 1e-9 * slip for slip in _SLIPS):
            for each in before:
                expected = f"{after[0].value:g} (from {after[0].day.isoformat()})"
                note = (
                    f"{key[1]}, {each.printed.strip()}: {each.value:g} or {after[0].value:g}, one of the two is wrong"
                )
                yield (
                    each.file,
                    Finding("probable_decimal_slip", "look", each.sheet, each.cell, f"{each.value:g}", expected, note),
                )
