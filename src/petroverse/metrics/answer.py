"""From the engine's rows to the answer: periods and numbers as people write them, with where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final, NoReturn, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from petroverse.core.country import DefinitionBreak
from petroverse.metrics.columns import exact, labelled, listed, rows_as_json
from petroverse.metrics.compile import CompiledQuery
from petroverse.metrics.faults import MixedSum
from petroverse.metrics.instead import instead
from petroverse.metrics.notation import query_to_json
from petroverse.metrics.plan import Plan
from petroverse.metrics.query import Query

__all__ = ["Answer", "EditionLine", "SourceLine", "answer_of", "written_values"]

_SCHEMA: Final = "petroverse.query/1"

_SUMMED: Final = frozenset({"sum", "count", "running", "year_to_date", "rank"})

_IN_TONNES: Final = {"volume": "tonnes", "share": "share_tonnes"}


class EditionLine(Protocol):
    """What an answer says of an edition it was made from."""

    @property
    def file(self) -> str:
        """The file's name."""
        ...

    @property
    def file_sha256(self) -> str:
        """Of its bytes, in hex."""
        ...

    @property
    def known_at(self) -> datetime:
        """When its publisher made it known."""
        ...

    @property
    def is_simulated(self) -> bool:
        """Whether it is of a simulated country."""
        ...


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One file behind an answer, with how many of its cells that are not blank it counted."""

    file: str
    sha256: str
    known_at: datetime
    cells: int


@dataclass(frozen=True)
class Answer:
    """An answer that explains itself.

    Attributes:
        query: The question with its defaults filled in.
        columns: The columns in order.
        values: Each column's values by its name, ready for JSON.
        sources: The files behind it, known last first.
        warnings: What the reader must know.
        breaks: Definitions that change within what was asked, which is no growth.
        is_simulated: Whether it is of a simulated country.
        organisations: Whose facts were read.
    """

    query: Query
    columns: tuple[str, ...]
    values: Mapping[str, Sequence[Any]]
    sources: tuple[SourceLine, ...]
    warnings: tuple[str, ...]
    is_simulated: bool
    organisations: tuple[str, ...] = ()
    breaks: tuple[DefinitionBreak, ...] = ()

    @cached_property
    def rows(self) -> tuple[Mapping[str, Any], ...]:
        """Each row by column name."""
        columns = (self.values[each] for each in self.columns)
        return tuple(dict(zip(self.columns, row, strict=True)) for row in zip(*columns, strict=True))

    @property
    def row_count(self) -> int:
        """How many rows it has."""
        return len(self.values[self.columns[0]])

    def meta(self, sql: str) -> dict[str, Any]:
        """What it says of itself, as JSON values.

        Args:
            sql: The same question as a statement that can be run by hand.
        """
        known_at = max((each.known_at for each in self.sources), default=None)
        return {
            "query": query_to_json(self.query),
            "sql": sql,
            "row_count": self.row_count,
            "sources": [
                {"file": each.file, "sha256": each.sha256, "known_at": each.known_at.isoformat(), "cells": each.cells}
                for each in self.sources
            ],
            "known_at": known_at and known_at.isoformat(),
            "simulated": self.is_simulated,
            "organisations": list(self.organisations),
            "breaks": [
                {
                    "since": each.since.isoformat(),
                    "product": each.product,
                    "inside": each.inside,
                    "source": each.source,
                    "note": each.note,
                }
                for each in self.breaks
            ],
        }

    def as_json(self, meta: Mapping[str, Any]) -> str:
        """The ``petroverse.query/1`` object as text.

        Args:
            meta: What ``meta`` gave.
        """
        rows = rows_as_json({each: self.values[each] for each in self.columns})
        told = json.dumps({"meta": meta, "warnings": self.warnings}, ensure_ascii=False, default=str)
        return f'{{"schema": "{_SCHEMA}", "rows": {rows}, {told[1:]}'


def answer_of(
    compiled: CompiledQuery,
    rows: pa.Table,
    counts: pa.Table,
    editions: Mapping[int, EditionLine],
    *,
    remarks: Iterable[str] = (),
) -> Answer:
    """Shapes what the engine gave.

    Args:
        compiled: The question that was run.
        rows: What ``compiled.sql`` gave.
        counts: What ``compiled.sources`` gave.
        editions: What is known of each edition, by its number.
        remarks: What the lake has to say of the facts read, put after our own warnings.

    Raises:
        MixedSum: A row would add litres and kilograms, or prices in different units.
    """
    plan = compiled.plan
    if "is_mixed" in rows.column_names and pc.any(rows["is_mixed"]).as_py():
        _refuse_mixed(plan)
    counted = [each for each in counts.to_pylist() if each["edition_id"] in editions]
    values = written_values(plan, rows)
    return Answer(
        query=plan.query,
        columns=tuple(values),
        values=values,
        sources=_sources(counted, editions),
        warnings=(
            *plan.warnings,
            *_split_regions(plan, values),
            *_suspects(counted),
            *_simulated(counted, editions),
            *remarks,
        ),
        is_simulated=any(editions[each["edition_id"]].is_simulated for each in counted),
        organisations=tuple(dict.fromkeys(owner for of in plan.reads.values() for owner in of)),
        breaks=plan.breaks,
    )


def written_values(plan: Plan, rows: pa.Table) -> dict[str, Sequence[Any]]:
    """Each column of an answer by its name, in order, its values as people write them."""
    columns = _columns(plan, "unit" in rows.column_names and any(each.unit for each in plan.measures))
    fixed = [_fixed_unit(plan)] * len(rows)
    return {name: _written(name, rows[name], plan) if name in rows.column_names else fixed for name in columns}


def _columns(plan: Plan, has_unit: bool) -> tuple[str, ...]:
    columns = list(plan.dimensions)
    for each in plan.measures:
        columns.append(each.name)
        if plan.compare:
            columns += [f"{each.name}_before", f"{each.name}_change", f"{each.name}_growth"]
    if "unit" not in columns and (has_unit or _fixed_unit(plan)):
        columns.append("unit")
    return tuple(columns)


def _fixed_unit(plan: Plan) -> str:
    """The unit that the measures themselves name, such as tonnes; empty where the rows say it or there is none."""
    units = [each.unit for each in plan.measures if each.unit]
    return units[0].strip("'") if units and all(each.startswith("'") for each in units) else ""


def _written(name: str, column: pa.ChunkedArray, plan: Plan) -> Sequence[Any]:
    if name in plan.times:
        return labelled(name, column)
    measure = plan.subject.measures.get(name.removesuffix("_before").removesuffix("_change"))
    if measure is not None and measure.period:
        return labelled("month", column)
    if measure is not None and (measure.kind in _SUMMED or measure.whole):
        return exact(column)
    return listed(column)


def _sources(counts: Iterable[Mapping[str, Any]], editions: Mapping[int, EditionLine]) -> tuple[SourceLine, ...]:
    lines: dict[tuple[str, str, datetime], int] = {}
    for each in counts:
        edition = editions[each["edition_id"]]
        key = (edition.file, edition.file_sha256, edition.known_at)
        lines[key] = lines.get(key, 0) + each["cells"]
    ordered = sorted(lines.items(), key=lambda line: (line[0][2], line[0][0]), reverse=True)
    return tuple(SourceLine(*key, cells) for key, cells in ordered)


def _suspects(counts: Iterable[Mapping[str, Any]]) -> list[str]:
    left_out = sum(each.get("suspect") or 0 for each in counts)
    if not left_out:
        return []
    prices = "1 suspect price was" if left_out == 1 else f"{left_out} suspect prices were"
    return [f"{prices} left out; they are kept as printed"]


def _split_regions(plan: Plan, given: Mapping[str, Sequence[Any]]) -> list[str]:
    """Regions were split between the periods of the answer: the same name then means less than before."""
    newer = {name for regions in plan.own_regions.values() for name in regions}
    found = set(given.get("region", ())) & newer if "region" in plan.dimensions else set()
    if not found:
        return []
    periods = given[plan.finest] if plan.finest else [None] * len(given["region"])
    after = {period for period, name in zip(periods, given["region"], strict=True) if name in newer}
    if set(periods) == after and not plan.compare:
        return []
    level = next(iter(plan.region_steps))
    return [f"regions were split within these periods: compare by region_{level}, not by region"]


def _simulated(counts: Iterable[Mapping[str, Any]], editions: Mapping[int, EditionLine]) -> list[str]:
    if any(editions[each["edition_id"]].is_simulated for each in counts):
        return ["SAMPLE: these figures are of a simulated country, they are not real"]
    return []


def _refuse_mixed(plan: Plan) -> NoReturn:
    query = plan.query
    others = [each for each in query.dimensions if each not in plan.times]
    ways = [("tell units apart", replace(query, dimensions=(*plan.times, "unit", *others)))]
    in_tonnes = tuple(_IN_TONNES.get(each, "") for each in query.measures)
    if all(in_tonnes):
        ways.append(("ask for tonnes", replace(query, measures=in_tonnes)))
    is_volume = plan.subject.dataset == "volume"
    what = "litres and kilograms never add" if is_volume else "figures in different units never mix"
    raise MixedSum(f"{what}, and a row of this answer would hold both", where="dimensions", **instead(query, *ways))
