"""A question within the limits of the page that it stands on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from petroverse.metrics.notation import query_from_json
from petroverse.metrics.query import Query
from petroverse.metrics.subjects import Subject, subject_of

__all__ = ["scoped"]


def scoped(
    question: Mapping[str, Any],
    filters: Sequence[Mapping[str, Any]] = (),
    span: Mapping[str, str] | None = None,
    as_of: str = "",
) -> tuple[Query, tuple[str, ...]]:
    """A question with other limits put in, and the dimensions that its figures are not told apart by.

    A limit takes the place of the question's own ones of that dimension, and the span that of its own span. Where
    shares or ranks are compared over the limit's dimension, it says which of them are shown: the whole stays whole.

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
    query = query_from_json(question)
    subject = subject_of(query.measures)
    put_in = [each for each in filters if _tells(str(each.get("dimension")), query, subject)]
    names = {str(each["dimension"]) for each in put_in}
    shown = {each for each in names if _compares(each, query, subject)}
    own = [each for each in question.get("filters") or () if each.get("dimension") not in names]
    limits: dict[str, Any] = {"filters": [*own, *(each for each in put_in if each["dimension"] not in shown)]}
    if shown:
        kept = [each for each in question.get("only") or () if each.get("dimension") not in shown]
        limits["only"] = [*kept, *(each for each in put_in if each["dimension"] in shown)]
        if query.top and (query.top.dimension or query.dimensions[-1]) in shown:
            limits["top"] = None
    if span:
        limits["span"] = span
    if as_of:
        limits["as_of"] = as_of
    left_out = tuple(dict.fromkeys(str(each.get("dimension")) for each in filters if each not in put_in))
    return query_from_json({**question, **limits}), left_out


def _tells(name: str, query: Query, subject: Subject) -> bool:
    """Whether a limit of this dimension leaves a part of the question's figures that means something."""
    plain = "region" if name.startswith("region_") else name
    if plain not in {*subject.dimensions, *subject.times}:
        return False
    named = {each.names for each in subject.stages.values()} - {""}
    if plain not in named:
        return True
    if any(subject.measures[each].entity for each in query.measures):
        return False  # one company is neither many nor concentrated
    stages = {value for each in query.filters if each.dimension == subject.series for value in each.values}
    return not stages or any(subject.stages[each].names == plain for each in stages & {*subject.stages})


def _compares(name: str, query: Query, subject: Subject) -> bool:
    return name in query.dimensions and any(subject.measures[each].kind in {"share", "rank"} for each in query.measures)
