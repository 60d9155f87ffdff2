"""When tanks run dry, written by whoever watches them, a few sites at a time, and read by whoever shows them."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Final

from petroverse.core.roles import UnitOfWork
from petroverse.database import TankOutlook, read_outlooks, save_outlooks
from petroverse.watch import outlook
from petroverse.workflows.watch_sites import WatchedOrganisation, WatchedPlace

__all__ = ["TankOutlook", "keep_outlooks", "read_outlooks"]

_EVERY: Final = timedelta(minutes=5)
"""A tank's days of cover change by thousandths in this time, by the clock of its own readings."""

_SITES_AT_ONCE: Final = 30
"""One tank takes about a millisecond: a tick of fifteen seconds spends a third of a second on ten tanks of each."""

_log: Final = logging.getLogger("petroverse.watch")


def keep_outlooks(unit: UnitOfWork, of: WatchedOrganisation) -> dict[str, datetime]:
    """Writes what is foretold of the tanks of sites where that is due, the longest due first; a few sites at a time.

    Args:
        unit: The transaction.
        of: What is remembered.

    Returns:
        The newest reading of each site that was written.
    """
    due = [(place, newest) for place, each in of.sites.items() if (newest := _due(each))]
    due.sort(key=lambda each: of.sites[each[0]].told_until or datetime.min.replace(tzinfo=UTC))
    told: dict[str, datetime] = {}
    rows: list[TankOutlook] = []
    for place, newest in due[:_SITES_AT_ONCE]:
        told[place] = newest
        try:
            rows += _foretold(of, place)
        except Exception:  # noqa: BLE001 - it is told on pages only, and holds no watching up
            _log.exception("when the tanks of %s run dry could not be foretold", place)
    save_outlooks(unit, rows)
    return told


def _due(site: WatchedPlace) -> datetime | None:
    """The newest reading of a site, where it came long enough after what was foretold last."""
    newest = max((each.last.place[0] for each in site.watch.tanks.values() if each.last), default=None)
    if newest is None or (site.told_until is not None and newest < site.told_until + _EVERY):
        return None
    return newest


def _foretold(of: WatchedOrganisation, place: str) -> list[TankOutlook]:
    plan = of.plan_of(place)
    if plan is None:
        return []
    watch = of.sites[place].watch
    rows = []
    for tank, dry in outlook(watch, plan).items():
        last = watch.tanks[tank].last
        if last is None:
            continue
        if dry is None:
            rows.append(TankOutlook(tank, place, last.place[0]))
        else:
            rows.append(TankOutlook(tank, place, last.place[0], dry.days, dry.at, dry.earliest, dry.latest))
    return rows
