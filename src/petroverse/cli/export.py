"""``petroverse export``: facts, findings, imports or editions, whole, in any format."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from petroverse.cli.output import Printout, output_options, write
from petroverse.cli.terminal import remembered, say, settings_of
from petroverse.core.catalogue import datasets

if TYPE_CHECKING:
    from petroverse.app import Platform

__all__ = ["command"]

_MOST: Final = 1_000_000
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
    from petroverse.app import open_platform

    with open_platform(settings_of({"organisation": org})) as platform:
        made = {"findings": lambda: _findings(platform, rule, text), "imports": lambda: _imports(platform)}
        lists: dict[str, Callable[[], Printout]] = {**made, "editions": lambda: _editions(platform)}
        printout = lists.get(what, lambda: _facts(platform, what, as_of))()
    write(printout, form, output)
    for warning in printout.warnings:
        say(f"Note: {warning}")
    return 0


def _findings(platform: Platform, rule: str, text: str) -> Printout:
    from petroverse.workflows import FindingsWanted, findings_page

    page = findings_page(platform.stores, platform.reader, FindingsWanted(rule, None, text, None, _MOST, 0))
    meta = {"rules": page["rules"], "total": page["total"], "simulated": page["is_simulated"]}
    columns = ("file", "sheet", "cell", "rule", "severity", "seen", "expected", "note", "litres")
    return Printout("petroverse.findings/1", page["findings"], meta, columns=columns)


def _imports(platform: Platform) -> Printout:
    from petroverse.workflows import imports_list

    rows = imports_list(platform.stores, platform.reader, limit=_MOST)
    columns = ("import_id", "file_name", "verdict", "family", "editions", "fact_rows", "finding_count", "recorded_at")
    more = ("withdrawn_at", "reason")
    return Printout("petroverse.imports/1", rows, {"row_count": len(rows)}, columns=(*columns, *more))


def _editions(platform: Platform) -> Printout:
    from petroverse.workflows import editions_list

    rows = editions_list(platform.stores, platform.reader)
    columns = ("dataset", "series", "grain", "span_start", "known_at", "known_at_basis", "file", "sheet", "row_count")
    return Printout("petroverse.editions/1", rows, {"row_count": len(rows)}, columns=columns)


def _facts(platform: Platform, name: str, as_of: str | None) -> Printout:
    from petroverse.workflows import export_dataset, moment

    day = moment(as_of) if as_of else None
    found = export_dataset(platform.stores, platform.reader, name, as_of=day)
    return Printout("petroverse.facts/1", found.rows, found.meta, found.warnings)
