"""Webhooks: a notice as a signed POST, as the Standard Webhooks specification writes it.

The signature is over id, instant and body (HMAC-SHA256), so a receiver that knows the secret can tell a true notice
from a false one, an old from a new one, and one that came twice.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from petroverse.core.times import Clock, SystemClock
from petroverse.senders.faults import NoticeNotSendable
from petroverse.senders.notice import Notice, notice_bytes
from petroverse.senders.posting import Post, Poster, refuse_status

__all__ = ["WebhookSender", "signature"]

_SHORTEST_SECRET: Final = 24
"""Bytes, as the specification asks for."""


class WebhookSender:
    """Posts notices to one address; a ``NoticeSender``.

    Args:
        url: Where to; https, or http to this machine.
        secret: Gives the shared secret, read anew for each notice: ``whsec_`` and base64 of at least 24 bytes.
        poster: Sends the request.
        clock: Gives the instant of signing.

    Raises:
        NoticeNotSendable: The address is none.
    """

    def __init__(self, url: str, secret: Callable[[], str], poster: Poster, *, clock: Clock | None = None) -> None:
        parts = urlsplit(url)
        if parts.scheme not in ("https", "http") or not parts.hostname:
            raise NoticeNotSendable("a webhook's address begins with https://", where="url", fix="give such an address")
        self._url = url
        self._secret = secret
        self._poster = poster
        self._clock = clock or SystemClock()

    def send(self, notice: Notice) -> None:
        """Posts a notice; see ``NoticeSender.send``.

        Raises:
            NoticeDelayed: The receiver puts it off.
            NoticeRefused: The receiver refuses it, or is there no more (``ReceiverGone``).
            NoticeNotSendable: The secret is none.
        """
        body = notice_bytes(notice)
        second = int(self._clock.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            "webhook-id": notice.id,
            "webhook-timestamp": str(second),
            "webhook-signature": signature(self._secret(), notice.id, second, body),
        }
        refuse_status(self._poster(Post(self._url, headers, body)), self._url)


def signature(secret: str, notice_id: str, second: int, body: bytes) -> str:
    """The signature of one notice, ``v1,`` and base64 of HMAC-SHA256 over ``id.second.body``.

    Args:
        secret: ``whsec_`` and base64, with or without the prefix.
        notice_id: The notice's id.
        second: When it is signed, seconds since 1970.
        body: The bytes that are sent.

    Raises:
        NoticeNotSendable: The secret is none, or shorter than 24 bytes.

    Source:
        Standard Webhooks 1.0, "Webhook signatures".

    Example:
        The specification's own:

        >>> signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
        ...           b'{"test": 2432232314}')
        'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='
    """
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) < _SHORTEST_SECRET:
        fix = f"give whsec_ and base64 of at least {_SHORTEST_SECRET} bytes"
        raise NoticeNotSendable("the webhook's secret is none", where="secret", fix=fix)
    signed = f"{notice_id}.{second}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
