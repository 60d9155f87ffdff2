"""A past for a simulated network: what its gauges would have told, written straight into the history.

Rules look at what comes by the bus, and at nothing of this; so a past raises no alarm, and costs seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from petroverse.app.simulating.live_world import LiveWorld
from petroverse.core.grants import SAMPLE, PersonId
from petroverse.core.network import Network
from petroverse.database import MeasuredSite, add_site_readings
from petroverse.edge import messages_of, parts_of
from petroverse.twin import SIMULATED
from petroverse.workflows import Fleet, Stores, fleet_of, measured

__all__ = ["give_past"]

_AT_ONCE: Final = 1000


def give_past(
    stores: Stores, person: PersonId, live: LiveWorld, until: datetime, *, every: timedelta, say: Callable[[str], None]
) -> int:
    """Moves a world on to an instant, and writes down what its gauges saw on the way.

    Args:
        stores: Where to.
        person: Who does.
        live: The world.
        until: Up to when.
        every: From one reading to the next.
        say: Hears how far it is.

    Returns:
        How many messages were written.
    """
    network, count = live.world.plant.network, 0
    fleet = fleet_of(network.tanks)
    batch: list[MeasuredSite] = []
    day = live.now().date()
    while live.now() < until:
        live.move(min(live.now() + every, until))
        batch += _told(live, network)
        if len(batch) >= _AT_ONCE or live.now() >= until:
            _write(stores, person, fleet, batch)
            count, batch = count + len(batch), []
        if live.now().date() != day:
            day = live.now().date()
            say(f"history up to {day}, {count:,} messages")
    return count


def _told(live: LiveWorld, network: Network) -> list[MeasuredSite]:
    found = []
    for gauge in network.gauges:
        site = live.told(gauge)
        if site is None:
            continue
        messages = messages_of(gauge, site, SAMPLE, live.now(), source=f"{SIMULATED}{gauge.id}")
        told = zip(messages, parts_of(site), strict=True)
        found += [MeasuredSite(each.id, each.known_at, part) for each, part in told]
    return found


def _write(stores: Stores, person: PersonId, fleet: Fleet, batch: list[MeasuredSite]) -> None:
    told = measured(batch, fleet)
    with stores.database.unit_of_work(SAMPLE, person, timeout_s=600) as unit:
        add_site_readings(unit, told)
