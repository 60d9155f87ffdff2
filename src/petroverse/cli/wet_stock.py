"""``petroverse wet-stock``: a month of each site's wet stock, one site day by day, and its record to sign."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from petroverse.cli.output import Printout, output_options, put, write
from petroverse.cli.terminal import opened, remembered, say

if TYPE_CHECKING:
    from petroverse.app import Platform
    from petroverse.documents import Document

__all__ = ["command"]

_SITES: Final = ("place", "system", "product", "verdict", "variance_l", "limit_l", "rate_gal_h", "mdl_gal_h", "reasons")
_DAYS: Final = ("system", "day", *(f"{name}_{{}}_l" for name in ("opening", "received", "sold", "closing", "variance")))


@click.command("wet-stock")
@click.argument("month", default="", metavar="[MONTH]")
@click.option("--site", default="", help="The days of this site, by its id.")
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the site's record as a PDF.",
)
@click.option("--org", help="Whose sites (default: yours).")
@output_options
@remembered
def command(
    *, month: str, site: str, report: Path | None, org: str | None, form: str | None, output: Path | None
) -> int:
    r"""Show a month of wet stock: what is missing, whether a tank leaks, where the litres went.

    MONTH is such as 2024-03; left out, it is the last one that is over.

    \b
    petroverse wet-stock                                    verdict and variance of every tank
    petroverse wet-stock 2024-03 --site S7                  each tank's book, day by day
    petroverse wet-stock 2024-03 --site S7 -o days.xlsx     the same as a workbook, or .csv
    petroverse wet-stock 2024-03 --site S7 --report S7.pdf  a record to sign
    """
    if report and not site:
        raise click.UsageError("A record is of one site: add --site.")
    with opened(org) as platform:
        if report:
            _reported(platform, site, month, report)
            return 0
        _shown(platform, site, month, form, output)
    return 0


def _reported(platform: Platform, site: str, month: str, report: Path) -> None:
    from petroverse.workflows import wet_stock_report

    made = wet_stock_report(platform.stores, platform.reader, site, month)
    put(report, iter([made.content]))
    say(f"The record is written to {report}")


def _shown(platform: Platform, site: str, month: str, form: str | None, output: Path | None) -> None:
    from petroverse.workflows import wet_stock_of_site, wet_stock_rows

    document = wet_stock_rows(platform.stores, platform.reader, month, place=site)
    about = document.meta
    say(f"{about['month']}, days from midnight to midnight, {about['time_zone']}"
        + ("" if about["is_over"] else "; the month goes on")
        + ("; SIMULATED" if about["simulated"] else ""))  # fmt: skip
    if site:
        for each in wet_stock_of_site(platform.stores, platform.reader, site, month)["systems"]:
            say(_in_words(each))
    write(_printout(document, site), form, output)


def _printout(document: Document, site: str) -> Printout:
    """The rows with the columns that people read: observed litres where no row has standard ones."""
    rows = [row for batch in document.batches for row in batch.to_pylist()]
    kind = "standard" if any(row.get("book_standard_l") is not None for row in rows) else "observed"
    columns = tuple(each.format(kind) for each in _DAYS) if site else _SITES
    return Printout(document.schema, rows, document.meta, document.warnings, columns=columns)


def _in_words(system: dict[str, Any]) -> str:
    leak, rule = system["leak"], system["rule"]
    told = [f"{system['system']}: {system['verdict']}"]
    if rule["variance_l"] is not None:
        told.append(f"variance {rule['variance_l']:,.0f} L of ±{rule['limit_l']:,.0f} L allowed")
    if leak["rate_gal_h"] is not None:
        told.append(f"leak test {leak['verdict']}: {leak['rate_gal_h']:.3f} gal/h, MDL {leak['mdl_gal_h']:.3f}")
    return ", ".join([*told, *system["reasons"]])
