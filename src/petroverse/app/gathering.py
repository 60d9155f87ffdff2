"""The role ``gather``: follows every gauge of every saved network, and hands what they tell to the bus.

Of all processes on one database one gathers; the others stand by. A changed network, or a secret of a gauge that is
set anew, is noticed within seconds. The gauges of a simulated organisation are left alone: their devices live only
while the command that simulates runs, and it gathers from them by itself. So are gauges whose broker is the home's own
bus: what devices publish there is carried already; and those of a site that has a gateway, which asks them itself.

While the bus is away, ``_ROOM`` messages wait in memory, in order. When that is full gauges are asked no more until
there is room again: nothing that was read is thrown away, and what a gauge remembers by itself is read then. What waits
when the process dies is lost; a site that must not lose anything has a gateway, which writes it down.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from petroverse.app.sole_role import beside, play
from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.errors import PetroVerseError
from petroverse.core.grants import PUBLIC, OrganisationId
from petroverse.core.network import Network
from petroverse.database import SolePart, list_gateways, list_organisations, network_version, read_network
from petroverse.edge import Gathering
from petroverse.gauges import Surroundings
from petroverse.vault import HomeKeys, SecretNotFound, list_secrets, open_secret
from petroverse.workflows import OWNER

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform
    from petroverse.bus import Bus
    from petroverse.core.messages import Message
    from petroverse.core.roles import UnitOfWork

__all__ = ["gathering", "sending"]

_ROOM: Final = 20_000
"""Messages, of about a kilobyte each."""

_AT_ONCE: Final = 200
_LOOK_S: Final = 5.0
_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 15.0
_DRAIN_S: Final = 5.0
_OVER_A_BROKER: Final = ("mqtt", "sparkplug")
_log: Final = logging.getLogger("petroverse.gather")


@contextlib.contextmanager
def gathering(platform: Platform) -> Iterator[None]:
    """Gathers beside whatever else the process does, while the block runs."""
    with beside("gather", lambda stop: _gather(platform, stop)):
        yield


async def _gather(platform: Platform, stop: threading.Event) -> None:
    """The database may go away and come back: what was read waits meanwhile."""
    waiting: asyncio.Queue[Message] = asyncio.Queue(_ROOM)
    bus = platform.bus.connect()
    handing_on = asyncio.create_task(sending(bus, waiting))
    try:
        await play(platform.stores.database.url, "gather", stop, lambda part: _begin(platform, part, stop, waiting))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(waiting.join(), _DRAIN_S)
    finally:
        handing_on.cancel()
        await asyncio.wait({handing_on})
        await bus.close()


async def _begin(platform: Platform, part: SolePart, stop: threading.Event, waiting: asyncio.Queue[Message]) -> None:
    gatherer = _Gatherer(platform, waiting)
    try:
        while not stop.is_set():
            await asyncio.to_thread(part.is_ours)
            await gatherer.look()
            await _sleep(stop, _LOOK_S)
    finally:
        await gatherer.close()


async def _sleep(stop: threading.Event, seconds: float) -> None:
    until = asyncio.get_running_loop().time() + seconds
    while not stop.is_set() and asyncio.get_running_loop().time() < until:
        await asyncio.sleep(0.2)


async def sending(bus: Bus, waiting: asyncio.Queue[Message], told: Callable[[int], None] = lambda _count: None) -> None:
    """Hands on what waits, oldest first, until it is cancelled; what the bus does not take is sent again as it is.

    Args:
        bus: Where to.
        waiting: What waits; each is done when the bus has it.
        told: Hears how many the bus has taken, each time.
    """
    wait_s = _FIRST_WAIT_S
    while True:
        batch = [await waiting.get()]
        while len(batch) < _AT_ONCE and not waiting.empty():
            batch.append(waiting.get_nowait())
        while True:
            try:
                await bus.publish(*batch)
                break
            except PetroVerseError as fault:
                _log.warning("%d messages wait for the bus: %s", len(batch) + waiting.qsize(), fault)
                await asyncio.sleep(wait_s)
                wait_s = min(_LONGEST_WAIT_S, 2 * wait_s)
        wait_s = _FIRST_WAIT_S
        told(len(batch))
        for _ in batch:
            waiting.task_done()


@dataclass(frozen=True, slots=True)
class _Secrets:
    """The opened secrets that a gauge's options name; those that could not be opened are missing."""

    of: Mapping[str, str]

    def __call__(self, name: str) -> str:
        if name not in self.of:
            raise SecretNotFound(f"no secret is called {name!r}", where="options", fix="set it in the settings")
        return self.of[name]

    def __repr__(self) -> str:
        return f"_Secrets({sorted(self.of)})"


