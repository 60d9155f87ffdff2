"""What every process keeps up beside its own work: its database and its bus, which are started again when they die."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from petroverse.app.bus import kept_running
from petroverse.app.health import kept_alive

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["kept_up"]


@contextmanager
def kept_up(platform: Platform) -> Iterator[None]:
    """Keeps a platform's engines up while the block runs."""
    with kept_alive(platform.engine), kept_running(platform.bus):
        yield
