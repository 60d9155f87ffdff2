"""The history of readings: what sites told, taken in once, and everything that follows from it in one unit of work.

    fresh = add_site_readings(unit, [MeasuredSite(message.id, message.known_at, site, volumes), …])

A batch is a few statements whatever its size. Of what was told of one instant, that which was known last is kept (of
those known at once, the message with the greater id), and the rest stays as former; so whatever order messages come in,
and however often, the same is kept in the end.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, NamedTuple

from psycopg.types.json import Json

from petroverse.core.errors import InputRefused
from petroverse.core.messages import MessageId
from petroverse.core.readings import Drop, SiteReadings
from petroverse.core.roles import UnitOfWork
from petroverse.database.listening import tell_of_readings
from petroverse.database.rollups import merge_sql, rework

__all__ = [
    "MeasuredSite",
    "ReadingAstray",
    "Volumes",
    "add_site_readings",
    "astray",
    "provide_months",
    "set_message_aside",
    "taken_ids",
    "withdraw_drops",
]

EARLIEST: Final = datetime(2000, 1, 1, tzinfo=UTC)
AHEAD: Final = timedelta(days=1)
"""A clock may be so far ahead of ours; what is told of later would stand as the latest state for as long."""

_BEFOREHAND: Final = timedelta(days=7)


class ReadingAstray(InputRefused):
    """An instant before 2000 or more than a day ahead: the gauge's clock is wrong, and nothing can be put in order."""


class Volumes(NamedTuple):
    """What one reading's height comes to, litres; None where that is not known."""

    observed_l: float | None = None
    standard_l: float | None = None


@dataclass(frozen=True, slots=True)
class MeasuredSite:
    """What one message told of a site, with the volumes that were worked out of it.

    Attributes:
        message: The message's id.
        known_at: When its source told it, zoned.
        site: What it told; qualities as they were found.
        volumes: One for each of the site's readings; empty where none are known.
    """

    message: MessageId
    known_at: datetime
    site: SiteReadings
    volumes: tuple[Volumes, ...] = ()


class _Kind(NamedTuple):
    """A table of tellings: what they are about, at which instant, and their values with types."""

    table: str
    subject: str
    at: str
    values: Mapping[str, str]


_READINGS: Final = _Kind(
    "readings",
    "tank",
    "at",
    {
        **dict.fromkeys(("level_m", "temp_c", "water_m", "gauge_volume_l"), "float8"),
        **dict.fromkeys(("observed_volume_l", "standard_volume_l"), "float8"),
        "quality": "text",
    },
)
_METERS: Final = _Kind("meter_readings", "meter", "at", {"total_l": "float8"})
_DROPS: Final = _Kind(
    "drops", "tank", "started_at", {"ended_at": "timestamptz", "before_l": "float8", "after_l": "float8"}
)


class _Told(NamedTuple):
    """One line of a table of tellings."""

    subject: str
    at: datetime
    values: tuple[Any, ...]
    known_at: datetime
    message: str
    place: str = ""

    @property
    def weight(self) -> tuple[datetime, str]:
        """The greater one is the last word."""
        return self.known_at, self.message


def astray(site: SiteReadings, now: datetime) -> str:
    """Why a site's instants cannot be put in order with others; empty where they can.

    Args:
        site: What was told.
        now: The present instant, zoned.
    """
    for at in _instants(site):
        if not EARLIEST <= at <= now + AHEAD:
            return f"it tells of {at.isoformat()}, and it is {now.isoformat(timespec='seconds')}: a clock is wrong"
    return ""


def add_site_readings(unit: UnitOfWork, told: Sequence[MeasuredSite]) -> frozenset[MessageId]:
    """Takes in what sites told: readings, latest state, rollups, meters, drops; a message that is known acts no more.

    Args:
        unit: The transaction; what it says becomes visible together with whatever else it does.
        told: Messages of any sites, in any order.

    Returns:
        The ids of those that were new.

    Raises:
        ReadingAstray: See ``astray``; nothing was written.
        TransactionConflict: Another one is adding to the same buckets; try again.
    """
    for each in told:
        if why := astray(each.site, unit.at):
            raise ReadingAstray(why, where=f"message {each.message}", fix="set the clock of the gauge or the gateway")
    found = unit.rows(
        "insert into taken_messages (organisation, id, recorded_at) "
        "select app_organisation(), id, %s from unnest(%s::text[]) as id order by id "
        "on conflict do nothing returning id",
        [unit.at, sorted({each.message for each in told})],
    )
    new = frozenset(MessageId(row["id"]) for row in found)
    fresh = list({each.message: each for each in reversed(told) if each.message in new}.values())
    instants = {at for each in fresh for at in _instants(each.site)}
    if instants:
        provide_months(unit, instants)
        _put_readings(unit, [line for each in fresh for line in _reading_lines(each)])
        _put(unit, _METERS, [line for each in fresh for line in _meter_lines(each)])
        _put(unit, _DROPS, [line for each in fresh for line in _drop_lines(each)])
        tell_of_readings(unit, (one.tank for each in fresh for one in each.site.readings))
    return new


