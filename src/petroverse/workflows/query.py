"""Query: a typed question under a grant becomes one answer that says where it comes from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from petroverse.core.grants import Grant
from petroverse.lake import MOST_S, QuestionTooLong, Snapshot
from petroverse.metrics import (
    Model,
    Query,
    answer_of,
    answer_table,
    compile_query,
    how_to_narrow,
    instant,
    query_from_json,
    query_from_words,
    subject_of,
)
from petroverse.workflows.etags import etag_of
from petroverse.workflows.nameless import refuse_split_by_nothing
from petroverse.workflows.replies import Kept
from petroverse.workflows.stores import Reader, Stores, grant_of
from petroverse.workflows.unknown_names import renamed, unknown_names

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["Reply", "answer_etag", "answer_question", "moment", "question_from_json", "question_from_words"]


@dataclass(frozen=True)
class Reply:
    """One answer as every door gives it.

    Attributes:
        columns: The rows' columns in order.
        json_bytes: The ``petroverse.query/1`` object.
        etag: A name for exactly this answer: equal while question, rights and facts are equal, in every process.
        make_table: Gives the rows as a table; ``table`` keeps it.
    """

    columns: tuple[str, ...]
    json_bytes: bytes = field(repr=False)
    etag: str
    make_table: Callable[[], pa.Table] = field(repr=False, compare=False)

    @property
    def document(self) -> dict[str, Any]:
        """The ``petroverse.query/1`` object as values."""
        document: dict[str, Any] = json.loads(self.json_bytes)
        return document

    @property
    def told(self) -> dict[str, Any]:
        """``meta`` of the object, with its ``warnings``, as the table holds them: no row is read for it."""
        told: dict[str, Any] = json.loads(self.table.schema.metadata[b"petroverse"])
        return told

    @cached_property
    def table(self) -> pa.Table:
        """The rows as typed columns with units and meanings; see ``petroverse.metrics.answer_table``."""
        return self.make_table()


def question_from_json(raw: Mapping[str, Any]) -> Query:
    """Reads a typed question; see ``petroverse.metrics.query_from_json``."""
    return query_from_json(raw)


def question_from_words(
    measures: Iterable[str], dimensions: Iterable[str], filters: Iterable[str], **options: object
) -> Query:
    """Reads a question from the words of a command line; see ``petroverse.metrics.query_from_words``."""
    return query_from_words(measures, dimensions, filters, **options)


def answer_question(stores: Stores, question: Query, reader: Reader, *, most_s: float = MOST_S) -> Reply:
    """Answers one question for one reader; an equal question over equal facts is answered from memory.

    Args:
        stores: Where the facts are.
        question: What is asked.
        reader: Who asks.
        most_s: The longest that each of its statements may run, in seconds.

    Raises:
        QueryRefused: It has no honest answer as it was asked; the fault names the nearest one that has.
        NotAllowed: The reader may not ask it.
        QuestionTooLong: It ran longer than it may; the fault says what to narrow.
    """
    grant, snapshot, etag = _asked(stores, question, reader)
    replies: Kept[str, Reply] = stores.replies
    return replies.made(etag, lambda: _answered(stores, question, grant, snapshot, etag, most_s=most_s), _size)


def answer_etag(stores: Stores, question: Query, reader: Reader) -> str:
    """The name that the answer would have; equal while it would be equal, and found without answering.

    Raises:
        NotAllowed: The reader may not ask it.
    """
    return _asked(stores, question, reader)[2]


def _asked(stores: Stores, question: Query, reader: Reader) -> tuple[Grant, Snapshot, str]:
    grant = grant_of(stores, reader, subject_of(question.measures).reads)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        snapshot = stores.lake.snapshot(
            uow,
            grant.organisations,
            subject_of(question.measures).reads,
            as_of=question.as_of,
            as_recorded=question.as_recorded,
            aliases=stores.aliases(uow, grant.organisations),
        )
    return grant, snapshot, etag_of(question.key, grant, snapshot)


def _size(reply: Reply) -> int:
    return 2 * len(reply.json_bytes)  # the table that can be made of it weighs less than its text


def _answered(stores: Stores, question: Query, grant: Grant, snapshot: Snapshot, etag: str, *, most_s: float) -> Reply:
    compiled = compile_query(question, grant, Model(snapshot.holdings, stores.pack_of(grant)))
    try:
        rows = stores.lake.run(compiled, snapshot, most_s=most_s)
        counts = stores.lake.run(compiled.sources, snapshot, most_s=most_s)
    except QuestionTooLong as fault:
        raise QuestionTooLong(fault.what, where="query", fix=how_to_narrow(compiled.plan)) from None
    refuse_split_by_nothing(stores, compiled, rows, grant, snapshot)
    is_limited = bool(grant.row_rules)  # names of files and merged companies may tell of other rows
    remarks = () if is_limited else (*snapshot.warnings, *renamed(question, snapshot))
    answer = answer_of(compiled, rows, counts, snapshot.winners, remarks=remarks)
    if not answer.row_count:
        answer = replace(answer, warnings=(*answer.warnings, *unknown_names(stores, compiled, grant, snapshot)))
    if grant.is_simulated:
        answer = replace(answer, is_simulated=True)
    meta = answer.meta(compiled.sql if is_limited else stores.lake.printed_sql(compiled, snapshot))
    text = answer.as_json(meta).encode("utf-8", "replace")
    told = {**meta, "warnings": answer.warnings}
    return Reply(answer.columns, text, etag, partial(answer_table, compiled, rows, told))


def moment(text: str | None, where: str = "as_of") -> datetime | None:
    """The instant that a person means by a day or an instant, as ``--as-of`` reads it; None where nothing is said.

    Raises:
        QueryUnreadable: It is neither a day nor an instant.
    """
    return instant(text, where) if text else None
