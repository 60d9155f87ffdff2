"""What a reader gives for one file: editions, facts, findings, and what it left out.

An *edition* is one published table as one file printed it (``omc``, month, 2024-03). It is the unit that a later
publication replaces: of all editions with the same slot the one known last is read, whole, so that a company that a
restatement drops or renames is neither kept nor counted twice. Facts are rows of an edition; nothing is overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from petroverse.core.times import Grain, Known, Span

__all__ = [
    "Edition",
    "FactTable",
    "Finding",
    "Holding",
    "IgnoredRange",
    "PrintedTotal",
    "Severity",
    "SourceReading",
    "Verdict",
]

Severity = Literal["blocks", "look"]
"""``blocks``: these cells were not taken in. ``look``: taken in as printed, a person should look."""

Verdict = Literal["read", "stored", "refused"]
"""``read``: facts came of it. ``stored``: kept with its text for search, no facts. ``refused``: see the reason."""


@dataclass(frozen=True, slots=True)
class PrintedTotal:
    """A total that the publisher printed, beside our own sum over the same rows.

    Attributes:
        product: Canonical product code (a grade or component where the dataset has no products).
        region: Canonical region code of the row, or empty for the whole table.
        summed: Our sum, in the product's unit; 0 when every cell was blank.
        printed: The publisher's figure, or None where it printed none.
        cell: Where it stands, such as ``C174``; the heading cell of the column where no total row exists.
        table_cell: For a month of a table of months, the cell of the table's own total; empty else.
    """

    product: str
    region: str
    summed: float
    printed: float | None
    cell: str
    table_cell: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One table as one file printed it.

    Attributes:
        dataset: The catalogue's dataset, such as ``volume``.
        series: Whose table it is within the dataset: ``omc``, ``national``, ``ex_pump`` …
        grain: How wide its span is; together with series and span.start the slot that a later edition replaces.
        span: The days it speaks for.
        known: When the publisher made it known.
        sheet: The sheet exactly as named in the workbook, outer blanks kept; empty where the file has no sheets.
        totals: Printed totals beside our sums, for checks within and across files.
    """

    dataset: str
    series: str
    grain: Grain
    span: Span
    known: Known
    sheet: str = ""
    totals: tuple[PrintedTotal, ...] = ()

    @property
    def slot(self) -> str:
        """What the edition speaks for; a later known edition of the same slot replaces it.

        Example:
            ``volume/omc/month/2024-03-01``
        """
        return f"{self.dataset}/{self.series}/{self.grain}/{self.span.start.isoformat()}"


@dataclass(frozen=True, slots=True)
class FactTable:
    """Rows of one dataset, as columns.

    Attributes:
        dataset: The catalogue's dataset; its TOML names and types every column.
        columns: Column name → values, all of one length; exactly the dataset's own columns (not the provenance ones).
        edition: For each row, the index into the reading's editions.
        cell: For each row, the cell it came from, such as ``D17`` (``line 12`` in a text file).
    """

    dataset: str
    columns: Mapping[str, Sequence[object]]
    edition: Sequence[int]
    cell: Sequence[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the quality report.

    Attributes:
        rule: The rule's name, such as ``share_total_mismatch``; each is explained in docs/reference.
        severity: Whether the cells were kept out, or only need a look.
        sheet: The sheet exactly as named; empty for the whole file; ``(all 19)`` for every sheet alike.
        cell: ``C42``, ``A1;A2``, a range ``A1:B9``, or empty for the whole sheet.
        seen: What stands there, as text.
        expected: What the sheet itself or its neighbours call for, as text; may start with ``perhaps``.
        note: Why it matters and what to do, one sentence.
        litres: How much volume (or kg) hangs on it, for sorting the largest first; 0 where it does not apply.
    """

    rule: str
    severity: Severity
    sheet: str
    cell: str
    seen: str
    expected: str
    note: str = ""
    litres: float = 0.0


@dataclass(frozen=True, slots=True)
class IgnoredRange:
    """Cells that hold something and were deliberately not turned into facts, with the reason."""

    sheet: str
    cells: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceReading:
    """Everything that one file said.

    Attributes:
        verdict: See ``Verdict``.
        reason: Why it was stored or refused, one sentence with what to do; empty when read.
        publisher: The country pack that recognised it, such as ``npa_ghana``; empty when none did.
        family: The kind of document, such as ``omc_performance``.
        editions: The tables found in it that hold facts.
        tables: Their rows.
        findings: The quality report of this file alone.
        ignored: What was left out, and why.
        text: The document's text for search, where it is a document.
    """

    verdict: Verdict
    reason: str = ""
    publisher: str = ""
    family: str = ""
    editions: tuple[Edition, ...] = ()
    tables: tuple[FactTable, ...] = ()
    findings: tuple[Finding, ...] = ()
    ignored: tuple[IgnoredRange, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """One edition that a question may read, as far as the semantic model must know it.

    Attributes:
        organisation: Whose facts they are.
        dataset: The catalogue's dataset.
        series: Whose table it is within the dataset.
        grain: How wide its span is.
        span: The days it speaks for.
        cells: Cells of it that are not blank.
        is_simulated: Whether it is of a simulated country.
    """

    organisation: str
    dataset: str
    series: str
    grain: str
    span: Span
    cells: int
    is_simulated: bool
