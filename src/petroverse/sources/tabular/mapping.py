"""A mapping: which dataset a table is, and how each of its columns becomes a column of the catalogue.

    version = 1
    name = "loadings of our rack"
    dataset = "movement"
    zone = "Africa/Accra"            # of times without a zone; else the pack's, else UTC

    [columns.event]
    constant = "loading"

    [columns.product]
    heading = "Grade"                # by heading, never by position
    spellings = { SUPER = "gasoline" }

    [columns.standard_volume]
    heading = "Volume @15"
    unit = "m3"                      # what the file counts in; facts are in litres or kilograms

Nothing is guessed in silence: a volume without a unit, or a table without the span it speaks for, is refused.
"""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, Literal, TypeAlias, get_args

from petroverse.core.times import Grain

__all__ = [
    "FORMATS",
    "GRAINS",
    "MEANINGS",
    "ColumnRule",
    "Constant",
    "EmptyRule",
    "FileRule",
    "KnownRule",
    "Mapping",
    "Meaning",
    "NumberRule",
]

Constant: TypeAlias = str | int | float | bool | date | datetime | None
"""A value that every row has; None where the column comes from the file."""

Meaning = Literal["missing", "zero", "refuse"]
"""What an empty cell says: nothing known, none of it, or a fault."""

FORMATS: Final = ("csv", "tsv", "xlsx", "parquet")
MEANINGS: Final[tuple[Meaning, ...]] = get_args(Meaning)
GRAINS: Final[tuple[Grain, ...]] = get_args(Grain)


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """How one column of the catalogue is filled: from a heading, or with a constant.

    Attributes:
        heading: The file's heading; compared without outer blanks and case. Empty where there is a constant.
        constant: The value of every row.
        format: How a date is written, as ``%d/%m/%Y``; empty for ISO (2024-03-31) and true date cells.
        unit: What a volume is counted in: L, m3, kg, t, ``thousand L`` …; facts are litres or kilograms.
        scale: What each number is multiplied by: 0.01 for pesewas where facts are cedis.
        units_per_tonne: Litres of the product in a tonne, where tonnes become litres; 0 for the pack's factor.
        spellings: The file's words, each with what it stands for.
    """

    heading: str = ""
    constant: Constant = None
    format: str = ""
    unit: str = ""
    scale: float = 1.0
    units_per_tonne: float = 0.0
    spellings: Table[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileRule:
    """How the file is opened; what is left empty is found by looking.

    Attributes:
        format: csv, tsv, xlsx or parquet.
        encoding: Of a text file, such as ``utf-8`` or ``latin-1``.
        delimiter: Of a text file, one character.
        sheet: Of a workbook, exactly as named.
        header_line: Line or row of the headings, from 1; 0 to find the first that has them all.
    """

    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    header_line: int = 0


@dataclass(frozen=True, slots=True)
class NumberRule:
    """The marks of numbers written as text: ``1,234.5`` has the decimal ``.`` and the thousands ``,``."""

    decimal: str = "."
    thousands: str = ""


@dataclass(frozen=True, slots=True)
class EmptyRule:
    """What no figure says.

    Attributes:
        blank: An empty cell.
        dash: A lone ``-`` or dash.
        zero: A figure 0: ``zero`` as it stands, ``missing`` where the publisher writes 0 for *none stated*.
        words: Further words for nothing known, such as ``n/a``.
    """

    blank: Meaning = "missing"
    dash: Meaning = "missing"
    zero: Meaning = "zero"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownRule:
    """When the facts were made known: stated at one instant, in a column, or so many days after their period's end."""

    at: datetime | None = None
    heading: str = ""
    format: str = ""
    lag_days: int = 0


@dataclass(frozen=True, slots=True)
class Mapping:
    """One mapping file.

    Attributes:
        name: What a person calls it.
        dataset: The catalogue's dataset.
        columns: Catalogue column → how it is filled.
        series: Whose table it is; empty to take it from ``series_from``.
        series_from: The column that names the series; for volumes ``source`` where neither is given.
        grain: How wide the span of one edition is; ``row`` for movements and stock, whose rows stand by their key.
        zone: IANA time zone of times that state none; empty for the pack's, else UTC.
        file: How the file is opened.
        numbers: The marks of numbers.
        empty: What no figure says.
        known: When the facts were made known.
    """

    name: str
    dataset: str
    columns: Table[str, ColumnRule]
    series: str = ""
    series_from: str = ""
    grain: Grain = "row"
    zone: str = ""
    file: FileRule = field(default_factory=FileRule)
    numbers: NumberRule = field(default_factory=NumberRule)
    empty: EmptyRule = field(default_factory=EmptyRule)
    known: KnownRule = field(default_factory=KnownRule)
