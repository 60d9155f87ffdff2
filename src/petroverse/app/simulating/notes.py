"""What a simulation writes into the home: what it is, how far it is, what truly went wrong; and what it is asked for.

simulation/world.json     how its world is made again: seed, stations, when it began, every incident
simulation/state.json     its time, its speed, how much was told, the truth
simulation/asked.jsonl    incidents that somebody asks of it while it runs, a line each
simulation/running.lock   held while it runs
"""

from __future__ import annotations

import contextlib
import fcntl
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from petroverse.core.errors import Conflict, NotFound

__all__ = ["Notes", "NothingSimulated", "SimulationRuns"]


class SimulationRuns(Conflict):
    """A simulation already runs on this home."""


class NothingSimulated(NotFound):
    """No simulation runs on this home, or none ever did."""


@dataclass(frozen=True, slots=True)
class Notes:
    """The files of a simulation.

    Attributes:
        home: The home's folder.
    """

    home: Path

    @property
    def folder(self) -> Path:
        """Where they lie."""
        return self.home / "simulation"

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Lets one simulation run at a time.

        Raises:
            SimulationRuns: Another does.
        """
        self.folder.mkdir(mode=0o700, exist_ok=True)
        with (self.folder / "running.lock").open("a+") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as fault:
                fix = "stop it with Ctrl-C where it runs, or ask it for incidents"
                raise SimulationRuns("a simulation runs on this home already", where=str(self.home), fix=fix) from fault
            (self.folder / "asked.jsonl").unlink(missing_ok=True)
            yield

    def is_running(self) -> bool:
        """Whether a simulation runs now."""
        path = self.folder / "running.lock"
        if not path.exists():
            return False
        with path.open("r") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError:
                return True
            return False

    def read(self, name: str) -> dict[str, Any] | None:
        """One of its files; None where there is none."""
        try:
            found: dict[str, Any] = json.loads((self.folder / f"{name}.json").read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found

    def write(self, name: str, told: Mapping[str, Any]) -> None:
        """Replaces one of its files, whole or not at all."""
        fresh = self.folder / f".{name}.new"
        fresh.write_text(json.dumps(told) + "\n", "utf-8")
        fresh.replace(self.folder / f"{name}.json")

    def ask(self, kind: str, where: str) -> None:
        """Asks the simulation that runs for an incident.

        Raises:
            NothingSimulated: None runs.
        """
        if not self.is_running():
            fix = "start one with `petroverse simulate network`"
            raise NothingSimulated("no simulation runs on this home", where=str(self.home), fix=fix)
        with (self.folder / "asked.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps([kind, where]) + "\n")

    def asked(self, since: int) -> tuple[list[tuple[str, str]], int]:
        """What was asked for after so many bytes, and how many there are now; a line half written waits."""
        path = self.folder / "asked.jsonl"
        if not path.exists():
            return [], since
        whole, _, _ = path.read_bytes()[since:].rpartition(b"\n")
        lines = [json.loads(each) for each in whole.splitlines()]
        return [(kind, where) for kind, where in lines], since + (len(whole) + 1 if whole else 0)
