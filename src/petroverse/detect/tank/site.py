"""A whole site: what its gauge and meters told in one message, tank by tank.

Example:
    >>> from datetime import UTC, datetime
    >>> from petroverse.core.places import Place, PlaceId
    >>> from petroverse.core.readings import Reading
    >>> from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
    >>> place = PlaceId("S7")
    >>> tank = Tank(TankId("S7/1"), place, "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0)
    >>> network = Network(places=(Place(place, "Seven", "station"),), tanks=(tank,))
    >>> reading = Reading(TankId("S7/1"), datetime(2024, 3, 1, tzinfo=UTC), 2.45, temp_c=30.0)
    >>> found = site_step(watched_site(network, place), SiteState(), SiteReadings(place, (reading,)))
    >>> [each.rule for each in found.conditions]
    ['high', 'overfill']
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from petroverse.core.conditions import Condition
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.readings import Quality, Reading, SiteReadings
from petroverse.detect.tank.drops import FoundDelivery
from petroverse.detect.tank.state import Measured, SiteState, TankState
from petroverse.detect.tank.step import step
from petroverse.detect.tank.watched import GaugeNoise, Limits, WatchedTank, watched

__all__ = ["SiteStep", "WatchedSite", "site_step", "watched_site"]


class WatchedSite(NamedTuple):
    """A site's tanks, made ready, and which tank each meter draws from; made by ``watched_site``."""

    tanks: Mapping[str, WatchedTank]
    tank_of_meter: Mapping[str, str]


class SiteStep(NamedTuple):
    """What one message led to.

    Attributes:
        state: To be given with the next message.
        measured: One for each reading, in their order: the reading, its quality, its litres (None where not used).
        conditions: What began, moved enough to matter, or ended, over all tanks.
        deliveries: Those that have just settled.
    """

    state: SiteState
    measured: tuple[tuple[Reading, Quality, Measured | None], ...]
    conditions: tuple[Condition, ...]
    deliveries: tuple[FoundDelivery, ...]


def watched_site(
    network: Network,
    place: PlaceId,
    *,
    limits: Mapping[str, Limits] | None = None,
    noise: Mapping[str, GaugeNoise] | None = None,
    density15_kg_m3: Mapping[str, float] | None = None,
) -> WatchedSite:
    """Makes a site ready for watching.

    Args:
        network: Where its tanks and meters stand.
        place: The site.
        limits: By tank; ``limits_of`` makes what is left out.
        noise: Of the gauge, by tank; a gauge that tells millimetres where left out.
        density15_kg_m3: Of the product, by tank; the usual one where left out.
    """
    meters = network.meters_at(place)
    tanks: dict[str, WatchedTank] = {
        each.id: watched(
            each,
            [meter.id for meter in meters if meter.tank == each.id],
            limits=(limits or {}).get(each.id),
            noise=(noise or {}).get(each.id),
            density15_kg_m3=(density15_kg_m3 or {}).get(each.id),
        )
        for each in network.tanks_at(place)
    }
    return WatchedSite(tanks, {meter.id: meter.tank for meter in meters})


def site_step(site: WatchedSite, state: SiteState, told: SiteReadings) -> SiteStep:
    """Takes in one message of a site; readings of tanks and meters that the site does not have are left aside.

    A total below the last one was set back: it counts from zero.
    """
    totals_l, sold_l = dict(state.totals_l), dict.fromkeys(site.tanks, 0.0)
    for meter in told.meters:
        tank = site.tank_of_meter.get(meter.meter)
        if tank is None:
            continue
        before_l = totals_l.get(meter.meter, meter.total_l)
        sold_l[tank] += meter.total_l - before_l if meter.total_l >= before_l else meter.total_l
        totals_l[meter.meter] = meter.total_l
    tanks, measured = dict(state.tanks), []
    conditions: list[Condition] = []
    deliveries: list[FoundDelivery] = []
    for reading in told.readings:
        ready = site.tanks.get(reading.tank)
        if ready is None:
            continue
        found = step(ready, tanks.get(reading.tank, TankState()), reading, sold_l.get(reading.tank, 0.0))
        sold_l[reading.tank] = 0.0
        tanks[reading.tank] = found.state
        measured.append((reading, found.quality, found.measured))
        conditions += found.conditions
        deliveries += [found.delivery] if found.delivery else []
    for tank, litres in sold_l.items():
        if litres:
            before = tanks.get(tank, TankState())
            tanks[tank] = before._replace(unsold_l=before.unsold_l + litres)
    return SiteStep(SiteState(tanks, totals_l), tuple(measured), tuple(conditions), tuple(deliveries))
