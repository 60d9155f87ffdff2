"""``petroverse insights``: the few things worth knowing of a period, in words, each with its question."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from petroverse.cli.output import Printout, output_options, write
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_COLUMNS: Final = ("month", "kind", "title", "text")
_AUDIENCES: Final = ("executive", "analyst", "regulator")


@click.command("insights")
@click.option("--period", default="", metavar="PERIOD", help="Such as 2024-03, 2024-Q1, 2024 (default: latest month).")
@click.option("--audience", type=click.Choice(_AUDIENCES), help="Whom they are ranked for (default: anybody).")
@click.option("--kind", default="", help="Only of this kind, such as record or share.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, help="At most so many (default: 50).")
@click.option("--org", help="Whose facts (default: yours).")
@output_options
@remembered
def command(
    *,
    period: str,
    audience: str | None,
    kind: str,
    limit: int,
    org: str | None,
    form: str | None,
    output: Path | None,
) -> int:
    r"""Tell the few things worth knowing: records, turning points, shares, new and gone companies, faults.

    Each is true by a question of its own, and is told once.

    \b
    petroverse insights                                     of the latest month
    petroverse insights --period 2024 --audience executive  of a year, for whoever decides
    petroverse insights --period 2024-Q1 --format json      with questions and figures
    petroverse insights --period 2024 -o insights.xlsx      as a workbook
    """
    from petroverse.workflows import InsightsAsked, insights_page, refresh_insights

    asked = InsightsAsked(period, audience=audience or "", kind=kind, limit=limit)
    with opened(org) as platform:
        refresh_insights(platform.stores, platform.reader)
        page = insights_page(platform.stores, platform.reader, asked)
    rows: list[dict[str, Any]] = page.pop("insights")
    if page["is_simulated"]:
        say("SIMULATED: these are facts of a made-up market.")
    if form in (None, "table") and output is None:
        _speak(rows, page)
        return 0
    write(Printout("petroverse.insights/1", rows, page, columns=_COLUMNS), form, output)
    return 0


def _speak(rows: list[dict[str, Any]], page: dict[str, Any]) -> None:
    for each in rows:
        click.echo(f"{each['month']}  {each['title']}\n         {each['text']}\n")
    if not rows:
        click.echo("no insights" if page["looked_at"] else "no insights: no facts that any could be found in")
