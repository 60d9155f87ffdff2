"""One model of where a tank's litres go, fitted to its quiet spans and to what was sold between them.

Between two ends of quiet spans without a delivery in between, what the heights lost beyond what the meters counted is

    loss = leak × hours + Σ drift of meter × its litres + (chart(h₁) − chart(h₂)) + gamma × thermal change + noise

    leak    litres an hour; nothing is known of it beforehand
    drift   of each meter as a share, N(0, 0.4 %), and what all share, N(0.05 %, 0.1 %): gasoline vapour
    chart   what the strapping table is wrong by, a smooth curve of height: Gaussian process, 2 % of the capacity
    gamma   what the measured expansion is wrong by, as a share: N(0, 15 %) (density, layers of warm and cold)

Inside a quiet span nothing is sold and the chart does not matter: nights tell the leak. Over days drift × sales and
leak × hours run together, and at a busy station only nights part them. The noise of neighbouring rows is correlated, as
they share a height: R says so. Its variances (``slow``: what does not average out within a span, quantisation above
all; ``rough``: chart and temperature from one span to the next) are found by restricted likelihood.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.core.errors import QuantityRefused
from petroverse.detect.tank.gaussian import Fit, best_variances, fitted
from petroverse.detect.tank.history import History, Quiet, Stock, stock_of

__all__ = ["CHART_KNOTS", "GAMMA", "LEAK", "Learned", "Rows", "TooLittleSeen", "hats", "learn"]

Floats = NDArray[np.float64]

LEAK: Final = 0
GAMMA: Final = 1
CHART_KNOTS: Final = 12
"""Places of the leak and of gamma among the parameters; heights at which the chart's error is carried."""

VAPOUR_SHARE: Final = 0.0005
DRIFT_SD: Final = 0.004
SHARED_SD: Final = 0.001
"""Prior of drift and vapour: class 0.5 meters (OIML R 117-1) err evenly within ±0.5 %, standard deviation 0.3 %, a
third more for age. What all meters share: vapour carried off in dispensing, 0.02 to 0.1 % of gasoline sold (US EPA
AP-42 section 5.2: 1.3 kg of vapour a m3 without recovery is 0.2 % at most), and product warmer at the nozzle than in
the tank (1 °C is 0.1 %)."""

GAMMA_SD: Final = 0.15
CHART_SHARE: Final = 0.02
CHART_REACH: Final = 0.15
"""Chart: its error is 2 % of the capacity and keeps its sign over about 15 % of the height (a tilted shell)."""

ANY_LEAK_L_H: Final = 100.0
"""Standard deviation of a leak before anything is known: a hundred times what is looked for."""

METER_NOISE: Final = 0.0005
"""Repeatability of a meter over a stretch, as a share: a tenth of the permissible error of class 0.5 (OIML R 117-1)."""

OUTLIER: Final = 4.5
"""A row further out than this many standard deviations is no noise (1 in 150,000): it is taken out, and told as gone at
once."""

LEAST_VARIANCE_L2: Final = 1e-4
"""A hundredth of a litre: less than anything here is known to, so that no variance is zero."""

DIP_COUNT: Final = 1e6
"""A single reading has no line about which it scatters: all of its noise is in ``slow`` and ``rough``."""

LEAST_SPANS: Final = 5


class TooLittleSeen(QuantityRefused):
    """Fewer than five quiet spans, or stretches between dips: nothing can be learned of this tank yet."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of the model: one for each quiet span, one from each to the next.

    Attributes:
        loss_l: What the heights lost beyond what meters counted, standard litres, (n,).
        hours: How long, (n,).
        sold_l: Of each meter, (n, n_meters).
        thermal_l: Litres by which the stock is held to have shrunk by cooling, (n,).
        ends: Index of the reading at which each begins and ends, (n, 2).
        is_quiet: Whether nothing was sold.
        shares: Noise of the rows by its three kinds, each for 1 metre squared, (3, blocks, n, n): rows of two stretches
            between deliveries share no noise.
        place: Where each row stands among the flattened rows of the blocks, (n,).
    """

    loss_l: Floats
    hours: Floats
    sold_l: Floats
    thermal_l: Floats
    ends: NDArray[np.intp]
    is_quiet: NDArray[np.bool_]
    shares: Floats
    place: NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Learned:
    """The fitted model of one tank system.

    Attributes:
        history: What it was fitted to.
        stock: The same as litres.
        rows: Its rows.
        columns: Its parameters' columns, (n, p): leak, gamma, a drift for each meter, the chart's knots for each tank.
        fit: What is known of the parameters.
        is_used: Rows that are no outliers.
        slow_m: Noise of a span's end that does not average out, metres of height.
        rough_m: Noise from span to span, metres of height.
    """

    history: History
    stock: Stock
    rows: Rows
    columns: Floats
    fit: Fit
    is_used: NDArray[np.bool_]
    slow_m: float
    rough_m: float

    @property
    def spans(self) -> int:
        """Quiet spans that the fit rests on; stretches between dips where there are none."""
        return int((self.is_used & (self.rows.is_quiet if self.rows.is_quiet.any() else True)).sum())


