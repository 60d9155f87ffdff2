"""What a mapping must say before any file is opened with it."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from petroverse.core.catalogue import Column, Dataset, dataset
from petroverse.sources.tabular.errors import MappingIncomplete, MappingValueWrong, nearest
from petroverse.sources.tabular.mapping import FORMATS, GRAINS, MEANINGS, ColumnRule, Mapping
from petroverse.sources.tabular.units import UNIT_WORDS, unit_code

__all__ = ["DERIVED", "QUANTITIES", "check_mapping"]

QUANTITIES: Final = ("volume", "observed_volume", "standard_volume", "closing")
"""Columns that facts hold in litres or kilograms, so that the file's own unit must be known."""

DERIVED: Final[dict[str, tuple[str, ...]]] = {
    "volume": ("source", "grain", "month", "unit"),
    "movement": ("at", "day", "unit"),
    "stock": ("unit",),
    "price": ("standing", "product", "day"),
    "price_component": ("component_printed", "position", "role"),
    "indicator": ("indicator_printed",),
    "storage_capacity": ("depot_printed",),
    "quality": ("parameter_printed",),
}
"""Columns that are filled from others where the mapping leaves them out."""

_TIMES: Final = {"volume": "month", "quality": "week"}
_CHOICES: Final = {
    ("volume", "source"): ("omc", "bidec", "depot", "national", "regional"),
    ("volume", "grain"): ("month", "year"),
    ("movement", "event"): (
        *("cargo", "discharge", "loading", "waybill", "track_point", "delivery", "sale", "tax_entry"),
    ),
    ("price", "standing"): ("good", "suspect"),
    ("price_component", "role"): ("price", "tax", "levy", "margin", "adjustment", "total"),
}


def choices(of_dataset: str, column: str) -> tuple[str, ...]:
    """The only codes that a column may hold; empty where any may."""
    return _CHOICES.get((of_dataset, column), ())


def time_column(mapping: Mapping) -> str:
    """The column that says what span a row speaks for."""
    return _TIMES.get(mapping.dataset, "day")


def check_mapping(mapping: Mapping) -> None:
    """Checks a mapping against the catalogue.

    Raises:
        MappingValueWrong: A value is not allowed.
        MappingIncomplete: The dataset needs more.
    """
    of = dataset(mapping.dataset)
    _check_words(mapping)
    _check_span(mapping, of)
    for name, rule in mapping.columns.items():
        _check_column(mapping, of.column(name), rule)
    _check_complete(mapping, of)


def _one_of(value: str, known: tuple[str, ...], where: str) -> None:
    if value not in known:
        raise MappingValueWrong(f"{value!r} is not allowed", where=where, fix=nearest(value, known))


