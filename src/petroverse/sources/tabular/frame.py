"""The columns of the catalogue, filled from a grid under a mapping; rows with a fault are marked, never mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petroverse.core.catalogue import Column, dataset
from petroverse.core.country import CountryPack, window_start
from petroverse.core.products import GRADES
from petroverse.sources.tabular.cells import (
    Bools,
    Parsed,
    as_text,
    parse_booleans,
    parse_instants,
    parse_numbers,
    parse_words,
)
from petroverse.sources.tabular.checks import QUANTITIES, time_column
from petroverse.sources.tabular.grid import Grid
from petroverse.sources.tabular.mapping import ColumnRule, Mapping
from petroverse.sources.tabular.quantities import product_units, to_product_unit, units_per_tonne
from petroverse.sources.tabular.spans import floor_days
from petroverse.sources.tabular.words import grade_meant, vocabulary

__all__ = ["ARROW", "Fault", "Frame", "fill"]

ARROW: Final[dict[str, Any]] = {
    "code": pa.string(),
    "text": pa.string(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "real": pa.float64(),
    "integer": pa.int64(),
    "boolean": pa.bool_(),
}
"""The catalogue's types as arrays."""

_RULES: Final = {
    "real": "not_a_number",
    "integer": "not_a_number",
    "date": "not_a_date",
    "timestamp": "not_a_time",
    "boolean": "not_yes_or_no",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """Cells of one column that could not be read, so that their rows are left out.

    Attributes:
        rule: The finding's rule.
        column: The catalogue's column.
        rows: Which rows, as a mask.
        expected: What should stand there.
        fix: What to do.
    """

    rule: str
    column: str
    rows: Bools
    expected: str
    fix: str


@dataclass
class Frame:
    """A table on its way: the catalogue's columns filled so far, and the faults met.

    Attributes:
        grid: Where it comes from.
        mapping: How it is read.
        pack: The country, if any.
        zone: The zone of times that state none.
        columns: Catalogue column → array, one value a row of the grid.
        faults: What could not be read.
    """

    grid: Grid
    mapping: Mapping
    pack: CountryPack | None
    zone: ZoneInfo
    columns: dict[str, pa.Array] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.grid.lines)

    def source(self, name: str) -> pa.Array | None:
        """The file's own column behind a column of the catalogue; None where it has a constant or is not mapped."""
        rule = self.mapping.columns.get(name)
        index = self.grid.find(rule.heading) if rule and rule.heading else None
        return None if index is None else self.grid.columns[index]

    def blocked(self) -> Bools:
        """Rows with a fault in any column."""
        mask = np.zeros(self.size, np.bool_)
        for each in self.faults:
            mask |= each.rows
        return mask


def fill(frame: Frame) -> None:
    """Fills every column of the dataset, and notes each fault."""
    of = dataset(frame.mapping.dataset)
    mapped = [each for each in of.columns if each.name in frame.mapping.columns]
    for column in sorted(mapped, key=lambda each: each.name in QUANTITIES):
        _fill_column(frame, column, frame.mapping.columns[column.name])
    _derive(frame)
    for column in of.columns:
        frame.columns.setdefault(column.name, pa.nulls(frame.size, ARROW[column.type]))
    if "unit" in frame.mapping.columns and of.name in ("volume", "movement", "stock"):
        frame.columns["unit"] = product_units(frame.columns["product"])
    for column in of.columns:
        if not column.nullable:
            _refuse_missing(frame, column)


def _fill_column(frame: Frame, column: Column, rule: ColumnRule) -> None:
    if rule.constant is not None:
        frame.columns[column.name] = _constant(frame, column, rule)
        return
    parsed = _parsed(frame, column, rule, frame.source(column.name))
    frame.columns[column.name] = parsed.values
    if parsed.bad.any():
        rule_name = _RULES.get(column.type, "word_unknown")
        frame.faults.append(Fault(rule_name, column.name, parsed.bad, parsed.expected, parsed.fix))
    if column.name in QUANTITIES:
        _count(frame, column.name, rule)


