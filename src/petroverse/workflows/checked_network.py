"""Connections to the open network alone: never to this machine, nor into the private network that it sits in.

A name is resolved once and the connection goes to the very address that was checked, at each connection anew; so
neither a name that points inside nor one that changes its mind in between leads to a private address.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpcore
import httpx

from petroverse.core.errors import NotAllowed

__all__ = ["AddressNotAllowed", "checked_pool", "is_public"]

_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")
_UNICAST: Final = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is given out (RFC 4291); what lies beside it has led into private networks before."""


class AddressNotAllowed(NotAllowed):
    """The address is this machine's or lies in a private network, and the settings do not allow that."""


@contextmanager
def checked_pool(*, allow_private: bool, until: float) -> Iterator[httpcore.ConnectionPool]:
    """Connections that lead to public addresses alone, unless private ones are allowed; no proxy stands between.

    What is asked over it raises ``AddressNotAllowed`` where a name has private addresses only, and times out at
    ``until`` (of ``time.monotonic``) however little at a time the server says: a byte now and then keeps nobody.
    """
    network = _CheckedNetwork(allow_private=allow_private, until=until)
    with httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=network) as pool:
        yield pool


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open network, whatever it is wrapped in.

    Example:
        >>> is_public("8.8.8.8"), is_public("::ffff:10.0.0.1"), is_public("64:ff9b::7f00:1")
        (True, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = (
            ip.ipv4_mapped or ip.sixtofour or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else None)
        )
        if inner is not None:
            return is_public(str(inner))
        if ip not in _UNICAST:
            return False
    return ip.is_global and not ip.is_multicast


class _CheckedNetwork(httpcore.SyncBackend):
    """Connects to the very address that was checked."""

    def __init__(self, *, allow_private: bool, until: float) -> None:
        self._allow_private = allow_private
        self._until = until

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first address of a name that may be fetched from and answers."""
        fault: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._allowed(host, port):
            try:
                left_s = _left(timeout, self._until, httpcore.ConnectTimeout)
                stream = super().connect_tcp(address, port, left_s, local_address, socket_options)
                return _TimedStream(stream, self._until)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                fault = failed
        raise fault

    def _allowed(self, host: str, port: int) -> list[str]:
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as fault:
            raise httpcore.ConnectError(f"the name {host} is not known") from fault
        allowed = [each for each in dict.fromkeys(found) if self._allow_private or is_public(each)]
        if found and not allowed:
            what = f"{host} is this machine or lies in a private network"
            raise AddressNotAllowed(what, where=host, fix="the platform's owner may set allow_private_urls")
        return allowed


class _TimedStream(httpcore.NetworkStream):
    """A connection that times out at an instant, whatever still goes on over it."""

    def __init__(self, stream: httpcore.NetworkStream, until: float) -> None:
        self._stream = stream
        self._until = until

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """What the server says next."""
        return self._stream.read(max_bytes, _left(timeout, self._until, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Says something to the server."""
        self._stream.write(buffer, _left(timeout, self._until, httpcore.WriteTimeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """The same connection under TLS."""
        left_s = _left(timeout, self._until, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left_s), self._until)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - as httpcore declares it
        """What is known of the connection."""
        return self._stream.get_extra_info(info)

    def close(self) -> None:
        """Ends it."""
        self._stream.close()


def _left(timeout: float | None, until: float, fault: type[httpcore.TimeoutException]) -> float:
    """How long one step may take, s; raises where there is no time left."""
    left_s = until - time.monotonic()
    if left_s <= 0:
        raise fault("the time for the whole is over")
    return left_s if timeout is None else min(timeout, left_s)
