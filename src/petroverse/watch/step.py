"""One step of watching a site: state and messages in; state, and all that must be kept and told, out.

Everything goes by the readings' own time; there is no clock. Only silence needs one: ``tick`` is told an instant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal, NamedTuple

from petroverse.alarms import (
    ALARM_COMMAND,
    AlarmKey,
    AlarmState,
    Found,
    Tick,
    Told,
    command_from_body,
    concluded,
    followed,
)
from petroverse.alarms import step as alarm_step
from petroverse.core.conditions import Condition
from petroverse.core.errors import InputRefused
from petroverse.core.messages import Message
from petroverse.core.readings import READINGS, Drop, MeterReading, SiteReadings, from_body
from petroverse.detect.tank import FoundDelivery, RunOut, TankState, run_out
from petroverse.detect.tank import step as tank_step
from petroverse.watch.history import History, Placed, latest, placed
from petroverse.watch.memory import Row, Seen
from petroverse.watch.plan import AHEAD, Plan, PlannedTank
from petroverse.watch.state import SiteWatch

__all__ = ["Left", "Outcome", "Why", "judge", "outlook", "standing", "step", "tick"]

Why = Literal["unreadable", "elsewhere", "ahead", "too_late"]
"""Why something was not taken into account: it cannot be read; it is of a place, tank or meter that the plan lacks; its
clock is ahead; it came from before the window."""


class Left(NamedTuple):
    """Something that was left out of the conclusions; it is still to be stored.

    Attributes:
        message: Whose id it came with.
        why: See ``Why``.
        what: What it was: a fault in words, or a name and an instant.
    """

    message: str
    why: Why
    what: str


@dataclass(slots=True)
class Outcome:
    """What one step leads to: rows to store, things to tell.

    Attributes:
        readings: New ones with quality and litres, and older ones whose quality is another now; one row for each tank
            and instant.
        meters: New totals.
        drops: Deliveries that gauges themselves found.
        deliveries: Deliveries that the level told of, and that are new.
        found: Conditions that began, moved or ended, alarms or not.
        withdrawn: Conditions and deliveries that a late reading has shown not to be so.
        told: What happened to alarms.
        left: What was not taken into account, and why.
        again: How many rows were known before.
    """

    readings: list[Seen] = field(default_factory=list)
    meters: list[MeterReading] = field(default_factory=list)
    drops: list[Drop] = field(default_factory=list)
    deliveries: list[FoundDelivery] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    withdrawn: list[Found | FoundDelivery] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    again: int = 0

    def notices(self, plan: Plan) -> list[Found]:
        """The conditions that call nobody, for they have no enabled rule."""
        return [each for each in self.found if plan.rules.of(*each.key, each.state) is None]


def step(
    state: SiteWatch, messages: Iterable[Message], plan: Plan, *, read: Mapping[str, SiteReadings] | None = None
) -> tuple[SiteWatch, Outcome]:
    """Takes in messages of one site: readings and people's commands, in any order, some of them twice.

    Args:
        state: As it was; ``SiteWatch()`` at first.
        messages: Of the kinds ``READINGS`` and ``ALARM_COMMAND``.
        plan: Of the site.
        read: By id what messages tell, where whoever calls has read them already.

    Returns:
        The state, and what it led to. What cannot be read is named in the outcome and stops nothing.
    """
    outcome = Outcome()
    tanks: dict[str, History] | None = None
    alarms, last = state.alarms, state.last
    for message in messages:
        last = max(last, (message.at, str(message.id))) if last else (message.at, str(message.id))
        try:
            if message.kind == ALARM_COMMAND:
                alarms, told = alarm_step(alarms, command_from_body(message.body), plan.rules)
                outcome.told += told
                continue
            site = _site(message, plan, (read or {}).get(message.id))
        except InputRefused as fault:
            outcome.left.append(Left(message.id, "unreadable", str(fault)))
            continue
        tanks = dict(state.tanks) if tanks is None else tanks
        alarms = _taken(tanks, alarms, (message, site), plan, outcome)
    return SiteWatch(state.tanks if tanks is None else tanks, alarms, state.silent, last), outcome


def tick(state: SiteWatch, at: datetime, plan: Plan) -> tuple[SiteWatch, Outcome]:
    """Time has passed: who has been silent for too long, who speaks again, which suppressions are over.

    A tank that never told anything is not connected yet, and not silent. The alarms of what the plan has no more end.

    Silence is about what was heard by then, so it is told here alone, and a reading that comes later does not undo it.

    Args:
        state: As it was.
        at: The present, zoned.
        plan: Of the site.
    """
    outcome = Outcome()
    alarms, told = alarm_step(state.alarms, Tick(at), plan.rules)
    outcome.told += told
    heard = {name: each.last.place[0] for name, each in state.tanks.items() if each.last and name in plan.tanks}
    quiet = {name: last for name, last in heard.items() if at - last > plan.silent_after}
    if heard and len(quiet) == len(heard):
        quiet = {plan.place: max(heard.values())}
    silent = {name: state.silent.get(name) or _silence(name, quiet[name], at, plan) for name in sorted(quiet)}
    begun = [each for name, each in silent.items() if name not in state.silent]
    ended = [_heard_again(each, heard, at) for name, each in state.silent.items() if name not in silent]
    for each in (*ended, *begun, *_taken_away(alarms, at, plan)):
        outcome.found.append(each)
        alarms, told = alarm_step(alarms, each, plan.rules)
        outcome.told += told
    return replace(state, alarms=alarms, silent=silent), outcome


def judge(state: SiteWatch, conditions: Iterable[Condition], plan: Plan) -> tuple[SiteWatch, Outcome]:
    """Takes in what was found elsewhere: a delivery held against its paper, a month's leak test, a meter that drifts.

    Such a condition is told once for each judgement, and ends with the next one that finds it so no longer.

    Args:
        state: As it was.
        conditions: By ``short_delivery`` and the monthly functions of detect, in the order of time.
        plan: Of the site.
    """
    outcome, alarms = Outcome(), state.alarms
    for condition in conditions:
        key = AlarmKey(condition.rule, condition.subject)
        alarm = alarms.alarms.get(key)
        since = {key: alarm.begun.condition.at} if alarm and alarm.begun and alarm.is_active else {}
        planned = plan.tanks.get(condition.subject)
        _, found = followed(since, condition, planned.state if planned else "in_service")
        outcome.found.append(found)
        alarms, told = alarm_step(alarms, found, plan.rules)
        outcome.told += told
    return replace(state, alarms=alarms), outcome


def standing(state: SiteWatch, plan: Plan) -> SiteWatch:
    """The state with an alarm for each condition that is so and that the plan now makes one of.

    A condition is told when it begins. Of a rule that is enabled while its condition is so, nobody would hear until it
    began anew: so whoever steps with a new plan asks this first.

    Args:
        state: As it was.
        plan: The new one.
    """
    going: dict[AlarmKey, tuple[Found | None, Found | None]] = {}
    for name, history in state.tanks.items():
        memory = history.memory
        if name in plan.tanks and (keys := [each for each in memory.since if each not in memory.held]):
            going |= latest(history, keys)
    going |= {each.key: (each, None) for each in state.silent.values()}
    due = {
        key: (begun, ended)
        for key, (begun, ended) in going.items()
        if begun is not None and plan.rules.of(*key, begun.state) and not _is_alarm(state.alarms, key)
    }
    return replace(state, alarms=concluded(state.alarms, due, plan.rules)[0]) if due else state


def _is_alarm(alarms: AlarmState, key: AlarmKey) -> bool:
    known = alarms.alarms.get(key)
    return known is not None and known.is_active


def outlook(state: SiteWatch, plan: Plan) -> dict[str, RunOut | None]:
    """When each tank runs dry if nothing comes; None where that cannot be told yet, or lies beyond 60 days."""
    known = {name: each for name, each in state.tanks.items() if name in plan.tanks}
    return {name: run_out(plan.tanks[name].watched, each.memory.tank) for name, each in known.items()}


def _site(message: Message, plan: Plan, read: SiteReadings | None) -> SiteReadings:
    if message.kind != READINGS:
        raise InputRefused(f"a message of kind {message.kind!r}", where="kind", fix=f"{READINGS} or {ALARM_COMMAND}")
    site = read or from_body(message.body)
    if site.place != plan.place:
        raise InputRefused(f"readings of {site.place!r}", where="place", fix=f"send those of {plan.place} here")
    return site


def _taken(
    tanks: dict[str, History], alarms: AlarmState, told: tuple[Message, SiteReadings], plan: Plan, outcome: Outcome
) -> AlarmState:
    message, site = told
    outcome.drops += site.drops
    touched: dict[AlarmKey, tuple[Found | None, Found | None]] = {}
    for name, rows in _rows(message, site, plan, outcome).items():
        done = placed(plan.tanks[name], tanks.get(name) or History(), rows, plan.bucket_s)
        tanks[name] = done.history
        _kept(done, message.id, plan.tanks[name], outcome)
        if done.new or done.gone:
            keys = {each.key for each in (*done.new, *done.gone) if isinstance(each, Found)}
            touched |= latest(done.history, keys)
    if touched:
        alarms, words = concluded(alarms, touched, plan.rules, cause=message.id)
        outcome.told += words
    return alarms


def _rows(message: Message, site: SiteReadings, plan: Plan, outcome: Outcome) -> Mapping[str, list[Row]]:
    """The message's rows by tank; what cannot be placed is left."""
    latest_at, by_tank = message.known_at + AHEAD, dict[str, list[Row]]()
    for total in site.meters:
        tank = plan.tank_of_meter.get(total.meter)
        if tank is None or total.at > latest_at:
            outcome.left.append(_left(message, total.meter, total.at, is_known=tank is not None))
        else:
            by_tank.setdefault(tank, []).append(Row((total.at, 0, total.meter), total))
    for reading in site.readings:
        if reading.tank not in plan.tanks or reading.at > latest_at:
            outcome.left.append(_left(message, reading.tank, reading.at, is_known=reading.tank in plan.tanks))
            outcome.readings.append(Seen(reading, reading.quality, None))
        else:
            by_tank.setdefault(reading.tank, []).append(Row((reading.at, 1, reading.tank), reading, reading.quality))
    return by_tank


