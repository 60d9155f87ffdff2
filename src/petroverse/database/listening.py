"""Word that something was committed, as soon as it was: one connection that listens."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Final, NamedTuple

import psycopg

from petroverse.core.roles import UnitOfWork
from petroverse.database.faults import named_faults

__all__ = ["JOBS_WAIT", "READINGS_CAME", "RECORDS_GREW", "Listener", "Word", "tell_of_readings"]

RECORDS_GREW: Final = "petroverse_records"
"""Records of some organisation grew."""

JOBS_WAIT: Final = "petroverse_jobs"
"""A job of some organisation waits to be done."""

READINGS_CAME: Final = "petroverse_readings"
"""Tanks of some organisation stand otherwise; the word says which."""

_LONGEST: Final = 7000
"""A word is shorter than 8000 bytes."""


class Word(NamedTuple):
    """One word that was heard.

    Attributes:
        kind: ``RECORDS_GREW``, ``JOBS_WAIT`` or ``READINGS_CAME``.
        organisation: Whose; empty of a job.
        named: Of readings the tanks and sites that stand otherwise.
    """

    kind: str
    organisation: str
    named: tuple[str, ...] = ()

    @property
    def is_of_readings(self) -> bool:
        """Whether tanks stand otherwise."""
        return self.kind == READINGS_CAME


def tell_of_readings(unit: UnitOfWork, named: Iterable[str]) -> None:
    """Tells whoever listens, when the unit is committed, that these tanks, or those of these sites, stand otherwise."""
    words = [[json.dumps([unit.organisation, *part])] for part in _parts(sorted(set(named)))]
    if words:
        unit.many(f"select pg_notify('{READINGS_CAME}', %s)", words)


def _parts(named: Sequence[str]) -> Iterator[Sequence[str]]:
    """As many names at once as one word holds."""
    part: list[str] = []
    length = 0
    for each in named:
        size = len(json.dumps(each)) + 2
        if part and length + size > _LONGEST:
            yield part
            part, length = [], 0
        part.append(each)
        length += size
    if part:
        yield part


class Listener:
    """Hears what is committed, of any organisation; close it, or use it as a ``with`` block.

    Word may be lost where a proxy stands before the database, so whoever listens looks now and then all the same.

    Args:
        url: The database.
        words: What to listen for: ``RECORDS_GREW``, ``JOBS_WAIT``, ``READINGS_CAME``.

    Raises:
        ServerUnreachable: It cannot be reached.
    """

    def __init__(self, url: str, words: Sequence[str]) -> None:
        with named_faults("listening"):
            self._connection = psycopg.connect(
                url, autocommit=True, connect_timeout=10, application_name="petroverse-listener"
            )
            for each in words:
                self._connection.execute(f"listen {each}".encode())

    def heard(self, within_s: float) -> tuple[Word, ...]:
        """Waits until something is heard, or for so long; gives what was.

        Raises:
            ServerUnreachable: The connection went away.
        """
        with named_faults("listening"):
            told = tuple(self._connection.notifies(timeout=within_s, stop_after=1))
        return tuple(_word(each.channel, each.payload) for each in told)

    def close(self) -> None:
        """Ends the connection."""
        self._connection.close()

    def __enter__(self) -> Listener:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _word(kind: str, payload: str) -> Word:
    if kind != READINGS_CAME:
        return Word(kind, payload)
    organisation, *named = json.loads(payload)
    return Word(kind, organisation, tuple(named))
