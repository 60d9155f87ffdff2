"""What a step of watching led to, as rows: readings with their litres, conclusions about alarms, notices."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from petroverse.alarms import AlarmKey, Found
from petroverse.core.messages import Message, MessageId
from petroverse.core.readings import Drop, Reading, SiteReadings
from petroverse.core.roles import UnitOfWork
from petroverse.database import MeasuredSite, StoredNotice, end_notices, save_notices, tell_of_readings
from petroverse.detect.tank import FoundDelivery
from petroverse.watch import Outcome, Plan, Seen, SiteWatch

__all__ = ["changed_alarms", "keep_notices", "told_of", "withdrawn_drops", "without_drops"]


def told_of(message: Message, site: SiteReadings, outcome: Outcome, now: datetime) -> tuple[MeasuredSite, ...]:
    """What a message told with the qualities that were found, and earlier readings whose quality it changed.

    Args:
        message: The message.
        site: What it told.
        outcome: What its step led to.
        now: When that is known, zoned.
    """
    fresh = tuple(each for each in outcome.readings if not each.is_revised)
    revised = tuple(each for each in outcome.readings if each.is_revised)
    found = tuple(_drop(each) for each in outcome.deliveries)
    new = SiteReadings(site.place, _judged(fresh), tuple(outcome.meters), (*outcome.drops, *found))
    told = [MeasuredSite(message.id, message.known_at, new)]
    if revised:
        told.append(MeasuredSite(MessageId(f"{message.id}~"), now, SiteReadings(site.place, _judged(revised))))
    return tuple(told)


def changed_alarms(before: SiteWatch, after: SiteWatch) -> Mapping[AlarmKey, tuple[Found | None, Found | None]]:
    """The alarms that a step changed: of each the latest beginning and end."""
    was = before.alarms.alarms
    changed = ((key, each) for key, each in after.alarms.alarms.items() if was.get(key) is not each)
    return {key: (each.begun, each.ended) for key, each in changed}


def withdrawn_drops(outcomes: Iterable[Outcome]) -> list[Drop]:
    """Deliveries that steps had found, one after the other, and that a late reading has shown not to be so."""
    gone: dict[Drop, None] = {}
    for outcome in outcomes:
        gone |= dict.fromkeys(_drop(each) for each in outcome.withdrawn if isinstance(each, FoundDelivery))
        for each in outcome.deliveries:
            gone.pop(_drop(each), None)
    return list(gone)


def without_drops(told: MeasuredSite, gone: Collection[Drop]) -> MeasuredSite:
    """What a message told, without deliveries that were taken back since."""
    kept = tuple(each for each in told.site.drops if each not in gone)
    return told if len(kept) == len(told.site.drops) else replace(told, site=replace(told.site, drops=kept))


def keep_notices(unit: UnitOfWork, told: Iterable[tuple[str, Outcome, Plan]]) -> None:
    """Writes the conditions that call nobody, and ends those that are over or were not so after all.

    Args:
        unit: The transaction.
        told: Of sites, in their order: which one, what a step led to, and its plan.
    """
    begun: list[StoredNotice] = []
    over: list[tuple[str, str, datetime]] = []
    subjects: set[str] = set()
    for place, outcome, plan in told:
        found = outcome.notices(plan)
        begun += [_notice(unit, place, each) for each in found if each.condition.is_active]
        ended = [each.condition for each in outcome.found if not each.condition.is_active]
        gone = [each.condition for each in outcome.withdrawn if isinstance(each, Found) and each.condition.is_active]
        over += [(each.rule, each.subject, each.at) for each in (*gone, *ended)]
        subjects |= {each.condition.subject for each in found} | {each.subject for each in gone}
    if begun:
        save_notices(unit, begun)
    if over:
        end_notices(unit, over)
    tell_of_readings(unit, subjects)


def _drop(found: FoundDelivery) -> Drop:
    return Drop(found.tank, found.started_at, found.ended_at, found.before_l, found.after_l)


def _judged(seen: Sequence[Seen]) -> tuple[Reading, ...]:
    return tuple(
        each.reading if each.reading.quality == each.quality else replace(each.reading, quality=each.quality)
        for each in seen
    )


def _notice(unit: UnitOfWork, place: str, found: Found) -> StoredNotice:
    of = found.condition
    body: dict[str, Any] = {**asdict(of), "at": of.at.isoformat(), "known_at": found.known_at.isoformat()}
    return StoredNotice(of.rule, of.subject, place, of.at, None, of.litres, body, unit.at)
