"""Downloads: bounded, conditional, and never from where the platform itself sits unless that is allowed."""

from __future__ import annotations

import hashlib
import ipaddress
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.database import FetchedUrl
from petroverse.workflows.checked_network import AddressNotAllowed, is_public
from petroverse.workflows.downloads import (
    DownloadLimits,
    DownloadRefused,
    SourceAway,
    download,
)

OPEN = DownloadLimits(allow_private=True)
BODY = b"a workbook" * 100


@dataclass
class Site:
    """A small real web site: what each path answers, and what was asked of it."""

    port: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _answers(site: Site) -> dict[str, tuple[int, dict[str, str], bytes]]:
    return {
        "/book.xlsx": (200, {"ETag": '"v1"', "Last-Modified": "Mon, 04 Mar 2024 06:00:00 GMT"}, BODY),
        "/named": (200, {"Content-Disposition": 'attachment; filename="../march 2024.xlsx"; size=3'}, BODY),
        "/moved": (302, {"Location": "/book.xlsx"}, b""),
        "/round": (302, {"Location": "/round"}, b""),
        "/inside": (302, {"Location": "http://169.254.169.254/latest/meta-data"}, b""),
        "/nowhere": (302, {"Location": "http://[::1"}, b""),
        "/file": (302, {"Location": "file:///etc/passwd"}, b""),
        "/busy": (503, {}, b""),
        "/slow-down": (429, {}, b""),
        "/gone": (410, {}, b""),
        "/packed": (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b"),
    }


@pytest.fixture
def site() -> Iterator[Site]:
    told = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, dict(self.headers)))
            if self.path == "/dripping":
                return self.drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 1000)
            if self.path == "/dripping-headers":
                return self.drip(b"HTTP/1.1 200 OK\r\n", b"X-More: and more\r\n")
            status, headers, body = _answers(told).get(self.path, (404, {}, b""))
            if self.headers.get("If-None-Match") == headers.get("ETag", ""):
                status, body = 304, b""
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            return self.wfile.write(body)

        def drip(self, first: bytes, more: bytes) -> None:
            self.wfile.write(first)
            try:
                for _ in range(100):
                    self.wfile.write(more)
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield told
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_file_comes_with_its_name_and_its_marks(site: Site):
    got = download(FetchedUrl(f"{site.url}/book.xlsx"), OPEN)
    assert (got.content, got.name, got.etag) == (BODY, "book.xlsx", '"v1"')
    assert got.last_modified.startswith("Mon, 04 Mar")


def test_a_file_that_did_not_change_is_not_fetched_again(site: Site):
    got = download(FetchedUrl(f"{site.url}/book.xlsx", etag='"v1"', last_modified="then"), OPEN)
    assert got.content is None
    assert site.asked[0][1]["If-None-Match"] == '"v1"'
    assert site.asked[0][1]["If-Modified-Since"] == "then"


def test_the_name_that_a_server_gives_is_a_name_and_no_path(site: Site):
    assert download(FetchedUrl(f"{site.url}/named"), OPEN).name == "march 2024.xlsx"


def test_a_redirect_is_followed(site: Site):
    assert download(FetchedUrl(f"{site.url}/moved"), OPEN).content == BODY


@pytest.mark.parametrize("path", ["/round", "/nowhere", "/file", "/gone", "/nothing", "/packed"])
def test_what_will_not_get_better_is_refused(site: Site, path: str):
    with pytest.raises(DownloadRefused):
        download(FetchedUrl(site.url + path), OPEN)


@pytest.mark.parametrize("url", ["http://a:b/", "http://\u2028.example/"])
def test_an_address_that_is_none_is_refused(url: str):
    with pytest.raises(DownloadRefused):
        download(FetchedUrl(url), OPEN)


@pytest.mark.parametrize("path", ["/busy", "/slow-down"])
def test_what_may_get_better_is_told_so(site: Site, path: str):
    with pytest.raises(SourceAway):
        download(FetchedUrl(site.url + path), OPEN)


def test_a_server_that_is_not_there_may_come_back():
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    with pytest.raises(SourceAway):
        download(FetchedUrl(f"http://127.0.0.1:{port}/x"), OPEN)


@pytest.mark.parametrize("path", ["/book.xlsx", "/dripping"])
def test_a_file_that_is_too_large_is_refused_whether_its_length_is_told_or_not(site: Site, path: str):
    with pytest.raises(DownloadRefused, match="more than 500 bytes"):
        download(FetchedUrl(site.url + path), replace(OPEN, most_bytes=500))


@pytest.mark.parametrize("path", ["/dripping", "/dripping-headers"])
def test_a_server_that_drips_is_left_after_a_time(site: Site, path: str):
    started = time.monotonic()
    with pytest.raises(SourceAway, match="too slow"):
        download(FetchedUrl(site.url + path), replace(OPEN, most_s=0.3))
    assert time.monotonic() - started < 2


def test_progress_is_told_and_may_stop_a_download(site: Site):
    class Enough(Exception):
        pass

    def stop(done: int, total: int, what: str) -> None:
        assert (total, what) == (0, "dripping")
        if done > 2000:
            raise Enough

    with pytest.raises(Enough):
        download(FetchedUrl(f"{site.url}/dripping"), OPEN, progress=stop)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1", "2130706433"])
def test_this_machine_is_not_fetched_from_however_it_is_written(site: Site, host: str):
    with pytest.raises((AddressNotAllowed, SourceAway)):
        download(FetchedUrl(f"http://{host}:{site.port}/book.xlsx"), DownloadLimits())
    assert site.asked == []


def test_a_redirect_into_the_private_network_is_refused_where_only_the_first_address_was_allowed(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("petroverse.workflows.checked_network.is_public", lambda address: address == "127.0.0.1")
    with pytest.raises(AddressNotAllowed, match=r"169\.254"):
        download(FetchedUrl(f"{site.url}/inside"), DownloadLimits())


def test_the_address_that_is_connected_to_is_the_one_that_was_checked(site: Site, monkeypatch: pytest.MonkeyPatch):
    """A name that gives a public address to the check and a private one to the connection finds no second look-up."""
    real, asked = socket.getaddrinfo, []

    def changing(host, port, *more, **options):
        if host == "rebind.example":
            asked.append(host)
            address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
            return real(address, port, *more, **options)
        return real(host, port, *more, **options)

    connected: list[str] = []

    def refused(address, *_, **__):
        connected.append(address[0])
        raise OSError("no network here")

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    monkeypatch.setattr(socket, "create_connection", refused)
    with pytest.raises(SourceAway):
        download(FetchedUrl(f"http://rebind.example:{site.port}/book.xlsx"), DownloadLimits())
    assert (asked, connected) == (["rebind.example"], ["93.184.216.34"])


@pytest.mark.parametrize(
    "address",
    ["10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "0.0.0.0", "::",
     "fe80::1%eth0", "fec0::1", "::127.0.0.1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::",
     "ff02::1", "255.255.255.255"],
)  # fmt: skip
def test_private_addresses_are_known_in_every_dress(address: str):
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_an_address_is_public_in_version_six_dress_exactly_where_it_is_bare(address: ipaddress.IPv4Address):
    assert is_public(f"::ffff:{address}") == is_public(str(address))


def test_the_bytes_are_those_that_were_sent(site: Site):
    got = download(FetchedUrl(f"{site.url}/book.xlsx"), OPEN)
    assert hashlib.sha256(got.content or b"").hexdigest() == hashlib.sha256(BODY).hexdigest()
