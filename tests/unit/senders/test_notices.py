"""Notices by webhook and by push, over a real server; what arrives is opened as its receiver would open it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from petroverse.core.errors import Unavailable
from petroverse.senders import (
    Notice,
    NoticeDelayed,
    NoticeNotSendable,
    NoticeRefused,
    NoticeSender,
    Post,
    PushSender,
    ReceiverGone,
    Subscription,
    WebhookSender,
    new_push_key,
    notice_bytes,
    public_push_key,
)
from push_browser import Browser, base64url

NOW = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"k" * 32).decode()
NOTICE = Notice(
    "alarm-7-3", "alarm.raised", NOW, "Tank 3 is over its safe fill", "Stop the drop: 412 L above.",
    "/alarms/7", "high", {"litres": 412.5},
)  # fmt: skip


class _Clock:
    def now(self) -> datetime:
        return NOW


@dataclass
class Receiver:
    """What a receiver got, and what it answers."""

    port: int = 0
    status: int = 201
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def post(self, post: Post) -> int:
        """To the receiver, whatever host the address names: push services are https, and this one is not."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        parts = urlsplit(post.url)
        connection.request("POST", parts.path, post.body, dict(post.headers))
        return connection.getresponse().status


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    told = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            told.got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(told.status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        told.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield told
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def key() -> str:
    return new_push_key()


@pytest.fixture(params=["webhook", "push"])
def sender(request, receiver: Receiver, key: str) -> NoticeSender:
    if request.param == "webhook":
        return WebhookSender("http://127.0.0.1/hook", lambda: SECRET, receiver.post, clock=_Clock())
    return PushSender(Browser().subscription, lambda: key, "mailto:ops@example.com", receiver.post, clock=_Clock())


def test_a_receiver_that_knows_the_secret_can_check_a_webhook(receiver: Receiver):
    WebhookSender("http://127.0.0.1/hook", lambda: SECRET, receiver.post, clock=_Clock()).send(NOTICE)
    ((path, headers, body),) = receiver.got
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(b"k" * 32, signed, hashlib.sha256)).decode()
    assert (path, headers["webhook-signature"]) == ("/hook", f"v1,{expected}")
    assert int(headers["webhook-timestamp"]) == NOW.timestamp()
    told = json.loads(body)
    assert (told["id"], told["title"], told["body"]) == (NOTICE.id, NOTICE.title, NOTICE.body)


def test_a_browser_opens_a_push_and_its_service_knows_who_sends(receiver: Receiver, key: str):
    browser = Browser()
    PushSender(browser.subscription, lambda: key, "mailto:ops@example.com", receiver.post, clock=_Clock()).send(NOTICE)
    ((path, headers, body),) = receiver.got
    assert browser.opened(body) == notice_bytes(NOTICE)
    assert (path, headers["urgency"], headers["content-encoding"]) == ("/send/abc", "high", "aes128gcm")
    token, public = headers["authorization"].removeprefix("vapid t=").split(", k=")
    assert public == public_push_key(key)
    point = base64.urlsafe_b64decode(public + "=")
    verifier = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    claims = jwt.decode(token, verifier, ["ES256"], audience="https://push.example:8443", options={"verify_exp": False})
    assert claims["sub"] == "mailto:ops@example.com"
    assert NOW.timestamp() < claims["exp"] <= NOW.timestamp() + 24 * 3600


def test_nothing_of_a_notice_can_be_read_on_its_way(receiver: Receiver, key: str):
    PushSender(Browser().subscription, lambda: key, "mailto:ops@example.com", receiver.post).send(NOTICE)
    ((_, headers, body),) = receiver.got
    assert b"Tank" not in body
    assert "Tank" not in str(headers)


@pytest.mark.parametrize(
    ("status", "fault"),
    [(404, ReceiverGone), (410, ReceiverGone), (400, NoticeRefused), (301, NoticeRefused), (413, NoticeRefused),
     (429, NoticeDelayed), (408, NoticeDelayed), (500, NoticeDelayed), (503, NoticeDelayed)],
)  # fmt: skip
def test_what_may_pass_is_told_from_what_lasts(sender: NoticeSender, receiver: Receiver, status: int, fault: type):
    receiver.status = status
    with pytest.raises(fault) as told:
        sender.send(NOTICE)
    assert isinstance(told.value, Unavailable) == (fault is NoticeDelayed)
    assert "/hook" not in str(told.value)
    assert "/send" not in str(told.value)


def test_the_same_notice_sent_again_has_the_same_id(sender: NoticeSender, receiver: Receiver):
    sender.send(NOTICE)
    sender.send(NOTICE)
    assert len({headers.get("webhook-id") for _, headers, _ in receiver.got}) == 1


def test_a_notice_that_no_push_service_takes_is_refused_before_it_is_sent(receiver: Receiver, key: str):
    long = Notice("a", "alarm.raised", NOW, "x", text="long " * 1000)
    with pytest.raises(NoticeNotSendable, match="too long"):
        PushSender(Browser().subscription, lambda: key, "mailto:a@b.c", receiver.post).send(long)
    assert receiver.got == []


@pytest.mark.parametrize(
    ("changes", "where"),
    [({"endpoint": "http://push.example/a"}, "endpoint"), ({"auth": "c2hvcnQ"}, "auth"), ({"auth": "§"}, "auth"),
     ({"p256dh": base64url(b"\x04" + b"\x01" * 64)}, "p256dh"), ({"p256dh": ""}, "p256dh")],
)  # fmt: skip
def test_a_subscription_that_is_none_is_refused(changes: dict[str, str], where: str):
    good = Browser().subscription
    whole = {"endpoint": good.endpoint, "p256dh": good.p256dh, "auth": good.auth}
    with pytest.raises(NoticeNotSendable) as told:
        Subscription(**{**whole, **changes})
    assert told.value.where == where


@pytest.mark.parametrize("secret", ["", "whsec_c2hvcnQ=", "not base64 at all, but long enough to be one"])
def test_a_secret_that_is_none_is_refused_and_not_told(receiver: Receiver, secret: str):
    with pytest.raises(NoticeNotSendable) as told:
        WebhookSender("https://ops.example/hook", lambda: secret, receiver.post).send(NOTICE)
    assert not secret or secret not in str(told.value)


@pytest.mark.parametrize("url", ["", "ops.example/hook", "ftp://ops.example/", "https://"])
def test_an_address_that_is_none_is_refused(receiver: Receiver, url: str):
    with pytest.raises(NoticeNotSendable, match="https"):
        WebhookSender(url, lambda: SECRET, receiver.post)


@pytest.mark.parametrize("changes", [{"id": ""}, {"id": "a.b"}, {"id": "a\r\nb"}, {"kind": "é"}, {"title": ""}])
def test_a_notice_that_would_break_its_envelope_is_refused(changes: dict[str, str]):
    with pytest.raises(NoticeNotSendable):
        Notice(**{"id": "a", "kind": "b", "at": NOW, "title": "c", **changes})


def test_a_key_of_another_kind_is_refused():
    with pytest.raises(NoticeNotSendable):
        public_push_key("no key")
    assert load_pem_private_key(new_push_key().encode(), None).key_size == 256
