"""What the whole market does: records, months unlike their kind, turning points, years unlike the years before.

Every function sees months up to the one that is asked about and none after it; 0 and gaps make it silent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import numpy as np

from petroverse.insight.insight import About, Candidate, Figures, Rows
from petroverse.insight.market import Market, series_of
from petroverse.insight.odds import Values, is_fresh, spread, surprise_of

__all__ = ["extremes", "measure_of", "reckon_extreme", "reckon_turn", "reckon_unusual", "reckon_year", "turns",
           "unusuals", "years"]  # fmt: skip

_YEAR: Final = 12
_LONG: Final = 36
"""A record is one of three years at least."""
_USUAL_YEARS: Final = 5
_LEAST_PAST: Final = 24
_STRANGE: Final = 3.0
_CLEAR: Final = 0.02
"""Of a few years only a clear record counts: among five Februaries one is always the lowest."""

_AGES: Final = 120
_TURNED: Final = 0.02
_RUN: Final = 6
_SWING: Final = 2.5

Reckon = Callable[[Values], dict[str, Any] | None]


def measure_of(about: About) -> str:
    """Litres or kilograms of products that share a unit; tonnes of all together."""
    return "volume" if about.products else "tonnes"


def extremes(market: Market, month: date) -> Iterator[Candidate]:
    """Months above or below every month of the last three years or more."""
    return _from_series(market, month, "record", _extreme)


def unusuals(market: Market, month: date) -> Iterator[Candidate]:
    """Months that are not what that month usually is beside the twelve before it."""
    return _from_series(market, month, "unusual", _unusual)


def turns(market: Market, month: date) -> Iterator[Candidate]:
    """Three months that are the first in half a year or more to grow, or to shrink, on the year before."""
    return _from_series(market, month, "turn", _turn)


def years(market: Market, month: date) -> Iterator[Candidate]:
    """Years, once their last month is in, that grew or shrank as none in five years."""
    return _from_series(market, month, "year", _year) if month.month == _YEAR else iter(())


def reckon_extreme(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``value``, ``unit``, ``count`` of months that it stands above or below, and ``mean`` of the twelve before.

    ``since`` is the first of these months, ``last`` the one before it that was as high or low, where there is one.
    """
    return _reckoned(answers, found, _extreme)


