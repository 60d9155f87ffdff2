"""``petroverse simulate``: a made-up network whose gauges are read as real ones are, and the truth about it."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import is_styled, opened, remembered, say, settings_of

if TYPE_CHECKING:
    from petroverse.app.simulating import Progress

__all__ = ["command"]

_TRUTH: Final = ("kind", "place", "subject", "at", "until", "state", "litres", "is_simulated")
_EVERY_S: Final = 15.0


@click.group("simulate")
def command() -> None:
    r"""Simulate a network of stations: emulated gauges, real protocols, incidents whose truth is known.

    \b
    petroverse simulate network                    20 stations, 30 days of past, then a minute each second
    petroverse simulate network --incident theft@S003 --incident silent
    petroverse simulate incident leak S005/T1      while it runs; or type `leak S005/T1` there
    petroverse simulate truth --format csv         what truly went wrong, beside what the platform found

    A platform must run on the home (`petroverse up`). Nothing of it is ever read together with real facts.
    """


@command.command("network")
@click.option("--stations", type=click.IntRange(1, 1000), help="How many (default: as before, or 20).")
@click.option("--speed", type=click.FloatRange(1, 3600), default=60.0, show_default=True,
              help="Seconds of the world in one of ours, until it has reached the present.")  # fmt: skip
@click.option("--days", type=click.FloatRange(0, 400), default=30.0, show_default=True,
              help="How long a past a new network is given.")  # fmt: skip
@click.option("--seed", type=click.IntRange(0), help="Where its chance comes from (default: as before, or 7).")
@click.option("--incident", "incidents", multiple=True, metavar="KIND[@STATION]",
              help="What goes wrong at once (default: the fullest tank is overfilled).")  # fmt: skip
@remembered
def network(*, stations: int | None, speed: float, days: float, seed: int | None, incidents: Sequence[str]) -> int:
    """Simulate a network until Ctrl-C; what it was is kept, and gone on with the next time."""
    from petroverse.app.simulating import Simulation, simulate

    soon = tuple(_asked(each.partition("@")[::2]) for each in incidents)
    with opened() as platform:
        done = simulate(
            platform, Simulation(stations, speed, days, seed, soon), say=_said, show=_shown(), typed=_typed()
        )
    _said(f"Stopped at {done.world_at:%Y-%m-%d %H:%M} of the world: {done.told:,} messages told.")
    return 0


@command.command("incident")
@click.argument("kind")
@click.argument("where", metavar="STATION[/TANK]")
@remembered
def incident(kind: str, where: str) -> int:
    """Let something go wrong in the simulation that runs, at a station or one of its tanks."""
    from petroverse.app import Home
    from petroverse.app.simulating import Notes

    kind, where = _asked((kind, where))
    Notes(Home(settings_of().home).folder).ask(kind, where)
    say(f"Asked for: {kind} at {where}. It begins within moments; `petroverse simulate truth` shows it.")
    return 0


@command.command("truth")
@output_options
@remembered
def truth(*, form: str | None, output: Path | None) -> int:
    """Show what truly went wrong in the simulated network, from when until when, and how many litres it took."""
    from petroverse.app import Home
    from petroverse.app.simulating import Notes, NothingSimulated

    home = Home(settings_of().home).folder
    state = Notes(home).read("state")
    if state is None:
        raise NothingSimulated("nothing was simulated on this home", where=str(home), fix="see `petroverse simulate`")
    rows: list[dict[str, Any]] = state["incidents"]
    return write_rows("petroverse.simulated-truth/1", rows, _TRUTH, form, output)


def _asked(words: Sequence[str]) -> tuple[str, str]:
    """A kind and a place, the kind being one that there is."""
    from petroverse.app.simulating import KINDS

    kind, where = words[0].strip().lower().replace("_", "-"), words[1].strip()
    if kind not in KINDS:
        raise click.UsageError(f"no incident is called {kind!r}: one of {', '.join(KINDS)}.")
    return kind, where


def _said(text: str) -> None:
    """A line of its own, whatever the status line shows."""
    if is_styled(sys.stderr.isatty()):
        click.echo("\r\x1b[K", nl=False, err=True)
    say(text)


def _shown() -> Callable[[Progress], None]:
    """A status line that is written over on a terminal, and a line now and then elsewhere."""
    is_line = is_styled(sys.stderr.isatty())
    last_s = [0.0]

    def show(now: Progress) -> None:
        text = (
            f"world {now.world_at:%Y-%m-%d %H:%M:%S}  told {now.told:,}  incidents {now.incidents}  "
            f"behind {now.behind_s:.2f} s" + (f"  silent {now.faults}" if now.faults else "")
        )
        if is_line:
            click.echo(f"\r\x1b[K{text}", nl=False, err=True)
        elif time.monotonic() - last_s[0] >= _EVERY_S:
            last_s[0] = time.monotonic()
            say(text)

    return show


def _typed() -> Callable[[], Sequence[tuple[str, str]]]:
    """Incidents that a person types while it runs, where there is somebody at a terminal."""
    lines: list[str] = []

    def read() -> None:
        lines.extend(iter(sys.stdin.readline, ""))

    if sys.stdin.isatty():
        threading.Thread(target=read, name="typed", daemon=True).start()

    def taken() -> Sequence[tuple[str, str]]:
        found = []
        while lines:
            kind, _, where = lines.pop(0).strip().partition(" ")
            found += [(kind.lower(), where.strip())] if kind else []
        return found

    return taken
