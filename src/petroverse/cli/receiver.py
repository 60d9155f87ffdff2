"""``petroverse receiver``: who is told of alarms outside of the browser, and what was told."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import confirmed, opened, remembered, say
from petroverse.core.conditions import RULES

__all__ = ["command"]

_PRIORITIES: Final = ("high", "medium", "low")
_LISTED: Final = (
    "id", "name", "kind", "address", "is_enabled", "priorities", "after_minutes", "waiting", "last_sent_at",
    "failing_since", "trouble",
)  # fmt: skip
_TOLD: Final = ("at", "receiver_name", "kind", "title", "state", "tries", "sent_at", "trouble", "id")
_MADE: Final = ("id", "name", "kind", "address", "secret")
_org = click.option("--org", help="Whose receivers (default: yours).")
_receiver = click.argument("receiver", metavar="ID")


@click.group("receiver")
def command() -> None:
    r"""Have people and programs told of alarms, wherever they are.

    \b
    petroverse receiver add mail ama@example.org --name Ama --quiet 22:00-06:00 --zone Africa/Accra
    petroverse receiver add webhook https://ops.example/alarms --name ops
    petroverse receiver add mail boss@example.org --name Boss --after 15     when nobody acknowledged for 15 minutes
    petroverse receiver test ID                          send a trial now, and say what came back
    petroverse receiver list                             who is told, and whether it arrives
    petroverse receiver told --subject S7/1              what was told of an alarm, and to whom
    petroverse receiver remove ID
    """


@command.command("list")
@_org
@output_options
@remembered
def listed(*, org: str | None, form: str | None, output: Path | None) -> int:
    """Show who is told of alarms, and how each fares; people's browsers too."""
    from petroverse.workflows import receivers_list

    with opened(org) as platform:
        found = receivers_list(platform.stores, platform.reader)
    return write_rows("petroverse.receivers/1", [_cut(each, _LISTED) for each in found], _LISTED, form, output)


@command.command("add")
@click.argument("kind", type=click.Choice(["mail", "webhook"]))
@click.argument("address")
@click.option("--name", required=True, help="What people call it.")
@click.option(
    "--priority", "priorities", multiple=True, type=click.Choice(_PRIORITIES), help="Only these (default: all)."
)
@click.option("--place", "places", multiple=True, help="Only alarms of this site; may be given several times.")
@click.option("--rule", "rules", multiple=True, type=click.Choice(RULES), help="Only this condition; several times.")
@click.option("--zone", default="UTC", help="Its time zone (default: UTC).")
@click.option("--quiet", metavar="HH:MM-HH:MM", default="", help="When only what is urgent comes.")
@click.option("--urgent", multiple=True, type=click.Choice(_PRIORITIES), default=("high",),
              help="What comes at once, in quiet hours too (default: high).")  # fmt: skip
@click.option("--after", "after_minutes", type=click.IntRange(0, 1440), default=0, metavar="MINUTES",
              help="Only what nobody acknowledged for so long.")  # fmt: skip
@click.option(
    "--digest", "digest_at", metavar="HH:MM", default=None, help="Gather what is not urgent into one message."
)
@click.option("--secret-stdin", is_flag=True, help="A webhook's secret comes from stdin (default: one is made).")
@_org
@output_options
@remembered
def add(
    kind: str, address: str, *, quiet: str, secret_stdin: bool, org: str | None, form: str | None, output: Path | None,
    **wanted: Any,  # noqa: ANN401 - options by name
) -> int:  # fmt: skip
    """Have an e-mail address or a webhook told; a webhook's secret is shown this once."""
    from petroverse.workflows import add_alarm_receiver

    begin, mark, end = quiet.partition("-")
    if quiet and not mark:
        raise click.UsageError("Write quiet hours as 22:00-06:00.")
    told = {
        **wanted,
        "kind": kind,
        "address": address,
        "priorities": wanted["priorities"] or _PRIORITIES,
        "quiet": {"begin": begin, "end": end} if quiet else None,
        "secret": sys.stdin.readline().strip() if secret_stdin else "",
    }
    with opened(org) as platform:
        made = add_alarm_receiver(platform.stores, platform.reader, platform.home_keys, told)
    say(f"{made['name']} is told of alarms from now on. Try it: petroverse receiver test {made['id']}")
    return write_rows("petroverse.receiver/1", [_cut(made, _MADE)], _MADE, form, output)


@command.command("test")
@_receiver
@_org
@remembered
def trial(receiver: str, org: str | None) -> int:
    """Send a trial now, and say what came back."""
    from petroverse.app import ways_of
    from petroverse.workflows import try_alarm_receiver

    with opened(org) as platform:
        told = try_alarm_receiver(platform.stores, platform.reader, ways_of(platform), receiver)
    fault = told["fault"]
    say("It was taken." if fault is None else f"It was not taken: {fault['what']}; {fault['fix']}")
    return 0 if fault is None else 8


@command.command("remove")
@_receiver
@_org
@remembered
def remove(receiver: str, org: str | None) -> int:
    """Tell a receiver nothing any more; what it was told stays on the list."""
    from petroverse.workflows import drop_alarm_receiver

    if not confirmed(f"Remove {receiver}?"):
        return 130
    with opened(org) as platform:
        drop_alarm_receiver(platform.stores, platform.reader, receiver)
    say(f"{receiver} is told nothing any more.")
    return 0


@command.command("told")
@click.option("--rule", default=None, type=click.Choice(RULES), help="Only of this condition.")
@click.option("--subject", default="", help="Only of this tank, meter or place.")
@click.option("--receiver", default="", metavar="ID", help="Only to this receiver.")
@click.option("--limit", type=click.IntRange(1, 1000), default=100, help="At most so many (default: 100).")
@_org
@output_options
@remembered
def told(
    *, rule: str | None, subject: str, receiver: str, limit: int, org: str | None, form: str | None,
    output: Path | None,
) -> int:  # fmt: skip
    """Show what was told of alarms, to whom, and whether it arrived, the last first."""
    from petroverse.workflows import notices_told

    with opened(org) as platform:
        found = notices_told(
            platform.stores, platform.reader, rule=rule or "", subject=subject, receiver=receiver, limit=limit
        )
    return write_rows("petroverse.notices-told/1", [_cut(each, _TOLD) for each in found], _TOLD, form, output)


def _cut(row: dict[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    fault = row.get("fault")
    told = {**row, "trouble": fault["what"] if fault else ""}
    return {name: ", ".join(told[name]) if isinstance(told[name], list) else told[name] for name in columns}
