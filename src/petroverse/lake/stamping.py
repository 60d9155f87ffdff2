"""From what a reader saw to rows of the lake: every row stamped with where and when it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np
import pyarrow as pa

from petroverse.core.catalogue import dataset
from petroverse.core.facts import Edition, FactTable, SourceReading
from petroverse.core.grants import OrganisationId
from petroverse.lake.errors import FactsDoNotFit
from petroverse.lake.schema import arrow_schema, measure_column

_LAID_OUT: Final = (pa.Array, pa.ChunkedArray)

__all__ = ["FileStamp", "RegisteredEdition", "StampedReading", "stamp"]


@dataclass(frozen=True, slots=True)
class FileStamp:
    """What all facts of one file share.

    Attributes:
        import_id: The import that brings it.
        organisation: Who owns the facts.
        file: The file's name.
        sha256: Of its bytes, in hex.
        recorded_at: When we take it in: ``uow.at`` of the unit of work that registers it.
        publisher: The country pack that recognised it, such as ``npa_ghana``.
        is_simulated: Whether it speaks of a simulated country.
    """

    import_id: int
    organisation: OrganisationId
    file: str
    sha256: str
    recorded_at: datetime
    publisher: str = ""
    is_simulated: bool = False


@dataclass(frozen=True, slots=True)
class RegisteredEdition:
    """One edition as PostgreSQL knows it.

    Attributes:
        edition_id: Its number, reserved by ``Lake.reserve_edition_ids``.
        edition: What its reader saw.
        stamp: The file it stood in.
        file_days: Days that the whole file speaks for, from its first edition's start to its last one's end.
        row_count: Its rows in the lake.
        cell_count: Those of them whose measure is not blank.
    """

    edition_id: int
    edition: Edition
    stamp: FileStamp
    file_days: int
    row_count: int
    cell_count: int


@dataclass(frozen=True, slots=True)
class StampedReading:
    """One file's editions, ready to be registered, and its rows, ready to be appended, by dataset."""

    editions: tuple[RegisteredEdition, ...]
    tables: Mapping[str, pa.Table]


def stamp(reading: SourceReading, file: FileStamp, edition_ids: Sequence[int]) -> StampedReading:
    """Stamps a reading's rows with their editions, file and times.

    Args:
        reading: What the reader saw.
        file: What all its facts share.
        edition_ids: One reserved number for each of the reading's editions, in order.

    Raises:
        FactsDoNotFit: A table lacks a column of the catalogue, has one too many, or a value of another type.
    """
    if len(edition_ids) != len(reading.editions):
        raise FactsDoNotFit(
            f"{len(edition_ids)} edition numbers for {len(reading.editions)} editions",
            where=file.file,
            fix="reserve one number for each edition",
        )
    tables = [(each.dataset, _stamped(each, reading.editions, file, edition_ids)) for each in reading.tables]
    joined = {name: pa.concat_tables([rows for of, rows in tables if of == name]) for name, _ in tables}
    counts = {number: count for name, rows in joined.items() for number, count in _counts(name, rows).items()}
    days = _file_days(reading.editions)
    editions = (
        RegisteredEdition(number, edition, file, days, *counts.get(number, (0, 0)))
        for number, edition in zip(edition_ids, reading.editions, strict=True)
    )
    return StampedReading(tuple(editions), joined)


def _stamped(table: FactTable, editions: Sequence[Edition], file: FileStamp, numbers: Sequence[int]) -> pa.Table:
    schema = arrow_schema(table.dataset)
    own = {each.name for each in dataset(table.dataset).columns}
    if set(table.columns) != own:
        wrong = ", ".join(sorted(own ^ set(table.columns)))
        raise FactsDoNotFit(f"columns {wrong} are missing or unknown", where=f"{file.file}, {table.dataset}")
    index = pa.array(np.asarray(table.edition, dtype=np.int32))
    length = len(index)
    known = pa.array([each.known.at for each in editions], pa.timestamp("us", tz="UTC"))
    values: dict[str, object] = {
        **table.columns,
        "organisation": pa.repeat(str(file.organisation), length),
        "edition_id": pa.array(numbers, pa.int64()).take(index),
        "import_id": pa.repeat(file.import_id, length),
        "file": pa.repeat(file.file, length),
        "file_sha256": pa.repeat(file.sha256, length),
        "sheet": pa.array([each.sheet for each in editions], pa.string()).take(index),
        "cell": pa.array(table.cell, pa.string()),
        "known_at": known.take(index),
        "known_at_basis": pa.array([each.known.basis for each in editions], pa.string()).take(index),
        "recorded_at": pa.repeat(pa.scalar(file.recorded_at, pa.timestamp("us", tz="UTC")), length),
        "is_simulated": pa.repeat(file.is_simulated, length),
    }
    return pa.table([_column(each, values[each.name], file.file) for each in schema], schema=schema)


def _column(field: pa.Field, values: object, where: str) -> pa.Array:
    try:
        column = values.cast(field.type) if isinstance(values, _LAID_OUT) else pa.array(values, field.type)
    except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as fault:
        raise FactsDoNotFit(f"column {field.name} is not {field.type}: {fault}", where=where) from fault
    if not field.nullable and column.null_count:
        raise FactsDoNotFit(f"column {field.name} has {column.null_count} missing values", where=where)
    return column


def _counts(name: str, rows: pa.Table) -> dict[int, tuple[int, int]]:
    grouped = rows.group_by("edition_id").aggregate([([], "count_all"), (measure_column(name), "count")])
    numbers, row_counts, cells = (grouped[each].to_pylist() for each in ("edition_id", "count_all", _counted(name)))
    return {number: (count, cell) for number, count, cell in zip(numbers, row_counts, cells, strict=True)}


def _counted(name: str) -> str:
    return f"{measure_column(name)}_count"


def _file_days(editions: Sequence[Edition]) -> int:
    if not editions:
        return 0
    first = min(each.span.start for each in editions)
    return (max(each.span.end for each in editions) - first).days
