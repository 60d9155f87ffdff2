"""The delivery book: papers come in by hand, by file or by program, and each is held against what its tank tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import PurePosixPath
from typing import Any, Final

from petroverse.core.errors import InputRefused, NotFound
from petroverse.core.events import EventNotValid, Quantity
from petroverse.core.network import Network
from petroverse.core.places import PlaceId
from petroverse.core.rights import Right
from petroverse.core.roles import UnitOfWork
from petroverse.core.tanks import TankId
from petroverse.database import StoredWaybill, delete_waybill, read_network, save_waybills
from petroverse.detect.tank import found_drops
from petroverse.sources import read_sheets
from petroverse.workflows.alarm_book import rules_of
from petroverse.workflows.month_end import tell_conditions
from petroverse.workflows.papers import NEAR, shortfalls
from petroverse.workflows.stock_history import TankSystem, lines_of, system_history, systems_at
from petroverse.workflows.stores import Reader, Stores, acting_organisation
from petroverse.workflows.wet_stock import wet_stock_of_site

__all__ = ["WaybillRefused", "deliveries_of_site", "import_waybills", "remove_waybill", "take_waybills"]

_TEXTS: Final = ("number", "tank", "product", "truck", "place_from")
_INSTANTS: Final = ("delivered_at", "loaded_at")
_NUMBERS: Final = ("observed_l", "standard_l", "temp_c", "density15_kg_m3")
_LONGEST: Final = 128
_AROUND: Final = timedelta(hours=2)
_MOST: Final = 10_000


class WaybillRefused(InputRefused):
    """A line of a waybill that cannot be used; none of those that came with it was kept."""


def take_waybills(stores: Stores, reader: Reader, raws: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Keeps lines of waybills, all or none; each is held at once against what its tank told, if it told by then.

    Args:
        stores: Where.
        reader: Who enters them.
        raws: Each with ``number``, ``tank``, ``delivered_at`` and ``observed_l`` or ``standard_l``; ``product``,
            ``loaded_at``, ``truck``, ``place_from``, ``temp_c`` and ``density15_kg_m3`` as far as the paper tells.

    Returns:
        How many were ``kept``, and the tanks whose delivery is ``short`` by now.

    Raises:
        WaybillRefused: Says which line has what wrong with it.
        RightMissing, RowsLimited: The reader may not.
    """
    _must(reader)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as unit:
        network = read_network(unit).network
        lines = [_line(unit, network, f"line {number}", raw) for number, raw in enumerate(raws, 1)]
        save_waybills(unit, lines)
        short: list[str] = []
        for place in dict.fromkeys(each.place for each in lines):
            for system in systems_at(network, PlaceId(place)):
                own = [each for each in lines if TankId(each.tank) in {tank.id for tank in system.tanks}]
                short += _judged(unit, system, own) if own else []
        return {"kept": len(lines), "short": short}


def import_waybills(stores: Stores, reader: Reader, name: str, content: bytes) -> dict[str, Any]:
    """Keeps the lines of a CSV file or a workbook whose heads are the words of ``take_waybills``.

    Raises:
        FileRefused: It cannot be read.
        WaybillRefused: A line cannot be used.
    """
    raws: list[dict[str, Any]] = []
    for rows in read_sheets(content, PurePosixPath(name).name).values():
        heads = [str(each or "").strip().lower() for each in rows[0]] if rows else []
        for row in rows[1:]:
            told: dict[str, Any] = {
                head: each for head, each in zip(heads, row, strict=False) if head and each not in (None, "")
            }
            if told:
                raws.append({**told, **{name: _as_number(told[name]) for name in _NUMBERS if name in told}})
    if not raws or len(raws) > _MOST:
        raise WaybillRefused(f"{len(raws)} lines", where=name, fix=f"give 1 to {_MOST:,} lines below a line of heads")
    return take_waybills(stores, reader, raws)


def remove_waybill(stores: Stores, reader: Reader, number: str, tank: str) -> None:
    """Takes a line out that was entered wrongly.

    Raises:
        NotFound: There is none.
        RightMissing, RowsLimited: The reader may not.
    """
    _must(reader)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as unit:
        if not delete_waybill(unit, number, tank):
            raise NotFound(
                f"no waybill {number!r:.80} of tank {tank!r:.80}", where="number", fix="see the list of them"
            )


