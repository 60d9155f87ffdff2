"""Questions as JSON: read strictly, written in one canonical way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from petroverse.core.times import Span
from petroverse.metrics.faults import QueryUnreadable
from petroverse.metrics.periods import TIMES, period_label, period_span, written_span
from petroverse.metrics.query import Comparison, Filter, Query, Sort, Top
from petroverse.metrics.subjects import subjects

__all__ = ["instant", "normal", "query_from_json", "query_to_json"]

_ALIASES: Final = {"role": "source"}
"""Other words for a dimension, where what is asked about has none of that name itself."""
_PARTS: Final = {each.name for each in fields(Query)}
_COMPARISONS: Final = ("", "previous_period", "year_ago")
_MOST_ROWS: Final = 10_000_000
_MOST_TOP: Final = 1000
_NO_TEXT: Final = re.compile(r"[\x00\ud800-\udfff]")
"""What no engine takes within a text."""


def query_from_json(raw: Mapping[str, Any]) -> Query:
    """Reads a question.

    Args:
        raw: ``measures`` and ``dimensions`` (lists of names), ``filters`` (each ``{"dimension", "in" | "not": [...]}``
            or ``{"dimension", "from", "until"}``), ``span`` (``{"from", "until"}``, both periods belong to it),
            ``compare``, ``top`` (``{"n", "dimension", "by"}``), ``as_of``, ``as_recorded``, ``limit``,
            ``sort`` (each ``{"by", "descending"}``), ``only`` (as filters, of the answer's own rows).

    Raises:
        QueryUnreadable: A part is unknown, missing, or has another form.

    Example:
        >>> query_from_json({"measures": ["volume"], "dimensions": ["year"]}).dimensions
        ('year',)
    """
    _refuse_unknown(raw, _PARTS, "query")
    span = raw.get("span")
    return normal(
        Query(
            measures=_names(raw, "measures"),
            dimensions=_names(raw, "dimensions"),
            filters=tuple(_filter(each) for each in _list(raw, "filters")),
            span=None if span is None else _span(span),
            compare=_compare(raw.get("compare") or ""),
            top=None if raw.get("top") is None else _top(raw["top"]),
            as_of=_moment(raw, "as_of"),
            as_recorded=_moment(raw, "as_recorded"),
            limit=None if raw.get("limit") is None else _count(raw["limit"], "limit", _MOST_ROWS),
            sort=tuple(_sort(each) for each in _list(raw, "sort")),
            only=tuple(_filter(each) for each in _list(raw, "only")),
        )
    )


def query_to_json(query: Query) -> dict[str, Any]:
    """Writes a question; parts that say nothing are left out."""
    top = query.top
    parts = {
        "measures": list(query.measures),
        "dimensions": list(query.dimensions),
        "filters": [_filter_json(each) for each in query.filters],
        "span": query.span and _span_json(query.span),
        "compare": query.compare,
        "top": top and _without_empty({"n": top.count, "dimension": top.dimension, "by": top.by}),
        "as_of": query.as_of and query.as_of.isoformat(),
        "as_recorded": query.as_recorded and query.as_recorded.isoformat(),
        "limit": query.limit,
        "sort": [_without_empty({"by": each.by, "descending": each.is_descending}) for each in query.sort],
        "only": [_filter_json(each) for each in query.only],
    }
    return _without_empty(parts)


def normal(query: Query) -> Query:
    """The same question in its one normal form: aliases resolved, names once, filters and their values in order.

    Raises:
        QueryUnreadable: It has no measure, or a filter's value is no period of its time dimension.
    """
    measures = tuple(dict.fromkeys(query.measures))
    if not measures:
        raise QueryUnreadable("no measure is asked for", where="measures", fix="name one, such as volume")
    own = {name for each in subjects().values() if each.measures.keys() & set(measures) for name in each.dimensions}
    plain = {word: word if word in own else meant for word, meant in _ALIASES.items()}
    return replace(
        query,
        measures=measures,
        dimensions=tuple(dict.fromkeys(plain.get(each, each) for each in query.dimensions)),
        filters=_normal_filters(query.filters, plain),
        top=query.top and replace(query.top, dimension=plain.get(query.top.dimension, query.top.dimension)),
        sort=tuple(replace(each, by=plain.get(each.by, each.by)) for each in query.sort),
        only=_normal_filters(query.only, plain),
    )


def instant(text: str, where: str) -> datetime:
    """An instant in UTC; a day alone means its end, so that ``as of`` a day knows what that day made known.

    Raises:
        QueryUnreadable: It is neither a day nor an instant.

    Example:
        >>> instant("2024-05-31", "as_of").isoformat()
        '2024-05-31T23:59:59.999999+00:00'
    """
    try:
        if len(text.strip()) == len("2024-05-31"):
            return datetime.combine(date.fromisoformat(text.strip()), time.max, UTC)
        at = datetime.fromisoformat(text.strip())
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        raise QueryUnreadable(
            f"{text!r} is no instant", where=where, fix="write it as 2024-05-31 or 2024-05-31T12:00:00+00:00"
        ) from None


def _normal_filters(filters: Iterable[Filter], plain: Mapping[str, str]) -> tuple[Filter, ...]:
    found = {_normal_filter(each, plain.get(each.dimension, each.dimension)) for each in filters}
    return tuple(sorted(found, key=_filter_order))


def _normal_filter(each: Filter, name: str) -> Filter:
    if name not in TIMES:
        if each.op == "range":
            raise QueryUnreadable(
                f"{name} has no order", where=f"filter {name}", fix=f"list its values: {name}=first,second"
            )
        return Filter(name, each.op, _distinct(each.values, name))
    if each.op == "range":
        first, last = each.values
        if not first and not last:
            raise QueryUnreadable("a range needs a first or a last period", where=f"filter {name}", fix="name one")
        return Filter(name, "range", (_period(name, first), _period(name, last)))
    return Filter(name, each.op, _distinct((_period(name, value) for value in each.values), name))


def _distinct(values: Iterable[str], name: str) -> tuple[str, ...]:
    found = tuple(sorted({stripped for each in values if (stripped := each.strip())}))
    if not found:
        raise QueryUnreadable("a filter needs a value", where=f"filter {name}", fix=f"write it as {name}=value")
    if any(_NO_TEXT.search(each) for each in found):
        raise QueryUnreadable("a value is no text", where=f"filter {name}", fix="write it in Unicode, without NUL")
    return found


def _period(name: str, text: str) -> str:
    return str(period_label(name, period_span(name, text).start)) if text else ""


def _filter_order(each: Filter) -> tuple[str, str, tuple[str, ...]]:
    return (each.dimension, each.op, each.values)


def _filter(raw: object) -> Filter:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("dimension"), str):
        raise QueryUnreadable(f"{raw!r} is no filter", where="filters", fix='write {"dimension": "year", "in": [2024]}')
    name = raw["dimension"]
    _refuse_unknown(raw, {"dimension", "in", "not", "from", "until"}, f"filter {name}")
    ways = [each for each in ("in", "not") if each in raw]
    if len(ways) == 1 and "from" not in raw and "until" not in raw:
        values = raw[ways[0]] if isinstance(raw[ways[0]], list) else [raw[ways[0]]]
        return Filter(name, "in" if ways[0] == "in" else "not_in", tuple(_text(each, name) for each in values))
    if not ways and ("from" in raw or "until" in raw):
        return Filter(name, "range", (_text(raw.get("from") or "", name), _text(raw.get("until") or "", name)))
    raise QueryUnreadable("a filter says one of in, not, from/until", where=f"filter {name}", fix="split it in two")


def _filter_json(each: Filter) -> dict[str, Any]:
    if each.op == "range":
        return {"dimension": each.dimension, **_without_empty({"from": each.values[0], "until": each.values[1]})}
    return {"dimension": each.dimension, "in" if each.op == "in" else "not": list(each.values)}


def _text(value: object, name: str) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise QueryUnreadable(f"{value!r} is no value", where=f"filter {name}", fix="write it as text or whole number")
    return f"{value:04d}" if isinstance(value, int) and name == "year" else str(value)


def _span(raw: object) -> Span:
    if not isinstance(raw, Mapping) or not (raw.get("from") and raw.get("until")):
        raise QueryUnreadable("a span has from and until", where="span", fix='{"from": "2024-01", "until": "2024-06"}')
    _refuse_unknown(raw, {"from", "until"}, "span")
    first, last = written_span(str(raw["from"])), written_span(str(raw["until"]))
    if last.end <= first.start:
        raise QueryUnreadable(f"{raw['until']} lies before {raw['from']}", where="span", fix="exchange the two")
    return Span(first.start, last.end)


def _span_json(span: Span) -> dict[str, str]:
    return {"from": span.start.isoformat(), "until": (span.end - timedelta(days=1)).isoformat()}


def _compare(raw: object) -> Comparison:
    if raw not in _COMPARISONS:
        raise QueryUnreadable(f"{raw!r} is no comparison", where="compare", fix="previous_period or year_ago")
    return raw


def _top(raw: object) -> Top:
    if not isinstance(raw, Mapping):
        raise QueryUnreadable(f"{raw!r} is no top", where="top", fix='write {"n": 5, "dimension": "company"}')
    _refuse_unknown(raw, {"n", "dimension", "by"}, "top")
    return Top(_count(raw.get("n"), "top", _MOST_TOP), str(raw.get("dimension") or ""), str(raw.get("by") or ""))


def _sort(raw: object) -> Sort:
    if not isinstance(raw, Mapping) or not isinstance(raw.get("by"), str):
        raise QueryUnreadable(f"{raw!r} is no order", where="sort", fix='write {"by": "volume", "descending": true}')
    _refuse_unknown(raw, {"by", "descending"}, "sort")
    return Sort(raw["by"], raw.get("descending") is True)


def _count(raw: object, where: str, most: int) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 1 <= raw <= most:
        raise QueryUnreadable(f"{raw!r} is no number of rows", where=where, fix=f"a whole number from 1 to {most}")
    return raw


def _moment(raw: Mapping[str, Any], name: str) -> datetime | None:
    value = raw.get(name)
    return None if value is None else instant(str(value), name)


def _names(raw: Mapping[str, Any], part: str) -> tuple[str, ...]:
    names = _list(raw, part)
    if not all(isinstance(each, str) and each for each in names):
        raise QueryUnreadable(f"{names!r} are no names", where=part, fix="a list of names")
    return tuple(names)


def _list(raw: Mapping[str, Any], part: str) -> Sequence[Any]:
    value = raw.get(part)
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise QueryUnreadable(f"{value!r} is no list", where=part, fix="put it in brackets")
    return value


def _refuse_unknown(raw: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(raw) - known):
        raise QueryUnreadable(f"{', '.join(unknown)} means nothing here", where=where, fix=f"one of {sorted(known)}")


def _without_empty(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value not in (None, "", [], False)}
