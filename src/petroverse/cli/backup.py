"""``petroverse backup``: everything of this home in one file, while the platform runs."""

from __future__ import annotations

from pathlib import Path

import click

from petroverse.cli.terminal import opened, progress_bar, remembered, say

__all__ = ["command"]


@click.command("backup")
@click.argument("to", type=click.Path(path_type=Path), required=False)
@click.option("--include-keys/--no-keys", default=True, help="Whether keys and settings go into it (default: yes).")
@click.option("--check", type=click.Path(path_type=Path), metavar="FILE", help="Only verify a backup, byte by byte.")
@remembered
def command(to: Path | None, include_keys: bool, check: Path | None) -> int:
    r"""Write everything of this home as it is at one instant into one file; the platform may run and write.

    TO is a file that ends in .tar.zst or .tar, or a folder that gets one named by the time.

    \b
    petroverse backup /mnt/backups
    petroverse backup --check /mnt/backups/petroverse-2026-01-31T020000Z.tar.zst
    """
    if check:
        return _check(check)
    if to is None:
        raise click.UsageError("say where to: a file or a folder")
    from petroverse.app import make_backup

    with progress_bar("Backing up") as progress, opened() as platform:
        made = make_backup(platform, to, with_keys=include_keys, progress=progress)
    say(f"{made.files} files as of {made.at:%Y-%m-%d %H:%M:%S} UTC, {made.size / 1e6:.1f} MB. Manifest {made.seal}")
    if include_keys:
        say("It holds this home's keys: whoever has the file can act as the owner. Keep it as you keep the keys.")
    for each in made.missing:
        say(f"Warning: the original file {each} is gone, or damaged, and not in the backup; see `petroverse doctor`")
    click.echo(made.place)
    return 0


def _check(file: Path) -> int:
    from petroverse.app import check_archive

    with progress_bar("Checking") as progress:
        manifest, seal = check_archive(file, progress=progress)
    about = manifest.about
    say(f"{len(manifest.files)} files, {manifest.total_bytes / 1e6:.1f} MB, all whole. Manifest {seal}")
    say(f"PetroVerse {about.get('version')}, PostgreSQL {about.get('postgresql')}, as of {about.get('at')}")
    return 0
