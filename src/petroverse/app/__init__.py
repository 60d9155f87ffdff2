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
    from petroverse.app.archive import BackupNotWhole, Manifest, check_archive
    from petroverse.app.backup import BackupMade, make_backup
    from petroverse.app.doctor import Diagnosis, Problem, examine
    from petroverse.app.joining import fresh_link
    from petroverse.app.restore import Restored, restore_backup
    from petroverse.app.roles import ROLES, run_role
    from petroverse.app.sample import load_sample
    from petroverse.app.wiring import Platform, open_platform
    from petroverse.app.work import job_kinds, run_now

__all__ = [
    "ROLES",
    "AddressNotSafe",
    "BackupMade",
    "BackupNotWhole",
    "Diagnosis",
    "Home",
    "HomeHeld",
    "HomeNotWritable",
    "Manifest",
    "Platform",
    "PortBusy",
    "Problem",
    "Restored",
    "RunningPlatform",
    "SettingRefused",
    "Settings",
    "UpNotice",
    "check_archive",
    "examine",
    "fresh_link",
    "job_kinds",
    "load_sample",
    "make_backup",
    "open_platform",
    "read_settings",
    "restore_backup",
    "run_now",
    "run_role",
    "run_up",
]


_PARTS: Final = {
    "archive": ("BackupNotWhole", "Manifest", "check_archive"),
    "backup": ("BackupMade", "make_backup"),
    "doctor": ("Diagnosis", "Problem", "examine"),
    "joining": ("fresh_link",),
    "restore": ("Restored", "restore_backup"),
    "roles": ("ROLES", "run_role"),
    "sample": ("load_sample",),
    "wiring": ("Platform", "open_platform"),
    "work": ("job_kinds", "run_now"),
}


__getattr__ = fetched_late(__name__, _PARTS)
