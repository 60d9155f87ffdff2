"""Blocks of laboratory results: a product's name, headings in one or two rows, the limits, and a row a sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.products import GRADES
from petroverse.sources.workbooks.book import Sheet
from petroverse.sources.workbooks.cells import Cell, Row
from petroverse.sources.workbooks.headings import clean, plain, says
from petroverse.sources.workbooks.price_table import slug

__all__ = ["Limits", "Parameter", "QualityBlock", "Sample", "quality_blocks"]

ROWS_ABOVE: Final = 4
_BRACKET: Final = re.compile(r"\(([^()]*)\)")
_NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")
_RANGE: Final = re.compile(r"(\d+(?:\.\d+)?)\s*[-–—]\s*(\d+(?:\.\d+)?)")
_GRADED: Final = re.compile(r"([A-Za-z]{4,})\s+(\d+(?:\.\d+)?)")
_CONDITION: Final = re.compile(r"@\s*\d+(?:\.\d+)?\s*°\s*C", re.IGNORECASE)
"""At which temperature something was measured: no unit of the result."""
_UNITS: Final = (
    "kg/m3",
    "mg/kg",
    "°C",
    "kPa",
    "ppm",
    "ml/100ml",
    "mol%",
    "cSt",
    "vol%",
    "mass%",
    "g/l",
    "hours",
    "minutes",
)
GRADE_LETTERS: Final = 4
"""Grades are told apart by their first letters, since the rest is often misspelt (``Premuim``)."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the specification allows, for all grades or for each.

    Attributes:
        low: Lowest allowed, None where none is set.
        high: Highest allowed, None where none is set.
        by_grade: First letters of a grade → its own limit, where grades differ.
        is_low: Whether a limit by grade is the lowest allowed; else the highest.
    """

    low: float | None = None
    high: float | None = None
    by_grade: Mapping[str, float] = field(default_factory=dict)
    is_low: bool = False

    def of(self, grade: str) -> tuple[float | None, float | None]:
        """Lowest and highest allowed for a grade (empty: not graded).

        Example:
            >>> Limits(by_grade={"REGU": 91.0, "PREM": 95.0}, is_low=True).of("Premium")
            (95.0, None)
        """
        if not self.by_grade:
            return self.low, self.high
        only = next(iter(self.by_grade.values())) if len(self.by_grade) == 1 and not grade else None
        limit = self.by_grade.get(grade.upper()[:GRADE_LETTERS], only)
        return (limit, None) if self.is_low else (None, limit)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One column of results. Columns count from 0."""

    column: int
    code: str
    heading: str
    unit: str
    limits: Limits
    is_known: bool


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of results. Rows count from 0.

    Attributes:
        row: Where it stands.
        name: The vessel or refinery as printed.
        grade: As printed; empty where none.
        values: Column → number; labels and blanks have none.
        printed: Column → the cell as printed; blanks have none.
    """

    row: int
    name: str
    grade: str
    values: Mapping[int, float]
    printed: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class QualityBlock:
    """One product's block, its samples and the averages printed below them."""

    heading_row: int
    product: str
    parameters: tuple[Parameter, ...]
    samples: tuple[Sample, ...]
    averages: tuple[Sample, ...]


def quality_blocks(sheet: Sheet, pack: CountryPack) -> tuple[QualityBlock, ...]:
    """Every block of a sheet, from the top; a block without a known product is left out."""
    starts = [(at, column) for at, row in enumerate(sheet.rows) if (column := _sample_column(row, pack)) is not None]
    ends = [at for at, _ in starts[1:]] + [len(sheet.rows)]
    blocks = (_block(sheet.rows, at, column, end, pack) for (at, column), end in zip(starts, ends, strict=False))
    return tuple(each for each in blocks if each)


def _sample_column(row: Row, pack: CountryPack) -> int | None:
    names = pack.words.get("quality.sample", ())
    if sum(cell is not None for cell in row) < 3:
        return None
    return next((column for column, cell in enumerate(row) if isinstance(cell, str) and plain(cell) in names), None)


