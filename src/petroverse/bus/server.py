"""The embedded server: NATS JetStream in a folder of the home, started with its first user and ended with its last.

It listens for the platform on a free port of loopback and for devices by MQTT 3.1.1, syncs every message to the disk
before it acknowledges, and runs as the account of whoever starts it, with its files private to that account. A process
that is killed leaves no server behind, and a server that is killed is started again by ``revive``.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from petroverse.bus.devices import BusDevice, DeviceLogin, derived, device_users, login_of
from petroverse.bus.faults import BusNotAnswering
from petroverse.bus.nats_bus import NatsBus
from petroverse.bus.nats_link import BusAddress
from petroverse.bus.server_files import (
    Configuration,
    Ports,
    ServerSettings,
    configuration,
    free_ports,
    known_ports,
    list_devices,
    listed_devices,
    program,
    server_folder,
    server_name,
)
from petroverse.bus.server_locks import Share, sole, start_lock
from petroverse.bus.server_probe import answers_as, lets_in
from petroverse.core.durable import write_whole

__all__ = ["BusServer", "open_server", "running_address"]

_STARTS: Final = 3
"""Another program may take a port between the look and the start."""
_STOP_S: Final = 10.0
_BUSY_S: Final = 5.0

_GUARD: Final = """
exec 3<&0 </dev/null
"$1" -c "$2" 3<&- &
server=$!
{ read -r nothing; kill "$server" 2>&-; } <&3 &
watch=$!
wait "$server"
kill "$watch" 2>&-
"""
"""Ends the server when nobody holds the pipe any more, and itself with the server."""


class BusServer:
    """A server that runs, until ``stop`` or the end of its ``with`` block; ``open_server`` gives one.

    Attributes:
        started_here: Whether this process started it.
    """

    def __init__(self, settings: ServerSettings, share: Share) -> None:
        self.started_here = False
        self._settings = settings
        self._share = share
        self._guard: subprocess.Popen[bytes] | None = None
        self._in_force: Configuration | None = None

    def address(self) -> BusAddress:
        """Where it answers the platform now; a server that was started again may be on another port."""
        port = self.ports.platform
        return BusAddress((f"nats://127.0.0.1:{port}",), "platform", derived(self._settings.secret, "platform"))

    @property
    def ports(self) -> Ports:
        """Where it listens."""
        return known_ports(self._settings.folder) or Ports(0, 0)

    @property
    def devices(self) -> tuple[BusDevice, ...]:
        """Who may publish by MQTT."""
        return listed_devices(self._settings.folder)

    def is_alive(self) -> bool:
        """Whether it answers, and is the one of this folder."""
        return running_address(self._settings) is not None

    def login_of(self, device: BusDevice) -> DeviceLogin:
        """How a device signs in."""
        return login_of(device, self._settings.secret)

    def admit(self, devices: Sequence[BusDevice]) -> None:
        """Lets just these devices publish, at once and after every start; others that are connected are put out.

        Raises:
            DeviceRefused: One is listed twice; nothing has changed.
            BusNotAnswering: The server does not take the change over.
        """
        device_users(devices, self._settings.secret)
        with start_lock(self._settings.folder):
            list_devices(self._settings.folder, devices)
            self._take_over()

    def sole_carrier(self) -> AbstractContextManager[bool]:
        """Whether this process alone may carry what devices send while the block runs: two would mix its order up."""
        return sole(self._settings.folder / "carry.lock")

    def revive(self) -> bool:
        """Starts it again where it died, and has it read a renewed certificate; gives whether it was dead.

        Raises:
            BusNotAnswering, BusBusy: As ``open_server``.
        """
        if self.is_alive() and not self._is_outdated():
            return False
        with start_lock(self._settings.folder):
            return self._ensure()

    def stop(self) -> None:
        """Gives this process's share back; the last one out stops the server. Twice is once."""
        with start_lock(self._settings.folder):
            if self._share.leave():
                _end(self._settings.folder)
                self._forget_guard()

    def __enter__(self) -> BusServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _is_outdated(self) -> bool:
        return self._in_force is not None and configuration(self._settings, self.ports) != self._in_force

    def _forget_guard(self) -> None:
        """Waits for the guard of a server that has ended, if it is ours."""
        guard, self._guard = self._guard, None
        if guard:
            guard.wait(_STOP_S)

    def _ensure(self) -> bool:
        """Under the lock: joins, changes or starts the server; gives whether it was started."""
        if not self._share.is_held:
            return False
        if self._answers_in_time():
            if self._in_force is not None:
                self._take_over()
            return False
        _end(self._settings.folder)
        self._forget_guard()
        for _ in range(_STARTS):
            if self._start():
                self._furnish()
                self.started_here = True
                return True
        raise self._not_answering()

    def _answers_in_time(self) -> bool:
        """Whether it answers; one whose process lives on a busy machine is given some time."""
        until = time.monotonic() + _BUSY_S
        while not self.is_alive():
            if _server_pid(self._settings.folder) is None or time.monotonic() > until:
                return False
            time.sleep(0.05)
        return True

    def _start(self) -> bool:
        """Whether it came up; it does not where another program was faster at one of its ports."""
        settings = self._settings
        ports = free_ports(settings)
        wanted = self._written(ports)
        folder = settings.folder
        words = [str(program()), str(folder / "server.conf")]
        with (folder / "said.txt").open("wb") as said, (folder / "alive").open("rb", buffering=0) as alive:
            self._guard = subprocess.Popen(
                ["/bin/sh", "-c", _GUARD, "petroverse-bus", *words], stdin=alive, stdout=said, stderr=said,
                cwd=folder, start_new_session=True, env={"PATH": "/usr/bin:/bin", "TZ": "UTC"},
            )  # fmt: skip
        until = time.monotonic() + settings.patience_s
        while time.monotonic() < until:
            if lets_in(*wanted.witness, port=ports.platform):
                self._in_force = wanted
                return True
            if self._guard.poll() is not None:
                return False
            time.sleep(0.01)
        _end(folder)
        self._forget_guard()
        raise self._not_answering()

    def _furnish(self) -> None:
        """Makes the streams of a new server, for what a device sends to a subject that no stream keeps is gone."""
        furnished = self._settings.folder / "furnished"
        if not furnished.exists():
            with ThreadPoolExecutor(1) as apart:  # our caller may be in an event loop
                apart.submit(asyncio.run, _opened_to_devices(self.address())).result()
            write_whole(furnished, b"")

    def _take_over(self) -> None:
        """Has the running server read its configuration again, and waits until just that one is in force."""
        ports = self.ports
        wanted = self._written(ports)
        pid = _server_pid(self._settings.folder)
        if pid:
            os.kill(pid, signal.SIGHUP)
        until = time.monotonic() + self._settings.patience_s
        while not lets_in(*wanted.witness, port=ports.platform):
            if time.monotonic() > until:
                raise self._not_answering()
            time.sleep(0.01)
        self._in_force = wanted

    def _written(self, ports: Ports) -> Configuration:
        wanted = configuration(self._settings, ports)
        write_whole(self._settings.folder / "server.conf", wanted.text.encode())
        return wanted

    def _not_answering(self) -> BusNotAnswering:
        folder = self._settings.folder
        words = f"{_last_words(folder / 'said.txt')} {_last_words(folder / 'log.txt')}".strip()
        fix = "see the log, cure what it names, then try again"
        return BusNotAnswering(f"the bus does not answer: {words}", where=str(folder / "log.txt"), fix=fix)


