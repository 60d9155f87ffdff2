"""Rows laid by in columns: a tenth of what they weigh one by one, and the form in which they are stored."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from petroverse.core.devices import MeterId
from petroverse.core.readings import QUALITIES, MeterReading, Reading
from petroverse.core.tanks import TankId
from petroverse.watch.memory import Row

__all__ = ["Packed", "packed", "packed_from_plain", "packed_to_plain", "unpacked"]

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
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


def packed_to_plain(kept: Packed) -> dict[str, Any]:
    """Packed rows as JSON values; what was found is left out, for it is found again."""
    figures = [None if math.isnan(each) else each for each in kept.figures]
    return {
        "tank": kept.tank,
        "at_us": kept.at_us.tolist(),
        "figures": figures,
        "told": list(kept.told),
        "meters": list(kept.meters),
        "total_at_us": kept.total_at_us.tolist(),
        "of_meter": kept.of_meter.tolist(),
        "totals_l": kept.totals_l.tolist(),
    }


def packed_from_plain(plain: Mapping[str, Any]) -> Packed:
    """Reads what ``packed_to_plain`` wrote."""
    return Packed(
        tank=plain["tank"],
        at_us=array("q", plain["at_us"]),
        figures=array("d", _numbers(plain["figures"])),
        told=bytes(plain["told"]),
        found=bytes(plain["told"]),
        meters=tuple(plain["meters"]),
        total_at_us=array("q", plain["total_at_us"]),
        of_meter=array("I", plain["of_meter"]),
        totals_l=array("d", plain["totals_l"]),
    )


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


def _numbers(plain: Iterable[float | None]) -> list[float]:
    return [_figure(each) for each in plain]
