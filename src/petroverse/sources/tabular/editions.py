"""The editions that the rows of a table belong to: one for each series, span and instant of becoming known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from petroverse.core.facts import Edition, PrintedTotal
from petroverse.core.times import Known, Span
from petroverse.sources.tabular.cells import Bools
from petroverse.sources.tabular.checks import time_column
from petroverse.sources.tabular.frame import Frame
from petroverse.sources.tabular.spans import floor_days, span_of

__all__ = ["Editions", "editions_of"]


@dataclass(frozen=True, slots=True)
class Editions:
    """The editions of a table, and for each kept row the index of its own."""

    editions: tuple[Edition, ...]
    of_row: NDArray[np.int32]


def editions_of(frame: Frame, kept: Bools, now: datetime) -> Editions:
    """Groups the kept rows into editions.

    Args:
        frame: The filled columns.
        kept: Which rows are kept; at least one.
        now: Nothing can be known after it.
    """
    mask = pa.array(kept)
    series = _series(frame).filter(mask)
    starts = _starts(frame).filter(mask)
    known = frame.known.filter(mask)
    keys = pa.table({"series": series, "start": starts, "known": known})
    groups = keys.group_by(["series", "start", "known"], use_threads=False).aggregate([])
    ordered = groups.sort_by([("series", "ascending"), ("start", "ascending"), ("known", "ascending")])
    place = _places(keys, ordered)
    until = _last_day(frame, mask)
    editions = tuple(_editions(frame, ordered.to_pylist(), until, now))
    if frame.mapping.dataset == "volume":
        editions = _with_totals(frame, mask, editions, place)
    return Editions(editions, place)


def _series(frame: Frame) -> pa.Array:
    mapping = frame.mapping
    column = mapping.series_from or ("" if mapping.series else "source" if mapping.dataset == "volume" else "")
    if column:
        return frame.columns[column]
    return pa.repeat(pa.scalar(mapping.series or mapping.name, pa.string()), frame.size)


def _starts(frame: Frame) -> pa.Array:
    days = frame.columns[time_column(frame.mapping)]
    if frame.mapping.grain == "row":
        return pa.repeat(pc.min(days), frame.size)
    return floor_days(days, frame.mapping.grain, frame.pack)


def _places(keys: pa.Array, ordered: pa.Array) -> NDArray[np.int32]:
    numbered = ordered.append_column("place", pa.array(np.arange(ordered.num_rows, dtype=np.int32)))
    codes = [_code(keys[name], ordered[name]) for name in ("series", "start", "known")]
    of_groups = [_code(ordered[name], ordered[name]) for name in ("series", "start", "known")]
    width = ordered.num_rows + 1
    row = (codes[0] * width + codes[1]) * width + codes[2]
    group = (of_groups[0] * width + of_groups[1]) * width + of_groups[2]
    order = np.argsort(group)
    found = order[np.searchsorted(group[order], row)]
    return np.asarray(numbered["place"].to_numpy()[found], dtype=np.int32)


def _code(values: pa.Array, known: pa.Array) -> NDArray[np.int64]:
    distinct = pc.unique(known)
    found = pc.index_in(values, distinct)
    return np.asarray(pc.fill_null(found, len(distinct)).to_numpy(), dtype=np.int64)


def _last_day(frame: Frame, mask: pa.Array) -> date:
    found: date = pc.max(frame.columns[time_column(frame.mapping)].filter(mask)).as_py()
    return found


def _editions(frame: Frame, groups: list[dict[str, Any]], until: date, now: datetime) -> Iterator[Edition]:
    mapping = frame.mapping
    for each in groups:
        start: date = each["start"]
        span = span_of(start, mapping.grain, frame.pack)
        if mapping.grain == "row":
            span = Span(start, until + timedelta(days=1))
        if each["known"] is not None:
            known = Known(min(each["known"], now), "stated")
        else:
            inferred = datetime.combine(span.end + timedelta(days=mapping.known.lag_days), time(), UTC)
            known = Known(min(inferred, now), "inferred")
        yield Edition(mapping.dataset, each["series"], mapping.grain, span, known, frame.grid.sheet)


def _with_totals(
    frame: Frame, mask: pa.Array, editions: tuple[Edition, ...], place: NDArray[np.int32]
) -> tuple[Edition, ...]:
    """Puts our own sums by product beside each edition, for checks across files."""
    table = pa.table(
        {
            "edition": pa.array(place),
            "product": frame.columns["product"].filter(mask),
            "volume": frame.columns["volume"].filter(mask),
        }
    )
    sums = table.group_by(["edition", "product"], use_threads=False).aggregate([("volume", "sum")]).to_pylist()
    totals: dict[int, list[PrintedTotal]] = {}
    for each in sums:
        total = PrintedTotal(each["product"], "", each["volume_sum"] or 0.0, None, "")
        totals.setdefault(each["edition"], []).append(total)
    return tuple(
        Edition(each.dataset, each.series, each.grain, each.span, each.known, each.sheet, tuple(totals.get(number, ())))
        for number, each in enumerate(editions)
    )
