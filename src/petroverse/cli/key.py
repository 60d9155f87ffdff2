"""``petroverse key``: the home's key, and keys that an organisation's devices sign with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import confirmed, opened, remembered, say

__all__ = ["command"]

_COLUMNS = ("kind", "name", "kid", "alg", "state", "made_at", "made_by", "revoked_at")
_org = click.option("--org", help="Whose device keys (default: local).")


@click.group("key")
def command() -> None:
    r"""Keys: the home's own, and those that devices sign with.

    \b
    petroverse key list                  every key by its id; no private half is ever shown
    petroverse key new tema-depot        make a key that a device signs with
    petroverse key revoke tema-depot     it never signs again
    petroverse key rotate                put a new home key in use and seal every secret again under it

    The home's key is keys/home.key in the home. Keep a copy of it apart from the database's backups: without it no
    secret opens.
    """


@command.command("list")
@_org
@output_options
@remembered
def listed(org: str | None, form: str | None, output: Path | None) -> int:
    """Show the home's keys and the organisation's device keys, revoked ones too."""
    from petroverse.workflows import keys_list

    with opened(org) as platform:
        rows = keys_list(platform.stores, platform.reader, platform.home_keys)
    return _write(rows, form, output)


@command.command("new")
@click.argument("name")
@_org
@output_options
@remembered
def new(name: str, org: str | None, form: str | None, output: Path | None) -> int:
    """Make a key that the device NAME signs with, and show its public half."""
    from petroverse.workflows import make_key

    with opened(org) as platform:
        row = make_key(platform.stores, platform.reader, platform.home_keys, name)
    return _write([row], form, output)


@command.command("revoke")
@click.argument("name")
@_org
@output_options
@remembered
def revoke(name: str, org: str | None, form: str | None, output: Path | None) -> int:
    """Revoke the key of the device NAME: its private half is destroyed, its line stays."""
    from petroverse.workflows import revoke_key

    if not confirmed(f"Revoke the key of {name} for good?"):
        return 130
    with opened(org) as platform:
        row = revoke_key(platform.stores, platform.reader, name)
    return _write([row], form, output)


@command.command("rotate")
@remembered
def rotate() -> int:
    """Put a new home key in use and seal the secrets of every organisation again under it.

    The old key stays in the file: it opens older backups.
    """
    from petroverse.workflows import renew_home_key

    with opened() as platform:
        done = renew_home_key(platform.stores, platform.reader, platform.home_keys)
        place = platform.home_keys.path
    say(f"The home key {done.kid} is in use; sealed again: {done.secrets} secrets, {done.device_keys} device keys.")
    say(f"Copy {place} to where you keep its backup.")
    return 0


def _write(rows: Sequence[Mapping[str, Any]], form: str | None, output: Path | None) -> int:
    return write_rows("petroverse.keys/1", rows, _COLUMNS, form, output)
