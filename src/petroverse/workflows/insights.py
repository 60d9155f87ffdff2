"""Insights as a reader sees them: only those whose every row the reader may read, in words, the most worth first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from petroverse.core.errors import InputRefused, NotFound, QueryRefused
from petroverse.core.grants import Grant
from petroverse.core.rights import Right
from petroverse.core.times import Span
from petroverse.database import InsightsWanted, StoredInsight, find_insight, insight_looks, list_insights
from petroverse.documents import Document, document_of_rows
from petroverse.insight import AUDIENCES, WRITTEN_AS, Insight, insight_from_plain, month_after, said
from petroverse.metrics import Query, query_from_json, query_to_json
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["AudienceNotKnown", "InsightsAsked", "insights_page", "insights_rows", "one_insight", "span_called"]

SCHEMA: Final = "petroverse.insights/1"
_FEED: Final = 6


class AudienceNotKnown(InputRefused):
    """An audience was named that is none."""


@dataclass(frozen=True, slots=True)
class InsightsAsked:
    """Which insights.

    Attributes:
        period: A year, half, quarter or month such as ``2024-Q2``; empty for the latest month that has any.
        until: With no period: of the half year up to this month or quarter, the newest first.
        audience: Whom they are ranked for; empty for whoever they are worth most to.
        kind: Of this kind alone; empty for all.
        found_since: Found first then or later, in whatever period; None for all.
        limit: At most so many.
    """

    period: str = ""
    until: str = ""
    audience: str = ""
    kind: str = ""
    found_since: datetime | None = None
    limit: int = 50


def insights_page(stores: Stores, reader: Reader, asked: InsightsAsked) -> dict[str, Any]:
    """``insights``, the most worth first; ``period``, ``months`` that have any, ``looked_at``, ``is_simulated``.

    Raises:
        RightMissing: The reader may not read.
        AudienceNotKnown: There is no such audience.
        QueryUnreadable: The period is none.
    """
    if asked.audience not in ("", *AUDIENCES):
        what = f"{asked.audience!r} is no audience"
        raise AudienceNotKnown(what, where="audience", fix=f"one of {', '.join(AUDIENCES)}")
    grant = grant_of(stores, reader)
    wanted = InsightsWanted(grant.organisations, found_since=asked.found_since)
    if asked.period or asked.until:
        span = span_called(asked.period or asked.until)
        since = span.start if asked.period else month_after(span.end, -_FEED)
        wanted = replace(wanted, since=since, until=span.end)
    with stores.database.reading(grant.acts_in, reader.person) as unit:
        stored = list_insights(unit, wanted)
    seen = list(_shown(stored, grant, asked))
    months = sorted({each.found.month for _, each in seen}, reverse=True)
    if not (asked.period or asked.until) and asked.found_since is None:
        seen = [each for each in seen if each[1].found.month == months[0]]
    ordered = sorted(seen, key=lambda each: (-_score(each[1], asked.audience), each[0].id))
    if asked.until and not asked.period:
        ordered = sorted(ordered, key=lambda each: each[1].found.month, reverse=True)
    return {
        "insights": [_told(kept, each, asked.audience) for kept, each in ordered[: asked.limit]],
        "total": len(ordered),
        "period": asked.period or (f"{months[0]:%Y-%m}" if months else ""),
        "months": [f"{each:%Y-%m}" for each in months],
        "looked_at": _looked_at(stores, reader, grant),
        "is_simulated": grant.is_simulated,
    }


def one_insight(stores: Stores, reader: Reader, insight_id: str) -> dict[str, Any]:
    """One insight.

    Raises:
        NotFound: There is none that the reader may see.
    """
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as unit:
        kept = find_insight(unit, insight_id, grant.organisations)
    for each, insight in _shown([kept], grant, InsightsAsked()):
        return _told(each, insight, "")
    raise NotFound(f"no insight has the id {insight_id!r}", where="insight", fix="see the list of insights")


def insights_rows(stores: Stores, reader: Reader, asked: InsightsAsked) -> Document:
    """Insights as a table, for files.

    Raises:
        RightMissing: The reader may not take figures along.
        AudienceNotKnown, QueryUnreadable: As ``insights_page``.
    """
    reader.must(Right.EXPORT)
    page = insights_page(stores, reader, asked)
    about = {name: page[name] for name in ("period", "looked_at")}
    rows = [{name: each[name] for name in _COLUMNS} for each in page["insights"]]
    simulated = ("These facts are simulated.",) if page["is_simulated"] else ()
    meta = {**about, "simulated": page["is_simulated"]}
    return document_of_rows(SCHEMA, rows, columns=_COLUMNS, meta=meta, warnings=simulated)


def span_called(period: str) -> Span:
    """The days of a period, as questions read it.

    Raises:
        QueryUnreadable: It is none.
    """
    span = query_from_json({"measures": ["volume"], "span": {"from": period, "until": period}}).span
    if span is None:  # pragma: no cover - a question with a span has one
        raise QueryRefused(f"{period!r} is no period", where="period", fix="write it as 2024-03")
    return span


def may_see(grant: Grant, insight: Insight) -> bool:
    """Whether a person may read every row that an insight stands on: each limit of the person is one of its own."""
    queries = [query for each in (insight.found, *(one for one, _ in insight.folded)) for query in each.queries]
    return all(_may_ask(grant, each) for each in queries)


_COLUMNS: Final = ("id", "month", "kind", "title", "text", "score", "way", "source", "products", "member", "question",
                   "figures", "found_at", "known_at", "is_simulated")  # fmt: skip


def _may_ask(grant: Grant, query: Query) -> bool:
    if grant.measures is not None and not {*query.measures} <= grant.measures:
        return False
    own = {each.dimension: {*each.values} for each in query.filters if each.op == "in"}
    return all(name in own and own[name] <= {*allowed} for name, allowed in grant.row_rules.items())


def _shown(
    stored: Iterable[StoredInsight], grant: Grant, asked: InsightsAsked
) -> Iterator[tuple[StoredInsight, Insight]]:
    """Each once: what own and published facts both tell is told by the own ones."""
    met: set[str] = set()
    readable = [each for each in stored if each.body.get("written_as") == WRITTEN_AS]
    for kept in sorted(readable, key=lambda each: grant.organisations.index(each.organisation)):
        insight = insight_from_plain(kept.body)
        if kept.id not in met and asked.kind in ("", insight.found.kind) and may_see(grant, insight):
            met.add(kept.id)
            yield kept, insight


def _score(insight: Insight, audience: str) -> float:
    return max(score for name, score in insight.scores.items() if audience in ("", name))


def _told(kept: StoredInsight, insight: Insight, audience: str) -> dict[str, Any]:
    words, found = said(insight), insight.found
    return {
        "id": kept.id,
        "month": f"{found.month:%Y-%m}",
        "kind": found.kind,
        "title": words.title,
        "text": words.text,
        "score": _score(insight, audience),
        "scores": dict(insight.scores),
        "way": found.way,
        "source": found.about.source,
        "products": list(found.about.products),
        "dimension": found.about.dimension,
        "member": found.about.member,
        "question": query_to_json(insight.drawn),
        "questions": [query_to_json(each) for each in found.queries],
        "view": dict(insight.view),
        "figures": dict(insight.figures),
        "folded": [
            {"kind": each.kind, "question": query_to_json(each.queries[0]), "figures": dict(figures)}
            for each, figures in insight.folded
        ],
        "found_at": kept.found_at,
        "changed_at": kept.changed_at,
        "known_at": insight.known_at,
        "organisation": kept.organisation,
        "is_simulated": insight.is_simulated,
    }


def _looked_at(stores: Stores, reader: Reader, grant: Grant) -> datetime | None:
    """When the facts that a reader reads were looked through last; None where nobody did."""
    looks = []
    for owner in grant.organisations:
        if owner in grant.shared:
            continue
        with stores.database.reading(owner, reader.person) as unit:
            looked = insight_looks(unit)
        looks += [looked[1]] if looked else []
    return max(looks, default=None)