def learn(history: History, *, every_h: float = 12.0) -> Learned:
    """Fits the model.

    Args:
        history: A month or more is meant; three months tell three times as much.
        every_h: The longest quiet span of each so many hours is taken; fewer hours tell more of the meters.

    Raises:
        TooLittleSeen: There are fewer than five quiet spans, and fewer than five stretches from dip to dip.
    """
    stock = stock_of(history)
    quiet = _of_each(stock, stock.quiet, every_h)
    if quiet.first.size < LEAST_SPANS:
        quiet = _of_each(stock, _dips(stock), every_h)
    stretches = int((np.diff(quiet.part) == 0).sum() + (quiet.last > quiet.first).sum())
    if stretches < LEAST_SPANS:
        fix = "let the gauge be asked while nothing runs, or dip each morning and evening"
        raise TooLittleSeen(f"{stretches} stretches without a delivery", where="readings", fix=fix)
    rows = _rows(stock, quiet)
    columns, prior = _columns(history, stock, rows), _prior(history)
    scatter_m = _scatter_m(stock, quiet)
    least_m = _least_slow_m(history, scatter_m)
    is_used = np.ones(rows.loss_l.size, dtype=np.bool_)
    sds = np.array([max(least_m, 1e-4), max(least_m, 1e-3)])
    for _ in range(3):
        fit, sds = _best(rows, columns, prior, (is_used, scatter_m, least_m, sds))
        is_far = np.abs(fit.rest[rows.place]) > OUTLIER
        if not (is_far & is_used).any():
            break
        is_used = is_used & ~is_far
    return Learned(history, stock, rows, columns, fit, is_used, float(sds[0]), float(sds[1]))


