"""From the engine's rows to the answer: periods and numbers as people write them, with where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final, NoReturn, Protocol

from petroverse.metrics.arguments import query_as_arguments
from petroverse.metrics.compile import CompiledQuery
from petroverse.metrics.faults import MixedSum
from petroverse.metrics.notation import query_to_json
from petroverse.metrics.periods import period_label
from petroverse.metrics.plan import Plan
from petroverse.metrics.query import Query

__all__ = ["Answer", "EditionLine", "SourceLine", "answer_of"]

_DECIMALS: Final = 6
"""Sums are rounded here: below it only the binary fractions of the workbooks differ."""

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


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that explains itself.

    Attributes:
        query: The question with its defaults filled in.
        rows: Each row by column name, ready for JSON.
        columns: The columns in order.
        sources: The files behind it, known last first.
        warnings: What the reader must know.
        is_simulated: Whether it is of a simulated country.
    """

    query: Query
    rows: tuple[Mapping[str, Any], ...]
    columns: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    warnings: tuple[str, ...]
    is_simulated: bool

    def document(self, sql: str) -> dict[str, Any]:
        """The answer as ``petroverse.query/1``.

        Args:
            sql: The same question as a statement that can be run by hand.
        """
        known_at = max((each.known_at for each in self.sources), default=None)
        meta = {
            "query": query_to_json(self.query),
            "sql": sql,
            "row_count": len(self.rows),
            "sources": [
                {"file": each.file, "sha256": each.sha256, "known_at": each.known_at.isoformat(), "cells": each.cells}
                for each in self.sources
            ],
            "known_at": known_at and known_at.isoformat(),
            "simulated": self.is_simulated,
        }
        return {"schema": _SCHEMA, "rows": list(self.rows), "meta": meta, "warnings": list(self.warnings)}


def answer_of(
    compiled: CompiledQuery,
    rows: Mapping[str, Sequence[Any]] | Sequence[Mapping[str, Any]],
    counts: Iterable[Mapping[str, Any]],
    editions: Mapping[int, EditionLine],
    *,
    remarks: Iterable[str] = (),
) -> Answer:
    """Shapes what the engine gave.

    Args:
        compiled: The question that was run.
        rows: What ``compiled.sql`` gave, as columns (faster) or as rows.
        counts: The rows of ``compiled.sources``.
        editions: What is known of each edition, by its number.
        remarks: What the lake has to say of the facts read, put after our own warnings.

    Raises:
        MixedSum: A row would add litres and kilograms, or prices in different units.
    """
    plan = compiled.plan
    given = rows if isinstance(rows, Mapping) else _as_columns(rows)
    if any(given.get("is_mixed", ())):
        _refuse_mixed(plan)
    counted = [each for each in counts if each["edition_id"] in editions]
    columns = _columns(plan, "unit" in given and any(each.unit for each in plan.measures))
    return Answer(
        query=plan.query,
        rows=_rows(given, columns, plan),
        columns=columns,
        sources=_sources(counted, editions),
        warnings=(
            *plan.warnings,
            *_split_regions(plan, given),
            *_suspects(counted),
            *_simulated(counted, editions),
            *remarks,
        ),
        is_simulated=any(editions[each["edition_id"]].is_simulated for each in counted),
    )


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


def _as_columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    return {name: [row[name] for row in rows] for name in (rows[0] if rows else ())}


def _rows(given: Mapping[str, Sequence[Any]], columns: Sequence[str], plan: Plan) -> tuple[dict[str, Any], ...]:
    length = len(next(iter(given.values()), ()))
    fixed = [_fixed_unit(plan)] * length
    written = [_written(name, given[name], plan) if name in given else fixed for name in columns]
    return tuple(dict(zip(columns, row, strict=True)) for row in zip(*written, strict=True)) if length else ()


def _written(name: str, values: Sequence[Any], plan: Plan) -> Sequence[Any]:
    """One column as people write it."""
    if name in plan.times:
        labels = {each: period_label(name, each) if isinstance(each, date) else each for each in set(values)}
        return [labels[each] for each in values]
    measure = plan.subject.measures.get(name.removesuffix("_before").removesuffix("_change"))
    if measure is not None and (measure.kind in _SUMMED or measure.whole):
        return [each if each is None else _exact(each) for each in values]
    return values


def _exact(value: float) -> int | float:
    """A sum without the dust of binary fractions, as a whole number where it is one."""
    rounded = round(value, _DECIMALS)
    whole = int(rounded)
    return whole if rounded == whole else rounded


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
    told = query_as_arguments(replace(query, dimensions=(*plan.times, "unit", *others)))
    fix = f"tell units apart: petroverse query {told}"
    in_tonnes = tuple(_IN_TONNES.get(each, "") for each in query.measures)
    if all(in_tonnes):
        fix += f"; or ask for tonnes: petroverse query {query_as_arguments(replace(query, measures=in_tonnes))}"
    is_volume = plan.subject.dataset == "volume"
    what = "litres and kilograms never add" if is_volume else "figures in different units never mix"
    raise MixedSum(f"{what}, and a row of this answer would hold both", where="dimensions", fix=fix)