def _parsed(frame: Frame, column: Column, rule: ColumnRule, source: pa.Array) -> Parsed:
    if column.type in ("real", "integer"):
        parsed = parse_numbers(source, frame.mapping.numbers, frame.mapping.empty)
        values = parsed.values if rule.scale == 1 else pc.multiply(parsed.values, rule.scale)
        return Parsed(values.cast(ARROW[column.type], safe=False), parsed.bad, parsed.expected, parsed.fix)
    if column.type in ("date", "timestamp"):
        return parse_instants(source, rule.format, frame.zone, days=column.type == "date")
    if column.type == "boolean":
        return parse_booleans(source)
    words = vocabulary(frame.mapping.dataset, column.name, rule, frame.pack)
    return parse_words(_without_dashes(source, frame.mapping), words.meaning, words.expected, words.fix)


def _without_dashes(source: pa.Array, mapping: Mapping) -> pa.Array:
    """Text with the words for nothing known taken out."""
    text = as_text(source)
    nothing = pa.array(("-", "–", "—", *mapping.empty.words), pa.string())
    return pc.if_else(pc.is_in(text, nothing), pa.scalar(None, pa.string()), text)


def _constant(frame: Frame, column: Column, rule: ColumnRule) -> pa.Array:
    value: Any = rule.constant
    if column.type in ("code", "text"):
        value = vocabulary(frame.mapping.dataset, column.name, rule, frame.pack).meaning(str(value))
    elif column.type in ("date", "timestamp"):
        text = value.isoformat() if isinstance(value, (date, datetime)) else str(value)
        value = parse_instants(pa.array([text]), rule.format, frame.zone, days=column.type == "date").values[0].as_py()
    return pa.repeat(pa.scalar(value, ARROW[column.type]), frame.size)


def _count(frame: Frame, name: str, rule: ColumnRule) -> None:
    """Turns a volume into its product's unit."""
    products = frame.columns["product"]
    said = frame.columns.get("unit") if not rule.unit else None
    units = said if said is not None else pa.repeat(pa.scalar(rule.unit, pa.string()), frame.size)
    if rule.units_per_tonne:
        factors = pa.repeat(pa.scalar(rule.units_per_tonne, pa.float64()), frame.size)
    else:
        factors = units_per_tonne(products, _days(frame), frame.pack)
    counted = to_product_unit(frame.columns[name], units, products, factors)
    frame.columns[name] = counted.values
    if counted.bad.any():
        expected = "a unit of the product's kind: litres, or kilograms for LPG"
        fix = "state units_per_tonne, or correct the unit"
        frame.faults.append(Fault("unit_does_not_fit", name, counted.bad, expected, fix))


def _days(frame: Frame) -> pa.Array:
    for name in (time_column(frame.mapping), "at"):
        if name in frame.columns:
            return frame.columns[name].cast(pa.date32(), safe=False)
    return pa.nulls(frame.size, pa.date32())


def _derive(frame: Frame) -> None:
    """Fills what follows from other columns, where the mapping leaves it out."""
    columns, name = frame.columns, frame.mapping.dataset
    if name == "movement":
        _derive_times(frame)
    if name == "volume":
        _derive_volume(frame)
    if name == "price":
        _derive_price(frame)
    if name in ("volume", "movement", "stock") and "unit" not in columns:
        columns["unit"] = (
            product_units(columns["product"]) if "product" in columns else pa.nulls(frame.size, pa.string())
        )
    for printed in ("company_printed", "component_printed", "depot_printed", "parameter_printed", "indicator_printed"):
        base = printed.removesuffix("_printed")
        if base in columns and printed not in columns and any(each.name == printed for each in dataset(name).columns):
            source = frame.source(base)
            columns[printed] = columns[base] if source is None else _as_printed(source)
    if "day" in columns and "window" not in columns and any(each.name == "window" for each in dataset(name).columns):
        columns["window"] = _windows(columns["day"], frame.pack)
    _apply_dated_aliases(frame)
    if name == "price_component":
        columns.setdefault("position", pa.array(np.arange(1, frame.size + 1)))
        if "role" not in columns:
            columns["role"] = _roles(columns["component"], frame.pack)