def _check_words(mapping: Mapping) -> None:
    _one_of(mapping.grain, GRAINS, "grain")
    if mapping.file.format:
        _one_of(mapping.file.format, FORMATS, "file.format")
    for key in ("blank", "dash", "zero"):
        _one_of(getattr(mapping.empty, key), MEANINGS, f"empty.{key}")
    numbers = mapping.numbers
    if numbers.decimal not in (".", ",") or len(numbers.thousands) > 1 or numbers.thousands == numbers.decimal:
        seen = f"decimal {numbers.decimal!r} with thousands {numbers.thousands!r}"
        raise MappingValueWrong(f"{seen} cannot be told apart", where="numbers", fix="give two different marks")
    if len(mapping.file.delimiter) > 1 or mapping.file.header_line < 0 or mapping.known.lag_days < 0:
        fix = "give one character, a line from 1, and no fewer than 0 days"
        raise MappingValueWrong("delimiter, header_line or lag_days is not possible", where="file", fix=fix)
    if mapping.zone:
        try:
            ZoneInfo(mapping.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            fix = "write an IANA name such as Africa/Accra"
            raise MappingValueWrong(f"no time zone is called {mapping.zone!r}", where="zone", fix=fix) from None


def _check_span(mapping: Mapping, of: Dataset) -> None:
    if of.resolve == "edition" and mapping.grain == "row":
        fix = "say what span one published table speaks for: day, week, window, month or year"
        raise MappingIncomplete(f"grain is missing: {of.name} is read by editions", where="grain", fix=fix)
    if of.resolve == "key" and mapping.grain != "row":
        fix = "leave grain out"
        raise MappingValueWrong(f"rows of {of.name} stand by their key, not by {mapping.grain}", where="grain", fix=fix)
    if of.name == "volume" and mapping.grain not in ("month", "year"):
        raise MappingValueWrong("volumes are of a month or a year", where="grain", fix="write month or year")
    if mapping.series_from and mapping.series_from not in mapping.columns:
        fix = nearest(mapping.series_from, mapping.columns)
        raise MappingValueWrong(
            f"series_from names {mapping.series_from!r}, which is not mapped", where="series_from", fix=fix
        )


def _check_column(mapping: Mapping, column: Column, rule: ColumnRule) -> None:
    where = f"columns.{column.name}"
    if bool(rule.heading) == (rule.constant is not None):
        raise MappingIncomplete("a column has either a heading or a constant", where=where, fix="give one of the two")
    allowed = choices(mapping.dataset, column.name)
    for value in [rule.constant, *rule.spellings.values()]:
        if allowed and value is not None:
            _one_of(str(value), allowed, where)
    if rule.unit:
        if column.name not in QUANTITIES:
            fix = "give unit for volumes only; money takes scale, other columns a unit column"
            raise MappingValueWrong(f"{column.name} takes no unit", where=f"{where}.unit", fix=fix)
        if unit_code(rule.unit) is None:
            raise MappingValueWrong(
                f"{rule.unit!r} is no unit", where=f"{where}.unit", fix=nearest(rule.unit, UNIT_WORDS)
            )
    if rule.scale == 0 or rule.units_per_tonne < 0:
        raise MappingValueWrong("a scale of 0 or a factor below 0", where=where, fix="give numbers above 0")
    if rule.constant is not None:
        _check_constant(column, rule, where)


def _check_constant(column: Column, rule: ColumnRule, where: str) -> None:
    fits = {
        "code": (str,),
        "text": (str,),
        "real": (int, float),
        "integer": (int,),
        "boolean": (bool,),
        "date": (str,),
        "timestamp": (str,),
    }[column.type]
    from datetime import date

    more = (date,) if column.type in ("date", "timestamp") else ()
    is_yes_or_no = isinstance(rule.constant, bool) and column.type != "boolean"
    if is_yes_or_no or not isinstance(rule.constant, (*fits, *more)):
        fix = f"write a {column.type}"
        raise MappingValueWrong(f"{rule.constant!r} is no {column.type}", where=f"{where}.constant", fix=fix)


def _check_complete(mapping: Mapping, of: Dataset) -> None:
    derived = DERIVED.get(of.name, ())
    for column in of.columns:
        if not column.nullable and column.name not in mapping.columns and column.name not in derived:
            fix = f"add [columns.{column.name}] with a heading or a constant ({column.meaning})"
            raise MappingIncomplete(f"{of.name} needs {column.name}", where=f"columns.{column.name}", fix=fix)
    _check_times(mapping, of)
    is_unit_mapped = "unit" in mapping.columns
    for name in QUANTITIES:
        if name in mapping.columns and not mapping.columns[name].unit and not is_unit_mapped:
            fix = 'say what the file counts in: unit = "L", "m3", "kg", "t" or "thousand L"'
            raise MappingIncomplete(f"{name} has no unit", where=f"columns.{name}.unit", fix=fix)


def _check_times(mapping: Mapping, of: Dataset) -> None:
    wanted = ("at", "day") if of.name == "movement" else (time_column(mapping),)
    if not any(name in mapping.columns for name in wanted):
        fix = f"add [columns.{wanted[-1]}] with its heading"
        raise MappingIncomplete(f"{of.name} needs {' or '.join(wanted)}", where=f"columns.{wanted[-1]}", fix=fix)
    if of.name == "volume" and not mapping.series and "source" not in mapping.columns:
        fix = 'write series = "omc" (or bidec, depot, national, regional), or map the column source'
        raise MappingIncomplete("whose volumes these are is not said", where="series", fix=fix)
    if of.name == "volume" and mapping.series:
        _one_of(mapping.series, choices("volume", "source"), "series")
    if of.name == "price" and "product" not in mapping.columns and "grade" not in mapping.columns:
        raise MappingIncomplete("price needs product or grade", where="columns.product", fix="map one of the two")
    if not mapping.series and not mapping.series_from and of.resolve == "edition" and of.name != "volume":
        fix = 'write series = "…", a short name of whose table it is, such as ex_pump'
        raise MappingIncomplete("the series is not named", where="series", fix=fix)
