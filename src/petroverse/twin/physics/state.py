"""The state of a simulated world at one instant, and what happened on the way to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal, Self

import numpy as np
from numpy.typing import NDArray

from petroverse.core.events import Waybill
from petroverse.core.places import PlaceId
from petroverse.core.readings import Drop
from petroverse.core.tanks import TankId
from petroverse.twin.physics.climate import TEMPERATE, Climate
from petroverse.twin.physics.demand import Demand
from petroverse.twin.physics.flows import COMES_IN, Cause, Flows, cause_number
from petroverse.twin.physics.incidents import Incident
from petroverse.twin.physics.plant import Floats, Plant

__all__ = [
    "PLAN_S",
    "Balance",
    "Happening",
    "Load",
    "Meters",
    "Settings",
    "Supply",
    "Tanks",
    "Trip",
    "World",
]

PLAN_S: Final = 1800.0
"""Every so many seconds the world draws what will happen until the next time; between, everything moves straight on."""


@dataclass(frozen=True, slots=True)
class Supply:
    """How stations are supplied; all invented where no source is named.

    Attributes:
        reorder_days: A truck is ordered when the stock covers fewer days than this.
        drop_l_min: Least and most litres a minute of a drop by gravity.
        rack_l_min: Of a loading arm at the depot.
        warmed_share: How far a load comes to the temperature of the air on the road.
        vapour_filling_l: Litres of gasoline lost for one that is dropped. 880 mg/L, submerged filling without vapour
            balance, as liquid of 0.65 kg/L. Source: US EPA AP-42 section 5.2, table 5.2-7.
        vapour_breathing_l: Litres of gasoline lost for one that is sold. 120 mg/L, breathing and emptying of
            underground tanks; the same source.
        is_stocked_again: Whether depots are supplied from outside before they run low.
    """

    reorder_days: float = 2.0
    drop_l_min: tuple[float, float] = (600.0, 900.0)
    rack_l_min: float = 1800.0
    warmed_share: float = 0.3
    vapour_filling_l: float = 880e-6 / 0.65
    vapour_breathing_l: float = 120e-6 / 0.65
    is_stocked_again: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """What a world is like.

    Attributes:
        demand: What motorists want.
        climate: How warm it is.
        supply: How stations are supplied.
        hours_ahead: By how many hours the clocks of the place are ahead of UTC; hours of demand go by them.
        filled_share: How full tanks are at the start, of their safe fill, on the average.
    """

    demand: Demand = field(default_factory=Demand)
    climate: Climate = TEMPERATE
    supply: Supply = field(default_factory=Supply)
    hours_ahead: float = 0.0
    filled_share: float = 0.65


@dataclass(frozen=True, slots=True, eq=False)
class Tanks:
    """Columns of one length, a row for each tank of the plant.

    Attributes:
        stock_l: Product, standard litres.
        temp_c: Of the product.
        water_l: Water at the bottom.
        around_c: What the product's temperature goes towards: the ground's, or the air's over a day.
        ctl: Standard litres in an observed one, as of the last turn.
        float_l: The volume at which the gauge's float rests: it does not follow the smallest changes.
    """

    stock_l: Floats
    temp_c: Floats
    water_l: Floats
    around_c: Floats
    ctl: Floats
    float_l: Floats


@dataclass(frozen=True, slots=True, eq=False)
class Meters:
    """Columns of one length, a row for each meter of the plant.

    Attributes:
        true_l: Observed litres that went through.
        counted_l: What the totaliser stands at.
        wander: Counted litres for one true litre, less 1, as wear alone makes it: within the law.
        bias: The same as it is, with what incidents make of it.
        busy_until_s: When the last customer will have done, or has.
    """

    true_l: Floats
    counted_l: Floats
    wander: Floats
    bias: Floats
    busy_until_s: Floats


@dataclass(frozen=True, slots=True)
class Load:
    """What a truck carries for one pool.

    Attributes:
        pool: Which pool of the plant.
        std_l: What is truly aboard, standard litres.
        temp_c: When it arrives.
        rate_l_min: Of its drop, observed litres a minute.
        waybill: What the paper says.
        incidents: The numbers of the incidents that it is part of.
    """

    pool: int
    std_l: float
    temp_c: float
    rate_l_min: float
    waybill: Waybill
    incidents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Trip:
    """A truck on its way with something aboard.

    Attributes:
        truck: Its place in the network; -1 for one from outside.
        place: Where it goes.
        loads: What is still aboard.
        next_s: When something changes next: it arrives, asks for room again, or has dropped.
        arrives_s: When it arrives, or arrived.
        drive_s: How long the way back takes.
        dropping_since_s: When the first of ``loads`` began to drop; None when none drops.
        before_l: What the pool's tanks held when it began.
        is_forced: Whether it drops without asking for room.
    """

    truck: int
    place: PlaceId
    loads: tuple[Load, ...]
    next_s: float
    arrives_s: float
    drive_s: float
    dropping_since_s: float | None = None
    before_l: tuple[float, ...] = ()
    is_forced: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that truly happened, whether or not a device saw it.

    Attributes:
        kind: A truck has dropped (or taken back what found no room), a tank ran dry, an incident began or ended.
        subject: The id of the tank, meter or gauge.
        at: When, zoned.
        litres: True standard litres: dropped, taken back, or taken (brought in, for water) by the incident so far.
        waybill: What the paper says of a drop.
        incident: Which incident, where it is about one.
    """

    kind: Literal["delivered", "returned", "ran_out", "began", "ended"]
    subject: str
    at: datetime
    litres: float = 0.0
    waybill: Waybill | None = None
    incident: Incident | None = None
    is_simulated: ClassVar[bool] = True


