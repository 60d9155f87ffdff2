"""What a person may do: rights, and the roles that hold them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from petroverse.core.errors import NotAllowed

__all__ = ["ALL_RIGHTS", "RIGHTS_OF", "Right", "RightMissing", "Role", "RowsLimited"]


class RightMissing(NotAllowed):
    """The role, or the token, of whoever asks does not hold the right that this takes."""


class RowsLimited(NotAllowed):
    """It shows whole files or sums over all rows, and whoever asks may see some rows or measures only."""


class Right(StrEnum):
    """One thing that a person may be allowed to do in an organisation."""

    READ = "read"
    """Ask questions and see what the answers rest on."""
    EXPORT = "export"
    """Take facts away whole."""
    IMPORT = "import"
    """Take files in, and take imports back."""
    CURATE = "curate"
    """Say which names are one company, and take that back."""
    OPERATE = "operate"
    """Run, stop and schedule the organisation's own work."""
    ADMINISTER = "administer"
    """People, tokens, secrets and what is shared with others, of this organisation."""
    PLATFORM = "platform"
    """Organisations, published facts, the sample, backups: the whole platform. No role holds it, its owner does."""


class Role(StrEnum):
    """What a person is in an organisation."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    OPERATOR = "operator"
    ADMIN = "admin"
    REGULATOR = "regulator"


_VIEWER: Final = frozenset({Right.READ})
_ANALYST: Final = _VIEWER | {Right.EXPORT}
_OPERATOR: Final = _ANALYST | {Right.IMPORT, Right.CURATE, Right.OPERATE}

RIGHTS_OF: Final[Mapping[Role, frozenset[Right]]] = {
    Role.VIEWER: _VIEWER,
    Role.ANALYST: _ANALYST,
    Role.REGULATOR: _ANALYST,
    Role.OPERATOR: _OPERATOR,
    Role.ADMIN: _OPERATOR | {Right.ADMINISTER},
}
"""The one table of roles. A regulator does what an analyst does; what it reads is what others share with it."""

ALL_RIGHTS: Final = frozenset(Right)
