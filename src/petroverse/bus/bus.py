"""What a bus is: it stores messages before it says that it has them, and gives them to groups of consumers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Protocol

from petroverse.bus.faults import GroupRefused
from petroverse.bus.subjects import EVERYTHING
from petroverse.core.messages import Message

__all__ = ["DUPLICATES", "KEPT", "Bus", "Consumer", "Delivery", "Poison", "Waiting", "checked_group"]

DUPLICATES: Final = timedelta(minutes=2)
"""How long the bus itself knows a message's id; one that is sent again later than that is stored again."""

KEPT: Final = timedelta(days=30)
"""How long a message may be replayed, where its room is not needed before."""

_LONGEST_GROUP: Final = 32


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message in the hands of a consumer, who has to acknowledge it.

    Attributes:
        message: What was sent.
        number: Its place in the stream; later messages have greater ones, of which some may be missing.
        stored_at: When the bus took it; zoned, UTC.
        tries: How often it was handed to this group, this time included.
        receipt: What the consumer acknowledges it by.
    """

    message: Message
    number: int
    stored_at: datetime
    tries: int
    receipt: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Poison:
    """Bytes that came and are no message, or one that speaks for somebody else; kept for a person to look at.

    Attributes:
        number: Its place in the stream.
        subject: What it came under.
        printed: The bytes; of more than a message may have, as many as one may.
        reason: What is wrong with them.
        stored_at: When the bus took them; zoned, UTC.
    """

    number: int
    subject: str
    printed: bytes
    reason: str
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """How far a group is behind.

    Attributes:
        unseen: Messages that it was never handed.
        unacknowledged: Messages that it was handed and has not acknowledged.
        moved_at: When it acknowledged something last, zoned; None where it never did, or that is not known.
    """

    unseen: int
    unacknowledged: int
    moved_at: datetime | None = field(default=None, compare=False)


class Consumer(Protocol):
    """One member of a group: what one member takes the others do not get, unless it fails to acknowledge in time."""

    async def fetch(self, most: int = 100, *, wait_s: float = 1.0) -> tuple[Delivery, ...]:
        """The next messages, oldest first; those to be handed out again come as their time comes.

        Bytes that are no message are kept as poison and skipped, so the answer may be empty before its time.

        Args:
            most: How many at most, from 1.
            wait_s: How long to wait for the first where there is none, seconds; 0 does not wait.

        Raises:
            BusUnreachable: The server does not answer; the next call tries again.
        """
        ...

    async def acknowledge(self, *deliveries: Delivery) -> None:
        """Never hands these to the group again; call it after their effect is committed.

        Raises:
            BusUnreachable: They may come again.
        """
        ...

    async def give_back(self, *deliveries: Delivery, delay_s: float = 0.0) -> None:
        """Has these handed out again, to any member, after a delay.

        Raises:
            BusUnreachable: They come again when their deadline has passed.
        """
        ...

    async def hold(self, *deliveries: Delivery) -> None:
        """Starts the deadline of these anew: somebody is still working on them.

        Raises:
            BusUnreachable: They may come again.
        """
        ...

    async def close(self) -> None:
        """Leaves; the group goes on where it is."""
        ...


class Bus(Protocol):
    """Messages in motion. Every stream of it is *promised*: what ``publish`` returned from survives a power loss.

    Order is kept for each subject as it was published; a message that is handed out again comes after later ones.
    """

    async def publish(self, *messages: Message) -> None:
        """Stores messages and returns when each is on the disk; an id that came within ``DUPLICATES`` is stored once.

        Raises:
            MessageNotValid: One of them is too large, or is not JSON; nothing was sent.
            SubjectRefused: One has a kind that cannot travel; nothing was sent.
            BusFull, BusUnreachable: Some may be stored and some not: send all of them again, with their ids.
        """
        ...

    async def consumer(
        self, group: str, wanted: str = EVERYTHING, *, since: datetime | None = None, deadline_s: float = 30.0
    ) -> Consumer:
        """Joins a group, which is made by its first member and stays for ever.

        Args:
            group: Its name: 1 to 32 small letters, digits and hyphens.
            wanted: What it hears; see ``subjects``. It holds for the whole group from now on.
            since: For a new group, from when on; None from the oldest that is kept.
            deadline_s: How long a member may take to acknowledge; then the message is handed out again.

        Raises:
            GroupRefused: The name cannot be a group's.
            BusUnreachable: The server does not answer.
        """
        ...

    def replay(self, wanted: str = EVERYTHING, *, since: datetime) -> AsyncIterator[Message]:
        """What was stored from an instant on, in order, up to now; no group's progress changes. Poison is left out.

        Raises:
            BusUnreachable: The server does not answer.
        """
        ...

    async def waiting(self) -> Mapping[str, Waiting]:
        """How far each group is behind, by its name.

        Raises:
            BusUnreachable: The server does not answer.
        """
        ...

    async def poison(self) -> tuple[Poison, ...]:
        """What consumers came upon that is no message, oldest first; it is kept as long as messages are.

        Raises:
            BusUnreachable: The server does not answer.
        """
        ...

    async def make_room(self) -> None:
        """Where more than half of the room is used, forgets the oldest that every group has acknowledged.

        Raises:
            BusUnreachable: The server does not answer.
        """
        ...

    async def close(self) -> None:
        """Lets the connection go."""
        ...


def checked_group(name: str) -> str:
    """The name of a group, if it can be one.

    Raises:
        GroupRefused: See the fault.
    """
    is_plain = name.isascii() and name.replace("-", "").isalnum() and name == name.lower()
    if not (is_plain and len(name) <= _LONGEST_GROUP):
        raise GroupRefused(f"{name[:40]!r} is no name of a group", where="group", fix="write it as watch-2")
    return name
