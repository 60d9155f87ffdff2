"""Watching: messages of sites become readings, conclusions and alarms, in one transaction a batch.

    bus ──messages──▶ Watcher.decide ──▶ Watcher.commit ──▶ readings · alarms and their lines · notices   one commit
    an instant ─────▶ Watcher.tick ──▶ silence · quiet that is over
    now and then ───▶ Watcher.keep ──▶ the memory of each site, to begin from

What is decided while something else is being committed goes into one commit together. A decision stands on those before
it: where one cannot be committed, those after it are forgotten with it, and the bus gives their messages again.

The memory of a site lives in the process that watches it: the memory of any earlier moment and the messages since give
the same one, and everything that follows has the same id again, so it is kept once. What people say of alarms is in the
database alone (``alarm_book``), where whoever serves them writes it.
"""

from __future__ import annotations

import logging
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Final, NamedTuple

from petroverse.alarms import ALARM_COMMAND, Command, command_from_body
from petroverse.core.errors import Conflict, InputRefused, NotFound, Unavailable
from petroverse.core.grants import LOCAL, OrganisationId
from petroverse.core.messages import Message, to_bytes
from petroverse.core.readings import READINGS, from_body
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    MeasuredSite,
    add_site_readings,
    astray,
    end_notices,
    network_version,
    organisation_mark,
    read_network,
    read_watches,
    rules_stamp,
    save_watches,
    set_message_aside,
    taken_ids,
    withdraw_drops,
)
from petroverse.database import SiteWatch as Checkpoint
from petroverse.watch import Outcome, Plan, SiteWatch, standing, step, tick, to_plain
from petroverse.workflows.alarm_book import Change, conclude_all, lapse, rules_of, say
from petroverse.workflows.manage import organisation_ids
from petroverse.workflows.network import is_simulated
from petroverse.workflows.outlooks import keep_outlooks
from petroverse.workflows.readings_measured import fleet_of, measured
from petroverse.workflows.stores import OWNER, Stores
from petroverse.workflows.watch_outcome import changed_alarms, keep_notices, told_of, withdrawn_drops, without_drops
from petroverse.workflows.watch_sites import WatchedOrganisation, WatchedPlace

__all__ = ["Arrived", "Decided", "Watcher"]

_log: Final = logging.getLogger("petroverse.watch")


class OrganisationReplaced(Conflict):
    """It was removed, and another was added that is called the same, while something was decided for the first."""


class Arrived(NamedTuple):
    """A message, and when the bus took it."""

    message: Message
    stored_at: datetime


@dataclass(slots=True, eq=False)
class Decided:
    """What messages of one organisation led to in memory, and what is still to be written of it.

    Attributes:
        of: The organisation.
        owner: Its id.
        newest: When the newest message was told.
        before: The sites that it moved on, as they were remembered before; None for new ones.
        told: What was told, and what of it was judged otherwise.
        happened: What was concluded and what people said, in its order.
        outcomes: Of each step.
        over: Notices that are alarms from now on: rule, subject and instant.
        aside: Messages that cannot be used: id, content and reason.
        begun: Sites that are new.
    """

    of: WatchedOrganisation
    owner: OrganisationId
    newest: datetime
    before: dict[str, WatchedPlace | None] = field(default_factory=dict)
    told: list[MeasuredSite] = field(default_factory=list)
    happened: list[Change | Command] = field(default_factory=list)
    outcomes: list[tuple[str, Outcome, Plan]] = field(default_factory=list)
    over: list[tuple[str, str, datetime]] = field(default_factory=list)
    aside: list[tuple[str, str, str]] = field(default_factory=list)
    begun: dict[str, Checkpoint] = field(default_factory=dict)


