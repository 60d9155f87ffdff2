"""The health of a platform's engines: what each is, whether it answers, and what to do where it does not."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from petroverse.core.errors import PetroVerseError
from petroverse.core.grants import LOCAL, PUBLIC
from petroverse.database import Engine
from petroverse.workflows import OWNER

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["health_of", "kept_alive"]

_EVERY_S: Final = 2.0
"""How often a platform looks whether its database still lives."""
_PATIENCE_S: Final = 5.0


def health_of(platform: Platform) -> Mapping[str, Mapping[str, Any]]:
    """The state of each engine: ``status`` (``ok`` or ``unhealthy``), ``detail``, ``fix`` and what it is."""
    stores, engine = platform.stores, platform.engine
    about: dict[str, dict[str, Any]] = {
        "database": {"engine": "PostgreSQL", "version": engine.version, "provider": engine.provider},
        "lake": {"engine": "Delta Lake on DuckDB", "queue_length": stores.lake.queue_length},
        "blobs": {"engine": "bucket" if platform.settings.blobs_url.startswith("s3://") else "folder"},
    }
    probes: dict[str, Callable[[], object]] = {
        "database": lambda: _ask_database(platform),
        "lake": lambda: stores.lake.files("volume", PUBLIC),
        "blobs": lambda: next(iter(stores.blobs.keys()), None),
    }
    return {name: {**_state(probes[name]), **each} for name, each in about.items()}


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


def _ask_database(platform: Platform) -> None:
    with platform.stores.database.reading(LOCAL, OWNER, timeout_s=10) as uow:
        uow.rows("select 1")


def _state(probe: Callable[[], object]) -> dict[str, str]:
    try:
        probe()
    except PetroVerseError as fault:
        return {"status": "unhealthy", "detail": fault.what, "fix": fault.fix or "see `petroverse doctor`"}
    return {"status": "ok", "detail": "", "fix": ""}
