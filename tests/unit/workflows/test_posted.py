"""Notices go out over the open network alone, and in time."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from petroverse.core.errors import NotAllowed
from petroverse.senders import NoticeDelayed, NoticeNotSendable, Post
from petroverse.workflows.posted import poster

taken: list[tuple[str, str, bytes]] = []


class Handler(BaseHTTPRequestHandler):
    """Takes what it is given; sends whoever asks for it elsewhere."""

    def do_POST(self) -> None:
        taken.append((self.path, self.headers["Host"], self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(302 if self.path == "/elsewhere" else 204)
        self.send_header("Location", "/hook")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def port() -> Iterator[int]:
    taken.clear()
    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def test_a_notice_is_posted_as_it_is(port: int):
    assert poster(allow_private=True)(Post(f"http://127.0.0.1:{port}/hook", {"webhook-id": "a"}, b"{}")) == 204
    assert taken == [("/hook", f"127.0.0.1:{port}", b"{}")]


def test_a_redirect_is_told_and_not_followed(port: int):
    assert poster(allow_private=True)(Post(f"http://127.0.0.1:{port}/elsewhere", {}, b"{}")) == 302
    assert [path for path, _, _ in taken] == ["/elsewhere"]


def test_this_machine_is_not_written_to_unless_the_owner_allows_it(port: int):
    with pytest.raises(NotAllowed):
        poster()(Post(f"http://localhost:{port}/hook", {}, b"{}"))
    assert taken == []


def test_whoever_answers_nothing_is_left_in_time_and_its_path_is_not_told():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        with pytest.raises(NoticeDelayed) as told:
            poster(allow_private=True, most_s=0.3)(Post(f"http://127.0.0.1:{silent.getsockname()[1]}/token", {}, b"{}"))
        assert time.monotonic() - begun < 5
        assert "/token" not in str(told.value)


def test_another_protocol_is_refused():
    with pytest.raises(NoticeNotSendable, match="http"):
        poster()(Post("gopher://ops.example/", {}, b"{}"))
