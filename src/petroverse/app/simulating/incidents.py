"""Incidents by the words that a person types: ``leak``, ``theft S003``, ``overfill S003/T1``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import numpy as np

from petroverse.core.devices import GaugeId, MeterId
from petroverse.core.errors import NotFound
from petroverse.core.network import Network
from petroverse.core.tanks import Tank
from petroverse.twin import (
    Incident,
    Leak,
    LineBreak,
    MeterDrift,
    OverfillAttempt,
    RunOut,
    ShortDelivery,
    SilentGauge,
    StuckGauge,
    Theft,
    WaterIngress,
    WrongChart,
)

__all__ = ["KINDS", "KIND_OF", "IncidentUnknown", "incident_called"]


class IncidentUnknown(NotFound):
    """No incident is called so, or no station or tank has this name."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What an incident happens to."""

    network: Network
    tank: Tank
    at: datetime

    @property
    def meter(self) -> MeterId:
        return next(each.id for each in self.network.meters_at(self.tank.place) if each.tank == self.tank.id)

    @property
    def gauge(self) -> GaugeId:
        return next(each.id for each in self.network.gauges if self.tank.id in each.tanks.values())


_Made = tuple[type[Incident], Callable[[_Subject], Incident]]

_KINDS: Final[Mapping[str, _Made]] = {
    "leak": (Leak, lambda of: Leak(of.tank.id, of.at, gal_h=1.0)),
    "theft": (Theft, lambda of: Theft(of.tank.id, of.at, litres=1500.0, minutes=25.0)),
    "overfill": (OverfillAttempt, lambda of: OverfillAttempt(of.tank.id, of.at)),
    "line-break": (LineBreak, lambda of: LineBreak(of.tank.id, of.at, of.at + timedelta(hours=2), litres_h=900.0)),
    "short-delivery": (ShortDelivery, lambda of: ShortDelivery(of.tank.id, of.at, litres=600.0)),
    "meter-drift": (MeterDrift, lambda of: MeterDrift(of.meter, of.at, share_per_day=0.003)),
    "stuck": (StuckGauge, lambda of: StuckGauge(of.tank.id, of.at, of.at + timedelta(hours=12))),
    "silent": (SilentGauge, lambda of: SilentGauge(of.gauge, of.at, of.at + timedelta(hours=6))),
    "water": (WaterIngress, lambda of: WaterIngress(of.tank.id, of.at, 60.0, of.at + timedelta(hours=12))),
    "wrong-chart": (WrongChart, lambda of: WrongChart(of.tank.id, of.at, share=0.02)),
    "run-out": (RunOut, lambda of: RunOut(of.tank.id, of.at, of.at + timedelta(days=8))),
}

KIND_OF: Final[Mapping[type[Incident], str]] = {of: kind for kind, (of, _) in _KINDS.items()}
"""What people call each."""

KINDS: Final = tuple(_KINDS)
"""Every kind that can be asked for; the sizes of each are invented, large enough to be found."""


def incident_called(kind: str, where: str, network: Network, at: datetime, rng: np.random.Generator) -> Incident:
    """An incident of a kind at a station or one of its tanks.

    Args:
        kind: One of ``KINDS``.
        where: A station or a tank by its id; empty: a station by chance. Of a station it is the first tank that a
            meter draws from.
        network: Whose.
        at: When it begins.
        rng: Chooses the station.

    Raises:
        IncidentUnknown: There is no such kind, station or tank.
    """
    if kind not in _KINDS:
        raise IncidentUnknown(f"no incident is called {kind!r}", where="kind", fix=f"one of {', '.join(KINDS)}")
    drawn_from = {each.tank for each in network.meters}
    stations = {each.id for each in network.places_of("station")}
    tanks = [each for each in network.tanks if each.place in stations and each.id in drawn_from]
    if not where:
        where = str(rng.choice(sorted({each.place for each in tanks})))
    found = [each for each in tanks if where in (each.id, each.place)]
    if not found:
        fix = "name a station such as S001, or a tank such as S001/T1 that a meter draws from"
        raise IncidentUnknown(f"no station or tank is called {where!r}", where="station", fix=fix)
    _, made = _KINDS[kind]
    return made(_Subject(network, found[0], at))
