"""The quality report of a table: faults grouped by what repairs them, each with where, found, expected and fix."""

from __future__ import annotations

from typing import Final

import numpy as np
import pyarrow as pa

from petroverse.core.facts import Finding, Severity
from petroverse.sources.tabular.cells import Bools, as_text
from petroverse.sources.tabular.frame import Fault, Frame

__all__ = ["finding", "findings_of"]

_PLACES: Final = 20
_EXAMPLES: Final = 3


def findings_of(frame: Frame) -> list[Finding]:
    """One finding for each fault, the one with most rows first."""
    faults = sorted(frame.faults, key=lambda each: -int(each.rows.sum()))
    return [_blocked(frame, each) for each in faults]


def _blocked(frame: Frame, fault: Fault) -> Finding:
    rows = np.flatnonzero(fault.rows)
    note = f"{len(rows)} row{'s were' if len(rows) != 1 else ' was'} not taken in; {fault.fix}"
    return finding(frame, fault.rule, "blocks", fault.column, fault.rows, expected=fault.expected, note=note)


def finding(
    frame: Frame, rule: str, severity: Severity, column: str, rows: Bools, *, expected: str, note: str
) -> Finding:
    """One finding about cells of one column; empty ``column`` for whole rows."""
    heading = frame.heading(column)
    index = frame.grid.find(heading) if heading else None
    numbers = [int(each) for each in np.flatnonzero(rows)]
    places = frame.grid.places(numbers[:_PLACES], index)
    more = f" … and {len(numbers) - _PLACES} more" if len(numbers) > _PLACES else ""
    seen = f"{heading or column}: {_examples(frame, index, rows)}" if column else f"{len(numbers)} rows"
    return Finding(
        rule, severity, frame.grid.sheet, ";".join(places) + more, seen, expected, note, _litres(frame, rows)
    )


def _examples(frame: Frame, index: int | None, rows: Bools) -> str:
    if index is None:
        return "(no cell)"
    texts = as_text(frame.grid.columns[index]).filter(pa.array(rows))
    distinct = texts.unique().to_pylist()
    shown = "; ".join("(blank)" if each is None else repr(each[:60]) for each in distinct[:_EXAMPLES])
    return f"{shown} …" if len(distinct) > _EXAMPLES else shown


def _litres(frame: Frame, rows: Bools) -> float:
    """How much volume hangs on these rows, where it is known."""
    for name in ("volume", "standard_volume", "observed_volume", "closing"):
        values: pa.Array = frame.columns.get(name)
        if values is not None:
            amounts = values.filter(pa.array(rows)).drop_null().to_numpy()
            return float(np.abs(amounts).sum())
    return 0.0
