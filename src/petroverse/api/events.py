"""Server-sent events: what changes, as it changes, for whoever keeps listening.

An open stream waits on an event of the loop alone: it holds no thread and no database connection. One thread listens
for all of them while anybody does. Nothing but names is queued: a stream that falls behind reads what is so by then.
The first change is told at once; those that follow closely are told together.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.encoders import jsonable_encoder
from fastapi.responses import StreamingResponse

from petroverse.api.callers import Caller
from petroverse.api.service import Service
from petroverse.core.errors import PetroVerseError, Unavailable
from petroverse.workflows import (
    Event,
    EventsSeen,
    Reader,
    Stores,
    Word,
    events_since,
    first_place,
    record_listener,
    site_organisation,
    tanks_changed,
)

__all__ = ["event_routes"]

_TYPE: Final = "text/event-stream"
_LIFE_S: Final = 600.0
"""A stream ends after so long and is taken up again."""
_BEAT_S: Final = 15.0
_SLOW_S: Final = 15.0
"""Everybody looks this often, heard or not: word of a change may be lost on its way through a proxy of the database."""
_TICK_S: Final = 0.5
_GATHERED_S: Final = 0.1
"""Changes come in bunches: a stream tells of them this often at most, but of the first of a bunch at once."""
_GLANCE_S: Final = 0.01
"""While readings are gathered, what was done is looked for this often, such as an alarm: it does not wait for them."""
_EACH_S: Final = 0.005
"""Where many listen, each gathers for longer, so that telling them never takes more than a part of the machine."""
_EXAMPLE: Final = (
    'event: facts\ndata: {"dataset": "volume", "organisation": "public", "version": 41}\n\n'
    'event: import\nid: local:3 public:18\ndata: {"organisation": "public", "number": 18, "files": []}\n\n'
    'event: readings\ndata: {"organisation": "local", "now": "2024-03-01T06:30:04Z", "tanks": []}\n\n'
)
_TOLD: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "`facts`: a dataset has this version now (told of each at the beginning). `import`, "
        "`import_withdrawn`, `alias_accepted`, `alias_withdrawn`, `sample_loaded`: what was done. `alarms`: what "
        "happened to alarms. `readings`: how tanks stand that changed, as `/api/tanks/latest` tells it; "
        "ask that anew when the stream opens. `job`: how far work is (it takes the right to operate). A line that "
        "begins with a colon says that the stream lives. Keep the last `id`, also the opening's, and send it as "
        "`Last-Event-ID`: nothing is missed. `facts` are told again on each connection; `ORGANISATION:0` replays all; "
        "a number ahead of the platform's means now.",
        "content": {_TYPE: {"schema": {"type": "string"}, "example": _EXAMPLE}},
    }
}


def event_routes(service: Service) -> APIRouter:
    """The route of events."""
    routes = APIRouter(prefix="/api", tags=["events"])
    bell = _Bell(service.stores)

    @routes.get("/events", operation_id="events", responses=_TOLD, response_class=StreamingResponse)
    def events(
        request: Request,
        reader: Caller,
        last_event_id: Annotated[
            str, Header(alias="Last-Event-ID", max_length=2000, description="The last `id` heard, to go on from there.")
        ] = "",
    ) -> StreamingResponse:
        """What changes in the facts that you may read, as server-sent events; browsers have `EventSource` for it."""
        seen = first_place(service.stores, reader, last_event_id)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            _stream(service, bell, reader, seen, still=request.state.still), media_type=_TYPE, headers=headers
        )

    return routes


@dataclass(slots=True)
class _Ear:
    """What one open stream has not told yet.

    Attributes:
        organisation: Whose tanks it hears of.
        loop: Where it waits.
        rung: Set when there is something.
        has_grown: Whether records grew, or a job waits.
        named: Tanks and sites that stand otherwise.
        is_blind: Whether word may have been lost: it looks at everything.
    """

    organisation: str
    loop: asyncio.AbstractEventLoop
    rung: asyncio.Event = field(default_factory=asyncio.Event)
    has_grown: bool = True
    named: set[str] = field(default_factory=set)
    is_blind: bool = False

    def hears(self, word: Word) -> None:
        """Takes one word up."""
        if not word.is_of_readings:
            self.has_grown = True
        elif word.organisation == self.organisation:
            self.named.update(word.named)

    @property
    def has_news(self) -> bool:
        """Whether there is anything to tell."""
        return self.has_grown or bool(self.named) or self.is_blind


class _Bell:
    """Rings for every open stream that something concerns which was committed.

    Args:
        stores: Where.
    """

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._ears: list[_Ear] = []
        self._guard = threading.Lock()
        self._is_listening = False

    @contextmanager
    def ear(self, organisation: str) -> Iterator[_Ear]:
        """Gives what hears every word while the block runs."""
        mine = _Ear(organisation, asyncio.get_running_loop())
        with self._guard:
            self._ears.append(mine)
            if not self._is_listening:
                self._is_listening = True
                threading.Thread(target=self._listen, name="events", daemon=True).start()
        try:
            yield mine
        finally:
            with self._guard:
                self._ears.remove(mine)

    @property
    def gathers_s(self) -> float:
        """How long each stream gathers what follows closely, seconds."""
        return max(_GATHERED_S, _EACH_S * len(self._ears))

    def taken(self, ear: _Ear) -> _Ear:
        """What an ear has heard; it begins anew."""
        with self._guard:
            heard = _Ear(ear.organisation, ear.loop, ear.rung, ear.has_grown, ear.named, ear.is_blind)
            ear.has_grown, ear.named, ear.is_blind = False, set(), False
            ear.rung.clear()
            return heard

    def _listen(self) -> None:
        while self._is_wanted():
            try:
                with record_listener(self._stores) as listener:
                    self._ring(())
                    self._hear(listener.heard)
            except Unavailable:
                time.sleep(_TICK_S)

    def _hear(self, heard: Callable[[float], tuple[Word, ...]]) -> None:
        since = time.monotonic()
        while self._is_wanted():
            if (words := heard(_TICK_S)) or time.monotonic() - since > _SLOW_S:
                self._ring(words)
                since = time.monotonic()

    def _is_wanted(self) -> bool:
        with self._guard:
            self._is_listening = bool(self._ears)
            return self._is_listening

    def _ring(self, words: tuple[Word, ...]) -> None:
        """Rings for what was heard; where nothing was for long, everybody looks."""
        with self._guard:
            for ear in self._ears:
                for word in words:
                    ear.hears(word)
                if not words:
                    ear.has_grown = ear.is_blind = True
                if ear.has_news and not ear.loop.is_closed():
                    ear.loop.call_soon_threadsafe(ear.rung.set)


async def _stream(
    service: Service, bell: _Bell, reader: Reader, seen: EventsSeen, *, still: Callable[[], Reader | None]
) -> AsyncIterator[bytes]:
    """Events until ``still`` says that it is another who listens: nobody, or the same person with other rights."""
    ends = time.monotonic() + _LIFE_S
    organisation = await run_in_threadpool(site_organisation, service.stores, reader)
    with bell.ear(organisation) as ear:
        looked_at = service.stores.clock.now()
        yield f"retry: 2000\nid: {seen.place}\n: you are heard\n\n".encode()
        while time.monotonic() < ends and not service.is_draining():
            began, heard = time.monotonic(), bell.taken(ear)
            try:
                if await run_in_threadpool(still) != reader:
                    return
                now = service.stores.clock.now()
                found, seen = await run_in_threadpool(_found, service.stores, reader, heard, seen, looked_at)
                looked_at = now
            except PetroVerseError as fault:
                yield _written(Event("problem", {"what": fault.what, "fix": fault.fix}))
                return
            for each in found:
                yield _written(each)
            async for beat in _waiting(service, ear.rung):
                yield beat
            while time.monotonic() < began + bell.gathers_s and (heard.has_grown or not ear.has_grown):
                await asyncio.sleep(_GLANCE_S)


def _found(
    stores: Stores, reader: Reader, heard: _Ear, seen: EventsSeen, looked_at: datetime
) -> tuple[list[Event], EventsSeen]:
    """What there is to tell of what was heard; readings first, for they come most often and wait least."""
    found: list[Event] = []
    since = looked_at if heard.is_blind else None
    if heard.named or heard.is_blind:
        changed = tanks_changed(stores, reader, None if heard.is_blind else sorted(heard.named), since)
        found += [Event("readings", jsonable_encoder(changed))] if changed else []
    if heard.has_grown:
        grown, seen = events_since(stores, reader, seen)
        found += grown
    return found, seen


async def _waiting(service: Service, rung: asyncio.Event) -> AsyncIterator[bytes]:
    """Waits for the bell; a sign of life now and then; no longer than the platform goes on."""
    beat = time.monotonic() + _BEAT_S
    while not rung.is_set() and not service.is_draining():
        try:
            await asyncio.wait_for(rung.wait(), _TICK_S)
        except TimeoutError:
            if time.monotonic() > beat:
                yield b": still here\n\n"
                return


def _written(event: Event) -> bytes:
    place = f"id: {event.place}\n" if event.place else ""
    return f"event: {event.kind}\n{place}data: {json.dumps(event.told, ensure_ascii=False)}\n\n".encode(
        "utf-8", "replace"
    )