@dataclass(slots=True)
class _Organisation:
    """What is gathered of one organisation."""

    gathering: Gathering
    version: tuple[int, frozenset[str]] = (0, frozenset())
    network: Network = field(default_factory=Network)
    around: Mapping[GaugeId, Surroundings] = field(default_factory=dict)


class _Gatherer:
    """Every organisation's gauges; used by one event loop."""

    def __init__(self, platform: Platform, waiting: asyncio.Queue[Message]) -> None:
        self._platform = platform
        self._waiting = waiting
        self._known: dict[OrganisationId, _Organisation] = {}
        self._ill: dict[tuple[OrganisationId, GaugeId], str] = {}

    async def look(self) -> None:
        """Follows each network as it is now."""
        owners = await asyncio.to_thread(self._owners)
        for gone in set(self._known).difference(owners):
            await self._known.pop(gone).gathering.close()
        for owner in owners:
            known = self._known.get(owner) or _Organisation(self._begun(owner))
            if await asyncio.to_thread(self._read, owner, known):
                self._known[owner] = known
                await known.gathering.use(known.network)

    async def close(self) -> None:
        """Follows none any more."""
        for each in self._known.values():
            await each.gathering.close()

    def _owners(self) -> list[OrganisationId]:
        with self._platform.stores.database.reading(PUBLIC, OWNER) as unit:
            return [each.id for each in list_organisations(unit) if not each.is_simulated]

    def _begun(self, owner: OrganisationId) -> Gathering:
        usual = Surroundings()
        return Gathering(
            owner,
            self._waiting.put,
            say=lambda gauge, fault: self._say(owner, gauge, fault),
            around=lambda gauge: self._known[owner].around.get(gauge.id, usual),
        )

    def _read(self, owner: OrganisationId, known: _Organisation) -> bool:
        """Whether what is to be followed differs from what it was; reads it then."""
        with self._platform.stores.database.reading(owner, OWNER) as unit:
            by_gateway = frozenset(each.place for each in list_gateways(unit))
            version = network_version(unit), by_gateway
            is_new = version != known.version
            if is_new:
                network = read_network(unit).network
                ours = (each for each in network.gauges if each.place not in by_gateway)
                gauges = tuple(each for each in ours if not self._is_carried(each))
                known.version, known.network = version, replace(network, gauges=gauges)
            around = self._secrets(unit, known.network)
        is_new = is_new or around != known.around
        known.around = around
        return is_new

    def _secrets(self, unit: UnitOfWork, network: Network) -> Mapping[GaugeId, Surroundings]:
        keys, kept = self._platform.home_keys, {each.name for each in list_secrets(unit)}
        named = {each.id: sorted(kept.intersection(each.options.values())) for each in network.gauges}
        return {gauge: Surroundings(secret_of=_opened(unit, keys, names)) for gauge, names in named.items() if names}

    def _is_carried(self, gauge: Gauge) -> bool:
        server = self._platform.bus.server()
        if server is None or gauge.protocol not in _OVER_A_BROKER:
            return False
        host, _, port = gauge.address.rpartition(":")
        here = (self._platform.settings.mqtt_host, "127.0.0.1", "localhost")
        return host in here and port == str(server.ports.mqtt)

    def _say(self, owner: OrganisationId, gauge: GaugeId, fault: PetroVerseError | None) -> None:
        """Tells what is new, once: a gauge that is away says the same for days."""
        told = str(fault) if fault else ""
        if self._ill.get((owner, gauge), "") == told:
            return
        self._ill[owner, gauge] = told
        if told:
            _log.warning("gauge %s of %s: %s", gauge, owner, told)
        else:
            _log.info("gauge %s of %s tells again", gauge, owner)


def _opened(unit: UnitOfWork, keys: HomeKeys, names: list[str]) -> _Secrets:
    found = {}
    for name in names:
        with contextlib.suppress(PetroVerseError):  # the gauge says that it is missing when it asks for it
            found[name] = open_secret(unit, keys, name).reveal()
    return _Secrets(found)