class Watcher:
    """Watches the sites of every organisation; one of a process.

    One thread may commit while another decides; for all else, nothing is in hand.

    Args:
        stores: Where everything is kept.
    """

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._known: dict[OrganisationId, WatchedOrganisation] = {}
        self._in_hand: list[Decided] = []

    def since(self) -> datetime | None:
        """From when on messages are to be taken once more at the beginning; None where nothing is remembered yet."""
        begun = []
        for owner in organisation_ids(self._stores, OWNER):
            with self._stores.database.reading(owner, OWNER) as unit:
                organisation = self._current(unit)
            begun += [each.as_of for each in organisation.kept.values()]
        return min(begun, default=None)

    def remember(self, messages: Sequence[Message]) -> None:
        """Takes messages into memory once more whose effect is committed; all others are left to ``take``."""
        by_owner: dict[OrganisationId, list[Message]] = defaultdict(list)
        for each in messages:
            if each.organisation in self._known and each.kind == READINGS:
                by_owner[each.organisation].append(each)
        for owner, told in by_owner.items():
            with self._stores.database.reading(owner, OWNER) as unit:
                organisation, done = self._current(unit), taken_ids(unit, [each.id for each in told])
            for message in told:
                place = str(message.body.get("place"))
                plan = organisation.plan_of(place) if message.id in done else None
                if plan is None or (site := organisation.site_of(place, plan)) is None:
                    continue
                with _going_on(f"{message.id} once more"):
                    site.watch, _ = step(site.watch, (message,), plan)
                    organisation.newest = _later(organisation.newest, message.known_at)

    def take(self, arrived: Sequence[Arrived]) -> None:
        """Takes messages in, of any organisations; when it returns, what they led to is committed.

        Raises:
            Unavailable, Conflict: Nothing of the rest was written: give the same again.
        """
        try:
            self.commit(self.decide(arrived))
        except BaseException:
            self.forget()
            raise

    def decide(self, arrived: Sequence[Arrived]) -> tuple[Decided, ...]:
        """Works out what messages lead to, each after all that was decided before; nothing is written yet."""
        by_owner: dict[OrganisationId, list[Arrived]] = defaultdict(list)
        known = set(self._known)
        if any(each.message.organisation not in known for each in arrived):
            known |= set(organisation_ids(self._stores, OWNER))
        for each in arrived:
            by_owner[each.message.organisation if each.message.organisation in known else LOCAL].append(each)
        return tuple(self._decided(owner, told) for owner, told in by_owner.items())

    def commit(self, decided: Sequence[Decided]) -> None:
        """Writes what was decided, in the order in which it was: of each organisation in one transaction.

        Raises:
            Unavailable, Conflict: Nothing of the rest was written: ``forget``, and give the same messages again.
        """
        by_owner: dict[OrganisationId, list[Decided]] = defaultdict(list)
        for each in decided:
            by_owner[each.owner].append(each)
        for owner, of_one in by_owner.items():
            organisation = of_one[-1].of
            with self._stores.database.unit_of_work(owner, OWNER) as unit:
                mark = organisation_mark(unit)
                if any(each.of.mark != mark for each in of_one):
                    raise OrganisationReplaced(f"{owner} is another than it was", fix="take the messages again")
                _write(unit, organisation, of_one)
            for each in of_one:
                self._in_hand.remove(each)
            organisation.newest = _later(organisation.newest, *(each.newest for each in of_one))

    def forget(self) -> None:
        """Forgets what was decided and is not committed: only what is committed is remembered."""
        for decided in reversed(self._in_hand):
            for place, before in decided.before.items():
                decided.of.sites.pop(place)
                decided.of.sites |= {place: before} if before else {}
        self._in_hand = []

    def set_aside(self, arrived: Arrived, reason: str) -> None:
        """Keeps a message that nothing could be made of, with the reason; its readings too, if they can be written.

        Args:
            arrived: The message.
            reason: What is wrong with it.

        Raises:
            Unavailable, Conflict: Nothing was written: give it again.
        """
        message = arrived.message
        known = message.organisation in organisation_ids(self._stores, OWNER)
        owner = message.organisation if known else LOCAL
        try:
            with self._stores.database.unit_of_work(owner, OWNER) as unit:
                add_site_readings(unit, [MeasuredSite(message.id, message.known_at, from_body(message.body))])
        except (Unavailable, Conflict):
            raise
        except Exception:  # noqa: BLE001 - then the message itself is all that is kept
            _log.exception("the readings of message %s cannot be kept", message.id)
        with self._stores.database.unit_of_work(owner, OWNER) as unit:
            set_message_aside(unit, message.id, to_bytes(message).decode(), reason)

    def tick(self, at: datetime) -> None:
        """Time has passed: finds who is silent, lets speak whose quiet is over, and writes when tanks run dry.

        Args:
            at: Up to when everything that the bus took was taken in; of a simulated organisation that of its own newest
                message counts.
        """
        for owner in list(self._known):
            with self._stores.database.unit_of_work(owner, OWNER) as unit:
                organisation = self._current(unit)
                now = organisation.newest if organisation.is_simulated else at
                seen = self._ticked(unit, organisation, now) if now is not None else {}
                told_until = keep_outlooks(unit, organisation)
                lapse(unit, organisation.rules)
            organisation.sites.update(seen)
            for place, until in told_until.items():
                organisation.sites[place].told_until = until

    def keep(self, share: float = 1.0) -> None:
        """Writes what is remembered of sites, so that a beginning has little to take once more; of sites in hand later.

        Args:
            share: Of how many of the sites, 0 to 1: of those that were kept the longest time ago.
        """
        in_hand = {(id(each.of), place) for each in self._in_hand for place in each.before}
        for owner, organisation in list(self._known.items()):
            free = [place for place in organisation.sites if (id(organisation), place) not in in_hand]
            most = math.ceil(share * len(organisation.sites))
            self._keep(owner, organisation, organisation.longest_unkept(free)[:most])

    def _keep(self, owner: OrganisationId, of: WatchedOrganisation, places: Iterable[str]) -> None:
        kept = {}
        for place in places:
            with _going_on(f"what is remembered of {place}"):
                kept[place] = Checkpoint(to_plain(of.sites[place].watch), of.sites[place].as_of)
        if kept:
            with self._stores.database.unit_of_work(owner, OWNER) as unit:
                if self._current(unit) is of:
                    save_watches(unit, kept)
            of.kept_to |= {place: each.as_of for place, each in kept.items()}

    def _ticked(self, unit: UnitOfWork, of: WatchedOrganisation, at: datetime) -> dict[str, WatchedPlace]:
        seen: dict[str, WatchedPlace] = {}
        changes: list[Change] = []
        outcomes: list[tuple[str, Outcome, Plan]] = []
        for place, site in of.sites.items():
            if (plan := of.plan_of(place)) is None:
                continue
            watch, outcome = site.watch, Outcome()
            with _going_on(f"the time at {place}"):
                watch, outcome = tick(site.watch, at, plan)
            changes.append(Change(place, changed_alarms(site.watch, watch), at.isoformat()))
            outcomes.append((place, outcome, plan))
            seen[place] = replace(site, watch=watch)
        conclude_all(unit, changes, of.rules)
        keep_notices(unit, outcomes)
        return seen

    def _current(self, unit: UnitOfWork) -> WatchedOrganisation:
        """The unit's organisation, with its network and rules as they are now."""
        known, mark = self._known.get(unit.organisation), organisation_mark(unit)
        if known is None or known.mark != mark:  # a new one: of one that was removed nothing is remembered
            known = self._known[unit.organisation] = WatchedOrganisation(mark=mark, kept=read_watches(unit))
        if known.stamp != (stamp := (network_version(unit), *rules_stamp(unit))):
            known.network, known.rules = read_network(unit).network, rules_of(unit)
            known.fleet = fleet_of(known.network.tanks)
            known.is_simulated = is_simulated(unit)
            known.plans.clear()
            known.stamp = stamp
        return known

    def _decided(self, owner: OrganisationId, told: Sequence[Arrived]) -> Decided:
        with self._stores.database.reading(owner, OWNER) as unit:
            organisation, now = self._current(unit), unit.at
        decided = Decided(organisation, owner, max(each.message.known_at for each in told))
        self._in_hand.append(decided)
        for each in told:
            try:
                _acted_on(decided, each, now)
            except InputRefused as fault:
                decided.aside.append((each.message.id, to_bytes(each.message).decode(), str(fault)))
        return decided


