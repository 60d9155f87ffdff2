"""Country: the words of the country whose facts are read, for doors that show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from petroverse.core.country import CountryPack, placed_regions
from petroverse.core.products import PRODUCTS
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["country_words"]

_UNKNOWN: Final = {
    "pack": "",
    "name": "",
    "publisher": "",
    "time_zone": "UTC",
    "currency": "",
    "minor_unit": "",
    "window_days": [],
    "pricing_windows": "",
    "region_levels": [],
    "regions": [],
    "breaks": [],
}
"""What is told of facts that follow no country's pack."""

_TIMES: Final = {1: "once", 2: "twice"}


def country_words(stores: Stores, reader: Reader) -> dict[str, Any]:
    """What is particular to the country of the facts that a reader reads; empty words where no pack is known.

    Returns:
        Its name, time zone and money; its pricing windows as days and in words; its regions at every level of their
        history, each with a tile; its changes of definition; and what each product is counted in.
    """
    grant = grant_of(stores, reader)
    pack = stores.pack_of(grant)
    told = _told(pack) if pack else _UNKNOWN
    units = [_unit(code, pack, stores.clock.now().date()) for code in PRODUCTS]
    return {**told, "is_simulated": grant.is_simulated, "units": units}


def _told(pack: CountryPack) -> dict[str, Any]:
    levels = [{**asdict(each), "dimension": f"region_{each.name}"} for each in pack.region_levels]
    return {
        "pack": pack.name,
        "name": pack.country,
        "publisher": pack.publisher,
        "time_zone": pack.time_zone,
        "currency": pack.currency,
        "minor_unit": pack.minor_unit,
        "window_days": list(pack.window_days),
        "pricing_windows": _in_words(pack.window_days),
        "region_levels": levels,
        "regions": [asdict(each) for each in placed_regions(pack.regions)],
        "breaks": [asdict(each) for each in pack.breaks],
    }


def _in_words(days: Sequence[int]) -> str:
    if not days:
        return ""
    often = _TIMES.get(len(days), f"{len(days)} times")
    listed = " and ".join(filter(None, (", ".join(map(_ordinal, days[:-1])), _ordinal(days[-1]))))
    return f"{often} a month, from the {listed}"


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def _unit(code: str, pack: CountryPack | None, today: date) -> dict[str, Any]:
    factor = pack.units_per_tonne(code, today) if pack else None
    return {"product": code, "unit": PRODUCTS[code].unit, "units_per_tonne": factor}
