"""Members from statsforecast, each behind the role of a forecaster; the library is loaded when a fold is played."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from petroverse.forecast.forecaster import Forecaster, OneByOne, Outlook
from petroverse.forecast.series import History

__all__ = ["SEASON", "public_forecasters"]

SEASON = 12
"""Months of a year."""

PUBLIC = ("AutoETS", "AutoARIMA", "AutoTheta", "AutoCES", "SeasonalNaive", "Naive", "CrostonSBA")
INTERMITTENT = ("CrostonSBA",)
"""Methods for what moves now and then; they say nothing of a series that moves each month."""

ZERO_SHARE = 0.25
"""A series moves now and then where so many of the last two years' months saw nothing."""


def public_forecasters(names: tuple[str, ...] = PUBLIC) -> tuple[Forecaster, ...]:
    """The library's automatic methods with a season of twelve months, under their own names.

    Example:
        >>> [each.name for each in public_forecasters(("AutoETS", "Naive"))]
        ['AutoETS', 'Naive']
    """
    return tuple(OneByOne(name, _word(name)) for name in names)


def _word(name: str) -> Any:  # noqa: ANN401 - a closure of OneByOne's type
    def word(history: History, horizon: int) -> Outlook | None:
        return _library_outlook(name, history, horizon)

    return word


def _library_outlook(name: str, history: History, horizon: int) -> Outlook | None:
    """The library's word on one history; None where the history is too short for it or it breaks down."""
    values = history.filled
    if name in INTERMITTENT and np.mean(values[-2 * SEASON :] == 0) < ZERO_SHARE:
        return None
    if len(values) < (SEASON if name == "SeasonalNaive" else 3):
        return None
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        try:
            said = _fitted(name).forecast(values, horizon, **_ranges(name))
        except (ValueError, ZeroDivisionError, IndexError, FloatingPointError, NotImplementedError, TypeError):
            return None  # the library's word for "too short" or "constant" differs from method to method
    return _as_outlook(said, values)


def _ranges(name: str) -> dict[str, Any]:
    return {} if name == "CrostonSBA" else {"level": [80, 95]}


def _as_outlook(said: dict[str, Any], values: Any) -> Outlook | None:  # noqa: ANN401 - the library's own arrays
    mean = np.asarray(said["mean"], dtype=float)
    if not np.isfinite(mean).all():
        return None
    if "lo-80" not in said:
        return Outlook.of(mean, np.full(len(mean), float(np.std(values))))
    bounds = [np.asarray(said[each], dtype=float) for each in ("lo-80", "hi-80", "lo-95", "hi-95")]
    if not all(np.isfinite(each).all() for each in bounds):
        return Outlook.of(mean, np.full(len(mean), float(np.std(values))))
    return Outlook.told([mean, *bounds])


def _fitted(name: str) -> Any:  # noqa: ANN401 - the library has no common type of a model
    from statsforecast import models

    if name in {"Naive", "CrostonSBA"}:
        return getattr(models, name)()
    return getattr(models, name)(season_length=SEASON)
