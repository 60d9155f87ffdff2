"""Serving: the listener, the server, what the stop signals do, and draining what runs before the end."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from types import FrameType
from typing import TYPE_CHECKING, Final

from petroverse import __version__
from petroverse.app.home import RunningPlatform
from petroverse.app.settings import Settings
from petroverse.core.errors import Conflict, NotAllowed, Unavailable

if TYPE_CHECKING:
    import ssl

    import uvicorn

    from petroverse.app.wiring import Platform

__all__ = [
    "AddressNotSafe",
    "PortBusy",
    "Stop",
    "is_loopback",
    "listening",
    "refuse_open_host",
    "serve",
    "served",
    "stoppable",
]

_STOP_SIGNALS: Final = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_IDLE_S: Final = 65
"""How long a quiet connection is kept: longer than people think between questions, and than balancers keep theirs."""

_CERTIFICATE_TICKS: Final = 36_000
"""Ten ticks a second: the own certificate is looked at every hour."""


class PortBusy(Conflict):
    """Another program listens on the port."""


class AddressNotSafe(NotAllowed):
    """The platform would be reachable from other machines without TLS."""


class Stop:
    """What the stop signals do: before anything serves they interrupt, afterwards they ask it to drain and end.

    Attributes:
        wanted: Set from the first stop signal on; ``/readyz`` says 503 from then.
    """

    def __init__(self) -> None:
        self.wanted = threading.Event()
        self.is_serving = False
        self.server: uvicorn.Server | None = None
        self.is_impatient = False
        self.is_certificate_asked = False
        self.reads_certificate = False
        self._since = 0.0

    def __call__(self, number: int, _frame: FrameType | None) -> None:
        """Takes one signal: a hang-up reads the certificate again where there is one, all others stop."""
        if number == signal.SIGHUP and self.reads_certificate and self.is_serving:
            self.is_certificate_asked = True
            return
        if not self.is_serving:
            raise KeyboardInterrupt
        self.is_impatient = self.wanted.is_set()
        if self.is_impatient and self.server is None:
            raise KeyboardInterrupt
        if self.server is not None and self.is_impatient:
            self.server.force_exit = True
        self._since = self._since or time.monotonic()
        self.wanted.set()

    def is_over(self, notice_s: float) -> bool:
        """Whether it was asked to stop, and the time in which balancers may leave is over."""
        return self.wanted.is_set() and (self.is_impatient or time.monotonic() - self._since >= notice_s)


@contextlib.contextmanager
def stoppable() -> Iterator[Stop]:
    """Gives the stop signals to a ``Stop`` while the block runs."""
    stop = Stop()
    before = {number: signal.signal(number, stop) for number in _STOP_SIGNALS}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextlib.contextmanager
def served(stop: Stop) -> Iterator[None]:
    """While the block runs signals drain instead of interrupting; after it none cuts the clean-up short."""
    stop.is_serving = True
    try:
        yield
    finally:
        for number in _STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)


def serve(platform: Platform, listener: socket.socket, stop: Stop, ready: Callable[[], None]) -> None:
    """Answers until it is told to stop, then lets what runs end.

    Args:
        platform: What is served.
        listener: Where.
        stop: Tells when.
        ready: Called once, when the platform answers.
    """
    import uvicorn

    from petroverse.app.tls import certificate_of
    from petroverse.app.warming import kept_warm

    settings, home = platform.settings, platform.home

    class _Server(uvicorn.Server):
        @contextlib.contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield  # the stop signals are ours

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            ready()

        async def on_tick(self, counter: int) -> bool:
            if stop.is_certificate_asked or counter % _CERTIFICATE_TICKS == _CERTIFICATE_TICKS - 1:
                stop.is_certificate_asked = False
                read_again(self.config.ssl)
            self.should_exit = self.should_exit or stop.is_over(settings.drain_notice_s)
            return await super().on_tick(counter)

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            stop.wanted.set()
            await super().shutdown(sockets)

    def read_again(context: ssl.SSLContext | None) -> None:
        files = certificate_of(settings, home)
        if context and files:
            context.load_cert_chain(files.chain, files.key)

    with served(stop), home.announced(_running(settings)), kept_warm(platform.stores):
        stop.server = server = _Server(_config(platform, stop))
        stop.reads_certificate = settings.is_tls
        server.run(sockets=[listener])


def _config(platform: Platform, stop: Stop) -> uvicorn.Config:
    import uvicorn

    from petroverse.app.tls import certificate_of

    files = certificate_of(platform.settings, platform.home)
    return uvicorn.Config(
        platform.api(is_draining=stop.wanted.is_set),
        timeout_keep_alive=_IDLE_S,
        timeout_graceful_shutdown=platform.settings.drain_s,
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ssl_certfile=files.chain if files else None,
        ssl_keyfile=files.key if files else None,
    )


def _running(settings: Settings) -> RunningPlatform:
    return RunningPlatform(settings.address, os.getpid(), __version__, datetime.now(UTC).isoformat())


def refuse_open_host(settings: Settings) -> None:
    """Lets nobody listen to other machines in the clear.

    Raises:
        AddressNotSafe: The host is not loopback, and there is neither TLS nor a trusted proxy.
    """
    if not (is_loopback(settings.host) or settings.is_tls or settings.trusted_proxy):
        raise AddressNotSafe(
            f"{settings.host} can be reached from other machines, and neither TLS nor a trusted proxy is set",
            where="--host",
            fix="add --tls local, or --tls-cert and --tls-key, or --trusted-proxy ADDRESS with --url",
        )


def is_loopback(host: str) -> bool:
    """Whether only programs of this machine reach an address."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@contextlib.contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """A listener on the settings' host and port.

    Raises:
        PortBusy: Another program has the port; names a free one.
        NotAllowed, Unavailable: It cannot be used.
    """
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # The protocol is said aloud, for asyncio sends at once only on sockets that say it: else a short answer waits
    # 40 ms for the other side's delayed acknowledgement.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
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
