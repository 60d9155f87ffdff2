"""Columns of a file turned into columns of the catalogue: numbers, days, instants, words; whole columns at once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from petroverse.sources.tabular.grid import Column
from petroverse.sources.tabular.mapping import EmptyRule, Meaning, NumberRule

__all__ = [
    "Bools",
    "Parsed",
    "as_text",
    "parse_booleans",
    "parse_instants",
    "parse_numbers",
    "parse_words",
    "true_rows",
]

Bools = NDArray[np.bool_]

_DASHES: Final = ("-", "–", "—", "−")
_YES_NO: Final = {"true": True, "yes": True, "y": True, "1": True, "false": False, "no": False, "n": False, "0": False}
_YEARS: Final = (1900, 2200)
"""A date outside these years is a slip of the pen."""

_MONTH: Final = re.compile(r"\d{4}-\d{2}")


@dataclass(frozen=True, slots=True)
class Parsed:
    """One column after reading.

    Attributes:
        values: A pyarrow array; null where nothing is known and where the cell was not readable.
        bad: Rows whose cell was not readable.
        expected: What those cells should have held.
        fix: What to do about them.
        is_formula: Rows that hold a formula as text; also ``bad`` where a number or date was wanted.
    """

    values: pa.Array
    bad: Bools
    expected: str = ""
    fix: str = ""


def true_rows(array: pa.Array) -> Bools:
    """A column of yes and no as a mask; null is no."""
    return np.asarray(pc.fill_null(array, False).to_numpy(zero_copy_only=False), dtype=np.bool_)


def as_text(column: Column) -> pa.Array:
    """A column as trimmed text with single blanks; null where a cell is blank."""
    if pa.types.is_floating(column.type):
        column = _printed_numbers(column)
    elif not pa.types.is_string(column.type):
        column = column.cast(pa.string())
    text = pc.utf8_trim_whitespace(pc.replace_substring_regex(column, r"[\s\x{00a0}\x{200b}\x{feff}]+", " "))
    return pc.if_else(pc.equal(text, ""), None, text)


def _printed_numbers(column: Column) -> pa.Array:
    values = column.to_pylist()
    texts = (
        None if each is None else str(int(each)) if each == each // 1 and abs(each) < 1e15 else repr(each)
        for each in values
    )
    return pa.array(texts, pa.string())


def parse_numbers(column: Column, numbers: NumberRule, empty: EmptyRule) -> Parsed:
    """Reads numbers, text or true ones, under the marks and the meanings of empty cells that the mapping states."""
    if pa.types.is_floating(column.type):
        values, blank, dash, bad = (
            column,
            true_rows(column.is_null()),
            np.zeros(len(column), np.bool_),
            _not_finite(column),
        )
    else:
        text = as_text(column)
        dash = true_rows(pc.is_in(text, pa.array(_DASHES)))
        blank = true_rows(pc.or_(text.is_null(), pc.is_in(text, pa.array(empty.words, pa.string()))))
        values, bad = _numbers(text, numbers)
        bad &= ~(dash | blank)
    values = pc.if_else(pa.array(bad | blank | dash), pa.scalar(None, pa.float64()), values)
    for where, meaning in ((blank, empty.blank), (dash, empty.dash)):
        values, bad = _empty(values, bad, where, meaning)
    if empty.zero != "zero":
        values, bad = _empty(values, bad, true_rows(pc.equal(values, 0.0)) & ~(blank | dash), empty.zero)
    looks = f"1{numbers.thousands}234{numbers.decimal}5"
    return Parsed(
        values, bad, f"a number such as {looks}", "correct the cells, or the marks in [numbers] of the mapping"
    )


def _not_finite(column: Column) -> Bools:
    return ~true_rows(pc.fill_null(pc.is_finite(column), True))


def _numbers(text: pa.Array, marks: NumberRule) -> tuple[pa.Array, Bools]:
    decimal, group = re.escape(marks.decimal), re.escape(marks.thousands)
    whole = rf"(\d+|\d{{1,3}}({group}\d{{3}})+)" if group else r"\d+"
    shape = rf"^[+-]?({whole}({decimal}\d*)?|{decimal}\d+)([eE][+-]?\d+)?$"
    is_number = pc.fill_null(pc.match_substring_regex(text, shape), False)
    plain = pc.replace_substring(text, marks.thousands, "") if marks.thousands else text
    if marks.decimal != ".":
        plain = pc.replace_substring(plain, marks.decimal, ".")
    plain = pc.utf8_ltrim(plain, characters="+")
    values = pc.if_else(is_number, plain, pa.scalar(None, pa.string())).cast(pa.float64())
    return values, ~true_rows(is_number) | _not_finite(values)


def _empty(values: pa.Array, bad: Bools, where: Bools, meaning: Meaning) -> tuple[pa.Array, Bools]:
    if meaning == "missing" or not where.any():
        is_null = pc.if_else(pa.array(where), pa.scalar(None, pa.float64()), values) if where.any() else values
        return is_null, bad
    if meaning == "zero":
        return pc.if_else(pa.array(where), 0.0, values), bad
    return values, bad | where


def _by_word(text: pa.Array, read: Callable[[str], object], kind: pa.Array) -> tuple[pa.Array, Bools]:
    """Reads each distinct text once; null from ``read`` means that it cannot be read."""
    words = text.dictionary_encode()
    meant = pa.array([read(each) for each in words.dictionary.to_pylist()], kind)
    values = meant.take(words.indices)
    return values, true_rows(pc.and_(values.is_null(), text.is_valid()))


def parse_words(column: Column, meaning: Callable[[str], str | None], expected: str, fix: str) -> Parsed:
    """Reads words, each distinct one once; what ``meaning`` gives None for is not readable."""
    values, bad = _by_word(as_text(column), meaning, pa.string())
    return Parsed(values, bad, expected, fix)


def parse_booleans(column: Column) -> Parsed:
    """Reads true and false, yes and no, 1 and 0."""
    if pa.types.is_boolean(column.type):
        return Parsed(column, np.zeros(len(column), np.bool_))
    values, bad = _by_word(as_text(column), lambda word: _YES_NO.get(word.lower()), pa.bool_())
    return Parsed(values, bad, "true or false", "write true or false")


def parse_instants(column: Column, form: str, zone: ZoneInfo, *, days: bool) -> Parsed:
    """Reads days or instants.

    Args:
        column: Text, or true dates.
        form: How the text writes them; empty for ISO.
        zone: Of what states none.
        days: Whether the day in the zone is wanted, else the instant in UTC.

    Returns:
        Values of type date32, or timestamp in UTC.
    """
    kind = pa.date32() if days else pa.timestamp("us", tz="UTC")
    fix = "correct the cells, or write the column's format in the mapping"
    expected = f"a date written as {form}" if form else "a date such as 2024-03-31"
    if pa.types.is_timestamp(column.type):
        return Parsed(_true_dates(column, zone, days=days), np.zeros(len(column), np.bool_), expected, fix)

    def read(word: str) -> date | datetime | None:
        found = _instant(word, form)
        if found is None or not _YEARS[0] <= found.year <= _YEARS[1]:
            return None
        if days:
            return found.astimezone(zone).date() if found.tzinfo else found.date()
        return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)

    values, bad = _by_word(as_text(column), read, kind)
    return Parsed(values, bad, expected, fix)


def _instant(word: str, form: str) -> datetime | None:
    try:
        if form:
            return datetime.strptime(word, form)  # noqa: DTZ007  the zone is put on by the caller
        if _MONTH.fullmatch(word):
            return datetime.fromisoformat(f"{word}-01")
        return datetime.fromisoformat(word)
    except (ValueError, OverflowError):
        return None


def _true_dates(column: Column, zone: ZoneInfo, *, days: bool) -> pa.Array:
    if days:
        local = pc.cast(pc.local_timestamp(_in_zone(column, zone)), pa.timestamp("us")) if column.type.tz else column
        return local.cast(pa.date32(), safe=False)
    if column.type.tz:
        return column.cast(pa.timestamp("us", tz="UTC"))
    placed = pc.assume_timezone(column, str(zone), ambiguous="earliest", nonexistent="earliest")
    return placed.cast(pa.timestamp("us", tz="UTC"))


def _in_zone(column: Column, zone: ZoneInfo) -> pa.Array:
    return column.cast(pa.timestamp("us", tz=str(zone)))
