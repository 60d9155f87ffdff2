"""A site and its hub: a console that tells, a gateway as a process, and the line between, which can be cut."""

from __future__ import annotations

import asyncio
import json
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from petroverse.gauges import Shown, ShownTank
from petroverse.gauges.veeder_root import TlsDevice
from platform_process import PROGRAM, environment, killed, petroverse

__all__ = ["Line", "Site", "console", "network_of", "until"]

PATIENCE_S = 60.0


def until(what: Callable[[], Any], patience_s: float = PATIENCE_S) -> Any:
    """What it gives as soon as that is anything."""
    end = time.monotonic() + patience_s
    while not (found := what()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def network_of(address: str) -> dict[str, Any]:
    """A station of one tank, with its console."""
    tank = {
        "id": "S7/1", "place": "S7", "product": "gasoline", "capacity_l": 29900, "safe_fill_l": 28400,
        "dead_stock_l": 1000, "density15_kg_m3": 745,
        "strapping": {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.1},
    }  # fmt: skip
    gauge = {
        "id": "G7", "place": "S7", "protocol": "veeder_root", "address": address, "tanks": {"1": "S7/1"},
        "options": {"units": "metric"},
    }  # fmt: skip
    return {"places": [{"id": "S7", "name": "Seven", "kind": "station"}], "tanks": [tank], "gauges": [gauge]}


@contextmanager
def console(port: int = 0) -> Iterator[tuple[str, list[float]]]:
    """A console at its address, and the height that it shows: each question finds it a tenth of a millimetre lower."""
    height = [1.5]

    def world() -> Shown:
        height[0] -= 0.0001
        tank = ShownTank("1", "GASOLINE", height[0], 28.0, 0.0, 15_000.0, 14_800.0, 10_000.0, 0.0)
        return Shown(datetime.now(UTC), (tank,))

    loop = asyncio.new_event_loop()
    hand = threading.Thread(target=loop.run_forever)
    hand.start()
    standing = asyncio.run_coroutine_threadsafe(TlsDevice(world, units="metric").serve(port=port), loop).result(10)
    try:
        yield standing.address, height
    finally:

        async def end() -> None:
            standing.close()
            await asyncio.sleep(0.05)

        asyncio.run_coroutine_threadsafe(end(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        hand.join(10)
        loop.close()


class Line:
    """A line to an address that a test cuts and mends: what goes over it is broken off, and nobody answers."""

    def __init__(self, address: str, host: str = "127.0.0.1", port: int = 0) -> None:
        self.spoil = False
        """Whether what goes to the hub is changed on the way."""
        url = urlsplit(address)
        self._to = (url.hostname, url.port)
        self._listener = socket.create_server((host, port))
        self.address = f"http://{host}:{self._listener.getsockname()[1]}"
        self._open: set[socket.socket] = set()
        self._is_cut = False
        self._lock = threading.Lock()
        threading.Thread(target=self._serve, daemon=True).start()

    def cut(self) -> None:
        with self._lock:
            self._is_cut = True
            gone, self._open = self._open, set()
        for each in gone:
            self._end(each)

    def mend(self, address: str = "") -> None:
        if address:
            url = urlsplit(address)
            self._to = (url.hostname, url.port)
        self._is_cut = False

    def close(self) -> None:
        self.cut()
        self._listener.close()

    def _serve(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            with self._lock:
                if self._is_cut:
                    near.close()
                    continue
            try:
                far = socket.create_connection(self._to, timeout=5)
            except OSError:
                near.close()
                continue
            far.settimeout(None)
            with self._lock:
                self._open |= {near, far}
            ours = f"Host: {self.address.removeprefix('http://')}".encode()
            theirs = f"Host: {self._to[0]}:{self._to[1]}".encode()
            for one, other, was, becomes in ((near, far, ours, theirs), (far, near, b"", b"")):
                threading.Thread(target=self._carry, args=(one, other, was, becomes), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket, was: bytes, becomes: bytes) -> None:
        """Carries one direction; a hub answers to its own name alone, so the line calls it by that."""
        with suppress(OSError):
            while content := one.recv(65536):
                content = content.replace(was, becomes, 1) if was else content
                other.sendall(content.replace(b"ayload", b"ayl0ad") if self.spoil and was else content)
        self._end(one)
        self._end(other)

    @staticmethod
    def _end(each: socket.socket) -> None:
        with suppress(OSError):
            each.shutdown(socket.SHUT_RDWR)
        each.close()


class Site:
    """The gateway of a site as a process of its own, that is started and killed over and over.

    Args:
        home: Its home.
        hub: Where it finds its hub.
        name: What it is called.
        every_s: How often it asks its gauge.
        program: What runs it, but for its home.
    """

    def __init__(
        self, home: Path, hub: str, *, name: str = "s7", every_s: float = 1.0,
        program: Sequence[str] = (*PROGRAM, "edge", "run"),
    ) -> None:  # fmt: skip
        self.home = home
        self.program = program
        words = ("edge", "init", "--hub", hub, "--org", "local", "--name", name, "--place", "S7", "--page-port", "0")
        made = petroverse(*words, home=home)
        assert made.returncode == 0, made.stderr
        self.admission = made.stdout.split()[1:-2]
        self.ask_every(every_s, before_s=10.0)
        self.process: subprocess.Popen[str] | None = None
        self.said = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the site

    def ask_every(self, seconds: float, *, before_s: float = 1.0) -> None:
        """How often it asks its gauge once it is started anew."""
        settings = self.home / "edge" / "edge.toml"
        settings.write_text(settings.read_text().replace(f"every_s = {before_s}", f"every_s = {seconds}"))

    def start(self) -> None:
        self.process = subprocess.Popen(
            [*self.program, "--home", str(self.home)], stdout=subprocess.PIPE, stderr=self.said, text=True,
            env=environment(), start_new_session=True,
        )  # fmt: skip
        line = self.process.stdout.readline()
        if not line.startswith("Ready:"):
            self.said.seek(0)
            raise AssertionError(self.said.read())

    def kill(self) -> None:
        if self.process:
            killed(self.process)
            self.process.stdout.close()
            self.process = None

    def stop(self) -> int:
        self.process.terminate()
        code = self.process.wait(30)
        self.process.stdout.close()
        self.process = None
        return code

    def status(self) -> dict[str, Any]:
        told = petroverse("edge", "status", "--format", "json", home=self.home)
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)["rows"][0]

    def close(self) -> None:
        self.kill()
        self.said.close()