def _of_each(stock: Stock, quiet: Quiet, every_h: float) -> Quiet:
    """The longest quiet span of each so many hours."""
    begins, ends = stock.at_s[quiet.first], stock.at_s[quiet.last]
    slot = ((begins + ends) / 2.0 // (3600.0 * every_h)).astype(np.int64)
    order = np.lexsort((begins - ends, slot))
    _, first = np.unique(slot[order], return_index=True)
    return quiet.only(np.sort(order[first]))


def _dips(stock: Stock) -> Quiet:
    """Single readings in the place of quiet spans, where a tank is dipped or never rests: they last no time at all."""
    index = np.arange(stock.at_s.size)
    part = np.zeros(index.size, dtype=np.intp)
    is_drop = np.zeros(index.size, dtype=np.bool_)
    for begin, end, _ in stock.drops:
        part[end:] += 1
        is_drop[begin + 1 : end] = True
    index = index[~is_drop]
    litres, many = stock.standard_l[index], np.full(index.size, DIP_COUNT)
    return Quiet(index, index, litres, litres, many, np.zeros(index.size), part[index])


def _rows(stock: Stock, quiet: Quiet) -> Rows:
    first, last, part = quiet.first, quiet.last, quiet.part
    lasting, linked = np.flatnonzero(last > first), np.flatnonzero(part[1:] == part[:-1])
    within, between = np.stack((first, last), axis=1)[lasting], np.stack((last[linked], first[linked + 1]), axis=1)
    ends = np.concatenate((within, between))
    fall_l = np.concatenate(((quiet.start_l - quiet.end_l)[lasting], quiet.end_l[linked] - quiet.start_l[linked + 1]))
    sold_l = stock.sold_l[ends[:, 1]] - stock.sold_l[ends[:, 0]]
    is_quiet = np.arange(ends.shape[0]) < lasting.size
    middle_l = (stock.standard_l[ends[:, 0]] + stock.standard_l[ends[:, 1]]) / 2.0
    cooled = _smooth_expansion(stock, quiet)
    change = np.concatenate(((cooled[:, 0] - cooled[:, 1])[lasting], cooled[linked, 1] - cooled[linked + 1, 0]))
    shares = _shares(stock.area_l_m[first], quiet.count, lasting, linked)
    blocks, place = _in_blocks(shares, np.concatenate((part[lasting], part[linked])))
    return Rows(
        loss_l=fall_l - sold_l.sum(axis=1),
        hours=(stock.at_s[ends[:, 1]] - stock.at_s[ends[:, 0]]) / 3600.0,
        sold_l=sold_l,
        thermal_l=middle_l * change,
        ends=ends,
        is_quiet=is_quiet,
        shares=blocks,
        place=place,
    )


def _in_blocks(shares: Floats, part: NDArray[np.intp]) -> tuple[Floats, NDArray[np.intp]]:
    """The noise of rows as blocks of one size, one a stretch between deliveries, and where each row went."""
    _, block, sizes = np.unique(part, return_inverse=True, return_counts=True)
    order = np.argsort(block, kind="stable")
    within = np.empty(part.size, dtype=np.intp)
    within[order] = np.arange(part.size) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    size = int(sizes.max())
    place = block * size + within
    flat = np.full(sizes.size * size, part.size, dtype=np.intp)
    flat[place] = np.arange(part.size)
    rows = flat.reshape(sizes.size, size)
    padded = np.pad(shares, ((0, 0), (0, 1), (0, 1)))
    return padded[:, rows[:, :, None], rows[:, None, :]], place


def _smooth_expansion(stock: Stock, quiet: Quiet) -> Floats:
    """Expansion at both ends of each span, from the thirds of its readings, for one temperature is coarse."""
    sums = np.concatenate(([0.0], np.cumsum(stock.expansion)))
    first, last = quiet.first, quiet.last + 1
    third = np.maximum((last - first) // 3, 1)
    begin = (sums[first + third] - sums[first]) / third
    end = (sums[last] - sums[last - third]) / third
    middle = (begin + end) / 2.0
    half = (end - begin) * (last - first - 1) / np.maximum(2.0 * (last - first - third), 1.0)
    return np.stack((middle - half, middle + half), axis=1)


def _shares(area_l_m: Floats, count: Floats, lasting: NDArray[np.intp], linked: NDArray[np.intp]) -> Floats:
    """How each kind of noise goes into the rows: scatter about a line, slow noise of its ends, roughness of a span.

    The ends of a least-squares line of m readings have the variance 4 / m and the covariance −2 / m each (large m).
    """
    quiet_row, busy_row = np.arange(lasting.size), lasting.size + np.arange(linked.size)
    by_end = np.zeros((lasting.size + linked.size, 2, area_l_m.size))
    by_end[quiet_row, 0, lasting], by_end[quiet_row, 1, lasting] = area_l_m[lasting], -area_l_m[lasting]
    by_end[busy_row, 1, linked] = area_l_m[linked]
    by_end[busy_row, 0, linked + 1] = -area_l_m[linked + 1]
    start, end = by_end[:, 0], by_end[:, 1]
    slow = start @ start.T + end @ end.T
    cross = (start / count) @ end.T
    scatter = (start * (4.0 / count)) @ start.T + (end * (4.0 / count)) @ end.T - 2.0 * (cross + cross.T)
    both = start + end
    return np.stack((scatter, slow, both @ both.T))


def _scatter_m(stock: Stock, quiet: Quiet) -> float:
    freedom = quiet.count - 2.0
    return float(np.sqrt(((quiet.scatter_l / stock.area_l_m[quiet.first]) ** 2 * freedom).sum() / freedom.sum()))


def _least_slow_m(history: History, scatter_m: float) -> float:
    """What quantisation leaves however many readings are averaged, metres.

    A step q under Gaussian noise s leaves an error of q/√12 × exp(−2 π² s²/q²): none once s is half a step, all of it
    without noise. Source: Widrow, Kollár, Quantization Noise (2008), characteristic function of the quantiser.
    """
    step_m = max(each.noise.resolution_m for each in history.tanks)
    own = max(scatter_m**2 - step_m**2 / 12.0, 0.0)
    return float(max(step_m / 12.0**0.5 * np.exp(-2.0 * np.pi**2 * own / step_m**2), 1e-6))


def _columns(history: History, stock: Stock, rows: Rows) -> Floats:
    """The parameters' columns; the chart's go by the height that the sales must have moved, not by the one measured.

    The noise of a measured height is in the row's loss as well: a chart's slope would be read into it, and a part of a
    leak taken for it (errors in variables). Sales know nothing of that noise.
    """
    parts = [rows.hours[:, None], rows.thermal_l[:, None], rows.sold_l]
    first, last = rows.ends[:, 0], rows.ends[:, 1]
    half_m = rows.sold_l.sum(axis=1) / (stock.area_l_m[first] + stock.area_l_m[last])
    for column, tank in enumerate(history.tanks):
        knots = np.linspace(tank.lowest_m, tank.highest_m, CHART_KNOTS)
        middle_m = (stock.level_m[first, column] + stock.level_m[last, column]) / 2.0
        parts.append(hats(middle_m + half_m, knots) - hats(middle_m - half_m, knots))
    return np.concatenate(parts, axis=1)


def hats(level_m: Floats, knots: Floats) -> Floats:
    """How much of each knot counts at each height, (n, knots): straight from one to the next, as a table runs."""
    return np.asarray(np.maximum(0.0, 1.0 - np.abs(level_m[:, None] - knots) / (knots[1] - knots[0])))


def _prior(history: History) -> tuple[Floats, Floats]:
    meters = history.total_l.shape[1]
    vapour = VAPOUR_SHARE if any(each.is_volatile for each in history.tanks) else 0.0
    mean = np.concatenate(([0.0, 0.0], np.full(meters, vapour), np.zeros(CHART_KNOTS * len(history.tanks))))
    covariance = np.zeros((mean.size, mean.size))
    sds = np.concatenate(([ANY_LEAK_L_H, GAMMA_SD], np.full(meters, DRIFT_SD)))
    covariance[: sds.size, : sds.size] = np.diag(sds**2)
    covariance[2 : sds.size, 2 : sds.size] += SHARED_SD**2
    place = np.linspace(0.0, 1.0, CHART_KNOTS)
    shape = np.exp(-0.5 * ((place[:, None] - place) / CHART_REACH) ** 2) + 1e-6 * np.eye(CHART_KNOTS)
    for number, tank in enumerate(history.tanks):
        where = slice(sds.size + number * CHART_KNOTS, sds.size + (number + 1) * CHART_KNOTS)
        covariance[where, where] = shape * (CHART_SHARE * tank.tank.capacity_l) ** 2
    return mean, covariance


def _best(
    rows: Rows,
    columns: Floats,
    prior: tuple[Floats, Floats],
    found: tuple[NDArray[np.bool_], float, float, Floats],
) -> tuple[Fit, Floats]:
    is_used, scatter_m, least_m, start = found
    shares = rows.shares
    blocks, size = shares.shape[1:3]
    own, seen, design = np.ones(blocks * size), np.zeros(blocks * size), np.zeros((blocks * size, columns.shape[1]))
    where = rows.place[is_used]
    own[where] = (METER_NOISE * rows.sold_l[is_used].sum(axis=1)) ** 2 + LEAST_VARIANCE_L2
    seen[where], design[where] = rows.loss_l[is_used], columns[is_used]
    is_there = np.zeros(blocks * size, dtype=np.bool_)
    is_there[where] = True
    is_there = is_there.reshape(blocks, size)
    shares = np.where(is_there[:, :, None] & is_there[:, None, :], shares, 0.0)
    known = scatter_m**2 * shares[0] + own.reshape(blocks, size, 1) * np.eye(size)
    seen, design = seen.reshape(blocks, size), design.reshape(blocks, size, -1)

    def fit_of(sds: Floats) -> Fit:
        slow = max(float(sds[0]), least_m)
        return fitted(design, seen, known + slow**2 * shares[1] + float(sds[1]) ** 2 * shares[2], prior)

    sds = best_variances(lambda each: fit_of(each).likelihood, start, 3.0, 4)
    sds[0] = max(sds[0], least_m)
    return fit_of(sds), sds
