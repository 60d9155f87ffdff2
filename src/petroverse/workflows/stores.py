"""What workflows work on: the stores of one platform, and who asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from petroverse.blobs import Blobs
from petroverse.core.country import CompanyAlias, CountryPack
from petroverse.core.errors import NotFound
from petroverse.core.grants import LOCAL, PUBLIC, SAMPLE, Grant, OrganisationId, PersonId
from petroverse.core.rights import ALL_RIGHTS, Right, RightMissing
from petroverse.core.roles import UnitOfWork
from petroverse.core.times import Clock, SystemClock
from petroverse.database import (
    Database,
    Organisation,
    accepted_aliases,
    create_organisation,
    list_imports,
    list_organisations,
)
from petroverse.lake import Lake
from petroverse.sources import OwnNames
from petroverse.workflows.replies import Kept

__all__ = [
    "OWNER",
    "Reader",
    "Stores",
    "country_pack_of",
    "grant_of",
    "has_real_facts",
    "has_sample",
    "make_sample_organisation",
    "organisation_of",
    "owner_reader",
]


OWNER: Final = PersonId("owner")
"""Whom the owner of the home in the operating system acts as."""


@dataclass(frozen=True, slots=True)
class Stores:
    """The stores of one platform.

    Attributes:
        database: The one commit point.
        lake: The history.
        blobs: The original files.
        packs: Country packs by name.
        clock: Gives the time.
        replies: Answers kept in memory.
        own_names: Company names that the owner of the home wrote down.
    """

    database: Database
    lake: Lake
    blobs: Blobs
    packs: Mapping[str, CountryPack] = field(default_factory=dict)
    clock: Clock = field(default_factory=SystemClock)
    replies: Kept[Any, Any] = field(default_factory=Kept)
    own_names: OwnNames = field(default_factory=OwnNames)

    def aliases(self, uow: UnitOfWork) -> tuple[CompanyAlias, ...]:
        """The names that stand for a company in the unit's organisation: as written down, then as accepted."""
        return (*self.own_names.aliases, *accepted_aliases(uow))

    def pack_of(self, grant: Grant) -> CountryPack | None:
        """The pack that the facts of a grant follow: the simulated one for the sample, else the real one."""
        return next((each for each in self.packs.values() if each.is_simulated == grant.is_simulated), None)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who asks, for which organisation, and what this person may do and see there.

    Attributes:
        person: Who asks.
        organisation: Whose facts; empty: local and public, or the sample while nothing real is in.
        rights: What the person may do; nothing unless it is said.
        row_rules: Dimension → the only values that this person may see; empty means no limit.
        measures: The only measures that this person may ask for; None means all.
    """

    person: PersonId
    organisation: str = ""
    rights: frozenset[Right] = frozenset()
    row_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    measures: frozenset[str] | None = None

    def must(self, right: Right) -> None:
        """Refuses whoever lacks a right.

        Raises:
            RightMissing: Names the right and who can give it.
        """
        if right not in self.rights:
            what = f"this takes the right to {right}, which {self.person or 'nobody'} does not hold here"
            raise RightMissing(what, where=self.organisation, fix="ask an admin of the organisation")


def owner_reader(organisation: str = "") -> Reader:
    """The owner of the home in the operating system, who may do everything."""
    return Reader(OWNER, organisation, ALL_RIGHTS)


def organisation_of(stores: Stores, reader: Reader) -> OrganisationId:
    """Whose facts a reader reads: as named, else ``local``, or ``sample`` while it holds all there is."""
    if reader.organisation:
        return _known(stores, OrganisationId(reader.organisation), reader.person)
    is_sample = not has_real_facts(stores, reader.person) and has_sample(stores, reader.person)
    return SAMPLE if is_sample else LOCAL


def _known(stores: Stores, organisation: OrganisationId, person: PersonId) -> OrganisationId:
    with stores.database.reading(PUBLIC, person) as uow:
        names = [str(each.id) for each in list_organisations(uow)]
    _refuse_unknown(organisation, names)
    return organisation


def _refuse_unknown(organisation: str, names: Collection[str]) -> None:
    if organisation not in names:
        raise NotFound(f"no organisation is called {organisation!r}", fix=f"one of {', '.join(names)}")


def country_pack_of(stores: Stores, organisation: str, person: PersonId) -> str:
    """The name of the country pack that an organisation's facts are read with; empty where it has none.

    Raises:
        NotFound: No organisation is called so.
    """
    with stores.database.reading(PUBLIC, person) as uow:
        packs = {str(each.id): each.country_pack for each in list_organisations(uow)}
    _refuse_unknown(organisation, packs)
    return packs[organisation]


def has_sample(stores: Stores, person: PersonId) -> bool:
    """Whether the sample is in."""
    with stores.database.reading(PUBLIC, person) as uow:
        return any(each.id == SAMPLE for each in list_organisations(uow))


def has_real_facts(stores: Stores, person: PersonId) -> bool:
    """Whether anything but the sample was taken in."""
    with stores.database.reading(LOCAL, person) as uow:
        return bool(list_imports(uow, (LOCAL, PUBLIC), verdict="read", with_withdrawn=False, limit=1))


def make_sample_organisation(stores: Stores, person: PersonId, pack: str) -> None:
    """Makes the organisation that owns the sample, with the country pack of the made-up country.

    Raises:
        AlreadyThere: The sample is in.
    """
    with stores.database.unit_of_work(PUBLIC, person) as uow:
        create_organisation(uow, Organisation(SAMPLE, "Sample (simulated)", is_simulated=True, country_pack=pack))


def grant_of(stores: Stores, reader: Reader) -> Grant:
    """What a reader may read: the organisation's own facts and the published ones, never both with simulated ones.

    Raises:
        NotFound: No organisation has the name that the reader gave.
        RightMissing: The reader may not read.
    """
    reader.must(Right.READ)
    organisation = organisation_of(stores, reader)
    is_simulated = organisation == SAMPLE
    owners = (organisation,) if organisation in (PUBLIC, SAMPLE) else (organisation, PUBLIC)
    return Grant(reader.person, owners, is_simulated, reader.row_rules, reader.measures)
