"""Rows laid by in columns: a tenth of what they weigh one by one, and the form in which they are stored."""

from __future__ import annotations

import math
import sys
from array import array
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import add
from typing import Any, Final, NamedTuple

from petroverse.core.devices import MeterId
from petroverse.core.readings import QUALITIES, MeterReading, Reading
from petroverse.core.tanks import TankId
from petroverse.watch.memory import Row

__all__ = ["Packed", "joined", "last_at", "packed", "packed_from_plain", "packed_to_plain", "unpacked"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_COLUMNS: Final = {"at_us": "q", "figures": "d", "total_at_us": "q", "of_meter": "I", "totals_l": "d"}
_FIGURES: Final = ("level_m", "temp_c", "water_m", "gauge_volume_l")


class Packed(NamedTuple):
    """Rows of one tank in columns.

    Attributes:
        tank: Which.
        at_us: Of each reading, microseconds since 1970.
        figures: Of each reading its height, temperature, water and gauge's volume, one after the other; NaN for none.
        told: Of each reading the number of the quality that it came with.
        found: Likewise of the quality that was found.
        meters: The meters that are met.
        total_at_us: Of each total, microseconds since 1970.
        of_meter: Whose it is, by its place in ``meters``.
        totals_l: The totals.
    """

    tank: str
    at_us: array[int]
    figures: array[float]
    told: bytes
    found: bytes
    meters: tuple[str, ...]
    total_at_us: array[int]
    of_meter: array[int]
    totals_l: array[float]


def packed(rows: Sequence[Row]) -> Packed:
    """Rows of one tank laid by.

    Example:
        >>> noon = datetime(2024, 3, 1, 12, tzinfo=UTC)
        >>> row = Row((noon, 1, "S7/1"), Reading(TankId("S7/1"), noon, 1.25), "spike")
        >>> unpacked(packed([row])) == [row]
        True
    """
    readings = [(row, row.told) for row in rows if isinstance(row.told, Reading)]
    totals = [row.told for row in rows if isinstance(row.told, MeterReading)]
    meters = {name: number for number, name in enumerate(sorted({each.meter for each in totals}))}
    return Packed(
        tank=readings[0][1].tank if readings else "",
        at_us=array("q", [_us(each.at) for _, each in readings]),
        figures=array("d", [_figure(getattr(each, name)) for _, each in readings for name in _FIGURES]),
        told=bytes(QUALITIES.index(each.quality) for _, each in readings),
        found=bytes(QUALITIES.index(row.quality) for row, _ in readings),
        meters=tuple(meters),
        total_at_us=array("q", [_us(each.at) for each in totals]),
        of_meter=array("I", [meters[each.meter] for each in totals]),
        totals_l=array("d", [each.total_l for each in totals]),
    )


def unpacked(kept: Packed) -> list[Row]:
    """The rows as they were, in their order."""
    rows = [_reading(kept, number) for number in range(len(kept.at_us))]
    for at_us, meter, total_l in zip(kept.total_at_us, kept.of_meter, kept.totals_l, strict=True):
        at, name = _EPOCH + at_us * _MICROSECOND, kept.meters[meter]
        rows.append(Row((at, 0, name), MeterReading(MeterId(name), at, total_l)))
    rows.sort(key=lambda row: row.place)
    return rows


def joined(parts: Sequence[Packed]) -> Packed:
    """Rows that were laid by one part after the other, as one; at least one part."""
    meters = {name: number for number, name in enumerate(sorted({name for part in parts for name in part.meters}))}
    of_meter = array("I", [meters[part.meters[each]] for part in parts for each in part.of_meter])
    tank = next((part.tank for part in parts if part.tank), "")
    at_us, figures, told, found, _, total_at_us, _, totals_l = (
        reduce(add, column) for column in list(zip(*parts, strict=True))[1:]
    )
    return Packed(tank, at_us, figures, told, found, tuple(meters), total_at_us, of_meter, totals_l)


def last_at(kept: Packed) -> datetime:
    """The instant of the last row."""
    return _EPOCH + max(*kept.at_us[-1:], *kept.total_at_us[-1:], 0) * _MICROSECOND


def packed_to_plain(kept: Packed) -> dict[str, Any]:
    """Packed rows as JSON values, columns as base64; what was found is left out, for it is found again."""
    columns = {name: _text(getattr(kept, name)) for name in _COLUMNS}
    return {"tank": kept.tank, "told": b64encode(kept.told).decode(), "meters": list(kept.meters), **columns}


def packed_from_plain(plain: Mapping[str, Any]) -> Packed:
    """Reads what ``packed_to_plain`` wrote."""
    columns = {name: _column(code, plain[name]) for name, code in _COLUMNS.items()}
    told = b64decode(plain["told"], validate=True)
    return Packed(tank=plain["tank"], told=told, found=told, meters=tuple(plain["meters"]), **columns)


def _reading(kept: Packed, number: int) -> Row:
    at = _EPOCH + kept.at_us[number] * _MICROSECOND
    first = number * len(_FIGURES)
    level_m, temp_c, water_m, gauge_l = (
        None if math.isnan(each) else each for each in kept.figures[first : first + len(_FIGURES)]
    )
    tank = TankId(kept.tank)
    told = Reading(tank, at, level_m, temp_c, water_m, QUALITIES[kept.told[number]], gauge_l)
    return Row((at, 1, tank), told, QUALITIES[kept.found[number]])


def _us(at: datetime) -> int:
    return (at - _EPOCH) // _MICROSECOND


def _figure(value: float | None) -> float:
    return math.nan if value is None else value


def _text(column: array[Any]) -> str:
    return b64encode(_little(column).tobytes()).decode()


def _column(code: str, text: str) -> array[Any]:
    column: array[Any] = array(code)
    column.frombytes(b64decode(text, validate=True))
    return _little(column)


def _little(column: array[Any]) -> array[Any]:
    """The column with the least byte of each number first, whatever machine this is; and back."""
    if sys.byteorder == "little":
        return column
    swapped = column[:]
    swapped.byteswap()
    return swapped
