"""What workflows work on: the stores of one platform, and who asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from petroverse.blobs import Blobs
from petroverse.core.country import CompanyAlias, CountryPack
from petroverse.core.errors import NotFound
from petroverse.core.grants import LOCAL, PUBLIC, SAMPLE, Grant, OrganisationId, PersonId
from petroverse.core.rights import Right, Role
from petroverse.core.roles import UnitOfWork
from petroverse.core.times import Clock, SystemClock
from petroverse.database import (
    Database,
    Organisation,
    accepted_aliases,
    create_organisation,
    list_imports,
    list_organisations,
    shared_with,
    sites_shown,
)
from petroverse.lake import Lake
from petroverse.sources import OwnNames
from petroverse.workflows.believed import Believed
from petroverse.workflows.reader import OWNER, Reader, owner_reader
from petroverse.workflows.replies import Kept

__all__ = [
    "OWNER",
    "Reader",
    "Stores",
    "acting_organisation",
    "country_pack_of",
    "grant_of",
    "has_real_facts",
    "has_sample",
    "known_reader",
    "make_sample_organisation",
    "organisation_of",
    "owner_reader",
    "shown_sites",
    "site_organisation",
    "site_organisation_to_change",
]


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
        readers: Who asks, as it was found a moment ago; to be forgotten at whatever changes people or their rights.
    """

    database: Database
    lake: Lake
    blobs: Blobs
    packs: Mapping[str, CountryPack] = field(default_factory=dict)
    clock: Clock = field(default_factory=SystemClock)
    replies: Kept[Any, Any] = field(default_factory=Kept)
    own_names: OwnNames = field(default_factory=OwnNames)
    readers: Believed[Reader] = field(default_factory=Believed)

    def aliases(self, uow: UnitOfWork, owners: Collection[OrganisationId]) -> tuple[CompanyAlias, ...]:
        """The names that stand for a company where these organisations' facts are read: written down, then accepted."""
        return (*self.own_names.aliases, *accepted_aliases(uow, owners))

    def pack_of(self, grant: Grant) -> CountryPack | None:
        """The pack that the facts of a grant follow: the simulated one for the sample, else the real one."""
        return next((each for each in self.packs.values() if each.is_simulated == grant.is_simulated), None)


def known_reader(stores: Stores, reader: Reader) -> Reader:
    """A reader whose organisation is looked up, with what others share with it; believed for a moment.

    Raises:
        NotFound: No organisation has the name that the reader gave.
    """
    if reader.reads:
        return reader
    seen = stores.readers.get((reader.person, reader.organisation), lambda: _looked_up(stores, reader))
    return replace(reader, reads=seen.reads, shared=seen.shared)


def organisation_of(stores: Stores, reader: Reader) -> OrganisationId:
    """Whose facts a reader reads: as named, else ``local``, or ``sample`` while it holds all there is."""
    return known_reader(stores, reader).reads


def acting_organisation(stores: Stores, reader: Reader) -> OrganisationId:
    """The organisation whose people, tokens and shares a reader means: as named, else ``local``.

    Raises:
        NotFound: No organisation has the name that the reader gave.
    """
    return known_reader(stores, reader).acts_in


def site_organisation(stores: Stores, reader: Reader) -> OrganisationId:
    """Whose sites a reader is shown: see ``shown_sites``, of the organisation that it acts in.

    Raises:
        NotFound: No organisation has the name that the reader gave.
    """
    return shown_sites(stores, acting_organisation(stores, reader), reader.person)


def shown_sites(stores: Stores, organisation: OrganisationId, person: PersonId) -> OrganisationId:
    """Whose sites the people of an organisation are shown: its own, or simulated ones while there are none.

    What shows them says that they are simulated (``network.is_simulated``).
    """
    with stores.database.reading(organisation, person) as uow:
        return sites_shown(uow, SAMPLE)


def site_organisation_to_change(stores: Stores, reader: Reader, right: Right) -> OrganisationId:
    """As ``site_organisation``, for whoever changes something there.

    Args:
        stores: Where.
        reader: Who.
        right: What it takes in one's own organisation; the simulated one takes the whole platform's.

    Raises:
        RightMissing: The right is not held.
        NotFound: No organisation has the name that the reader gave.
    """
    reader.must(right)
    organisation = site_organisation(stores, reader)
    if organisation != acting_organisation(stores, reader):
        reader.must_change(organisation, right)
    return organisation


def _looked_up(stores: Stores, reader: Reader) -> Reader:
    if reader.organisation:
        country_pack_of(stores, reader.organisation, reader.person)
        organisation = OrganisationId(reader.organisation)
    else:
        is_sample = not has_real_facts(stores, reader.person) and has_sample(stores, reader.person)
        organisation = SAMPLE if is_sample else LOCAL
    with stores.database.reading(organisation, reader.person) as uow:
        return Reader(reader.person, reader.organisation, shared=shared_with(uow), reads=organisation)


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
    stores.readers.forget()


def grant_of(stores: Stores, reader: Reader, datasets: Collection[str] = ()) -> Grant:
    """What a reader may read: its organisation's own facts, the published ones, and those that others share with it.

    Simulated facts are read alone. A regulator reads nothing of its own organisation's.

    Args:
        stores: Where the organisations are.
        reader: Who asks.
        datasets: What is asked about: whoever shares none of it is left out; all who share anything where empty.

    Raises:
        NotFound: No organisation has the name that the reader gave.
        RightMissing: The reader may not read.
    """
    reader.must(Right.READ)
    known = known_reader(stores, reader)
    organisation = known.reads
    owners: tuple[OrganisationId, ...] = (organisation,)
    shared: tuple[OrganisationId, ...] = ()
    if organisation not in (PUBLIC, SAMPLE):
        own = () if known.role is Role.REGULATOR else owners
        shared = _sharing(known, datasets)
        owners = (*own, PUBLIC, *shared)
    return Grant(
        person=reader.person,
        organisations=owners,
        is_simulated=organisation == SAMPLE,
        row_rules=reader.row_rules,
        measures=reader.measures,
        shared=frozenset(shared),
        acts_in=organisation,
    )


def _sharing(reader: Reader, datasets: Collection[str]) -> tuple[OrganisationId, ...]:
    shared = sorted(reader.shared.items())
    return tuple(owner for owner, of in shared if of is None or not datasets or not of.isdisjoint(datasets))
