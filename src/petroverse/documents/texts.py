"""Documents as text: one JSON object, JSON lines, or CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from petroverse.documents.cells import is_text, neutral_column
from petroverse.documents.document import Document
from petroverse.documents.values import in_json, neutral, plain

__all__ = ["csv_pieces", "json_pieces", "jsonl_pieces"]


def json_pieces(document: Document) -> Iterator[bytes]:
    """One object: ``schema``, ``rows`` (each on a line of its own), ``meta``, ``warnings``."""
    yield f'{{"schema": {_text(document.schema)}, "rows": ['.encode()
    between = "\n"
    for lines in _lines(document):
        yield (between + ",\n".join(lines)).encode("utf-8", "replace")
        between = ",\n"
    told = f'\n], "meta": {_text(document.meta)}, "warnings": {_text(list(document.warnings))}}}\n'
    yield told.encode("utf-8", "replace")


def jsonl_pieces(document: Document) -> Iterator[bytes]:
    """One object a line."""
    for lines in _lines(document):
        yield "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def csv_pieces(document: Document) -> Iterator[bytes]:
    """A line of names, then a line a row; no cell starts like a formula; instants are written in ISO 8601."""
    head = io.StringIO()
    csv.writer(head, lineterminator="\n").writerow([neutral(name) for name in document.columns.names])
    yield head.getvalue().encode("utf-8", "replace")
    options = pacsv.WriteOptions(include_header=False, batch_size=4096)
    for batch in document.pieces:
        if batch.num_columns:
            sink = io.BytesIO()
            columns = [_csv_column(each) for each in batch.columns]
            pacsv.write_csv(pa.record_batch(columns, names=document.columns.names), sink, options)
            yield sink.getvalue()


def _csv_column(column: pa.Array) -> pa.Array:
    if is_text(column.type):
        return neutral_column(column)
    if pa.types.is_timestamp(column.type):
        written = pc.strftime(column, format="%Y-%m-%dT%H:%M:%S")
        return pc.binary_join_element_wise(written, "+00:00", "") if column.type.tz else written
    return column


def _lines(document: Document) -> Iterator[list[str]]:
    nested = document.nested
    for batch in document.pieces:
        columns = {
            name: _tokens(column, is_json=name in nested)
            for name, column in zip(document.columns.names, batch.columns, strict=True)
        }
        row = ", ".join(f"{_text(name).replace('%', '%%')}: %s" for name in columns)
        if columns:
            yield [f"{{{row % each}}}" for each in zip(*columns.values(), strict=True)]


def _tokens(column: pa.Array, *, is_json: bool) -> list[str]:
    values: list[Any] = column.to_pylist()
    if is_json:
        return [each or "null" for each in values]
    if is_text(column.type):
        told = {each: _text(each) for each in set(values)}
        return [told[each] for each in values]
    return [_text(in_json(each)) for each in values]


def _text(value: object) -> str:
    return json.dumps(value, default=plain, ensure_ascii=False)