def _acted_on(decided: Decided, arrived: Arrived, now: datetime) -> None:
    message, of = arrived.message, decided.of
    if message.organisation != decided.owner:
        raise InputRefused(f"nobody is called {message.organisation}", where="organisation", fix="add it first")
    if message.kind == ALARM_COMMAND:
        decided.happened.append(command_from_body(message.body))
        return
    if message.kind != READINGS:
        raise InputRefused(f"a message of kind {message.kind!r}", where="kind", fix=f"{READINGS}, {ALARM_COMMAND}")
    site = from_body(message.body)
    if why := astray(site, now):
        raise InputRefused(why, where="at", fix="set the clock of the gauge or the gateway")
    plan = of.plan_of(site.place)
    if plan is None:  # it is in no network yet: the readings are kept as they were told
        decided.told.append(MeasuredSite(message.id, message.known_at, site))
        return
    known = of.site_of(site.place, plan)
    if known is None:  # from the first message on there is a memory to begin from, however soon the process dies
        decided.begun[site.place] = Checkpoint(to_plain(SiteWatch()), arrived.stored_at)
    before = known.watch if known else SiteWatch()
    try:
        ready = before if known is None or known.plan is plan else standing(before, plan)
        watch, outcome = step(ready, (message,), plan, read={message.id: site})
    except Exception as fault:  # noqa: BLE001 - whatever goes wrong over one message, the site goes on
        _log.exception("watching %s failed over message %s; its readings are kept", site.place, message.id)
        reason = f"watching failed over it, and no rule looked at it: {type(fault).__name__}: {fault}"
        decided.aside.append((message.id, to_bytes(message).decode(), reason))
        decided.told.append(MeasuredSite(message.id, message.known_at, site))
        return
    decided.told += told_of(message, site, outcome, now)
    decided.happened.append(Change(site.place, changed_alarms(before, watch), message.id))
    decided.outcomes.append((site.place, outcome, plan))
    if ready is not before:  # what was a notice is an alarm from now on
        decided.over += [(*key, message.at) for key in changed_alarms(before, ready)]
    decided.before.setdefault(site.place, known)
    of.sites[site.place] = WatchedPlace(watch, arrived.stored_at, plan, known.told_until if known else None)


