"""Incidents: what goes wrong in a simulated world, stated beforehand, so that whoever finds it can be judged.

Each names its subject and from when it is so. What devices see of it is left to them; what it truly took is told by the
world's happenings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

import numpy as np

from petroverse.core.devices import GaugeId, MeterId
from petroverse.core.errors import InputRefused
from petroverse.core.network import Network
from petroverse.core.products import PRODUCTS
from petroverse.core.tanks import Tank, TankId
from petroverse.core.units import convert

__all__ = [
    "Drain",
    "Incident",
    "IncidentNotPossible",
    "Leak",
    "LineBreak",
    "MeterDrift",
    "OverfillAttempt",
    "RunOut",
    "ShortDelivery",
    "SilentGauge",
    "StuckGauge",
    "Theft",
    "WaterIngress",
    "WrongChart",
    "check_incident",
    "random_incidents",
    "subject_of",
]


class IncidentNotPossible(InputRefused):
    """An incident of something that the world does not have, without an instant, or that ends before it starts."""


@dataclass(frozen=True, slots=True)
class Leak:
    """Product seeps out of a tank. 0.2 US gal/h is what a monthly test must find (US 40 CFR 280.43)."""

    tank: TankId
    at: datetime
    gal_h: float
    until: datetime | None = None

    @property
    def std_l_s(self) -> float:
        """Standard litres a second."""
        return convert(self.gal_h, "US gal", "L") / 3600


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line under pressure is broken: product runs out fast until somebody shuts it off."""

    tank: TankId
    at: datetime
    until: datetime
    litres_h: float = 600.0

    @property
    def std_l_s(self) -> float:
        """Standard litres a second."""
        return self.litres_h / 3600


@dataclass(frozen=True, slots=True)
class Theft:
    """Somebody pumps product out of a tank, past the meters."""

    tank: TankId
    at: datetime
    litres: float
    minutes: float = 20.0

    @property
    def until(self) -> datetime:
        """When it is over."""
        return self.at + timedelta(minutes=self.minutes)

    @property
    def std_l_s(self) -> float:
        """Standard litres a second."""
        return self.litres / (60 * self.minutes)


@dataclass(frozen=True, slots=True)
class ShortDelivery:
    """The first truck that drops into a tank from then on brings less than its waybill says."""

    tank: TankId
    at: datetime
    litres: float


@dataclass(frozen=True, slots=True)
class MeterDrift:
    """A meter counts more and more (or, below zero, less and less) for one true litre: a share that grows each day."""

    meter: MeterId
    at: datetime
    share_per_day: float
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class StuckGauge:
    """A float hangs: the gauge tells the height, temperature and water of that moment again and again."""

    tank: TankId
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class SilentGauge:
    """A gauge answers nothing."""

    gauge: GaugeId
    at: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class WaterIngress:
    """Ground water comes into a tank."""

    tank: TankId
    at: datetime
    litres_h: float
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OverfillAttempt:
    """A truck drops into a tank that has no room for it, its shut-off valve tied open, until it is almost at the brim.

    Without the fault a valve stops the drop at 95 % of the capacity (US 40 CFR 280.20(c)).
    """

    tank: TankId
    at: datetime


@dataclass(frozen=True, slots=True)
class WrongChart:
    """The strapping that everybody uses is not the tank's (from the first day on, where ``at`` is the first instant).

    Attributes:
        tank: Which tank.
        at: From when on.
        share: By how much the chart says more than there is, as a share; below zero less.
        bend: By how much more the chart errs in between than at the ends, as a share of the capacity; -0.1 to 0.1.
    """

    tank: TankId
    at: datetime
    share: float
    bend: float = 0.0


@dataclass(frozen=True, slots=True)
class RunOut:
    """No truck is sent to a tank, until it stands dry and for as long as this lasts."""

    tank: TankId
    at: datetime
    until: datetime


Drain = Leak | LineBreak | Theft
"""What takes product out of a tank at a steady rate."""

Incident = (
    Leak
    | LineBreak
    | Theft
    | ShortDelivery
    | MeterDrift
    | StuckGauge
    | SilentGauge
    | WaterIngress
    | OverfillAttempt
    | WrongChart
    | RunOut
)
"""Anything that can go wrong."""


def subject_of(incident: Incident) -> str:
    """The id of the tank, meter or gauge that it happens to."""
    match incident:
        case MeterDrift():
            return incident.meter
        case SilentGauge():
            return incident.gauge
        case _:
            return incident.tank


