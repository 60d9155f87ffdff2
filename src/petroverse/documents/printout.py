"""One answer whose rows are all there, as a command or a mail has it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from petroverse.documents.document import Document

__all__ = ["BINARY_FORMATS", "FILE_FORMATS", "Printout", "printed"]

FILE_FORMATS: Final = ("json", "jsonl", "csv", "parquet", "arrow", "xlsx")
BINARY_FORMATS: Final = frozenset({"parquet", "arrow", "xlsx"})
"""Formats that are no text."""


@dataclass(frozen=True, slots=True)
class Printout:
    """What a command has to say as data.

    Attributes:
        schema: Name and version of the JSON contract, such as ``petroverse.query/1``.
        rows: One mapping a row; the first row's order of keys is the order of columns.
        meta: Where the rows come from; the provenance sheet of a workbook.
        warnings: Sentences that a reader must know.
        title: Heading of the table for people.
        columns: Columns for people, where fewer than the row has are enough; () for all.
    """

    schema: str
    rows: Sequence[Mapping[str, Any]]
    meta: Mapping[str, Any] = field(default_factory=dict)
    warnings: Sequence[str] = ()
    title: str = ""
    columns: tuple[str, ...] = ()

    @property
    def names(self) -> list[str]:
        """Every column of any row, in the order of their first appearance."""
        return list(dict.fromkeys(name for row in self.rows for name in row)) or list(self.columns)

    @property
    def document(self) -> Document:
        """The same with typed columns."""
        from petroverse.documents.document import document_of_rows

        return document_of_rows(self.schema, self.rows, columns=self.names, meta=self.meta, warnings=self.warnings)


def printed(printout: Printout, form: str) -> bytes:
    """A printout in one of ``FILE_FORMATS``.

    Example:
        >>> printed(Printout("petroverse.query/1", [{"year": 2024, "volume": 1.5}]), "csv").splitlines()
        [b'year,volume', b'2024,1.5']
    """
    from petroverse.documents.formats import written

    return b"".join(written(printout.document, form))
