"""``petroverse sample``: the simulated sample market, in, out, or shown."""

from __future__ import annotations

import click

from petroverse.cli.terminal import confirmed, opened, remembered, say, settings_of

__all__ = ["command"]


@click.group("sample")
def command() -> None:
    """Add, remove or show the simulated sample market."""


@command.command("add")
@remembered
def add() -> int:
    """Load the sample market into its own organisation; nothing of it is ever read together with real facts."""
    say("Loading the sample …")
    from petroverse.app import load_sample, open_platform

    with open_platform(settings_of(), is_repaired=True) as platform:
        done = load_sample(platform.stores, platform.reader, platform.limits)
    say(f"The sample is in: {len(done.files)} files, {sum(each.rows for each in done.files):,} simulated facts.")
    return done.exit_code(is_strict=False)


@command.command("remove")
@remembered
def remove() -> int:
    """Remove the sample market, whole: its organisation, facts, findings and files."""
    from petroverse.core.grants import SAMPLE
    from petroverse.workflows import remove_organisation

    with opened() as platform:
        if not confirmed("Remove the sample with everything in it?"):
            return 0
        rows = remove_organisation(platform.stores, platform.reader, SAMPLE)
    say(f"The sample is gone ({rows:,} rows). Its removal is recorded.")
    return 0


@command.command("status")
@remembered
def status() -> int:
    """Say whether the sample is in, and whether questions read it."""
    from petroverse.core.grants import SAMPLE
    from petroverse.workflows import OWNER, has_sample, organisation_of

    with opened() as platform:
        is_in = has_sample(platform.stores, OWNER)
        is_read = organisation_of(platform.stores, platform.reader) == SAMPLE
    click.echo("in" if is_in else "not in")
    say("Questions read the sample." if is_read else "Questions read real facts.")
    return 0
