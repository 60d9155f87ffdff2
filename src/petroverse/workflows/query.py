"""Query: a typed question under a grant becomes one answer that says where it comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from petroverse.core.grants import Grant
from petroverse.lake import Snapshot
from petroverse.metrics import (
    Model,
    Query,
    answer_of,
    compile_query,
    query_from_json,
    query_from_words,
    subject_of,
)
from petroverse.workflows.stores import Reader, Stores, grant_of
from petroverse.workflows.unknown_names import renamed, unknown_names

__all__ = ["Reply", "answer_question", "moment", "question_from_json", "question_from_words"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer as every door gives it.

    Attributes:
        columns: The rows' columns in order.
        json_bytes: The ``petroverse.query/1`` object.
    """

    columns: tuple[str, ...]
    json_bytes: bytes = field(repr=False)

    @property
    def document(self) -> dict[str, Any]:
        """The ``petroverse.query/1`` object as values."""
        document: dict[str, Any] = json.loads(self.json_bytes)
        return document


def question_from_json(raw: Mapping[str, Any]) -> Query:
    """Reads a typed question; see ``petroverse.metrics.query_from_json``."""
    return query_from_json(raw)


def question_from_words(
    measures: Iterable[str], dimensions: Iterable[str], filters: Iterable[str], **options: object
) -> Query:
    """Reads a question from the words of a command line; see ``petroverse.metrics.query_from_words``."""
    return query_from_words(measures, dimensions, filters, **options)


def answer_question(stores: Stores, question: Query, reader: Reader) -> Reply:
    """Answers one question for one reader; an equal question over equal facts is answered from memory.

    Raises:
        QueryRefused: It has no honest answer as it was asked; the fault names the nearest one that has.
        NotAllowed: The reader may not ask it.
    """
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.organisations[0], reader.person) as uow:
        snapshot = stores.lake.snapshot(
            uow,
            grant.organisations,
            subject_of(question.measures).reads,
            as_of=question.as_of,
            as_recorded=question.as_recorded,
            aliases=stores.aliases(uow),
        )
    key = (question.key, repr(grant), snapshot.key)
    kept = stores.replies.get(key)
    if kept is None:
        kept = _answered(stores, question, grant, snapshot)
        stores.replies.keep(key, kept, len(kept.json_bytes))
    return kept


def _answered(stores: Stores, question: Query, grant: Grant, snapshot: Snapshot) -> Reply:
    compiled = compile_query(question, grant, Model(snapshot.holdings, stores.pack_of(grant)))
    rows = stores.lake.run(compiled, snapshot).to_pylist()
    counts = stores.lake.run(compiled.sources, snapshot).to_pylist()
    answer = answer_of(compiled, rows, counts, snapshot.winners)
    if grant.is_simulated:
        answer = replace(answer, is_simulated=True)
    document = answer.document(stores.lake.printed_sql(compiled, snapshot))
    document["warnings"] += (*snapshot.warnings, *renamed(question, snapshot))
    if not answer.rows:
        document["warnings"] += unknown_names(stores, question, grant, snapshot)
    return Reply(answer.columns, json.dumps(document, ensure_ascii=False, default=str).encode("utf-8", "replace"))


def moment(text: str) -> datetime:
    """The instant that a person means by a day or an instant, as ``--as-of`` reads it."""
    found = query_from_json({"measures": ["volume"], "as_of": text}).as_of
    if found is None:  # pragma: no cover - a text always gives an instant or is refused
        raise ValueError(text)
    return found
