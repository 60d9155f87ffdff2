"""Time filters as days: which days a question asks about, and whether they are whole periods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from petroverse.core.times import Span
from petroverse.metrics.periods import TIMES, period_span
from petroverse.metrics.query import Filter, Query

__all__ = ["asked_spans", "is_whole", "widened_to_years"]

_FIRST, _LAST = date(1, 1, 1), date(9999, 1, 1)


def asked_spans(query: Query) -> tuple[Span, ...] | None:
    """The days that a question's span and time filters leave, ascending and apart; None where nothing limits them."""
    limits = [_filter_spans(each) for each in query.filters if each.dimension in TIMES]
    if query.span is not None:
        limits.append([query.span])
    if not limits:
        return None
    left = [Span(_FIRST, _LAST)]
    for limit in limits:
        left = _both(left, limit)
    return tuple(left)


def is_whole(spans: Iterable[Span] | None, months: int) -> bool:
    """Whether every span begins and ends with a calendar period of so many months.

    Example:
        >>> is_whole([Span(date(2024, 1, 1), date(2024, 7, 1))], 6)
        True
    """
    return spans is None or all(_begins(each.start, months) and _begins(each.end, months) for each in spans)


def widened_to_years(spans: Sequence[Span] | None) -> tuple[Span, ...] | None:
    """The spans, each from the first of January on, for sums to date."""
    if spans is None:
        return None
    return tuple(_joined(Span(each.start.replace(month=1, day=1), each.end) for each in spans))


def _filter_spans(each: Filter) -> list[Span]:
    if each.op == "range":
        first, last = each.values
        start = period_span(each.dimension, first).start if first else _FIRST
        end = period_span(each.dimension, last).end if last else _LAST
        return [Span(start, end)] if start < end else []
    named = _joined(period_span(each.dimension, value) for value in each.values)
    return named if each.op == "in" else _rest(named)


def _joined(spans: Iterable[Span]) -> list[Span]:
    joined: list[Span] = []
    for each in sorted(spans):
        if joined and each.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, each.end))
        else:
            joined.append(each)
    return joined


def _rest(spans: list[Span]) -> list[Span]:
    edges = [_FIRST, *(edge for each in spans for edge in (each.start, each.end)), _LAST]
    return [Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]


def _both(left: list[Span], right: list[Span]) -> list[Span]:
    overlaps = (Span(max(a.start, b.start), min(a.end, b.end)) for a in left for b in right)
    return sorted(each for each in overlaps if each.start < each.end)


def _begins(day: date, months: int) -> bool:
    return day in {_FIRST, _LAST} or (day.day == 1 and (day.month - 1) % months == 0)
