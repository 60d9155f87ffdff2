"""Fills the columns of the catalogue from a grid under a mapping; rows with a fault are marked, never mended."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petroverse.core.catalogue import Column, dataset
from petroverse.sources.tabular.cells import (
    Parsed,
    as_text,
    parse_booleans,
    parse_instants,
    parse_numbers,
    parse_words,
    true_rows,
)
from petroverse.sources.tabular.checks import QUANTITIES
from petroverse.sources.tabular.derived import derive
from petroverse.sources.tabular.errors import MappingValueWrong
from petroverse.sources.tabular.frame import ARROW, KNOWN, Fault, Frame
from petroverse.sources.tabular.mapping import ColumnRule, Mapping
from petroverse.sources.tabular.quantities import product_units, to_product_unit, units_per_tonne
from petroverse.sources.tabular.words import as_it_stands, vocabulary

__all__ = ["fill"]

_RULES: Final = {
    "real": "not_a_number",
    "integer": "not_a_number",
    "date": "not_a_date",
    "timestamp": "not_a_time",
    "boolean": "not_yes_or_no",
}


def fill(frame: Frame) -> None:
    """Fills every column of the dataset, and notes each fault."""
    of = dataset(frame.mapping.dataset)
    mapped = [each for each in of.columns if each.name in frame.mapping.columns]
    for column in sorted(mapped, key=lambda each: each.name in QUANTITIES):
        _fill_column(frame, column, frame.mapping.columns[column.name])
    _fill_known(frame)
    derive(frame)
    for column in of.columns:
        frame.columns.setdefault(column.name, pa.nulls(frame.size, ARROW[column.type]))
    if "unit" in frame.mapping.columns and of.name in ("volume", "movement", "stock"):
        frame.columns["unit"] = product_units(frame.columns["product"])
    for column in of.columns:
        if not column.nullable:
            _refuse_missing(frame, column)


def _fill_known(frame: Frame) -> None:
    rule = frame.mapping.known
    index = frame.grid.find(rule.heading) if rule.heading else None
    if index is None:
        frame.known = pa.repeat(pa.scalar(rule.at, ARROW["timestamp"]), frame.size)
        return
    source = _without_dashes(frame.grid.columns[index], frame.mapping)
    if not pa.types.is_string(frame.grid.columns[index].type):
        source = frame.grid.columns[index]
    parsed = parse_instants(source, rule.format, frame.zone, days=False)
    frame.known = parsed.values
    if parsed.bad.any():
        frame.faults.append(Fault("not_a_time", KNOWN, parsed.bad, parsed.expected, parsed.fix))


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
        if column.type == "integer":
            return _whole(Parsed(values, parsed.bad, "a whole number", parsed.fix))
        return Parsed(values, parsed.bad, parsed.expected, parsed.fix)
    if column.type in ("date", "timestamp"):
        return parse_instants(source, rule.format, frame.zone, days=column.type == "date")
    if column.type == "boolean":
        return parse_booleans(source)
    words = vocabulary(frame.mapping.dataset, column.name, rule, frame.pack)
    text = _without_dashes(source, frame.mapping)
    if words.meaning is as_it_stands:
        return Parsed(text, np.zeros(frame.size, np.bool_))
    return parse_words(text, words.meaning, words.expected, words.fix)


def _whole(parsed: Parsed) -> Parsed:
    fraction = true_rows(pc.not_equal(parsed.values, pc.round(parsed.values)))
    values = pc.if_else(pa.array(fraction), pa.scalar(None, pa.float64()), parsed.values).cast(pa.int64())
    return Parsed(values, parsed.bad | fraction, parsed.expected, parsed.fix)


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
    if value is None:
        where = f"columns.{column.name}.constant"
        raise MappingValueWrong(f"{rule.constant!r} is not understood", where=where, fix=f"write {column.meaning}")
    return pa.repeat(pa.scalar(value, ARROW[column.type]), frame.size)


def _count(frame: Frame, name: str, rule: ColumnRule) -> None:
    """Turns a volume into its product's unit."""
    products = frame.columns["product"]
    said = frame.columns.get("unit") if not rule.unit else None
    units = said if said is not None else pa.repeat(pa.scalar(rule.unit, pa.string()), frame.size)
    if rule.units_per_tonne:
        factors = pa.repeat(pa.scalar(rule.units_per_tonne, pa.float64()), frame.size)
    else:
        factors = units_per_tonne(products, frame.days(), frame.pack)
    counted = to_product_unit(frame.columns[name], units, products, factors)
    frame.columns[name] = counted.values
    if counted.bad.any():
        expected = "a unit of the product's kind: litres, or kilograms for LPG"
        fix = "state units_per_tonne, or correct the unit"
        frame.faults.append(Fault("unit_does_not_fit", name, counted.bad, expected, fix))


def _refuse_missing(frame: Frame, column: Column) -> None:
    missing = np.asarray(frame.columns[column.name].is_null().to_numpy(zero_copy_only=False), dtype=np.bool_)
    missing &= ~frame.blocked()
    if missing.any():
        fix = f"fill the cell, or give [columns.{column.name}] a constant"
        frame.faults.append(Fault("missing_value", column.name, missing, column.meaning, fix))
