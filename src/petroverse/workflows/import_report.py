"""What an import has to say: a verdict for each file, what moved, and every finding."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from petroverse.core.facts import Finding, SourceReading

__all__ = ["Change", "FileOutcome", "FileVerdict", "ImportReport", "MovedCell", "Recognised", "agrees"]

FileVerdict = Literal["read", "stored", "refused", "same", "skipped"]
"""As core's verdicts; ``same``: these very bytes were taken in before; ``skipped``: no publication by its ending."""


def agrees(printed: float, summed: float) -> bool:
    """Whether a printed total agrees with our sum to the unit.

    Example:
        >>> agrees(1_000_000, 1_000_000.4)
        True
    """
    return round(printed) == round(summed)


@dataclass(frozen=True, slots=True)
class Change:
    """Rows that a file brings, counted against what was read in their place before."""

    new: int = 0
    changed: int = 0
    same: int = 0
    removed: int = 0


@dataclass(frozen=True, slots=True)
class MovedCell:
    """One figure that a file says otherwise than what was read in its place before.

    Attributes:
        month: First day of the month or year, as 2024-03-01.
        product: Canonical code.
        entity: Region, depot or company; empty for the whole nation.
        was: Litres or kilograms as they were read; None where nothing or a blank was.
        now: As the file says; None where it says nothing or a blank.
        sheet: Where it stands.
        cell: Where it stands; empty where it is gone.
    """

    month: str
    product: str
    entity: str
    was: float | None
    now: float | None
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file was taken for.

    Attributes:
        series: Whose tables it holds, such as ``omc``.
        grains: How wide the spans of these are, such as ``month``.
        first: The first day that they speak for, as 2024-03-01; None where it holds no table.
        last: The day after the last.
        sheets: How many sheets gave facts.
        left_out: Why sheets and cells were left out, with how many places each.
    """

    series: tuple[str, ...] = ()
    grains: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None
    sheets: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: SourceReading) -> Recognised:
        """What a reading shows that a file is."""
        editions = reading.editions
        return cls(
            series=tuple(sorted({each.series for each in editions})),
            grains=tuple(sorted({each.grain for each in editions})),
            first=min((each.span.start.isoformat() for each in editions), default=None),
            last=max((each.span.end.isoformat() for each in editions), default=None),
            sheets=len({each.sheet for each in editions}),
            left_out=dict(Counter(each.reason for each in reading.ignored).most_common()),
        )


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of one file.

    Attributes:
        name: The file's name within the import.
        verdict: See ``FileVerdict``.
        reason: Why it was stored, refused, the same or skipped.
        organisation: Who owns its facts.
        publisher: The country pack that recognised it.
        family: The kind of document.
        rows: Facts that came of it.
        editions: Tables that held them.
        tied: Printed totals that agree with our sums to the unit.
        untied: Printed totals that do not.
        findings: Its quality report.
        import_id: Its number; 0 where nothing was stored.
        change: Rows new, changed, the same and removed.
        recognised: What it was taken for.
        moved: The ten figures that it changes most.
    """

    name: str
    verdict: FileVerdict
    reason: str = ""
    organisation: str = ""
    publisher: str = ""
    family: str = ""
    rows: int = 0
    editions: int = 0
    tied: int = 0
    untied: int = 0
    findings: tuple[Finding, ...] = ()
    import_id: int = 0
    change: Change = field(default_factory=Change)
    recognised: Recognised = field(default_factory=Recognised)
    moved: tuple[MovedCell, ...] = ()

    @classmethod
    def of(cls, name: str, reading: SourceReading, *, organisation: str) -> FileOutcome:
        """The outcome of a file as its reading says, before it is stored."""
        totals = [total for edition in reading.editions for total in edition.totals if total.printed is not None]
        tied = sum(agrees(total.printed or 0.0, total.summed) for total in totals)
        return cls(
            name=name,
            verdict=reading.verdict,
            reason=reading.reason,
            organisation=organisation,
            publisher=reading.publisher,
            family=reading.family,
            rows=sum(len(table.cell) for table in reading.tables),
            editions=len(reading.editions),
            tied=tied,
            untied=len(totals) - tied,
            findings=reading.findings,
            recognised=Recognised.of(reading),
        )


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What one import did.

    Attributes:
        files: Every file, by name.
        findings: Found between files, each under the name of the file it is about.
        is_check: Whether nothing was stored.
        made_real: Whether these are the first real facts, so that they replace the sample as the default.
    """

    files: tuple[FileOutcome, ...]
    findings: tuple[tuple[str, Finding], ...] = ()
    is_check: bool = False
    made_real: bool = False

    @property
    def verdicts(self) -> Mapping[str, int]:
        """How many files ended how."""
        return Counter(each.verdict for each in self.files)

    @property
    def all_findings(self) -> tuple[tuple[str, Finding], ...]:
        """Every finding with its file's name, the largest litres first."""
        own = [(each.name, finding) for each in self.files for finding in each.findings]
        return tuple(sorted((*own, *self.findings), key=lambda pair: -pair[1].litres))

    def exit_code(self, *, is_strict: bool) -> int:
        """0 done; 3 where a file was refused; 4 where findings stand and the caller is strict."""
        if self.verdicts.get("refused"):
            return 3
        return 4 if is_strict and self.all_findings else 0

    def as_json(self) -> dict[str, Any]:
        """The report as JSON values."""
        return {
            "schema": "petroverse.import/1",
            "rows": [{**asdict(each), "findings": len(each.findings)} for each in self.files],
            "findings": [{"file": name, **asdict(finding)} for name, finding in self.all_findings],
            "meta": {"verdicts": dict(self.verdicts), "check": self.is_check, "made_real": self.made_real},
            "warnings": [f"{each.name}: {each.reason}" for each in self.files if each.verdict == "refused"],
        }