def withdraw_drops(unit: UnitOfWork, drops: Iterable[Drop]) -> None:
    """Forgets deliveries that the watch had found and that were none after all; one that a gauge told of stays."""
    unit.many(
        "delete from drops where organisation = app_organisation() and tank = %s and started_at = %s and ended_at = %s "
        "and before_l = %s and after_l = %s",
        [(each.tank, each.started_at, each.ended_at, each.before_l, each.after_l) for each in drops],
    )


def taken_ids(unit: UnitOfWork, ids: Sequence[MessageId]) -> frozenset[MessageId]:
    """Those of these messages whose effect is committed."""
    found = unit.rows(
        "select id from taken_messages where organisation = app_organisation() and id = any(%s)", [list(ids)]
    )
    return frozenset(MessageId(row["id"]) for row in found)


def set_message_aside(unit: UnitOfWork, message: str, content: str, reason: str) -> None:
    """Keeps a message that cannot be used, with the reason; one that was set aside before stays as it was."""
    unit.rows(
        "insert into set_aside_messages (organisation, id, reason, content, recorded_at) "
        "values (app_organisation(), %s, %s, %s, %s) on conflict do nothing",
        [message, reason, content, unit.at],
    )


def provide_months(unit: UnitOfWork, instants: Iterable[datetime]) -> None:
    """Makes the tables' parts for the months of these instants, and for the one that begins within a week."""
    days = {each.astimezone(UTC).date().replace(day=1) for each in instants}
    days.add((unit.at.astimezone(UTC) + _BEFOREHAND).date().replace(day=1))
    unit.rows("select provide_months(%s::date[])", [sorted(days)])


def _instants(site: SiteReadings) -> Iterable[datetime]:
    yield from (each.at for each in site.readings)
    yield from (each.at for each in site.meters)
    yield from (each.started_at for each in site.drops)


def _reading_lines(each: MeasuredSite) -> Iterable[_Told]:
    volumes = each.volumes or (Volumes(),) * len(each.site.readings)
    for one, volume in zip(each.site.readings, volumes, strict=True):
        values = (one.level_m, one.temp_c, one.water_m, one.gauge_volume_l, *volume, one.quality)
        yield _Told(one.tank, one.at, values, each.known_at, each.message, each.site.place)


def _meter_lines(each: MeasuredSite) -> Iterable[_Told]:
    for one in each.site.meters:
        yield _Told(one.meter, one.at, (one.total_l,), each.known_at, each.message)


def _drop_lines(each: MeasuredSite) -> Iterable[_Told]:
    for one in each.site.drops:
        yield _Told(one.tank, one.started_at, (one.ended_at, one.before_l, one.after_l), each.known_at, each.message)


_LATEST: Final = (*_READINGS.values, "known_at", "recorded_at", "message")
_TO_LATEST: Final = f"""
    to_latest as (insert into latest_readings as l (organisation, tank, place, at, {", ".join(_LATEST)})
        select distinct on (tank) app_organisation(), tank, place, at, {", ".join(_LATEST)}
        from told order by tank, at desc, known_at desc, message desc
        on conflict (organisation, tank) do update
        set place = excluded.place, at = excluded.at, {", ".join(f"{each} = excluded.{each}" for each in _LATEST)}
        where (excluded.at, excluded.known_at, excluded.message) > (l.at, l.known_at, l.message))"""


def _put_readings(unit: UnitOfWork, lines: Sequence[_Told]) -> None:
    and_all = f", fresh as (select told.* from told join put using (tank, at)), {_TO_LATEST}, {merge_sql('fresh')}"
    corrected = _put(unit, _READINGS, lines, and_all)
    if corrected:
        rework(unit, corrected)


def _put(unit: UnitOfWork, kind: _Kind, lines: Sequence[_Told], and_all: str = "") -> list[tuple[str, datetime]]:
    """Puts lines where nothing stands, settles the others; gives subject and instant of what says otherwise now."""
    if not lines:
        return []
    lasts, firsts = _weighed(lines)
    columns = _columns(kind)
    names = ", ".join(each for each in columns if each != "place")
    clash = unit.rows(
        f"with {_told(columns)}, put as (insert into {kind.table} (organisation, {names}) "
        f"select app_organisation(), {names} from told on conflict do nothing returning {kind.subject}, {kind.at})"
        f"{and_all} select {kind.subject}, {kind.at} from told "
        f"where ({kind.subject}, {kind.at}) not in (select {kind.subject}, {kind.at} from put)",
        _arrays(unit, kind, lasts),
    )
    keys = {(row[kind.subject], row[kind.at].astimezone(UTC)) for row in clash}
    met = [each for each in lasts if (each.subject, each.at) in keys]
    corrected = _settle(unit, kind, met) if met else []
    _keep_former(unit, kind, firsts)
    return corrected


