"""Overview: what a home holds, for its first page."""

from __future__ import annotations

from typing import Any

from petroverse.core.catalogue import datasets
from petroverse.database import list_imports
from petroverse.workflows.import_report import agrees
from petroverse.workflows.stores import Reader, Stores, grant_of, has_sample

__all__ = ["home_overview"]


def home_overview(stores: Stores, reader: Reader) -> dict[str, Any]:
    """Whose facts are read, of which country, whether they are simulated, what there is of each dataset.

    Returns:
        ``tied`` and ``untied`` count the printed totals of all editions that agree with our sums to the unit or do not.
        Whoever may see some rows or measures only is told no totals (None), and so by ``is_limited``.
    """
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        imports = list_imports(uow, grant.organisations, with_withdrawn=False, limit=1_000_000)
        listed = [each for owner in grant.organisations for each in stores.lake.editions(uow, organisation=owner)]
    pack = stores.pack_of(grant)
    totals = [total for each in listed for total in each["totals"] if total["printed"] is not None]
    tied = sum(agrees(total["printed"], total["summed"]) for total in totals)
    is_limited = bool(reader.row_rules) or reader.measures is not None
    return {
        "organisation": grant.acts_in,
        "organisations": list(grant.organisations),
        "country": pack.country if pack else "",
        "is_simulated": grant.is_simulated,
        "has_sample": has_sample(stores, reader.person),
        "is_limited": is_limited,
        "imports": None if is_limited else len(imports),
        "refused": None if is_limited else len([each for each in imports if each.verdict == "refused"]),
        "findings": None if is_limited else sum(each.finding_count for each in imports),
        "tied": None if is_limited else tied,
        "untied": None if is_limited else len(totals) - tied,
        "datasets": _by_dataset(listed, is_limited=is_limited),
    }


def _by_dataset(editions: list[dict[str, Any]], *, is_limited: bool) -> list[dict[str, Any]]:
    found = []
    for name, dataset in datasets().items():
        own = [each for each in editions if each["dataset"] == name]
        if own:
            found.append(
                {
                    "dataset": name,
                    "title": dataset.title,
                    "rows": None if is_limited else sum(each["row_count"] for each in own),
                    "editions": len(own),
                    "series": sorted({each["series"] for each in own}),
                    "first": min(each["span_start"] for each in own).isoformat(),
                    "last": max(each["span_end"] for each in own).isoformat(),
                    "known_at": max(each["known_at"] for each in own).isoformat(),
                }
            )
    return found
