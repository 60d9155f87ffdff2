"""What is wrong with a laboratory summary: labels and texts among numbers, averages that are not of the samples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from petroverse.core.facts import Finding
from petroverse.sources.workbooks.book import Sheet
from petroverse.sources.workbooks.cells import a1
from petroverse.sources.workbooks.headings import clean
from petroverse.sources.workbooks.quality_blocks import GRADE_LETTERS, Parameter, QualityBlock, Sample

__all__ = ["averages_differ", "below_detection", "labels", "numbers_as_text", "unknown_parameters"]

TOLERANCE: Final = 0.02
"""Printed averages are rounded; a difference of more than this share is no rounding."""

_COLOUR: Final = re.compile(r"[LD]\s?\d(?:\.\d)?")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_BELOW: Final = re.compile(r"[<≤]\s*\d+(?:\.\d+)?")


def labels(sheet: Sheet) -> Iterator[Finding]:
    """Colour classes, which are labels and no numbers; one finding a sheet."""
    found = _cells(sheet, _COLOUR)
    if found:
        note = "a class of the ASTM colour scale: a label, not a number"
        yield _joined("censored_value", sheet, found, "ASTM colour class, as text", note)


def numbers_as_text(sheet: Sheet) -> Iterator[Finding]:
    """Numbers that are stored as text, so that the workbook's own averages leave them out; one finding a sheet."""
    found = _cells(sheet, _NUMBER)
    if found:
        note = "number stored as text: read as the number, but left out of the workbook's own averages"
        yield _joined("text_in_number", sheet, found, "a number", note)


def below_detection(sheet: Sheet) -> Iterator[Finding]:
    """Results below what the laboratory can tell; one finding a sheet."""
    found = _cells(sheet, _BELOW)
    if found:
        yield _joined("below_detection", sheet, found, "no number", "kept as printed, not averaged")


def averages_differ(block: QualityBlock, sheet: str) -> Iterator[Finding]:
    """Printed averages that are not the mean of the samples shown above them."""
    for average in block.averages:
        for parameter in block.parameters:
            values = _averaged(block, average, parameter)
            printed = average.values.get(parameter.column)
            if printed is None or not values:
                continue
            mean = sum(values) / len(values)
            if abs(printed - mean) > TOLERANCE * abs(mean) + 0.051:
                cell = a1(average.row, parameter.column)
                note = f"{block.product}, {parameter.heading}: not the mean of the {len(values)} samples shown above"
                seen = average.printed[parameter.column]
                yield Finding("average_mismatch", "look", sheet, cell, seen, f"{mean:.4g}", note)


def unknown_parameters(block: QualityBlock, sheet: str) -> Iterator[Finding]:
    """Headings that the pack does not know; kept under a code made of the heading."""
    for each in block.parameters:
        if not each.is_known:
            cell, note = a1(block.heading_row, each.column), f"kept as {each.code}; add it to the country pack"
            yield Finding("unknown_parameter", "look", sheet, cell, each.heading, "a parameter of the pack", note)


def _averaged(block: QualityBlock, average: Sample, parameter: Parameter) -> list[float]:
    above = [each for each in block.samples if each.row < average.row]
    grade = average.grade.upper()[:GRADE_LETTERS]
    same = [each for each in above if not grade or each.grade.upper()[:GRADE_LETTERS] == grade]
    return [each.values[parameter.column] for each in same if parameter.column in each.values]


def _cells(sheet: Sheet, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    return [
        (a1(at, column), clean(cell))
        for at, row in enumerate(sheet.rows)
        for column, cell in enumerate(row)
        if isinstance(cell, str) and pattern.fullmatch(clean(cell))
    ]


def _joined(rule: str, sheet: Sheet, cells: list[tuple[str, str]], expected: str, note: str) -> Finding:
    where, seen = ";".join(cell for cell, _ in cells), "; ".join(text for _, text in cells)
    return Finding(rule, "look", sheet.name, where, seen, expected, note)
