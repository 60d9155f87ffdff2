"""A webhook's other end on this machine: what it got, in order, and what it answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

__all__ = ["Hook", "hook"]


@dataclass
class Hook:
    """What came, and what is answered.

    Attributes:
        port: Where it listens.
        got: Headers, by small names, and body of each request.
        answers: What it answers next, instead of 200.
        hears: Called with each request before it is answered; gives whether there is an answer at all.
    """

    port: int = 0
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)
    hears: Callable[[], bool] = lambda: True

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/secret-path"

    @property
    def ids(self) -> list[str]:
        """The id of each notice that came."""
        return [headers["webhook-id"] for headers, _ in self.got]


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            if not hook.hears():
                return
            self.send_response(hook.answers.pop(0) if hook.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield hook
    server.shutdown()
    server.server_close()
    thread.join()
