"""Strapping: from the height of liquid to its volume and back, for tables and for cylinders.

A curve is made once for a tank and asked for as many heights as wanted. Between the rows of a table it runs straight
or along a monotone spline, which never falls where the table rises.

Example:
    >>> curve = curve_of(StrappingTable((0.0, 1.0, 2.0), (0.0, 1000.0, 3000.0)), "linear")
    >>> float(curve.volume_l(1.5)), float(curve.level_m(2000.0))
    (2000.0, 1.5)
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from petroverse.core.errors import QuantityRefused
from petroverse.core.tanks import HorizontalCylinder, Strapping, StrappingTable, VerticalCylinder

__all__ = [
    "Curve",
    "LevelOutsideStrapping",
    "Rule",
    "VolumeOutsideStrapping",
    "curve_of",
    "curves_of",
    "strap",
    "volumes_of",
]

Floats = NDArray[np.float64]
Number = TypeVar("Number", float, Floats)
"""One number or many: a law is written once for both."""

Rule = Literal["linear", "monotone"]
"""How a table runs between its rows."""

LITRES_PER_M3: Final = 1000.0
HALVINGS: Final = 60
"""Bisection steps that bring an inverse down to the last bit."""


class LevelOutsideStrapping(QuantityRefused):
    """A height lies below the first or above the last row of the table, or outside the shape."""


class VolumeOutsideStrapping(QuantityRefused):
    """A volume lies below the first or above the last row of the table, or outside the shape."""


class Curve(Protocol):
    """Height ↔ volume of one tank; both rise together."""

    @property
    def lowest_m(self) -> float:
        """The least height it answers for."""
        ...

    @property
    def highest_m(self) -> float:
        """The greatest height it answers for."""
        ...

    def volume_l(self, level_m: ArrayLike) -> Floats:
        """Observed litres at each height; NaN stays NaN.

        Raises:
            LevelOutsideStrapping: A height is outside; the message names the first one.
        """
        ...

    def one_volume_l(self, level_m: float) -> float:
        """As ``volume_l`` of one height, ten times as fast; NaN outside the strapping, for bad data is data."""
        ...

    def level_m(self, volume_l: ArrayLike) -> Floats:
        """Height of each volume; NaN stays NaN.

        Raises:
            VolumeOutsideStrapping: A volume is outside; the message names the first one.
        """
        ...


def curve_of(strapping: Strapping, rule: Rule = "monotone") -> Curve:
    """The curve of a tank's strapping.

    Args:
        strapping: A table or a shape.
        rule: How a table runs between its rows; a shape needs none.
    """
    if isinstance(strapping, StrappingTable):
        return _Linear.of(strapping) if rule == "linear" else _Monotone.of(strapping)
    return _Cylinder.of(strapping)


def curves_of(strappings: Iterable[Strapping], rule: Rule = "monotone") -> tuple[Curve, ...]:
    """A curve for each tank of a fleet; tanks of one strapping share theirs."""
    fleet = tuple(strappings)
    made = {each: curve_of(each, rule) for each in set(fleet)}
    return tuple(made[each] for each in fleet)


def volumes_of(curves: Sequence[Curve], level_m: ArrayLike) -> Floats:
    """Observed litres in every tank of a fleet at once.

    Args:
        curves: As ``curves_of`` gives them, (n_tanks,).
        level_m: Heights, (n_tanks,) or (n_tanks, n_steps).

    Returns:
        Volumes of the same shape; NaN where a height is missing or outside its tank, for bad data is data.

    Raises:
        LevelOutsideStrapping: There is not one row of heights a tank.
    """
    level = np.asarray(level_m, dtype=np.float64)
    if level.shape[:1] != (len(curves),):
        raise LevelOutsideStrapping(
            f"heights of shape {level.shape} for {len(curves)} tanks", fix="give one row a tank"
        )
    members: dict[int, list[int]] = {}
    for tank, curve in enumerate(curves):
        members.setdefault(id(curve), []).append(tank)
    volume = np.empty_like(level)
    for tanks in members.values():
        curve, part = curves[tanks[0]], level[tanks]
        is_inside = (part >= curve.lowest_m) & (part <= curve.highest_m)
        volume[tanks] = curve.volume_l(np.where(is_inside, part, np.nan))
    return volume


def strap(strapping: Strapping, rows: int) -> StrappingTable:
    """Writes a shape (or a table, by its monotone curve) as a strapping table of evenly spaced heights.

    Args:
        strapping: What to measure.
        rows: How many rows, at least 2.
    """
    curve = curve_of(strapping)
    heights = np.linspace(curve.lowest_m, curve.highest_m, rows)
    return StrappingTable(tuple(heights.tolist()), tuple(curve.volume_l(heights).tolist()))


@dataclass(frozen=True, slots=True)
class _Linear:
    heights: Floats
    volumes: Floats

    @classmethod
    def of(cls, table: StrappingTable) -> _Linear:
        return cls(np.array(table.level_m), np.array(table.volume_l))

    @property
    def lowest_m(self) -> float:
        return float(self.heights[0])

    @property
    def highest_m(self) -> float:
        return float(self.heights[-1])

    def volume_l(self, level_m: ArrayLike) -> Floats:
        level = _level_within(level_m, self.heights)
        return np.asarray(np.interp(level, self.heights, self.volumes))

    def one_volume_l(self, level_m: float) -> float:
        return float(np.interp(level_m, self.heights, self.volumes, math.nan, math.nan))

    def level_m(self, volume_l: ArrayLike) -> Floats:
        volume = _volume_within(volume_l, self.volumes)
        return np.asarray(np.interp(volume, self.volumes, self.heights))


@dataclass(frozen=True, slots=True)
class _Monotone:
    """Fritsch and Carlson's monotone cubic in Hermite form (PCHIP).

    Source: F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300: slopes by weighted harmonic mean.
    """

    table: StrappingTable
    heights: Floats
    volumes: Floats
    slopes: Floats
    rows: tuple[tuple[tuple[float, float], ...], ...]
    """Between each two rows of the table: their heights, volumes and slopes, for one height at a time."""

    @classmethod
    def of(cls, table: StrappingTable) -> _Monotone:
        heights, volumes = np.array(table.level_m), np.array(table.volume_l)
        slopes = _slopes(np.diff(heights), np.diff(volumes) / np.diff(heights))
        columns = (pairwise(each.tolist()) for each in (heights, volumes, slopes))
        return cls(table, heights, volumes, slopes, tuple(zip(*columns, strict=True)))

    @property
    def lowest_m(self) -> float:
        return float(self.heights[0])

    @property
    def highest_m(self) -> float:
        return float(self.heights[-1])

    def volume_l(self, level_m: ArrayLike) -> Floats:
        level = _level_within(level_m, self.heights)
        return self._in_row(level, self._row(level, self.heights))

    def one_volume_l(self, level_m: float) -> float:
        levels = self.table.level_m
        if not levels[0] <= level_m <= levels[-1]:
            return math.nan
        heights, volumes, slopes = self.rows[min(bisect_right(levels, level_m), len(self.rows)) - 1]
        return min(max(_hermite(level_m, heights, volumes, slopes), volumes[0]), volumes[1])

    def level_m(self, volume_l: ArrayLike) -> Floats:
        volume = _volume_within(volume_l, self.volumes)
        row = self._row(volume, self.volumes)
        return _bisected(lambda level: self._in_row(level, row), volume, self.heights[row], self.heights[row + 1])

    def _row(self, value: Floats, column: Floats) -> NDArray[np.intp]:
        return np.clip(np.searchsorted(column, value, side="right") - 1, 0, column.size - 2)

    def _in_row(self, level: Floats, row: NDArray[np.intp]) -> Floats:
        heights, volumes, slopes = ((each[row], each[row + 1]) for each in (self.heights, self.volumes, self.slopes))
        return np.asarray(np.clip(_hermite(level, heights, volumes, slopes), *volumes))


def _hermite(
    level: Number, heights: tuple[Number, Number], volumes: tuple[Number, Number], slopes: tuple[Number, Number]
) -> Number:
    """Volume at a height between two of a table: the cubic through both volumes with these slopes."""
    (low, high), (below, above), (first, last) = heights, volumes, slopes
    width = high - low
    part = (level - low) / width
    rest = 1.0 - part
    ends = below * (1.0 + 2.0 * part) * (rest * rest) + above * (3.0 - 2.0 * part) * (part * part)
    return ends + width * (first * part * (rest * rest) - last * (part * part) * rest)


def _slopes(widths: Floats, rises: Floats) -> Floats:
    if rises.size == 1:
        return np.repeat(rises, 2)
    left, right = widths[:-1] + 2.0 * widths[1:], 2.0 * widths[:-1] + widths[1:]
    inner = (left + right) / (left / rises[:-1] + right / rises[1:])
    first = _end_slope(widths[0], widths[1], rises[0], rises[1])
    last = _end_slope(widths[-1], widths[-2], rises[-1], rises[-2])
    return np.concatenate(([first], inner, [last]))


def _end_slope(near_width: float, far_width: float, near: float, far: float) -> float:
    """The three-point slope at an end; never below 0, and by itself never above twice the rise."""
    return max(0.0, ((2.0 * near_width + far_width) * near - near_width * far) / (near_width + far_width))


@dataclass(frozen=True, slots=True)
class _Cylinder:
    shape: HorizontalCylinder | VerticalCylinder
    highest_m: float
    full_l: float
    lowest_m: float = 0.0

    @classmethod
    def of(cls, shape: HorizontalCylinder | VerticalCylinder) -> _Cylinder:
        highest_m = shape.height_m if isinstance(shape, VerticalCylinder) else shape.diameter_m
        return cls(shape, highest_m, float(cls(shape, highest_m, math.inf)._volume(np.array(highest_m))))

    def volume_l(self, level_m: ArrayLike) -> Floats:
        level = _level_within(level_m, np.array([0.0, self.highest_m]))
        return np.asarray(np.minimum(self._volume(level), self.full_l))

    def one_volume_l(self, level_m: float) -> float:
        shape = self.shape
        if not 0.0 <= level_m <= self.highest_m:
            return math.nan
        if isinstance(shape, VerticalCylinder):
            return min(_standing(shape, level_m), self.full_l)
        radius = shape.diameter_m / 2.0
        over = min(max((radius - level_m) / radius, -1.0), 1.0)
        return min(_lying(shape, level_m, over, math.acos(over)), self.full_l)

    def level_m(self, volume_l: ArrayLike) -> Floats:
        volume = _volume_within(volume_l, np.array([0.0, self.full_l]))
        if isinstance(self.shape, VerticalCylinder):
            return np.asarray(volume / self.full_l * self.highest_m)
        return _bisected(self._volume, volume, np.zeros_like(volume), np.full_like(volume, self.highest_m))

    def _volume(self, level: Floats) -> Floats:
        shape = self.shape
        if isinstance(shape, VerticalCylinder):
            return np.asarray(_standing(shape, level))
        radius = shape.diameter_m / 2.0
        over = np.clip((radius - level) / radius, -1.0, 1.0)
        return np.asarray(_lying(shape, level, over, np.arccos(over)))


def _standing(shape: VerticalCylinder, level: Number) -> Number:
    radius = shape.diameter_m / 2.0
    return math.pi * (radius * radius) * level * LITRES_PER_M3


def _lying(shape: HorizontalCylinder, level: Number, over: Number, angle: Number) -> Number:
    """Segment of the circle times length, and two half-ellipsoid ends.

    ``over`` is how far the axis lies above the liquid, in radii, and ``angle`` its arc cosine.

    Source: circular segment, Bronstein and Semendjajew, section 3.2.1; the liquid in two half ellipsoids of depth d
    standing to height h is that of a sphere's cap scaled by d / r: π d h² (3 r − h) / (3 r).
    """
    radius = shape.diameter_m / 2.0
    half_chord: Number = (1.0 - over * over) ** 0.5
    segment = radius * radius * (angle - over * half_chord)
    ends = math.pi * shape.dish_m * (level * level) * (3.0 * radius - level) / (3.0 * radius)
    return (segment * shape.length_m + ends) * LITRES_PER_M3


def _bisected(forward: Callable[[Floats], Floats], volume: Floats, low: Floats, high: Floats) -> Floats:
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        is_low = forward(middle) < volume
        low, high = np.where(is_low, middle, low), np.where(is_low, high, middle)
    return np.where(np.isnan(volume), np.nan, high)


def _level_within(level_m: ArrayLike, heights: Floats) -> Floats:
    level = np.asarray(level_m, dtype=np.float64)
    outside = level[(level < heights[0]) | (level > heights[-1])]
    if outside.size:
        raise LevelOutsideStrapping(
            f"a height of {outside[0]} m is outside {heights[0]} to {heights[-1]} m",
            where="level_m",
            fix="check the gauge's unit and zero; mark a bad reading out_of_range instead of converting it",
        )
    return level


def _volume_within(volume_l: ArrayLike, volumes: Floats) -> Floats:
    volume = np.asarray(volume_l, dtype=np.float64)
    outside = volume[(volume < volumes[0]) | (volume > volumes[-1])]
    if outside.size:
        raise VolumeOutsideStrapping(
            f"a volume of {outside[0]} L is outside {volumes[0]} to {volumes[-1]} L",
            where="volume_l",
            fix="check the unit and the tank",
        )
    return volume
