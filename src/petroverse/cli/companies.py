"""``petroverse companies``: names that look like one company, merged by a person and taken back at will."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from petroverse.cli.output import Printout, output_options, write, write_rows
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_SIDES = ("series", "first", "last", "volume_l")
_EVIDENCE = (
    "alias",
    "company",
    "confidence",
    "together",
    *(f"{of}_{what}" for of in ("alias", "company") for what in _SIDES),
)
_MERGES = ("number", "alias", "company", "since", "reason", "accepted_at", "accepted_by", "withdrawn_at")
_org = click.option("--org", help="For whose reading (default: yours; the sample's while nothing real is in).")


@click.group("companies")
def command() -> None:
    r"""Merge names of one company, reversibly.

    \b
    petroverse companies proposals                         names that look alike, with the evidence
    petroverse companies merge "OLD NAME" "COMPANY"        read one name as another company's
    petroverse companies list                              what was merged, by whom, and what was taken back
    petroverse companies undo 3                            take merge 3 back: every answer is as it was

    A merge holds wherever facts are read, now and as of any day; what was printed never changes.
    """


@command.command("proposals")
@_org
@output_options
@remembered
def proposals(org: str | None, form: str | None, output: Path | None) -> int:
    """Show names that look like one company; nothing is merged.

    `together` counts the months that name both: above 0 they are most likely two companies.
    """
    from petroverse.workflows import merge_proposals

    with opened(org) as platform:
        rows = merge_proposals(platform.stores, platform.reader)
    write(Printout("petroverse.proposals/1", rows, {"row_count": len(rows)}, columns=_EVIDENCE), form, output)
    say(f'{len(rows)} proposals. Accept one with: petroverse companies merge "ALIAS" "COMPANY"')
    return 0


@command.command("merge")
@click.argument("alias")
@click.argument("company")
@click.option("--since", type=click.DateTime(["%Y-%m-%d", "%Y-%m"]), help="From this day on (default: always).")
@click.option("--reason", default="", help="Why, for whoever reads it later.")
@_org
@remembered
def merge(alias: str, company: str, since: datetime | None, *, reason: str, org: str | None) -> int:
    """Read the name ALIAS as the company COMPANY."""
    from petroverse.core.country import CompanyAlias
    from petroverse.workflows import merge_companies

    day: date | None = since.date() if since else None
    with opened(org) as platform:
        number = merge_companies(platform.stores, platform.reader, CompanyAlias(alias, company, day, reason))
    say(f"{alias} is read as {company}. Take it back with: petroverse companies undo {number}")
    return 0


@command.command("undo")
@click.argument("number", type=click.IntRange(1))
@_org
@remembered
def undo(number: int, org: str | None) -> int:
    """Take a merge back by its number; its line stays in the list."""
    from petroverse.workflows import undo_merge

    with opened(org) as platform:
        undo_merge(platform.stores, platform.reader, number)
    say(f"Merge {number} is taken back: every answer is as it was before.")
    return 0


@command.command("list")
@_org
@output_options
@remembered
def merges(org: str | None, form: str | None, output: Path | None) -> int:
    """Show every merge: accepted ones by number, those of the home's aliases.toml, and what was taken back."""
    from petroverse.workflows import merges_list

    with opened(org) as platform:
        rows = merges_list(platform.stores, platform.reader)
    return write_rows("petroverse.merges/1", rows, _MERGES, form, output)
