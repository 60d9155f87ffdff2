"""What was learned of a tank, told cause by cause, each with its litres and its doubt: meters, chart, and the split.

What cannot be told apart is said together: two causes whose estimates run against each other (a correlation beyond
−0.9) are one line of the split, and a meter that never ran without another is said with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.core.conditions import Condition
from petroverse.core.tanks import TankId
from petroverse.detect.tank.learned import CHART_KNOTS, DRIFT_SD, GAMMA, LEAK, Learned, hats
from petroverse.detect.tank.limits import instant

__all__ = [
    "Cause",
    "ChartError",
    "MeterDrift",
    "chart_condition",
    "chart_errors",
    "drift_condition",
    "loss_split",
    "meter_drifts",
]

Floats = NDArray[np.float64]

ALIKE: Final = 0.9
"""Correlation beyond which two causes are said together: one then explains 80 % of the other's variance."""

Z99: Final = 2.326
"""Standard normal quantile of 0.99: of meters and charts that are just within what is permitted, 1 % are told."""

PERMITTED_SHARE: Final = 0.005
"""What a meter may be off by: class 0.5 of OIML R 117-1. A chart that is off by as much of the capacity is told too."""

PAPER_SHARE: Final = 0.003
"""Standard deviation of a paper's litres: a depot's meter of the same class, errors even within ±0.5 %, of one sign in
all of a month's papers (one depot fills them)."""


HALF_DAY_S: Final = 43200.0


@dataclass(frozen=True, slots=True)
class Cause:
    """One line of the split.

    Attributes:
        names: Which causes; more than one where they cannot be told apart.
        litres: Standard litres lost to them; negative where they gave.
        sd_l: Standard deviation of it.
    """

    names: tuple[str, ...]
    litres: float
    sd_l: float


@dataclass(frozen=True, slots=True)
class MeterDrift:
    """How one meter counts.

    Attributes:
        meter: Its id, or its number.
        share: By how much more leaves than it counts, as a share, held against the tank's heights.
        sd_share: Standard deviation of it; the chart's scale is in it.
        against_others: The same against the tank's other meters: the chart's scale falls out. NaN for a lone meter.
        sd_against_others: Standard deviation of it.
        is_known: Whether the readings told more than what is known of any meter beforehand.
        together_with: Meters that it cannot be told apart from, for they never ran apart.
    """

    meter: str
    share: float
    sd_share: float
    against_others: float
    sd_against_others: float
    is_known: bool
    together_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChartError:
    """What a strapping table is wrong by, in the heights that were passed through.

    Attributes:
        tank: Whose.
        level_m: Heights, rising.
        error_l: Litres that the table gives too much there, beyond those at the lowest of these heights.
        sd_l: Standard deviation of each; as the meters' scale is in it, it grows with height.
    """

    tank: TankId
    level_m: Floats
    error_l: Floats
    sd_l: Floats


def meter_drifts(learned: Learned) -> tuple[MeterDrift, ...]:
    """How each meter counts, by the heights of the tank it draws from. Learn with ``every_h=2`` to tell the most."""
    count = learned.history.total_l.shape[1]
    names = [str(each) for each in learned.history.meters] or [f"meter {number + 1}" for number in range(count)]
    where = slice(2, 2 + count)
    mean, covariance = learned.fit.mean[where], learned.fit.covariance[where, where]
    sd = np.sqrt(np.diag(covariance))
    alike = np.abs(covariance / np.outer(sd, sd)) > ALIKE
    found = []
    for one in range(count):
        away = np.full(count, -1.0 / max(count - 1, 1))
        away[one] = 1.0
        sd_away = float(away @ covariance @ away) ** 0.5
        same = tuple(names[each] for each in np.flatnonzero(alike[one]) if each != one and sd_away > DRIFT_SD / 2)
        is_known = bool(sd[one] < DRIFT_SD / 2 or (count > 1 and sd_away < DRIFT_SD / 2)) and not same
        against = float(away @ mean) if count > 1 else float("nan")
        against_sd = sd_away if count > 1 else float("nan")
        found.append(MeterDrift(names[one], float(mean[one]), float(sd[one]), against, against_sd, is_known, same))
    return tuple(found)


