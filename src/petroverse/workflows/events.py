"""Events: what changed for a reader since a place in the records, in an order that can be taken up again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from petroverse.core.errors import InputRefused
from petroverse.core.grants import PUBLIC, Grant, OrganisationId
from petroverse.core.rights import Right, Role
from petroverse.database import (
    JOBS_WAIT,
    READINGS_CAME,
    RECORDS_GREW,
    Job,
    Listener,
    Record,
    Word,
    list_jobs,
    list_records,
    records_head,
)
from petroverse.workflows.stores import Reader, Stores, grant_of, site_organisation

__all__ = ["Event", "EventsSeen", "Listener", "PlaceNotKnown", "Word", "events_since", "first_place", "record_listener"]

_TOLD: Final[Mapping[str, tuple[str, ...]]] = {
    "import": ("files",),
    "import_withdrawn": ("import_id", "file"),
    "alias_accepted": ("number", "alias", "company", "since"),
    "alias_withdrawn": ("number", "alias", "company", "since"),
    "sample_loaded": (),
    "alarms": ("events",),
}
"""Kinds of records that whoever may read hears of, and what of them; all others are of people and keys."""

_PAGE: Final = 100
_OPEN: Final = ("waiting", "running")


class PlaceNotKnown(InputRefused):
    """What was given as the last event's id is none."""


@dataclass(frozen=True, slots=True)
class Event:
    """One change.

    Attributes:
        kind: ``facts`` (a dataset has a new version), ``job`` (work goes on), or a kind of record such as ``import``.
        told: What changed, as JSON values.
        place: Where to go on from after it; empty where it has no place of its own.
    """

    kind: str
    told: Mapping[str, Any]
    place: str = ""


@dataclass(frozen=True, slots=True)
class EventsSeen:
    """What a listener knows already.

    Attributes:
        numbers: Organisation → the last record's number.
        versions: (Dataset, organisation) → its version.
        jobs: Job → what was told of it.
    """

    numbers: Mapping[OrganisationId, int]
    versions: Mapping[tuple[str, str], int] = field(default_factory=dict)
    jobs: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """As an event's id."""
        return " ".join(f"{owner}:{number}" for owner, number in self.numbers.items())


def record_listener(stores: Stores) -> Listener:
    """What hears that records grew or tanks stand otherwise; ``events_since`` and ``tanks_changed`` say of which."""
    return Listener(stores.database.url, (RECORDS_GREW, JOBS_WAIT, READINGS_CAME))


def first_place(stores: Stores, reader: Reader, last: str) -> EventsSeen:
    """Where a reader's events begin: after the last one heard, or now.

    Args:
        stores: Where.
        reader: Who listens.
        last: The id of the last event heard; empty for none.

    Raises:
        PlaceNotKnown: It is no event's id.
    """
    reader.must_see_all("what changes")
    heads: dict[OrganisationId, int] = {}
    for owner in dict.fromkeys((*_heard(grant_of(stores, reader)), site_organisation(stores, reader))):
        with stores.database.reading(owner, reader.person) as uow:
            heads[owner] = records_head(uow).number
    given = _read(last)
    return EventsSeen({owner: min(given.get(owner, head), head) for owner, head in heads.items()})


def events_since(stores: Stores, reader: Reader, seen: EventsSeen) -> tuple[list[Event], EventsSeen]:
    """The next changes that the reader may hear of, at most some hundred, and what is known after them."""
    grant = grant_of(stores, reader)
    events, numbers = _recorded(stores, reader, seen, _heard(grant))
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        versions = stores.lake.versions(uow, grant.organisations)
        jobs = {each.id: _of_job(each) for each in list_jobs(uow, limit=_PAGE)} if _sees_jobs(reader) else {}
    events += [
        Event("facts", {"dataset": dataset, "organisation": owner, "version": version})
        for (dataset, owner), version in sorted(versions.items())
        if seen.versions.get((dataset, owner)) != version
    ]
    events += [
        Event("job", told)
        for number, told in sorted(jobs.items())
        if seen.jobs.get(number) != told and (seen.jobs or told["state"] in _OPEN)
    ]
    return events, EventsSeen(numbers, versions, jobs)


def _recorded(
    stores: Stores, reader: Reader, seen: EventsSeen, heard: Collection[OrganisationId]
) -> tuple[list[Event], Mapping[OrganisationId, int]]:
    """The next records of each organisation that the reader may hear of, and the numbers of the last looked at.

    Of an organisation whose sites alone are shown, those of alarms.
    """
    told = {"alarms"} if reader.role is not Role.REGULATOR else set()
    events, numbers = [], dict(seen.numbers)
    for owner, last in seen.numbers.items():
        with stores.database.reading(owner, reader.person) as uow:
            for each in list_records(uow, after=last, limit=_PAGE):
                numbers[owner] = each.number
                if each.kind in told or (owner in heard and each.kind in _TOLD and each.kind != "alarms"):
                    events.append(Event(each.kind, _of_record(each), EventsSeen(numbers).place))
    return events, numbers


def _sees_jobs(reader: Reader) -> bool:
    return Right.OPERATE in reader.rights


def _heard(grant: Grant) -> tuple[OrganisationId, ...]:
    """Whose records are listened to: one's own and the published ones; another's stay its own, shared facts or not."""
    return tuple(dict.fromkeys((grant.acts_in, *(each for each in grant.organisations if each == PUBLIC))))


def _of_record(each: Record) -> dict[str, Any]:
    body = {name: each.body[name] for name in _TOLD[each.kind] if name in each.body}
    return {"organisation": each.organisation, "number": each.number, "at": each.at.isoformat(), **body}


def _of_job(each: Job) -> dict[str, Any]:
    progress = {"done": each.done, "total": each.total, "what": each.what}
    return {"job": each.id, "kind": each.kind, "state": each.state, **progress}


def _read(last: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for part in last.split():
        owner, mark, number = part.partition(":")
        if not mark or not number.isascii() or not number.isdigit() or len(number) > 18:
            raise PlaceNotKnown(
                f"{last[:80]!r} is no event's id", where="Last-Event-ID", fix="leave it out to begin now"
            )
        places[owner] = int(number)
    return places