def _block(rows: Sequence[Row], at: int, column: int, end: int, pack: CountryPack) -> QualityBlock | None:
    product = _product(rows, at, pack)
    below = range(at + 1, end)
    limits_row = next((each for each in below if _says_first(rows[each], column, "quality.limits", pack)), None)
    if product is None or limits_row is None:
        return None
    grade_column = next((col for col, cell in enumerate(rows[at]) if says(cell, "quality.grade", pack)), None)
    parameters = tuple(_parameters(rows, at, limits_row, {column, grade_column}, pack))
    samples: list[Sample] = []
    averages: list[Sample] = []
    for each in range(limits_row, end):
        if each > limits_row and _is_title(rows, each, column, pack):
            break
        label = next((cell for cell in rows[each][: column + 1] if says(cell, "average", pack)), None)
        name = rows[each][column] if isinstance(rows[each][column], str) else None
        before = samples[-1].name if samples else ""
        sample = _sample(rows[each], each, str(label or name or before), grade_column, parameters)
        if each == limits_row or not sample.printed or not sample.name.strip():
            continue
        (averages if label else samples).append(sample)
    return QualityBlock(at, product, parameters, tuple(samples), tuple(averages))


def _product(rows: Sequence[Row], at: int, pack: CountryPack) -> str | None:
    for row in reversed(rows[max(0, at - ROWS_ABOVE) : at]):
        for cell in row:
            code = pack.product_spellings.get(plain(_BRACKET.sub(" ", cell))) if isinstance(cell, str) else None
            if code:
                return GRADES.get(code, code)
    return None


def _is_title(rows: Sequence[Row], at: int, column: int, pack: CountryPack) -> bool:
    """Whether a row begins the next block: a lone text that names a product."""
    filled = [cell for cell in rows[at] if cell is not None and str(cell).strip()]
    return (
        len(filled) == 1
        and _product(rows, at + 1, pack) is not None
        and rows[at][column] is not None
        and (isinstance(filled[0], str) and plain(_BRACKET.sub(" ", filled[0])) in pack.product_spellings)
    )


def _says_first(row: Row, column: int, key: str, pack: CountryPack) -> bool:
    """Whether a row says a word no further right than its samples' names."""
    return any(says(cell, key, pack) for cell in row[: column + 1])


def _parameters(
    rows: Sequence[Row], at: int, limits_row: int, others: set[int | None], pack: CountryPack
) -> Iterator[Parameter]:
    group = ""
    for column in range(min(each for each in others if each is not None) + 1, len(rows[at])):
        if column in others:
            continue
        main = rows[at][column]
        below = next((rows[each][column] for each in range(at + 1, limits_row) if rows[each][column]), None)
        if isinstance(main, str) and main.strip():
            group = main
        elif below is None:
            continue
        heading = below if isinstance(below, str) else group
        code, is_known = _parameter_code(heading, pack)
        whole = f"{heading} {group}"
        printed = clean(heading if heading == group else f"{group}: {heading}")
        yield Parameter(column, code, printed, _unit(whole), _limits(rows[limits_row][column], whole, pack), is_known)


def _parameter_code(heading: str, pack: CountryPack) -> tuple[str, bool]:
    """The parameter whose longest spelling a heading begins with."""
    text = f"{plain(heading)} "
    named = [
        (len(word), key.removeprefix("parameter."))
        for key, words in pack.words.items()
        if key.startswith("parameter.")
        for word in words
        if text.startswith(f"{word} ")
    ]
    return (max(named)[1], True) if named else (slug(_BRACKET.sub(" ", heading)), False)


def _unit(heading: str) -> str:
    low = _CONDITION.sub(" ", heading).lower()
    return next((unit for unit in _UNITS if unit.lower() in low), "")


def _limits(cell: Cell, heading: str, pack: CountryPack) -> Limits:
    """The limits that a cell prints; a single number is the lowest where the heading says so, else the highest."""
    is_low = says(heading, "quality.lowest", pack)
    text = clean(str(cell)) if cell is not None else ""
    if _NUMBER.fullmatch(text):
        return Limits(low=float(text)) if is_low else Limits(high=float(text))
    found = _RANGE.fullmatch(text)
    if found:
        return Limits(float(found[1]), float(found[2]))
    graded = {name.upper()[:GRADE_LETTERS]: float(limit) for name, limit in _GRADED.findall(text)}
    return Limits(by_grade=graded, is_low=is_low)


def _sample(row: Row, at: int, name: str, grade_column: int | None, parameters: Sequence[Parameter]) -> Sample:
    printed, values = {}, {}
    for each in parameters:
        cell = row[each.column]
        text = clean(str(cell)) if cell is not None else ""
        if not text or text.startswith("#"):
            continue
        printed[each.column] = text
        if _NUMBER.fullmatch(text):
            values[each.column] = float(text)
    grade = row[grade_column] if grade_column is not None else None
    in_name = _BRACKET.search(name)
    shown = clean(grade) if isinstance(grade, str) else clean(in_name[1]) if in_name else ""
    return Sample(at, name, shown, values, printed)
