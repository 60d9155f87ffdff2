"""A word with a NATS server: who it is, and whether it lets somebody in. By sockets, for it is asked from threads."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from typing import Any, Final

__all__ = ["answers_as", "lets_in"]

_PATIENCE_S: Final = 1.0


def answers_as(name: str, port: int) -> bool:
    """Whether a server of this name answers on a port of loopback."""
    with suppress(OSError, ValueError), _connected(port) as (_, lines):
        return bool(_told(lines)["server_name"] == name)
    return False


def lets_in(user: str, password: str, *, port: int) -> bool:
    """Whether the server on a port of loopback lets this user in."""
    with suppress(OSError, ValueError), _connected(port) as (link, lines):
        _told(lines)
        who = {"user": user, "pass": password, "verbose": False, "pedantic": False, "lang": "python", "version": "1"}
        link.sendall(f"CONNECT {json.dumps(who)}\r\nPING\r\n".encode())
        return lines.readline().startswith(b"PONG")
    return False


@contextmanager
def _connected(port: int) -> Iterator[tuple[socket.socket, BufferedReader]]:
    with socket.create_connection(("127.0.0.1", port), _PATIENCE_S) as link, link.makefile("rb") as lines:
        yield link, lines


def _told(lines: BufferedReader) -> dict[str, Any]:
    """What it says of itself first."""
    word, _, rest = lines.readline().partition(b" ")
    if word != b"INFO":
        raise ValueError("it is no NATS server")
    told: dict[str, Any] = json.loads(rest)
    return told
