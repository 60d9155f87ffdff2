"""The application: settings, the home, the supervisor of ``up``, and the only place that builds things.

What needs the engines is imported when it is called, so that settings can be read at once.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from petroverse.app.home import Home, HomeHeld, HomeNotWritable, RunningPlatform
from petroverse.app.settings import SettingRefused, Settings, read_settings
from petroverse.app.supervisor import AddressNotSafe, PortBusy, UpNotice, run_up

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = [
    "AddressNotSafe",
    "Home",
    "HomeHeld",
    "HomeNotWritable",
    "PortBusy",
    "RunningPlatform",
    "SettingRefused",
    "Settings",
    "UpNotice",
    "open_platform",
    "read_settings",
    "run_up",
]


def open_platform(settings: Settings, *, is_repaired: bool = False) -> AbstractContextManager[Platform]:
    """Opens the platform of a home for as long as a block runs; see ``petroverse.app.wiring``."""
    from petroverse.app.wiring import open_platform as opened

    return opened(settings, is_repaired=is_repaired)
