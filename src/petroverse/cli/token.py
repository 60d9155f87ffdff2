"""``petroverse token``: let a program act as you, with some of your rights, until a day."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_COLUMNS: Final = ("id", "name", "person", "scopes", "expires_at", "last_used_at", "revoked_at")
_org = click.option("--org", help="In which organisation it acts (default: local).")


@click.group("token")
def command() -> None:
    r"""Let a program act as you, with some of your rights, until a day.

    \b
    petroverse token new report --scope read,export --days 90 > report.token
    petroverse --token-file report.token query -m volume -d year
    petroverse token list                  every token, without its secret
    petroverse token revoke ID             it is over, within seconds everywhere

    The HTTP API takes it as `Authorization: Bearer …`. Give it to commands in PETROVERSE_TOKEN or a file: what stands
    in a command line is seen by everybody who lists the processes.
    """


@command.command("new")
@click.argument("name")
@click.option("--scope", "scopes", default="read", show_default=True, help="Rights, separated by commas: read,export.")
@click.option("--days", type=click.IntRange(1, 365), default=90, show_default=True, help="For how long it holds.")
@click.option("--person", default="", help="As which member it acts (default: as you).")
@_org
@remembered
def new(name: str, *, scopes: str, days: int, person: str, org: str | None) -> int:
    """Make a token for what NAME says, and print it; it is shown once."""
    from petroverse.core.rights import Right
    from petroverse.workflows import new_token

    try:
        rights = frozenset(Right(each.strip()) for each in scopes.split(","))
    except ValueError as fault:
        raise click.UsageError(f"{fault}; rights are {', '.join(Right)}") from None
    with opened(org) as platform:
        identity, token = new_token(platform.stores, platform.reader, name, scopes=rights, days=days, person=person)
    click.echo(token)
    say(f"Keep it: it is not shown again. It may {', '.join(sorted(rights))}, for {days} days.")
    say(f"End it with: petroverse token revoke {identity}")
    return 0


@command.command("list")
@_org
@output_options
@remembered
def listed(org: str | None, form: str | None, output: Path | None) -> int:
    """Show tokens: all of the organisation for its admins, else your own."""
    from petroverse.workflows import tokens_list

    with opened(org) as platform:
        rows = tokens_list(platform.stores, platform.reader)
    return write_rows("petroverse.tokens/1", rows, _COLUMNS, form, output)


@command.command("revoke")
@click.argument("identity", metavar="ID")
@_org
@remembered
def revoke(identity: str, org: str | None) -> int:
    """End the token ID."""
    from petroverse.workflows import revoke_one_token

    with opened(org) as platform:
        revoke_one_token(platform.stores, platform.reader, identity)
    say("The token is revoked; a platform that runs refuses it within 5 seconds.")
    return 0
