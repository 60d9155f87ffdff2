"""Web push: a notice to a browser whose page is closed, through the push service of the browser's maker.

The service carries what it cannot read: a notice is sealed to the browser's own key (RFC 8291), and signed so that the
service knows who sends (VAPID, RFC 8292). Nothing but its size, its urgency and whereto it goes is known on the way.
"""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from petroverse.core.times import Clock, SystemClock
from petroverse.senders.faults import NoticeNotSendable
from petroverse.senders.notice import Notice, notice_bytes
from petroverse.senders.posting import Post, Poster, origin_of, refuse_status

__all__ = ["PushSender", "Subscription", "new_push_key", "public_push_key"]

_LONGEST: Final = 3993
"""Bytes of a notice that fit the 4,096 that a push service takes (RFC 8291, section 4)."""

_SIGNED_S: Final = 12 * 3600
"""How long a signature holds; RFC 8292 allows 24 h."""

_SECRET: Final = 16


@dataclass(frozen=True, slots=True)
class Subscription:
    """Where one browser takes notices, as its ``PushSubscription`` says it.

    Attributes:
        endpoint: The address at the push service, which is a secret.
        p256dh: The browser's public key, base64url.
        auth: The secret that browser and sender share, base64url.

    Raises:
        NoticeNotSendable: The address is not https, or a key is none.
    """

    endpoint: str
    p256dh: str
    auth: str

    def __post_init__(self) -> None:
        if urlsplit(self.endpoint).scheme != "https":
            raise _not_subscribed("endpoint", "give the https address that the browser gave")
        if len(_bytes_of("auth", self.auth)) != _SECRET:
            raise _not_subscribed("auth", "give the 16 bytes that the browser gave, in base64url")
        try:
            ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), self.point)
        except ValueError as fault:
            raise _not_subscribed("p256dh", "give the point on P-256 that the browser gave, in base64url") from fault

    @property
    def point(self) -> bytes:
        """The browser's public key, uncompressed."""
        return _bytes_of("p256dh", self.p256dh)


class PushSender:
    """Pushes notices to one browser; a ``NoticeSender``.

    Args:
        subscription: The browser.
        key: Gives the platform's private key as PEM, read anew for each notice; see ``new_push_key``.
        contact: Whom a push service may ask when something goes wrong: ``mailto:…`` or an https address.
        poster: Sends the request.
        clock: Gives the instant of signing.
        lives_s: How long the service keeps a notice for a browser that is away; 0 to 2,419,200 s.
    """

    def __init__(
        self,
        subscription: Subscription,
        key: Callable[[], str],
        contact: str,
        poster: Poster,
        *,
        clock: Clock | None = None,
        lives_s: int = 24 * 3600,
    ) -> None:
        self._to = subscription
        self._key = key
        self._contact = contact
        self._poster = poster
        self._clock = clock or SystemClock()
        self._lives_s = lives_s

    def send(self, notice: Notice) -> None:
        """Pushes a notice; see ``NoticeSender.send``.

        Raises:
            NoticeDelayed: The push service puts it off.
            NoticeRefused: It refuses, or the browser is subscribed no more (``ReceiverGone``).
            NoticeNotSendable: The notice is larger than a push service takes, or the key is none.
        """
        body = notice_bytes(notice)
        if len(body) > _LONGEST:
            fix = f"tell it in {_LONGEST} bytes, and the rest behind the link"
            raise NoticeNotSendable(f"a notice of {len(body)} bytes is too long to push", where="body", fix=fix)
        url = self._to.endpoint
        headers = {
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "TTL": str(self._lives_s),
            "Urgency": notice.urgency,
            "Authorization": self._signed(origin_of(url)),
        }
        refuse_status(self._poster(Post(url, headers, self._sealed(body))), url)

    def _sealed(self, body: bytes) -> bytes:
        import http_ece

        once = ec.generate_private_key(ec.SECP256R1())
        shared = _bytes_of("auth", self._to.auth)
        sealed: bytes = http_ece.encrypt(
            body, salt=secrets.token_bytes(16), private_key=once, dh=self._to.point, auth_secret=shared
        )
        return sealed

    def _signed(self, origin: str) -> str:
        import jwt

        pem = self._key()
        until = int(self._clock.now().timestamp()) + _SIGNED_S
        token = jwt.encode({"aud": origin, "exp": until, "sub": self._contact}, pem, algorithm="ES256")
        return f"vapid t={token}, k={public_push_key(pem)}"


def new_push_key() -> str:
    """A platform's private key for push, as PEM; whoever subscribed under another one has to subscribe again."""
    key = ec.generate_private_key(ec.SECP256R1())
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def public_push_key(pem: str) -> str:
    """The public half, as a page gives it to ``pushManager.subscribe``: base64url of the uncompressed point.

    Raises:
        NoticeNotSendable: The PEM holds no private key on P-256.

    Example:
        >>> len(public_push_key(new_push_key()))
        87
    """
    try:
        key = load_pem_private_key(pem.encode(), None)
    except (ValueError, TypeError) as fault:
        raise NoticeNotSendable("the key for push is none", where="push key", fix="make a new one") from fault
    if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
        raise NoticeNotSendable("the key for push is not on P-256", where="push key", fix="make a new one")
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


def _bytes_of(name: str, text: str) -> bytes:
    try:
        return base64.b64decode(text.rstrip("=") + "=" * (-len(text.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as fault:
        raise _not_subscribed(name, "write it in base64url") from fault


def _not_subscribed(name: str, fix: str) -> NoticeNotSendable:
    return NoticeNotSendable(f"the subscription's {name} is none", where=name, fix=fix)
