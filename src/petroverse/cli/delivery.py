"""``petroverse delivery``: papers of deliveries, entered from a file, and each beside what its tank tells."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from petroverse.cli.output import output_options, write_rows
from petroverse.cli.terminal import opened, remembered, say

__all__ = ["command"]

_SHOWN: Final = (
    "started_at",
    "tank",
    "observed_l",
    "standard_l",
    "waybills",
    "paper_l",
    "short_l",
    "limit_l",
    "is_short",
)
_org = click.option("--org", help="Whose sites (default: yours).")


@click.group("delivery")
def command() -> None:
    r"""Enter papers of deliveries, and see what is short.

    \b
    petroverse delivery add waybills.csv           heads: number, tank, delivered_at, standard_l or observed_l; and
                                                   temp_c, density15_kg_m3, loaded_at, truck, place_from
    petroverse delivery list S7 2024-03            what each tank tells, beside its papers
    petroverse delivery remove WB-1 S7/1           one that was entered wrongly
    """


@command.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_org
@remembered
def add(file: Path, org: str | None) -> int:
    """Enter the lines of FILE, a CSV file or a workbook, all or none."""
    from petroverse.workflows import import_waybills

    with opened(org) as platform:
        told = import_waybills(platform.stores, platform.reader, file.name, file.read_bytes())
    say(f"{told['kept']} lines are kept.")
    if told["short"]:
        say(f"Less came than the papers say into {', '.join(told['short'])}.")
    return 0


@command.command("list")
@click.argument("site")
@click.argument("month", default="", metavar="[MONTH]")
@_org
@output_options
@remembered
def listed(site: str, month: str, *, org: str | None, form: str | None, output: Path | None) -> int:
    """Show a month of SITE's deliveries; the last month that is over if none is named."""
    from petroverse.workflows import deliveries_of_site

    with opened(org) as platform:
        told = deliveries_of_site(platform.stores, platform.reader, site, month)
    say(f"{told['month']}, {told['time_zone']}" + ("; SIMULATED" if told["simulated"] else ""))
    return write_rows("petroverse.deliveries/1", told["deliveries"], _SHOWN, form, output)


@command.command("remove")
@click.argument("number")
@click.argument("tank")
@_org
@remembered
def remove(number: str, tank: str, org: str | None) -> int:
    """Take the line of waybill NUMBER for TANK out; the record keeps what it said."""
    from petroverse.workflows import remove_waybill

    with opened(org) as platform:
        remove_waybill(platform.stores, platform.reader, number, tank)
    say("It is taken out.")
    return 0
