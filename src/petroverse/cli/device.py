"""``petroverse device``: devices of one's own that publish readings to the platform by MQTT, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_LISTED: Final = ("organisation", "device", "topic")
_LOGIN: Final = ("host", "port", "tls", "user", "password", "topic")
_org = click.option("--org", help="Whose device it is (default: yours).")
_name = click.argument("name")


@click.group("device")
def command() -> None:
    r"""Devices of your own: each publishes its readings to the platform by MQTT 3.1.1, under its own topic alone.

    \b
    petroverse device admit gauge-7                what to type into it: address, user, password, topic
    petroverse device list                         which may publish
    petroverse device dismiss gauge-7              it may no more, at once

    They are let in by the bus of this home, so this is for its owner. See setting mqtt_host to reach it from elsewhere.
    """


@command.command("admit")
@_name
@click.option("--new-password", is_flag=True, help="Give it another password; the old one holds no more.")
@_org
@output_options
@remembered
def admit(name: str, *, new_password: bool, org: str | None, form: str | None, output: Path | None) -> int:
    """Let a device publish, and show how it signs in; asked again, the same."""
    from petroverse.app import admit_device

    with opened(org) as platform:
        login = admit_device(platform, name, has_new_password=new_password)
    say("Publish with QoS 1, one message as in docs/how-to/connect-an-mqtt-gauge.md.")
    return write_rows("petroverse.device-login/1", [login], _LOGIN, form, output)


@command.command("list")
@output_options
@remembered
def listed(*, form: str | None, output: Path | None) -> int:
    """Show the devices that may publish, of every organisation of this home."""
    from petroverse.app import listed_devices

    with opened() as platform:
        rows: list[dict[str, Any]] = listed_devices(platform)
    return write_rows("petroverse.devices/1", rows, _LISTED, form, output)


@command.command("dismiss")
@_name
@_org
@remembered
def dismiss(name: str, org: str | None) -> int:
    """Let a device publish no more; what it sent stays."""
    from petroverse.app import dismiss_device

    with opened(org) as platform:
        dismiss_device(platform, name)
    say(f"{name} may publish no more.")
    return 0
