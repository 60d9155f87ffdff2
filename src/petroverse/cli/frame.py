"""The frame of the command line: which commands there are, options that all share, and what each fault exits with."""

from __future__ import annotations

import gc
import importlib
import logging
import os
import signal
import sys
import threading
import traceback
from types import FrameType
from typing import Any, Final

import click

from petroverse import __version__
from petroverse.cli.terminal import asked, remembered, say
from petroverse.core.errors import PetroVerseError

__all__ = ["main", "petroverse"]

_COMMANDS: Final = {
    "up": "Start the platform on this home and print a sign-in link.",
    "run": "Run one role of the platform as a process of its own: api, bridge, gather, watch or work.",
    "import": "Take in files, folders or zips of a publisher, or a table with a mapping.",
    "query": "Answer one question: measures by dimensions, exact and with its sources.",
    "forecast": "Forecast demand: months ahead, with ranges that hold.",
    "lapse": "Warn of companies that may stop lifting, or lift half as much, and say why.",
    "insights": "Tell the few things worth knowing of a period, each true by a question of its own.",
    "anomalies": "Show what is out of the ordinary in the market's figures, and say what it is.",
    "export": "Write facts, findings or imports to a file.",
    "imports": "List what was taken in, or take an import back.",
    "jobs": "See, stop and repeat work that runs by itself, or have it done now.",
    "schedule": "Have work done again and again: folders, addresses, upkeep, mail.",
    "dashboard": "See dashboards, keep them as text, and take their reports as PDF or workbook.",
    "gauge": "See what a tank gauge in the field has, and read it.",
    "device": "Let devices of your own publish readings by MQTT.",
    "edge": "Run the gateway of a site, which works while the platform is away.",
    "network": "See places, tanks and meters, and keep them in a spreadsheet.",
    "alarms": "See what waits for a person at the sites, answer it, decide what calls.",
    "wet-stock": "Show a month of wet stock: what is missing, whether a tank leaks.",
    "delivery": "Enter papers of deliveries, and see what is short.",
    "receiver": "Have people and programs told of alarms: by mail, by webhook.",
    "companies": "Merge names of one company, reversibly, as proposed or as you know.",
    "user": "People: accounts, roles, and which rows each may see.",
    "org": "Organisations, what they share, and what happened in them.",
    "token": "Let a program act as you, with some of your rights, until a day.",
    "key": "The home's key, and keys that devices sign with.",
    "secret": "Keep passwords and tokens that the platform needs, sealed.",
    "simulate": "Simulate a network of stations whose gauges are read as real ones are.",
    "sample": "Add, remove or show the simulated sample market.",
    "doctor": "Say where everything is, whether it is healthy, and the cure if not.",
    "backup": "Write everything of this home, at one instant, into one file; or check one.",
    "restore": "Fill an empty home from a backup, and verify all of it.",
    "upgrade": "Bring the stores of this home to this version.",
    "completion": "Print the completion script of a shell.",
}
_AS_WRITTEN: Final = "\b\n"
"""What keeps the lines of a paragraph apart; a raw docstring spells it with a backslash."""
_SELDOM: Final = 50_000
"""New objects between two looks for garbage: a command makes many that stay, and looking early costs a tenth of it."""
_MODULES: Final = {"import": "import_", "wet-stock": "wet_stock"}


class _LazyGroup(click.Group):
    """Imports a command's module when the command is called, never to list it."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(f"petroverse.cli.{_MODULES.get(cmd_name, cmd_name)}")
        command: click.Command = module.command
        command.help = (command.help or "").replace("\\b\n", _AS_WRITTEN)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - as above
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "auto_envvar_prefix": None})
@click.version_option(__version__, "-V", "--version", prog_name="petroverse")
@remembered
def petroverse() -> None:
    """The analytics platform for petroleum distribution: exact answers from a market's own workbooks."""


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and gives its exit code.

    Args:
        arguments: Without the program's name; None: those of the process.
    """
    gc.set_threshold(_SELDOM)
    _stop_like_ctrl_c()
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)  # its worry becomes our sentence
    try:
        outcome: Any = petroverse.main(args=arguments, prog_name="petroverse", standalone_mode=False)
        return outcome if isinstance(outcome, int) else 0
    except click.exceptions.Exit as wish:
        return wish.exit_code
    except (click.exceptions.Abort, KeyboardInterrupt):
        say("Stopped; nothing half done is visible.")
        return 130
    except click.ClickException as fault:
        fault.show(file=sys.stderr)
        return fault.exit_code
    except PetroVerseError as fault:
        say(_as_sentences(fault))
        return fault.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:  # noqa: BLE001 - the last gate: an unexpected fault becomes a sentence and exit code 1
        return _unexpected(fault)


def _stop_like_ctrl_c() -> None:
    """A polite stop or a closed terminal ends a command as Ctrl-C does: engines that it started are stopped too."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, stop)


def _as_sentences(fault: PetroVerseError) -> str:
    lines = [f"Error: {fault.what}"]
    if fault.where:
        lines.append(f"  where: {fault.where}")
    if fault.fix:
        lines.append(f"  to do: {fault.fix_for('command')}")
    return "\n".join(lines)


def _unexpected(fault: Exception) -> int:
    if asked("debug"):
        say("".join(traceback.format_exception(fault)))
    say(f"Error: unexpected {type(fault).__name__}: {fault}")
    say("  to do: run it again with --debug, and report what it shows")
    return 1
