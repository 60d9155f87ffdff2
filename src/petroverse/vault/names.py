"""What a secret or a device key may be called, and the lock that keeps sealing and renewal apart."""

from __future__ import annotations

import re
from typing import Final

from petroverse.core.roles import UnitOfWork
from petroverse.vault.faults import NameRefused

__all__ = ["checked_name", "hold_off_renewal", "wait_for_sealing"]

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}", re.ASCII)
_LOCK: Final = "petroverse/vault"


def checked_name(name: str) -> str:
    """The name, if a secret or key may be called so.

    Raises:
        NameRefused: It may not; the fault quotes nothing, as people mistake values for names.

    Example:
        >>> checked_name("smtp-password")
        'smtp-password'
    """
    if not _NAME.fullmatch(name):
        raise NameRefused(
            "this is no name for a secret or key",
            fix="use 1 to 63 small letters, digits, dots, dashes or underscores, a letter or digit first",
        )
    return name


def hold_off_renewal(unit: UnitOfWork) -> None:
    """Keeps the home's key from being renewed until the unit ends, so that nothing is sealed under an old one."""
    unit.rows("select pg_advisory_xact_lock_shared(hashtextextended(%s, 0))", [_LOCK])


def wait_for_sealing(unit: UnitOfWork) -> None:
    """Waits for units that seal something, and keeps others from sealing until the unit ends."""
    unit.rows("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [_LOCK])
