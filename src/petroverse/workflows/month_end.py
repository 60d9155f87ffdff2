"""The end of a month: the wet stock of every site is reckoned, and what was found becomes alarms, or notices.

What a test could not tell leaves an alarm as it is: an inconclusive month neither raises one nor ends it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any, Final

from petroverse.alarms import Alarm, AlarmKey, Found, Rulebook, alarm_from_plain
from petroverse.core.conditions import Condition
from petroverse.core.places import PlaceId
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    StoredNotice,
    end_notices,
    keep_month,
    list_notices,
    lock_alarms,
    read_network,
    save_notices,
)
from petroverse.workflows.alarm_book import conclude, rules_of
from petroverse.workflows.job_bodies import JobBodyRefused
from petroverse.workflows.jobs import Outcome
from petroverse.workflows.stores import Reader, Stores, acting_organisation
from petroverse.workflows.turns import Turn
from petroverse.workflows.wet_stock import asked_month, month_of_site
from petroverse.workflows.wet_stock_month import StockMonthAsked

__all__ = ["month_body", "reckon_wet_stock", "tell_conditions"]

_LONGEST_S: Final = 120.0


def month_body(_: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``month``, such as ``2024-03``; the last one that is over when the job runs where it is empty.

    Raises:
        JobBodyRefused: It is no such body.
    """
    month = raw.get("month", "")
    if set(raw) - {"month"} or not isinstance(month, str) or len(month) > len("2024-03"):
        raise JobBodyRefused("a month is all that it is told", where="job month", fix="write it as 2024-03")
    return {"month": month}


def reckon_wet_stock(stores: Stores, turn: Turn) -> Outcome:
    """Reckons a month of every site; of the last one that is over, what was found goes to the alarms too.

    Each site is one transaction, so that a job which is tried again goes on, and nothing is told twice.

    Raises:
        MonthNotValid: It is none.
    """
    asked = asked_month(stores, turn.reader, str(turn.job.body["month"]))
    is_last = asked.month == asked_month(stores, turn.reader, "").month
    owner = acting_organisation(stores, turn.reader)
    with stores.database.reading(owner, turn.reader.person) as unit:
        network = read_network(unit).network
    places = [each.id for each in network.places if network.tanks_at(each.id)]
    counts: dict[str, int] = {}
    for number, place in enumerate(places):
        turn.progress(number, len(places), str(place))
        with stores.database.unit_of_work(owner, turn.reader.person, timeout_s=_LONGEST_S) as unit:
            for verdict in _reckoned(unit, place, asked, is_told=is_last):
                counts[verdict] = counts.get(verdict, 0) + 1
    told = {"schema": "petroverse.wet_stock_job/1", **asked.about, "sites": len(places), "verdicts": counts}
    return Outcome(told)


def tell_conditions(
    unit: UnitOfWork, place: PlaceId, conditions: Iterable[Condition], rules: Rulebook, *, cause: str
) -> None:
    """Folds what was found of a site, so or so no longer, into its alarms; what calls nobody is a notice.

    Args:
        unit: The transaction.
        place: The site.
        conditions: What was found; one that goes on keeps the instant of its beginning.
        rules: Which conditions call people.
        cause: What it was concluded from.
    """
    for each in sorted(conditions, key=lambda condition: condition.at):
        _fold(unit, place, each, rules, cause)
        if rules.of(each.rule, each.subject) is None:
            _note(unit, place, each)


def _fold(unit: UnitOfWork, place: PlaceId, condition: Condition, rules: Rulebook, cause: str) -> None:
    """Into its alarm, unless that knows of something later."""
    key = AlarmKey(condition.rule, condition.subject)
    alarm = next((alarm_from_plain(each.body) for each in lock_alarms(unit, [key])), Alarm(key))
    if any(each.known_at > condition.at for each in (alarm.begun, alarm.ended) if each):
        return
    begun = alarm.begun if alarm.is_active else None
    if condition.is_active:
        at = begun.condition.at if begun else condition.at
        latest = (Found(replace(condition, at=at), condition.at), alarm.ended)
    elif begun:
        latest = (begun, Found(condition, condition.at))
    else:
        return
    conclude(unit, place, {key: latest}, rules, cause=cause)


def _note(unit: UnitOfWork, place: PlaceId, condition: Condition) -> None:
    """Among the notices; what was so before ends, and one that is there stays as it is."""
    known = {(each.rule, each.begun_at) for each in list_notices(unit, subject=condition.subject, limit=1000)}
    if condition.is_active and (condition.rule, condition.at) in known:
        return
    end_notices(unit, [(condition.rule, condition.subject, condition.at)])
    if condition.is_active:
        save_notices(unit, [_notice(unit, place, condition)])


def _reckoned(unit: UnitOfWork, place: PlaceId, asked: StockMonthAsked, *, is_told: bool) -> list[str]:
    kept, reckoned = month_of_site(unit, read_network(unit).network, place, asked)
    keep_month(unit, asked.month.start, kept)
    if is_told:
        cause = f"wet stock {asked.about['month']}"
        tell_conditions(unit, place, reckoned.conditions, rules_of(unit), cause=cause)
    return [str(each["verdict"]) for each in kept.body["systems"]]


def _notice(unit: UnitOfWork, place: PlaceId, of: Condition) -> StoredNotice:
    body: dict[str, Any] = {**asdict(of), "at": of.at.isoformat(), "known_at": unit.at.isoformat()}
    return StoredNotice(of.rule, of.subject, str(place), of.at, None, of.litres, body, unit.at)
