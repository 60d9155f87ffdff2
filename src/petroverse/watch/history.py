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
from typing import Final, NamedTuple

from petroverse.alarms import AlarmKey, Found
from petroverse.core.readings import MeterReading
from petroverse.watch.memory import Memory, Result, Row, Seen, through
from petroverse.watch.packed import Packed, joined, last_at, packed, unpacked
from petroverse.watch.plan import BUCKETS, PlannedTank

__all__ = ["History", "Part", "Placed", "all_rows", "latest", "placed"]

Latest = Mapping[AlarmKey, tuple[Found | None, Found | None]]
Place = tuple[datetime, int, str]


PART_ROWS: Final = 32
"""A part with so many rows is laid by, and the next begins: of a tank few rows lie there one by one."""

MOST_PARTS: Final = 24
"""A gauge that tells oftener than twice a minute has a shorter window: its memory is bounded all the same."""


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
        cut_at: The last row that was forgotten because there were too many; None where there were not.
    """

    parts: tuple[Part, ...] = ()
    last: Row | None = None
    memory: Memory = Memory()
    settled: Mapping[AlarmKey, tuple[Found | None, Found | None]] = {}
    cut_at: datetime | None = None


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
    parts, memory, forgotten = history.parts, history.memory, (history.settled, history.cut_at)
    seen: list[Seen] = []
    new: list[Result] = []
    for number, of_part in _by_part(rows, part_s):
        done = through(planned, memory, of_part)
        if open_rows := _open_rows(parts, number):
            newest = parts[-1]
            fresh = Part(number, newest.before, open_rows + done.rows, (*newest.results, *done.results))
            parts = (*parts[:-1], fresh)
        else:
            parts = (*parts[:-1], _laid_by(parts[-1])) if parts else ()
            fresh = Part(number, memory, done.rows, tuple(done.results))
            parts, forgotten = _moved_on((*parts, fresh), *forgotten)
        memory = done.memory
        seen += done.seen
        new += done.results
    meters = tuple(row.told for row in rows if isinstance(row.told, MeterReading))
    return Placed(History(parts, rows[-1], memory, *forgotten), tuple(seen), meters, tuple(new))


def _rows_of(part: Part) -> Sequence[Row]:
    """The rows of one part of the window, in their order."""
    return unpacked(part.rows) if isinstance(part.rows, Packed) else part.rows


def all_rows(history: History) -> Packed:
    """All rows of the window, laid by."""
    return joined([_rows_laid_by(part) for part in history.parts]) if history.parts else packed(())


def _rows_laid_by(part: Part) -> Packed:
    return part.rows if isinstance(part.rows, Packed) else packed(part.rows)


def _open_rows(parts: tuple[Part, ...], number: int) -> tuple[Row, ...]:
    """The rows of the newest part where more of this number belong to it; none where a new one begins."""
    rows = parts[-1].rows if parts and parts[-1].number == number else ()
    return () if isinstance(rows, Packed) or len(rows) >= PART_ROWS else rows


def _laid_by(part: Part) -> Part:
    return part if isinstance(part.rows, Packed) else part._replace(rows=packed(part.rows))


def _by_part(rows: Sequence[Row], part_s: float) -> Iterable[tuple[int, Sequence[Row]]]:
    first = _number(rows[0], part_s)
    if len(rows) <= PART_ROWS and (len(rows) == 1 or _number(rows[-1], part_s) == first):
        return ((first, rows),)
    groups = [(number, tuple(each)) for number, each in groupby(rows, key=lambda row: _number(row, part_s))]
    return [
        (number, of_one[begin : begin + PART_ROWS])
        for number, of_one in groups
        for begin in range(0, len(of_one), PART_ROWS)
    ]


def _moved_on(
    parts: tuple[Part, ...], settled: Latest, cut_at: datetime | None
) -> tuple[tuple[Part, ...], tuple[Latest, datetime | None]]:
    """Forgets the parts that lie before the window, and what is too much; but not what they led to last."""
    oldest = parts[-1].number - BUCKETS
    is_late = [part.number < oldest for part in parts]
    gone = max(sum(is_late), len(parts) - MOST_PARTS)
    if not gone:
        return parts, (settled, cut_at)
    kept = dict(settled)
    for each in (each for part in parts[:gone] for each in part.results if isinstance(each, Found)):
        kept[each.key] = _later(kept.get(each.key, (None, None)), each)
    return parts[gone:], (kept, cut_at if is_late[gone - 1] else last_at(_rows_laid_by(parts[gone - 1])))


def _inserted(planned: PlannedTank, history: History, rows: Sequence[Row], part_s: float) -> Placed:
    """A row comes late, or again: what follows it is gone through anew."""
    parts = history.parts
    changed, late = _sorted_out(history, rows, part_s)
    again = len(rows) - len(changed) - len(late)
    if not changed:
        return Placed(history, too_late=tuple(late), again=again)
    cut = _cut(parts, changed.values(), part_s)
    old = parts[cut:]
    rest = {row.place: row for part in old for row in _rows_of(part)} | changed
    base = History(parts[:cut], None, old[0].before if old else history.memory, history.settled, history.cut_at)
    redone = _appended(planned, base, [rest[place] for place in sorted(rest)], part_s)
    return _compared(redone, old, changed.values())._replace(too_late=tuple(late), again=again)


def _sorted_out(history: History, rows: Sequence[Row], part_s: float) -> tuple[dict[Place, Row], list[Row]]:
    """The rows that are new or overrule what was known, and those from before the window."""
    parts, cut_at = history.parts, history.cut_at
    known = {row.place: row for part in parts[_cut(parts, rows, part_s) :] for row in _rows_of(part)}
    changed: dict[Place, Row] = {}
    late = []
    for row in rows:
        before = changed.get(row.place) or known.get(row.place)
        is_cut = cut_at is not None and row.place[0] <= cut_at
        if is_cut or (parts and _number(row, part_s) < parts[-1].number - BUCKETS):
            late.append(row)
        elif before is None or _overrules(row, before):
            changed[row.place] = row
    return changed, late


def _cut(parts: tuple[Part, ...], rows: Iterable[Row], part_s: float) -> int:
    """The first part that one of the rows may lie in."""
    return bisect_left([part.number for part in parts], min(_number(row, part_s) for row in rows))


def _compared(redone: Placed, old: Sequence[Part], changed: Iterable[Row]) -> Placed:
    """Of all that was gone through anew, what is new to whoever knows the old."""
    before = {row.place: row.quality for part in old for row in _rows_of(part)}
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
