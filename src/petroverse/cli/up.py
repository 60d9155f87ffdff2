"""``petroverse up``: starts the platform and says what to do next."""

from __future__ import annotations

import os
import shlex
import sys
import webbrowser
from pathlib import Path

import click

from petroverse.app import Home, HomeHeld, Settings, UpNotice
from petroverse.cli.serving_options import serving_options
from petroverse.cli.terminal import remembered, say, settings_of

__all__ = ["command"]


@click.command("up")
@serving_options
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option("--empty", is_flag=True, help="Leave an empty home empty instead of loading the sample market.")
@remembered
def command(no_browser: bool, empty: bool, **flags: object) -> int:
    """Start the platform on this home and print a sign-in link. Ctrl-C stops everything."""
    from petroverse.app import run_up

    settings = settings_of(flags)
    say(f"PetroVerse on {settings.home}")

    def ready(notice: UpNotice) -> None:
        _tell(notice, is_default_home=not _named_home())
        if not no_browser and _has_display():
            webbrowser.open(notice.link)

    try:
        run_up(settings, is_empty=empty, say=say, ready=ready)
    except HomeHeld:
        _tell_link_of(settings)
        raise
    return 0


def _tell_link_of(settings: Settings) -> None:
    """The platform that runs gives a link that works: the first one was used by whoever opened it."""
    from petroverse.app import fresh_link

    link = fresh_link(Home(settings.home))
    if link:
        click.echo(f"Sign in:  {link}")


def _tell(notice: UpNotice, *, is_default_home: bool) -> None:
    me = _how_to_call_me() + ("" if is_default_home else f" --home {shlex.quote(_named_home())}")
    click.echo(f"Sign in:  {notice.link}")
    if notice.is_empty:
        say(f"Nothing is in yet. Next, in another terminal:\n\n  {me} import FOLDER\n")
    elif notice.is_sample:
        say("A simulated sample market is in, marked as such. Your own figures replace it:  import FOLDER")
    if not notice.is_empty:
        say(f"Next, in another terminal:\n\n  {me} query -m volume -d year,product\n")
    if notice.trust:
        say(f"{notice.trust}\n")
    say("Ctrl-C stops everything.")


def _named_home() -> str:
    from petroverse.cli.terminal import asked

    return str(asked("home") or "")


def _how_to_call_me() -> str:
    """The command as the person can type it here: by its path if the shell would not find it."""
    program = Path(sys.argv[0])
    if program.name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m petroverse"
    path = Path(os.path.abspath(program))  # noqa: PTH100 - links are kept: the environment's own path is meant
    here = Path.cwd()
    return shlex.quote(str(path.relative_to(here) if path.is_relative_to(here) else path))


def _has_display() -> bool:
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
