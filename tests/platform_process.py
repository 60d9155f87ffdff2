"""Runs the command line as a user does: as a process of its own, on a home of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import httpx

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


class Running:
    """A command that serves, from the moment it says that it does to its end.

    Args:
        home: Its home.
        command: Its words, without the home.
        settings: What the environment tells it, by the names of the settings.
    """

    def __init__(self, home: Path, *command: str, settings: Mapping[str, str] | None = None) -> None:
        self.home = home
        self._command = [*PROGRAM, *command, "--home", str(home)]
        named = {f"PETROVERSE_{name.upper()}": value for name, value in (settings or {}).items()}
        self._environment = environment() | named

    def __enter__(self) -> Running:
        self._said = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            self._command, stdout=subprocess.PIPE, stderr=self._said, text=True, env=self._environment,
            start_new_session=True,
        )  # fmt: skip
        line = self.process.stdout.readline()
        if not line.startswith(("Sign in:", "Ready:")):
            self.process.wait(PATIENCE_S)
            words = self.said()
            self.__exit__()
            raise AssertionError(f"it did not come up: {words}")
        self.link = line.split()[-1]
        self.address = self.link.partition("/sign-in")[0]
        return self

    @property
    def key(self) -> str:
        return (self.home / "token").read_text().strip()

    def said(self) -> str:
        """What it wrote on stderr so far."""
        self._said.seek(0)
        return self._said.read()

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        """Asks it with the key of its home."""
        headers = {"Authorization": f"Bearer {self.key}", **more.pop("headers", {})}
        return httpx.request(method, f"{self.address}{path}", headers=headers, timeout=60, **more)

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Stops it and gives how long that took, s."""
        started = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE_S)
        return time.monotonic() - started

    def kill(self) -> None:
        """Ends it and every process that it started, at once."""
        killed(self.process)

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.stop()
        self.process.stdout.close()
        self._said.close()


def running_up(home: Path, *more: str) -> Running:
    """``petroverse up`` on a home."""
    return Running(home, "up", "--port", "0", "--no-browser", *more)


def running_role(role: str, home: Path, *more: str, settings: Mapping[str, str] | None = None) -> Running:
    """``petroverse run ROLE`` on a home."""
    return Running(home, "run", role, *(["--port", "0"] if role == "api" else []), *more, settings=settings)


def killed(process: subprocess.Popen[str]) -> None:
    """Kills a process that leads a group of its own, with the whole group."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


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