@dataclass(frozen=True, slots=True, eq=False)
class Balance:
    """The stock of every tank and where it came from, standard litres: opening + in − out = closing.

    Attributes:
        tanks: Their ids, in order.
        opening_l: At the start of the world.
        moved_l: By cause since then, a row for each of ``CAUSES``, a column for each tank.
        closing_l: Now.
    """

    tanks: tuple[TankId, ...]
    opening_l: Floats
    moved_l: Floats
    closing_l: Floats
    is_simulated: ClassVar[bool] = True

    def by_cause(self, cause: Cause) -> Floats:
        """What one of ``CAUSES`` moved in each tank."""
        return np.asarray(self.moved_l[cause_number(cause)])

    @property
    def unexplained_l(self) -> Floats:
        """What does not add up: nothing but rounding."""
        signs = np.where(COMES_IN, 1.0, -1.0)
        return np.asarray(self.closing_l - self.opening_l - signs @ self.moved_l)


@dataclass(frozen=True, eq=False)
class World:
    """A simulated network at one instant. It is never changed: a step gives another.

    Attributes:
        plant: What does not move.
        settings: What the world is like.
        seed: What all its chance comes from.
        incidents: What goes wrong in it, past and to come.
        started_at: Its first instant, UTC.
        now_s: Seconds since then.
        next_plan_s: When it draws again.
        turned_s: When something new last began.
        tanks: State of the tanks.
        meters: State of the meters.
        water_l_s: Litres of water that come into each tank in a second.
        opening_l: Standard litres in each tank at the start.
        moved_l: Standard litres by cause and tank since then.
        turned_away_l: Observed litres that customers wanted of each pool and did not get.
        flows: What moves now, or will before the next plan.
        trips: Trucks that carry something.
        truck_free_s: When each truck of the network can be sent again.
        mean_day_l: Observed litres that each pool sells in a mean day.
        purchase_l: Observed litres of a mean purchase from each pool.
        day_luck: What each pool sells today for one litre of an ordinary day.
        is_dry: Whether each pool is dry.
        taken_l: By incident, standard litres taken so far (water: brought in).
        stuck: Tank → height volume, temperature and water volume at which its gauge hangs.
        drops: The last drops into each tank, oldest first.
        trips_made: How many trips have begun.
    """

    plant: Plant
    settings: Settings
    seed: int
    incidents: tuple[Incident, ...]
    started_at: datetime
    now_s: float
    next_plan_s: float
    turned_s: float
    tanks: Tanks
    meters: Meters
    water_l_s: Floats
    opening_l: Floats
    moved_l: Floats
    turned_away_l: Floats
    flows: Flows
    trips: tuple[Trip, ...]
    truck_free_s: Floats
    mean_day_l: Floats
    purchase_l: Floats
    day_luck: Floats
    is_dry: NDArray[np.bool_]
    taken_l: Floats
    stuck: Mapping[int, tuple[float, float, float]]
    drops: Mapping[int, tuple[Drop, ...]]
    trips_made: int
    is_simulated: ClassVar[bool] = True

    @property
    def at(self) -> datetime:
        """The world's own time, UTC."""
        return self.at_s(self.now_s)

    def at_s(self, seconds: float) -> datetime:
        """The instant so many seconds after the start."""
        return self.started_at + timedelta(seconds=seconds)

    def second_of(self, at: datetime) -> float:
        """Seconds from the start to an instant."""
        return (at - self.started_at).total_seconds()

    def local(self, seconds: float) -> datetime:
        """What the clocks of the place show so many seconds after the start."""
        return self.at_s(seconds) + timedelta(hours=self.settings.hours_ahead)

    def changed(self, **parts: object) -> Self:
        """The same world with some parts changed; ``replace``, without checking the forty others each time."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__, **parts)
        return other

    @property
    def observed_l(self) -> Floats:
        """Product in each tank at its temperature, observed litres, without the water."""
        return np.asarray(self.tanks.stock_l / self.plant.ctl(self.tanks.temp_c))

    def is_dropping(self, tank: int) -> bool:
        """Whether a truck drops into a tank of the plant now."""
        filled = {each.loads[0].pool for each in self.trips if each.dropping_since_s is not None}
        return int(self.plant.pool_of[tank]) in filled

    def balance(self) -> Balance:
        """Where every litre came from and went."""
        ids = tuple(each.id for each in self.plant.tanks)
        return Balance(ids, self.opening_l, self.moved_l, self.tanks.stock_l)

    def outflow_left_l(self) -> Floats:
        """Standard litres that will yet leave each tank by what flows now."""
        left_s = self.flows.overlap_s(self.now_s, np.inf)
        metered = np.where(self.flows.meter >= 0, self.tanks.ctl[self.flows.tank], 1.0)
        goes_out = ~np.array(COMES_IN)[self.flows.cause]
        left_l = self.flows.rate_l_s * left_s * metered * goes_out
        return np.bincount(self.flows.tank, left_l, len(self.plant.tanks)).astype(np.float64)

    def drainable_l(self) -> Floats:
        """Standard litres of each tank above its reserve that nobody has been promised."""
        free = self.tanks.stock_l - self.plant.reserve_l * self.tanks.ctl - self.outflow_left_l()
        return np.maximum(free, 0.0)
