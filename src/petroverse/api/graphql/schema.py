"""The subgraph: what can be asked, and the entities (companies, products, regions) that other subgraphs may extend."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, Final

import strawberry
from starlette.concurrency import run_in_threadpool
from strawberry.federation import Schema
from strawberry.scalars import JSON
from strawberry.types import Info

from petroverse.api.graphql.costs import LIMITS, Budget
from petroverse.api.graphql.questions import Answer, QuestionInput, answer_from, question_json
from petroverse.api.service import Service
from petroverse.core.catalogue import datasets
from petroverse.core.products import PRODUCTS
from petroverse.workflows import Reader, answer_question, imports_list, question_from_json

__all__ = ["Asked", "schema_text", "subgraph"]

_MOST: Final = 1000
_Question = Annotated[QuestionInput, strawberry.argument(description="Measures by dimensions, within filters.")]


class Asked:
    """Who asks, and whom: the context that every field is given.

    Args:
        service: The platform.
        reader: Who asks.
    """

    def __init__(self, service: Service, reader: Reader) -> None:
        self.service = service
        self.reader = reader
        self.budget = Budget()

    async def answer(self, question: QuestionInput, *more: dict[str, Any]) -> Answer:
        """The answer to a question, limited further by more filters."""
        self.budget.take()
        asked = question_from_json(question_json(question, *more))
        return answer_from(await run_in_threadpool(answer_question, self.service.stores, asked, self.reader))


_Info = Info[Asked, None]


@strawberry.federation.type(
    keys=["name"], description="A company of the market, by the name that its facts are read under."
)
class Company:
    """A company."""

    name: str

    @strawberry.field(description="A question about this company alone.")
    async def answer(self, info: _Info, question: _Question) -> Answer:
        """Asks it."""
        return await info.context.answer(question, {"dimension": "company", "in": [self.name]})

    @classmethod
    def resolve_reference(cls, name: object = None, **_: object) -> Company | None:
        """The company of a name; one that no fact names answers every question with no rows."""
        return cls(name=name) if isinstance(name, str) and name else None


@strawberry.federation.type(keys=["name"], description="A region, by its name in the facts.")
class Region:
    """A region."""

    name: str

    @strawberry.field(description="A question about this region alone.")
    async def answer(self, info: _Info, question: _Question) -> Answer:
        """Asks it."""
        return await info.context.answer(question, {"dimension": "region", "in": [self.name]})

    @classmethod
    def resolve_reference(cls, name: object = None, **_: object) -> Region | None:
        """The region of a name; one that no fact names answers every question with no rows."""
        return cls(name=name) if isinstance(name, str) and name else None


@strawberry.federation.type(keys=["code"], description="A product, by its code.")
class Product:
    """A product."""

    code: str

    @strawberry.field(description="A question about this product alone.")
    async def answer(self, info: _Info, question: _Question) -> Answer:
        """Asks it."""
        return await info.context.answer(question, {"dimension": "product", "in": [self.code]})

    @classmethod
    def resolve_reference(cls, code: object = None, **_: object) -> Product | None:
        """The product of a code; none where the trade knows no such product."""
        return cls(code=code) if isinstance(code, str) and code in PRODUCTS else None


@strawberry.type(description="One dataset of the catalogue.")
class Dataset:
    """A dataset."""

    name: str
    title: str
    meaning: str


@strawberry.type
class Query:
    """Everything that can be asked."""

    @strawberry.field(description="Answers one typed question.")
    async def answer(self, info: _Info, question: _Question) -> Answer:
        """Asks it."""
        return await info.context.answer(question)

    @strawberry.field(description="A company to ask about.")
    def company(self, name: str) -> Company:
        """By its name."""
        return Company(name=name)

    @strawberry.field(description="A region to ask about.")
    def region(self, name: str) -> Region:
        """By its name."""
        return Region(name=name)

    @strawberry.field(description="The products of the trade.")
    def products(self) -> list[Product]:
        """All of them."""
        return [Product(code=each) for each in PRODUCTS]

    @strawberry.field(description="The datasets of the catalogue.")
    def datasets(self) -> list[Dataset]:
        """All of them."""
        return [Dataset(name=each.name, title=each.title, meaning=each.meaning) for each in datasets().values()]

    @strawberry.field(description="The files that were taken in or refused, newest first.")
    async def imports(self, info: _Info, first: int = 100) -> list[JSON]:
        """So many of them."""
        info.context.budget.take()
        asked, most = info.context, min(max(first, 0), _MOST)
        found: list[Any] = await run_in_threadpool(imports_list, asked.service.stores, asked.reader, limit=most)
        return found


class _Schema(Schema):
    """A schema whose faults the route tells and logs, once."""

    def process_errors(self, *_: object, **__: object) -> None:
        """Leaves them to the route."""


@cache
def subgraph() -> Schema:
    """The schema, made once."""
    return _Schema(query=Query, types=[Company, Product, Region], extensions=list(LIMITS))


def schema_text() -> str:
    """The subgraph in GraphQL's schema language, as a composition reads it."""
    return subgraph().as_str()
