"""What a process that watches remembers: of each organisation its network and rules, of each site its memory."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from petroverse.alarms import AlarmRule, Rulebook, StateNotReadable
from petroverse.core.errors import NotFound
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.database import SiteWatch as Checkpoint
from petroverse.watch import Plan, SiteWatch, from_plain, plan_of
from petroverse.workflows.readings_measured import Fleet

__all__ = ["WatchedOrganisation", "WatchedPlace"]

_NEVER: Final = datetime.min.replace(tzinfo=UTC)

_log: Final = logging.getLogger("petroverse.watch")


@dataclass(slots=True)
class WatchedPlace:
    """What is remembered of one site.

    Attributes:
        watch: Its memory.
        as_of: When the bus took the newest message in it.
        plan: That it was stepped with last; None before the first step of this process.
        told_until: The newest reading that its outlook was worked out from; None before the first.
    """

    watch: SiteWatch
    as_of: datetime
    plan: Plan | None = None
    told_until: datetime | None = None


@dataclass(slots=True)
class WatchedOrganisation:
    """The network and rules of one organisation as they are now, and its sites.

    Attributes:
        mark: What tells it from one that was removed and was called the same.
        stamp: By which one sees whether network and rules are still these.
        network: Where its tanks stand.
        rules: Which conditions call people.
        is_simulated: Whether its world is; then its time is that of its own messages.
        newest: When the newest message that was taken was told; None before the first.
        fleet: Its tanks made ready to be measured.
        plans: Sites made ready for watching.
        sites: What is remembered.
        kept: Of sites that this process has not needed yet.
        kept_to: When the bus took the newest message in what this process wrote last of a site.
    """

    mark: str = ""
    stamp: tuple[object, ...] = ()
    network: Network = field(default_factory=Network)
    rules: Rulebook = field(default_factory=Rulebook)
    is_simulated: bool = False
    newest: datetime | None = None
    fleet: Fleet = field(default_factory=dict)
    plans: dict[str, Plan] = field(default_factory=dict)
    sites: dict[str, WatchedPlace] = field(default_factory=dict)
    kept: dict[str, Checkpoint] = field(default_factory=dict)
    kept_to: dict[str, datetime] = field(default_factory=dict)

    def plan_of(self, place: str) -> Plan | None:
        """A site made ready for watching; None where the network does not have it.

        A rule that cannot be put into practice is left out, and the log says so: it must not stop the others.
        """
        if place not in self.plans:
            try:
                self.network.place(PlaceId(place))
            except NotFound:
                return None
            self.plans[place] = self._made(PlaceId(place))
        return self.plans[place]

    def longest_unkept(self, places: Iterable[str]) -> list[str]:
        """Those of these sites of which more is remembered than is kept, those first that were kept long ago."""
        grown = [place for place in places if self.kept_to.get(place) != self.sites[place].as_of]
        return sorted(grown, key=lambda place: self.kept_to.get(place, _NEVER))

    def site_of(self, place: str, plan: Plan) -> WatchedPlace | None:
        """What is remembered of a site; None of a new one. A memory that cannot be read is begun anew."""
        if checkpoint := self.kept.pop(place, None):
            watch = SiteWatch()
            with suppress(StateNotReadable):
                watch = from_plain(checkpoint.state, plan)
            self.sites[place] = WatchedPlace(watch, checkpoint.as_of)
        return self.sites.get(place)

    def _made(self, place: PlaceId) -> Plan:
        try:
            return plan_of(self.network, place, self.rules)
        except Exception:  # noqa: BLE001 - found again rule by rule
            return plan_of(self.network, place, Rulebook(tuple(self._usable(place))))

    def _usable(self, place: PlaceId) -> Iterable[AlarmRule]:
        for rule in self.rules.rules:
            try:
                plan_of(self.network, place, Rulebook((rule,)))
            except Exception as fault:  # noqa: BLE001 - whatever is wrong with one rule, the others hold
                _log.warning("the rule %s of %s cannot be used: %s", rule.name, rule.subject or "all", fault)
                continue
            yield rule
