"""One table in, one ``SourceReading`` out, by a mapping: the same facts and the same report as any publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petroverse.core.catalogue import dataset
from petroverse.core.country import CountryPack
from petroverse.core.errors import InputRefused
from petroverse.core.facts import FactTable, IgnoredRange, SourceReading
from petroverse.sources.reading import refused
from petroverse.sources.tabular.cells import as_text
from petroverse.sources.tabular.editions import Editions, editions_of
from petroverse.sources.tabular.errors import nearest
from petroverse.sources.tabular.filling import fill
from petroverse.sources.tabular.findings import findings_of
from petroverse.sources.tabular.frame import Frame
from petroverse.sources.tabular.grid import Grid, even
from petroverse.sources.tabular.mapping import Mapping
from petroverse.sources.tabular.opening import TableNotReadable, open_grid
from petroverse.sources.tabular.rules import check_rows

__all__ = ["read_table"]


def read_table(
    content: bytes, name: str, mapping: Mapping, pack: CountryPack | None = None, *, now: datetime | None = None
) -> SourceReading:
    """Reads a CSV, TSV, XLSX or Parquet table by a mapping. Bad input is a verdict, never an error.

    Args:
        content: The file's bytes.
        name: The file's name, for messages.
        mapping: How it is read; see ``load_mapping``.
        pack: The country whose products, regions, companies and factors it uses; None for none.
        now: The present instant, zoned; nothing can be known after it. Default: the machine's clock.

    Returns:
        What the table said. Rows with a fault are left out whole and reported with line, found, expected and fix.
        Columns of facts are pyarrow arrays of the catalogue's types. Refused where no row could be read.
    """
    family = f"table:{mapping.name}"
    publisher = pack.name if pack else ""
    try:
        reading = _read(content, name, mapping, pack, now or datetime.now(UTC))
    except InputRefused as fault:
        return refused(fault, publisher=publisher, family=family)
    except (pa.ArrowException, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as fault:
        what = f"a table that the reader cannot follow ({type(fault).__name__}: {fault})"
        cure = "report it with the file; nothing of it was taken in"
        return refused(TableNotReadable(what, where=name, fix=cure), publisher=publisher, family=family)
    return replace(reading, publisher=publisher, family=family)


def _read(content: bytes, name: str, mapping: Mapping, pack: CountryPack | None, now: datetime) -> SourceReading:
    grid = _without_blank_rows(open_grid(content, name, _headings(mapping), mapping.file))
    _refuse_missing_headings(grid, mapping, name)
    frame = Frame(grid, mapping, pack, _zone(mapping, pack))
    fill(frame)
    looks = check_rows(frame)
    findings = (*grid.findings, *findings_of(frame), *looks)
    kept = ~frame.blocked()
    if not kept.any():
        reason = f"none of the {frame.size} rows of {name} could be read; see the findings"
        return SourceReading("refused", reason, findings=findings, ignored=grid.ignored)
    found = editions_of(frame, kept, now)
    ignored = (*grid.ignored, *_unmapped(grid, mapping))
    tables = (_facts(frame, kept, found),)
    return SourceReading("read", editions=found.editions, tables=tables, findings=findings, ignored=ignored)


def _headings(mapping: Mapping) -> list[str]:
    named = [each.heading for each in mapping.columns.values() if each.heading]
    return [*named, mapping.known.heading] if mapping.known.heading else named


def _zone(mapping: Mapping, pack: CountryPack | None) -> ZoneInfo:
    try:
        return ZoneInfo(mapping.zone or (pack.time_zone if pack else "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


def _without_blank_rows(grid: Grid) -> Grid:
    filled = np.zeros(len(grid.lines), np.bool_)
    for column in grid.columns:
        present = as_text(column).is_valid() if pa.types.is_string(column.type) else column.is_valid()
        filled |= np.asarray(present.to_numpy(zero_copy_only=False), dtype=np.bool_)
    if filled.all():
        return grid
    columns = tuple(each.filter(pa.array(filled)) for each in grid.columns)
    return Grid(grid.headings, columns, grid.lines[filled], grid.sheet, grid.findings, grid.ignored)


def _refuse_missing_headings(grid: Grid, mapping: Mapping, name: str) -> None:
    missing = [each for each in _headings(mapping) if grid.find(each) is None]
    where = f"{name}, sheet {grid.sheet!r}" if grid.sheet else name
    if missing:
        filled = [each for each in grid.headings if each]
        listed = ", ".join(repr(each) for each in missing)
        fix = f"for {missing[0]!r}: {nearest(missing[0], filled)}" if filled else "look for the row of headings"
        raise TableNotReadable(f"the table has no column {listed}", where=where, fix=fix)
    if not len(grid.lines):
        raise TableNotReadable("the table has headings but no rows", where=where, fix="export it again")


def _facts(frame: Frame, kept: pa.Array, found: Editions) -> FactTable:
    mask = pa.array(kept)
    rows = np.flatnonzero(kept)
    columns = {each.name: frame.columns[each.name].filter(mask) for each in dataset(frame.mapping.dataset).columns}
    return FactTable(frame.mapping.dataset, columns, found.of_row, _cells(frame.grid, rows))  # type: ignore[arg-type]  # arrays


def _cells(grid: Grid, rows: pa.Array) -> pa.Array:
    numbers = pa.array(grid.lines[rows]).cast(pa.string())
    return pc.binary_join_element_wise("row" if grid.sheet else "line", numbers, " ")


def _unmapped(grid: Grid, mapping: Mapping) -> tuple[IgnoredRange, ...]:

    wanted = {even(each) for each in _headings(mapping)}
    return tuple(
        IgnoredRange(grid.sheet, f"column {heading!r}", "not named in the mapping")
        for heading in grid.headings
        if heading.strip() and even(heading) not in wanted
    )
