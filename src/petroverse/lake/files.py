"""The Delta tables of the lake: one a dataset, partitioned by organisation, in a folder or a bucket."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as pads
from deltalake import CommitProperties, DeltaTable, write_deltalake
from deltalake.exceptions import DeltaError, TableNotFoundError

from petroverse.core.catalogue import datasets
from petroverse.lake.errors import FactsDoNotFit, LakeUnreachable
from petroverse.lake.schema import arrow_schema

__all__ = ["DeltaFiles"]

_RETRIES = 50
"""Times an append is tried again when another process has just committed."""


class DeltaFiles:
    """Appends to and reads the tables; knows nothing of what is visible.

    Args:
        url: A local folder, or the address of a bucket such as ``s3://lake/home``.
        storage_options: Keys and switches of an S3-compatible store, as deltalake names them.
    """

    def __init__(self, url: str, storage_options: Mapping[str, str] | None = None) -> None:
        self.url = url.rstrip("/")
        self.is_local = "://" not in url
        self._options = dict(storage_options or {})
        self._making = threading.Lock()
        self._made: set[str] = set()
        self._reading = threading.Lock()
        self._read: dict[str, DeltaTable] = {}

    def append(self, name: str, rows: pa.Table) -> int:
        """Adds rows in one commit and gives the table's version; all of them are there or none is."""
        schema = arrow_schema(name)
        if not rows.schema.equals(schema):
            raise FactsDoNotFit(
                "the rows do not have the catalogue's columns", where=name, fix="stamp them with petroverse.lake.stamp"
            )
        with self._reached(name):
            self._make(name, schema)
            table = self.table(name)
            commit = CommitProperties(max_commit_retries=_RETRIES)
            write_deltalake(table, rows, mode="append", commit_properties=commit)
            return int(table.version())

    def names(self) -> list[str]:
        """The datasets that have a table."""
        return [name for name in datasets() if self.exists(name)]

    def exists(self, name: str) -> bool:
        """Whether anything was ever appended to the dataset."""
        return self._found(name) is not None

    def path(self, name: str) -> str:
        """Where the dataset's table lies."""
        return f"{self.url}/{name}"

    def table(self, name: str) -> DeltaTable:
        """The dataset's table at its newest version.

        Raises:
            LakeUnreachable: Nothing was ever appended to it, or it cannot be reached.
        """
        table = self._found(name)
        if table is None:
            raise LakeUnreachable(f"the table of {name} is gone", where=self.path(name), fix="restore it")
        return table

    def rows(self, name: str, organisation: str) -> pads.Dataset:
        """The stored rows of one organisation, visible or not, texts as dictionaries."""
        texts = {each.name for each in arrow_schema(name) if pa.types.is_string(each.type)} - {"organisation"}
        with self._reached(name), self._reading:
            return self._newest(name).to_pyarrow_dataset(
                file_pruning_predicate=[("organisation", "=", organisation)],
                parquet_read_options=pads.ParquetReadOptions(dictionary_columns=texts),
            )

    def uris(self, name: str, organisation: str) -> list[str]:
        """The files that hold the rows of one organisation, as an outsider would open them."""
        if name not in self._read and not self.exists(name):
            return []
        with self._reached(name), self._reading:
            return sorted(self._newest(name).file_uris(file_pruning_predicate=[("organisation", "=", organisation)]))

    def organisations(self, name: str) -> Sequence[str]:
        """Whose rows are stored in the dataset, visible or not."""
        parts = self.table(name).partitions()
        return sorted({str(each["organisation"]) for each in parts})

    def _newest(self, name: str) -> DeltaTable:
        """The table that was read last, brought up to date: many times quicker than opening it again."""
        kept = self._read.pop(name, None)
        if kept is None:
            kept = self.table(name)
        else:
            kept.update_incremental()
        self._read[name] = kept
        return kept

    def _make(self, name: str, schema: pa.Schema) -> None:
        with self._making:
            if name in self._made or self.exists(name):
                self._made.add(name)
                return
            if self.is_local:
                Path(self.path(name)).mkdir(parents=True, exist_ok=True)
            DeltaTable.create(
                self.path(name),
                schema,
                mode="ignore",
                partition_by=["organisation"],
                storage_options=self._options,
                configuration={"delta.dataSkippingStatsColumns": "edition_id", "delta.checkpointInterval": "20"},
            )

    def _found(self, name: str) -> DeltaTable | None:
        # is_deltatable() would hold the interpreter for as long as a bucket takes to answer.
        if self.is_local and not (Path(self.path(name)) / "_delta_log").is_dir():
            return None
        try:
            with self._reached(name):
                return DeltaTable(self.path(name), storage_options=self._options)
        except LakeUnreachable as fault:
            if isinstance(fault.__cause__, TableNotFoundError):
                return None
            raise

    @contextmanager
    def _reached(self, name: str) -> Iterator[None]:
        try:
            yield
        except (DeltaError, OSError) as fault:
            raise LakeUnreachable(
                f"the lake cannot be read or written: {fault}",
                where=self.path(name),
                fix="check that the folder or bucket is there and may be written",
            ) from fault
