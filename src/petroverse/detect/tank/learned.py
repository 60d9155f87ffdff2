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
from petroverse.detect.tank.balance_rows import Rows, dips, of_each, rows_of, scatter_of
from petroverse.detect.tank.gaussian import Fit, best_variances, fitted
from petroverse.detect.tank.history import History, Stock, stock_of

__all__ = ["CHART_KNOTS", "GAMMA", "LEAK", "Learned", "TooLittleSeen", "hats", "learn"]

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

ROUNDS: Final = 3
"""How often outliers are looked for: a great one hides lesser ones."""

LEAST_VARIANCE_L2: Final = 1e-4
"""A hundredth of a litre: less than anything here is known to, so that no variance is zero."""

LEAST_SPANS: Final = 5


class TooLittleSeen(QuantityRefused):
    """Fewer than five quiet spans, or stretches between dips: nothing can be learned of this tank yet."""


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
    quiet = of_each(stock, stock.quiet, every_h)
    if quiet.first.size < LEAST_SPANS:
        quiet = of_each(stock, dips(stock), every_h)
    stretches = int((np.diff(quiet.part) == 0).sum() + (quiet.last > quiet.first).sum())
    if stretches < LEAST_SPANS:
        fix = "let the gauge be asked while nothing runs, or dip each morning and evening"
        raise TooLittleSeen(f"{stretches} stretches without a delivery", where="readings", fix=fix)
    rows = rows_of(stock, quiet)
    columns, prior = _columns(history, stock, rows), _prior(history)
    scatter_m = scatter_of(stock, quiet)
    least_m = _least_slow_m(history, scatter_m)
    is_used = np.ones(rows.loss_l.size, dtype=np.bool_)
    sds = np.array([max(least_m, 1e-4), max(least_m, 1e-3)])
    fit, sds = _best(rows, columns, prior, (is_used, scatter_m, least_m, sds))
    for _ in range(ROUNDS):
        is_far = np.abs(fit.rest[rows.place]) > OUTLIER
        if not (is_far & is_used).any():
            break
        is_used = is_used & ~is_far
        fit, sds = _best(rows, columns, prior, (is_used, scatter_m, least_m, sds))
    return Learned(history, stock, rows, columns, fit, is_used, float(sds[0]), float(sds[1]))


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
