"""One connection to a NATS server, whose loss fails whatever waits on it; the next use makes another.

The library's own reconnecting is off: it would send, after a reconnect, what was buffered behind messages that were
lost with the old connection, and so change the order of a subject.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Final, TypeVar

from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js import JetStreamContext, api
from nats.js.errors import APIError, NotFoundError

from petroverse.bus.bus import DUPLICATES, KEPT
from petroverse.bus.faults import BusFull, BusUnreachable
from petroverse.bus.nats_sending import Sending
from petroverse.bus.subjects import EVERYTHING

__all__ = ["POISON", "POISON_SUBJECT", "STREAM", "BusAddress", "Link", "Links", "named_faults"]

STREAM: Final = "PV"
POISON: Final = "PV-POISON"
POISON_SUBJECT: Final = "pv-poison"

_ROOM_BYTES: Final = 8 << 30
"""Of a stream that we make; a message of a station has 3 kB, so some millions of them."""
_POISON_BYTES: Final = 256 << 20
_CONNECT_S: Final = 2
_FULL: Final = frozenset({10047, 10077, 10023})
"""The server's codes for: no more storage, the stream's bytes are used up, no more resources."""

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class BusAddress:
    """Where a bus answers.

    Attributes:
        urls: Of its servers, such as ``nats://10.0.0.7:4222``, in the order in which they are tried.
        user: Whom to sign in as; empty where the URLs say it, or nobody asks.
        password: The password.
    """

    urls: tuple[str, ...] = field(repr=False)
    user: str = ""
    password: str = field(default="", repr=False)


class Link:
    """A connection that lives, or has ended for good.

    Attributes:
        client: The connection.
        streams: JetStream over it.
        sending: What is published over it.
    """

    def __init__(self) -> None:
        self.client = Client()
        self.streams: JetStreamContext = self.client.jetstream()
        self.sending = Sending(self.client)
        self._lost = asyncio.Event()

    @property
    def is_alive(self) -> bool:
        """Whether it may still be used."""
        return self.client.is_connected and not self._lost.is_set()

    async def open(self, url: str, address: BusAddress) -> None:
        """Connects, and makes the streams where they are missing."""
        named = {"user": address.user, "password": address.password} if address.user else {}
        connecting = self.client.connect(
            url, name="petroverse", allow_reconnect=False, max_reconnect_attempts=1, reconnect_time_wait=0,
            connect_timeout=_CONNECT_S, error_cb=_quiet, closed_cb=self._closed, ping_interval=20,
            **named,  # type: ignore[arg-type]  # the names are those above
        )  # fmt: skip
        await asyncio.wait_for(connecting, 2 * _CONNECT_S)
        await self.sending.listen()
        for config in (_promised(), _poisonous()):
            try:
                await self.streams.stream_info(config.name or "")
            except NotFoundError:
                await self.streams.add_stream(config)

    async def until(self, work: Awaitable[Answer], patience_s: float) -> Answer:
        """What the work gives, unless the connection is lost or the time is over before.

        Raises:
            BusUnreachable: See above.
        """
        task, lost = asyncio.ensure_future(work), asyncio.ensure_future(self._lost.wait())
        try:
            await asyncio.wait({task, lost}, timeout=patience_s, return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                return task.result()
            raise _unreachable("the connection was lost" if lost.done() else f"no answer within {patience_s:.0f} s")
        finally:
            task.cancel()
            lost.cancel()

    async def close(self) -> None:
        """Sends what is left and ends it."""
        with contextlib.suppress(NatsError, OSError, TimeoutError):
            await self.client.close()

    async def _closed(self) -> None:
        self._lost.set()


class Links:
    """The link in use, made when it is needed.

    Args:
        where: Asked before each connection, for an embedded server may have moved to another port.
    """

    def __init__(self, where: Callable[[], BusAddress]) -> None:
        self._where = where
        self._link: Link | None = None
        self._making = asyncio.Lock()

    async def current(self) -> Link:
        """A link that lives.

        Raises:
            BusUnreachable: No server takes us.
        """
        async with self._making:
            if self._link is None or not self._link.is_alive:
                self._link = await self._made()
            return self._link

    async def close(self) -> None:
        """Ends it."""
        link, self._link = self._link, None
        if link:
            await link.close()

    async def _made(self) -> Link:
        address = self._where()
        fault: BusUnreachable | None = None
        for url in address.urls:
            link = Link()
            try:
                async with named_faults():
                    await link.open(url, address)
            except BusUnreachable as one:
                await link.close()
                fault = one
            else:
                return link
        raise fault or _unreachable("no address is given")


@contextlib.asynccontextmanager
async def named_faults() -> AsyncIterator[None]:
    """Turns the library's faults into ours.

    Raises:
        BusFull, BusUnreachable: As the server says.
    """
    try:
        yield
    except APIError as fault:
        if fault.err_code in _FULL:
            fix = "let the group that lags catch up, or give the stream more room"
            raise BusFull(fault.description or "the bus is full", where="bus", fix=fix) from fault
        raise _unreachable(fault.description or f"it answers {fault.code}") from fault
    except (NatsError, OSError, TimeoutError) as fault:
        raise _unreachable(str(fault) or type(fault).__name__) from fault


def _promised() -> api.StreamConfig:
    return api.StreamConfig(
        name=STREAM,
        description="Every message of the platform",
        subjects=[EVERYTHING],
        storage=api.StorageType.FILE,
        max_age=KEPT.total_seconds(),
        max_bytes=_ROOM_BYTES,
        discard=api.DiscardPolicy.NEW,
        duplicate_window=DUPLICATES.total_seconds(),
    )


def _poisonous() -> api.StreamConfig:
    return api.StreamConfig(
        name=POISON,
        description="Bytes that came and are no message, once each, under their number in the other stream",
        subjects=[f"{POISON_SUBJECT}.*"],
        storage=api.StorageType.FILE,
        max_age=KEPT.total_seconds(),
        max_bytes=_POISON_BYTES,
        max_msgs_per_subject=1,
    )


def _unreachable(why: str) -> BusUnreachable:
    return BusUnreachable(f"the bus cannot be used: {why}", where="bus", fix="see `petroverse doctor`, then try again")


async def _quiet(_fault: Exception) -> None:
    """Whoever waits is told; the library would print it as well."""
