"""Keeping a site: each message goes into the journal together with what the watch concluded from it.

    message ──▶ one transaction: the message · what happened to alarms           (on the disk when ``take`` returns)
                watch.step in memory, the same pure mind as at the hub
    now and then: the memory itself. Whoever begins takes the messages since into it once more, and concludes the same
    hub ──▶ the network and the rules of the site · what people said elsewhere   (merged, whoever spoke first)

Without a network nothing is watched, and every message is kept for the hub all the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any, Final

from petroverse.alarms import (
    AlarmKey,
    AlarmState,
    Rulebook,
    StateNotReadable,
    Told,
    alarm_from_plain,
    concluded,
    merge,
    rules_from_plain,
    told_between,
)
from petroverse.core.messages import Message
from petroverse.core.network import Network, from_plain
from petroverse.core.places import PlaceId
from petroverse.core.readings import READINGS
from petroverse.core.times import Clock
from petroverse.edge.journal import Journal
from petroverse.watch import AHEAD, Plan, SiteWatch, plan_of, standing, step, tick
from petroverse.watch import from_plain as watch_from_plain
from petroverse.watch import to_plain as watch_to_plain

__all__ = ["SiteKeeper"]

_KEEP_EVERY: Final = 200
"""Messages from one writing of the memory to the next: half an hour at one in ten seconds, read again in a second."""


class SiteKeeper:
    """What a site took and concluded; used by one thread at a time, but for its attributes, which are never changed.

    Args:
        journal: Where it is kept.
        place: The site.
        clock: Tells when a message was taken.

    Attributes:
        network: The site's; an empty one while none is known.
        plan: The site made ready for watching; None while its network is not known.
        watch: What is remembered.
        is_simulated: Whether all of it is of a simulated country.
    """

    def __init__(self, journal: Journal, place: PlaceId, clock: Clock) -> None:
        self.network = Network()
        self.plan: Plan | None = None
        self.watch = SiteWatch()
        self.is_simulated = False
        self._journal = journal
        self._place = place
        self._clock = clock
        self._seq = self._kept_seq = 0
        if site := journal.noted("site"):
            self._plan_by(site)
        self._begin()

    def take(self, message: Message) -> bool:
        """Takes a message in; on the disk, with what follows from it, when this returns. Gives whether it was new.

        Raises:
            JournalUnusable: It was not taken, and nothing has changed.
        """
        with self._journal.change():
            seq = self._journal.add(message, self._clock.now())
            if seq is None:
                return False
            watch, told = self._stepped(self.watch, message)
            self._journal.add_lines([_line(each) for each in told])
        self.watch, self._seq = watch, seq
        if self._seq - self._kept_seq >= _KEEP_EVERY or message.kind != READINGS:
            self.keep()
        return True

    def pass_time(self) -> None:
        """Looks who is silent, lets speak whose quiet is over, and makes room.

        Raises:
            JournalUnusable: See the fault.
        """
        now = self._clock.now()
        if self.plan is not None:
            watch, outcome = tick(self.watch, now, self.plan)
            if outcome.told:
                with self._journal.change():
                    self._journal.add_lines([_line(each) for each in outcome.told])
            self.watch = watch
        self.make_room()

    def make_room(self) -> int:
        """Where the journal has reached its bound, forgets what it may; gives how much the hub will never have."""
        if not self._journal.must_make_room():
            return 0
        self.keep()
        with self._journal.change():
            return self._journal.make_room(self._clock.now())

    def keep(self) -> None:
        """Writes the memory, so that a beginning has little to take once more."""
        with self._journal.change():
            self._keep()

    def use(self, site: Mapping[str, Any]) -> None:
        """Goes by another network and other rules of the site from now on.

        Args:
            site: ``network`` and ``rules`` as they are printed, ``simulated``, and the hub's ``mark`` of it.

        Raises:
            NetworkNotValid, RuleNotWhole, RuleUnitUnknown: It cannot be used; the one before stays.
        """
        before = self.watch
        self._plan_by(site)
        watch, rules = before, Rulebook()
        if self.plan is not None:
            watch, rules = _by_plan(watch_from_plain(watch_to_plain(before), self.plan), self.plan), self.plan.rules
        with self._journal.change():
            self._journal.add_lines([_line(each) for each in told_between(before.alarms, watch.alarms, rules)])
            self._journal.note("site", dict(site))
            self._keep(watch)
        self.watch = watch

    def hear(self, alarms: Sequence[Mapping[str, Any]], mark: str) -> None:
        """Joins what people said of this site's alarms elsewhere with what was said here.

        Args:
            alarms: As they are printed, without what was found.
            mark: The hub's mark of them.

        Raises:
            StateNotReadable: They cannot be read.
        """
        said = AlarmState({each.key: each for each in map(alarm_from_plain, alarms)})
        known = self.watch.alarms.alarms
        ours = AlarmState({key: each for key, each in said.alarms.items() if key in known})
        after = replace(merge(self.watch.alarms, ours), ticked_at=self.watch.alarms.ticked_at)
        rules = self.plan.rules if self.plan else Rulebook()
        watch = replace(self.watch, alarms=after)
        with self._journal.change():
            self._journal.add_lines([_line(each) for each in told_between(self.watch.alarms, after, rules)])
            self._journal.note("said", mark)
            self._keep(watch)
        self.watch = watch

    def _begin(self) -> None:
        kept = self._journal.noted("watch") or {"seq": 0, "state": None}
        if self.plan is not None and kept["state"]:
            try:
                self.watch = watch_from_plain(kept["state"], self.plan)
            except StateNotReadable:
                kept = {"seq": 0}
        self._seq = self._kept_seq = kept["seq"]
        for entry in self._journal.since(self._kept_seq):
            self.watch, _ = self._stepped(self.watch, entry.message)
            self._seq = entry.seq

    def _plan_by(self, site: Mapping[str, Any]) -> None:
        network, rules = from_plain(site["network"]), rules_from_plain(list(site.get("rules", ())))
        self.plan = plan_of(network, self._place, rules) if network.tanks_at(self._place) else None
        self.network = network
        self.is_simulated = bool(site.get("simulated"))

    def _keep(self, watch: SiteWatch | None = None) -> None:
        self._journal.note("watch", {"seq": self._seq, "state": watch_to_plain(watch or self.watch)})
        self._kept_seq = self._seq

    def _stepped(self, watch: SiteWatch, message: Message) -> tuple[SiteWatch, Sequence[Told]]:
        if self.plan is None:
            return watch, ()
        watch, told = _after_clock(watch, message, self.plan)
        watch, outcome = step(watch, (message,), self.plan)
        return watch, [*told, *outcome.told]


def _after_clock(watch: SiteWatch, message: Message, plan: Plan) -> tuple[SiteWatch, Sequence[Told]]:
    """The memory without what a wrong clock made of it: a gateway's messages come in the order of its clock.

    Where the clock was set back, what was told before lies ahead of now. It is history at the hub; here, where the next
    readings would all count as late, the windows begin anew, and what is still so is found by the next reading.
    """
    ahead = message.known_at + AHEAD
    newest = max((each.last.place[0] for each in watch.tanks.values() if each.last), default=None)
    if message.kind != READINGS or newest is None or newest <= ahead:
        return watch, ()
    alarms, told = _withdrawn(replace(watch.alarms, ticked_at=None), watch.alarms.alarms, plan, cause=message.id)
    return SiteWatch({}, alarms, {}, None), told


def _by_plan(watch: SiteWatch, plan: Plan) -> SiteWatch:
    """The memory with the alarms that a new plan makes of what is so, and without those that it makes none of."""
    watch = standing(watch, plan)
    going = {key for history in watch.tanks.values() for key in history.memory.since}
    over = [key for key in watch.alarms.alarms if key.rule != "silent" and key not in going]
    return replace(watch, alarms=_withdrawn(watch.alarms, over, plan)[0])


def _withdrawn(
    alarms: AlarmState, keys: Iterable[AlarmKey], plan: Plan, *, cause: str = ""
) -> tuple[AlarmState, Sequence[Told]]:
    never: dict[AlarmKey, tuple[None, None]] = {key: (None, None) for key in keys if alarms.alarms[key].is_active}
    return concluded(alarms, never, plan.rules, cause=cause)


def _line(told: Told) -> tuple[str, datetime, Mapping[str, Any]]:
    condition = asdict(told.condition) | {"at": told.condition.at.isoformat()} if told.condition else None
    plain = {
        "word": told.word, "rule": told.key.rule, "subject": told.key.subject, "at": told.at.isoformat(),
        "priority": told.priority, "person": told.person, "text": told.text, "condition": condition,
    }  # fmt: skip
    return told.id, told.at, plain
