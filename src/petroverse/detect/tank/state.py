"""What is remembered of a tank from one reading to the next: small, explicit, and plain enough for a database row.

Named tuples, since one is made for every reading and they are several times cheaper to make than dataclasses.
``to_plain`` and ``from_plain`` carry a site's state through JSON and back unchanged.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from petroverse.core.conditions import RuleName

__all__ = [
    "Demand",
    "DropPart",
    "LossPart",
    "Measured",
    "SiteState",
    "StuckPart",
    "TankState",
    "from_plain",
    "to_plain",
]


class Measured(NamedTuple):
    """One reading turned into litres.

    ``at_s`` is in seconds since 1970; heights in metres, volumes in litres. What is None was not measured or cannot be
    told. ``used_l`` is what the rules go by: standard litres where the temperature is known, else observed ones.
    """

    at_s: float
    level_m: float
    observed_l: float
    standard_l: float | None
    temp_c: float | None
    water_m: float | None
    used_l: float
    area_l_m: float


class LossPart(NamedTuple):
    """Since when the litres are compared with the meters, and where that stood.

    ``calm_s`` is the last instant at which they agreed; ``worst_l`` the most that was missing since, ``grew_s`` when it
    last grew by more than noise, ``beyond`` how many readings in a row were beyond the limit.
    """

    anchor_s: float
    anchor_l: float
    anchor_observed_l: float
    sold_l: float
    calm_s: float
    worst_l: float
    grew_s: float
    beyond: int


class DropPart(NamedTuple):
    """A delivery that is under way or settling."""

    started_s: float
    before_l: float
    before_observed_l: float
    before_m: float
    before_temp_c: float | None
    sold_l: float
    top_l: float
    top_s: float


class StuckPart(NamedTuple):
    """Since when the height is the same, and how much went through the meters meanwhile."""

    since_s: float
    level_m: float
    sold_l: float


class Demand(NamedTuple):
    """What a tank sells in each hour of the week, learned so far.

    Attributes:
        hour: Which hour since 1970 is being counted.
        start_l: The litres in the tank when it began; None while a delivery makes it useless.
        sold_l: What meters counted in it so far.
        covered_s: How many seconds of it were seen.
        by_hour_l: Litres an hour, 168 of them from Monday 00:00 UTC; negative where never seen.
        spread: Variance of an hour's litres over their mean (quasi-Poisson), litres.
        level_variance: Variance of a day's litres over what was expected, as a share squared.
        day_sold_l: Today's litres so far.
        day_expected_l: What was expected of the same hours.
        need_l: Litres that the coming ``run_out_h`` may ask for, at the upper end of the interval; None: not known yet.
    """

    hour: int
    start_l: float | None
    sold_l: float
    covered_s: float
    by_hour_l: tuple[float, ...]
    spread: float
    level_variance: float
    day_sold_l: float
    day_expected_l: float
    need_l: float | None


class TankState(NamedTuple):
    """One tank's memory; ``last`` is the last reading used, ``jumped_m`` and ``jumped_s`` a spike that is waiting."""

    last: Measured | None = None
    sigma_m: float = 0.0
    still_s: float = 0.0
    still_m: float = 0.0
    jumped_m: float | None = None
    jumped_s: float = 0.0
    loss: LossPart | None = None
    drop: DropPart | None = None
    stuck: StuckPart | None = None
    demand: Demand | None = None
    unsold_l: float = 0.0
    told: Mapping[RuleName, float] = {}


class SiteState(NamedTuple):
    """The memory of one site: its tanks, and where each meter stood when it was last told."""

    tanks: Mapping[str, TankState] = {}
    totals_l: Mapping[str, float] = {}


def to_plain(state: SiteState) -> dict[str, Any]:
    """A site's state as JSON values."""
    tanks = {name: {**each._asdict(), **_parts_to_plain(each)} for name, each in state.tanks.items()}
    return {"tanks": tanks, "totals_l": dict(state.totals_l)}


def from_plain(plain: Mapping[str, Any]) -> SiteState:
    """Reads what ``to_plain`` wrote.

    Example:
        >>> from_plain(to_plain(SiteState(totals_l={"S7/N1": 12.5}))).totals_l
        {'S7/N1': 12.5}
    """
    tanks = {name: TankState(**{**each, **_parts(each)}) for name, each in plain["tanks"].items()}
    return SiteState(tanks, dict(plain["totals_l"]))


_KINDS: Mapping[str, type[Any]] = {
    "last": Measured,
    "loss": LossPart,
    "drop": DropPart,
    "stuck": StuckPart,
    "demand": Demand,
}


def _parts_to_plain(tank: TankState) -> dict[str, Any]:
    parts = {name: getattr(tank, name) for name in _KINDS}
    plain = {name: None if part is None else part._asdict() for name, part in parts.items()}
    if tank.demand:
        plain["demand"] = {**tank.demand._asdict(), "by_hour_l": list(tank.demand.by_hour_l)}
    return {**plain, "told": dict(tank.told)}


def _parts(plain: Mapping[str, Any]) -> dict[str, Any]:
    parts = {name: None if plain[name] is None else kind(**plain[name]) for name, kind in _KINDS.items()}
    if parts["demand"]:
        parts["demand"] = parts["demand"]._replace(by_hour_l=tuple(parts["demand"].by_hour_l))
    return {**parts, "told": dict(plain["told"])}