def _derive_times(frame: Frame) -> None:
    columns = frame.columns
    if "day" not in columns:
        local = pc.local_timestamp(columns["at"].cast(pa.timestamp("us", tz=str(frame.zone))))
        columns["day"] = pc.floor_temporal(local, unit="day").cast(pa.date32(), safe=False)
    if "at" not in columns:
        start = columns["day"].cast(pa.timestamp("us"))
        placed = pc.assume_timezone(start, str(frame.zone), ambiguous="earliest", nonexistent="latest")
        columns["at"] = placed.cast(pa.timestamp("us", tz="UTC"))


def _derive_volume(frame: Frame) -> None:
    columns, grain = frame.columns, frame.mapping.grain
    columns["month"] = floor_days(columns["month"], grain, frame.pack)
    columns.setdefault("grain", pa.repeat(pa.scalar(grain, pa.string()), frame.size))
    columns.setdefault("source", pa.repeat(pa.scalar(frame.mapping.series or None, pa.string()), frame.size))
    if "units_per_tonne" not in columns and "product" in columns:
        stated = max(
            (frame.mapping.columns[each].units_per_tonne for each in QUANTITIES if each in frame.mapping.columns),
            default=0.0,
        )
        columns["units_per_tonne"] = (
            pa.repeat(pa.scalar(stated, pa.float64()), frame.size)
            if stated
            else units_per_tonne(columns["product"], columns["month"], frame.pack)
        )


def _derive_price(frame: Frame) -> None:
    columns = frame.columns
    columns.setdefault("standing", pa.repeat(pa.scalar("good"), frame.size))
    if "product" not in columns:
        words = columns["grade"].dictionary_encode()
        meant = pa.array([GRADES.get(each) for each in words.dictionary.to_pylist()], pa.string())
        columns["product"] = meant.take(words.indices)
    source = frame.source("product")
    if "grade" not in columns and source is not None:
        said = frame.mapping.columns["product"].spellings
        read = lambda word: grade_meant(said.get(word, word), frame.pack)  # noqa: E731  one word of one column
        columns["grade"] = parse_words(source, read, "", "").values
    printed = frame.source("price")
    if "printed" not in columns and printed is not None:
        columns["printed"] = _as_printed(printed)


def _as_printed(source: pa.Array) -> pa.Array:
    return source if pa.types.is_string(source.type) else as_text(source)


def _windows(days: pa.Array, pack: CountryPack | None) -> pa.Array:
    words = days.dictionary_encode()
    starts = [window_start(each, pack.window_days) if pack else None for each in words.dictionary.to_pylist()]
    return pa.array(starts, pa.date32()).take(words.indices)


def _roles(components: pa.Array, pack: CountryPack | None) -> pa.Array:
    words = components.dictionary_encode()
    roles = pack.component_roles if pack else {}
    return pa.array([roles.get(each) for each in words.dictionary.to_pylist()], pa.string()).take(words.indices)


def _apply_dated_aliases(frame: Frame) -> None:
    dated = [each for each in (frame.pack.aliases if frame.pack else ()) if each.since is not None]
    if "company" not in frame.columns or not dated:
        return
    days = _days(frame)
    for each in dated:
        holds = pc.and_(
            pc.equal(pc.utf8_upper(frame.columns["company"]), each.alias.upper()),
            pc.greater_equal(days, pa.scalar(each.since, pa.date32())),
        )
        frame.columns["company"] = pc.if_else(pc.fill_null(holds, False), each.company, frame.columns["company"])


def _refuse_missing(frame: Frame, column: Column) -> None:
    missing = np.asarray(frame.columns[column.name].is_null().to_numpy(zero_copy_only=False), dtype=np.bool_)
    missing &= ~frame.blocked()
    if missing.any():
        fix = f"fill the cell, or give [columns.{column.name}] a constant"
        frame.faults.append(Fault("missing_value", column.name, missing, column.meaning, fix))


def rows_of(mask: Bools) -> Sequence[int]:
    """The numbers of the rows in a mask."""
    return [int(each) for each in np.flatnonzero(mask)]
