"""``petroverse schedule``: work that is done again and again, at times that a cron expression names."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from petroverse.cli.kinds import kind_commands
from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_COLUMNS: Final = ("name", "cron", "zone", "kind", "is_paused", "next_at", "last_job", "last_state", "body")
_org = click.option("--org", help="Whose schedules (default: yours).")


class _Named(click.Group):
    """A group that takes a name before its options: ``add NAME --cron … KIND …``."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads the name as the option that it is inside."""
        named = ["--name", args[0], *args[1:]] if args and not args[0].startswith("-") else args
        return super().parse_args(ctx, named)


@click.group("schedule")
def command() -> None:
    r"""Have work done again and again.

    \b
    petroverse schedule add monthly-import --cron "0 6 * * *" --tz Africa/Accra import-folder /srv/in
    petroverse schedule list                          every schedule, its next time and its last job
    petroverse schedule pause monthly-import          and `resume`, and `remove`

    A time that was missed because nothing ran is made up for once. See what came of it with `petroverse jobs list`.
    """


@command.command("list")
@_org
@output_options
@remembered
def listed(org: str | None, form: str | None, output: Path | None) -> int:
    """Show every schedule, when it is due next, and how its last job ended."""
    from petroverse.workflows import schedules_list

    with opened(org) as platform:
        rows = schedules_list(platform.stores, platform.reader)
    return write_rows("petroverse.schedules/1", rows, _COLUMNS, form, output)


@command.group("add", cls=_Named, subcommand_metavar="KIND [ARGS]...", options_metavar="NAME --cron CRON [OPTIONS]")
@click.option("--name", required=True, hidden=True)
@click.option("--cron", required=True, help='Minute, hour, day, month and weekday: "0 6 * * *" is six o\'clock.')
@click.option("--tz", "zone", default="UTC", help="The time zone that this is meant in (default: UTC).")
@remembered
def add(name: str, cron: str, zone: str) -> None:
    """Make a schedule: its NAME, its times, and the work."""


def _add(kind: str, body: dict[str, Any]) -> int:
    from petroverse.app import job_kinds
    from petroverse.workflows import NewSchedule, add_schedule

    above = click.get_current_context().parent
    told = above.params if above else {}
    wanted = NewSchedule(told["name"], told["cron"], told["zone"], kind, body)
    with opened() as platform:
        made = add_schedule(platform.stores, job_kinds(platform), platform.reader, wanted)
    say(f"{wanted.name} is due next at {made['next_at']:%Y-%m-%d %H:%M} UTC, while `petroverse up` runs.")
    return 0


@command.command("remove")
@click.argument("name")
@_org
@remembered
def remove(name: str, org: str | None) -> int:
    """Remove a schedule; jobs that it queued stay."""
    from petroverse.workflows import remove_schedule

    with opened(org) as platform:
        remove_schedule(platform.stores, platform.reader, name)
    say(f"{name} is removed.")
    return 0


@command.command("pause")
@click.argument("name")
@_org
@remembered
def pause(name: str, org: str | None) -> int:
    """Let a schedule queue nothing until it is resumed."""
    _set_paused(name, org, is_paused=True)
    say(f"{name} is paused. Let it go on with: petroverse schedule resume {name}")
    return 0


@command.command("resume")
@click.argument("name")
@_org
@remembered
def resume(name: str, org: str | None) -> int:
    """Let a paused schedule go on; times that went by are not made up for."""
    made = _set_paused(name, org, is_paused=False)
    say(f"{name} is due next at {made['next_at']:%Y-%m-%d %H:%M} UTC.")
    return 0


def _set_paused(name: str, org: str | None, *, is_paused: bool) -> dict[str, Any]:
    from petroverse.workflows import pause_schedule

    with opened(org) as platform:
        return pause_schedule(platform.stores, platform.reader, name, is_paused=is_paused)


for each in kind_commands(_add, remembered):
    add.add_command(each)
