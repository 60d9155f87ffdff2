"""A question within the limits of the page that it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from petroverse.metrics.notation import query_from_json
from petroverse.metrics.query import Query
from petroverse.metrics.subjects import subject_of

__all__ = ["scoped"]


def scoped(
    question: Mapping[str, Any],
    filters: Sequence[Mapping[str, Any]] = (),
    span: Mapping[str, str] | None = None,
    as_of: str = "",
) -> tuple[Query, tuple[str, ...]]:
    """A question with other limits put in, and the dimensions that what it asks about does not have.

    A limit takes the place of the question's own ones of that dimension, and the span that of its own span.

    Args:
        question: As ``query_from_json`` takes it.
        filters: Each ``{"dimension", "in" | "not"}``.
        span: ``{"from", "until"}``; empty for the question's own.
        as_of: A day or an instant; empty for the question's own.

    Raises:
        QueryUnreadable: A part has no meaning.
        UnknownWord, WordsDoNotFit: As ``subject_of``.

    Example:
        >>> volume = {"measures": ["volume"], "filters": [{"dimension": "company", "in": ["A"]}]}
        >>> asked, left_out = scoped(volume, [{"dimension": "company", "in": ["B"]}, {"dimension": "laboratory"}])
        >>> asked.filters[0].values, left_out
        (('B',), ('laboratory',))
    """
    known = {*(subject := subject_of(query_from_json(question).measures)).dimensions, *subject.times}
    has_regions = "region" in known
    put_in = [each for each in filters if _has(str(each.get("dimension")), known, has_regions)]
    names = {str(each["dimension"]) for each in put_in}
    own = [each for each in question.get("filters") or () if each.get("dimension") not in names]
    limits: dict[str, Any] = {"filters": [*own, *put_in]}
    if span:
        limits["span"] = span
    if as_of:
        limits["as_of"] = as_of
    left_out = tuple(dict.fromkeys(str(each.get("dimension")) for each in filters if each not in put_in))
    return query_from_json({**question, **limits}), left_out


def _has(name: str, known: set[str], has_regions: bool) -> bool:
    return name in known or (has_regions and name.startswith("region_"))
