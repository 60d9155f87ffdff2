"""Three organisations with facts, what they share, one person in the first of them, and a slow reading of it all."""

from __future__ import annotations

import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import count

import pytest

from petroverse.blobs import FolderBlobs
from petroverse.core.grants import PUBLIC, OrganisationId, PersonId
from petroverse.core.rights import Role
from petroverse.database import Database
from petroverse.lake import Lake
from petroverse.workflows import (
    Organisation,
    Reader,
    Standing,
    Stores,
    add_organisation,
    add_person,
    admit_person,
    owner_reader,
    reader_of_session,
    set_standing,
    share,
    unshare,
)
from stored_market import Market
from volume_facts import Figure, Publication, Table, instant

__all__ = ["ORGANISATIONS", "PUBLISHED", "Asked", "Fact", "Shared", "World", "stores"]

ORGANISATIONS = 3
NUMBERS = count(8)
PUBLISHED = (
    Table("omc", "month", date(2024, 1, 1), (Figure("gasoil", 1.0, "STAR"), Figure("gasoline", 2.0, "MOON"))),
    Table("omc", "month", date(2024, 2, 1), (Figure("gasoil", 4.0, "SUN"),)),
)
"""What everybody may read."""


@pytest.fixture(scope="session")
def stores(stored: tuple[Database, Lake], tmp_path_factory: pytest.TempPathFactory) -> Stores:
    """A platform's stores with published facts that never change."""
    database, lake = stored
    Market(database, lake, PUBLIC).publish(Publication("public.xlsx", instant(2025), PUBLISHED))
    return Stores(database, lake, FolderBlobs(tmp_path_factory.mktemp("blobs")))


@dataclass(frozen=True)
class Shared:
    """One organisation's facts, read by another; by their places in the example."""

    owner: int
    reader: int
    datasets: tuple[str, ...]
    is_ended: bool


@dataclass(frozen=True)
class Asked:
    """A question in plain words; ``of`` is an organisation's place, or None."""

    source: str
    dimensions: tuple[str, ...]
    of: int | None


@dataclass(frozen=True)
class Fact:
    """One row that somebody owns."""

    organisation: str
    source: str
    month: date
    product: str
    company: str
    volume: float

    def value(self, name: str) -> str:
        return self.month.isoformat()[:7] if name == "month" else getattr(self, name)


class World:
    """One example's organisations with facts, and a person in the first of them."""

    def __init__(self, stores: Stores, held: list[dict], shared: list[Shared], standing: Standing) -> None:
        mark = secrets.token_hex(5)
        self.stores, self.standing, self.shared = stores, standing, shared
        self.names = [OrganisationId(f"o{place}-{mark}") for place in range(ORGANISATIONS)]
        self.person = PersonId(f"p-{mark}")
        self.facts = [
            Fact(PUBLIC, each.source, each.start, figure.product, figure.company, figure.volume)
            for each in PUBLISHED
            for figure in each.figures
        ]
        for name in self.names:
            add_organisation(stores, owner_reader(), Organisation(name, name))
        for name, tables in zip(self.names, held, strict=True):
            self._publish(name, tables)
        for each in shared:
            owner = owner_reader(self.names[each.owner])
            share(stores, owner, self.names[each.reader], each.datasets)
            if each.is_ended:
                unshare(stores, owner, self.names[each.reader])
        add_person(stores, owner_reader(), self.person, "Somebody", f"{self.person}@example.com")
        set_standing(stores, owner_reader(self.names[0]), self.person, standing)

    def _publish(self, owner: OrganisationId, held: dict) -> None:
        tables = [
            Table(source, "month", month, tuple(Figure(of, float(next(NUMBERS)), who) for of, who in sorted(cells)))
            for (source, month), cells in held.items()
        ]
        if tables:
            Market(self.stores.database, self.stores.lake, owner).publish(
                Publication(f"{owner}.xlsx", instant(2025), tuple(tables))
            )
        self.facts += [
            Fact(owner, each.source, each.start, figure.product, figure.company, figure.volume)
            for each in tables
            for figure in each.figures
        ]

    def reader(self) -> Reader:
        return reader_of_session(self.stores, admit_person(self.stores, self.person, "password"))

    def readable(self) -> list[str]:
        """Whose volumes the person may read, one's own first, then published ones, then shared ones."""
        sharing = [
            self.names[each.owner]
            for each in self.shared
            if each.reader == 0 and not each.is_ended and (not each.datasets or "volume" in each.datasets)
        ]
        own = [] if self.standing.role is Role.REGULATOR else [self.names[0]]
        return [*own, PUBLIC, *sorted(sharing)]

    def may_see(self, fact: Fact) -> bool:
        return fact.organisation in self.readable() and all(
            fact.value(name) in values for name, values in self.standing.row_rules.items()
        )

    def answer(self, asked: Asked) -> dict[tuple, float]:
        """The question, answered by hand."""
        owners = [each for each in self.readable() if asked.of is None or each == self.names[asked.of]]
        if asked.of is None and "organisation" not in asked.dimensions:
            holding = [each for each in owners if any(self._is(fact, each, asked.source) for fact in self.facts)]
            owners = holding[:1]
        sums: dict[tuple, float] = defaultdict(float)
        for fact in self.facts:
            if fact.source == asked.source and fact.organisation in owners and self.may_see(fact):
                sums[tuple(fact.value(name) for name in asked.dimensions)] += fact.volume
        return dict(sums)

    def _is(self, fact: Fact, owner: str, source: str) -> bool:
        return (fact.organisation, fact.source) == (owner, source)
