"""The health of a platform's engines: what each is, whether it answers, and what to do where it does not."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final

from petroverse.app.disk import Disk, disk_of
from petroverse.core.errors import PetroVerseError, Unavailable
from petroverse.core.grants import LOCAL, PUBLIC
from petroverse.database import Engine
from petroverse.workflows import OWNER

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["Readiness", "health_of", "kept_alive"]

_EVERY_S: Final = 2.0
"""How often a platform looks whether its database still lives."""
_PATIENCE_S: Final = 5.0
_FRESH_S: Final = 1.0
"""A balancer asks often and strangers may: what was found this short a time ago is told again."""
_ANSWER_S: Final = 3.0
_STANDSTILL: Final = timedelta(minutes=1)
_LOOK_AGAIN_S: Final = 1.0
_REASONS: Final[Mapping[str, str]] = {
    "database": "it does not answer",
    "schema": "it is not this version's",
    "lake": "it cannot be read",
    "blobs": "they cannot be read",
    "bus": "it does not answer",
}


class Readiness:
    """Whether a platform can serve: engines answer, the schema is this version's, nobody told it to stop.

    What it says is for anybody: the state of each part and a reason, never an address, a name or a version.

    Args:
        platform: What is asked.
        is_draining: Whether it was told to stop.
        seconds: Gives a time that only grows, in seconds.
    """

    def __init__(
        self,
        platform: Platform,
        is_draining: Callable[[], bool],
        *,
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._is_draining = is_draining
        self._seconds = seconds
        self._asker = ThreadPoolExecutor(1, thread_name_prefix="readiness")
        self._lock = threading.Lock()
        self._asked: Future[dict[str, dict[str, str]]] | None = None
        self._asked_at = 0.0
        self._probes = _probes(platform)

    def __call__(self) -> tuple[bool, Mapping[str, Any]]:
        """Whether it is ready, and the ``status`` and ``reason`` of each part; never raises, and answers in seconds."""
        if self._is_draining():
            parts = {"platform": {"status": "draining", "reason": "it was told to stop"}}
        else:
            parts = self._recent()
        return all(each["status"] == "ok" for each in parts.values()), parts

    def _recent(self) -> dict[str, dict[str, str]]:
        with self._lock:
            is_old = self._seconds() - self._asked_at > _FRESH_S
            if self._asked is None or (self._asked.done() and is_old):
                self._asked, self._asked_at = self._asker.submit(self._ask), self._seconds()
            asked = self._asked
        try:
            return asked.result(_ANSWER_S)
        except TimeoutError:
            return {"platform": {"status": "unhealthy", "reason": "its engines do not answer in time"}}

    def _ask(self) -> dict[str, dict[str, str]]:
        return {name: _told(_fault_in(probe), _REASONS[name]) for name, probe in self._probes.items()}


def health_of(platform: Platform) -> Mapping[str, Mapping[str, Any]]:
    """The state of each engine and of the disk: ``ok`` or ``unhealthy``, what is wrong, what to do, what it is."""
    stores, engine = platform.stores, platform.engine
    about: dict[str, dict[str, Any]] = {
        "database": {"engine": "PostgreSQL", "version": engine.version, "provider": engine.provider},
        "lake": {
            "engine": "Delta Lake on DuckDB",
            "version": metadata.version("duckdb"),
            "queue_length": stores.lake.queue_length,
        },
        "blobs": {"engine": "bucket" if platform.settings.blobs_url.startswith("s3://") else "folder"},
    }
    probes = _probes(platform)
    told = {name: {**_state(_fault_in(probes[name])), **each} for name, each in about.items()}
    if platform.bus.is_started:
        told["bus"] = dict(platform.bus.state())
        told["watch"] = _watch_state(lambda: platform.bus.state().get("groups", {}), stores.clock.now)
    return {**told, "disk": _disk_state(disk_of(platform.settings.home))}


@contextlib.contextmanager
def kept_alive(engine: Engine) -> Iterator[None]:
    """Starts an embedded database again, while the block runs, whenever it died under its users."""
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.wait(_EVERY_S):
            with contextlib.suppress(PetroVerseError, OSError):  # health tells; the next look tries again
                engine.revive()

    watcher = threading.Thread(target=watch, name="keep-alive", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_over.set()
        watcher.join(_PATIENCE_S)


def _is_current(platform: Platform) -> None:
    if not platform.is_current():
        raise Unavailable("schema steps are missing", fix="run `petroverse upgrade`")


def _ask_database(platform: Platform) -> None:
    with platform.stores.database.reading(LOCAL, OWNER, timeout_s=10) as uow:
        uow.rows("select 1")


def _probes(platform: Platform) -> Mapping[str, Callable[[], object]]:
    """What is asked of each part; it raises where the part does not answer."""
    stores, bus = platform.stores, platform.bus
    moving = {"bus": bus.check} if bus.is_started else {}
    return {
        "database": lambda: _ask_database(platform),
        "schema": lambda: _is_current(platform),
        "lake": lambda: stores.lake.files("volume", PUBLIC),
        "blobs": lambda: next(iter(stores.blobs.keys()), None),
        **moving,
    }


def _fault_in(probe: Callable[[], object]) -> PetroVerseError | None:
    try:
        probe()
    except PetroVerseError as fault:
        return fault
    return None


def _told(fault: PetroVerseError | None, reason: str) -> dict[str, str]:
    """For anybody."""
    return {"status": "unhealthy", "reason": reason} if fault else {"status": "ok", "reason": ""}


def _watch_state(groups: Callable[[], Mapping[str, Any]], now: Callable[[], datetime]) -> dict[str, Any]:
    """Whether what sites say is taken; a message that came this moment is no standstill, so it is looked at twice."""
    if (waits := _standing_still(groups(), now())) > 0:
        time.sleep(_LOOK_AGAIN_S)
        waits = _standing_still(groups(), now())
    what = f"{waits} messages of sites wait, and none was taken for a minute"
    fault = Unavailable(what, fix="see its log; `petroverse run watch` watches beside it") if waits else None
    return {**_state(fault), "engine": "watching of sites", "queue_length": waits}


def _standing_still(groups: Mapping[str, Any], now: datetime) -> int:
    """How many messages wait for a watch that takes none."""
    watch = groups.get("watch")
    if watch is None:
        return 0
    moved_at = watch["moved_at"] and datetime.fromisoformat(watch["moved_at"])
    is_moving = bool(moved_at) and now - moved_at < _STANDSTILL
    return 0 if is_moving else int(watch["unseen"] + watch["unacknowledged"])


def _disk_state(disk: Disk) -> dict[str, Any]:
    fault = Unavailable(disk.what, fix=disk.fix) if disk.is_low else None
    return {**_state(fault), "engine": "disk", "free_bytes": disk.free_bytes, "total_bytes": disk.total_bytes}


def _state(fault: PetroVerseError | None) -> dict[str, str]:
    """For whoever is known."""
    if fault is None:
        return {"status": "ok", "detail": "", "fix": ""}
    return {"status": "unhealthy", "detail": fault.what, "fix": fault.fix or "see `petroverse doctor`"}
