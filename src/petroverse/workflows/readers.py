"""Reads files in processes of their own, so that a hostile file costs its own verdict and nothing else.

Each reader has a limit of memory and of processor time for one file; one that dies or hangs is replaced and its file
refused. Readers hold no rights: they get bytes and give a ``SourceReading``.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Final

from petroverse.core.facts import SourceReading
from petroverse.workflows.reading_process import Read, ReaderLimits, refused_reading, serve

__all__ = ["Job", "Readers", "warm_reading"]

_WALL_FACTOR: Final = 6
"""A reader that waits instead of working is ended after this many times its processor time."""
_LOADED_ONCE: Final = (serve.__module__, "petroverse.workflows.publication")
"""What every reader needs, by name: who only warms up need not load it too."""


@dataclass(frozen=True, slots=True)
class Job:
    """One file to read.

    Attributes:
        name: Its name within the import.
        content: Its bytes.
        original: What its publisher called it, where that is known; the reader then judges this name.
        verdict: One that stands already; the file is only passed on.
    """

    name: str
    content: bytes = field(repr=False)
    original: str = ""
    verdict: SourceReading | None = None


@dataclass(slots=True)
class _Reader:
    process: BaseProcess
    line: Connection
    job: Job | None = None
    since: float = 0.0


def warm_reading() -> None:
    """Begins to load what reading processes are made from, so that they start at once; returns before it is loaded."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(list(_LOADED_ONCE))
    forkserver.ensure_running()


class Readers:
    """A few reading processes; use it as a context manager.

    Args:
        read: What reads one file; it must be importable (a function of a module, or a partial of one).
        limits: What each may take.
    """

    def __init__(self, read: Read, limits: ReaderLimits) -> None:
        self._read = read
        self._limits = limits
        self._context = multiprocessing.get_context("forkserver")
        self._readers: list[_Reader] = []

    def __enter__(self) -> Readers:
        """Starts the processes; they warm up while the caller goes on."""
        warm_reading()
        self._readers = [self._started() for _ in range(self._limits.processes)]
        return self

    def __exit__(self, *_: object) -> None:
        """Ends the processes, whatever they are doing."""
        for reader in self._readers:
            self._end(reader)
        self._readers = []

    def read_all(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, SourceReading]]:
        """Reads each file and gives its reading as soon as it is there, in any order."""
        waiting = iter(jobs)
        free = list(self._readers)
        while True:
            while free and (job := next(waiting, None)):
                if job.verdict:
                    yield job, job.verdict
                else:
                    self._hand(free.pop(), job)
            if len(free) == len(self._readers):
                return
            for reader in self._ready():
                job, reading = self._taken(reader)
                free.append(reader)
                yield job, reading

    def _ready(self) -> list[_Reader]:
        busy = {reader.line: reader for reader in self._readers if reader.job}
        patience_s = self._limits.seconds * _WALL_FACTOR
        first_end = min(reader.since for reader in busy.values()) + patience_s
        answered = wait(list(busy), timeout=max(first_end - time.monotonic(), 0.01))
        ready = [busy[line] for line in answered if isinstance(line, Connection)]
        late = [reader for reader in busy.values() if time.monotonic() - reader.since > patience_s]
        for reader in late:
            reader.process.kill()
        return ready or late

    def _taken(self, reader: _Reader) -> tuple[Job, SourceReading]:
        job = reader.job
        if job is None:  # pragma: no cover - only readers with a job are asked
            raise RuntimeError("a reader without a file cannot answer")
        reader.job = None
        try:
            answer: SourceReading = reader.line.recv()
        except (EOFError, OSError):
            reader.process.join(5)
            answer = self._verdict_of_death(reader.process.exitcode or 0)
            self._end(reader)
            fresh = self._started()
            reader.process, reader.line = fresh.process, fresh.line
        return job, answer

    def _hand(self, reader: _Reader, job: Job) -> None:
        reader.job, reader.since = job, time.monotonic()
        with contextlib.suppress(BrokenPipeError):  # it died between two files: `recv` says so
            reader.line.send((job.original or job.name, job.content))

    def _started(self) -> _Reader:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._read, self._limits), daemon=True)
        process.start()
        theirs.close()
        return _Reader(process, ours)

    def _end(self, reader: _Reader) -> None:
        reader.line.close()
        reader.process.kill()
        reader.process.join(5)

    def _verdict_of_death(self, exit_code: int) -> SourceReading:
        if -exit_code in {signal.SIGPROF, signal.SIGKILL}:
            seen = f"reading it takes more than {self._limits.seconds} s of processor time"
            return refused_reading(
                "took_too_long", seen, "a file that reads in moments", "split it, or raise reader_seconds"
            )
        seen = f"reading it needs more than {self._limits.memory_mb} MiB, or breaks the reader (exit {exit_code})"
        return refused_reading("too_large", seen, "a file that fits in memory", "split it, or raise reader_memory_mb")
