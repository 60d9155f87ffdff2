"""Parcels: messages of readings that one source tells of one site together, in one envelope.

The stream syncs the disk for each message before it acknowledges it. A gateway that was cut off for weeks hands over
hundreds of messages at once; packed, they cost one sync. What is in a parcel are whole messages, each with its own id,
and whoever takes one in acts on each as if it had come alone.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from petroverse.core.messages import LARGEST_MESSAGE, Message, MessageId, MessageNotValid, from_bytes, to_bytes
from petroverse.core.readings import READINGS

__all__ = ["PARCEL", "packed", "unpacked"]

PARCEL: Final = "readings/2"
"""The kind of a parcel: it travels as readings do, and keeps its place in their order."""

_ROOM: Final = LARGEST_MESSAGE - 2048
"""Bytes for what is in it; the rest is for the envelope."""


def packed(messages: Iterable[Message]) -> Iterator[Message]:
    """Messages of readings in order, those that follow one another of one source and site together; one alone stays.

    Raises:
        MessageNotValid: One is too large to travel.

    Example:
        >>> from datetime import UTC, datetime
        >>> at = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
        >>> body = {"place": "S7"}
        >>> told = [Message(MessageId(f"g7-{n}"), READINGS, at, at, "oda", "gauge-7", body) for n in range(3)]
        >>> [parcel] = packed(told)
        >>> (parcel.kind, unpacked(parcel) == tuple(told), list(packed(told[:1])) == told[:1])
        ('readings/2', True, True)
    """
    held: list[Message] = []
    size = 0
    for each in messages:
        own = len(to_bytes(each)) + 1
        if held and (_whence(each) != _whence(held[0]) or size + own > _ROOM):
            yield _one(held)
            held, size = [], 0
        held.append(each)
        size += own
    if held:
        yield _one(held)


def unpacked(message: Message) -> tuple[Message, ...]:
    """What is in a parcel; any other message as it is.

    Raises:
        MessageNotValid: It holds no list of messages, or one that is not of the parcel's own source and site.
    """
    if message.kind != PARCEL:
        return (message,)
    told = message.body.get("messages")
    if not (isinstance(told, list) and told):
        raise _refused("it holds no messages")
    found = tuple(from_bytes(json.dumps(each).encode()) for each in told)
    if any(each.kind != READINGS or _whence(each) != _whence(message) for each in found):
        raise _refused("it speaks for somebody else")
    return found


def _one(messages: Sequence[Message]) -> Message:
    if len(messages) == 1:
        return messages[0]
    name = hashlib.sha256("\n".join(each.id for each in messages).encode()).hexdigest()[:40]
    last = messages[-1]
    told = [json.loads(to_bytes(each)) for each in messages]
    body = {"place": last.body.get("place"), "messages": told}
    return Message(MessageId(name), PARCEL, last.at, last.known_at, last.organisation, last.source, body)


def _whence(message: Message) -> tuple[Any, ...]:
    return message.organisation, message.source, message.body.get("place")


def _refused(why: str) -> MessageNotValid:
    return MessageNotValid(f"this is no parcel: {why}", where="body", fix="let each source pack its own messages")
