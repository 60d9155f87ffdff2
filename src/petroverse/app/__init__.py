"""The application: settings, the home, the supervisor of ``up``, and the only place that builds things.

What needs the engines is imported when it is called, so that settings can be read at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from petroverse.app.home import Home, HomeHeld, HomeNotWritable, RunningPlatform
from petroverse.app.settings import SettingRefused, Settings, read_settings
from petroverse.app.supervisor import AddressNotSafe, PortBusy, UpNotice, run_up

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform, open_platform

__all__ = [
    "AddressNotSafe",
    "Home",
    "HomeHeld",
    "HomeNotWritable",
    "Platform",
    "PortBusy",
    "RunningPlatform",
    "SettingRefused",
    "Settings",
    "UpNotice",
    "open_platform",
    "read_settings",
    "run_up",
]


def __getattr__(name: str) -> object:
    if name in {"Platform", "open_platform"}:
        return getattr(import_module(f"{__name__}.wiring"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
