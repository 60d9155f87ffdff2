"""``petroverse device``: devices of one's own that send readings, by MQTT with a password or signed by their key."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_LISTED: Final = ("organisation", "device", "comes_by", "topic", "place", "heard_at", "waiting")
_ADMITTED: Final = ("device", "place", "key")
_LOGIN: Final = ("host", "port", "tls", "user", "password", "topic")
_org = click.option("--org", help="Whose device it is (default: yours).")
_name = click.argument("name")


@click.group("device")
def command() -> None:
    r"""Devices of your own: each sends its readings by MQTT 3.1.1 under its own topic, or as a gateway that signs.

    \b
    petroverse device admit gauge-7                what to type into it: address, user, password, topic
    petroverse device admit s7 --place S7 --key …  the gateway of a site, by the key that it showed
    petroverse device list                         which there are, and when each gateway was heard of
    petroverse device dismiss gauge-7              it may no more, at once

    They are let in by the bus of this home, so this is for its owner. See setting mqtt_host to reach it from elsewhere.
    """


@command.command("admit")
@_name
@click.option("--new-password", is_flag=True, help="Give it another password; the old one holds no more.")
@click.option("--key", help="The public key of a gateway, which signs what it sends.")
@click.option("--place", help="The site that this gateway speaks for.")
@_org
@output_options
@remembered
def admit(
    name: str, *, new_password: bool, key: str | None, place: str | None, org: str | None,
    form: str | None, output: Path | None,
) -> int:  # fmt: skip
    """Let a device publish, and show how it signs in; or a gateway, by its key. Asked again, the same."""
    from petroverse.app import admit_device, admit_signing_device

    if bool(key) != bool(place) or (key and new_password):
        raise click.UsageError("Give a gateway its --key and its --place, and no password.")
    with opened(org) as platform:
        if key and place:
            admitted = admit_signing_device(platform, name, place=place, public_key=key)
            say(f"What {name} signs of {place} is believed from now on.")
            return write_rows("petroverse.gateway/1", [admitted], _ADMITTED, form, output)
        login = admit_device(platform, name, has_new_password=new_password)
    say("Publish with QoS 1, one message as in docs/how-to/connect-an-mqtt-gauge.md.")
    return write_rows("petroverse.device-login/1", [login], _LOGIN, form, output)


@command.command("list")
@output_options
@remembered
def listed(*, form: str | None, output: Path | None) -> int:
    """Show the devices that may publish, of every organisation of this home, and your gateways."""
    from petroverse.app import listed_devices

    with opened() as platform:
        rows = [{name: each.get(name) for name in _LISTED} for each in listed_devices(platform)]
    return write_rows("petroverse.devices/1", rows, _LISTED, form, output)


@command.command("dismiss")
@_name
@_org
@remembered
def dismiss(name: str, org: str | None) -> int:
    """Take nothing from a device any more; what it sent stays."""
    from petroverse.app import dismiss_device

    with opened(org) as platform:
        dismiss_device(platform, name)
    say(f"Nothing is taken from {name} any more.")
    return 0
