"""A bus in the memory of one process: it keeps every promise but the disk's. For tests and for trying things out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from petroverse.bus.bus import DUPLICATES, Consumer, Delivery, Poison, Waiting, checked_group
from petroverse.bus.subjects import EVERYTHING, admitted, is_wanted, subject_of, subjects
from petroverse.core.errors import InputRefused
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, to_bytes

__all__ = ["MemoryBus"]


@dataclass(frozen=True, slots=True)
class _Stored:
    number: int
    subject: str
    printed: bytes
    at: datetime
    is_ours: bool


@dataclass(slots=True)
class _Group:
    wanted: str
    deadline: timedelta
    next: int
    due: dict[int, datetime] = field(default_factory=dict)
    """When each message that is not acknowledged is handed out again, by its number."""
    tries: dict[int, int] = field(default_factory=dict)


class MemoryBus:
    """A bus of one event loop.

    Args:
        now: The clock; zoned.

    Example:
        >>> bus = MemoryBus()
    """

    def __init__(self, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._now = now
        self._stored: list[_Stored] = []
        self._known: dict[tuple[str, str], datetime] = {}
        self._groups: dict[str, _Group] = {}
        self._poison: dict[int, Poison] = {}
        self._news = asyncio.Event()

    async def publish(self, *messages: Message) -> None:
        """See ``Bus``."""
        for message, subject, printed in [(each, subject_of(each), to_bytes(each)) for each in messages]:
            known_since = self._known.get((message.organisation, message.id))
            if known_since is None or self._now() - known_since > DUPLICATES:
                self._known[message.organisation, message.id] = self._now()
                self._keep(subject, printed, is_ours=True)

    async def arrive(self, organisation: OrganisationId, device: str, printed: bytes) -> None:
        """Takes what a device sent, whatever it is."""
        subject = subjects("readings", organisation, device)
        try:
            await self.publish(admitted(subject, printed, is_ours=False))
        except InputRefused:
            self._keep(subject, printed, is_ours=False)

    async def consumer(
        self, group: str, wanted: str = EVERYTHING, *, since: datetime | None = None, deadline_s: float = 30.0
    ) -> Consumer:
        """See ``Bus``."""
        deadline = timedelta(seconds=deadline_s)
        first = next((each.number for each in self._stored if since and each.at >= since), len(self._stored))
        state = self._groups.setdefault(checked_group(group), _Group(wanted, deadline, first if since else 0))
        state.wanted, state.deadline = wanted, deadline
        return _MemoryConsumer(self, state)

    async def replay(self, wanted: str = EVERYTHING, *, since: datetime) -> AsyncIterator[Message]:
        """See ``Bus``."""
        for each in tuple(self._stored):
            if each.at >= since and is_wanted(each.subject, wanted) and isinstance(message := _read(each), Message):
                yield message

    async def waiting(self) -> Mapping[str, Waiting]:
        """See ``Bus``."""
        return {name: Waiting(len(self._unseen(group)), len(group.due)) for name, group in self._groups.items()}

    async def poison(self) -> tuple[Poison, ...]:
        """See ``Bus``."""
        return tuple(self._poison[number] for number in sorted(self._poison))

    async def make_room(self) -> None:
        """See ``Bus``; here there is always room."""

    async def close(self) -> None:
        """See ``Bus``."""

    def taken(self, group: _Group, most: int) -> tuple[Delivery, ...]:
        """Hands out what is due again, then what is new."""
        now = self._now()
        again = [self._stored[number] for number, due in sorted(group.due.items()) if due <= now]
        chosen = [*again, *self._unseen(group)][:most]
        told = []
        for each in chosen:
            group.next = max(group.next, each.number + 1)
            message = _read(each)
            if isinstance(message, InputRefused):
                self._poison[each.number] = Poison(each.number, each.subject, each.printed, message.what, each.at)
                continue
            group.due[each.number] = now + group.deadline
            group.tries[each.number] = group.tries.get(each.number, 0) + 1
            told.append(Delivery(message, each.number, each.at, group.tries[each.number], str(each.number)))
        return tuple(told)

    async def wait_for_news(self, group: _Group, wait_s: float) -> None:
        """Returns when something came, or when something of the group is due again, or when it has waited enough."""
        soonest = min((due - self._now() for due in group.due.values()), default=timedelta(seconds=wait_s))
        self._news.clear()
        try:
            await asyncio.wait_for(self._news.wait(), max(min(soonest.total_seconds(), wait_s), 0))
        except TimeoutError:
            return

    def ring(self) -> None:
        """Wakes whoever waits for news."""
        self._news.set()

    def _keep(self, subject: str, printed: bytes, *, is_ours: bool) -> None:
        self._stored.append(_Stored(len(self._stored), subject, printed, self._now(), is_ours))
        self.ring()

    def _unseen(self, group: _Group) -> list[_Stored]:
        return [each for each in self._stored[group.next :] if is_wanted(each.subject, group.wanted)]


class _MemoryConsumer:
    def __init__(self, bus: MemoryBus, group: _Group) -> None:
        self._bus = bus
        self._group = group

    async def fetch(self, most: int = 100, *, wait_s: float = 1.0) -> tuple[Delivery, ...]:
        until = asyncio.get_running_loop().time() + wait_s
        while not (told := self._bus.taken(self._group, most)):
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                break
            await self._bus.wait_for_news(self._group, left)
        return told

    async def acknowledge(self, *deliveries: Delivery) -> None:
        for each in deliveries:
            self._group.due.pop(each.number, None)
            self._group.tries.pop(each.number, None)

    async def give_back(self, *deliveries: Delivery, delay_s: float = 0.0) -> None:
        self._due_in(deliveries, timedelta(seconds=delay_s))
        self._bus.ring()

    async def hold(self, *deliveries: Delivery) -> None:
        self._due_in(deliveries, self._group.deadline)

    async def close(self) -> None:
        pass

    def _due_in(self, deliveries: tuple[Delivery, ...], delay: timedelta) -> None:
        for each in deliveries:
            if each.number in self._group.due:
                self._group.due[each.number] = self._bus._now() + delay


def _read(stored: _Stored) -> Message | InputRefused:
    try:
        return admitted(stored.subject, stored.printed, is_ours=stored.is_ours)
    except InputRefused as fault:
        return fault
