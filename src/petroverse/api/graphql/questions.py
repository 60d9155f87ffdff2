"""The typed question as GraphQL's input, and its answer as GraphQL's output."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from functools import cached_property
from typing import Any, cast

import strawberry
from strawberry.scalars import JSON

from petroverse.workflows import Reply

__all__ = ["Answer", "AnswerColumn", "AnswerSource", "FilterInput", "QuestionInput", "answer_from", "question_json"]


@strawberry.input(description="Only these values of a dimension, only others, or only periods from one to another.")
class FilterInput:
    """One limit of a question."""

    dimension: str
    in_: list[str] | None = strawberry.field(name="in", default=None, description="Only these values.")
    not_: list[str] | None = strawberry.field(name="not", default=None, description="Every value but these.")
    from_: str | None = strawberry.field(name="from", default=None, description="The first period, such as 2024-01.")
    until: str | None = strawberry.field(default=None, description="The last period; it belongs to the range.")


@strawberry.input(description="The days asked about, by their first and last period; both belong to it.")
class SpanInput:
    """The days of a question."""

    from_: str | None = strawberry.field(name="from", default=None)
    until: str | None = None


@strawberry.input(description="The largest values of a dimension alone, all others together as `others`.")
class TopInput:
    """The largest values alone."""

    n: int
    dimension: str | None = None
    by: str | None = None


@strawberry.input(description="One column to sort by.")
class SortInput:
    """One column of an order."""

    by: str
    descending: bool = False


@strawberry.input(description="A typed question: measures by dimensions, within filters, as it was known then.")
class QuestionInput:
    """A question, as `POST /api/query` takes it."""

    measures: list[str]
    dimensions: list[str] = strawberry.field(default_factory=list)
    filters: list[FilterInput] = strawberry.field(default_factory=list)
    span: SpanInput | None = None
    compare: str | None = strawberry.field(default=None, description="previous_period or year_ago")
    top: TopInput | None = None
    as_of: str | None = strawberry.field(
        default=None, description="Only what publishers had made known by then: 2024-06-30 or an instant."
    )
    as_recorded: str | None = strawberry.field(default=None, description="Only what had been taken in by then.")
    limit: int | None = None
    sort: list[SortInput] = strawberry.field(default_factory=list)
    only: list[FilterInput] = strawberry.field(
        default_factory=list, description="Show only these rows of the answer; shares and ranks stay those among all."
    )


@strawberry.type(description="One column of an answer.")
class AnswerColumn:
    """One column."""

    name: str
    unit: str = strawberry.field(
        description="Empty for a pure number, and where the column `unit` tells it row by row."
    )
    title: str
    meaning: str


@strawberry.type(description="One file behind an answer.")
class AnswerSource:
    """One file."""

    file: str
    sha256: str
    known_at: str
    cells: int


@strawberry.type(description="Rows with their units and where they come from.")
class Answer:
    """An answer that explains itself."""

    reply: strawberry.Private[Reply]

    @strawberry.field(
        description="Each row as one object, by column: the first 1000; `after` is the number of rows to skip."
    )
    def rows(self, first: int = 1000, after: int = 0) -> list[JSON]:
        """So many rows after so many."""
        rows: list[Any] = self._document["rows"]
        return rows[max(after, 0) :][: max(first, 0)]

    @strawberry.field(description="How many rows there are in all.")
    def row_count(self) -> int:
        """All rows."""
        return int(self._meta["row_count"])

    @strawberry.field
    def columns(self) -> list[AnswerColumn]:
        """The columns in order."""
        return [_column(each.name, each.metadata or {}) for each in self.reply.table.schema]

    @strawberry.field(description="The files behind it, the latest known first.")
    def sources(self) -> list[AnswerSource]:
        """The files."""
        return [AnswerSource(**each) for each in self._meta["sources"]]

    @strawberry.field(description="What a reader must know of it.")
    def warnings(self) -> list[str]:
        """Warnings."""
        return list(self._document["warnings"])

    @strawberry.field(description="Whether its figures are of a made-up country.")
    def is_simulated(self) -> bool:
        """Whether it is simulated."""
        return bool(self._meta["simulated"])

    @strawberry.field(description="Question, SQL and times, as `POST /api/query` gives them.")
    def meta(self) -> JSON:
        """All of it."""
        return cast("JSON", self._meta)

    @property
    def _meta(self) -> dict[str, Any]:
        found: dict[str, Any] = self._document["meta"]
        return found

    @cached_property
    def _document(self) -> dict[str, Any]:
        """Read once, however many fields are asked for."""
        return self.reply.document


def question_json(question: QuestionInput, *more: dict[str, Any]) -> dict[str, Any]:
    """The question as the one JSON form that every door reads, limited further by more filters."""
    parts = _without_none(asdict(question))
    filters = [_renamed(each) for each in parts.pop("filters")]
    if "span" in parts:
        parts["span"] = _renamed(parts["span"])
    only = [_renamed(each) for each in parts.pop("only")]
    return {**parts, "filters": [*filters, *more], **({"only": only} if only else {})}


def _column(name: str, told: Mapping[bytes, bytes]) -> AnswerColumn:
    unit, title, meaning = (told.get(each, b"").decode() for each in (b"unit", b"title", b"meaning"))
    return AnswerColumn(name=name, unit=unit, title=title, meaning=meaning)


def answer_from(reply: Reply) -> Answer:
    """A workflow's reply as GraphQL's answer."""
    return Answer(reply=reply)


def _without_none(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if isinstance(value, dict):
        return {name: _without_none(each) for name, each in value.items() if each is not None}
    return [_without_none(each) for each in value] if isinstance(value, list) else value


def _renamed(part: dict[str, Any]) -> dict[str, Any]:
    return {name.rstrip("_"): each for name, each in part.items()}
