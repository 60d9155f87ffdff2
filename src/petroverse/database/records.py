"""Records: what happened, for each organisation one line after the other, each sealed onto the one before.

A record's canonical bytes hold its header and its body (see ``canonical``). Its hash is SHA-256 over the previous
record's hash (32 zero bytes for the first) followed by these bytes; so no line can be changed, removed from the middle,
moved or given to another organisation unnoticed. The very same bytes become the leaves of a Merkle log.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database.canonical import canonical_bytes, canonical_value
from petroverse.database.faults import RecordChainBroken, RecordNotCanonical

__all__ = [
    "Record",
    "RecordsFilter",
    "RecordsHead",
    "append_record",
    "find_records",
    "list_records",
    "records_head",
    "verify_records",
]

_SCHEMA_VERSION: Final = 1
_GENESIS: Final = bytes(32)
_PAGE: Final = 1000
_COLUMNS: Final = "number, kind, schema_version, at, person, canonical, previous_hash, hash"


@dataclass(frozen=True, slots=True)
class Record:
    """One line of an organisation's records.

    Attributes:
        organisation: Whose line it is.
        number: Its place in the chain, from 1.
        kind: What happened, such as ``import``.
        at: When it was recorded, UTC.
        person: Who did it.
        body: What happened, in detail.
        canonical: The bytes that were sealed.
        hash: The seal: SHA-256 of the previous hash and ``canonical``.
    """

    organisation: OrganisationId
    number: int
    kind: str
    at: datetime
    person: str
    body: Mapping[str, Any]
    canonical: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class RecordsHead:
    """The end of a chain: how many records there are and the last one's hash; (0, zero bytes) when empty."""

    number: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class RecordsFilter:
    """Which records.

    Attributes:
        kind: Of this kind; empty for all.
        person: Done by this person; empty for all.
        since: At this instant or later; None from the first on.
        until: Before this instant; None up to the last.
        before: With a smaller number than this; None for all.
    """

    kind: str = ""
    person: str = ""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None


def append_record(unit: UnitOfWork, kind: str, body: Mapping[str, Any]) -> int:
    """Appends a record in the unit's organisation and gives its number; others wait until the unit ends.

    Raises:
        RecordNotCanonical: The body is not JSON (see ``canonical_bytes``), or the kind is empty.
    """
    if not kind:
        raise RecordNotCanonical("a record without a kind", fix="name what happened, such as 'import'")
    unit.rows("select pg_advisory_xact_lock(hashtextextended('records/' || %s, 0))", [unit.organisation])
    head = records_head(unit)
    number = head.number + 1
    content = _content(unit.organisation, number, kind=kind, at=unit.at, person=unit.person, body=body)
    canonical = canonical_bytes(content)
    unit.rows(
        f"insert into records (organisation, {_COLUMNS}) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            unit.organisation, number, kind, _SCHEMA_VERSION, unit.at, unit.person,
            canonical, head.hash, _seal(head.hash, canonical),
        ],
    )  # fmt: skip
    return number


def records_head(unit: UnitOfWork) -> RecordsHead:
    """The end of the organisation's chain; keep it elsewhere to notice a chain that was cut short."""
    last = unit.rows(
        "select number, hash from records where organisation = %s order by number desc limit 1", [unit.organisation]
    )
    return RecordsHead(last[0]["number"], bytes(last[0]["hash"])) if last else RecordsHead(0, _GENESIS)


def list_records(unit: UnitOfWork, *, kind: str = "", after: int = 0, limit: int = 100) -> tuple[Record, ...]:
    """Records of the unit's organisation in their order.

    Args:
        unit: The transaction to read in.
        kind: Only records of this kind; all where empty.
        after: Only records with a larger number.
        limit: At most so many.
    """
    rows = unit.rows(
        f"select {_COLUMNS} from records where organisation = %s and number > %s and (%s = '' or kind = %s) "
        "order by number limit %s",
        [unit.organisation, after, kind, kind, limit],
    )
    return tuple(_record(unit.organisation, row) for row in rows)


