"""Devices of one's own: let in by the bus of the home, each change on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from petroverse.core.errors import Conflict, NotFound
from petroverse.core.rights import Right
from petroverse.workflows import OWNER, admit_gateway, dismiss_gateway, gateways_list

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform
    from petroverse.bus import BusDevice, BusServer

__all__ = [
    "BusElsewhere",
    "DeviceThere",
    "DeviceUnknown",
    "admit_device",
    "admit_signing_device",
    "dismiss_device",
    "listed_devices",
]


class BusElsewhere(Conflict):
    """The bus is at a URL: whoever runs that server lets devices in."""


class DeviceThere(Conflict):
    """A device of this name comes in by the other door: one that signs publishes nothing unsigned."""


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
        DeviceThere: A gateway that signs is called so.
        RightMissing: Somebody else than the platform's owner asks.
    """
    from petroverse.bus import BusDevice

    server = _server(platform)
    mine = platform.reader.acts_in
    if name in (each["device"] for each in gateways_list(platform.stores, platform.reader)):
        raise _there(name)
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


def admit_signing_device(platform: Platform, name: str, *, place: str, public_key: str) -> dict[str, Any]:
    """Believes from now on what the gateway of a site signs.

    Args:
        platform: The platform.
        name: The gateway: the ``source`` of its messages.
        place: The site that it speaks for.
        public_key: As the gateway shows it.

    Raises:
        DeviceThere: A device that publishes by MQTT is called so.
        GatewayNotValid, GatewayThere, PublicKeyNotValid, RightMissing: As ``admit_gateway`` of workflows.
    """
    mine = platform.reader.acts_in
    server = platform.bus.server()
    if server and any((each.organisation, each.name) == (mine, name) for each in server.devices):
        raise _there(name)
    return admit_gateway(platform.stores, platform.reader, name, place=place, public_key=public_key)


def listed_devices(platform: Platform) -> list[dict[str, Any]]:
    """Every device that may publish by MQTT, and the reader's gateways, which sign.

    Raises:
        RightMissing: As ``admit_device``.
    """
    platform.reader.must(Right.PLATFORM)
    server = platform.bus.server()
    publishing = [_publishing(server, each) for each in server.devices] if server else []
    signing = gateways_list(platform.stores, platform.reader)
    return [*publishing, *({**each, "comes_by": "signature"} for each in signing)]


def dismiss_device(platform: Platform, name: str) -> None:
    """Takes nothing from a device of the reader's organisation any more.

    Raises:
        DeviceUnknown: There is none.
        BusElsewhere, RightMissing: As ``admit_device``.
    """
    if name in (each["device"] for each in gateways_list(platform.stores, platform.reader)):
        dismiss_gateway(platform.stores, platform.reader, name)
        return
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


def _publishing(server: BusServer, device: BusDevice) -> dict[str, Any]:
    topic = server.login_of(device).topic
    return {"organisation": device.organisation, "device": device.name, "comes_by": "mqtt", "topic": topic}


def _there(name: str) -> DeviceThere:
    fix = "choose another name, or dismiss that one first"
    return DeviceThere(f"a device {name!r} comes in by the other door", where="device", fix=fix)


def _record(platform: Platform, kind: str, device: BusDevice) -> None:
    with platform.stores.database.unit_of_work(device.organisation, OWNER) as unit:
        unit.record(kind, {"device": device.name, "turn": device.turn})