def drift_condition(drift: MeterDrift, at_s: float) -> Condition:
    """A meter that is off by more than its class allows and than chance explains, against the others or the heights."""
    is_alone = np.isnan(drift.against_others)
    value, sd = (drift.share, drift.sd_share) if is_alone else (drift.against_others, drift.sd_against_others)
    limit = PERMITTED_SHARE + Z99 * sd
    return Condition(
        rule="meter_drift",
        subject=drift.meter,
        at=instant(at_s),
        is_active=drift.is_known and abs(value) > limit,
        value=100.0 * value,
        limit=100.0 * limit,
        unit="%",
        sureness=0.99,
        evidence={
            "share": drift.share,
            "sd_share": drift.sd_share,
            "against_others": None if is_alone else drift.against_others,
            "is_known": drift.is_known,
            "together_with": list(drift.together_with),
        },
    )


def chart_errors(learned: Learned) -> tuple[ChartError, ...]:
    """What each tank's strapping table is wrong by, between the lowest and highest height that sales passed through."""
    found = []
    ends = learned.rows.ends[~learned.rows.is_quiet]
    first = 2 + learned.history.total_l.shape[1]
    for number, tank in enumerate(learned.history.tanks):
        knots = np.linspace(tank.lowest_m, tank.highest_m, CHART_KNOTS)
        passed = learned.stock.level_m[ends, number]
        levels = np.linspace(passed.min(), passed.max(), CHART_KNOTS)
        shape = hats(levels, knots) - hats(levels[:1], knots)
        where = slice(first + number * CHART_KNOTS, first + (number + 1) * CHART_KNOTS)
        covariance = shape @ learned.fit.covariance[where, where] @ shape.T
        sd = np.sqrt(np.maximum(np.diag(covariance), 0.0))
        found.append(ChartError(tank.tank.id, levels, shape @ learned.fit.mean[where], sd))
    return tuple(found)


def chart_condition(chart: ChartError, capacity_l: float, at_s: float) -> Condition:
    """A strapping table that the meters contradict by more than 0.5 % of the tank and than chance explains."""
    limits = PERMITTED_SHARE * capacity_l + Z99 * chart.sd_l
    worst = int(np.argmax(np.abs(chart.error_l) - limits))
    return Condition(
        rule="chart_error",
        subject=chart.tank,
        at=instant(at_s),
        is_active=bool(abs(chart.error_l[worst]) > limits[worst]),
        value=float(chart.error_l[worst]),
        limit=float(limits[worst]),
        unit="L",
        litres=float(chart.error_l[worst]),
        sureness=0.99,
        evidence={
            "level_m": chart.level_m.tolist(),
            "error_l": chart.error_l.tolist(),
            "sd_l": chart.sd_l.tolist(),
        },
    )


