"""A member of a group on NATS JetStream."""

from __future__ import annotations

import json
from typing import Final
from urllib.parse import quote

from nats.aio.msg import Msg
from nats.js import api

from petroverse.bus.bus import Delivery
from petroverse.bus.nats_link import POISON_SUBJECT, STREAM, Link, Links, named_faults
from petroverse.bus.nats_member import Member
from petroverse.bus.nats_sending import ID
from petroverse.bus.subjects import admitted
from petroverse.core.errors import InputRefused
from petroverse.core.messages import LARGEST_MESSAGE, Message

__all__ = ["UNREAD", "NatsConsumer", "read"]

UNREAD: Final = "$mqtt/"
"""How the id of bytes begins that a device sent and that are no message of its own; no message has such an id."""


def read(stored: Msg) -> Message | InputRefused:
    """The message in the stream's bytes, or what is wrong with them."""
    id_ = (stored.headers or {}).get(ID, UNREAD)
    try:
        return admitted(stored.subject, stored.data, is_ours=not id_.startswith(UNREAD))
    except InputRefused as fault:
        return fault


class NatsConsumer:
    """See ``Consumer``.

    Args:
        links: The bus's connection.
        config: The group, as the server is to know it.
    """

    def __init__(self, links: Links, config: api.ConsumerConfig) -> None:
        self._member = Member(links, STREAM, config)

    async def join(self) -> None:
        """Makes the group where it is missing."""
        await self._member.join()

    async def fetch(self, most: int = 100, *, wait_s: float = 1.0) -> tuple[Delivery, ...]:
        """See ``Consumer``."""
        link, got = await self._member.pull(most, wait_s)
        told = []
        for each in got:
            message = read(each)
            if isinstance(message, Message):
                of = each.metadata
                told.append(Delivery(message, of.sequence.stream, of.timestamp, of.num_delivered, each.reply))
            else:
                await _keep_poison(link, each, message.what)
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
        await self._member.close()

    async def _answer(self, deliveries: tuple[Delivery, ...], word: bytes) -> None:
        if deliveries:
            await self._member.answer((each.receipt for each in deliveries), word)


async def _keep_poison(link: Link, bad: Msg, reason: str) -> None:
    """Keeps it apart first, then has the group forget it; cut short in between, it is kept in its place again."""
    of = bad.metadata
    told = {"subject": bad.subject, "reason": reason, "stored-at": of.timestamp.isoformat()}
    headers = {name: quote(value) for name, value in told.items()}
    async with named_faults():
        subject = f"{POISON_SUBJECT}.{of.sequence.stream}"
        await link.streams.publish(subject, bad.data[:LARGEST_MESSAGE], headers=headers)
        await link.client.publish(bad.reply, b"+TERM")
