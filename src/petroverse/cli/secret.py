"""``petroverse secret``: passwords and tokens that the platform needs, sealed under the home's key."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import asked, confirmed, opened, remembered, say

__all__ = ["command"]

_COLUMNS = ("name", "kept_at", "kept_by", "sealed_under")
_org = click.option("--org", help="Whose secrets (default: local).")


@click.group("secret")
def command() -> None:
    r"""Keep passwords and tokens that the platform needs; no command shows them again.

    \b
    petroverse secret set smtp-password --file FILE     keep what a file holds
    petroverse secret set smtp-password                 keep what stdin holds; asks unseen on a terminal
    petroverse secret list                              names, when and by whom; never a value
    petroverse secret forget smtp-password              remove it
    """


@command.command("set")
@click.argument("name")
@click.option("--file", "source", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
              help="Take the value from this file (default: from stdin).")  # fmt: skip
@_org
@remembered
def keep(name: str, source: Path | None, org: str | None) -> int:
    """Keep a secret as NAME, in place of an earlier one. One line feed at the value's end is not part of it."""
    from petroverse.workflows import Secret, keep_secret

    value = Secret(_value(source))
    with opened(org) as platform:
        keep_secret(platform.stores, platform.reader, platform.home_keys, name, value)
    say(f"{name} is kept. Whoever needs it opens it; no command shows it.")
    return 0


@command.command("list")
@_org
@output_options
@remembered
def listed(org: str | None, form: str | None, output: Path | None) -> int:
    """Show which secrets are kept, since when and by whom."""
    from petroverse.workflows import secrets_list

    with opened(org) as platform:
        rows = secrets_list(platform.stores, platform.reader)
    return write_rows("petroverse.secrets/1", rows, _COLUMNS, form, output)


@command.command("forget")
@click.argument("name")
@_org
@remembered
def forget(name: str, org: str | None) -> int:
    """Remove the secret NAME; what needs it stops working."""
    from petroverse.workflows import forget_secret

    if not confirmed(f"Forget {name}?"):
        return 130
    with opened(org) as platform:
        forget_secret(platform.stores, platform.reader, name)
    say(f"{name} is forgotten.")
    return 0


def _value(source: Path | None) -> str:
    """The value from a file, from stdin, or typed unseen.

    Raises:
        click.UsageError: Nobody can be asked, or the value is not UTF-8.
    """
    if source is None and sys.stdin.isatty():
        if asked("no_input"):
            raise click.UsageError("The value comes from stdin or --file.")
        return str(click.prompt("Value (not shown)", hide_input=True, err=True))
    content = source.read_bytes() if source else sys.stdin.buffer.read()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError("The value is not UTF-8 text.") from None
    return text.removesuffix("\n").removesuffix("\r")