def loss_split(learned: Learned) -> tuple[Cause, ...]:
    """Where the litres went over all rows of the model, cause by cause.

    ``theft`` is what was gone at once (rows taken out as outliers); ``unexplained`` is what is left, with the noise of
    the heights as its doubt. ``delivery`` is paper less what the tank took, where papers are known; what the chart
    takes while product is sold it gives back when the tank is filled, so ``chart`` is what is left over the whole time.
    """
    used, rows = learned.is_used, learned.rows
    noise_l = float(np.hypot(learned.slow_m, learned.rough_m) * learned.stock.area_l_m.mean() * np.sqrt(2.0))
    pairs = _paired(learned)
    rise = _chart_rise(learned, [drop for drop, _ in pairs])
    columns = learned.columns[used].sum(axis=0) - rise
    count = rows.sold_l.shape[1]
    parts = {
        ("leak", "evaporation"): slice(LEAK, LEAK + 1),
        ("temperature",): slice(GAMMA, GAMMA + 1),
        ("meter", "vapour at the nozzle"): slice(2, 2 + count),
        ("chart",): slice(2 + count, columns.size),
    }
    weights = np.zeros((len(parts), columns.size))
    for row, where in enumerate(parts.values()):
        weights[row, where] = columns[where]
    litres = weights @ learned.fit.mean
    covariance = weights @ learned.fit.covariance @ weights.T
    found = [_cause(names, litres, covariance, members) for names, members in _together(list(parts), covariance)]
    delivery = (_delivery(learned, pairs, rise, noise_l),) if pairs else ()
    explained = learned.columns @ learned.fit.mean
    beyond = rows.loss_l - explained
    gone = beyond[~used]
    found.append(Cause(("theft",), float(gone.sum()), noise_l * gone.size**0.5))
    found.append(Cause(("unexplained",), float(beyond[used].sum()), noise_l * max(len(learned.stock.drops), 1) ** 0.5))
    return (*found, *delivery)


def _together(names: list[tuple[str, ...]], covariance: Floats) -> list[tuple[tuple[str, ...], list[int]]]:
    """Causes whose estimates run against each other, joined."""
    sd = np.sqrt(np.maximum(np.diag(covariance), 1e-12))
    alike = covariance / np.outer(sd, sd) < -ALIKE
    groups: list[list[int]] = []
    for one in range(len(names)):
        mine = next((group for group in groups if any(alike[one, other] for other in group)), None)
        if mine is None:
            groups.append([one])
        else:
            mine.append(one)
    return [(tuple(word for one in group for word in names[one]), group) for group in groups]


def _cause(names: tuple[str, ...], litres: Floats, covariance: Floats, members: list[int]) -> Cause:
    inside = covariance[np.ix_(members, members)]
    return Cause(names, float(litres[members].sum()), float(max(inside.sum(), 0.0)) ** 0.5)


def _paired(learned: Learned) -> list[tuple[tuple[int, int, float], float]]:
    """Each drop that papers within half a day tell of, with what they say together: a truck may carry several."""
    papers, drops = learned.history.papers, learned.stock.drops
    if not papers or not drops:
        return []
    starts = learned.stock.at_s[[begin for begin, _, _ in drops]]
    stated_l: dict[int, float] = {}
    for at_s, litres in papers:
        nearest = int(np.argmin(np.abs(starts - at_s)))
        if abs(starts[nearest] - at_s) < HALF_DAY_S:
            stated_l[nearest] = stated_l.get(nearest, 0.0) + litres
    return [(drops[drop], litres) for drop, litres in stated_l.items()]


def _delivery(
    learned: Learned, pairs: list[tuple[tuple[int, int, float], float]], rise: Floats, noise_l: float
) -> Cause:
    """Paper less tank, the tank by its learned chart."""
    stated_l, rise_l = sum(litres for _, litres in pairs), sum(drop[2] for drop, _ in pairs)
    chart_l, chart_var = float(rise @ learned.fit.mean), float(rise @ learned.fit.covariance @ rise)
    sd_l = (len(pairs) * noise_l**2 + chart_var + (PAPER_SHARE * stated_l) ** 2) ** 0.5
    return Cause(("delivery",), stated_l - (rise_l - chart_l), sd_l)


def _chart_rise(learned: Learned, drops: list[tuple[int, int, float]]) -> Floats:
    """By how much the charts' knots lift what all these drops seem to have brought."""
    begins, ends = [begin for begin, _, _ in drops], [end for _, end, _ in drops]
    parts = [np.zeros(2 + learned.history.total_l.shape[1])]
    for number, tank in enumerate(learned.history.tanks):
        knots = np.linspace(tank.lowest_m, tank.highest_m, CHART_KNOTS)
        level_m = learned.stock.level_m[:, number]
        parts.append((hats(level_m[ends], knots) - hats(level_m[begins], knots)).sum(axis=0))
    return np.concatenate(parts)
