"""``petroverse export``: facts, findings, imports or editions, whole, in any format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from petroverse.cli.output import output_options, write
from petroverse.cli.terminal import opened, remembered, say
from petroverse.core.catalogue import datasets

if TYPE_CHECKING:
    from petroverse.app import Platform
    from petroverse.documents import Document

__all__ = ["command"]

_LISTS: Final = ("findings", "imports", "editions")


@click.command("export")
@click.argument("what", type=click.Choice([*_LISTS, *datasets()]))
@click.option("--rule", default="", help="findings: only of this rule.")
@click.option("--file", "text", default="", help="findings: only with this text in file, cell or words.")
@click.option("--as-of", help="facts: only what publishers had made known by then: 2024-06-30.")
@click.option("--org", help="Whose facts (default: yours and the published ones; the sample while nothing real is in).")
@output_options
@remembered
def command(
    what: str, *, rule: str, text: str, as_of: str | None, org: str | None, form: str | None, output: Path | None
) -> int:
    r"""Write facts, findings, imports or editions, whole.

    \b
    petroverse export findings                        the quality report, largest litres first
    petroverse export volume --format parquet -o volume.parquet
    petroverse export editions                        every table taken in, and when it was known
    """
    with opened(org) as platform:
        answer = _facts(platform, what, as_of) if what in datasets() else _list(platform, what, rule, text)
        write(answer, form, output)
    for warning in answer.warnings:
        say(f"Note: {warning}")
    return 0


def _facts(platform: Platform, name: str, as_of: str | None) -> Document:
    from petroverse.workflows import export_dataset, moment

    return export_dataset(platform.stores, platform.reader, name, as_of=moment(as_of)).document


def _list(platform: Platform, what: str, rule: str, text: str) -> Document:
    from petroverse.workflows import FindingsWanted, list_document

    wanted = FindingsWanted(rule=rule, file=text)
    return list_document(platform.stores, platform.reader, what, wanted)
