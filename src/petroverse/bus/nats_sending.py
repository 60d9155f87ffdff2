"""Sending many messages in order, and hearing of all of them that they are stored: one wait for a batch."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.js.errors import APIError

__all__ = ["ID", "Sending", "Sent"]

ID: Final = "Nats-Msg-Id"
"""The header by which the server knows a message again."""

Sent = tuple[str, bytes, str]
"""Subject, bytes and id of what is to be stored."""


@dataclass(slots=True)
class _Batch:
    left: int
    whole: asyncio.Future[None]
    fault: APIError | None = None


class Sending:
    """The sending side of one connection.

    Args:
        client: The connection.
    """

    def __init__(self, client: Client) -> None:
        self._client = client
        self._inbox = client.new_inbox()
        self._batches: dict[str, _Batch] = {}
        self._turns = itertools.count()

    async def listen(self) -> None:
        """Begins to hear what the server says of what it stored."""
        await self._client.subscribe(f"{self._inbox}.*", cb=self._heard)

    async def store(self, told: Sequence[Sent]) -> None:
        """Sends in order and returns when all are stored.

        Raises:
            APIError: The server refused one of them; the first that it did.
        """
        if not told:
            return
        reply = f"{self._inbox}.{next(self._turns)}"
        batch = self._batches[reply] = _Batch(len(told), asyncio.get_running_loop().create_future())
        try:
            for subject, printed, id_ in told:
                await self._client.publish(subject, printed, reply=reply, headers={ID: id_})
            await batch.whole
        finally:
            del self._batches[reply]
        if batch.fault:
            raise batch.fault

    async def _heard(self, answer: Msg) -> None:
        batch = self._batches.get(answer.subject)
        if batch is None:
            return
        batch.left -= 1
        batch.fault = batch.fault or _fault_in(answer)
        if batch.left == 0 and not batch.whole.done():
            batch.whole.set_result(None)


def _fault_in(answer: Msg) -> APIError | None:
    if not answer.data:
        return APIError(code=503, description="no stream takes it")
    told = json.loads(answer.data).get("error")
    return APIError(code=told["code"], err_code=told.get("err_code"), description=told["description"]) if told else None
