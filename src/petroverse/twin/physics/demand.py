"""Demand: when motorists come and how much they take, by hour, weekday, month and holiday.

The default profile is invented and of no country: a rush in the morning and one in the evening, quiet nights, a strong
Friday. A month's litres are given by region and product where somebody knows them, and follow from the tanks where not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from petroverse.core.errors import InputRefused

__all__ = ["DAYS_A_MONTH", "Demand", "DemandNotValid"]

DAYS_A_MONTH: Final = 365.25 / 12

_HOURS: Final = (
    0.20, 0.12, 0.08, 0.08, 0.15, 0.55, 1.30, 1.85, 1.75, 1.35, 1.20, 1.20,
    1.25, 1.20, 1.20, 1.30, 1.65, 1.95, 1.75, 1.30, 0.95, 0.75, 0.52, 0.35,
)  # fmt: skip
_WEEKDAYS: Final = (0.97, 0.97, 1.00, 1.02, 1.15, 1.05, 0.84)
_MONTHS: Final = (0.98, 0.96, 1.00, 1.00, 1.01, 0.99, 1.00, 1.00, 0.99, 1.01, 1.01, 1.05)


class DemandNotValid(InputRefused):
    """A profile that has not one share for each hour, weekday or month, or one below zero."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What motorists want. Shares are taken relative to their mean, so they change when litres go, not how many.

    Attributes:
        monthly_l: Region of a place and product → litres that its stations sell in a mean month. Stations of a region
            share it by the size of their tanks. What is not in here sells ``turnover_per_day`` of its tanks.
        hours: A share for each hour of the day.
        weekdays: A share for each day of the week, Monday first.
        months: A share for each month.
        holidays: A day → what it sells for one litre of an ordinary day.
        turnover_per_day: Share of a tank's capacity that is sold in a day where nothing is known.
        purchase_l: Product → litres in a mean purchase.
        other_purchase_l: The same for products not in ``purchase_l``.
        flow_l_min: Of one nozzle. Source: US 40 CFR 80.22(j) allows at most 10 US gal/min (37.9 L/min) for
            gasoline; pumps give a little less.
        day_spread: Standard deviation of a day's luck, as a share.

    Raises:
        DemandNotValid: A share is missing or negative.
    """

    monthly_l: Mapping[tuple[str, str], float] = field(default_factory=dict)
    hours: tuple[float, ...] = _HOURS
    weekdays: tuple[float, ...] = _WEEKDAYS
    months: tuple[float, ...] = _MONTHS
    holidays: Mapping[date, float] = field(default_factory=dict)
    turnover_per_day: float = 0.12
    purchase_l: Mapping[str, float] = field(default_factory=lambda: {"gasoline": 20.0, "gasoil": 40.0})
    other_purchase_l: float = 10.0
    flow_l_min: float = 35.0
    day_spread: float = 0.08

    def __post_init__(self) -> None:
        for name, length in (("hours", 24), ("weekdays", 7), ("months", 12)):
            shares: tuple[float, ...] = getattr(self, name)
            if len(shares) != length or min(shares) < 0 or sum(shares) <= 0:
                fix = f"give {length} shares of 0 or more"
                raise DemandNotValid(f"{name} has {len(shares)} shares", where=name, fix=fix)

    def share_of_mean(self, at: datetime) -> float:
        """What is sold at an instant for one litre in the mean of the year, by the station's own clock.

        Example:
            >>> evening, night = datetime(2025, 3, 7, 17), datetime(2025, 3, 7, 3)
            >>> Demand().share_of_mean(evening) > 10 * Demand().share_of_mean(night)
            True
        """
        told = (self.hours, at.hour), (self.weekdays, at.weekday()), (self.months, at.month - 1)
        share = self.holidays.get(at.date(), 1.0)
        for shares, place in told:
            share *= shares[place] * len(shares) / sum(shares)
        return share

    def mean_purchase_l(self, product: str) -> float:
        """Litres in a mean purchase of a product."""
        return self.purchase_l.get(product, self.other_purchase_l)