_BOUNDS: Final = {
    "gal_h": (0.0, 1e4),
    "litres": (0.0, 1e8),
    "litres_h": (0.0, 1e6),
    "minutes": (0.0, 1e5),
    "share_per_day": (-0.1, 0.1),
    "share": (-0.2, 0.2),
    "bend": (-0.1, 0.1),
}
"""What each figure of an incident must be above, and at most."""


def check_incident(incident: Incident, network: Network) -> None:
    """Refuses what cannot happen in a network.

    Raises:
        IncidentNotPossible: Says why.
    """
    moving = {each.id for each in network.tanks if PRODUCTS[each.product].unit == "L"}
    ids: dict[str, set[str]] = {
        "meter": {each.id for each in network.meters if each.tank in moving},
        "gauge": {each.id for each in network.gauges},
        "tank": {*moving},
    }
    kind = next(each for each in ids if hasattr(incident, each))
    if subject_of(incident) not in ids[kind]:
        what = f"{type(incident).__name__} of {subject_of(incident)!r}, which is no {kind} of the world"
        raise IncidentNotPossible(what, where=kind, fix=f"name a {kind} of the network; LPG stands still")
    for name, (least, most) in _BOUNDS.items():
        value: float = getattr(incident, name, most)
        if not least < value <= most:
            what = f"{type(incident).__name__} with {name} {value}"
            raise IncidentNotPossible(what, where=name, fix=f"give more than {least} and at most {most}")
    until: datetime | None = getattr(incident, "until", None)
    if incident.at.tzinfo is None or (until is not None and (until.tzinfo is None or until <= incident.at)):
        what = f"{type(incident).__name__} from {incident.at} until {until}"
        raise IncidentNotPossible(what, where="at", fix="give zoned instants that rise")


Kind = Literal["leak", "theft", "line_break", "short", "meter", "stuck", "silent", "water", "overfill", "chart", "dry"]

_KINDS: Final[tuple[Kind, ...]] = (
    "leak", "theft", "line_break", "short", "meter", "stuck", "silent", "water", "overfill", "chart", "dry",
)  # fmt: skip


def random_incidents(
    network: Network, span: tuple[datetime, datetime], count: int, rng: np.random.Generator
) -> tuple[Incident, ...]:
    """A plan of incidents at the network's stations: kinds in turn, so that a dozen has one of each.

    Args:
        network: Where; a kind that it has no device for is left out.
        span: Between which instants they begin.
        count: How many.
        rng: Which tank, when, how much.
    """
    outlets = {each.id for each in network.places_of("station")}
    tanks = [each for each in network.tanks if each.place in outlets and PRODUCTS[each.product].unit == "L"]
    can = [each for each in _KINDS if _has(network, tanks, each)]
    found = [_drawn(network, tanks, can[number % len(can)], span, rng) for number in range(count if can else 0)]
    return tuple(sorted(found, key=lambda each: each.at))


def _has(network: Network, tanks: list[Tank], kind: Kind) -> bool:
    if kind == "meter":
        return bool(network.meters)
    return bool(network.gauges) if kind == "silent" else bool(tanks)


def _drawn(
    network: Network, tanks: list[Tank], kind: Kind, span: tuple[datetime, datetime], rng: np.random.Generator
) -> Incident:
    start, end = span
    at = start + (end - start) * round(float(rng.uniform(0, 0.8)), 4)
    lasting = at + timedelta(hours=float(rng.integers(6, 48)))
    if kind == "meter":
        meter = network.meters[int(rng.integers(len(network.meters)))].id
        return MeterDrift(meter, at, float(rng.choice([-1, 1]) * rng.uniform(0.0005, 0.003)))
    if kind == "silent":
        return SilentGauge(network.gauges[int(rng.integers(len(network.gauges)))].id, at, lasting)
    tank = tanks[int(rng.integers(len(tanks)))].id
    drawn: dict[str, Callable[[], Incident]] = {
        "leak": lambda: Leak(tank, at, float(rng.choice([0.1, 0.2, 0.5, 1.0]))),
        "theft": lambda: Theft(tank, at, float(rng.uniform(300, 2000))),
        "line_break": lambda: LineBreak(tank, at, at + timedelta(hours=3), float(rng.uniform(200, 1200))),
        "short": lambda: ShortDelivery(tank, at, float(rng.uniform(100, 800))),
        "stuck": lambda: StuckGauge(tank, at, lasting),
        "water": lambda: WaterIngress(tank, at, float(rng.uniform(2, 20)), lasting),
        "overfill": lambda: OverfillAttempt(tank, at),
        "chart": lambda: WrongChart(tank, at, float(rng.uniform(-0.02, 0.02)), float(rng.uniform(-0.03, 0.03))),
        "dry": lambda: RunOut(tank, at, at + timedelta(days=8)),
    }
    return drawn[kind]()
