"""Checks over whole rows: events that lack what their kind needs, keys met twice, and what a person should look at."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from petroverse.core.catalogue import dataset
from petroverse.core.events import EVENTS, Event
from petroverse.core.facts import Finding
from petroverse.sources.tabular.cells import Bools, true_rows
from petroverse.sources.tabular.checks import QUANTITIES
from petroverse.sources.tabular.findings import finding
from petroverse.sources.tabular.frame import Fault, Frame
from petroverse.sources.tabular.prices import check_prices
from petroverse.sources.tabular.row_codes import clashing, repeated, row_codes

__all__ = ["check_rows"]

_PARTS: Final = {"quantity": ("product",), "amount": ("amount", "currency"), "coordinates": ("latitude", "longitude")}


def check_rows(frame: Frame) -> list[Finding]:
    """Adds a fault for rows that contradict themselves or each other, and gives what only needs a look."""
    if frame.mapping.dataset == "movement":
        _check_events(frame)
    _check_negative(frame)
    return [*_check_twins(frame), *check_prices(frame), *_negative_looks(frame), *_formulas(frame)]


def _check_events(frame: Frame) -> None:
    for code, kind in EVENTS.items():
        is_kind = true_rows(pc.equal(frame.columns["event"], code)) & ~frame.blocked()
        if not is_kind.any():
            continue
        for column in _needed(kind):
            _need(frame, code, column, is_kind & true_rows(frame.columns[column].is_null()))
        if any(each.name == "quantity" for each in fields(kind)):
            has_none = pc.and_(frame.columns["observed_volume"].is_null(), frame.columns["standard_volume"].is_null())
            _need(frame, code, "standard_volume", is_kind & true_rows(has_none))


def _need(frame: Frame, event: str, column: str, lacking: Bools) -> None:
    if lacking.any():
        meaning = dataset("movement").column(column).meaning
        fix = f"a {event} without {column} cannot be balanced: fill it or map [columns.{column}]"
        frame.faults.append(Fault("event_incomplete", column, lacking, meaning, fix))


def _needed(kind: type[Event]) -> list[str]:
    named = [each.name for each in fields(kind) if each.default is MISSING and each.name != "at"]
    return [column for name in named for column in _PARTS.get(name, (name,))]


def _check_negative(frame: Frame) -> None:
    for name in QUANTITIES:
        values = frame.columns.get(name)
        if values is not None and frame.mapping.dataset != "volume":
            below = true_rows(pc.less(values, 0.0)) & ~frame.blocked()
            if below.any():
                fix = "give a return as an event of its own, a stock as 0 or more"
                frame.faults.append(Fault("negative_volume", name, below, "0 or more", fix))


def _negative_looks(frame: Frame) -> list[Finding]:
    if frame.mapping.dataset != "volume":
        return []
    below = true_rows(pc.less(frame.columns["volume"], 0.0)) & ~frame.blocked()
    if not below.any():
        return []
    note = "taken in as it stands; a correction belongs to the month that it corrects"
    return [finding(frame, "negative_volume", "look", "volume", below, expected="0 or more", note=note)]


def _check_twins(frame: Frame) -> list[Finding]:
    """Rows met twice: the same key with other values is blocked, the very same row of a key is kept once."""
    of = dataset(frame.mapping.dataset)
    kept = ~frame.blocked()
    every = tuple(each.name for each in of.columns)
    if of.resolve == "key":
        _check_keys(frame, of.key, every)
        return []
    again = repeated(row_codes(frame, every), kept)
    if not again.any():
        return []
    note = "the rows are alike in every column and were all taken in; remove them if they are one"
    return [finding(frame, "row_twice", "look", "", again, expected="each row once", note=note)]


def _check_keys(frame: Frame, key: tuple[str, ...], every: tuple[str, ...]) -> None:
    kept = ~frame.blocked()
    keys = row_codes(frame, key)
    if not repeated(keys, kept).any():
        return
    whole = row_codes(frame, every)
    clash = clashing(keys, whole, kept)
    if clash.any():
        expected, fix = f"one row for each {' and '.join(key)}", "correct the key, or leave the wrong rows out"
        frame.faults.append(Fault("key_twice", key[-1], clash, expected, fix))
    again = repeated(whole, kept) & ~clash
    if again.any():
        frame.faults.append(Fault("row_twice", "", again, "each row once", "the first of them was taken in"))


def _formulas(frame: Frame) -> list[Finding]:
    """Words that a spreadsheet would run as a formula; kept as text, and neutralised wherever they are exported."""
    found = []
    for column in dataset(frame.mapping.dataset).columns:
        source = frame.source(column.name)
        if source is None or column.type not in ("code", "text") or not pa.types.is_string(source.type):
            continue
        starts = true_rows(pc.match_substring_regex(source, r"^\s*[=+@]\s*[A-Za-z(]"))
        if starts.any():
            note = "taken in as text, never run"
            found.append(finding(frame, "formula_text", "look", column.name, starts, expected="a word", note=note))
    return found