def _write(unit: UnitOfWork, of: WatchedOrganisation, decided: Sequence[Decided]) -> None:
    """All of it in a few statements, however much was decided."""
    if begun := {place: each for one in decided for place, each in one.begun.items()}:
        save_watches(unit, begun)
    for aside in (each for one in decided for each in one.aside):
        set_message_aside(unit, *aside)
    if over := [each for one in decided for each in one.over]:
        end_notices(unit, over)
    happened = (each for one in decided for each in one.happened)
    for is_change, together in groupby(happened, key=lambda each: isinstance(each, Change)):
        if is_change:
            conclude_all(unit, (each for each in together if isinstance(each, Change)), of.rules)
            continue
        for command in (each for each in together if not isinstance(each, Change)):
            with suppress(NotFound):  # what is said of an alarm that never was changes nothing
                say(unit, command, of.rules)
    keep_notices(unit, [each for one in decided for each in one.outcomes])
    told = [each for one in decided for each in one.told]
    if gone := withdrawn_drops(outcome for one in decided for _, outcome, _ in one.outcomes):
        withdraw_drops(unit, gone)
        told = [without_drops(each, gone) for each in told]
    if told:
        add_site_readings(unit, measured(told, of.fleet))


@contextmanager
def _going_on(what: str) -> Iterator[None]:
    """What goes wrong in memory is named in the log and holds nothing up."""
    try:
        yield
    except Exception:  # noqa: BLE001 - one site's trouble is not another's
        _log.exception("%s could not be watched", what)


def _later(one: datetime | None, *others: datetime) -> datetime | None:
    return max((each for each in (one, *others) if each is not None), default=None)
