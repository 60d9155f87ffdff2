"""What a reading process does with one file: recognise, read, and lay the rows out as the lake will store them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from petroverse.core.country import CountryPack
from petroverse.core.facts import FactTable, SourceReading
from petroverse.sources import read_source
from petroverse.sources.tabular import Mapping as TableMapping
from petroverse.sources.tabular import load_mapping, read_table
from petroverse.workflows.reading_process import Read

__all__ = ["publication_reader", "table_reader", "tables_reader"]


Schemas = Mapping[str, pa.Schema]
"""The lake's schema of each dataset; handed over, because a reading process must not carry the lake's engine."""


def publication_reader(packs: Sequence[CountryPack], schemas: Schemas) -> Read:
    """Gives what reads a publication with these country packs."""
    return partial(_read_publication, tuple(packs), schemas)


def _read_publication(packs: tuple[CountryPack, ...], schemas: Schemas, content: bytes, name: str) -> SourceReading:
    return _laid_out(read_source(content, name.rpartition("/")[2], packs), schemas)


def _laid_out(reading: SourceReading, schemas: Schemas) -> SourceReading:
    """The same reading with its columns as arrays, which travel between processes without a copy a value."""
    return replace(reading, tables=tuple(_as_arrays(each, schemas[each.dataset]) for each in reading.tables))


def _as_arrays(table: FactTable, schema: pa.Schema) -> FactTable:
    columns = {name: _as_array(values, schema.field(name).type) for name, values in table.columns.items()}
    edition = np.asarray(table.edition, dtype=np.int32)
    return FactTable(table.dataset, columns, edition, _as_array(table.cell, pa.string()))  # type: ignore[arg-type]  # arrays are sequences


def _as_array(values: Sequence[object], kind: pa.DataType) -> pa.Array:
    return values.cast(kind) if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values, kind)


def table_reader(mapping: Path, pack: CountryPack | None, schemas: Schemas) -> Read:
    """Gives what reads a table with the mapping in a file.

    Raises:
        MappingRefused: The mapping cannot be used as it is.
    """
    return partial(_read_table, load_mapping(mapping), pack, schemas)


def tables_reader(mappings: Mapping[str, Path], pack: CountryPack | None, schemas: Schemas) -> Read:
    """Gives what reads several tables, each by its file's name with the mapping in a file of its own.

    Raises:
        MappingRefused: A mapping cannot be used as it is.
    """
    return partial(_read_tables, {name: load_mapping(path) for name, path in mappings.items()}, pack, schemas)


def _read_table(
    mapping: TableMapping, pack: CountryPack | None, schemas: Schemas, content: bytes, name: str
) -> SourceReading:
    return _laid_out(read_table(content, name.rpartition("/")[2], mapping, pack), schemas)


def _read_tables(
    mappings: Mapping[str, TableMapping], pack: CountryPack | None, schemas: Schemas, content: bytes, name: str
) -> SourceReading:
    return _read_table(mappings[name.rpartition("/")[2]], pack, schemas, content, name)
