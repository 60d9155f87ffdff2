"""Writers: answers as files that people and programs open, piece by piece.

    document = document_of_table("petroverse.query/1", table, meta={"sources": […]})
    for piece in written(document, "xlsx"):
        file.write(piece)

    printed(Printout("petroverse.query/1", rows, meta), "csv")

A document is read once and never held whole, so that a million rows take no more memory than a few thousand. Names are
imported when they are first used: a command that prints a table for people needs no engine of columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from petroverse.core.doors import fetched_late

if TYPE_CHECKING:
    from petroverse.documents.document import (
        Document,
        document_of_rows,
        document_of_stream,
        document_of_table,
        json_column,
    )
    from petroverse.documents.formats import FORMATS, Format, FormatNotKnown, format_called, written
    from petroverse.documents.printout import BINARY_FORMATS, FILE_FORMATS, Printout, printed
    from petroverse.documents.values import flat, neutral

__all__ = [
    "BINARY_FORMATS",
    "FILE_FORMATS",
    "FORMATS",
    "Document",
    "Format",
    "FormatNotKnown",
    "Printout",
    "document_of_rows",
    "document_of_stream",
    "document_of_table",
    "flat",
    "format_called",
    "json_column",
    "neutral",
    "printed",
    "written",
]

_PARTS: Final = {
    "document": ("Document", "document_of_rows", "document_of_stream", "document_of_table", "json_column"),
    "formats": ("FORMATS", "Format", "FormatNotKnown", "format_called", "written"),
    "printout": ("BINARY_FORMATS", "FILE_FORMATS", "Printout", "printed"),
    "values": ("flat", "neutral"),
}

__getattr__ = fetched_late(__name__, _PARTS)
