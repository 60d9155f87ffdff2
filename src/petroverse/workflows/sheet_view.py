"""Sheet view: the cells around a place of a stored workbook, each with what it became, and the original file itself.

The sheet is read again from its original bytes, in a process of its own with the limits of an import.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import Any, Final, TypeVar, cast

from petroverse.core.errors import FileRefused, InputRefused, PetroVerseError
from petroverse.core.facts import Finding, SourceReading
from petroverse.core.rights import Right
from petroverse.database import FindingsFilter, Import, get_import, list_findings, list_ignored
from petroverse.lake import Lake
from petroverse.sources.workbooks.parts import CellPart, Place, cells_in, parts_of, place_of
from petroverse.sources.workbooks.shown_sheet import ShownSheet, read_shown_sheet
from petroverse.workflows.readers import Job, Readers
from petroverse.workflows.reading_process import Read, ReaderLimits
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["Original", "PlaceNotOnSheet", "SheetWanted", "original_file", "sheet_around"]

_MOST_FINDINGS: Final = 2_000
_BYTES_A_CELL: Final = 60
_Read = TypeVar("_Read")


class PlaceNotOnSheet(InputRefused):
    """What was given as a cell is none of any sheet."""


@dataclass(frozen=True, slots=True)
class SheetWanted:
    """Which part of which sheet.

    Attributes:
        import_id: Of which file.
        sheet: The sheet as named; the first where empty.
        around: A cell such as ``B17``, or the first of several; the corner where empty.
        rows: At most so many rows.
        columns: At most so many columns.
    """

    import_id: int
    sheet: str = ""
    around: str = ""
    rows: int = 60
    columns: int = 24


@dataclass(frozen=True, slots=True)
class Original:
    """A stored file as it came in."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _Refusal:
    """A fault on its way out of a reading process."""

    fault: PetroVerseError


def original_file(stores: Stores, reader: Reader, import_id: int) -> Original:
    """The bytes of one import as they came in.

    Raises:
        RowNotFound: The reader sees no such import.
        RightMissing: The reader may not take data away.
        BlobNotFound: They are not kept any more.
    """
    reader.must(Right.EXPORT)
    found = _import(stores, reader, import_id)
    return Original(found.file_name, stores.blobs.get(found.sha256))


def sheet_around(stores: Stores, reader: Reader, wanted: SheetWanted, limits: ReaderLimits) -> dict[str, Any]:
    """The cells of a sheet around a place, each with what it became; what the publisher hid is blank.

    Args:
        stores: Where the file is.
        reader: Who asks.
        wanted: Which part.
        limits: What reading the file may take.

    Returns:
        ``rows`` of cells from ``top`` and ``left`` on (both from 1), ``parts`` of the same shape, the sheet's
        ``findings``, its size, and the names of all sheets that are shown.

    Raises:
        PlaceNotOnSheet: ``around`` names no cell that a sheet can have.
        SheetNotShown: The workbook shows no such sheet.
        FileRefused: The file is no workbook, or reading it takes more than it may.
    """
    place = place_of(wanted.around) if wanted.around else (1, 1)
    if place is None:
        raise PlaceNotOnSheet(f"{wanted.around!r} is no cell of a sheet", where="around", fix="give it as B17")
    found = _import(stores, reader, wanted.import_id)
    key = ("sheet", found.sha256, wanted.sheet)
    read = partial(_read_apart, stores, found, wanted.sheet, limits)
    sheet: ShownSheet = stores.replies.made(key, read, lambda each: len(each.rows) * each.column_count * _BYTES_A_CELL)
    rows, columns = _window(place[0], wanted.rows, len(sheet.rows)), _window(place[1], wanted.columns, _width(sheet))
    parts = _parts(stores, reader, found, sheet, (rows, columns))
    return {
        "import_id": found.import_id,
        "file": found.file_name,
        "sheet": sheet.name,
        "sheets": list(sheet.sheets),
        "row_count": sheet.row_count,
        "column_count": sheet.column_count,
        "top": rows.start,
        "left": columns.start,
        "around": {"row": place[0], "column": place[1]},
        "rows": [[_at(sheet, row, column) for column in columns] for row in rows],
        "parts": [[parts.get((row, column), "") for column in columns] for row in rows],
        "hidden_rows": [each for each in sheet.hidden_rows if each in rows],
        "hidden_columns": [each for each in sheet.hidden_columns if each in columns],
        "findings": _findings(stores, reader, found, sheet.name),
    }


