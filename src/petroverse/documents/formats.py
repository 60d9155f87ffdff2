"""The formats a document can be written in: what each is called, what a browser calls it, how its file ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from petroverse.core.errors import InputRefused
from petroverse.documents.columnar import arrow_pieces, parquet_pieces
from petroverse.documents.document import Document
from petroverse.documents.texts import csv_pieces, json_pieces, jsonl_pieces
from petroverse.documents.workbook import workbook_pieces

__all__ = ["FORMATS", "Format", "FormatNotKnown", "format_called", "written"]


class FormatNotKnown(InputRefused):
    """No document can be written in this format."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: What it is called, and how its files end.
        media_type: What HTTP calls it.
        pieces: Writes a document, piece by piece; a piece may be empty.
    """

    name: str
    media_type: str
    pieces: Callable[[Document], Iterator[bytes]]


FORMATS: Final[Mapping[str, Format]] = {
    each.name: each
    for each in (
        Format("json", "application/json", json_pieces),
        Format("jsonl", "application/x-ndjson", jsonl_pieces),
        Format("csv", "text/csv", csv_pieces),
        Format("parquet", "application/vnd.apache.parquet", parquet_pieces),
        Format("arrow", "application/vnd.apache.arrow.stream", arrow_pieces),
        Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", workbook_pieces),
    )
}
"""Every format by its name."""


def format_called(name: str) -> Format:
    """The format with this name.

    Raises:
        FormatNotKnown: There is none.

    Example:
        >>> format_called("csv").media_type
        'text/csv'
    """
    if name not in FORMATS:
        raise FormatNotKnown(f"no format is called {name!r}", where="format", fix=f"one of {', '.join(FORMATS)}")
    return FORMATS[name]


def written(document: Document, name: str) -> Iterator[bytes]:
    """A document in one format, piece by piece; a piece may be empty. Closing the iterator stops the work.

    Raises:
        FormatNotKnown: There is no such format.
    """
    return format_called(name).pieces(document)
