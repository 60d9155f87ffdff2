"""Sending: what waits in the journal goes to the hub in order, and is forgotten when the hub's effect is committed.

A message waits, is *handed* to the hub, and is *kept* by it once its database has it; a gateway asks for that with its
next handover, and hands over again what is not kept in time. So a hub that loses its queue, or comes back from a
backup, is given what it lacks. While the hub is away one small handover asks every few seconds whether it is back.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeVar

from petroverse import __version__
from petroverse.core.errors import PetroVerseError
from petroverse.core.grants import OrganisationId
from petroverse.core.handovers import MOST_ASKED, MOST_MESSAGES, Handover
from petroverse.core.times import Clock
from petroverse.edge.hub import Hub, HubAway
from petroverse.edge.journal import Journal
from petroverse.edge.keeping import SiteKeeper
from petroverse.edge.settings import EdgeSettings

__all__ = ["HubSeen", "Sending"]

_MOST_BYTES: Final = 2 << 20
_FIRST_WAIT_S: Final = 0.5
_LONGEST_WAIT_S: Final = 4.0
_ASK_S: Final = 1.0
"""After this it is asked whether what was handed over is kept."""
_ASK_AGAIN_S: Final = 5.0
_LOST_S: Final = 120.0
"""What is not kept after this is handed over once more."""
_NEWS_S: Final = 15.0

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class HubSeen:
    """How the hub was seen last.

    Attributes:
        is_there: Whether it took the last handover.
        since: Since when that is so, UTC; None before the first try.
        fault: Why it did not; empty while it is there.
        fix: What a person can do about it.
        clock_off_s: By how much our clock is ahead of the hub's, seconds; None while it is not known.
    """

    is_there: bool = False
    since: datetime | None = None
    fault: str = ""
    fix: str = ""
    clock_off_s: float | None = None


class Sending:
    """Sends what a site takes to its hub.

    Args:
        settings: Who we are.
        keeper: What the hub says goes to it.
        journal: What waits.
        hub: Where it goes.
        clock: Tells since when the hub is away.
        hand: The one thread that uses journal and keeper.

    Attributes:
        seen: How the hub was seen last.
    """

    def __init__(
        self, settings: EdgeSettings, keeper: SiteKeeper, journal: Journal, hub: Hub, *, clock: Clock, hand: Executor
    ) -> None:
        self.seen = HubSeen()
        self._settings = settings
        self._keeper = keeper
        self._journal = journal
        self._hub = hub
        self._clock = clock
        self._hand = hand
        self._more = asyncio.Event()
        self._news_at = self._handed_at = float("-inf")
        self._faults = 0

    def wake(self) -> None:
        """Says that there is something to send."""
        self._more.set()

    async def run(self) -> None:
        """Sends until it is cancelled."""
        while True:
            self._more.clear()
            try:
                is_more = await self._once()
            except PetroVerseError as fault:
                await self._note(replace(self.seen, is_there=False, fault=fault.what, fix=fault.fix))
                self._faults += 1
                await asyncio.sleep(min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(self._faults - 1, 8)))
                continue
            self._faults = 0
            if not is_more:
                await self._pause()

    async def _once(self) -> bool:
        """One handover, where there is anything to say; gives whether there is more."""
        now_s = time.monotonic()
        wants_news = now_s - self._news_at >= _NEWS_S or not self.seen.is_there
        handover = await self._in_hand(lambda: self._next(wants_news=wants_news))
        if not (handover.messages or handover.asks or wants_news):
            return False
        answer = await asyncio.to_thread(self._hub.hand_over, handover)
        try:
            hub_at = datetime.fromisoformat(str(answer["now"]))
            await self._in_hand(lambda: self._settle(answer))
        except (KeyError, TypeError, ValueError) as fault:
            what = f"the hub's answer cannot be read: {fault!r}"
            raise HubAway(what, where="hub", fix="see that the address is the hub's, and the programs fit") from fault
        if wants_news:
            self._news_at = now_s
        if handover.messages:
            self._handed_at = time.monotonic()
        off_s = (self._clock.now() - hub_at).total_seconds()
        await self._note(HubSeen(is_there=True, since=self.seen.since, clock_off_s=round(off_s, 1)))
        return bool(handover.messages) or bool(answer["kept"])

    def _next(self, *, wants_news: bool) -> Handover:
        entries = self._journal.next_waiting(MOST_MESSAGES, _MOST_BYTES)
        waited_s = time.monotonic() - self._handed_at
        asks = self._journal.handed(MOST_ASKED) if entries or waited_s >= _ASK_S else ()
        if asks and not entries and waited_s >= _LOST_S:
            with self._journal.change():
                self._journal.hand_again()
            entries, asks = self._journal.next_waiting(MOST_MESSAGES, _MOST_BYTES), ()
        knows, tells = {}, {}
        if wants_news:
            knows = {
                "site": (self._journal.noted("site") or {}).get("mark", ""),
                "said": self._journal.noted("said") or "",
            }
            tells = _tells(self._journal)
        messages = tuple((each.id, each.printed.decode()) for each in entries)
        owner = OrganisationId(self._settings.organisation)
        return Handover(owner, self._settings.name, messages, asks, knows, tells)

    def _settle(self, answer: Mapping[str, Any]) -> None:
        refused = {each["id"]: each["what"] for each in answer["refused"]}
        if answer["kept"] or answer["handed"] or refused:
            with self._journal.change():
                self._journal.settle(handed=answer["handed"], kept=answer["kept"], refused=refused)
        if answer["site"]:
            self._keeper.use(answer["site"])
        if answer["said"]:
            self._keeper.hear(answer["said"]["alarms"], answer["said"]["mark"])

    async def _note(self, seen: HubSeen) -> None:
        has_turned = self.seen.since is None or seen.is_there != self.seen.is_there
        self.seen = replace(seen, since=self._clock.now()) if has_turned else seen
        if has_turned:
            plain = asdict(self.seen) | {"since": self._clock.now().isoformat()}
            await self._in_hand(lambda: self._write("hub", plain))

    def _write(self, name: str, value: object) -> None:
        with self._journal.change():
            self._journal.note(name, value)

    async def _pause(self) -> None:
        """Until there is something to send, or to ask."""
        waited_s = time.monotonic() - self._handed_at
        wait_s = _ASK_S if waited_s < _ASK_S else _ASK_AGAIN_S
        try:
            await asyncio.wait_for(self._more.wait(), wait_s)
        except TimeoutError:
            return

    async def _in_hand(self, work: Callable[[], Value]) -> Value:
        return await asyncio.get_running_loop().run_in_executor(self._hand, work)


def _tells(journal: Journal) -> dict[str, Any]:
    standing = journal.standing()
    first, last = standing.given_up_from, standing.given_up_to
    lost = {"count": standing.given_up, "from": first and first.isoformat(), "to": last and last.isoformat()}
    return {"waiting": standing.waiting, "given_up": lost if standing.given_up else None, "version": __version__}
