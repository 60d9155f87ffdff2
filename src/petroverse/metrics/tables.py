"""An answer as an Arrow table: typed columns, each with unit and meaning; for exports, notebooks and programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

import pyarrow as pa

from petroverse.core.catalogue import dataset, provenance
from petroverse.metrics.answer import written_values
from petroverse.metrics.compile import CompiledQuery
from petroverse.metrics.periods import MONTHS, TIMES
from petroverse.metrics.plan import Plan
from petroverse.metrics.subjects import Measure

__all__ = ["answer_table"]

_COMPARED: Final = {
    "_before": "{name} of the period that it is compared with.",
    "_change": "{name} less that of the period that it is compared with.",
    "_growth": "Change of {name} as a part of what it was; 0.1 is ten percent more.",
}
_PERIODS: Final = {"year": "a year", "half": "a half year", "quarter": "a quarter", "month": "a month"}
_FIRST_DAYS: Final = {
    "window": "First day of the pricing window.",
    "week": "First day of the week, a Monday.",
    "day": "The day.",
}
_COUNTED: Final = frozenset({"count", "rank"})


def answer_table(compiled: CompiledQuery, rows: pa.Table, meta: Mapping[str, Any]) -> pa.Table:
    """The rows of an answer as a table.

    A year is a whole number, a half year, quarter or month its text (``2024-Q1``), a window, week or day a date; what
    is counted or ranked is a whole number, every other figure a real one, and what is missing is null. The metadata
    of each field holds ``title``, ``meaning`` and ``unit`` (empty for a pure number, and where the column ``unit``
    tells it row by row); that of the schema holds ``petroverse``, the answer's meta as JSON.

    Args:
        compiled: The question that was run.
        rows: What ``compiled.sql`` gave.
        meta: ``meta`` of the answer's document.

    Example:
        >>> table.schema.field("volume").metadata[b"unit"]  # doctest: +SKIP
        b'L'
    """
    values = written_values(compiled.plan, rows)
    units = {each for each in values.get("unit", ()) if each}
    unit = units.pop() if len(units) == 1 else ""
    fields = [_field(name, compiled.plan, str(unit)) for name in values]
    told = {"petroverse": json.dumps(meta, ensure_ascii=False, default=str)}
    arrays = [_array(values[each.name], each.type) for each in fields]
    return pa.table(arrays, schema=pa.schema(fields, metadata=told))


def _array(values: Any, kind: pa.DataType) -> pa.Array:  # noqa: ANN401 - a column of any values
    if pa.types.is_date(kind):
        return pa.array(values, pa.string()).cast(kind)
    return pa.array(values, kind)


def _field(name: str, plan: Plan, unit: str) -> pa.Field:
    measure, ending = _measure(name, plan)
    told = {"title": name.replace("_", " ").capitalize(), "unit": "", "meaning": _meaning(name, plan)}
    if measure is None:
        return pa.field(name, _dimension_type(name), metadata=told)
    meaning = _COMPARED[ending].format(name=measure.name) if ending else measure.meaning
    own = "" if ending == "_growth" else unit if measure.unit == "unit" else measure.unit.strip("'")
    return pa.field(name, _measure_type(measure, ending), metadata=told | {"unit": own, "meaning": meaning})


def _measure_type(measure: Measure, ending: str) -> pa.DataType:
    if measure.period:
        return pa.string()
    is_whole = (measure.whole or measure.kind in _COUNTED) and ending != "_growth"
    return pa.int64() if is_whole else pa.float64()


def _measure(name: str, plan: Plan) -> tuple[Measure | None, str]:
    """The measure that a column is of, and what tells the column from it; None for a dimension."""
    named = {each.name: each for each in plan.measures}
    if name in named:
        return named[name], ""
    for ending in _COMPARED:
        if plan.compare and name.removesuffix(ending) in named:
            return named[name.removesuffix(ending)], ending
    return None, ""


def _dimension_type(name: str) -> pa.DataType:
    if name == "year":
        return pa.int64()
    return pa.date32() if name in TIMES and name not in MONTHS else pa.string()


def _meaning(name: str, plan: Plan) -> str:
    if name in _PERIODS:
        return f"The figures are of {_PERIODS[name]}."
    if name in _FIRST_DAYS:
        return _FIRST_DAYS[name]
    if name == "product_group":
        return "The family of products that the product belongs to."
    column = "region" if name.startswith("region_") else name
    return next((meaning for each, meaning in _meanings(plan) if each == column), "")


def _meanings(plan: Plan) -> Iterator[tuple[str, str]]:
    own = [each for name in plan.subject.reads for each in dataset(name).columns]
    for each in (*own, *provenance()):
        yield each.name, each.meaning
