"""What an import's report says in numbers: exit codes, ties, and the largest litres first."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from petroverse.core.facts import Edition, Finding, PrintedTotal, SourceReading
from petroverse.core.times import Known, Span
from petroverse.workflows import FileOutcome, ImportReport

LOOK = Finding("blank_vs_zero", "look", "May", "C4", "blank", "0", litres=5.0)
LARGE = Finding("sum_mismatch", "look", "May", "C9", "1", "2", litres=900.0)


@pytest.mark.parametrize(
    ("verdict", "findings", "is_strict", "code"),
    [("read", (), True, 0), ("read", (LOOK,), False, 0), ("read", (LOOK,), True, 4), ("refused", (LOOK,), True, 3)],
)
def test_the_exit_code_says_what_happened(verdict, findings, is_strict, code):
    report = ImportReport((FileOutcome("a.xlsx", verdict, findings=findings),))
    assert report.exit_code(is_strict=is_strict) == code


def test_the_largest_litres_come_first():
    report = ImportReport((FileOutcome("a", "read", findings=(LOOK,)),), (("b", LARGE),))
    assert [finding for _, finding in report.all_findings] == [LARGE, LOOK]


def test_a_printed_total_ties_to_the_unit():
    totals = (PrintedTotal("gasoline", "", 100.2, 100.0, "C9"), PrintedTotal("gasoil", "", 100.0, 101.0, "D9"),
              PrintedTotal("lpg", "", 1.0, None, "E9"))  # fmt: skip
    span = Span(date(2024, 5, 1), date(2024, 6, 1))
    edition = Edition(
        "volume", "omc", "month", span, Known(datetime(2024, 6, 25, tzinfo=UTC), "inferred"), "May", totals
    )
    outcome = FileOutcome.of("a.xlsx", SourceReading("read", editions=(edition,)), organisation="public")
    assert (outcome.tied, outcome.untied) == (1, 1)
