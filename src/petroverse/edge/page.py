"""The page of a site: what stands, what is wrong and what waits; for whoever is there while the hub is not.

It is served by what Python brings along, to this machine alone unless it has a password. Nothing can be set here;
people acknowledge, shelve and write notes.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import json
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

from petroverse.core.errors import Conflict, InputRefused, NotFound, PetroVerseError
from petroverse.edge.deeds import Deed
from petroverse.edge.settings import EdgeSettings

__all__ = ["PagePortBusy", "Shows", "served_page"]

Shows = Callable[[], Awaitable[Mapping[str, Any]]]
Does = Callable[[Deed], Awaitable[None]]

_LOOK: Final = Path(__file__).parent / "look"
_FILES: Final[Mapping[str, tuple[str, str]]] = {
    "/": ("page.html", "text/html; charset=utf-8"),
    "/page.css": ("page.css", "text/css; charset=utf-8"),
    "/page.js": ("page.js", "text/javascript; charset=utf-8"),
}
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
_LARGEST: Final = 8192
_PATIENCE_S: Final = 20.0
_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
_OWN: Final = "X-PetroVerse-Page"
"""A page of another origin cannot send this header without asking first, and is never told that it may."""


class PagePortBusy(Conflict):
    """Another program answers where the page should."""


@contextmanager
def served_page(settings: EdgeSettings, *, shows: Shows, does: Does) -> Iterator[str]:
    """Serves the page while the block runs, and gives its address; call it in the event loop that ``shows`` lives in.

    Args:
        settings: Where, and with which password.
        shows: Gives what the page shows.
        does: Does what a person pressed.

    Raises:
        PagePortBusy: See the fault.
    """
    loop = asyncio.get_running_loop()

    def asked(work: Awaitable[Any]) -> Any:  # noqa: ANN401 - what the work gives
        async def done() -> Any:  # noqa: ANN401 - as above
            return await work

        return asyncio.run_coroutine_threadsafe(done(), loop).result(_PATIENCE_S)

    class Handler(_Handler):
        password = settings.page_password
        look = staticmethod(lambda: asked(shows()))
        act = staticmethod(lambda deed: asked(does(deed)))

    try:
        server = ThreadingHTTPServer((settings.page_host, settings.page_port), Handler)
    except OSError as fault:
        where = f"{settings.page_host}:{settings.page_port}"
        fix = "set another page_port in edge.toml"
        raise PagePortBusy(f"the page cannot be served: {fault.strerror}", where=where, fix=fix) from fault
    server.daemon_threads = True
    hand = threading.Thread(target=server.serve_forever, args=(0.2,), name="page", daemon=True)
    hand.start()
    try:
        yield f"http://{settings.page_host}:{server.server_address[1]}"
    finally:
        threading.Thread(target=server.shutdown, daemon=True).start()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    """One connection to the page."""

    password: str
    look: Callable[[], Mapping[str, Any]]
    act: Callable[[Deed], None]
    timeout = 15
    server_version = "PetroVerse"
    sys_version = ""

    def do_GET(self) -> None:
        """Gives the page, or what it shows."""
        if not self._is_let_in():
            return
        if self.path == "/state.json":
            self._tell(HTTPStatus.OK, self.look())
        elif file := _FILES.get(self.path):
            self._send(HTTPStatus.OK, (_LOOK / file[0]).read_bytes(), file[1])
        else:
            self._tell(HTTPStatus.NOT_FOUND, {"what": "there is no such page", "fix": "open /"})

    def do_POST(self) -> None:
        """Does what a person pressed."""
        if not self._is_let_in():
            return
        length = self.headers.get("Content-Length", "")
        if self.path != "/deeds" or self.headers.get(_OWN) != "1":
            self._tell(HTTPStatus.FORBIDDEN, {"what": "only the page itself may do this", "fix": "open /"})
            return
        if not (length.isdecimal() and int(length) <= _LARGEST):
            self._tell(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"what": "that is too long", "fix": "write less"})
            return
        try:
            self.act(_deed(self.rfile.read(int(length))))
        except (InputRefused, NotFound) as fault:
            self._tell(HTTPStatus.BAD_REQUEST, {"what": fault.what, "fix": fault.fix})
        except (PetroVerseError, TimeoutError) as fault:
            self._tell(HTTPStatus.SERVICE_UNAVAILABLE, {"what": str(fault), "fix": "try again"})
        else:
            self._tell(HTTPStatus.OK, {})

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Says nothing: whoever looks at the page is not kept."""

    def _is_let_in(self) -> bool:
        if not self.password:
            if self.headers.get("Host", "").rpartition(":")[0] in _LOOPBACK:
                return True
            self._tell(
                HTTPStatus.FORBIDDEN, {"what": "this page has another address", "fix": "open it on this machine"}
            )
            return False
        if hmac.compare_digest(_password_in(self.headers.get("Authorization", "")), self.password.encode()):
            return True
        self._tell(HTTPStatus.UNAUTHORIZED, {"what": "the password of this page is asked for", "fix": "see edge.toml"})
        return False

    def _tell(self, status: HTTPStatus, value: Mapping[str, Any]) -> None:
        self._send(status, json.dumps(value).encode(), "application/json")

    def _send(self, status: HTTPStatus, content: bytes, kind: str) -> None:
        self.send_response(status)
        told = {**_HEADERS, "Content-Type": kind, "Content-Length": str(len(content))}
        if status is HTTPStatus.UNAUTHORIZED:
            told["WWW-Authenticate"] = 'Basic realm="PetroVerse site", charset="UTF-8"'
        for name, value in told.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)


def _password_in(authorization: str) -> bytes:
    kind, _, given = authorization.partition(" ")
    try:
        return base64.b64decode(given, validate=True).partition(b":")[2] if kind.lower() == "basic" else b""
    except (binascii.Error, ValueError):
        return b""


def _deed(content: bytes) -> Deed:
    try:
        told = json.loads(content)
        texts = {name: told[name] for name in ("does", "rule", "subject", "person")}
        texts["text"] = told.get("text", "")
        if not all(isinstance(each, str) for each in texts.values()):
            raise TypeError("a text is none")  # noqa: TRY301 - told below
        return Deed(**texts, hours=float(told.get("hours", 1.0)))
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as fault:
        raise InputRefused(f"this is no deed: {fault}", fix="load the page again") from fault
