"""Columns that follow from others: days from instants, editions' months, units, windows, what was printed."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from petroverse.core.catalogue import dataset
from petroverse.core.country import CountryPack, window_start
from petroverse.core.products import GRADES
from petroverse.sources.tabular.cells import as_text, parse_words
from petroverse.sources.tabular.checks import QUANTITIES
from petroverse.sources.tabular.frame import Frame
from petroverse.sources.tabular.quantities import product_units, units_per_tonne
from petroverse.sources.tabular.spans import floor_days
from petroverse.sources.tabular.words import grade_meant

__all__ = ["derive"]


def derive(frame: Frame) -> None:
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
    days = frame.days()
    for each in dated:
        holds = pc.and_(
            pc.equal(pc.utf8_upper(frame.columns["company"]), each.alias.upper()),
            pc.greater_equal(days, pa.scalar(each.since, pa.date32())),
        )
        frame.columns["company"] = pc.if_else(pc.fill_null(holds, False), each.company, frame.columns["company"])
