"""How well alarms serve the people who answer them, and what a rule would have raised over the last weeks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any, Final, Literal, get_args

from petroverse.alarms import AlarmKey, AlarmRule, Call, Health, RuleNotWhole, Told, health
from petroverse.core.errors import InputRefused, NotFound
from petroverse.core.network import Network
from petroverse.core.rights import RIGHTS_OF, Right, Role
from petroverse.core.roles import UnitOfWork
from petroverse.core.tanks import Tank
from petroverse.database import (
    MOST_LINES,
    AlarmsFilter,
    list_alarms,
    list_memberships,
    read_network,
    reading_counts,
    reviewed_lines,
    tank_past,
)
from petroverse.watch import tried
from petroverse.workflows.alarm_book import rules_of
from petroverse.workflows.alarm_rules import rule_of
from petroverse.workflows.network import is_simulated
from petroverse.workflows.stores import OWNER, Reader, Stores, site_organisation
from petroverse.workflows.tank_states import present

__all__ = ["LONGEST_REVIEW_DAYS", "PositionsBy", "RuleNotTried", "alarm_health", "preview_alarm_rule"]

PositionsBy = Literal["all", "region", "place"]
"""Who answers: one position for every site, one for each region, or one for each site."""

LONGEST_REVIEW_DAYS: Final = 92

_READINGS_AT_MOST: Final = 100_000
"""A rule is tried while somebody waits: two tanks told every minute, or twelve told every five, over thirty days."""

_CALLS_SHOWN: Final = 1000
_BY_READING: Final = frozenset(
    {"high", "overfill", "low", "run_out", "water", "temperature", "stuck", "sudden_loss"}
)  # fmt: skip


class RuleNotTried(InputRefused):
    """A rule whose condition follows from more than the readings of a tank: a month's test, a paper, a silence."""


def alarm_health(
    stores: Stores, reader: Reader, *, by: PositionsBy = "all", place: str = "", days: int = 30
) -> dict[str, Any]:
    """The review of each position over the last days: its figures with target and verdict.

    Args:
        stores: Where.
        reader: Who asks.
        by: Who answers what.
        place: Only of this site; empty for all.
        days: How far back, 1 to ``LONGEST_REVIEW_DAYS``; the standards ask for thirty at least.

    Returns:
        ``start``, ``end``, ``by``, the ``positions`` in which anything happened, how many were ``quiet``, and whether
        it ``is_whole`` or older lines were too many to read.

    Raises:
        RightMissing, RowsLimited: The reader may not see all alarms.
    """
    reader.must(Right.READ)
    reader.must_see_all("the list of alarms")
    if by not in get_args(PositionsBy) or not 1 <= days <= LONGEST_REVIEW_DAYS:
        raise InputRefused(
            f"a review by {by!r} of {days} days", where="by", fix="by all, region or place; 1 to 92 days"
        )
    with stores.database.reading(site_organisation(stores, reader), reader.person) as unit:
        end, over = present(unit), timedelta(days=days)
        is_outside = reader.role is Role.REGULATOR
        lines = [] if is_outside else reviewed_lines(unit, end - over, end)
        standing = [] if is_outside else _standing(unit, end - over)
        position_of = _positions(read_network(unit).network, by)
        may = _may_suppress(unit)
        simulated = is_simulated(unit)
    told: dict[str, list[Told]] = defaultdict(list)
    for of_place, each in (*standing, *map(_told, lines)):
        if place in ("", of_place):
            told[position_of.get(of_place, "" if by != "place" else of_place)].append(each)
    reviews = {name: health(each, end, may, over=over) for name, each in sorted(told.items())}
    positions = {"": health((), end, may, over=over), **reviews} if by == "all" else reviews
    quiet = len(set(position_of.values()) - set(reviews)) if by != "all" and not place else 0
    return {
        "start": end - over,
        "end": end,
        "by": by,
        "positions": [_position(name, each) for name, each in positions.items()],
        "quiet": quiet,
        "is_whole": len(lines) < MOST_LINES,
        "simulated": simulated,
    }


def preview_alarm_rule(
    stores: Stores, reader: Reader, plain: Mapping[str, Any], *, place: str = "", days: int = 30
) -> dict[str, Any]:
    """What a rule would have raised over the last days, and what the rule in its place did: nothing is changed.

    As many tanks are tried as can be while somebody waits, spread over all that the rule is for; the answer says how
    many of how many.

    Args:
        stores: Where.
        reader: Who asks.
        plain: The fields of ``alarms.AlarmRule`` that are decided; ``name`` and ``limit`` at least.
        place: Only over the tanks of this site; empty for all.
        days: How far back, 1 to 30.

    Raises:
        RuleNotTried: Its condition is not found reading by reading.
        RuleNotWhole, RuleUnitUnknown: The limit is missing, or cannot be read in its unit.
        NotFound: The rule's tank, or the place, is not in the network.
        RightMissing, RowsLimited: The reader may not.
    """
    reader.must(Right.OPERATE)
    reader.must_see_all("the list of alarms")
    rule = replace(rule_of({"valid_states": [], **plain}), approver="", is_enabled=False)
    _check(rule, days)
    with stores.database.reading(site_organisation(stores, reader), reader.person, timeout_s=120) as unit:
        end = present(unit)
        start = end - timedelta(days=days)
        network = read_network(unit).network
        concerned = _concerned(network, rule.subject, place)
        counts = reading_counts(unit, [each.id for each in concerned], start)
        tanks = _spread([each for each in concerned if each.id in counts], counts)
        now = rules_of(unit).written(rule.name, rule.subject)
        past = _Past(unit, network, (start, end))
        calls = [call for tank in tanks for call in past.calls(rule, tank)]
        is_in_force = now is not None and now.is_enabled
        before = sum(len(past.calls(now, tank)) for tank in tanks) if now is not None and is_in_force else None
        simulated = is_simulated(unit)
    calls.sort(key=lambda each: (each.condition.at, each.condition.subject))
    return {
        "name": rule.name,
        "subject": rule.subject,
        "priority": rule.priority,
        "missing": list(rule.missing),
        "start": start,
        "end": end,
        "tanks": len(concerned),
        "tanks_tried": len(tanks),
        "readings": sum(counts[each.id] for each in tanks),
        "raised": len(calls),
        "raised_by_rule_now": before,
        "per_day": len(calls) / days,
        "standing": sum(each.ended_at is None for each in calls),
        "calls": [_call(each, network) for each in calls[:_CALLS_SHOWN]],
        "simulated": simulated,
    }