def find_records(unit: UnitOfWork, wanted: RecordsFilter, *, limit: int = 100) -> tuple[Record, ...]:
    """The records of the unit's organisation that are wanted, the newest first.

    Args:
        unit: The transaction to read in.
        wanted: Which.
        limit: At most so many.
    """
    rows = unit.rows(
        f"select {_COLUMNS} from records where organisation = %s and %s in ('', kind) and %s in ('', person) "
        "and at >= coalesce(%s, '-infinity'::timestamptz) and at < coalesce(%s, 'infinity'::timestamptz) "
        "and number < coalesce(%s, 9223372036854775807) order by number desc limit %s",
        [unit.organisation, wanted.kind, wanted.person, wanted.since, wanted.until, wanted.before, limit],
    )
    return tuple(_record(unit.organisation, row) for row in rows)


def _record(organisation: OrganisationId, row: Mapping[str, Any]) -> Record:
    return Record(
        organisation, row["number"], row["kind"], row["at"].astimezone(UTC), row["person"],
        canonical_value(bytes(row["canonical"]))["body"], bytes(row["canonical"]), bytes(row["hash"]),
    )  # fmt: skip


def verify_records(unit: UnitOfWork, *, known: RecordsHead | None = None) -> RecordsHead:
    """Recomputes the organisation's whole chain from its first record on.

    Args:
        unit: The transaction to read in.
        known: A head seen earlier; the chain must still contain it.

    Returns:
        The chain's head.

    Raises:
        RecordChainBroken: Names the first record that does not agree, and how.
    """
    head = RecordsHead(0, _GENESIS)
    while True:
        rows = unit.rows(
            f"select {_COLUMNS} from records where organisation = %s and number > %s order by number limit {_PAGE}",
            [unit.organisation, head.number],
        )
        for row in rows:
            head = _checked(unit.organisation, row, head)
            if known and known.number == head.number and known.hash != head.hash:
                raise _broken(unit.organisation, head.number, "it is not the record that was seen before")
        if len(rows) < _PAGE:
            break
    if known and known.number > head.number:
        raise _broken(unit.organisation, head.number + 1, f"it is missing; {known.number} records were seen before")
    return head


def _checked(organisation: OrganisationId, row: Mapping[str, Any], head: RecordsHead) -> RecordsHead:
    expected = head.number + 1
    if row["number"] != expected:
        raise _broken(organisation, expected, "it is missing")
    canonical = bytes(row["canonical"])
    if bytes(row["previous_hash"]) != head.hash:
        raise _broken(organisation, expected, "it does not continue the one before")
    if bytes(row["hash"]) != _seal(head.hash, canonical):
        raise _broken(organisation, expected, "its hash is not that of its bytes")
    try:
        content = canonical_value(canonical)
    except RecordNotCanonical as fault:
        raise _broken(organisation, expected, fault.what) from fault
    told = _content(organisation, expected, kind=row["kind"], at=row["at"], person=row["person"], body={})
    if row["schema_version"] != _SCHEMA_VERSION or {**content, "body": {}} != told:
        raise _broken(organisation, expected, "its columns say otherwise than its bytes")
    return RecordsHead(expected, bytes(row["hash"]))


def _content(
    organisation: OrganisationId, number: int, *, kind: str, at: datetime, person: str, body: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "schema": f"petroverse.record/{_SCHEMA_VERSION}",
        "organisation": organisation,
        "number": number,
        "kind": kind,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "person": person,
        "body": body,
    }


def _seal(previous_hash: bytes, canonical: bytes) -> bytes:
    return hashlib.sha256(previous_hash + canonical).digest()


def _broken(organisation: OrganisationId, number: int, how: str) -> RecordChainBroken:
    return RecordChainBroken(
        f"record {number} of {organisation}: {how}",
        where="records",
        fix="compare with the last backup; do not write until you know what happened",
    )
