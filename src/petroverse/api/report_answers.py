"""What routes answer about what was taken in: imports, findings and editions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["EditionsPage", "FindingsPage", "ImportDetails", "ImportsPage", "Line", "Report", "Uploaded", "Withdrawal"]

Next = Annotated[str | None, Field(description="Give it as `cursor` for the next page; none on the last.")]
Litres = Annotated[
    float, Field(description="How much hangs on it, in litres (or kg); 0 where that does not apply.", examples=[4.2e6])
]


class Line(BaseModel):
    """What is answered holds the documented fields and no others."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class Import(Line):
    """One file that was taken in or refused."""

    import_id: Annotated[int, Field(examples=[12])]
    organisation: Annotated[str, Field(description="Who owns its facts.", examples=["public"])]
    file_name: Annotated[str, Field(examples=["national-2024-03.xlsx"])]
    sha256: Annotated[str, Field(description="Of its bytes, which are kept.")]
    size_bytes: Annotated[int, Field(description="How long it is, in bytes.")]
    verdict: Literal["read", "stored", "refused"]
    reason: Annotated[str, Field(description="Why it was stored or refused; empty when read.")]
    publisher: Annotated[str, Field(description="The country pack that recognised it.")]
    family: Annotated[str, Field(description="The kind of document.")]
    fact_rows: Annotated[int, Field(description="Facts that came of it.")]
    settings: Annotated[dict[str, Any], Field(description="How it was read.")]
    finding_count: Annotated[int, Field(description="Lines of its quality report.")]
    recorded_at: Annotated[datetime, Field(description="When it was taken in, UTC.")]
    person: Annotated[str, Field(description="Who brought it.")]
    withdrawn_at: Annotated[datetime | None, Field(description="When it was taken back, UTC.")]
    withdrawn_by: str | None


class ListedImport(Import):
    """One file that was taken in or refused."""

    editions: Annotated[int, Field(description="Tables that it brought.")]


class ImportsPage(Line):
    """Files, newest first."""

    imports: list[ListedImport]
    next_cursor: Next


class Total(Line):
    """A total that the publisher printed, beside our own sum over the same rows."""

    product: str
    region: str
    summed: Annotated[float, Field(description="Our sum, in the product's unit.")]
    printed: Annotated[float | None, Field(description="The publisher's figure.")]
    cell: Annotated[str, Field(description="Where it stands.", examples=["C174"])]
    table_cell: str = ""


class OtherEdition(Line):
    """Another version of the same table."""

    edition_id: int
    import_id: int
    file: str
    known_at: Annotated[datetime, Field(description="When its publisher made it known, UTC.")]


class RecordEntry(Line):
    """The line of the records that says what was done."""

    number: int
    hash: Annotated[str, Field(description="Of the line and all before it, SHA-256 in hex.")]


class ImportEdition(Line):
    """One published table as the file printed it."""

    edition_id: int
    dataset: str
    series: str
    grain: str
    sheet: str
    row_count: int
    cell_count: Annotated[int, Field(description="Rows that are not blank.")]
    totals: list[Total]
    known_at_basis: Literal["stated", "inferred"]
    span_start: date
    span_end: Annotated[date, Field(description="The day after the last one.")]
    known_at: Annotated[datetime, Field(description="When its publisher made it known, UTC.")]
    recorded_at: Annotated[datetime, Field(description="When it was taken in, UTC.")]
    slot: Annotated[str, Field(description="What it speaks for.", examples=["volume/omc/month/2024-03-01"])]
    versions: Annotated[int, Field(description="Tables that speak for the same, itself among them.")]
    replaced_by: Annotated[OtherEdition | None, Field(description="The one that is read in its place; none in force.")]
    replaces: Annotated[OtherEdition | None, Field(description="The one that it took the place of.")]


class Ignored(Line):
    """Cells that hold something and were deliberately left out."""

    sheet: str
    cells: str
    reason: str


class ImportDetails(Import):
    """One import with its tables, its findings by rule, and what was left out."""

    editions: list[ImportEdition]
    rules: Annotated[dict[str, int], Field(description="Findings by rule.")]
    ignored: list[Ignored]
    record: Annotated[RecordEntry | None, Field(description="Where the records tell of it.")]


class Withdrawal(Line):
    """What went out of sight."""

    import_id: int
    file_name: str
    organisation: str
    editions: Annotated[int, Field(description="Tables that are no longer read.")]
    rows: Annotated[int, Field(description="Facts in them.")]


