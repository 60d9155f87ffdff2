"""Trades: when each company is named in the facts, and for how much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from petroverse.core.grants import Grant
from petroverse.lake import COMPANY_DATASETS, PRICES
from petroverse.workflows.stores import Stores

__all__ = ["Trade", "trades_of"]


@dataclass(frozen=True, slots=True)
class Trade:
    """When a company is named, and for how much.

    Attributes:
        periods: Each source, grain and first day that names it.
        volume_l: Its litres in all of them; stages of one supply are counted each.
    """

    periods: frozenset[tuple[str, str, date]]
    volume_l: float

    @property
    def weight(self) -> tuple[date, bool, float, int]:
        """What tells an old or passing name from the company's: last named, whether for supplies, litres, periods."""
        last = max(day for _, _, day in self.periods)
        return last, any(series != PRICES for series, _, _ in self.periods), self.volume_l, len(self.periods)

    @property
    def told(self) -> dict[str, Any]:
        """Its sources, first and last period, number of periods and litres, as JSON values."""
        days = sorted(day for _, _, day in self.periods)
        series = sorted({series for series, _, _ in self.periods})
        span = {"first": days[0].isoformat(), "last": days[-1].isoformat(), "periods": len(days)}
        return {"series": ", ".join(series), **span, "volume_l": self.volume_l}


def trades_of(stores: Stores, grant: Grant, *, is_merged: bool) -> dict[str, Trade]:
    """Every company that the facts of a grant name.

    Args:
        stores: Where.
        grant: Whose facts.
        is_merged: Whether names that stand for a company are read as it; else as their readers gave them.
    """
    with stores.database.reading(grant.acts_in, grant.person) as uow:
        aliases = stores.aliases(uow, grant.organisations) if is_merged else ()
        snapshot = stores.lake.snapshot(uow, grant.organisations, COMPANY_DATASETS, aliases=aliases)
    rows: dict[str, list[Mapping[str, Any]]] = {}
    for row in stores.lake.companies(snapshot).to_pylist():
        rows.setdefault(row["company"], []).append(row)
    return {
        name: Trade(
            frozenset((row["series"], row["grain"], row["first_day"]) for row in own),
            sum(row["volume_l"] for row in own),
        )
        for name, own in rows.items()
    }