def _settle(unit: UnitOfWork, kind: _Kind, met: Sequence[_Told]) -> list[tuple[str, datetime]]:
    """Decides between lines and those that stand where they would; what loses is kept as former."""
    columns = _columns(kind)
    on = (
        f"t.organisation = app_organisation() and t.{kind.subject} = told.{kind.subject} "
        f"and t.{kind.at} = told.{kind.at} and t.{kind.at} between %s and %s"
    )
    between = [min(each.at for each in met), max(each.at for each in met)]
    standing = {
        (row[kind.subject], row[kind.at].astimezone(UTC)): _line(kind, row)
        for row in unit.rows(
            f"with {_told(columns)} select t.* from {kind.table} t, told where {on} "
            f"order by t.{kind.subject}, t.{kind.at} for update of t",
            [*_arrays(unit, kind, met), *between],
        )
    }
    winners = [each for each in met if each.weight > standing[each.subject, each.at].weight]
    losers = [each for each in met if each.weight < standing[each.subject, each.at].weight]
    replaced = [standing[each.subject, each.at] for each in winners]
    if winners:
        set_to = ", ".join(f"{each} = told.{each}" for each in (*kind.values, "known_at", "recorded_at", "message"))
        unit.rows(
            f"with {_told(columns)} update {kind.table} t set {set_to} from told where {on}",
            [*_arrays(unit, kind, winners), *between],
        )
    _keep_former(unit, kind, [*losers, *replaced])
    return [(each.subject, each.at) for each in winners if each.values != standing[each.subject, each.at].values]


def _weighed(lines: Sequence[_Told]) -> tuple[list[_Told], list[_Told]]:
    """The last word on each subject and instant, and what was said besides."""
    lasts: dict[tuple[str, datetime], _Told] = {}
    firsts: list[_Told] = []
    for each in lines:
        other = lasts.setdefault((each.subject, each.at), each)
        if other is each:
            continue
        first, last = (other, each) if each.weight >= other.weight else (each, other)
        lasts[each.subject, each.at] = last
        firsts.append(first)
    return list(lasts.values()), firsts


def _keep_former(unit: UnitOfWork, kind: _Kind, lines: Sequence[_Told]) -> None:
    statement = (
        "insert into former_readings (organisation, kind, subject, at, known_at, message, recorded_at, body) "
        "values (app_organisation(), %s, %s, %s, %s, %s, %s, %s) on conflict do nothing"
    )
    unit.many(
        statement,
        [
            (kind.table, each.subject, each.at, each.known_at, each.message, unit.at, Json(_body(kind, each)))
            for each in lines
        ],
    )


def _body(kind: _Kind, line: _Told) -> dict[str, Any]:
    told = zip(kind.values, line.values, strict=True)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in told}


def _line(kind: _Kind, row: Mapping[str, Any]) -> _Told:
    values = (row[name] for name in kind.values)
    plain = tuple(each.astimezone(UTC) if isinstance(each, datetime) else each for each in values)
    at, known_at = row[kind.at].astimezone(UTC), row["known_at"].astimezone(UTC)
    return _Told(row[kind.subject], at, plain, known_at, row["message"])


def _columns(kind: _Kind) -> dict[str, str]:
    own = {kind.subject: "text", kind.at: "timestamptz", **kind.values}
    return {**own, "known_at": "timestamptz", "message": "text", "place": "text", "recorded_at": "timestamptz"}


def _told(columns: Mapping[str, str]) -> str:
    """Lines as a part of a ``with`` statement; its parameters are ``_arrays``."""
    *names, recorded_at = columns
    arrays = ", ".join(f"%s::{columns[each]}[]" for each in names)
    lines = f"unnest({arrays}) as t ({', '.join(names)})"
    return f"told as materialized (select *, %s::timestamptz as {recorded_at} from {lines})"


def _arrays(unit: UnitOfWork, kind: _Kind, lines: Sequence[_Told]) -> list[Any]:
    types = tuple(_columns(kind).values())[:-1]
    rows = [(each.subject, each.at, *each.values, each.known_at, each.message, each.place) for each in lines]
    columns = zip(zip(*rows, strict=True), types, strict=True)
    return [unit.at, *(_array(column, kind) for column, kind in columns)]


def _array(column: Sequence[Any], kind: str) -> Any:  # noqa: ANN401 - a text, or a list of texts
    """A column as PostgreSQL reads an array; made here, where it is known what needs no quotation."""
    if kind == "timestamptz":
        return "{" + ",".join([each.isoformat() for each in column]) + "}"
    if kind == "float8":
        return "{" + str(column)[1:-1].rstrip(",").replace("None", "NULL") + "}"
    if "".join(column).isprintable():  # then JSON quotes a text as PostgreSQL does
        return "{" + json.dumps(column, ensure_ascii=False)[1:-1] + "}"
    return list(column)
