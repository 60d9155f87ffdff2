"""The application: settings, the home, the supervisor of ``up``, and the only place that builds things.

What needs the engines is imported when it is called, so that settings can be read at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from petroverse.app.home import Home, HomeHeld, HomeNotWritable, RunningPlatform
from petroverse.app.serving import AddressNotSafe, PortBusy
from petroverse.app.settings import SettingRefused, Settings, read_settings
from petroverse.app.supervisor import UpNotice, run_up
from petroverse.core.doors import fetched_late

if TYPE_CHECKING:
    from petroverse.app.doctor import Diagnosis, Problem, examine
    from petroverse.app.joining import fresh_link
    from petroverse.app.roles import ROLES, run_role
    from petroverse.app.sample import load_sample
    from petroverse.app.wiring import Platform, open_platform

__all__ = [
    "ROLES",
    "AddressNotSafe",
    "Diagnosis",
    "Home",
    "HomeHeld",
    "HomeNotWritable",
    "Platform",
    "PortBusy",
    "Problem",
    "RunningPlatform",
    "SettingRefused",
    "Settings",
    "UpNotice",
    "examine",
    "fresh_link",
    "load_sample",
    "open_platform",
    "read_settings",
    "run_role",
    "run_up",
]


_PARTS: Final = {
    "doctor": ("Diagnosis", "Problem", "examine"),
    "joining": ("fresh_link",),
    "roles": ("ROLES", "run_role"),
    "sample": ("load_sample",),
    "wiring": ("Platform", "open_platform"),
}


__getattr__ = fetched_late(__name__, _PARTS)
