"""The registry of the lake in PostgreSQL: what is visible, and which editions win at a point of knowledge."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any, Final

from petroverse.core.catalogue import dataset
from petroverse.core.facts import PrintedTotal
from petroverse.core.roles import UnitOfWork
from petroverse.core.times import Span
from petroverse.lake.coverage import counted_in_year
from petroverse.lake.errors import EditionsNotReserved
from petroverse.lake.snapshot import Part, Tie, Winner
from petroverse.lake.stamping import RegisteredEdition

__all__ = [
    "forget",
    "hold_still",
    "listed",
    "newest",
    "of_slot",
    "others_of",
    "register",
    "registered_ids",
    "reserve",
    "resolve",
    "try_repair_lock",
    "versions",
    "withdraw",
]

_LOCK_CLASS: Final = 0x1A4E
"""Class of the advisory locks; the second number is the organisation's hash."""

_ABOVE_ALL: Final = 2**63 - 1
_TOTAL: Final = tuple(each.name for each in fields(PrintedTotal))
_COLUMNS: Final = (
    "edition_id, import_id, organisation, dataset, series, grain, span_start, span_end, known_at, known_at_basis, "
    "recorded_at, publisher, file, file_sha256, file_days, sheet, row_count, cell_count, totals, is_simulated"
)

_PRECEDENCE: Final = "known_at DESC, file_days DESC, recorded_at DESC, edition_id DESC"
_OTHER: Final = ("edition_id", "import_id", "file", "known_at")
_OTHERS: Final = f"""
    WITH placed AS (
        SELECT edition_id, import_id, row_number() OVER slot AS place, count(*) OVER whole AS versions,
               {", ".join(f"first_value({each}) OVER slot AS winner_{each}" for each in _OTHER)},
               {", ".join(f"lead({each}) OVER slot AS next_{each}" for each in _OTHER)}
        FROM lake_editions
        WHERE organisation = %s AND (dataset, series, grain, span_start) IN (
            SELECT dataset, series, grain, span_start FROM lake_editions WHERE import_id = %s)
        WINDOW whole AS (PARTITION BY dataset, series, grain, span_start),
               slot AS (whole ORDER BY {_PRECEDENCE}))
    SELECT * FROM placed WHERE import_id = %s
"""

_RESOLVE: Final = """
    WITH known AS (
        SELECT *,
               row_number() OVER (
                   PARTITION BY series, grain, span_start
                   ORDER BY known_at DESC, file_days DESC, recorded_at DESC, edition_id DESC) AS place,
               count(*) OVER (PARTITION BY series, grain, span_start, known_at) AS at_once
        FROM lake_editions
        WHERE organisation = %s AND dataset = %s AND known_at <= %s AND recorded_at <= %s)
    SELECT edition_id, series, grain, span_start, span_end, known_at, file, file_sha256, sheet, row_count, cell_count,
           is_simulated, place, at_once
    FROM known WHERE place = 1 OR at_once > 1 OR %s
    ORDER BY known_at DESC, file_days DESC, recorded_at DESC, edition_id DESC
"""


def reserve(uow: UnitOfWork, count: int) -> list[int]:
    """Takes edition numbers; until the unit of work ends no repair touches its organisation's rows."""
    uow.rows("SELECT pg_advisory_xact_lock_shared(%s, hashtext(%s))", (_LOCK_CLASS, str(uow.organisation)))
    rows = uow.rows("SELECT nextval('lake_edition_ids') AS edition_id FROM generate_series(1, %s)", (count,))
    return [int(each["edition_id"]) for each in rows]


def register(uow: UnitOfWork, editions: Sequence[RegisteredEdition]) -> None:
    """Writes editions down, which makes their rows visible when the unit of work commits."""
    if not editions:
        return
    _refuse_unreserved(uow)
    places = ", ".join(["%s"] * len(_COLUMNS.split(",")))
    uow.many(f"INSERT INTO lake_editions ({_COLUMNS}) VALUES ({places})", map(_row, editions))
    _count_change(uow, {(str(each.stamp.organisation), each.edition.dataset) for each in editions})


