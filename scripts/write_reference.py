"""Writes docs/reference from the code that the pages describe; ``--check`` only says whether they are current."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from petroverse.app.settings import Settings
from petroverse.cli.frame import petroverse
from petroverse.core.catalogue import Column, datasets, provenance
from petroverse.metrics import subjects

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
NOTE = "<!-- written by `make docs`; change the code instead -->\n"


def table(heads: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> str:
    """One Markdown table."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def columns(some: tuple[Column, ...]) -> str:
    """A dataset's columns."""
    rows = ((f"`{each.name}`", each.type, each.role, each.unit, each.meaning) for each in some)
    return table(("column", "type", "role", "unit", "meaning"), rows)


def dataset_page() -> str:
    """Every dataset and column."""
    parts = [
        f"## {each.title} (`{name}`)\n\n{each.meaning}\n\n{columns(each.columns)}" for name, each in datasets().items()
    ]
    shared = f"## Columns of every dataset\n\n{columns(provenance())}"
    return "\n".join(["# Datasets\n", NOTE, *parts, shared])


def measure_page() -> str:
    """Every measure and dimension."""
    parts = []
    for name, each in subjects().items():
        rows = ((f"`{one.name}`", one.meaning) for one in each.measures.values())
        dimensions = ", ".join(f"`{one}`" for one in (*each.times, *each.dimensions))
        parts.append(f"## {name}\n\nBy {dimensions}.\n\n{table(('measure', 'meaning'), rows)}")
    return "\n".join(["# Measures and dimensions\n", NOTE, *parts])


def settings_page() -> str:
    """Every setting."""
    rows = (
        (f"`{each.name}`", str(each.type), "" if each.default is None else f"`{each.default}`",
         each.metadata.get("unit", ""), each.metadata["meaning"])
        for each in dataclasses.fields(Settings)
    )  # fmt: skip
    lead = (
        "A setting comes from the first of: a flag, the environment (`PETROVERSE_PORT`), `petroverse.toml` in the "
        "home, the user's file, the system's file, the default.\n"
    )
    return "\n".join(["# Settings\n", NOTE, lead, table(("setting", "type", "default", "unit", "meaning"), rows)])


def commands(group: click.Group, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command below a group, with its full name."""
    with click.Context(group) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                yield from commands(command, f"{path} {name}")
            elif command is not None:
                yield f"{path} {name}", command


def command_page() -> str:
    """Every command with its help."""
    parts = ["# Commands\n", NOTE]
    for name, command in commands(petroverse, "petroverse"):
        with click.Context(command, info_name=name, terminal_width=100, max_content_width=100) as context:
            parts.append(f"## `{name}`\n\n```text\n{command.get_help(context)}\n```\n")
    return "\n".join(parts)


PAGES = {
    "datasets.md": dataset_page,
    "measures.md": measure_page,
    "settings.md": settings_page,
    "commands.md": command_page,
}


def main() -> int:
    """Writes the pages, or with ``--check`` names those that are not current."""
    stale = [
        name
        for name, page in PAGES.items()
        if not (FOLDER / name).exists() or (FOLDER / name).read_text("utf-8") != page()
    ]
    if "--check" in sys.argv:
        sys.stderr.write("".join(f"docs/reference/{name} is not current: run make docs\n" for name in stale))
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(PAGES[name](), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
