"""``petroverse imports``: what was taken in, and taking it back."""

from __future__ import annotations

from pathlib import Path

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_COLUMNS = ("import_id", "file_name", "verdict", "family", "fact_rows", "recorded_at", "withdrawn_at", "reason")
_org = click.option("--org", help="Whose imports (default: yours and the published ones).")


@click.group("imports")
def command() -> None:
    r"""List what was taken in, or take an import back.

    \b
    petroverse imports list                  every file, newest first, with its number
    petroverse imports undo 12               take import 12 back: what it replaced is read again

    The original file and the import's line stay; importing the same file again brings its facts back.
    """


@command.command("list")
@_org
@output_options
@remembered
def listed(org: str | None, form: str | None, output: Path | None) -> int:
    """Show every file that was taken in, refused, or taken back."""
    from petroverse.workflows import imports_list

    with opened(org) as platform:
        rows = imports_list(platform.stores, platform.reader, limit=1_000_000)
    return write_rows("petroverse.imports/1", rows, _COLUMNS, form, output)


@command.command("undo")
@click.argument("import_id", type=click.IntRange(1), metavar="ID")
@_org
@remembered
def undo(import_id: int, org: str | None) -> int:
    """Take the import with this number back, whole: no question reads it any more, as of no day."""
    from petroverse.workflows import take_import_back

    with opened(org) as platform:
        done = take_import_back(platform.stores, platform.reader, import_id)
    say(f"{done.file_name} is taken back: {done.editions} tables with {done.rows:,} facts are out of sight.")
    say("Importing the same file again brings them back.")
    return 0
