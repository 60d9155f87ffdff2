"""A browser's end of web push: keys of its own, and RFC 8291 step by step to open what comes."""

from __future__ import annotations

import base64
import hmac
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from petroverse.senders import Subscription

__all__ = ["AUTH", "Browser", "base64url"]

AUTH = b"sixteen bytes ok"


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@dataclass
class Browser:
    """A browser's end of a subscription, which opens a push by RFC 8291 step by step."""

    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    @property
    def point(self) -> bytes:
        return self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @property
    def subscription(self) -> Subscription:
        return Subscription("https://push.example:8443/send/abc", base64url(self.point), base64url(AUTH))

    def opened(self, body: bytes) -> bytes:
        salt, record, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= record
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        pseudo = hmac.digest(AUTH, shared, "sha256")
        info = b"WebPush: info\x00" + self.point + sender + b"\x01"
        keyed = hmac.digest(salt, hmac.digest(pseudo, info, "sha256"), "sha256")
        key = hmac.digest(keyed, b"Content-Encoding: aes128gcm\x00\x01", "sha256")[:16]
        nonce = hmac.digest(keyed, b"Content-Encoding: nonce\x00\x01", "sha256")[:12]
        plain = AESGCM(key).decrypt(nonce, sealed, None)
        assert plain.endswith(b"\x02")
        return plain[:-1]
