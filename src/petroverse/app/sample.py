"""Loads the sample: written as workbooks and tables, then taken in by the same readers as anybody's files."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from petroverse.core.grants import SAMPLE
from petroverse.core.rights import Right
from petroverse.sources import load_pack
from petroverse.workflows import (
    ImportOptions,
    ImportReport,
    Reader,
    ReaderLimits,
    Stores,
    begin_sample,
    end_sample,
    files_in,
    import_files,
    lake_schemas,
    tables_reader,
)

__all__ = ["load_sample"]

_SEED: Final = 7


def load_sample(stores: Stores, reader: Reader, limits: ReaderLimits) -> ImportReport:
    """Loads the sample into its organisation: a market's publications, and the movements and dips of a month.

    Raises:
        SampleIsIn: It is in already; one whose loading was cut short is finished instead.
        RightMissing: The reader may not.
    """
    from petroverse.sources.sample import SAMPLE_PACK, write_sample

    pack = load_pack(SAMPLE_PACK)
    reader.must(Right.PLATFORM)
    begin_sample(stores, reader.person, pack.name)
    with tempfile.TemporaryDirectory(prefix="petroverse-sample-") as folder:
        write_sample(Path(folder), seed=_SEED)
        options = ImportOptions(reader, organisation=SAMPLE, packs=(pack,), limits=limits)
        books = import_files(stores, files_in(Path(folder)), options)
    tables = _load_tables(stores, options)
    end_sample(stores, reader.person)
    return ImportReport((*books.files, *tables.files), (*books.findings, *tables.findings))


def _load_tables(stores: Stores, options: ImportOptions) -> ImportReport:
    from petroverse.sources.sample import write_sample_tables

    with tempfile.TemporaryDirectory(prefix="petroverse-sample-") as place:
        folder = Path(place)
        pairs = [(folder / table, folder / rule) for table, rule in write_sample_tables(folder, seed=_SEED).tables]
        read = tables_reader({table.name: rule for table, rule in pairs}, options.packs[0], lake_schemas())
        tables = [each for table, _ in pairs for each in files_in(table)]
        return import_files(stores, tables, replace(options, read=read, settings={"mapping": "sample"}))