def listed(
    uow: UnitOfWork, *, organisation: str | None = None, dataset: str | None = None, import_id: int | None = None
) -> list[dict[str, Any]]:
    """Every registered edition, each by column name, in the order of their slots, known last first."""
    return uow.rows(
        f"SELECT {_COLUMNS} FROM lake_editions WHERE (%s::text IS NULL OR organisation = %s)"
        " AND (%s::text IS NULL OR dataset = %s) AND (%s::bigint IS NULL OR import_id = %s)"
        " ORDER BY organisation, dataset, series, grain, span_start, known_at DESC, edition_id",
        (organisation, organisation, dataset, dataset, import_id, import_id),
    )


def newest(uow: UnitOfWork, organisations: Iterable[str], *, before: int | None, limit: int) -> list[dict[str, Any]]:
    """Registered editions of some organisations, the one registered last first, each by column name."""
    return uow.rows(
        f"SELECT {_COLUMNS} FROM lake_editions WHERE organisation = ANY(%s) AND edition_id < coalesce(%s, {_ABOVE_ALL})"
        " ORDER BY edition_id DESC LIMIT %s",
        (list(organisations), before, limit),
    )


def of_slot(uow: UnitOfWork, organisations: Iterable[str], slot: tuple[str, str, str, date]) -> list[dict[str, Any]]:
    """The editions of some organisations that speak for one slot, the one that is read first."""
    return uow.rows(
        f"SELECT {_COLUMNS} FROM lake_editions WHERE organisation = ANY(%s) AND dataset = %s AND series = %s"
        f" AND grain = %s AND span_start = %s ORDER BY organisation, {_PRECEDENCE}",
        (list(organisations), *slot),
    )


def others_of(uow: UnitOfWork, organisation: str, import_id: int) -> dict[int, dict[str, Any]]:
    """For each edition of an import: its ``place`` among the ``versions`` of its slot, ``winner`` and ``next`` one."""
    rows = uow.rows(_OTHERS, (organisation, import_id, import_id))
    return {
        int(each["edition_id"]): {
            "place": each["place"],
            "versions": each["versions"],
            "winner": {name: each[f"winner_{name}"] for name in _OTHER},
            "next": {name: each[f"next_{name}"] for name in _OTHER} if each["next_edition_id"] else None,
        }
        for each in rows
    }


def versions(uow: UnitOfWork, organisations: Iterable[str]) -> Mapping[tuple[str, str], int]:
    """The number of the last change of each (dataset, organisation); one that never changed is absent."""
    rows = uow.rows(
        "SELECT organisation, dataset, version FROM lake_versions WHERE organisation = ANY(%s)", (list(organisations),)
    )
    return {(each["dataset"], each["organisation"]): int(each["version"]) for each in rows}


def resolve(uow: UnitOfWork, organisation: str, name: str, as_of: datetime | None, recorded: datetime | None) -> Part:
    """The editions of one organisation's dataset that are read at a point of knowledge.

    Args:
        uow: The unit of work to read in.
        organisation: Whose facts.
        name: The catalogue's dataset.
        as_of: Only what was made known until then; None for everything.
        recorded: Only what we had taken in by then; None for everything.
    """
    by_key = dataset(name).resolve == "key"
    rows = uow.rows(_RESOLVE, (organisation, name, as_of or "infinity", recorded or "infinity", by_key))
    read = [each for each in rows if by_key or each["place"] == 1]
    counted = counted_in_year(
        (each["edition_id"], each["series"], each["grain"], each["span_start"], each["cell_count"]) for each in read
    )
    winners = tuple(_winner(each, each["edition_id"] in counted, rank) for rank, each in enumerate(read, start=1))
    return Part(organisation, name, winners, () if by_key else _ties(name, rows))


def registered_ids(uow: UnitOfWork, organisation: str, name: str) -> set[int]:
    """The numbers of every visible edition of one organisation's dataset."""
    rows = uow.rows(
        "SELECT edition_id FROM lake_editions WHERE organisation = %s AND dataset = %s", (organisation, name)
    )
    return {int(each["edition_id"]) for each in rows}