class FindingLine(Line):
    """One line of the quality report."""

    import_id: int
    number: Annotated[int, Field(description="Its place in the file's report.")]
    file: str
    rule: Annotated[str, Field(examples=["total_mismatch"])]
    severity: Literal["blocks", "look"]
    sheet: str
    cell: Annotated[str, Field(examples=["C42"])]
    seen: Annotated[str, Field(description="What stands there.")]
    expected: Annotated[str, Field(description="What the sheet itself or its neighbours call for.")]
    note: Annotated[str, Field(description="Why it matters and what to do.")]
    litres: Litres


class FindingsGroup(Line):
    """Findings of one rule and severity."""

    rule: str
    severity: Literal["blocks", "look"]
    count: int
    files: Annotated[int, Field(description="Files that they are in.")]
    litres: Annotated[float, Field(description="How much hangs on them together, in litres (or kg).")]


class FindingsPage(Line):
    """Findings, the largest litres first, and how many there are in all."""

    findings: list[FindingLine]
    rules: Annotated[dict[str, int], Field(description="How many there are by rule, of all pages.")]
    groups: Annotated[list[FindingsGroup], Field(description="By rule, what was kept out first, then by litres.")]
    total: Annotated[int, Field(description="How many there are, of all pages.")]
    is_simulated: bool
    next_cursor: Next


class ListedEdition(Line):
    """One published table that was taken in."""

    edition_id: int
    import_id: int
    organisation: str
    dataset: str
    series: str
    grain: str
    span_start: date
    span_end: Annotated[date, Field(description="The day after the last one.")]
    known_at: Annotated[datetime, Field(description="When its publisher made it known, UTC.")]
    known_at_basis: Literal["stated", "inferred"]
    recorded_at: Annotated[datetime, Field(description="When it was taken in, UTC.")]
    file: str
    file_sha256: str
    sheet: str
    row_count: int
    cell_count: Annotated[int, Field(description="Rows that are not blank.")]
    is_simulated: bool


class EditionsPage(Line):
    """Published tables, the one taken in last first."""

    editions: list[ListedEdition]
    next_cursor: Next


class FileChange(Line):
    """Rows counted against what was read in their place before."""

    new: int
    changed: int
    same: int
    removed: int


class FileRecognised(Line):
    """What a file was taken for."""

    series: Annotated[list[str], Field(description="Whose tables it holds.", examples=[["omc"]])]
    grains: Annotated[list[str], Field(description="How wide their spans are.", examples=[["month"]])]
    first: Annotated[date | None, Field(description="The first day that they speak for.")]
    last: Annotated[date | None, Field(description="The day after the last.")]
    sheets: Annotated[int, Field(description="Sheets that gave facts.")]
    left_out: Annotated[dict[str, int], Field(description="Why sheets and cells were left out, and how many.")]


class FigureMoved(Line):
    """One figure that a file says otherwise than what was read in its place before."""

    month: Annotated[date, Field(description="First day of the month or year.")]
    product: str
    entity: Annotated[str, Field(description="Region, depot or company; empty for the nation.")]
    was: float | None
    now: float | None
    sheet: str
    cell: str


class ReportRow(Line):
    """What became of one file."""

    name: str
    verdict: Literal["read", "stored", "refused", "same", "skipped"]
    reason: str
    organisation: str
    publisher: str
    family: str
    rows: Annotated[int, Field(description="Facts that came of it.")]
    editions: int
    tied: Annotated[int, Field(description="Printed totals that agree with our sums to the unit.")]
    untied: int
    findings: Annotated[int, Field(description="Lines of its quality report.")]
    import_id: Annotated[int, Field(description="0 where nothing was stored.")]
    change: FileChange
    recognised: FileRecognised
    moved: Annotated[list[FigureMoved], Field(description="The ten figures that it changes most.")]


class ReportFinding(Line):
    """One line of the quality report of what came in."""

    file: str
    rule: str
    severity: Literal["blocks", "look"]
    sheet: str
    cell: str
    seen: str
    expected: str
    note: str
    litres: Litres


class ReportMeta(Line):
    """How the import went as a whole."""

    verdicts: Annotated[dict[str, int], Field(description="How many files ended how.")]
    check: Annotated[bool, Field(description="Whether nothing was stored.")]
    made_real: Annotated[bool, Field(description="Whether these are the first real facts; they replace the sample.")]


class Report(Line):
    """What one import did."""

    schema_: Annotated[Literal["petroverse.import/1"], Field(alias="schema")]
    rows: list[ReportRow]
    findings: list[ReportFinding]
    meta: ReportMeta
    warnings: list[str]


class Uploaded(Line):
    """The report of what came in."""

    report: Report
