"""Wet stock month by month: all sites at a glance, and one site with its days, verdicts and causes.

A month is reckoned when somebody first asks for it and kept with the stamp of what it was reckoned from; once readings
come, the network changes or the program does, it is reckoned anew. A month that goes on is kept for an hour.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from petroverse import __version__
from petroverse.core.errors import InputRefused, NotFound
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.rights import Right, Role
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    KeptMonth,
    keep_month,
    kept_months,
    list_organisations,
    network_version,
    read_network,
    stock_stamps,
)
from petroverse.workflows.network import is_simulated
from petroverse.workflows.stores import Reader, Stores, grant_of, site_organisation
from petroverse.workflows.telling_prices import prices_known
from petroverse.workflows.telling_words import Price
from petroverse.workflows.wet_stock_month import READ_BEFORE, Reckoned, StockMonthAsked, month_called, reckon_site

__all__ = ["MonthNotValid", "SiteUnknown", "asked_month", "month_of_site", "wet_stock_of_site", "wet_stock_sites"]

_EDITION: Final = 2
"""Raised whenever a month is reckoned in another way, so that none is shown that was reckoned in the former one."""

_FRESH: Final = timedelta(hours=1)
BUDGET_S: Final = 2.0
"""So long a page of sites may reckon; those that are left say that they are pending, and the next asking goes on."""


class MonthNotValid(InputRefused):
    """A month that is none, or that no readings are kept of."""


class SiteUnknown(NotFound):
    """The network has no such site with tanks."""


def asked_month(stores: Stores, reader: Reader, text: str) -> StockMonthAsked:
    """The month that is meant: ``2024-03``, or the last one that is over where the text is empty.

    Its days begin at midnight of the time zone of the country whose pack the organisation reads with; UTC where it has
    none.

    Raises:
        MonthNotValid: It is none, lies in the future, or before 2000.
    """
    zone, now = _zone_of(stores, reader), stores.clock.now()
    try:
        month = month_called(text, now, zone)
    except ValueError as fault:
        raise MonthNotValid(f"{text!r:.20} is no month", where="month", fix="write it as 2024-03") from fault
    asked = StockMonthAsked(month, zone, now)
    if month.start.year < 2000 or asked.begin > now:
        raise MonthNotValid(f"nothing is known of {month.start:%Y-%m}", where="month", fix="name one that has begun")
    return asked


def wet_stock_sites(
    stores: Stores,
    reader: Reader,
    month: str = "",
    *,
    after: str = "",
    limit: int = 50,
    budget_s: float | None = BUDGET_S,
) -> dict[str, Any]:
    """Every site's month in short, by the site's id: verdicts and variances of its tanks.

    Args:
        stores: Where.
        reader: Who asks.
        month: Such as ``2024-03``; the last one that is over where empty.
        after: Only sites whose id comes later.
        limit: At most so many.
        budget_s: So long it may reckon; None for as long as it takes.

    Returns:
        ``month``, ``time_zone``, ``is_over``, ``simulated``, ``has_more``, and ``sites``: each with its ``place``,
        ``name``, ``reckoned_at`` (None while it is pending: ask again) and ``systems``.
    """
    _must_see(reader)
    asked = asked_month(stores, reader, month)
    organisation = site_organisation(stores, reader)
    with stores.database.reading(organisation, reader.person) as unit:
        network = Network() if reader.role is Role.REGULATOR else read_network(unit).network
        places = sorted((each for each in network.places if network.tanks_at(each.id)), key=lambda each: each.id)
        shown = [each for each in places if each.id > after][: limit + 1]
        kept, fresh = _months(unit, network, shown[:limit], asked, budget_s)
        rows = [_in_short(each, kept.get(each.id)) for each in shown[:limit]]
        told = {**asked.about, "simulated": is_simulated(unit), "has_more": len(shown) > limit}
    _keep(stores, reader, asked, fresh)
    prices = prices_known(stores, organisation) if rows else {}
    return {**told, "sites": [{**each, "systems": _priced(each["systems"], prices)} for each in rows]}


def wet_stock_of_site(stores: Stores, reader: Reader, place: str, month: str = "") -> dict[str, Any]:
    """One site's month: of each tank its book day by day, the verdicts with their evidence, and where litres went.

    Raises:
        SiteUnknown: There is no such site with tanks, as far as the reader may know.
        MonthNotValid: See ``asked_month``.
    """
    _must_see(reader)
    asked = asked_month(stores, reader, month)
    organisation = site_organisation(stores, reader)
    with stores.database.reading(organisation, reader.person) as unit:
        network = Network() if reader.role is Role.REGULATOR else read_network(unit).network
        found = [each for each in network.places if each.id == place and network.tanks_at(each.id)]
        if not found:
            fix = "see the network for its places"
            raise SiteUnknown(f"there is no site {place!r:.80} with tanks", where="place", fix=fix)
        months, fresh = _months(unit, network, found, asked, None)
        kept = months[place]
        about = {"place": place, "name": found[0].name, "reckoned_at": kept.reckoned_at.isoformat()}
        told = {**asked.about, "simulated": is_simulated(unit), **about, "program": __version__}
    _keep(stores, reader, asked, fresh)
    prices = prices_known(stores, organisation)
    return {**told, "systems": _priced(kept.body["systems"], prices)}


def _priced(systems: Sequence[Mapping[str, Any]], prices: Mapping[str, Price]) -> list[dict[str, Any]]:
    """Systems with what the month's variance is worth at the last price that is known."""
    told = []
    for each in systems:
        variance = each["variance_l"] if "variance_l" in each else each["rule"]["variance_l"]
        price = prices.get(each["product"])
        is_known = price is not None and variance is not None
        money = {**asdict(price), "amount": round(variance * price.per_litre, 2)} if price and is_known else None
        told.append({**each, "money": money})
    return told


