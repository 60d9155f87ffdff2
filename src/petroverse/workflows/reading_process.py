"""What a reading process does: it reads one file after another within its limits, and any fault is a file's verdict."""

from __future__ import annotations

import contextlib
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from petroverse.core.facts import Finding, SourceReading

__all__ = ["Read", "ReaderLimits", "refused_reading", "serve"]

Read = Callable[[bytes, str], SourceReading]
"""Reads one file: its bytes and its name."""


@dataclass(frozen=True, slots=True)
class ReaderLimits:
    """How much reading one file may take.

    Attributes:
        processes: Files read at the same time.
        memory_mb: Memory that reading may take beside what the reader's program has, MiB.
        seconds: Processor time for one file, s.
    """

    processes: int = 2
    memory_mb: int = 384
    seconds: int = 20


def refused_reading(rule: str, seen: str, expected: str, note: str) -> SourceReading:
    """The reading of a file that could not be read at all, with its one finding."""
    finding = Finding(rule, "blocks", "", "", seen, expected, note)
    return SourceReading("refused", f"{seen}; {note}", findings=(finding,))


def serve(line: Connection, read: Read, limits: ReaderLimits) -> None:
    """Reads what comes in through a line, name and bytes, and gives the readings back, until the line closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    if sys.platform == "linux":
        most = _own_bytes() + (limits.memory_mb << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError, MemoryError):
        while True:
            name, content = line.recv()
            signal.setitimer(signal.ITIMER_PROF, limits.seconds)
            answer = _guarded(read, content, name, limits)
            signal.setitimer(signal.ITIMER_PROF, 0)
            line.send(answer)


def _own_bytes() -> int:
    """Memory that this process has of its own before it reads anything."""
    pages = int(Path("/proc/self/statm").read_text().split()[5])
    return pages * resource.getpagesize()


def _guarded(read: Read, content: bytes, name: str, limits: ReaderLimits) -> SourceReading:
    try:
        return read(content, name)
    except MemoryError:
        seen = f"reading it needs more than {limits.memory_mb} MiB"
        return refused_reading("too_large", seen, "a file that fits in memory", "split it, or raise reader_memory_mb")
    except Exception as fault:  # noqa: BLE001 - the gate between a stranger's file and us: any fault is its verdict
        seen = f"the reader does not understand it ({type(fault).__name__}: {fault})"
        return refused_reading("not_understood", seen, "a layout that is known", "report it with the file")
