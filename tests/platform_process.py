"""Runs the command line as a user does: as a process of its own, on a home of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PROGRAM = [sys.executable, "-m", "petroverse"]
PATIENCE_S = 120.0


def environment() -> dict[str, str]:
    """The surroundings without anybody's own settings or colours."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PETROVERSE_", "NO_COLOR", "PYTHONDONT"))
    }
    return {**kept, "XDG_CONFIG_HOME": "/nonexistent"}


def petroverse(*words: object, home: Path, timeout_s: float = 280) -> subprocess.CompletedProcess[str]:
    """Runs one command to its end."""
    command = [*PROGRAM, *map(str, words), "--home", str(home)]
    return subprocess.run(command, capture_output=True, text=True, timeout=timeout_s, check=False, env=environment())


def answer(*words: object, home: Path) -> dict[str, Any]:
    """The JSON of one command that must go well."""
    done = petroverse(*words, "--format", "json", home=home)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class RunningUp:
    """``petroverse up`` on a home, from its first answer to its end."""

    def __init__(self, home: Path, *more: str) -> None:
        self.home = home
        self.more: Sequence[str] = more

    def __enter__(self) -> RunningUp:
        command = [*PROGRAM, "up", "--port", "0", "--no-browser", "--home", str(self.home), *self.more]
        self.said = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=self.said,
            text=True,
            env=environment(),
            start_new_session=True,
        )
        line = self.process.stdout.readline()
        if "sign-in?token=" not in line:
            self.process.wait(PATIENCE_S)
            self.said.seek(0)
            raise AssertionError(f"up did not come up: {self.said.read()}")
        self.link = line.split()[-1]
        self.address = self.link.partition("/sign-in")[0]
        return self

    @property
    def key(self) -> str:
        return (self.home / "token").read_text().strip()

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Stops it and gives how long that took, in seconds."""
        started = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE_S)
        return time.monotonic() - started

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()
        self.said.close()


def processes_of(home: Path) -> list[str]:
    """Living processes that name the home in their command line, or work in its engine's folder."""
    marks = [str(home), *_engine_folders(home)]
    found = []
    for each in Path("/proc").iterdir():
        if not each.name.isdigit() or int(each.name) == os.getpid():
            continue
        try:
            line = (each / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            place = (each / "cwd").readlink()
        except OSError:
            continue
        if any(mark in f"{line} {place}" for mark in marks):
            found.append(f"{each.name}: {line}")
    return found


def left_after(home: Path, *, within_s: float = 10.0) -> list[str]:
    """Processes of a home that still live after so long; [] as soon as there are none."""
    until = time.monotonic() + within_s
    while (left := processes_of(home)) and time.monotonic() < until:
        time.sleep(0.1)
    return left


def _engine_folders(home: Path) -> list[str]:
    identity = home / "engine" / "identity"
    return [f"/var/lib/petroverse/{identity.read_text().strip()[:16]}"] if identity.exists() else []