def _months(
    unit: UnitOfWork, network: Network, places: Sequence[Place], asked: StockMonthAsked, budget_s: float | None
) -> tuple[dict[str, KeptMonth], list[KeptMonth]]:
    """Months as they are kept, or reckoned now where they are not, as long as the budget lasts; and which are new.

    All is read from one snapshot, so that what comes meanwhile is either in all of it or in none.
    """
    stamps = _stamps(unit, network, places, asked)
    kept = kept_months(unit, asked.month.start, [each.id for each in places])
    until = None if budget_s is None else time.monotonic() + budget_s
    found: dict[str, KeptMonth] = {}
    fresh: list[KeptMonth] = []
    for each in places:
        known = kept.get(each.id)
        if known and _holds(known, stamps[each.id], asked):
            found[each.id] = known
        elif until is None or time.monotonic() < until:
            found[each.id], _ = _reckoned(unit, network, each.id, stamps[each.id], asked)
            fresh.append(found[each.id])
    return found, fresh


def _keep(stores: Stores, reader: Reader, asked: StockMonthAsked, fresh: Sequence[KeptMonth]) -> None:
    if not fresh:
        return
    with stores.database.unit_of_work(site_organisation(stores, reader), reader.person) as unit:
        for each in fresh:
            keep_month(unit, asked.month.start, each)


def month_of_site(
    unit: UnitOfWork, network: Network, place: PlaceId, asked: StockMonthAsked
) -> tuple[KeptMonth, Reckoned]:
    """A site's month, reckoned now, with what it found."""
    (stamp,) = _stamps(unit, network, [network.place(place)], asked).values()
    return _reckoned(unit, network, place, stamp, asked)


def _reckoned(
    unit: UnitOfWork, network: Network, place: PlaceId, stamp: str, asked: StockMonthAsked
) -> tuple[KeptMonth, Reckoned]:
    reckoned = reckon_site(unit, network, place, asked)
    return KeptMonth(place, stamp, reckoned.body, asked.now), reckoned


def _holds(known: KeptMonth, stamp: str, asked: StockMonthAsked) -> bool:
    is_same = known.stamp == stamp
    is_fresh = not asked.is_over and asked.now - known.reckoned_at < _FRESH and known.stamp[:12] == stamp[:12]
    return is_same or is_fresh


def _stamps(unit: UnitOfWork, network: Network, places: Sequence[Place], asked: StockMonthAsked) -> dict[str, str]:
    """What each site's month is reckoned from: first the network and the program, then the readings."""
    tanks = {each.id: [str(tank.id) for tank in network.tanks_at(each.id)] for each in places}
    read = stock_stamps(unit, [tank for own in tanks.values() for tank in own], asked.begin - READ_BEFORE, asked.end)
    common = _short([network_version(unit), __version__, _EDITION, asked.zone.key])
    return {place: common + _short([asked.is_over, *(read.get(each) for each in own)]) for place, own in tanks.items()}


def _short(told: object) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def _in_short(place: Place, kept: KeptMonth | None) -> dict[str, Any]:
    systems = [_system_in_short(each) for each in kept.body["systems"]] if kept else []
    at = kept.reckoned_at.isoformat() if kept else None
    return {"place": place.id, "name": place.name, "reckoned_at": at, "systems": systems}


def _system_in_short(system: Mapping[str, Any]) -> dict[str, Any]:
    names = ("system", "tanks", "product", "verdict", "reasons")
    rule, leak = system["rule"], system["leak"]
    return {
        **{name: system[name] for name in names},
        "rule": rule["verdict"],
        **{name: rule[name] for name in ("variance_l", "limit_l", "flow_l", "measured_days", "is_standard")},
        "leak": leak["verdict"],
        **{name: leak[name] for name in ("rate_l_h", "mdl_l_h", "rate_gal_h", "mdl_gal_h")},
    }


def _zone_of(stores: Stores, reader: Reader) -> ZoneInfo:
    organisation = site_organisation(stores, reader)
    with stores.database.reading(organisation, reader.person) as unit:
        own = next((each.country_pack for each in list_organisations(unit) if each.id == organisation), "")
    pack = stores.packs.get(own) or stores.pack_of(grant_of(stores, reader))
    return ZoneInfo(pack.time_zone if pack else "UTC")


def _must_see(reader: Reader) -> None:
    reader.must(Right.READ)
    reader.must_see_all("the wet stock of sites")
