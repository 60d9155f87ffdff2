"""Names of one company: everything that publishers printed for it, in which tables, from when until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from petroverse.core.companies import printed_key
from petroverse.core.country import CompanyAlias
from petroverse.core.errors import NotFound
from petroverse.lake import COMPANY_DATASETS, PRICES, Snapshot
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["names_of_company"]

_DAY = {PRICES: "day"}
"""Which column says when, where it is not the month."""


@dataclass(slots=True)
class _Printed:
    """One spelling in the tables of one series, as it is met row by row."""

    first: date = date.max
    last: date = date.min
    rows: int = 0
    files: set[str] = field(default_factory=set)

    def meet(self, row: Mapping[str, Any], day: date) -> None:
        self.first, self.last = min(self.first, day), max(self.last, day)
        self.rows += 1
        self.files.add(row["file"])


def names_of_company(stores: Stores, reader: Reader, company: str) -> dict[str, list[dict[str, Any]]]:
    """Every spelling that the facts in force print for a company, and the companies that it came of or became.

    Args:
        stores: Where the facts are.
        reader: Who asks; whoever sees some companies only is told of none.
        company: The company, as answers write it.

    Returns:
        ``names``, the oldest first, with ``printed``, ``series`` (a source of volumes, or ``price``), ``first`` and
        ``last`` day, ``rows``, ``files``, and why the name is read as the company: ``reason`` and ``since`` (empty for
        its own name). ``formerly`` and ``later``: companies whose figures stand apart before or from ``since`` on.

    Raises:
        NotFound: No fact names the company.
    """
    reader.must_see_all("a list of all names of a company")
    grant = grant_of(stores, reader)
    pack = stores.pack_of(grant)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        aliases = stores.aliases(uow, grant.organisations)
        snapshot = stores.lake.snapshot(uow, grant.organisations, COMPANY_DATASETS, aliases=aliases)
    found: dict[tuple[str, str], _Printed] = {}
    for series, day, row in _rows(stores, snapshot, company):
        found.setdefault((series, " ".join(row["company_printed"].split())), _Printed()).meet(row, day)
    if not found:
        raise NotFound(f"no fact names the company {company!r}", fix="ask for the values of company to see them")
    known = (*(pack.aliases if pack else ()), *aliases)
    reasons = {printed_key(each.alias): each for each in known}
    told = [_told(key, each, reasons) for key, each in found.items()]
    own = printed_key(company)
    return {
        "names": sorted(told, key=lambda row: (row["first"], row["series"], row["printed"])),
        "formerly": [_turn(each.alias, each) for each in known if each.since and printed_key(each.company) == own],
        "later": [_turn(each.company, each) for each in known if each.since and printed_key(each.alias) == own],
    }


def _rows(stores: Stores, snapshot: Snapshot, company: str) -> Iterator[tuple[str, date, Mapping[str, Any]]]:
    for dataset in COMPANY_DATASETS:
        for batch in stores.lake.streamed_facts(dataset, snapshot, only={"company": [company]}):
            for row in batch.to_pylist():
                yield row.get("source") or dataset, row[_DAY.get(dataset, "month")], row


def _turn(company: str, alias: CompanyAlias) -> dict[str, Any]:
    return {"company": company, "since": alias.since, "reason": alias.reason}


def _told(key: tuple[str, str], printed: _Printed, reasons: Mapping[str, CompanyAlias]) -> dict[str, Any]:
    series, name = key
    reason = reasons.get(printed_key(name))
    why = {"reason": reason.reason if reason else "", "since": reason.since if reason else None}
    seen = {"first": printed.first, "last": printed.last, "rows": printed.rows, "files": sorted(printed.files)}
    return {"printed": name, "series": series, **seen, **why}
