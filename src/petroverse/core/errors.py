"""Every fault PetroVerse can name, in one tree.

    PetroVerseError
    ├── InputRefused            exit 3   what came in cannot be used as it is
    │   ├── FileRefused                  a file as a whole (truncated, encrypted, not of this family …)
    │   ├── QueryRefused                 a question without an honest answer (litres + kilograms …)
    │   └── QuantityRefused              a number outside what the law or the table covers
    ├── NotFound                exit 5
    ├── NotAllowed              exit 6
    ├── Conflict                exit 7   busy: port taken, home held, a job already running
    ├── Unavailable             exit 8   an engine or a server cannot be reached
    └── IntegrityFailed         exit 9   stored bytes, a hash chain or a total do not agree

A block adds leaves below these (``class StrappingTableNotMonotonic(QuantityRefused)``) in its own files; the
command line maps a branch to its exit code and the API to its status, so a new leaf needs no new mapping.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

__all__ = [
    "Conflict",
    "Door",
    "FileRefused",
    "InputRefused",
    "IntegrityFailed",
    "NotAllowed",
    "NotFound",
    "PetroVerseError",
    "QuantityRefused",
    "QueryRefused",
    "Unavailable",
]


Door = Literal["words", "command", "link"]
"""How a fault writes a question that its reader may ask instead: in words, as a command, or as a link."""


class PetroVerseError(Exception):
    """A fault with a name: what was wrong, where, and what to do.

    Args:
        what: One sentence with the offending value in it.
        where: The file, sheet and cell, the setting, or the field that it concerns; empty when it is the whole request.
        fix: What the reader can do now; empty only when nothing can be done.

    Example:
        >>> str(PetroVerseError("12 is not a month", where="filter month", fix="write it as 2024-03"))
        '12 is not a month (filter month); write it as 2024-03'
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str = "", fix: str = "") -> None:
        self.what = what
        self.where = where
        self.fix = fix
        super().__init__(what)

    def __str__(self) -> str:
        return self.told_for("words")

    def told_for(self, door: Door) -> str:
        """All of it in one sentence, its fix as a door writes it."""
        place = f" ({self.where})" if self.where else ""
        fix = self.fix_for(door)
        return f"{self.what}{place}; {fix}" if fix else f"{self.what}{place}"

    def fix_for(self, door: Door) -> str:  # noqa: ARG002 - a question's faults differ by door
        """What the reader can do now, as a door writes it."""
        return self.fix


class InputRefused(PetroVerseError):
    """What came in cannot be used as it is."""

    exit_code = 3


class FileRefused(InputRefused):
    """A whole file cannot be read; nothing of it was taken in."""


class QueryRefused(InputRefused):
    """A question that has no honest answer as it was asked.

    Args:
        what: As every fault.
        where: As every fault.
        fix: As every fault, in words that fit every door.
        fixes: The same as a door writes it, for doors that have a way of their own.
    """

    def __init__(self, what: str, *, where: str = "", fix: str = "", fixes: Mapping[Door, str] | None = None) -> None:
        super().__init__(what, where=where, fix=fix)
        self._fixes = fixes or {}

    def fix_for(self, door: Door) -> str:
        """What the reader can do now, as a door writes it."""
        return self._fixes.get(door, self.fix)


class QuantityRefused(InputRefused):
    """A number lies outside what the law, table or unit covers."""


class NotFound(PetroVerseError):
    """A named thing does not exist, or the asker may not know that it does."""

    exit_code = 5


class NotAllowed(PetroVerseError):
    """The person may not do this."""

    exit_code = 6


class Conflict(PetroVerseError):
    """Something else holds what this needs: a port, a home, a version."""

    exit_code = 7


class Unavailable(PetroVerseError):
    """An engine or server cannot be reached now."""

    exit_code = 8


class IntegrityFailed(PetroVerseError):
    """Stored bytes, a hash chain or a total do not agree with each other."""

    exit_code = 9
