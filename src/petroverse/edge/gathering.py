"""Gathering: every gauge of a network is followed, and what it tells becomes messages.

The hub and a gateway at a site share this. Its only memory is which gauges it follows: where messages go, and what
becomes of them while nobody takes them, is the business of whoever gives ``tell``.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.errors import PetroVerseError, Unavailable
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.readings import READINGS, SiteReadings, to_body
from petroverse.core.tanks import Tank
from petroverse.gauges import Pace, Surroundings, bounds_of, follow, open_gauge

__all__ = ["Gathering", "GaugeFailed", "Say", "SurroundingsOf", "Tell", "messages_of", "parts_of"]

Tell = Callable[[Message], Awaitable[None]]
"""Takes a message; while it has not returned, the gauge that it is of is not asked again."""

Say = Callable[[GaugeId, PetroVerseError | None], None]
"""Hears of a gauge's fault, and of None when it tells again after one."""

SurroundingsOf = Callable[[Gauge], Surroundings]
"""Clock, secrets and time limit of a gauge."""

_LONGEST_SOURCE: Final = 64
_JUDGED: Final = "quality"
"""No part of what a reading is known by: the mark depends on what came before it, which a restart forgets."""


class GaugeFailed(Unavailable):
    """A driver broke in a way that it has no name for; the gauge is tried again like any other."""


def messages_of(
    gauge: Gauge, site: SiteReadings, organisation: OrganisationId, known_at: datetime, *, source: str = ""
) -> Iterator[Message]:
    """What a gauge told at once as messages: its readings in one, and each delivery that it found in one of its own.

    A message's id comes of the gauge, the instants and the values, so the same readings are the same message whenever
    they are told; a delivery, which a gauge remembers long, is told by a restarted gatherer under the same id again.

    Args:
        gauge: Which gauge.
        site: What it told.
        organisation: Whose it is.
        known_at: When, zoned.
        source: What the messages name as their source; the gauge's id where it is empty.
    """
    for part in parts_of(site):
        body = to_body(part)
        instants = [each.at for each in part.readings] + [each.at for each in part.meters]
        at = max(instants + [each.ended_at for each in part.drops])
        name = MessageId(_name_of(gauge.id, body))
        yield Message(name, READINGS, at, known_at, organisation, (source or gauge.id)[:_LONGEST_SOURCE], body)


def parts_of(site: SiteReadings) -> Iterator[SiteReadings]:
    """What of a site each of ``messages_of`` holds."""
    if site.readings or site.meters:
        yield replace(site, drops=())
    for each in site.drops:
        yield SiteReadings(site.place, drops=(each,))


def _name_of(gauge: GaugeId, body: Mapping[str, object]) -> str:
    known_by = {kind: _unjudged(rows) for kind, rows in body.items()}
    printed = json.dumps([gauge, known_by], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(printed.encode()).hexdigest()[:40]


def _unjudged(rows: object) -> object:
    if not isinstance(rows, list):
        return rows
    return [{name: value for name, value in row.items() if name != _JUDGED} for row in rows]


@dataclass(frozen=True, slots=True)
class _Followed:
    """A gauge that is followed, as it was when that began, and the task that does."""

    gauge: Gauge
    tanks: tuple[Tank, ...]
    around: Surroundings
    task: asyncio.Task[None]

    def is_as(self, gauge: Gauge, tanks: tuple[Tank, ...], around: Surroundings) -> bool:
        """Whether nothing of it differs."""
        return (self.gauge, self.tanks, self.around) == (gauge, tanks, around)


class Gathering:
    """Follows the gauges of one organisation's network; lives in one event loop.

    Args:
        organisation: Whose they are.
        tell: Takes each message.
        say: Hears of faults.
        pace: How often gauges are asked, and how they are tried again.
        around: Of each gauge; equal to what it was before unless the gauge is to be begun anew.
        source_of: What a gauge's messages name as their source.
    """

    def __init__(
        self,
        organisation: OrganisationId,
        tell: Tell,
        *,
        say: Say,
        pace: Pace | None = None,
        around: SurroundingsOf | None = None,
        source_of: Callable[[Gauge], str] | None = None,
    ) -> None:
        usual = Surroundings()
        self._organisation = organisation
        self._tell = tell
        self._say = say
        self._pace = pace or Pace()
        self._around = around or (lambda _gauge: usual)
        self._source_of = source_of or (lambda gauge: gauge.id)
        self._followed: dict[GaugeId, _Followed] = {}

    @property
    def gauges(self) -> tuple[GaugeId, ...]:
        """Those that are followed now."""
        return tuple(self._followed)

    async def use(self, network: Network) -> None:
        """Follows the gauges of a network from now on: begins new ones and changed ones, and ends those that left."""
        wanted = {
            each.id: (each, tuple(network.tank(name) for name in each.tanks.values()), self._around(each))
            for each in network.gauges
        }
        kept = {name: each for name, each in self._followed.items() if name in wanted and each.is_as(*wanted[name])}
        await _ended([each.task for name, each in self._followed.items() if name not in kept])
        begun = {name: self._begun(*each) for name, each in wanted.items() if name not in kept}
        self._followed = kept | begun

    async def close(self) -> None:
        """Follows none any more, and closes every link."""
        followed, self._followed = self._followed, {}
        await _ended([each.task for each in followed.values()])

    def _begun(self, gauge: Gauge, tanks: tuple[Tank, ...], around: Surroundings) -> _Followed:
        task = asyncio.create_task(self._follow(gauge, tanks, around), name=f"gauge {gauge.id}")
        return _Followed(gauge, tanks, around, task)

    async def _follow(self, gauge: Gauge, tanks: tuple[Tank, ...], around: Surroundings) -> None:
        """Whatever becomes of this gauge, no other hears of it."""
        faults = 0
        while True:
            try:
                await self._hear(gauge, tanks, around)
            except PetroVerseError as fault:  # an address or option that cannot be, a secret that is not there yet
                self._say(gauge.id, fault)
            except Exception as fault:  # noqa: BLE001 - of a library below a driver; the others go on
                what = f"{type(fault).__name__}: {fault}"
                self._say(gauge.id, GaugeFailed(what, where=f"gauge {gauge.id}", fix="it is tried again"))
            faults += 1
            await self._pace.sleep(self._pace.wait_s(faults))

    async def _hear(self, gauge: Gauge, tanks: tuple[Tank, ...], around: Surroundings) -> None:
        is_well = True
        bounds = {each.id: bounds_of(each) for each in tanks}
        link = open_gauge(gauge, around)
        async with aclosing(follow(link, self._pace, bounds)) as told:
            async for each in told:
                if isinstance(each, PetroVerseError):
                    is_well = False
                    self._say(gauge.id, each)
                    continue
                if not is_well:
                    is_well = True
                    self._say(gauge.id, None)
                now = around.clock.now()
                for message in messages_of(gauge, each, self._organisation, now, source=self._source_of(gauge)):
                    await self._tell(message)


async def _ended(tasks: list[asyncio.Task[None]]) -> None:
    for each in tasks:
        each.cancel()
    if tasks:
        await asyncio.wait(tasks)