class _Past:
    """What tanks told within a span, tried with a rule."""

    def __init__(self, unit: UnitOfWork, network: Network, span: tuple[datetime, datetime]) -> None:
        self._unit, self._network, self._span = unit, network, span

    def calls(self, rule: AlarmRule, tank: Tank) -> tuple[Call, ...]:
        """What a rule, tried on one tank alone, would have raised."""
        meters = [each.id for each in self._network.meters_at(tank.place) if each.tank == tank.id]
        past = tank_past(self._unit, tank.place, tank.id, meters, self._span)
        return tried(self._network, tank.place, replace(rule, subject=tank.id), past).calls


def _check(rule: AlarmRule, days: int) -> None:
    if rule.name not in _BY_READING:
        known = ", ".join(sorted(_BY_READING))
        what = f"{rule.name} is not found reading by reading"
        raise RuleNotTried(what, where="name", fix=f"try one of {known}; of others see what the notices tell")
    if rule.limit is None:
        raise RuleNotWhole("a rule without a limit", where="limit", fix="say at which limit it is to be tried")
    if not 1 <= days <= 30:
        raise InputRefused(f"{days} days", where="days", fix="give 1 to 30")


def _concerned(network: Network, subject: str, place: str) -> list[Tank]:
    """The tanks that a rule is for."""
    found = [each for each in network.tanks if subject in ("", each.id) and place in ("", each.place)]
    if not found:
        what = f"no tank {subject!r}" if subject else f"no tank at {place!r}" if place else "no tank"
        raise NotFound(f"the network has {what}", where="subject" if subject else "place", fix="see the network")
    return sorted(found, key=lambda each: each.id)


def _spread(tanks: Sequence[Tank], counts: Mapping[str, int]) -> list[Tank]:
    """As many as can be tried at once, spread evenly over all; one at least."""
    total = sum(counts[each.id] for each in tanks)
    step = max(1, -(-total // _READINGS_AT_MOST))
    return list(tanks[::step])


def _positions(network: Network, by: PositionsBy) -> dict[str, str]:
    """Which position answers for each site."""
    if by == "all":
        return {each.id: "" for each in network.places}
    return {each.id: each.region if by == "region" else each.id for each in network.places}


def _standing(unit: UnitOfWork, start: datetime) -> Iterator[tuple[str, Told]]:
    """The alarms that began before the review and still are so."""
    for each in list_alarms(unit, AlarmsFilter(), limit=100_000):
        if each.is_active and each.begun_at is not None and each.begun_at < start:
            key = AlarmKey(each.rule, each.subject)  # type: ignore[arg-type]  # kept names
            yield each.place, Told("raised", key, each.begun_at, each.priority)  # type: ignore[arg-type]  # kept too


def _told(line: Mapping[str, Any]) -> tuple[str, Told]:
    key = AlarmKey(line["rule"], line["subject"])
    more = {name: line[name] for name in ("quiet_by", "person", "second")}
    return line["place"], Told(line["word"], key, line["at"], line["priority"], **more)


def _may_suppress(unit: UnitOfWork) -> frozenset[str]:
    """Whoever may operate now, the owner of the home, and the logic, which has no name."""
    members = list_memberships(unit)
    people = {str(each.person) for each in members if Right.OPERATE in RIGHTS_OF[each.standing.role]}
    return frozenset({*people, str(OWNER), ""})


def _position(name: str, review: Health) -> dict[str, Any]:
    return {
        "position": name,
        "raised": review.raised,
        "measures": [asdict(each) for each in review.measures],
        "floods": [asdict(each) for each in review.floods],
        "top": [{**key._asdict(), "raised": times} for key, times in review.top],
        "chattering": [key._asdict() for key in review.chattering],
        "stale": [key._asdict() for key in review.stale],
        "unauthorised": [
            {**each.key._asdict(), "word": each.word, "at": each.at, "person": each.person}
            for each in review.unauthorised
        ],
    }


def _call(call: Call, network: Network) -> dict[str, Any]:
    of = call.condition
    lasted = call.lasted
    return {
        "rule": of.rule,
        "subject": of.subject,
        "place": next((str(each.place) for each in network.tanks if each.id == of.subject), ""),
        "at": of.at,
        "ended_at": call.ended_at,
        "lasted_s": None if lasted is None else lasted.total_seconds(),
        "value": of.value,
        "limit": of.limit,
        "unit": of.unit,
        "litres": of.litres,
    }
