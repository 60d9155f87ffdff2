"""The world while it is simulated: moved on, looked at, harmed, and its truth written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from petroverse.app.shown_world import shown
from petroverse.app.simulating.incidents import KIND_OF
from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.readings import Drop, SiteReadings
from petroverse.core.tanks import TankId
from petroverse.gauges import Shown
from petroverse.twin import Happening, Incident, World, incident_to_plain, injected, seen, step

__all__ = ["LiveWorld"]

_TO_THE_MINUTE = "veeder_root"
"""The protocol whose devices tell of deliveries to the minute; whoever tells of them otherwise does it the same way."""


class LiveWorld:
    """A world that goes on; its own time is a ``Clock``.

    Args:
        world: As it begins.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._drops: set[tuple[TankId, datetime]] = set()
        self._ended: dict[Incident, tuple[datetime, float]] = {}

    @property
    def world(self) -> World:
        """As it is now."""
        return self._world

    def now(self) -> datetime:
        """The world's own time, UTC."""
        return self._world.at

    def move(self, until: datetime) -> None:
        """Goes on to an instant; one that has passed changes nothing."""
        if until > self._world.at:
            self._world, happened = step(self._world, until)
            for each in happened:
                self._note(each)

    def harm(self, incident: Incident) -> None:
        """Lets one more thing go wrong, some time after now.

        Raises:
            IncidentNotPossible, TimeRunsBack: As ``twin.injected``.
        """
        self._world = injected(self._world, incident)

    def fullest(self) -> str:
        """The tank at a station with the least room to its brim, of those that a meter draws from."""
        world = self._world
        drawn_from = {each.tank for each in world.plant.network.meters}
        room_l = {
            tank.id: float(world.plant.brim_l[number] - world.observed_l[number])
            for number, tank in enumerate(world.plant.tanks)
            if tank.id in drawn_from
        }
        return min(room_l, key=lambda each: room_l[each])

    def shown(self, gauge: GaugeId) -> Shown | None:
        """What the device of a gauge shows now; None when it is silent."""
        return shown(self._world, gauge)

    def told(self, gauge: Gauge) -> SiteReadings | None:
        """What a gauge tells now, each delivery once; None when it is silent."""
        site = seen(self._world, gauge.id)
        if site is None or not site.drops:
            return site
        drops = [_to_the_minute(each) if gauge.protocol == _TO_THE_MINUTE else each for each in site.drops]
        new = tuple(each for each in drops if (each.tank, each.started_at) not in self._drops)
        self._drops |= {(each.tank, each.started_at) for each in new}
        return replace(site, drops=new)

    def truth(self) -> list[dict[str, Any]]:
        """Every incident: kind and subject, from when until when, and the litres that it truly took so far."""
        return [self._true(number, each) for number, each in enumerate(self._world.incidents)]

    def _true(self, number: int, incident: Incident) -> dict[str, Any]:
        plain = incident_to_plain(incident)
        ended_at, litres = self._ended.get(incident, (None, float(self._world.taken_l[number])))
        has_begun = incident.at <= self._world.at
        return {
            "kind": KIND_OF[type(incident)],
            "place": self._place_of(plain),
            "subject": next(plain[name] for name in ("tank", "meter", "gauge") if name in plain),
            "at": plain.pop("at"),
            "until": ended_at.isoformat() if ended_at else plain.get("until"),
            "state": "over" if ended_at else "going on" if has_begun else "to come",
            "litres": round(litres, 1),
            "is_simulated": True,
        }

    def _place_of(self, plain: dict[str, Any]) -> str:
        network = self._world.plant.network
        places: dict[str, str] = {each.id: each.place for each in network.tanks}
        places |= {each.id: each.place for each in network.meters}
        places |= {each.id: each.place for each in network.gauges}
        return next(places[plain[name]] for name in ("tank", "meter", "gauge") if name in plain)

    def _note(self, happening: Happening) -> None:
        if happening.kind == "ended" and happening.incident:
            self._ended[happening.incident] = (happening.at, happening.litres)


def _to_the_minute(drop: Drop) -> Drop:
    started_at, ended_at = (each.replace(second=0, microsecond=0) for each in (drop.started_at, drop.ended_at))
    return replace(drop, started_at=started_at, ended_at=ended_at)