def try_repair_lock(uow: UnitOfWork, organisation: str) -> bool:
    """Whether nobody is bringing in facts of the organisation now; nobody begins until the unit of work ends."""
    rows = uow.rows("SELECT pg_try_advisory_xact_lock(%s, hashtext(%s)) AS is_free", (_LOCK_CLASS, str(organisation)))
    return bool(rows[0]["is_free"])


def hold_still(rows: Callable[[str, Sequence[Any]], list[dict[str, Any]]], organisation: str) -> None:
    """Keeps every repair away from an organisation's rows for as long as the connection lives."""
    rows("SELECT pg_advisory_lock_shared(%s, hashtext(%s))", (_LOCK_CLASS, organisation))


def forget(uow: UnitOfWork, organisation: str) -> int:
    """Takes every edition of an organisation out of sight; gives how many there were."""
    rows = uow.rows("DELETE FROM lake_editions WHERE organisation = %s RETURNING dataset", (organisation,))
    _count_change(uow, {(organisation, str(each["dataset"])) for each in rows})
    return len(rows)


def withdraw(uow: UnitOfWork, import_id: int) -> int:
    """Takes the editions of one import of the unit's organisation out of sight; gives how many there were."""
    rows = uow.rows(
        "DELETE FROM lake_editions WHERE organisation = %s AND import_id = %s RETURNING dataset",
        (uow.organisation, import_id),
    )
    _count_change(uow, {(str(uow.organisation), str(each["dataset"])) for each in rows})
    return len(rows)


def _refuse_unreserved(uow: UnitOfWork) -> None:
    held = uow.rows(
        "SELECT 1 AS one FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
        " AND classid = %s::oid AND granted LIMIT 1",
        (_LOCK_CLASS,),
    )
    if not held:
        raise EditionsNotReserved(
            "these edition numbers were reserved in another unit of work, so a repair may have removed their rows",
            fix="reserve, append and register within one unit of work",
        )


def _count_change(uow: UnitOfWork, changed: set[tuple[str, str]]) -> None:
    uow.many(
        "INSERT INTO lake_versions (organisation, dataset, version) VALUES (%s, %s, nextval('lake_changes'))"
        " ON CONFLICT (organisation, dataset) DO UPDATE SET version = excluded.version",
        sorted(changed),
    )


def _row(each: RegisteredEdition) -> tuple[object, ...]:
    edition, stamp = each.edition, each.stamp
    totals = json.dumps([{name: getattr(total, name) for name in _TOTAL} for total in edition.totals])
    return (
        each.edition_id, stamp.import_id, stamp.organisation, edition.dataset, edition.series, edition.grain,
        edition.span.start, edition.span.end, edition.known.at, edition.known.basis, stamp.recorded_at,
        stamp.publisher, stamp.file, stamp.sha256, each.file_days, edition.sheet, each.row_count, each.cell_count,
        totals, stamp.is_simulated,
    )  # fmt: skip


def _winner(row: Mapping[str, Any], counts_in_year: bool, rank: int) -> Winner:
    return Winner(
        edition_id=row["edition_id"],
        series=row["series"],
        grain=row["grain"],
        span=Span(row["span_start"], row["span_end"]),
        known_at=row["known_at"],
        file=row["file"],
        file_sha256=row["file_sha256"],
        sheet=row["sheet"],
        row_count=row["row_count"],
        cell_count=row["cell_count"],
        is_simulated=row["is_simulated"],
        counts_in_year=counts_in_year,
        rank=rank,
    )


def _ties(name: str, rows: Sequence[Mapping[str, Any]]) -> tuple[Tie, ...]:
    first = {_slot(name, each): each["known_at"] for each in rows if each["place"] == 1}
    claims: dict[str, list[str]] = {}
    for each in rows:
        slot = _slot(name, each)
        if each["known_at"] == first[slot] and each["at_once"] > 1:
            claims.setdefault(slot, []).append(each["file"])
    return tuple(Tie(slot, tuple(files)) for slot, files in sorted(claims.items()))


def _slot(name: str, row: Mapping[str, Any]) -> str:
    return f"{name}/{row['series']}/{row['grain']}/{row['span_start'].isoformat()}"
