"""A member of a group on NATS JetStream: it pulls, so that it has no more in hand than it asked for."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Final
from urllib.parse import quote

from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.js import api
from nats.js.errors import APIError, NotFoundError

from petroverse.bus.bus import Delivery
from petroverse.bus.nats_link import POISON_SUBJECT, STREAM, Link, Links, named_faults
from petroverse.bus.subjects import admitted
from petroverse.core.errors import InputRefused
from petroverse.core.messages import LARGEST_MESSAGE, Message

__all__ = ["OURS", "NatsConsumer", "Pulling", "read"]

OURS: Final = "Nats-Msg-Id"
"""The header by which the server knows a message again; a device on MQTT cannot give one."""

_PATIENCE_S: Final = 5.0
_END: Final = frozenset({"404", "408", "409"})
"""Nothing there; nothing came in time; the group has as much in hand as it may."""


def read(stored: Msg) -> Message | InputRefused:
    """The message in the stream's bytes, or what is wrong with them."""
    try:
        return admitted(stored.subject, stored.data, is_ours=OURS in (stored.headers or {}))
    except InputRefused as fault:
        return fault


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


class NatsConsumer:
    """See ``Consumer``.

    Args:
        links: The bus's connection.
        config: The group, as the server is to know it.
    """

    def __init__(self, links: Links, config: api.ConsumerConfig) -> None:
        self._links = links
        self._config = config
        self._pulling: Pulling | None = None

    async def join(self) -> Pulling:
        """Listens over a link that lives, and makes the group where it is missing or heard something else."""
        pulling = self._pulling
        if pulling is not None and pulling.link.is_alive:
            return pulling
        link = await self._links.current()
        group = self._config.name or ""
        async with named_faults():
            try:
                known = (await link.streams.consumer_info(STREAM, group)).config
                if (known.filter_subject, known.ack_wait) != (self._config.filter_subject, self._config.ack_wait):
                    wanted = {"filter_subject": self._config.filter_subject, "ack_wait": self._config.ack_wait}
                    await link.streams.add_consumer(STREAM, known.evolve(**wanted))
            except NotFoundError:
                await link.streams.add_consumer(STREAM, self._config)
            self._pulling = await Pulling.begun(link, STREAM, group)
        return self._pulling

    async def fetch(self, most: int = 100, *, wait_s: float = 1.0) -> tuple[Delivery, ...]:
        """See ``Consumer``."""
        pulling = await self.join()
        try:
            async with named_faults():
                got = await pulling.pull(most, wait_s=wait_s)
        except Exception:
            self._pulling = None  # the group may be gone with its server's store: the next call joins again
            raise
        told = []
        for each in got:
            message = read(each)
            if isinstance(message, Message):
                of = each.metadata
                told.append(Delivery(message, of.sequence.stream, of.timestamp, of.num_delivered, each.reply))
            else:
                await self._keep_poison(pulling.link, each, message.what)
        return tuple(told)

    async def acknowledge(self, *deliveries: Delivery) -> None:
        """See ``Consumer``."""
        await self._answer(deliveries, b"+ACK")

    async def give_back(self, *deliveries: Delivery, delay_s: float = 0.0) -> None:
        """See ``Consumer``."""
        await self._answer(deliveries, b"-NAK " + json.dumps({"delay": int(delay_s * 1e9)}).encode())

    async def hold(self, *deliveries: Delivery) -> None:
        """See ``Consumer``."""
        await self._answer(deliveries, b"+WPI")

    async def close(self) -> None:
        """See ``Consumer``."""
        pulling, self._pulling = self._pulling, None
        if pulling:
            await pulling.end()

    async def _answer(self, deliveries: tuple[Delivery, ...], word: bytes) -> None:
        link = await self._links.current()
        async with named_faults():
            for each in deliveries:
                await link.client.publish(each.receipt, word)
            await link.until(link.client.flush(), _PATIENCE_S)

    async def _keep_poison(self, link: Link, bad: Msg, reason: str) -> None:
        """Keeps it apart first, then has the group forget it; cut short in between, it is kept in its place again."""
        of = bad.metadata
        told = {"subject": bad.subject, "reason": reason, "stored-at": of.timestamp.isoformat()}
        headers = {name: quote(value) for name, value in told.items()}
        async with named_faults():
            subject = f"{POISON_SUBJECT}.{of.sequence.stream}"
            await link.streams.publish(subject, bad.data[:LARGEST_MESSAGE], headers=headers)
            await link.client.publish(bad.reply, b"+TERM")
