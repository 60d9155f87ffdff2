"""Arrivals: one file that was read, as the record, the list of imports and the lake will hold it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from petroverse.core.facts import SourceReading
from petroverse.core.roles import UnitOfWork
from petroverse.database import NewImport
from petroverse.lake import FileStamp, StampedReading, stamp

__all__ = ["Arrived", "import_of", "record_of", "stamped_files"]


@dataclass(frozen=True, slots=True)
class Arrived:
    """One file that was read.

    Attributes:
        name: Its name within the import.
        sha256: Of its bytes, which are kept already; empty where it could not be opened.
        size: Its length in bytes.
        reading: What its reader saw.
        is_simulated: Whether it speaks of a simulated country.
    """

    name: str
    sha256: str
    size: int
    reading: SourceReading
    is_simulated: bool = False

    @property
    def row_count(self) -> int:
        """Facts that came of it."""
        return sum(len(table.cell) for table in self.reading.tables)


def record_of(each: Arrived) -> dict[str, object]:
    """What the organisation's record of changes says of a file."""
    reading = each.reading
    told = {"file": each.name, "sha256": each.sha256, "bytes": each.size, "verdict": reading.verdict}
    return {**told, "publisher": reading.publisher, "family": reading.family, "reason": reading.reason}


def stamped_files(
    uow: UnitOfWork, files: Sequence[Arrived], import_ids: Iterable[int], edition_ids: Iterable[int]
) -> list[StampedReading]:
    """Files with their facts stamped, ready to be compared, appended and registered.

    Args:
        uow: The unit of work that takes them in.
        files: The files.
        import_ids: A number for each of them.
        edition_ids: A number for each of their editions.
    """
    numbers = iter(edition_ids)
    return [
        stamp(each.reading, _file_stamp(each, number, uow), list(islice(numbers, len(each.reading.editions))))
        for number, each in zip(import_ids, files, strict=False)
    ]


def _file_stamp(each: Arrived, import_id: int, uow: UnitOfWork) -> FileStamp:
    publisher, simulated = each.reading.publisher, each.is_simulated
    return FileStamp(import_id, uow.organisation, each.name, each.sha256, uow.at, publisher, simulated)


def import_of(import_id: int, each: Arrived, stamped: StampedReading, settings: Mapping[str, str]) -> NewImport:
    """The line of the list of imports that a file becomes."""
    reading = each.reading
    return NewImport(
        import_id=import_id,
        file_name=each.name,
        sha256=each.sha256,
        size_bytes=each.size,
        verdict=reading.verdict,
        reason=reading.reason,
        publisher=reading.publisher,
        family=reading.family,
        fact_rows=sum(rows.num_rows for rows in stamped.tables.values()),
        editions=len(stamped.editions),
        settings=settings,
        findings=reading.findings,
        ignored=reading.ignored,
        text=reading.text,
    )
