"""The newest hours of one tank, in their order whatever order they came in, and what followed from them.

The window is cut into parts. Each part keeps what was remembered before its first row, so that a row that comes late is
put in its place and only what follows it is gone through again. Whole parts are forgotten, as the newest reading moves
on; what they led to last is kept.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from petroverse.alarms import AlarmKey, Found
from petroverse.core.readings import MeterReading
from petroverse.watch.memory import Memory, Result, Row, Seen, through
from petroverse.watch.packed import Packed, packed, unpacked
from petroverse.watch.plan import BUCKETS, PlannedTank

__all__ = ["History", "Part", "Placed", "latest", "placed", "rows_of"]

Latest = Mapping[AlarmKey, tuple[Found | None, Found | None]]
Place = tuple[datetime, int, str]


class Part(NamedTuple):
    """One part of the window: which, the memory before it, its rows (packed, but for the newest), what they led to."""

    number: int
    before: Memory
    rows: tuple[Row, ...] | Packed
    results: tuple[Result, ...]


class History(NamedTuple):
    """One tank's window.

    Attributes:
        parts: In their order.
        last: The last row; None without any.
        memory: After the last row.
        settled: The last beginning and end of each condition from before the window.
    """

    parts: tuple[Part, ...] = ()
    last: Row | None = None
    memory: Memory = Memory()
    settled: Mapping[AlarmKey, tuple[Found | None, Found | None]] = {}


class Placed(NamedTuple):
    """What rows led to that were put in their place.

    Attributes:
        history: With them.
        seen: New readings, and older ones whose quality is another now.
        meters: New totals.
        new: What follows now and did not before.
        gone: What followed before and does no more.
        too_late: Rows from before the window: they change nothing here.
        again: How many were known.
    """

    history: History
    seen: tuple[Seen, ...] = ()
    meters: tuple[MeterReading, ...] = ()
    new: tuple[Result, ...] = ()
    gone: tuple[Result, ...] = ()
    too_late: tuple[Row, ...] = ()
    again: int = 0


def placed(planned: PlannedTank, history: History, rows: Sequence[Row], part_s: float) -> Placed:
    """Puts rows of one tank in their place.

    Args:
        planned: The tank.
        history: Its window so far.
        rows: New ones, in any order.
        part_s: How long a part of the window is, seconds.
    """
    last = None if history.last is None else history.last.place
    for row in rows:
        if last is not None and row.place <= last:
            return _inserted(planned, history, sorted(rows, key=lambda row: row.place), part_s)
        last = row.place
    return _appended(planned, history, rows, part_s)


def latest(history: History, keys: Iterable[AlarmKey]) -> dict[AlarmKey, tuple[Found | None, Found | None]]:
    """The last beginning and the last end of each condition, within the window or before it."""
    found = {key: history.settled.get(key, (None, None)) for key in keys}
    for part in history.parts:
        for each in part.results:
            if isinstance(each, Found) and each.key in found:
                found[each.key] = _later(found[each.key], each)
    return found


def _appended(planned: PlannedTank, history: History, rows: Sequence[Row], part_s: float) -> Placed:
    """The usual case: all rows are later than all that are known, and each than the one before it."""
    parts, settled, memory = history.parts, history.settled, history.memory
    seen: list[Seen] = []
    new: list[Result] = []
    for number, of_part in _by_part(rows, part_s):
        done = through(planned, memory, of_part)
        open_part = parts[-1] if parts and parts[-1].number == number else None
        if open_part is not None:
            rows_now = (*rows_of(open_part), *done.rows)
            fresh = Part(number, open_part.before, rows_now, (*open_part.results, *done.results))
            parts = (*parts[:-1], fresh)
        else:
            parts = (*parts[:-1], _laid_by(parts[-1])) if parts else ()
            fresh = Part(number, memory, done.rows, tuple(done.results))
            parts, settled = _moved_on((*parts, fresh), settled)
        memory = done.memory
        seen += done.seen
        new += done.results
    meters = tuple(row.told for row in rows if isinstance(row.told, MeterReading))
    return Placed(History(parts, rows[-1], memory, settled), tuple(seen), meters, tuple(new))


def rows_of(part: Part) -> Sequence[Row]:
    """The rows of one part of the window, in their order."""
    return unpacked(part.rows) if isinstance(part.rows, Packed) else part.rows


def _laid_by(part: Part) -> Part:
    return part if isinstance(part.rows, Packed) else part._replace(rows=packed(part.rows))


def _by_part(rows: Sequence[Row], part_s: float) -> Iterable[tuple[int, Sequence[Row]]]:
    first = _number(rows[0], part_s)
    if len(rows) == 1 or _number(rows[-1], part_s) == first:
        return ((first, rows),)
    groups = groupby(rows, key=lambda row: _number(row, part_s))
    return [(number, tuple(of_part)) for number, of_part in groups]


def _moved_on(parts: tuple[Part, ...], settled: Latest) -> tuple[tuple[Part, ...], Latest]:
    """Forgets the parts that lie before the window, but what they led to last."""
    oldest = parts[-1].number - BUCKETS
    if parts[0].number >= oldest:
        return parts, settled
    kept = dict(settled)
    for part in parts:
        if part.number < oldest:
            for each in part.results:
                if isinstance(each, Found):
                    kept[each.key] = _later(kept.get(each.key, (None, None)), each)
    return tuple(part for part in parts if part.number >= oldest), kept


def _inserted(planned: PlannedTank, history: History, rows: Sequence[Row], part_s: float) -> Placed:
    """A row comes late, or again: what follows it is gone through anew."""
    parts = history.parts
    changed, late = _sorted_out(parts, rows, part_s)
    again = len(rows) - len(changed) - len(late)
    if not changed:
        return Placed(history, too_late=tuple(late), again=again)
    cut = _cut(parts, changed.values(), part_s)
    old = parts[cut:]
    rest = {row.place: row for part in old for row in rows_of(part)} | changed
    base = History(parts[:cut], None, old[0].before if old else history.memory, history.settled)
    redone = _appended(planned, base, [rest[place] for place in sorted(rest)], part_s)
    return _compared(redone, old, changed.values())._replace(too_late=tuple(late), again=again)


def _sorted_out(parts: tuple[Part, ...], rows: Sequence[Row], part_s: float) -> tuple[dict[Place, Row], list[Row]]:
    """The rows that are new or overrule what was known, and those from before the window."""
    known = {row.place: row for part in parts[_cut(parts, rows, part_s) :] for row in rows_of(part)}
    changed: dict[Place, Row] = {}
    late = []
    for row in rows:
        before = changed.get(row.place) or known.get(row.place)
        if parts and _number(row, part_s) < parts[-1].number - BUCKETS:
            late.append(row)
        elif before is None or _overrules(row, before):
            changed[row.place] = row
    return changed, late


def _cut(parts: tuple[Part, ...], rows: Iterable[Row], part_s: float) -> int:
    """The first part that one of the rows may lie in."""
    return bisect_left([part.number for part in parts], min(_number(row, part_s) for row in rows))


def _compared(redone: Placed, old: Sequence[Part], changed: Iterable[Row]) -> Placed:
    """Of all that was gone through anew, what is new to whoever knows the old."""
    before = {row.place: row.quality for part in old for row in rows_of(part)}
    fresh = {row.place for row in changed}
    seen = []
    for each in redone.seen:
        place = (each.reading.at, 1, each.reading.tank)
        if place in fresh or before.get(place) != each.quality:
            seen.append(each._replace(is_revised=place in before))
    meters = tuple(each for each in redone.meters if (each.at, 0, each.meter) in fresh)
    was = [each for part in old for each in part.results]
    new = tuple(each for each in redone.new if each not in was)
    gone = tuple(each for each in was if each not in redone.new)
    return Placed(redone.history, tuple(seen), meters, new, gone)


def _overrules(row: Row, known: Row) -> bool:
    """Whether of two readings of one instant this one holds: the same one wherever they meet."""
    return row.told != known.told and repr(row.told) > repr(known.told)


def _number(row: Row, part_s: float) -> int:
    return int(row.place[0].timestamp() // part_s)


def _later(known: tuple[Found | None, Found | None], found: Found) -> tuple[Found | None, Found | None]:
    begun, ended = known
    if found.condition.is_active:
        is_newer = begun is None or (found.condition.at, found.known_at) >= (begun.condition.at, begun.known_at)
        return (found if is_newer else begun), ended
    is_newer = ended is None or found.condition.at >= ended.condition.at
    return begun, (found if is_newer else ended)
