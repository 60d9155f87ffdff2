"""``petroverse import``: takes files in, says what became of each, and what a person should look at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from petroverse.cli.output import Printout, output_options, write
from petroverse.cli.terminal import progress_bar, remembered, say, settings_of

if TYPE_CHECKING:
    from petroverse.app import Platform
    from petroverse.core.facts import Finding
    from petroverse.workflows import ImportReport

__all__ = ["command"]

_FEW: Final = 12


@click.command("import")
@click.argument("what", nargs=-1, required=True, metavar="[npa|table] PATH")
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Mapping of a table (TOML)."
)
@click.option("--pack", help="Country pack to read with: a name or a folder (default: all that are known).")
@click.option("--org", help="Who will own the facts (default: public; local for a table).")
@click.option("--check", is_flag=True, help="Only report; store nothing.")
@click.option("--strict", is_flag=True, help="Exit with 4 where findings stand.")
@click.option("--report", is_flag=True, help="Show every finding, not only the largest.")
@output_options
@remembered
def command(
    what: tuple[str, ...],
    *,
    report: bool,
    strict: bool,
    form: str | None,
    output: Path | None,
    **how: Any,  # noqa: ANN401 - the other options, by name
) -> int:
    r"""Take in files, folders or zips of a publisher, or a table with a mapping.

    \b
    petroverse import FOLDER                     the content decides who published it
    petroverse import npa FOLDER                 with one publisher's country pack alone
    petroverse import table FILE --mapping M     any CSV, XLSX or Parquet

    Each file is taken in whole or not at all; the same file again changes nothing. All findings are kept: see
    `petroverse export findings`. Exit codes: 0 done, 3 a file was refused (the rest is in), 4 findings with --strict.
    """
    first, path = _split(what)
    say(f"{'Checking' if how['check'] else 'Importing'} {path} …")
    from petroverse.app import open_platform
    from petroverse.workflows import warm_reading

    warm_reading()
    with open_platform(settings_of(), is_repaired=not how["check"]) as platform:
        done = _run(platform, first, path, how)
    _print(done, form, output, is_whole=report)
    return done.exit_code(is_strict=strict)


def _split(what: tuple[str, ...]) -> tuple[str, Path]:
    if len(what) > 2:
        raise click.UsageError("Give one PATH, or a publisher and a PATH.")
    return ("", Path(what[0])) if len(what) == 1 else (what[0], Path(what[1]))


def _run(platform: Platform, first: str, path: Path, how: dict[str, Any]) -> ImportReport:
    from petroverse.workflows import files_in, import_files

    options = platform.import_options(
        is_check=how["check"], **platform.import_choice(first, pack=how["pack"], mapping=how["mapping"], org=how["org"])
    )
    with progress_bar("Checking" if how["check"] else "Importing") as progress:
        return import_files(platform.stores, files_in(path), options, progress=progress)


def _print(done: ImportReport, form: str | None, output: Path | None, *, is_whole: bool) -> None:
    body = done.as_json()
    rows = [{**row, "printed_totals": _tied(row), "changes": _moved(row["change"])} for row in body["rows"]]
    columns = ("name", "verdict", "family", "rows", "changes", "printed_totals", "findings", "reason")
    meta = {**body["meta"], "findings": body["findings"]}
    write(Printout(body["schema"], rows, meta, body["warnings"], columns=columns), form, output)
    if form in (None, "table"):
        _say_findings(done, is_whole)
    counts = ", ".join(f"{count} {verdict}" for verdict, count in sorted(done.verdicts.items()))
    say(f"{len(done.files)} files: {counts or 'none'}. {'Nothing was stored.' if done.is_check else ''}")
    if done.made_real:
        say("These are the first real facts: from now on questions read them, not the sample.")


def _moved(change: dict[str, int]) -> str:
    return ", ".join(f"{count:,} {kind}" for kind, count in change.items() if count)


def _tied(row: dict[str, Any]) -> str:
    checked = row["tied"] + row["untied"]
    return f"{row['tied']}/{checked} agree" if checked else ""


def _say_findings(done: ImportReport, is_whole: bool) -> None:
    by_rule: dict[str, list[tuple[str, Finding]]] = {}
    for name, finding in done.all_findings:
        by_rule.setdefault(finding.rule, []).append((name, finding))
    rules = sorted(by_rule.items(), key=_largest)
    for rule, lines in rules if is_whole else rules[:_FEW]:
        say(f"\n{rule} ({len(lines)})")
        for name, finding in lines if is_whole else lines[:1]:
            place = " ".join(part for part in (name, finding.sheet.strip(), finding.cell) if part)
            say(f"  {finding.severity}: {place}: {finding.seen}; expected {finding.expected}. {finding.note}")
    if rules:
        say("\nEvery finding: petroverse export findings (or import … --report)")


def _largest(rule: tuple[str, list[tuple[str, Finding]]]) -> float:
    return -rule[1][0][1].litres
