"""The quality report: what a reader found wrong or strange, largest volume first."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from petroverse.core.facts import Finding, Severity
from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork
from petroverse.database.columns import add_rows

__all__ = [
    "FindingsFilter",
    "StoredFinding",
    "add_findings",
    "count_findings",
    "drop_findings",
    "group_findings",
    "list_findings",
]


@dataclass(frozen=True, slots=True)
class FindingsFilter:
    """Which findings to list; every empty field means all. Those of a withdrawn import are listed by its id alone.

    Attributes:
        organisations: Whose; the unit's own where empty.
        import_id: Of this file.
        rule: Of this rule.
        severity: Only ``blocks``, or only ``look``.
        sheet: Of this sheet, as named.
        text: Contained in the file's name, sheet, cell, seen, expected or note, in any case.
    """

    organisations: Sequence[OrganisationId] = ()
    import_id: int | None = None
    rule: str = ""
    severity: Severity | None = None
    text: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """One line of the quality report with the file that it is about.

    Attributes:
        import_id: The file's import.
        number: Its place in the file's report, from 1.
        file_name: The file's name.
        finding: The line itself.
    """

    import_id: int
    number: int
    file_name: str
    finding: Finding


_COLUMNS = {
    "import_id": "bigint",
    "number": "int",
    "organisation": "text",
    "rule": "text",
    "severity": "text",
    "sheet": "text",
    "cell": "text",
    "seen": "text",
    "expected": "text",
    "note": "text",
    "litres": "float8",
}
_FIRST = ("infinity", 0, 0)
_FROM = "from findings f join imports i using (import_id) where"
_TEXT = "strpos(lower(concat_ws(' ', i.file_name, f.sheet, f.cell, f.seen, f.expected, f.note)), lower(%s)) > 0"


def add_findings(unit: UnitOfWork, findings: Mapping[int, Sequence[Finding]]) -> None:
    """Adds lines to the reports of imports that are there, after those they have: import id → findings."""
    last = {
        row["import_id"]: row["number"]
        for row in unit.rows(
            "select import_id, max(number) as number from findings where import_id = any(%s) group by import_id",
            [list(findings)],
        )
    }
    rows = [
        (
            import_id, number, unit.organisation, each.rule, each.severity, each.sheet, each.cell,
            each.seen, each.expected, each.note, each.litres,
        )
        for import_id, lines in findings.items()
        for number, each in enumerate(lines, last.get(import_id, 0) + 1)
    ]  # fmt: skip
    add_rows(unit, "findings", _COLUMNS, rows)


def drop_findings(unit: UnitOfWork, findings: Collection[StoredFinding]) -> None:
    """Removes lines that no longer hold from the reports of the unit's organisation."""
    unit.many(
        "delete from findings where organisation = %s and import_id = %s and number = %s",
        [(unit.organisation, each.import_id, each.number) for each in findings],
    )


def list_findings(
    unit: UnitOfWork,
    wanted: FindingsFilter | None = None,
    *,
    limit: int = 1000,
    after: tuple[float, int, int] | None = None,
) -> tuple[StoredFinding, ...]:
    """Findings, those with the most litres first.

    Args:
        unit: The transaction to read in.
        wanted: Which; all of the unit's organisation where None.
        limit: At most so many.
        after: Only those that follow the finding with these litres, of this import, with this number.
    """
    where, values = _where(unit, wanted or FindingsFilter())
    found = unit.rows(
        "select f.import_id, f.number, i.file_name, f.rule, f.severity, f.sheet, f.cell, f.seen, f.expected, f.note, "
        f"f.litres {_FROM} {where} and (-f.litres, f.import_id, f.number) > (-%s::float8, %s, %s) "
        "order by f.litres desc, f.import_id, f.number limit %s",
        [*values, *(after or _FIRST), limit],
    )
    return tuple(
        StoredFinding(row.pop("import_id"), row.pop("number"), row.pop("file_name"), Finding(**row)) for row in found
    )


def count_findings(unit: UnitOfWork, wanted: FindingsFilter | None = None) -> dict[str, int]:
    """How many findings there are by rule, the most frequent first."""
    where, values = _where(unit, wanted or FindingsFilter())
    found = unit.rows(
        f"select f.rule, count(*) as count {_FROM} {where} group by f.rule order by count(*) desc, f.rule", values
    )
    return {row["rule"]: row["count"] for row in found}


def group_findings(unit: UnitOfWork, wanted: FindingsFilter | None = None) -> list[dict[str, Any]]:
    """Findings by rule and severity: how many, in how many files, their litres; what blocks first, then by litres."""
    where, values = _where(unit, wanted or FindingsFilter())
    return unit.rows(
        "select f.rule, f.severity, count(*) as count, count(distinct f.import_id) as files, sum(f.litres) as litres "
        f"{_FROM} {where} group by f.rule, f.severity order by f.severity, sum(f.litres) desc, count(*) desc, f.rule",
        values,
    )


def _where(unit: UnitOfWork, wanted: FindingsFilter) -> tuple[str, list[Any]]:
    conditions: dict[str, Any] = {
        "f.import_id = %s": wanted.import_id,
        "f.rule = %s": wanted.rule,
        "f.severity = %s": wanted.severity,
        "f.sheet = %s": wanted.sheet,
        _TEXT: wanted.text,
    }
    given = {"f.organisation = any(%s)": list(wanted.organisations or (unit.organisation,))}
    given |= {condition: value for condition, value in conditions.items() if value}
    in_force = () if wanted.import_id else ("i.withdrawn_at is null",)
    return " and ".join((*given, *in_force)), list(given.values())