def reckon_unusual(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``value``, ``unit``, ``expected``, ``off`` as a part of it, and ``years`` that tell what is usual."""
    return _reckoned(answers, found, _unusual)


def reckon_turn(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``value`` and ``before`` (three months, and those a year before), ``unit``, ``growth``, ``run`` of months."""
    return _reckoned(answers, found, _turn)


def reckon_year(answers: Sequence[Rows], found: Candidate) -> Figures | None:
    """``value``, ``before`` (the year before), ``unit``, ``growth``, ``most_of`` so many years."""
    return _reckoned(answers, found, _year)


def _from_series(market: Market, month: date, kind: str, reckon: Reckon) -> Iterator[Candidate]:
    stage = market.whole(month)
    if stage is None:
        return
    at = stage.at(month)
    for products in [(), *stage.main(at)]:
        about = About(stage.source, tuple(products))
        start, values = stage.history(products, at) if products else (0, stage.total[: at + 1])
        told = reckon(values)
        if told is None:
            continue
        asked = market.asking.question(about, (measure_of(about),), month, since=stage.months[start])
        off = told["stake"] / max(abs(values[-1]), 1e-9)
        weight = stage.tonnes_of(products, at) if products else float(stage.total[at])
        yield Candidate(kind, about, month, (asked,), surprise_of(told["odd"]), float(abs(off) * weight), told["way"])


def _reckoned(answers: Sequence[Rows], found: Candidate, reckon: Reckon) -> Figures | None:
    rows = answers[0]
    months, values = series_of(rows, measure_of(found.about))
    if not months or months[-1] != found.month:
        return None
    told = reckon(values)
    if told is None:
        return None
    place = {name: months[told[name]] for name in ("since", "last") if told.get(name) is not None}
    named = {name: f"{each:%Y-%m}" for name, each in place.items()}
    kept = {name: value for name, value in told.items() if name not in ("stake", "odd", "since", "last")}
    return {"unit": rows[-1]["unit"], **kept, **named}


def _extreme(values: Values) -> dict[str, Any] | None:
    if len(values) <= _LONG or not np.isfinite(values[-_LONG - 1 :]).all() or (values[-_LONG - 1 :] <= 0).any():
        return None
    last = values[-1]
    for way, sign in (("up", 1.0), ("down", -1.0)):
        reach = [_reach(values[: len(values) - back], sign) for back in range(_YEAR + 1)]
        if reach[0] < _LONG or max(reach[1:]) >= _LONG:
            continue
        before = len(values) - 1 - reach[0] - 1
        beaten = float((values[before + 1 : -1] * sign).max() * sign)
        if reach[0] < _AGES and sign * float(np.log(last / beaten)) < _CLEAR:
            continue
        mean = float(values[-_YEAR - 1 : -1].mean())
        changes = np.diff(np.log(values[-_LONG - 1 :]))
        odd = float(np.log(last / mean)) / max(spread(changes[:-1]), 0.02) + reach[0] / _LONG * sign
        return {
            "value": float(last),
            "count": reach[0],
            "is_whole": before < 0,
            "last": before if before >= 0 else None,
            "since": 0 if before < 0 else before + 1,
            "mean": mean,
            "way": way,
            "stake": float(last) - mean,
            "odd": odd,
        }
    return None


def _reach(values: Values, sign: float) -> int:
    """How many months before the last one lie below it, without a gap; of a long history, all of them."""
    earlier = values[:-1][::-1] * sign
    met = np.flatnonzero(~(earlier < values[-1] * sign))
    return int(met[0]) if met.size else len(earlier)


def _unusual(values: Values) -> dict[str, Any] | None:
    if len(values) < 4 * _YEAR or not np.isfinite(values[-4 * _YEAR :]).all() or (values[-4 * _YEAR :] <= 0).any():
        return None
    clean = np.where(values > 0, values, np.nan)
    logs = np.log(clean)
    beside = np.array([logs[at] - logs[at - _YEAR : at].mean() if at >= _YEAR else np.nan for at in range(len(logs))])
    usual = np.array([_usual(beside, at) for at in range(len(logs))])
    off = beside - usual
    past = off[-61:-1]
    if np.isfinite(past).sum() < _LEAST_PAST or not np.isfinite(off[-1]):
        return None
    sizes = off / max(spread(past), 0.01)
    if not is_fresh(sizes, least=_STRANGE):
        return None
    same = _same_months(beside, len(values) - 1)
    expected = float(np.exp(usual[-1] + logs[-_YEAR - 1 : -1].mean()))
    last = float(values[-1])
    return {
        "value": last,
        "expected": expected,
        "off": last / expected - 1.0,
        "years": int(same.size),
        "way": "up" if last > expected else "down",
        "stake": last - expected,
        "odd": float(sizes[-1]),
    }


def _same_months(beside: Values, at: int) -> Values:
    same = beside[list(range(at - _YEAR, -1, -_YEAR))[:_USUAL_YEARS]]
    return np.asarray(same[np.isfinite(same)])


def _usual(beside: Values, at: int) -> float:
    same = _same_months(beside, at)
    return float(np.median(same)) if same.size >= 2 else np.nan


def _turn(values: Values) -> dict[str, Any] | None:
    if len(values) < 3 * _YEAR or not np.isfinite(values[-3 * _YEAR :]).all() or (values[-3 * _YEAR :] <= 0).any():
        return None
    sums = np.convolve(np.where(values > 0, values, np.nan), np.ones(3), "valid")
    growth = sums[_YEAR:] / sums[:-_YEAR] - 1.0
    sign = np.sign(growth[-1])
    against = np.flatnonzero(~(np.sign(growth[:-1][::-1]) == -sign))
    run = int(against[0]) if against.size else len(growth) - 1
    if abs(growth[-1]) < _TURNED or run < _RUN or np.abs(growth[-1 - _RUN : -1]).max() < _TURNED:
        return None
    swings = growth[_RUN:] - np.array([growth[at - _RUN : at].mean() for at in range(_RUN, len(growth))])
    odd = float(swings[-1]) / max(spread(swings[:-1]), 0.01)
    if abs(odd) < 1.0:
        return None
    return {
        "value": float(sums[-1]),
        "before": float(sums[-1 - _YEAR]),
        "growth": float(growth[-1]),
        "run": run,
        "way": "up" if sign > 0 else "down",
        "stake": float(sums[-1] - sums[-1 - _YEAR]) / 3.0,
        "odd": odd,
    }


def _year(values: Values) -> dict[str, Any] | None:
    count = len(values) // _YEAR
    whole = values[len(values) - count * _YEAR :].reshape(count, _YEAR) if count else np.zeros((0, _YEAR))
    totals = whole.sum(axis=1)
    if count < 6 or not np.isfinite(totals[-6:]).all() or (totals[-6:] <= 0).any():
        return None
    growth = totals[1:] / totals[:-1] - 1.0
    known = growth[np.isfinite(growth)]
    above, below = (_reach(known, sign) for sign in (1.0, -1.0))
    most_of = max(above, below)
    if most_of < 4 or (above >= below and known[-1] < 0):
        return None
    odd = float(known[-1] - np.median(known[:-1])) / max(spread(known[:-1]), 0.02)
    return {
        "value": float(totals[-1]),
        "before": float(totals[-2]),
        "growth": float(growth[-1]),
        "most_of": most_of + 1,
        "is_most": above >= below,
        "way": "up" if growth[-1] > 0 else "down",
        "stake": float(totals[-1] - totals[-2]) / _YEAR,
        "odd": odd,
    }
