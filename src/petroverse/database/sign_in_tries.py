"""Wrong passwords: after a few under one name the next try must wait, each time longer. Worked on in ``public``."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

from petroverse.core.roles import UnitOfWork

__all__ = ["count_failed_sign_in", "forget_failed_sign_ins", "sign_in_wait_s"]

_FREE: Final = 5
"""Wrong passwords in a row that cost no wait."""
_FIRST_WAIT_S: Final = 30
_LONGEST_WAIT_S: Final = 3600
_FORGOTTEN: Final = timedelta(days=1)
"""Wrong passwords count no more when there was none for so long."""


def sign_in_wait_s(unit: UnitOfWork, name: str) -> float:
    """How long nobody may try a password under a name, in seconds; 0 where one may be tried now."""
    found = unit.rows("select failed, last_at from sign_in_tries where key = %s", [_key(name)])
    if not found or found[0]["failed"] < _FREE:
        return 0.0
    failed, last_at = found[0]["failed"], found[0]["last_at"]
    wait_s = min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** min(failed - _FREE, 20))
    return float(max(0.0, wait_s - (unit.at - last_at).total_seconds()))


def count_failed_sign_in(unit: UnitOfWork, name: str) -> None:
    """Counts one wrong password under a name; those that are too old to count go."""
    unit.rows("delete from sign_in_tries where last_at < %s", [unit.at - _FORGOTTEN])
    unit.rows(
        "insert into sign_in_tries (key, failed, last_at) values (%s, 1, %s) "
        "on conflict (key) do update set failed = sign_in_tries.failed + 1, last_at = excluded.last_at",
        [_key(name), unit.at],
    )


def forget_failed_sign_ins(unit: UnitOfWork, name: str) -> None:
    """Starts counting anew: the right password was given."""
    unit.rows("delete from sign_in_tries where key = %s", [_key(name)])


def _key(name: str) -> bytes:
    """What was typed may be a secret in the wrong box, so it is not kept as it is."""
    return hashlib.sha256(name.casefold().encode("utf-8", "surrogatepass")).digest()
