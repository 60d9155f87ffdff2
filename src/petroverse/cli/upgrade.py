"""``petroverse upgrade``: brings the stores of a home to this version."""

from __future__ import annotations

import click

from petroverse import __version__
from petroverse.cli.terminal import remembered, say, settings_of

__all__ = ["command"]


@click.command("upgrade")
@remembered
def command() -> int:
    """Bring the stores of this home to this version and tidy the lake; running it again changes nothing."""
    say("Upgrading …")
    from petroverse.app import open_platform

    with open_platform(settings_of(), is_repaired=True) as platform:
        joined = platform.stores.lake.compact()
        steps = platform.migrated
    for step in steps:
        say(f"  {step}")
    say(f"The home is at version {__version__}: {len(steps)} schema steps ran, {joined} small files were joined.")
    return 0