def open_server(settings: ServerSettings) -> BusServer:
    """Gives the running server of a folder: the one that another process started, or a fresh start.

    Raises:
        BusHomeUnwritable, BusProgramMissing: See each.
        BusBusy: Another process has been starting it for a minute.
        BusNotAnswering: It was started and does not answer.

    Example:
        >>> with open_server(ServerSettings(home / "bus", secret)) as server:  # doctest: +SKIP
        ...     bus = NatsBus(server.address)
    """
    folder = server_folder(settings.folder)
    with start_lock(folder):
        server = BusServer(settings, Share(folder))
        try:
            server._ensure()
        except BaseException:
            server._share.leave()
            raise
    return server


async def _opened_to_devices(address: BusAddress) -> None:
    bus = NatsBus(lambda: address)
    try:
        await bus.open_to_devices()
    finally:
        await bus.close()


def running_address(settings: ServerSettings) -> BusAddress | None:
    """Where the server of a folder answers the platform now; None where none runs. It is neither started nor joined."""
    ports = known_ports(settings.folder)
    if ports is None or not answers_as(server_name(settings), ports.platform):
        return None
    password = derived(settings.secret, "platform")
    return BusAddress((f"nats://127.0.0.1:{ports.platform}",), "platform", password)


def _server_pid(folder: Path) -> int | None:
    """The process of the folder's server, where one lives; a stranger with an old server's number is not it."""
    try:
        pid = int((folder / "server.pid").read_text())
        os.kill(pid, 0)
    except (OSError, ValueError):
        return None
    if not Path("/proc/self/cwd").exists():
        return pid
    with suppress(OSError):
        is_zombie = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
        if not is_zombie and Path(f"/proc/{pid}/cwd").readlink() == folder.resolve():
            return pid
    return None


def _end(folder: Path) -> None:
    """Ends a server that lives: in order, and where that takes too long, at once. Two never work on one store."""
    until = time.monotonic() + _STOP_S
    while (pid := _server_pid(folder)) is not None:
        is_late = time.monotonic() > until
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL if is_late else signal.SIGTERM)
        time.sleep(0.1 if is_late else 0.02)


def _last_words(path: Path) -> str:
    with suppress(OSError):
        return " | ".join(path.read_text(errors="replace").splitlines()[-2:])
    return ""
