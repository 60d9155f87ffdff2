"""The bus of a platform: at a URL, or the server of the home, started by whoever first asks and kept running.

A role that runs (``up``, ``run``) keeps it; a command that ends at once never starts it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from petroverse.app.home import Home
from petroverse.app.serving import AddressNotSafe, is_loopback
from petroverse.app.settings import Settings
from petroverse.core.errors import PetroVerseError
from petroverse.vault import HomeKeys

if TYPE_CHECKING:
    from petroverse.bus import BusAddress, BusServer, NatsBus, ServerSettings
    from petroverse.core.messages import Message

__all__ = ["PlatformBus", "kept_running"]

_CARRY_S: Final = 2.0
_ROOM_EVERY_S: Final = 60.0
_AGAIN_S: Final = 0.2
_JOIN_S: Final = 10.0
_log: Final = logging.getLogger("petroverse.bus")


class PlatformBus:
    """The bus that one platform's settings name.

    Args:
        settings: The platform's.
        home: Its home, which holds the embedded server and the key that its passwords are worked out from.
    """

    def __init__(self, settings: Settings, home: Home) -> None:
        self._settings = settings
        self._home = home
        self._server: BusServer | None = None
        self._starting = threading.Lock()
        self._publisher: _Publisher | None = None

    @property
    def is_started(self) -> bool:
        """Whether this process has asked for it; one at a URL counts as started."""
        return bool(self._settings.bus_url) or self._server is not None

    def connect(self) -> NatsBus:
        """A connection for one event loop, which whoever asked closes; its first use starts an embedded server.

        Its calls raise what ``server`` raises, too.
        """
        from petroverse.bus import NatsBus

        return NatsBus(self._address)

    def publish(self, messages: Sequence[Message]) -> None:
        """Stores messages, from any thread and over one connection; when it returns they are on the disk.

        Raises:
            BusFull, BusUnreachable: Some may be stored and some not: send all of them again.
        """
        with self._starting:
            if self._publisher is None:
                self._publisher = _Publisher(self)
        self._publisher.publish(messages)

    def server(self) -> BusServer | None:
        """The embedded server, which runs from now on; None where the bus is at a URL.

        Raises:
            AddressNotSafe: It would listen for devices of other machines without TLS.
            BusProgramMissing, BusNotAnswering, BusBusy, BusHomeUnwritable: See each.
        """
        if self._settings.bus_url:
            return None
        from petroverse.bus import open_server

        with self._starting:
            if self._server is None:
                self._refuse_open_mqtt()
                self._server = open_server(self._embedded(HomeKeys(self._home.keys)))
            return self._server

    def check(self) -> None:
        """Asks whether it answers.

        Raises:
            BusUnreachable: It does not.
        """
        asyncio.run(_groups(self.connect()))

    def state(self) -> Mapping[str, Any]:
        """What it is, whether it runs, and how far each group is behind; it is not started for that."""
        from petroverse.bus import server_version

        url = self._settings.bus_url
        about = {"engine": "NATS JetStream", "provider": "url" if url else "embedded"}
        about |= {"where": _shown(url)} if url else {"where": str(self._home.bus), "version": server_version()}
        address = self._address() if url else self._running()
        if address is None:
            about["status"] = "unhealthy" if self.is_started else "not running"
            return {**about, "detail": "no server runs in the home", "fix": "run `petroverse up`"}
        from petroverse.bus import NatsBus

        try:
            return {
                "status": "ok",
                "detail": "",
                "fix": "",
                **about,
                "groups": asyncio.run(_groups(NatsBus(lambda: address))),
            }
        except PetroVerseError as fault:
            return {"status": "unhealthy", "detail": fault.what, "fix": fault.fix, **about}

    def stop(self) -> None:
        """Lets the embedded server go; the last one out stops it."""
        publisher, self._publisher = self._publisher, None
        if publisher:
            publisher.close()
        server, self._server = self._server, None
        if server:
            server.stop()

    def _address(self) -> BusAddress:
        from petroverse.bus import BusAddress

        server = self.server()
        if server:
            return server.address()
        return BusAddress(tuple(each.strip() for each in self._settings.bus_url.split(",") if each.strip()))

    def _running(self) -> BusAddress | None:
        from petroverse.bus import running_address

        keys = HomeKeys(self._home.keys)
        return running_address(self._embedded(keys)) if keys.ids() else None

    def _embedded(self, keys: HomeKeys) -> ServerSettings:
        from petroverse.app.tls import certificate_of
        from petroverse.bus import ServerSettings

        files = certificate_of(self._settings, self._home)
        keys.current()
        secret = keys.find(keys.ids()[0]).key  # the first key never leaves the file, so passwords stay what they are
        certificate = (files.chain, files.key) if files else None
        return ServerSettings(
            self._home.bus, secret, self._settings.mqtt_host, self._settings.mqtt_port, certificate=certificate
        )

    def _refuse_open_mqtt(self) -> None:
        if not (is_loopback(self._settings.mqtt_host) or self._settings.is_tls):
            raise AddressNotSafe(
                f"{self._settings.mqtt_host} can be reached from other machines, and there is no TLS",
                where="setting mqtt_host",
                fix="add --tls local, or --tls-cert and --tls-key",
            )


class _Publisher:
    """A connection with an event loop of its own, so that whoever has none may publish."""

    def __init__(self, bus: PlatformBus) -> None:
        self._loop = asyncio.new_event_loop()
        self._link = bus.connect()
        self._hand = threading.Thread(target=self._loop.run_forever, name="publish", daemon=True)
        self._hand.start()

    def publish(self, messages: Sequence[Message]) -> None:
        asyncio.run_coroutine_threadsafe(self._link.publish(*messages), self._loop).result()

    def close(self) -> None:
        asyncio.run_coroutine_threadsafe(self._link.close(), self._loop).result(_JOIN_S)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._hand.join(_JOIN_S)
        self._loop.close()


@contextlib.contextmanager
def kept_running(bus: PlatformBus) -> Iterator[None]:
    """While the block runs: the embedded server is kept running, and what devices send is carried into the stream.

    Raises:
        AddressNotSafe, BusProgramMissing, BusNotAnswering, BusBusy, BusHomeUnwritable: As ``PlatformBus.server``.
    """
    server = bus.server()
    if server is None:
        yield
        return
    loop = asyncio.new_event_loop()
    keeping = loop.create_task(_keep(server, bus))
    keeper = threading.Thread(target=_until_cancelled, args=(loop, keeping), name="bus", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(keeping.cancel)
        keeper.join(_JOIN_S)


def _until_cancelled(loop: asyncio.AbstractEventLoop, keeping: asyncio.Task[None]) -> None:
    with contextlib.closing(loop), contextlib.suppress(asyncio.CancelledError):
        loop.run_until_complete(keeping)


async def _keep(server: BusServer, bus: PlatformBus) -> None:
    link = bus.connect()
    looked_at = 0.0
    try:
        while True:
            try:
                if time.monotonic() - looked_at > _ROOM_EVERY_S:
                    looked_at = time.monotonic()
                    await asyncio.to_thread(server.revive)  # a renewed certificate is read
                    await link.make_room()
                with server.sole_carrier() as is_ours:
                    await (_carry(link) if is_ours else asyncio.sleep(_CARRY_S))
            except PetroVerseError as fault:
                _log.warning("the bus is started again: %s", fault)
                with contextlib.suppress(PetroVerseError, OSError):  # health tells; the next look tries again
                    await asyncio.to_thread(server.revive)
                await asyncio.sleep(_AGAIN_S)
    finally:
        await link.close()


async def _carry(link: NatsBus) -> None:
    until = time.monotonic() + _ROOM_EVERY_S
    while time.monotonic() < until:
        await link.carry_devices(wait_s=_CARRY_S)


async def _groups(link: NatsBus) -> dict[str, Any]:
    try:
        found = (await link.waiting()).items()
        return {name: {**asdict(each), "moved_at": each.moved_at and each.moved_at.isoformat()} for name, each in found}
    finally:
        await link.close()


def _shown(urls: str) -> str:
    return ", ".join(urlsplit(each.strip()).netloc.rpartition("@")[2] for each in urls.split(","))
