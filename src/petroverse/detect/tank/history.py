"""A stretch of readings of one tank, or of tanks that are manifolded and so rise and fall as one, as arrays.

``stock_of`` makes standard litres of it, finds the deliveries, and the spans in which nothing moved: no meter ran, no
truck dropped, and the last drop has settled. They are what a leak is measured in.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.core.devices import MeterId
from petroverse.core.errors import InputRefused
from petroverse.detect.tank.watched import COLDEST_C, HOTTEST_C, WatchedTank

__all__ = ["History", "HistoryNotValid", "Quiet", "Stock", "stock_of"]

Floats = NDArray[np.float64]

RISE_S: Final = 3600.0
"""A drop's rise is looked for within an hour: a truck of 36,000 L needs 40 minutes at 900 L/min."""

SETTLE_S: Final = 3.0 * 3600.0
"""After a drop the mixing of warm with cold moves the litres for hours: three are left out of quiet spans, and what
goes on after them is in the temperature term of the model."""

LEAST_READINGS: Final = 3
LEAST_S: Final = 1800.0
"""A quiet span has at least three readings over half an hour: a line through them then has a residual."""

LONGEST_GAP_S: Final = 5400.0
"""Readings further apart do not belong to one span: a sale or a drop between them could have been missed."""


SPIKE_STEPS: Final = 10.0
"""A height ten steps of resolution off from both its neighbours is a spike: noise is a step or two, and what truly
moves goes on moving."""


class HistoryNotValid(InputRefused):
    """Columns of a history that differ in length, or instants that do not rise."""


@dataclass(frozen=True, slots=True)
class History:
    """Readings of one tank system.

    Attributes:
        tanks: Its tanks; more than one where they are manifolded.
        at_s: Instants, seconds since 1970, rising, (n,).
        level_m: Heights, (n, n_tanks); NaN where there is none.
        temp_c: Temperatures, (n, n_tanks); NaN where not measured.
        total_l: What each meter that draws from the system stood at, (n, n_meters), observed litres, never falling.
        meters: Their ids, one a column; empty where nobody needs them.
        papers: (seconds since 1970, standard litres) of each delivery that a paper tells of; None where none is known.

    Raises:
        HistoryNotValid: Shapes differ, instants do not rise, or a total falls.
    """

    tanks: tuple[WatchedTank, ...]
    at_s: Floats
    level_m: Floats
    temp_c: Floats
    total_l: Floats
    meters: tuple[MeterId, ...] = ()
    papers: tuple[tuple[float, float], ...] | None = None

    def __post_init__(self) -> None:
        rows, count = self.at_s.size, len(self.tanks)
        is_shaped = self.level_m.shape == self.temp_c.shape == (rows, count) and self.total_l.shape[:1] == (rows,)
        is_named = self.total_l.ndim == 2 and len(self.meters) in {0, self.total_l.shape[1]}
        if not (is_shaped and is_named):
            raise HistoryNotValid(
                f"heights of shape {self.level_m.shape}, totals of shape {self.total_l.shape} at {rows} instants",
                fix="give a row an instant, a column a tank and a column a meter",
            )
        if rows and not (np.all(np.diff(self.at_s) > 0) and np.all(np.diff(self.total_l, axis=0) >= 0)):
            raise HistoryNotValid("an instant or a total falls", fix="put readings in order; join totals set back")


@dataclass(frozen=True, slots=True)
class Quiet:
    """Spans in which nothing moved, each as the straight line through its litres; arrays of one length.

    Attributes:
        first: Index of its first reading.
        last: Index of its last.
        start_l: The line at the first reading, standard litres.
        end_l: The line at the last.
        count: Readings.
        scatter_l: Standard deviation of the readings about the line, litres.
        part: Which stretch between two deliveries it lies in.
    """

    first: NDArray[np.intp]
    last: NDArray[np.intp]
    start_l: Floats
    end_l: Floats
    count: Floats
    scatter_l: Floats
    part: NDArray[np.intp]

    def only(self, which: NDArray[np.intp]) -> Quiet:
        """Some of the spans."""
        return Quiet(*(getattr(self, each.name)[which] for each in fields(self)))


@dataclass(frozen=True, slots=True)
class Stock:
    """A history as litres.

    Attributes:
        at_s: Instants of the readings that can be used, (n,).
        level_m: Heights, (n, n_tanks).
        standard_l: In all tanks together, (n,).
        expansion: Observed litres in a standard one, by the mean temperature of all, (n,).
        area_l_m: Litres in a metre of height, all tanks together, (n,).
        sold_l: Standard litres that each meter counted since the first reading, (n, n_meters).
        drops: (first index, last index, standard litres) of each delivery found, sale-adjusted.
        quiet: The quiet spans.
    """

    at_s: Floats
    level_m: Floats
    standard_l: Floats
    expansion: Floats
    area_l_m: Floats
    sold_l: Floats
    drops: tuple[tuple[int, int, float], ...]
    quiet: Quiet


def stock_of(history: History) -> Stock:
    """Litres, deliveries and quiet spans of a history; readings without height or temperature are left out."""
    volume, factor, area = _volumes(history)
    is_good = np.asarray(np.isfinite(volume).all(axis=1) & np.isfinite(factor).all(axis=1))
    is_spike = _is_spike(history, (volume * factor)[is_good], area[is_good], history.total_l[is_good])
    is_good[np.flatnonzero(is_good)[is_spike]] = False
    volume, factor, area = volume[is_good], factor[is_good], area[is_good]
    at_s, totals = history.at_s[is_good], history.total_l[is_good]
    standard = (volume * factor).sum(axis=1)
    expansion = np.ones_like(standard)  # of an empty system
    np.divide(volume.sum(axis=1), standard, out=expansion, where=standard > 0)
    sold = np.zeros_like(totals)
    if at_s.size > 1:
        middle = 2.0 / (expansion[1:] + expansion[:-1])
        sold[1:] = np.cumsum(np.diff(totals, axis=0) * middle[:, None], axis=0)
    smallest_l = sum(each.limits.smallest_drop_l for each in history.tanks[:1])
    drops = _drops(at_s, standard + sold.sum(axis=1), smallest_l)
    quiet = _quiet(at_s, standard, sold.sum(axis=1), drops)
    return Stock(at_s, history.level_m[is_good], standard, expansion, area.sum(axis=1), sold, drops, quiet)


