"""Server-sent events: what changes, as it changes, for whoever keeps listening.

An open stream waits on an event of the loop alone: it holds no thread and no database connection. One thread listens
for all of them while anybody does. Nothing is queued: a stream that falls behind reads from where it is.
"""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from petroverse.api.callers import Caller
from petroverse.api.service import Service
from petroverse.core.errors import PetroVerseError, Unavailable
from petroverse.workflows import Event, EventsSeen, Reader, Stores, events_since, first_place, record_listener

__all__ = ["event_routes"]

_TYPE: Final = "text/event-stream"
_LIFE_S: Final = 600.0
"""A stream ends after so long and is taken up again."""
_BEAT_S: Final = 15.0
_SLOW_S: Final = 15.0
"""Everybody looks this often, heard or not: word of a change may be lost on its way through a proxy of the database."""
_TICK_S: Final = 0.5
_GATHERED_S: Final = 0.2
"""Changes come in bunches: they are read together."""
_EXAMPLE: Final = (
    'event: facts\ndata: {"dataset": "volume", "organisation": "public", "version": 41}\n\n'
    'event: import\nid: local:3 public:18\ndata: {"organisation": "public", "number": 18, "files": []}\n\n'
)
_TOLD: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "`facts`: a dataset has this version now (told of each at the beginning). `import`, "
        "`import_withdrawn`, `alias_accepted`, `alias_withdrawn`, `sample_loaded`: what was done. `alarms`: what "
        "happened to alarms. `job`: how far work is (it takes the right to operate). A line that begins with a colon "
        "says that the stream lives. Keep the last `id`, also the opening's, and send it as `Last-Event-ID`: nothing "
        "is missed. `facts` are told again on each connection; `ORGANISATION:0` replays all; a number ahead of the "
        "platform's means now.",
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


class _Bell:
    """Rings for every open stream when something was committed.

    Args:
        stores: Where.
    """

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._ears: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self._guard = threading.Lock()
        self._is_listening = False

    @contextmanager
    def ear(self) -> Iterator[asyncio.Event]:
        """Gives an event that is set at every ring while the block runs."""
        mine = asyncio.Event()
        with self._guard:
            self._ears[mine] = asyncio.get_running_loop()
            if not self._is_listening:
                self._is_listening = True
                threading.Thread(target=self._listen, name="events", daemon=True).start()
        try:
            yield mine
        finally:
            with self._guard:
                del self._ears[mine]

    def _listen(self) -> None:
        while self._is_wanted():
            try:
                with record_listener(self._stores) as listener:
                    self._ring()
                    self._hear(listener.heard)
            except Unavailable:
                time.sleep(_TICK_S)

    def _hear(self, heard: Any) -> None:  # noqa: ANN401 - a bound method
        since = time.monotonic()
        while self._is_wanted():
            if heard(_TICK_S) or time.monotonic() - since > _SLOW_S:
                self._ring()
                since = time.monotonic()

    def _is_wanted(self) -> bool:
        with self._guard:
            self._is_listening = bool(self._ears)
            return self._is_listening

    def _ring(self) -> None:
        with self._guard:
            for ear, loop in self._ears.items():
                if not loop.is_closed():
                    loop.call_soon_threadsafe(ear.set)


async def _stream(
    service: Service, bell: _Bell, reader: Reader, seen: EventsSeen, *, still: Callable[[], Reader | None]
) -> AsyncIterator[bytes]:
    """Events until ``still`` says that it is another who listens: nobody, or the same person with other rights."""
    ends = time.monotonic() + _LIFE_S
    yield f"retry: 2000\nid: {seen.place}\n: you are heard\n\n".encode()
    with bell.ear() as rung:
        while time.monotonic() < ends and not service.is_draining():
            rung.clear()
            try:
                if await run_in_threadpool(still) != reader:
                    return
                found, seen = await run_in_threadpool(events_since, service.stores, reader, seen)
            except PetroVerseError as fault:
                yield _written(Event("problem", {"what": fault.what, "fix": fault.fix}))
                return
            for each in found:
                yield _written(each)
            async for beat in _waiting(service, rung):
                yield beat


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
    await asyncio.sleep(_GATHERED_S)


def _written(event: Event) -> bytes:
    place = f"id: {event.place}\n" if event.place else ""
    return f"event: {event.kind}\n{place}data: {json.dumps(event.told, ensure_ascii=False)}\n\n".encode(
        "utf-8", "replace"
    )
