"""A place in one of the server's consumers: it is pulled from, so that nobody has more in hand than was asked for."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Iterable
from typing import Final

from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js import api
from nats.js.errors import APIError, NotFoundError

from petroverse.bus.nats_link import Link, Links, named_faults

__all__ = ["Member", "Pulling"]

_PATIENCE_S: Final = 5.0
_END: Final = frozenset({"404", "408", "409"})
"""Nothing there; nothing came in time; the group has as much in hand as it may."""


class Pulling:
    """Asks one of the server's consumers for messages, over one link.

    Args:
        link: The link; when it is lost, so is this.
        asks: The subject to ask on.
    """

    def __init__(self, link: Link, asks: str) -> None:
        self.link = link
        self._asks = asks
        self._inbox = link.client.new_inbox()
        self._heard: asyncio.Queue[Msg] = asyncio.Queue()
        self._turns = itertools.count()

    @classmethod
    async def begun(cls, link: Link, stream: str, consumer: str) -> Pulling:
        """Begins to listen."""
        pulling = cls(link, f"$JS.API.CONSUMER.MSG.NEXT.{stream}.{consumer}")
        pulling._listening = await link.client.subscribe(f"{pulling._inbox}.*", cb=pulling._heard.put)
        return pulling

    _listening: Subscription

    async def pull(self, most: int, *, wait_s: float = 0.0) -> list[Msg]:
        """What is there now, at most so many; where nothing is, waits so long and gives the first that comes."""
        got = await self._asked({"no_wait": True}, most, _PATIENCE_S)
        if not got and wait_s > 0:
            got = await self._asked({"expires": int(wait_s * 1e9)}, 1, wait_s + _PATIENCE_S)
        return got

    async def end(self) -> None:
        """Hears no more."""
        if self.link.is_alive:
            async with named_faults():
                await self._listening.unsubscribe()

    async def _asked(self, request: dict[str, object], most: int, patience_s: float) -> list[Msg]:
        reply = f"{self._inbox}.{next(self._turns)}"
        await self.link.client.publish(self._asks, json.dumps({"batch": most, **request}).encode(), reply)
        return await self.link.until(self._answered(reply, most), patience_s)

    async def _answered(self, reply: str, most: int) -> list[Msg]:
        """Takes what comes, also what was asked for earlier, until the server says that it is all."""
        got: list[Msg] = []
        while len(got) < most:
            each = await self._heard.get()
            status = (each.headers or {}).get("Status") if not each.data else None
            if status is None:
                got.append(each)
            elif status not in _END:
                raise APIError(code=int(status), description=f"it answers {status}")
            elif each.subject == reply:
                break
        return got


class Member:
    """One of those who share a durable consumer; it joins again by itself when the connection was lost.

    Args:
        links: The bus's connection.
        stream: The stream that is read.
        config: The consumer, as the server is to know it.
    """

    def __init__(self, links: Links, stream: str, config: api.ConsumerConfig) -> None:
        self._links = links
        self._stream = stream
        self._config = config
        self._pulling: Pulling | None = None

    async def join(self) -> Pulling:
        """Listens over a link that lives, and makes the consumer where it is missing or heard something else."""
        pulling = self._pulling
        if pulling is not None and pulling.link.is_alive:
            return pulling
        link = await self._links.current()
        async with named_faults():
            await self._ensure(link)
            self._pulling = await Pulling.begun(link, self._stream, self._config.name or "")
        return self._pulling

    async def pull(self, most: int, wait_s: float) -> tuple[Link, list[Msg]]:
        """What comes, and the link over which it came."""
        pulling = await self.join()
        try:
            async with named_faults():
                return pulling.link, await pulling.pull(most, wait_s=wait_s)
        except Exception:
            self._pulling = None  # the consumer may be gone with its server's store: the next call joins again
            raise

    async def answer(self, receipts: Iterable[str], word: bytes) -> None:
        """Says one word about each of some messages, and returns when the server has heard it."""
        link = await self._links.current()
        async with named_faults():
            for each in receipts:
                await link.client.publish(each, word)
            await link.until(link.client.flush(), _PATIENCE_S)

    async def close(self) -> None:
        """Hears no more."""
        pulling, self._pulling = self._pulling, None
        if pulling:
            await pulling.end()

    async def _ensure(self, link: Link) -> None:
        wanted = {"filter_subject": self._config.filter_subject, "ack_wait": self._config.ack_wait}
        try:
            known = (await link.streams.consumer_info(self._stream, self._config.name or "")).config
        except NotFoundError:
            await link.streams.add_consumer(self._stream, self._config)
            return
        if (known.filter_subject, known.ack_wait) != tuple(wanted.values()):
            await link.streams.add_consumer(self._stream, known.evolve(**wanted))