def _volumes(history: History) -> tuple[Floats, Floats, Floats]:
    volume, factor, area = (np.full(history.level_m.shape, np.nan) for _ in range(3))
    for column, each in enumerate(history.tanks):
        table = np.frombuffer(each.volumes_l)
        levels = np.linspace(each.lowest_m, each.highest_m, table.size)
        level = history.level_m[:, column]
        volume[:, column] = np.interp(level, levels, table, left=np.nan, right=np.nan)
        area[:, column] = np.interp(level, levels, np.gradient(table, each.row_m))
        temp = history.temp_c[:, column]
        if each.factors is None:
            factor[:, column] = 1.0
        else:
            factors = np.frombuffer(each.factors)
            temps = np.arange(COLDEST_C, HOTTEST_C + 1.0)
            factor[:, column] = np.interp(temp, temps, factors, left=np.nan, right=np.nan)
        volume[np.isnan(level), column] = np.nan
        factor[np.isnan(temp), column] = np.nan if each.factors is not None else 1.0
    return volume, factor, area


def _is_spike(history: History, standard: Floats, area: Floats, total: Floats) -> NDArray[np.bool_]:
    """Readings that stand apart from both neighbours, which agree: the median of three is then another's."""
    is_spike = np.zeros(standard.shape[0], dtype=np.bool_)
    net = standard.sum(axis=1) + total.sum(axis=1)
    if net.size < 3:
        return is_spike
    steps = np.array([each.noise.resolution_m for each in history.tanks])
    limit = SPIKE_STEPS * (area * steps).sum(axis=1)[1:-1]
    middle = np.median(np.stack((net[:-2], net[1:-1], net[2:])), axis=0)
    is_spike[1:-1] = np.abs(net[1:-1] - middle) > limit
    return is_spike


def _drops(at_s: Floats, net_l: Floats, smallest_l: float) -> tuple[tuple[int, int, float], ...]:
    """Where stock and sales together rise: from the last reading before the rise to the first after it."""
    if at_s.size < 2:
        return ()
    ahead = np.minimum(np.searchsorted(at_s, at_s + RISE_S, side="right") - 1, at_s.size - 1)
    ahead = np.maximum(ahead, np.minimum(np.arange(at_s.size) + 1, at_s.size - 1))
    is_rise = net_l[ahead] - net_l > smallest_l
    step = np.diff(net_l) > smallest_l / 4.0
    found: list[tuple[int, int, float]] = []
    for first, last in _runs(is_rise):
        top = int(ahead[last - 1])
        rising = np.flatnonzero(step[first:top]) + first
        if rising.size and net_l[rising[-1] + 1] - net_l[rising[0]] > smallest_l:
            begin, end = int(rising[0]), int(rising[-1]) + 1
            found.append((begin, end, float(net_l[end] - net_l[begin])))
    return tuple(found)


def _runs(mask: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Half-open runs of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], mask.view(np.int8), [0]))))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _quiet(at_s: Floats, standard_l: Floats, sold_l: Floats, drops: tuple[tuple[int, int, float], ...]) -> Quiet:
    is_still = np.zeros(at_s.size, dtype=np.bool_)
    if at_s.size > 1:
        is_still[1:] = (np.diff(sold_l) == 0.0) & (np.diff(at_s) <= LONGEST_GAP_S)
    part = np.zeros(at_s.size, dtype=np.intp)
    is_settling = np.zeros(at_s.size, dtype=np.bool_)
    for begin, end, _ in drops:
        is_settling[begin + 1 : int(np.searchsorted(at_s, at_s[end] + SETTLE_S, side="right"))] = True
        part[end:] += 1
    is_still &= ~is_settling
    rows = []
    for run_first, run_last in _runs(is_still):
        last = run_last - 1  # the reading before a sale is counted may already stand lower for it
        first = run_first - 1 if run_first and not is_settling[run_first - 1] else run_first
        if last - first >= LEAST_READINGS and at_s[last - 1] - at_s[first] >= LEAST_S:
            rows.append((first, last - 1, *_line(at_s[first:last], standard_l[first:last]), part[first]))
    if not rows:
        none = np.zeros(0)
        ints = none.astype(np.intp)
        return Quiet(ints, ints, none, none, none, none, ints)
    columns = list(zip(*rows, strict=True))
    first_last = [np.array(each, dtype=np.intp) for each in columns[:2]]
    lines = [np.array(each, dtype=np.float64) for each in columns[2:6]]
    return Quiet(first_last[0], first_last[1], lines[0], lines[1], lines[2], lines[3], np.array(columns[6], np.intp))


def _line(at_s: Floats, litres: Floats) -> tuple[float, float, float, float]:
    """A straight line by least squares: its litres at the first and last reading, their count, the scatter about it."""
    hours = (at_s - at_s.mean()) / 3600.0
    mean = float(litres.mean())
    slope = float(hours @ (litres - mean)) / float(hours @ hours)
    rest = litres - mean - slope * hours
    scatter = (float(rest @ rest) / (litres.size - 2)) ** 0.5
    return mean + slope * float(hours[0]), mean + slope * float(hours[-1]), float(litres.size), scatter
