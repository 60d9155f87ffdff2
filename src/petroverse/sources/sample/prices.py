"""What fuel costs in the simulated market: world prices, exchange rate, the build-up of a price, and the pumps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from petroverse.sources.sample.country import MARKETERS, PRODUCTS, YEARS

__all__ = ["COMPONENTS", "PRICED", "Component", "PriceHistory", "ex_pump_sen", "simulate_prices", "window_starts"]

Real = NDArray[np.float64]

PRICED: Final = ("gasoline", "gasoil", "lpg", "kerosene", "mgo_local", "rfo")
"""Products with a price build-up, in column order."""


@dataclass(frozen=True, slots=True)
class Component:
    """One line of the build-up after the ex-refinery price.

    Attributes:
        printed: As the workbook says it.
        sen: For each priced product, sen per litre (kg): (0 where it does not apply).
        raised_on: From this day on ``raised_sen`` is in force.
    """

    printed: str
    sen: tuple[float, ...]
    raised_on: date | None = None
    raised_sen: tuple[float, ...] = ()

    def on(self, day: date) -> tuple[float, ...]:
        """The amounts in force on a day."""
        return self.raised_sen if self.raised_on and day >= self.raised_on else self.sen


COMPONENTS: Final = (
    Component("ROAD MAINTENANCE LEVY", (42, 42, 0, 0, 42, 0), date(2025, 7, 5), (58, 58, 0, 0, 58, 0)),
    Component("ENERGY FUND LEVY", (2, 2, 1, 1, 2, 3)),
    Component("SPECIAL PETROLEUM TAX", (30, 30, 12, 8, 30, 6)),
    Component("PRIMARY DISTRIBUTION MARGIN", (21, 21, 0, 18, 21, 0), date(2024, 4, 5), (24, 24, 0, 20, 24, 0)),
    Component("FUEL MARKING MARGIN", (6, 6, 0, 6, 6, 0)),
    Component("FREIGHT EQUALISATION FUND", (55, 55, 48, 55, 0, 0)),
    Component("MARKETERS MARGIN", (48, 48, 40, 35, 48, 0)),
    Component("DEALERS MARGIN", (31, 31, 36, 28, 31, 0)),
)

_WORLD_USD_T: Final = (780.0, 760.0, 560.0, 790.0, 750.0, 470.0)
_SPREAD_USD_T: Final = (68.0, 62.0, 95.0, 70.0, 62.0, 40.0)


@dataclass(frozen=True, slots=True)
class PriceHistory:
    """Prices by window.

    Attributes:
        windows: First day of each window.
        fx_kor_usd: (n_windows,), kor for one US dollar.
        crude_usd_bbl: (n_windows,).
        world_usd_t: (n_windows, n_priced).
        ex_refinery_sen: (n_windows, n_priced), sen per litre (kg).
        markups_sen: (n_windows, n_marketers, n_priced), what a marketer charges above (below) the build-up.
    """

    windows: tuple[date, ...]
    fx_kor_usd: Real
    crude_usd_bbl: Real
    world_usd_t: Real
    ex_refinery_sen: Real
    markups_sen: Real


def window_starts(days: Sequence[int] = (5, 20)) -> tuple[date, ...]:
    """The first day of every pricing window of the sample's years."""
    return tuple(date(year, month, day) for year in YEARS for month in range(1, 13) for day in days)


def simulate_prices(rng: np.random.Generator) -> PriceHistory:
    """Draws the prices of every window from the generator given."""
    windows = window_starts()
    count = len(windows)
    fx = 12.4 * np.exp(np.cumsum(rng.normal(0.002, 0.009, count)))
    crude = _reverting(rng, 79.0, 0.035, count)
    world = np.column_stack([crude / 79.0 * _reverting(rng, mean, 0.015, count) for mean in _WORLD_USD_T])
    per_tonne = np.array([next(each.units_per_tonne for each in PRODUCTS if each.code == code) for code in PRICED])
    ex_refinery = (world + np.array(_SPREAD_USD_T)) / per_tonne * fx[:, None] * 100
    habit = rng.normal(0, 18, (1, len(MARKETERS), len(PRICED)))
    whim = np.cumsum(rng.normal(0, 2.5, (count, len(MARKETERS), 1)), axis=0)
    return PriceHistory(windows, fx.round(4), crude.round(2), world.round(2), ex_refinery.round(4), habit + whim * 0.5)


def _reverting(rng: np.random.Generator, mean: float, swing: float, count: int) -> Real:
    """A path around a mean that forgets a tenth of its distance each window."""
    path, now = np.empty(count), 0.0
    for step, push in enumerate(rng.normal(0, swing, count)):
        now = 0.9 * now + push
        path[step] = mean * np.exp(now)
    return path


def ex_pump_sen(prices: PriceHistory, window: int) -> Real:
    """The sum of the build-up in one window, sen per litre (kg), (n_priced,)."""
    levies = np.array([each.on(prices.windows[window]) for each in COMPONENTS]).sum(axis=0)
    return np.asarray(prices.ex_refinery_sen[window] + levies, dtype=np.float64)
