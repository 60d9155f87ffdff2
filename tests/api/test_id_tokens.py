"""A provider's token is believed only when everything about it holds; each attack on it fails by name."""

from __future__ import annotations

import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from petroverse.api import IdentityRefused
from petroverse.api.id_tokens import KeySet, claims_of

ISSUER, CLIENT, NONCE = "https://people.example", "petroverse", "n-1"
RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC_KEY = ec.generate_private_key(ec.SECP256R1())
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PUBLIC_PEM = RSA_KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def published(key: object, name: str, **more: str) -> dict:
    algorithm = RSAAlgorithm if isinstance(key, rsa.RSAPrivateKey) else ECAlgorithm
    return {**json.loads(algorithm.to_jwk(key.public_key())), "kid": name, **more}


KEYS = {"keys": [published(RSA_KEY, "r"), published(EC_KEY, "e"), {"kty": "new-kind"}]}


def token(key: object = RSA_KEY, *, alg: str = "RS256", kid: str | None = "r", **claims: object) -> str:
    now = int(time.time())
    usual = {"iss": ISSUER, "aud": CLIENT, "sub": "ama", "nonce": NONCE, "iat": now, "exp": now + 300}
    told = {name: value for name, value in (usual | claims).items() if value is not None}
    return jwt.encode(told, key, algorithm=alg, headers={"kid": kid} if kid else {})


def read(text: str, keys: dict = KEYS) -> dict:
    return dict(claims_of(text, KeySet(lambda: keys), issuer=ISSUER, client_id=CLIENT, nonce=NONCE))


@pytest.mark.parametrize(
    ("key", "alg", "kid"), [(RSA_KEY, "RS256", "r"), (EC_KEY, "ES256", "e"), (RSA_KEY, "RS256", None)]
)
def test_a_sound_token_is_believed(key: object, alg: str, kid: str | None):
    assert read(token(key, alg=alg, kid=kid))["sub"] == "ama"


def test_an_audience_of_one_in_a_list_is_ours():
    assert read(token(aud=[CLIENT], azp=CLIENT))["sub"] == "ama"


def _unsigned() -> str:
    return jwt.encode(jwt.decode(token(), options={"verify_signature": False}), None, algorithm="none")


def _signed_with_the_public_key() -> str:
    """The classic confusion: the public key's own bytes as the secret of an HMAC."""
    import base64
    import hashlib
    import hmac

    def packed(part: bytes) -> str:
        return base64.urlsafe_b64encode(part).rstrip(b"=").decode()

    head = packed(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "r"}).encode())
    body = token().split(".")[1]
    return f"{head}.{body}.{packed(hmac.new(PUBLIC_PEM, f'{head}.{body}'.encode(), hashlib.sha256).digest())}"


ATTACKS = {
    "not a token": lambda: "nonsense",
    "unsigned": _unsigned,
    "signed with the public key as a secret": _signed_with_the_public_key,
    "signed with another hash": lambda: token(alg="RS512"),
    "signed by somebody else": lambda: token(OTHER_KEY),
    "signed by a key that nobody publishes": lambda: token(OTHER_KEY, kid="mine"),
    "naming a key of another kind": lambda: token(EC_KEY, alg="ES256", kid="r"),
    "for another program": lambda: token(aud="another"),
    "for this program and another": lambda: token(aud=[CLIENT, "another"]),
    "presented by another program": lambda: token(azp="another"),
    "from another provider": lambda: token(iss="https://evil.example"),
    "over": lambda: token(exp=int(time.time()) - 31),
    "without an end": lambda: token(exp=None),
    "without a subject": lambda: token(sub=None),
    "from the future": lambda: token(iat=int(time.time()) + 3600),
    "not yet valid": lambda: token(nbf=int(time.time()) + 3600),
    "of another sign-in": lambda: token(nonce="n-2"),
    "of no sign-in": lambda: token(nonce=None),
    "changed on its way": lambda: ".".join(
        (*token().split(".")[:1], token(sub="kofi").split(".")[1], token().split(".")[2])
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_token_is_refused_that_is(attack: str):
    with pytest.raises(IdentityRefused):
        read(ATTACKS[attack]())


def test_a_shared_secret_among_the_keys_is_never_used():
    secret = {"kty": "oct", "kid": "s", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA"}
    forged = token(b"secret-secret-secret-secret-secret", alg="HS256", kid="s")
    with pytest.raises(IdentityRefused):
        read(forged, {"keys": [*KEYS["keys"], secret]})


def test_a_key_for_encryption_does_not_sign():
    with pytest.raises(IdentityRefused):
        read(token(), {"keys": [published(RSA_KEY, "r", use="enc")]})


def test_new_keys_are_fetched_when_a_token_names_one_and_not_for_every_name_made_up():
    asked, now = [], [0.0]
    published_now = {"keys": [published(OTHER_KEY, "old")]}
    keys = KeySet(lambda: (asked.append(1), published_now)[1], seconds=lambda: now[0])
    with pytest.raises(IdentityRefused):
        keys.key(token())
    published_now = KEYS
    for made_up in ("x", "y", "r"):
        with pytest.raises(IdentityRefused):
            keys.key(token(kid=made_up))
    assert len(asked) == 1
    now[0] = 31.0
    assert keys.key(token()).key_id == "r"
    assert len(asked) == 2
