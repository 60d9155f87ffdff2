"""A gateway at its work: gauges are gathered, their messages kept and watched, shown on the site's page, and sent."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import asdict, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.errors import PetroVerseError
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.times import Clock, SystemClock
from petroverse.edge.deeds import Deed, message_of
from petroverse.edge.gathering import Gathering
from petroverse.edge.hub import HttpHub, Hub
from petroverse.edge.journal import Journal
from petroverse.edge.keeping import SiteKeeper
from petroverse.edge.secret_files import secret_in
from petroverse.edge.sending import Sending
from petroverse.edge.settings import EdgeFolder, EdgeSettings, EdgeSettingsRefused
from petroverse.edge.view import alarms_shown, gauges_shown, standing_shown, tanks_shown
from petroverse.gauges import Pace, Surroundings
from petroverse.vault import read_gateway_key

__all__ = ["Edge", "opened_edge"]

_TICK_S: Final = 15.0
_log: Final = logging.getLogger("petroverse.edge")


class Edge:
    """One gateway in one event loop; ``opened_edge`` gives one.

    Attributes:
        settings: What it is told.
        keeper: What it took and concluded.
        journal: Where that is kept; for its one thread alone.
        sending: How the hub was seen.
        faults: What each gauge complains of, by its id.
    """

    def __init__(self, settings: EdgeSettings, folder: EdgeFolder, *, hub: Hub, clock: Clock) -> None:
        self.settings = settings
        self.faults: dict[GaugeId, PetroVerseError] = {}
        self._folder = folder
        self._clock = clock
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="journal")
        kept = timedelta(days=settings.kept_days)
        self.journal = Journal(folder.journal, most_bytes=settings.journal_mb << 20, kept=kept)
        self.keeper = SiteKeeper(self.journal, PlaceId(settings.place), clock)
        self.sending = Sending(settings, self.keeper, self.journal, hub, clock=clock, hand=self._hand)
        self._gathering = Gathering(
            OrganisationId(settings.organisation), self.tell, say=self._say, pace=Pace(every_s=settings.every_s),
            around=self._around, source_of=lambda _gauge: settings.name,
        )  # fmt: skip
        self._around_all = Surroundings(clock=clock, secret_of=lambda name: secret_in(folder.secrets, name))
        self._used: Network | None = None

    async def tell(self, message: Message) -> None:
        """Takes a message in; on the disk when it returns.

        Raises:
            JournalUnusable: It was not taken.
        """
        await self._in_hand(lambda: self.keeper.take(message))
        self.sending.wake()

    async def do(self, deed: Deed) -> None:
        """Does what a person pressed.

        Raises:
            AlarmNotHere, CommandNotValid: Nothing was done.
            JournalUnusable: As ``tell``.
        """
        await self.tell(message_of(deed, self.keeper.watch.alarms, self.settings, self._clock.now()))

    async def show(self) -> Mapping[str, Any]:
        """What the page shows, as JSON values."""
        shown: Mapping[str, Any] = await self._in_hand(self._shown)
        return shown

    async def run(self) -> None:
        """Works until it is cancelled."""
        if self.keeper.plan is None and self._folder.network.exists():
            site = {"network": _network_in(self._folder.network)}
            await self._in_hand(lambda: self.keeper.use(site))
        sending = asyncio.create_task(self.sending.run(), name="sending")
        try:
            while not sending.done():
                if self.keeper.network is not self._used:
                    self._used = self.keeper.network
                    await self._gathering.use(_own(self._used, self.settings.place))
                try:
                    await self._in_hand(self.keeper.pass_time)
                except PetroVerseError as fault:
                    _log.warning("%s", fault)
                await asyncio.wait({sending}, timeout=_TICK_S if self._used.gauges else 1.0)
            sending.result()
        finally:
            sending.cancel()
            await asyncio.wait({sending})
            await self._gathering.close()

    async def close(self) -> None:
        """Writes the memory and lets the journal go."""
        try:
            await self._in_hand(self.keeper.keep)
        finally:
            self._hand.shutdown()
            self.journal.close()

    def _shown(self) -> Mapping[str, Any]:
        keeper, seen = self.keeper, self.sending.seen
        names = [each.name for each in keeper.network.places if each.id == self.settings.place]
        hub = asdict(seen) | {"since": seen.since.isoformat() if seen.since else None}
        return {
            "name": self.settings.name,
            "place": self.settings.place,
            "place_name": names[0] if names else self.settings.place,
            "simulated": keeper.is_simulated,
            "is_watched": keeper.plan is not None,
            "hub": hub,
            "journal": standing_shown(self.journal.standing()),
            "tanks": tanks_shown(keeper),
            "alarms": alarms_shown(keeper, self._clock.now()),
            "gauges": gauges_shown(keeper, self.faults),
            "lines": self.journal.lines(20),
        }

    def _around(self, _gauge: Gauge) -> Surroundings:
        return self._around_all

    def _say(self, gauge: GaugeId, fault: PetroVerseError | None) -> None:
        if fault is None:
            self.faults.pop(gauge, None)
            _log.info("gauge %s tells again", gauge)
        else:
            if gauge not in self.faults:
                _log.warning("gauge %s: %s", gauge, fault)
            self.faults[gauge] = fault

    async def _in_hand(self, work: Callable[[], Any]) -> Any:  # noqa: ANN401 - what the work gives
        return await asyncio.get_running_loop().run_in_executor(self._hand, work)


@asynccontextmanager
async def opened_edge(
    settings: EdgeSettings, folder: EdgeFolder, *, hub: Hub | None = None, clock: Clock | None = None
) -> AsyncIterator[Edge]:
    """A gateway whose journal is open; ``run`` it.

    Args:
        settings: What it is told.
        folder: Where its key and its journal lie.
        hub: Whom it sends to; the settings' by HTTP where left out.
        clock: The machine's where left out.

    Raises:
        GatewayKeyMissing, KeyReadableByOthers, HomeKeysDamaged: As ``read_gateway_key``.
        JournalUnusable: The journal cannot be opened.
    """
    way = hub or HttpHub(settings, read_gateway_key(folder.key))
    edge = Edge(settings, folder, hub=way, clock=clock or SystemClock())
    try:
        yield edge
    finally:
        await edge.close()


def _own(network: Network, place: str) -> Network:
    """The network with the gauges of its own site alone."""
    return replace(network, gauges=tuple(each for each in network.gauges if each.place == place))


def _network_in(file: Path) -> dict[str, Any]:
    try:
        told = json.loads(file.read_text("utf-8"))
        told.pop("format", None)
        return dict(told)
    except (OSError, ValueError, AttributeError) as fault:
        fix = "take it from `petroverse network export -o network.json`, or remove it"
        raise EdgeSettingsRefused(f"the network cannot be read: {fault}", where=str(file), fix=fix) from fault
