"""Devices that publish by MQTT: their names, their passwords, and what the server lets each of them do.

A password is worked out from the home's key, so none is kept: whoever holds the key can tell a device's password
again, a device that is no longer listed is shut out, and one whose ``turn`` is raised has a new password.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from petroverse.bus.faults import DeviceRefused
from petroverse.bus.subjects import token, topic_of
from petroverse.core.grants import OrganisationId

__all__ = ["BusDevice", "DeviceLogin", "derived", "device_users", "login_of"]

_LONGEST: Final = 64


@dataclass(frozen=True, slots=True)
class BusDevice:
    """A device that may publish readings by MQTT, and nothing else.

    Attributes:
        organisation: Whose it is.
        name: Its name there, 1 to 64 characters: the ``source`` of its messages.
        turn: Raised by one to give it a new password.

    Raises:
        DeviceRefused: The name is empty or too long.
    """

    organisation: OrganisationId
    name: str
    turn: int = 1

    def __post_init__(self) -> None:
        if not (0 < len(self.name) <= _LONGEST and self.name.isprintable() and self.organisation):
            raise DeviceRefused(f"a device is called {self.name[:40]!r}", where="device", fix="give 1 to 64 characters")


@dataclass(frozen=True, slots=True)
class DeviceLogin:
    """What a person types into a device, beside the server's address.

    Attributes:
        user: Its user name, which will do as its MQTT client id; one of its own choosing has no blank, dot, * or >.
        password: Its password.
        topic: Where it publishes, with QoS 1.
    """

    user: str
    password: str
    topic: str

    def __repr__(self) -> str:
        return f"DeviceLogin(user={self.user!r}, topic={self.topic!r})"


def login_of(device: BusDevice, secret: bytes) -> DeviceLogin:
    """How a device signs in.

    Args:
        device: The device.
        secret: The key of the bus.

    Example:
        >>> login_of(BusDevice(OrganisationId("oda"), "gauge-7"), b"key").topic
        'readings/oda/gauge-7'
    """
    user = f"{token(device.organisation)}:{token(device.name)}"
    password = derived(secret, f"device {user} {device.turn}")
    return DeviceLogin(user, password, topic_of(device.organisation, device.name))


def derived(secret: bytes, purpose: str) -> str:
    """A password for one purpose, from the key of the bus (HMAC-SHA-256 cut to 192 bits, in base64url)."""
    made = hmac.new(secret, f"petroverse.bus/1 {purpose}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:24]).decode()


def device_users(devices: Iterable[BusDevice], secret: bytes) -> list[Mapping[str, Any]]:
    """What the server is told of devices: each may come in by MQTT alone, publish to its own topic, and hear nothing.

    Raises:
        DeviceRefused: One is listed twice.
    """
    users: dict[str, Mapping[str, Any]] = {}
    for each in devices:
        login = login_of(each, secret)
        if login.user in users:
            raise DeviceRefused(f"{each.name!r} is listed twice", where="device", fix="list it once")
        users[login.user] = {
            "user": login.user,
            "password": login.password,
            "allowed_connection_types": ["MQTT"],
            "permissions": {
                "publish": {"allow": [login.topic.replace("/", ".")]},
                "subscribe": {"deny": [">"]},
            },
        }
    return list(users.values())
