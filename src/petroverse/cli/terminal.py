"""What a person sees beside the data: options that every command shares, messages and progress, all on stderr."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

if TYPE_CHECKING:
    from petroverse.app import Platform, Settings

__all__ = [
    "Progress",
    "asked",
    "confirmed",
    "is_styled",
    "opened",
    "progress_bar",
    "remembered",
    "say",
    "settings_of",
    "spoken",
    "typed_again",
]

_SPEAKS_S = 5.0
_Function = TypeVar("_Function", bound=Callable[..., Any])


class Progress(Protocol):
    """Shows how far long work is."""

    def __call__(self, done: int, total: int, what: str) -> None:
        """Shows that ``done`` of ``total`` parts are finished, ``what`` the last."""
        ...


def _remember(ctx: click.Context, option: click.Parameter, value: object) -> None:
    if value not in (None, False) and option.name:
        ctx.find_root().ensure_object(dict)[option.name] = value


def remembered(function: _Function) -> _Function:
    """Gives a command the options that all share; they may stand before or after the command's name."""
    options = (
        click.option("--home", type=click.Path(), expose_value=False, callback=_remember, metavar="DIR",
                     help="Folder of the platform (default: PETROVERSE_HOME, else the user's data folder)."),
        click.option("--token", expose_value=False, callback=_remember, metavar="TOKEN",
                     help="Act with a token; others see it in the process list: better PETROVERSE_TOKEN or a file."),
        click.option("--token-file", type=click.Path(), expose_value=False, callback=_remember, metavar="FILE",
                     help="Act with the token in this file."),
        click.option("--no-color", is_flag=True, expose_value=False, callback=_remember, help="Never colour."),
        click.option("--no-input", is_flag=True, expose_value=False, callback=_remember, help="Never ask; fail."),
        click.option("-y", "--yes", is_flag=True, expose_value=False, callback=_remember, help="Say yes to questions."),
        click.option("--debug", is_flag=True, expose_value=False, callback=_remember, hidden=True),
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


def asked(name: str) -> Any:  # noqa: ANN401 - as the option was given
    """What a shared option was given, whichever side of the command it stood on; None where it was not."""
    ctx = click.get_current_context(silent=True)
    if ctx is None:
        return True if name == "debug" and "--debug" in sys.argv else None
    return ctx.find_root().ensure_object(dict).get(name)


def settings_of(flags: Mapping[str, object] | None = None) -> Settings:
    """The settings of this command: its own flags and the shared ones over environment and files."""
    from petroverse.app import read_settings

    shared = {name: asked(name) for name in ("home", "token", "token_file")}
    return read_settings({**(flags or {}), **shared})


@contextmanager
def opened(organisation: str | None = None) -> Iterator[Platform]:
    """The platform that a command works on, open while the block runs.

    Args:
        organisation: In which one to act; None: as the settings say.
    """
    from petroverse.app import open_platform

    with open_platform(settings_of({"organisation": organisation})) as platform:
        yield platform


def say(text: str) -> None:
    """Tells the person something, on stderr."""
    click.echo(text, err=True)


def is_styled(stream_is_terminal: bool) -> bool:
    """Whether colours and animation are welcome on a stream."""
    refused = asked("no_color") or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return stream_is_terminal and not refused


def confirmed(question: str) -> bool:
    """Whether the person agrees; --yes agrees, --no-input or a missing terminal does not.

    Raises:
        click.UsageError: Nobody can be asked and --yes was not given.
    """
    if asked("yes"):
        return True
    if asked("no_input") or not sys.stdin.isatty():
        raise click.UsageError(f"{question} Nobody can be asked here: add --yes.")
    return click.confirm(question, err=True)


def typed_again(name: str, given: str | None, question: str) -> bool:
    """Whether the person types a name once more, as what cannot be undone wants it; with --yes it is an argument.

    Args:
        name: What must be typed.
        given: What was given as an argument; None where nothing was.
        question: What it is about.

    Raises:
        click.UsageError: Nobody can be asked, and the name was not given with --yes.
    """
    if given is not None or asked("yes") or asked("no_input") or not sys.stdin.isatty():
        if asked("yes") and given == name:
            return True
        raise click.UsageError(f"{question} It cannot be undone: type the name once more, with --yes {name}")
    return bool(click.prompt(f"{question} Type {name} to go on", default="", show_default=False, err=True) == name)


def spoken(progress: Progress) -> Progress:
    """The same progress, told in a line now and then where there is no bar to see it on."""
    if is_styled(sys.stderr.isatty()):
        return progress
    begun, told = time.monotonic(), 0.0

    def speak(done: int, total: int, what: str) -> None:
        nonlocal told
        now = time.monotonic() - begun
        if total and now - told >= _SPEAKS_S:
            told = now
            say(f"{done} of {total} after {now:.0f} s: {what}")

    return speak


class progress_bar:  # noqa: N801 - used as a verb: `with progress_bar("Reading") as progress`
    """A bar on a terminal, silence elsewhere.

    Args:
        title: What is being done.
    """

    def __init__(self, title: str) -> None:
        self._title = title
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Progress:
        if is_styled(sys.stderr.isatty()):
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Bars

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
            self._bar = Bars(*columns, TextColumn("{task.fields[what]}"), console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._title, total=None, what="")
            self._bar.start()
        return self._show

    def _show(self, done: int, total: int, what: str) -> None:
        if self._bar is not None:
            self._bar.update(self._task, completed=done, total=total, what=what)

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()
