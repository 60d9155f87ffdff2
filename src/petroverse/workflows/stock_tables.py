"""Wet stock as tables: a month of every site with a row a tank system, or one site's days with a row a tank and day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

from petroverse.core.rights import Right
from petroverse.documents import Document, document_of_stream
from petroverse.workflows.stores import Reader, Stores
from petroverse.workflows.wet_stock import wet_stock_of_site, wet_stock_sites

__all__ = ["wet_stock_rows"]

_PAGE: Final = 20
_SCHEMA: Final = "petroverse.wet-stock/1"


def _litres(name: str, meaning: str = "", unit: str = "L") -> pa.Field:
    return pa.field(name, pa.float64(), metadata={"unit": unit, "meaning": meaning})


_SITES: Final = pa.schema(
    [
        ("month", pa.string()), ("place", pa.string()), ("name", pa.string()), ("system", pa.string()),
        ("product", pa.string()), ("verdict", pa.string()), ("reasons", pa.string()), ("rule", pa.string()),
        _litres("variance_l", "measured less book"), _litres("limit_l", "1.0 % of what was sold and 130 US gallons"),
        _litres("flow_l", "what was sold"), ("measured_days", pa.int64()),
        pa.field("is_standard", pa.bool_(), metadata={"meaning": "litres at 15 °C, else observed ones"}),
        ("leak", pa.string()), _litres("rate_gal_h", "lost an hour", "gal/h"),
        _litres("mdl_gal_h", "the least leak that would have been found", "gal/h"),
    ]
)  # fmt: skip
_KINDS: Final = ("opening", "received", "sold", "book", "closing", "variance", "cumulative")
_DAYS: Final = pa.schema(
    [
        ("place", pa.string()), ("system", pa.string()), ("product", pa.string()), ("day", pa.string()),
        *(_litres(f"{each}_standard_l", "at 15 °C") for each in _KINDS),
        *(_litres(f"{each}_observed_l", "as it stood in the tank") for each in _KINDS),
    ]
)  # fmt: skip


def wet_stock_rows(stores: Stores, reader: Reader, month: str = "", *, place: str = "") -> Document:
    """A month as a document.

    Args:
        stores: Where.
        reader: Who asks.
        month: Such as ``2024-03``; the last one that is over where empty.
        place: The days of this site; every site in short where empty.

    Raises:
        RightMissing: The reader may not take figures along.
        SiteUnknown, MonthNotValid: See ``wet_stock_of_site``.
    """
    reader.must(Right.EXPORT)
    if place:
        site = wet_stock_of_site(stores, reader, place, month)
        return document_of_stream(_SCHEMA, _DAYS, _days(site), meta=_about(site))
    page = wet_stock_sites(stores, reader, month, limit=_PAGE, budget_s=None)
    return document_of_stream(_SCHEMA, _SITES, _systems(stores, reader, page), meta=_about(page))


def _about(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: told[name] for name in ("month", "time_zone", "is_over", "simulated")}


def _days(site: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for system in site["systems"]:
        about = {"place": site["place"], "system": system["system"], "product": system["product"]}
        yield from ({**about, **day} for day in system["days"])


def _systems(stores: Stores, reader: Reader, page: dict[str, Any]) -> Iterator[dict[str, Any]]:
    month = page["month"]
    while True:
        for site in page["sites"]:
            about = {"month": month, "place": site["place"], "name": site["name"]}
            for system in site["systems"]:
                yield {**about, **system, "reasons": "; ".join(system["reasons"])}
        if not page["has_more"]:
            return
        last = page["sites"][-1]["place"]
        page = wet_stock_sites(stores, reader, month, after=last, limit=_PAGE, budget_s=None)
