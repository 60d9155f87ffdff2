"""``petroverse restore``: a backup becomes a home again."""

from __future__ import annotations

from pathlib import Path

import click

from petroverse.cli.terminal import progress_bar, remembered, say, settings_of

__all__ = ["command"]


@click.command("restore")
@click.argument("backup", type=click.Path(path_type=Path))
@remembered
def command(backup: Path) -> int:
    """Fill an empty home (--home) from a backup, then verify records, rows and original files.

    Every byte is checked before the first is written. A home that has something in it is refused.
    """
    from petroverse.app import restore_backup

    settings = settings_of()
    with progress_bar("Restoring") as progress:
        done = restore_backup(settings, backup, progress=progress)
    of = done.verified
    say(f"Restored to {settings.home}, as of {done.manifest.about.get('at')}.")
    say(f"Whole: {of.records} records, {of.editions} tables with {of.rows} rows, {of.blobs} original files.")
    for each in done.migrated:
        say(f"  brought to this version: {each}")
    for key in of.missing:
        say(f"Warning: the original file {key} was missing when the backup was made")
    if done.settings:
        say(f"The old home's settings are in {done.settings}; take over what still holds.")
    return 0
