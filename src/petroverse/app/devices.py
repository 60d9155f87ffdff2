"""Devices of one's own: let in by the bus of the home, each change on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petroverse.core.errors import Conflict, NotFound
from petroverse.core.rights import Right
from petroverse.workflows import OWNER

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform
    from petroverse.bus import BusDevice, BusServer

__all__ = ["BusElsewhere", "DeviceUnknown", "admit_device", "dismiss_device", "listed_devices"]


class BusElsewhere(Conflict):
    """The bus is at a URL: whoever runs that server lets devices in."""


class DeviceUnknown(NotFound):
    """No device of this name may publish."""


def admit_device(platform: Platform, name: str, *, has_new_password: bool = False) -> dict[str, Any]:
    """Lets a device of the reader's organisation publish, and gives how it signs in.

    Args:
        platform: The platform, whose owner asks.
        name: The device: the ``source`` of its messages.
        has_new_password: Whether it gets another password.

    Raises:
        DeviceRefused: The name cannot be a device's.
        BusElsewhere: The bus is not the home's own.
        RightMissing: Somebody else than the platform's owner asks.
    """
    from petroverse.bus import BusDevice

    server = _server(platform)
    mine = platform.reader.acts_in
    others = [each for each in server.devices if (each.organisation, each.name) != (mine, name)]
    known = next((each for each in server.devices if each not in others), None)
    turn = (known.turn if known else 1) + (1 if known and has_new_password else 0)
    device = BusDevice(mine, name, turn)
    if device != known:
        server.admit([*others, device])
        _record(platform, "device_admitted", device)
    login = server.login_of(device)
    at = {"host": platform.settings.mqtt_host, "port": server.ports.mqtt, "tls": platform.settings.is_tls}
    return {**at, "user": login.user, "password": login.password, "topic": login.topic}


def listed_devices(platform: Platform) -> list[dict[str, Any]]:
    """Every device that may publish.

    Raises:
        BusElsewhere, RightMissing: As ``admit_device``.
    """
    server = _server(platform)
    return [
        {"organisation": each.organisation, "device": each.name, "topic": server.login_of(each).topic}
        for each in server.devices
    ]


def dismiss_device(platform: Platform, name: str) -> None:
    """Lets a device of the reader's organisation publish no more.

    Raises:
        DeviceUnknown: There is none.
        BusElsewhere, RightMissing: As ``admit_device``.
    """
    server = _server(platform)
    mine = platform.reader.acts_in
    gone = next((each for each in server.devices if (each.organisation, each.name) == (mine, name)), None)
    if gone is None:
        raise DeviceUnknown(f"no device is called {name!r}", where="device", fix="see the list of devices")
    server.admit([each for each in server.devices if each != gone])
    _record(platform, "device_dismissed", gone)


def _server(platform: Platform) -> BusServer:
    platform.reader.must(Right.PLATFORM)
    server = platform.bus.server()
    if server is None:
        fix = "let the device in at that server"
        raise BusElsewhere("the bus is at a URL, and not this home's own", where="setting bus_url", fix=fix)
    return server


def _record(platform: Platform, kind: str, device: BusDevice) -> None:
    with platform.stores.database.unit_of_work(device.organisation, OWNER) as unit:
        unit.record(kind, {"device": device.name, "turn": device.turn})
