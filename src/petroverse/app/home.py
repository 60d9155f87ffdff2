"""The home: the folder of one platform, who holds it, and the address at which it answers.

home/
  platform.lock    locked while `petroverse up` runs
  platform.json    address and process of the platform that runs; written whole, removed at its end
  keys/            the certificate of `--tls local` with its authority, and other keys
  token            key of the home's owner for the API (0600)
  keys/home.key    keys that secrets are sealed under (0600); made with the first secret
  petroverse.toml  settings, if the owner wrote any
  aliases.toml     company names that stand for another, if the owner wrote any
  bus/             messages in motion, and the server that keeps them, unless one at a URL does
  blobs/ lake/     original files and history; postgresql lies here too, or in a system folder for root
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from petroverse.core.durable import write_whole
from petroverse.core.errors import Conflict, NotAllowed, Unavailable

__all__ = ["RESTORING", "Home", "HomeHeld", "HomeNotWritable", "RestoreCutShort", "RunningPlatform"]

RESTORING: Final = "restoring"
"""A folder of this name marks a home whose restore has not come to its end."""


_A_LOOK_S: Final = 0.2
"""Whoever looks whether the home is held, holds it for an instant: one who means to hold it tries for so long."""


class HomeNotWritable(NotAllowed):
    """The folder that should hold the platform cannot be written."""


class RestoreCutShort(Conflict):
    """A restore into this home never came to its end, so what is in it is not whole."""


class HomeHeld(Conflict):
    """Another `petroverse up` already runs on this home."""


@dataclass(frozen=True, slots=True)
class RunningPlatform:
    """What ``platform.json`` says of a platform that runs: where it answers and as which process."""

    address: str
    pid: int
    version: str
    started_at: str


@dataclass(frozen=True, slots=True)
class Home:
    """One home by its folder.

    Example:
        >>> Home(Path("/srv/market")).lake.name
        'lake'
    """

    folder: Path

    @property
    def lake(self) -> Path:
        """Where the history lies unless a setting says otherwise."""
        return self.folder / "lake"

    @property
    def blobs(self) -> Path:
        """Where original files lie unless a setting says otherwise."""
        return self.folder / "blobs"

    @property
    def bus(self) -> Path:
        """Where the embedded server of the bus lives."""
        return self.folder / "bus"

    @property
    def keys(self) -> Path:
        """The keys that secrets are sealed under."""
        return self.folder / "keys" / "home.key"

    @property
    def working(self) -> Path:
        """Touched every few seconds while a worker looks for jobs; gone where none does."""
        return self.folder / "work.alive"

    @property
    def aliases(self) -> Path:
        """Where the owner may write company names down, as a country pack does."""
        return self.folder / "aliases.toml"

    def prepare(self, *, is_restoring: bool = False) -> None:
        """Makes the folder, readable by its owner alone, if it is not there.

        Args:
            is_restoring: Whether it is a restore that asks.

        Raises:
            HomeNotWritable: It cannot be made or written.
            RestoreCutShort: What is in it is half restored.
        """
        if not is_restoring and (self.folder / RESTORING).exists():
            raise RestoreCutShort(
                "a restore into this home was cut short",
                where=str(self.folder),
                fix="run `petroverse restore` on it again, or remove the folder",
            )
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self.folder / f".probe-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as fault:
            raise HomeNotWritable(
                f"the home cannot be written: {fault.strerror or fault}",
                where=str(self.folder),
                fix="give another folder with --home or PETROVERSE_HOME, or make this one yours",
            ) from fault

    @contextlib.contextmanager
    def held(self, *, is_shared: bool = False) -> Iterator[None]:
        """Holds the home for one platform while the block runs.

        Args:
            is_shared: Whether other roles of the platform, as processes of their own, may hold it too.

        Raises:
            HomeHeld: A platform already runs on it; says at which address.
        """
        with (self.folder / "platform.lock").open("a+") as lock:
            until = time.monotonic() + _A_LOOK_S
            while not _locked(lock.fileno(), fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX):
                if time.monotonic() > until:
                    raise self._already_held()
                time.sleep(_A_LOOK_S / 10)
            yield

    def is_held(self) -> bool:
        """Whether a platform holds the home now."""
        path = self.folder / "platform.lock"
        if not path.exists():
            return False
        try:
            with path.open("r") as lock:
                return not _locked(lock.fileno(), fcntl.LOCK_EX)
        except OSError:
            return True

    def running(self) -> RunningPlatform | None:
        """The platform that runs on this home; None where none does, whatever a killed one left behind."""
        if not self.is_held():
            return None
        try:
            return RunningPlatform(**json.loads((self.folder / "platform.json").read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    @contextlib.contextmanager
    def announced(self, platform: RunningPlatform) -> Iterator[None]:
        """Says where the platform answers while the block runs; of several processes the first one says it."""
        path = self.folder / "platform.json"
        other = self.running()
        if other and other.pid != platform.pid and _is_alive(other.pid):
            yield
            return
        write_whole(path, f"{json.dumps(asdict(platform), indent=2)}\n".encode())
        try:
            yield
        finally:
            path.unlink(missing_ok=True)

    def token(self) -> str:
        """The owner's key for the API, made at the first call and readable by the owner alone."""
        path = self.folder / "token"
        with contextlib.suppress(FileNotFoundError):
            return path.read_text("ascii").strip()
        try:
            write_whole(path, f"{secrets.token_urlsafe(32)}\n".encode())
            return path.read_text("ascii").strip()
        except OSError as fault:
            raise Unavailable(f"the key cannot be written: {fault}", where=str(path), fix="free some space") from fault

    def _already_held(self) -> HomeHeld:
        other = self.running()
        at = f" at {other.address} (process {other.pid})" if other else ""
        return HomeHeld(
            f"a platform already runs on this home{at}",
            where=str(self.folder),
            fix="open that address, stop it with Ctrl-C, or choose another home with --home",
        )


def _locked(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