def deliveries_of_site(stores: Stores, reader: Reader, place: str, month: str = "") -> dict[str, Any]:
    """A month of one site's deliveries: each as its tank tells of it, beside its papers.

    Raises:
        SiteUnknown, MonthNotValid: See ``wet_stock_of_site``.
    """
    site = wet_stock_of_site(stores, reader, place, month)
    rows = [
        {"tank": system["system"], "product": system["product"], **drop}
        for system in site["systems"]
        for drop in system["drops"]
    ]
    rows.sort(key=lambda row: str(row["started_at"] or row["delivered_at"]))
    names = ("month", "time_zone", "is_over", "simulated", "place", "name")
    return {**{name: site[name] for name in names}, "deliveries": rows}


def _must(reader: Reader) -> None:
    reader.must(Right.IMPORT)
    reader.must_see_all("the delivery book")


def _judged(unit: UnitOfWork, system: TankSystem, fresh: Sequence[StoredWaybill]) -> list[str]:
    """The tanks of a system of which less came than papers say, by those that came in now; it is told."""
    at = [each.delivered_at for each in fresh]
    since, until = min(at) - NEAR - _AROUND, min(max(at) + NEAR + _AROUND, unit.at)
    if until <= since or not system.meters:
        return []
    history, _ = system_history(unit, system, since, until)
    drops = found_drops(history, is_warm=system.has_density) if history.at_s.size else ()
    found = list(shortfalls(drops, lines_of(unit, system, since, until)).values())
    tell_conditions(unit, system.tanks[0].place, found, rules_of(unit), cause=f"waybill {fresh[0].number}")
    return sorted({each.subject for each in found if each.is_active})


def _line(unit: UnitOfWork, network: Network, where: str, raw: Mapping[str, Any]) -> StoredWaybill:
    known = {*_TEXTS, *_INSTANTS, *_NUMBERS, "place"}
    if unknown := sorted(set(raw) - known):
        raise WaybillRefused(f"{unknown[0]!r:.60} is unknown", where=where, fix=f"one of {', '.join(sorted(known))}")
    texts = {name: _text(raw, name, where) for name in (*_TEXTS, "place")}
    try:
        tank = network.tank(TankId(texts["tank"]))
    except NotFound as fault:
        raise WaybillRefused(fault.what, where=f"{where}, tank", fix="see the network for its tanks") from None
    texts = {**texts, "place": texts["place"] or str(tank.place), "product": texts["product"] or tank.product}
    if (texts["product"], PlaceId(texts["place"])) != (tank.product, tank.place) or not texts["number"]:
        what = f"tank {tank.id} at {tank.place} holds {tank.product}"
        raise WaybillRefused(what, where=where, fix="give a number, and the tank's own place and product, or neither")
    instants = {name: _instant(raw, name, where) for name in _INSTANTS}
    if instants["delivered_at"] is None:
        raise WaybillRefused("it is not said when it was delivered", where=f"{where}, delivered_at", fix="give it")
    numbers = {name: _number(raw, name, where) for name in _NUMBERS}
    try:
        Quantity(texts["product"], *(numbers[name] for name in _NUMBERS))
    except EventNotValid as fault:
        raise WaybillRefused(fault.what, where=f"{where}, {fault.where}", fix=fault.fix) from None
    return StoredWaybill(**texts, **instants, **numbers, changed_at=unit.at, changed_by=str(unit.person))  # type: ignore[arg-type]  # each name has its kind


def _text(raw: Mapping[str, Any], name: str, where: str) -> str:
    text = raw.get(name) or ""
    if isinstance(text, int):
        text = str(text)
    if not isinstance(text, str) or len(text) > _LONGEST or not text.isprintable():
        raise WaybillRefused(f"{name} is no line of text", where=where, fix=f"at most {_LONGEST} printable characters")
    return text.strip()


def _instant(raw: Mapping[str, Any], name: str, where: str) -> datetime | None:
    value = raw.get(name)
    if value is None or value == "":
        return None
    at = value if isinstance(value, datetime) else None
    with suppress(ValueError):
        at = at or datetime.fromisoformat(str(value))
    if at is None or at.tzinfo is None or not 2000 <= at.year <= 2999:
        fix = "write it as 2024-03-01T06:30:00Z"
        raise WaybillRefused(f"{value!r:.40} is no instant", where=f"{where}, {name}", fix=fix)
    return at.astimezone(UTC)


def _number(raw: Mapping[str, Any], name: str, where: str) -> float | None:
    value = raw.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise WaybillRefused(
            f"{value!r:.40} is no number", where=f"{where}, {name}", fix="give a number, or leave it out"
        )
    return float(value)


def _as_number(cell: object) -> object:
    try:
        return float(str(cell))
    except ValueError:
        return cell
