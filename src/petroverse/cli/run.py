"""``petroverse run ROLE``: one role of the platform as a process of its own."""

from __future__ import annotations

import click

from petroverse.cli.serving_options import serving_options
from petroverse.cli.terminal import remembered, say, settings_of

__all__ = ["command"]


@click.command("run")
@click.argument("role", type=click.Choice(["api", "bridge", "gather", "watch", "work"]))
@serving_options
@remembered
def command(role: str, **flags: object) -> int:
    """Run one role of the platform; several processes on one database and bucket are one platform.

    api answers the page and programs; gather asks tank gauges; watch takes what sites say and finds what is wrong;
    work runs jobs and schedules; bridge carries messages to Kafka and from it. SIGTERM lets what runs end.
    """
    from petroverse.app import run_role

    settings = settings_of(flags)

    def ready(address: str) -> None:
        click.echo(f"Ready:  {address or role}")

    say(f"PetroVerse {role} on {settings.home}")
    run_role(settings, role, say=say, ready=ready)
    return 0
