"""Readings over HTTP: taken in from sites that send their messages themselves, and given to pages and programs.

Where sites are watched, what comes in is handed on to the bus, and is history as soon as the watch has taken it; else
it is history at once, and no rule looks at it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from petroverse.core.errors import InputRefused, NotFound
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageNotValid, from_bytes
from petroverse.core.readings import READINGS, SiteReadings, from_body
from petroverse.core.rights import Right, Role
from petroverse.core.tanks import TankId
from petroverse.database import (
    MeasuredSite,
    ReadingAstray,
    add_site_readings,
    astray,
    latest_state,
    list_gateways,
    read_series,
    set_message_aside,
    tanks_called,
)
from petroverse.workflows.network import is_simulated
from petroverse.workflows.readings_measured import fleet_of, measured
from petroverse.workflows.stores import Reader, Stores, acting_organisation, site_organisation
from petroverse.workflows.tank_marks import deliveries_of, happenings_of, variance_of
from petroverse.workflows.tank_states import present, told_tanks

__all__ = ["MOST_POINTS", "Publish", "TankUnknown", "take_readings", "tank_readings", "tanks_changed", "tanks_latest"]

MOST_POINTS: Final = 5000
"""More points than any screen has pixels across."""

_LONGEST_ID: Final = 64

Publish = Callable[[Sequence[Message]], None]
"""Stores messages where whoever watches sites takes them from; when it returns they are on the disk."""


class TankUnknown(NotFound):
    """Neither the network nor any reading names this tank."""


def take_readings(
    stores: Stores, reader: Reader, raws: Sequence[Mapping[str, Any]], *, publish: Publish | None = None
) -> dict[str, Any]:
    """Takes in messages of sites; one that came before acts no more, one that cannot be used is set aside and kept.

    Args:
        stores: Where.
        reader: Who sends them; the organisation that it acts in must be the messages' own.
        raws: Each as ``core.messages.to_bytes`` prints it, read as JSON.
        publish: Hands messages on to whoever watches sites; None where nobody does.

    Returns:
        The ids that were ``taken`` in now and those that were ``known`` (which a watch finds out by itself); each that
        was ``refused`` with what, where and fix; and the ``unknown_tanks``, whose readings are kept without a volume.

    Raises:
        RightMissing: The reader may not take anything in.
    """
    reader.must(Right.IMPORT)
    organisation = acting_organisation(stores, reader)
    with stores.database.unit_of_work(organisation, reader.person) as uow:
        told: list[tuple[Message, SiteReadings]] = []
        refused = []
        signing = frozenset(each.name for each in list_gateways(uow))
        for raw in raws:
            try:
                told.append(_read(raw, organisation, uow.at, signing=signing))
            except InputRefused as fault:
                refused.append({"id": _name(raw), "what": fault.what, "where": fault.where, "fix": fault.fix})
                set_message_aside(uow, _name(raw), json.dumps(raw), str(fault))
        named = {each.tank for _, site in told for each in site.readings}
        tanks = tanks_called(uow, named)
        ids = list(dict.fromkeys(message.id for message, _ in told))
        new = frozenset(ids)
        if publish is None:
            batch = [MeasuredSite(message.id, message.known_at, site) for message, site in told]
            new = add_site_readings(uow, measured(batch, fleet_of(tanks.values())))
    if publish and told:
        publish([message for message, _ in told])
    return {
        "taken": [each for each in ids if each in new],
        "known": [each for each in ids if each not in new],
        "refused": refused,
        "unknown_tanks": sorted(named - set(tanks)),
    }


def tanks_latest(
    stores: Stores, reader: Reader, *, place: str = "", after: str = "", limit: int = 1000
) -> dict[str, Any]:
    """How each tank stands, by its id: ``tanks`` (see ``told_tanks``), ``has_more``, ``now``, ``simulated``.

    Args:
        stores: Where.
        reader: Who asks.
        place: Only what this site told; every one where empty.
        after: Only of tanks whose id comes later.
        limit: At most so many.
    """
    _must_see(reader)
    with stores.database.reading(site_organisation(stores, reader), reader.person) as uow:
        is_empty = reader.role is Role.REGULATOR
        found = () if is_empty else latest_state(uow, place=place, after=after, limit=limit + 1)
        now = present(uow)
        rows = told_tanks(uow, found[:limit], now)
        return {"tanks": rows, "has_more": len(found) > limit, "now": now, "simulated": is_simulated(uow)}


def tanks_changed(
    stores: Stores, reader: Reader, named: Sequence[str] | None, since: datetime | None = None
) -> dict[str, Any] | None:
    """How tanks stand that changed, as ``tanks_latest`` tells it; None where the reader may hear of none of them.

    Args:
        stores: Where.
        reader: Who asks.
        named: These tanks, and the tanks of sites called so; all where None.
        since: Only those of which something was taken in later than this.
    """
    _must_see(reader)
    if reader.role is Role.REGULATOR:
        return None
    organisation = site_organisation(stores, reader)
    with stores.database.reading(organisation, reader.person) as uow:
        if not (found := latest_state(uow, named, since=since)):
            return None
        now = present(uow)
        return {"organisation": organisation, "now": now, "tanks": told_tanks(uow, found, now)}


def tank_readings(
    stores: Stores, reader: Reader, tank: str, since: datetime, until: datetime, *, most_points: int = 1000
) -> dict[str, Any]:
    """A tank over time: how fine it is (``grain``), its ``points`` column by column, ``deliveries``, what ``happened``.

    Args:
        stores: Where.
        reader: Who asks.
        tank: Which.
        since: The first instant, zoned.
        until: The end, zoned.
        most_points: At most so many points, up to ``MOST_POINTS``.

    Raises:
        TankUnknown: There is no such tank, as far as the reader may know.
        SpanEmpty: It ends before it begins.
    """
    _must_see(reader)
    with stores.database.reading(site_organisation(stores, reader), reader.person) as uow:
        is_there = reader.role is not Role.REGULATOR and (
            tanks_called(uow, [TankId(tank)]) or any(each.tank == tank for each in latest_state(uow, [tank]))
        )
        if not is_there:
            raise TankUnknown(f"there is no tank {tank!r:.80}", where="tank", fix="see the network for its tanks")
        series = read_series(uow, tank, since, until, most_points=min(most_points, MOST_POINTS))
        names = list(series.points[0]) if series.points else []
        columns = {name: [each[name] for each in series.points] for name in names}
        drops = deliveries_of(uow, tank, since, until)
        columns["variance_l"] = variance_of(uow, tank, series.points, drops, until)
        told = [
            {"started_at": each.started_at, "ended_at": each.ended_at, "litres": each.after_l - each.before_l}
            for each in drops
        ]
        happened = happenings_of(uow, tank, since, until)
        body = {"tank": tank, "grain": series.grain, "simulated": is_simulated(uow), "points": columns}
        return {**body, "deliveries": told, "happened": happened}


def _must_see(reader: Reader) -> None:
    reader.must(Right.READ)
    reader.must_see_all("a tank's history")


def _read(
    raw: Mapping[str, Any], organisation: OrganisationId, now: datetime, *, signing: frozenset[str]
) -> tuple[Message, SiteReadings]:
    try:
        message = from_bytes(json.dumps(raw, ensure_ascii=False).encode())
    except UnicodeEncodeError as fault:
        raise MessageNotValid("a text is no Unicode", where="message", fix="send valid UTF-8") from fault
    if message.kind != READINGS:
        raise MessageNotValid(f"its kind is {message.kind[:40]!r}", where="kind", fix=f"send {READINGS} here")
    if message.organisation != organisation:
        what = f"it is of {message.organisation!r}, and its sender acts in {organisation!r}"
        raise MessageNotValid(what, where="organisation", fix="send it with a token of its own organisation")
    if message.source in signing:
        what = f"it comes unsigned, and the gateway {message.source!r} signs what it sends"
        raise MessageNotValid(what, where="source", fix="let the gateway hand it over, or name its true source")
    site = from_body(message.body)
    names = [site.place, *(each.tank for each in site.readings), *(each.tank for each in site.drops)]
    names += [each.meter for each in site.meters]
    if not all(each.isprintable() for each in names):
        raise MessageNotValid("a name cannot be printed", where="body", fix="name places, tanks and meters in letters")
    if why := astray(site, now):
        raise ReadingAstray(why, where="body", fix="set the clock of the gauge or the gateway")
    return message, site


def _name(raw: Mapping[str, Any]) -> str:
    """What a message calls itself; of one that does not, a name made of what it says."""
    told = raw.get("id")
    if isinstance(told, str) and 0 < len(told) <= _LONGEST_ID and told.isprintable():
        return told
    return f"unreadable-{hashlib.sha256(json.dumps(raw, sort_keys=True).encode()).hexdigest()[:32]}"
