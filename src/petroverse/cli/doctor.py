"""``petroverse doctor``: where everything is, whether it is healthy, and the cure if not."""

from __future__ import annotations

from pathlib import Path

import click

from petroverse.cli.output import Printout, output_options, write
from petroverse.cli.terminal import remembered, say, settings_of

__all__ = ["command"]

_UNHEALTHY = 8


@click.command("doctor")
@output_options
@remembered
def command(form: str | None, output: Path | None) -> int:
    """Say where everything is, whether it is healthy, and the cure if not. Exit code 8 if something is ill."""
    say("Examining …")
    from petroverse.app import examine

    found = examine(settings_of())
    body = found.as_json()
    rows = [
        {"part": name, "what": key, "value": value}
        for name, about in found.parts.items()
        for key, value in about.items()
    ]
    chosen = rows if form in (None, "table") else body["rows"]
    place = found.parts["platform"]
    is_up = place["status"] == "running"
    say(f"PetroVerse runs at {place['address']} (process {place['pid']})." if is_up else "PetroVerse does not run.")
    write(Printout(body["schema"], chosen, body["meta"], body["warnings"]), form, output)
    for each in found.problems:
        say(f"{'Ill' if each.is_serious else 'Note'}: {each.part}: {each.what}\n  to do: {each.cure}")
    say("Everything is well." if not found.problems else f"{len(found.problems)} things to look at.")
    return 0 if found.is_healthy else _UNHEALTHY