def _left(message: Message, name: str, at: datetime, *, is_known: bool) -> Left:
    return Left(message.id, "ahead" if is_known else "elsewhere", f"{name} at {at.isoformat()}")


def _kept(done: Placed, message: str, planned: PlannedTank, outcome: Outcome) -> None:
    outcome.readings += done.seen
    outcome.meters += done.meters
    outcome.again += done.again
    outcome.withdrawn += done.gone
    for each in done.new:
        if isinstance(each, Found):
            outcome.found.append(each)
        else:
            outcome.deliveries.append(each)
    for row in done.too_late:
        outcome.left.append(Left(message, "too_late", f"{row.place[2]} at {row.told.at.isoformat()}"))
        if isinstance(row.told, MeterReading):
            outcome.meters.append(row.told)
        else:
            alone = tank_step(planned.watched, TankState(), row.told)
            outcome.readings.append(Seen(row.told, alone.quality, alone.measured))


def _silence(name: str, last: datetime, at: datetime, plan: Plan) -> Found:
    condition = Condition(
        rule="silent",
        subject=name,
        at=last + plan.silent_after,
        is_active=True,
        value=(at - last).total_seconds() / 60.0,
        limit=plan.silent_after.total_seconds() / 60.0,
        unit="min",
        evidence={"last": last.isoformat()},
    )
    planned = plan.tanks.get(name)
    return Found(condition, at, planned.state if planned else "in_service")


def _taken_away(alarms: AlarmState, at: datetime, plan: Plan) -> list[Found]:
    there = {plan.place, *plan.tanks, *plan.tank_of_meter}
    active = (each.begun for key, each in alarms.alarms.items() if each.is_active and key.subject not in there)
    return [Found(replace(each.condition, at=at, is_active=False), at) for each in active if each is not None]


def _heard_again(silence: Found, heard: Mapping[str, datetime], at: datetime) -> Found:
    subject = silence.condition.subject
    last = heard.get(subject) or max(heard.values(), default=at)
    ended_at = max(last, silence.condition.at)
    return Found(replace(silence.condition, at=ended_at, is_active=False), at)