def _import(stores: Stores, reader: Reader, import_id: int) -> Import:
    reader.must_see_all("a file")
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        return get_import(uow, import_id, grant.organisations)


def _read_apart(stores: Stores, found: Import, sheet: str, limits: ReaderLimits) -> ShownSheet:
    job = Job(found.file_name, stores.blobs.get(found.sha256))
    with Readers(cast("Read", partial(_guarded_sheet, sheet)), replace(limits, processes=1)) as readers:
        ((_, answer),) = cast("list[tuple[Job, object]]", list(readers.read_all([job])))
    if isinstance(answer, _Refusal):
        raise answer.fault
    if isinstance(answer, SourceReading):
        raise FileRefused(answer.reason, where=found.file_name, fix="download the original and open it")
    return cast("ShownSheet", answer)


def _guarded_sheet(sheet: str, content: bytes, name: str) -> ShownSheet | _Refusal:
    """What a reading process does: a fault with a name travels as a value."""
    try:
        return read_shown_sheet(sheet, content, name)
    except PetroVerseError as fault:
        return _Refusal(fault)


def _window(at: int, most: int, length: int) -> range:
    first = max(1, min(at - most // 3, length - most + 1))
    return range(first, min(first + most, max(length, 1) + 1))


def _width(sheet: ShownSheet) -> int:
    return max((len(row) for row in sheet.rows), default=1)


def _at(sheet: ShownSheet, row: int, column: int) -> object:
    cells = sheet.rows[row - 1] if row <= len(sheet.rows) else ()
    return cells[column - 1] if column <= len(cells) else None


def _parts(
    stores: Stores, reader: Reader, found: Import, sheet: ShownSheet, window: tuple[range, range]
) -> Mapping[Place, CellPart]:
    with stores.database.reading(found.organisation, reader.person) as uow:
        listed = stores.lake.editions(uow, import_id=found.import_id)
        ignored = [each.cells for each in list_ignored(uow, found.import_id) if each.sheet == sheet.name]
    editions = [each for each in listed if each["sheet"] == sheet.name]
    totals = [each[name] for edition in editions for each in edition["totals"] for name in ("cell", "table_cell")]
    printed = [each["printed"] is not None for edition in editions for each in edition["totals"] for _ in range(2)]
    return parts_of(
        sheet.rows,
        _fact_places(stores.lake, found.organisation, editions),
        {place for cell, is_printed in zip(totals, printed, strict=True) if is_printed and (place := place_of(cell))},
        (place for cells in ignored for place in cells_in(cells, *window)),
    )


def _fact_places(lake: Lake, organisation: str, editions: Sequence[Mapping[str, Any]]) -> set[Place]:
    found: set[Place] = set()
    for name in {str(each["dataset"]) for each in editions}:
        numbers = [each["edition_id"] for each in editions if each["dataset"] == name]
        cells = lake.rows(name, organisation, numbers, ["cell"]).column("cell").unique().to_pylist()
        found |= {place for each in cells if (place := place_of(each))}
    return found


def _findings(stores: Stores, reader: Reader, found: Import, sheet: str) -> list[dict[str, Any]]:
    wanted = FindingsFilter((found.organisation,), found.import_id)
    with stores.database.reading(found.organisation, reader.person) as uow:
        listed = list_findings(uow, wanted, limit=_MOST_FINDINGS)
    return [_told(each.number, each.finding) for each in listed if each.finding.sheet == sheet]


def _told(number: int, finding: Finding) -> dict[str, Any]:
    place = place_of(finding.cell)
    told = {"row": place[0], "column": place[1]} if place else {"row": None, "column": None}
    return {"number": number, **asdict(finding), **told}
