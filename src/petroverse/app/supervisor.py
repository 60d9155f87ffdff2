"""``petroverse up``: one process that holds the home, starts the engines, serves, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Final

from petroverse import __version__
from petroverse.app.home import Home, RunningPlatform
from petroverse.app.settings import Settings
from petroverse.core.errors import Conflict, NotAllowed, Unavailable

if TYPE_CHECKING:
    import uvicorn

    from petroverse.app.wiring import Platform

__all__ = ["AddressNotSafe", "PortBusy", "UpNotice", "run_up"]

_STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_GRACE_S: Final = 4


class PortBusy(Conflict):
    """Another program listens on the port."""


class AddressNotSafe(NotAllowed):
    """The platform would be reachable from other machines without TLS."""


@dataclass(frozen=True, slots=True)
class UpNotice:
    """What a platform that answers has to say to its owner.

    Attributes:
        address: Where it answers.
        link: Signs in once, within the hour.
        is_sample: Whether only the sample is in.
        is_empty: Whether nothing is in.
    """

    address: str
    link: str
    is_sample: bool
    is_empty: bool


def run_up(
    settings: Settings, *, is_empty: bool, say: Callable[[str], None], ready: Callable[[UpNotice], None]
) -> None:
    """Runs the platform until it is told to stop.

    Args:
        settings: Where and how.
        is_empty: Whether an empty home stays empty instead of getting the sample.
        say: Tells the owner what is going on.
        ready: Called once, when the platform answers.

    Raises:
        HomeNotWritable: The home cannot be written.
        HomeHeld: A platform already runs on this home.
        PortBusy: Another program has the port; names a free one.
        AddressNotSafe: The host is not loopback; TLS is not there yet.
        Unavailable: An engine does not start, or the address does not exist here.
    """
    from petroverse.app.health import kept_alive
    from petroverse.app.wiring import open_platform

    _refuse_open_host(settings)
    home = Home(settings.home)
    home.prepare()
    with _stoppable() as stop, home.held(), _listening(settings) as listener:
        bound = replace(settings, port=listener.getsockname()[1])
        say("Starting the engines …")
        with open_platform(bound, is_repaired=True) as platform:
            if not is_empty:
                platform.load_sample_if_empty(say)
            with kept_alive(platform.engine):
                _serve(platform, listener, stop, ready)
    say("Stopped.")


class _Stop:
    """What the stop signals do: before there is a server they interrupt, afterwards they ask it to end."""

    def __init__(self) -> None:
        self.server: uvicorn.Server | None = None

    def __call__(self, _number: int, _frame: FrameType | None) -> None:
        if self.server is None:
            raise KeyboardInterrupt
        if self.server.should_exit:
            self.server.force_exit = True
        self.server.should_exit = True


@contextlib.contextmanager
def _stoppable() -> Iterator[_Stop]:
    stop = _Stop()
    before = {number: signal.signal(number, stop) for number in _STOP_SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _serve(platform: Platform, listener: socket.socket, stop: _Stop, ready: Callable[[UpNotice], None]) -> None:
    import uvicorn

    class _Server(uvicorn.Server):
        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield  # the supervisor has the signals

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready(platform.notice())

    options = {"log_level": "warning", "access_log": False, "server_header": False, "date_header": False}
    config = uvicorn.Config(platform.api(), timeout_graceful_shutdown=_GRACE_S, lifespan="off", **options)  # type: ignore[arg-type]  # the options' types are known to uvicorn alone
    server = _Server(config)
    running = RunningPlatform(platform.settings.address, os.getpid(), __version__, datetime.now(UTC).isoformat())
    with platform.home.announced(running):
        stop.server = server
        try:
            server.run(sockets=[listener])
        finally:
            stop.server = None
            _shield()


def _shield() -> None:
    """From here on the platform is stopping; a second signal must not cut the clean-up short."""
    for number in _STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _refuse_open_host(settings: Settings) -> None:
    try:
        is_loopback = ipaddress.ip_address(settings.host).is_loopback
    except ValueError:
        is_loopback = settings.host == "localhost"
    if not is_loopback:
        raise AddressNotSafe(
            f"{settings.host} can be reached from other machines and this version does not offer TLS yet",
            where="--host",
            fix="listen on 127.0.0.1 and put a proxy with TLS in front, with its address in --url",
        )


@contextlib.contextmanager
def _listening(settings: Settings) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        if sys.platform != "win32":
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
            listener.listen(256)
        except OSError as fault:
            raise _not_bound(settings, family, fault) from fault
        yield listener


def _not_bound(settings: Settings, family: socket.AddressFamily, fault: OSError) -> Conflict | Unavailable | NotAllowed:
    where = f"{settings.host}:{settings.port}"
    if fault.errno == errno.EADDRINUSE:
        free = _free_port(settings.host, family, settings.port)
        return PortBusy("another program uses the port", where=where, fix=f"port {free} is free: add --port {free}")
    if fault.errno == errno.EACCES:
        return NotAllowed("this account may not use the port", where=where, fix="choose a port above 1023 with --port")
    return Unavailable(f"cannot listen: {fault.strerror}", where=where, fix="choose another --host or --port")


def _free_port(host: str, family: socket.AddressFamily, busy: int) -> int:
    for port in (*range(busy + 1, min(busy + 20, 65_536)), 0):
        with socket.socket(family, socket.SOCK_STREAM) as probe, contextlib.suppress(OSError):
            probe.bind((host, port))
            return int(probe.getsockname()[1])
    return 0
