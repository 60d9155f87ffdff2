"""A first mapping for a table that nobody has described: what each column seems to be, how surely, and what to ask."""

from __future__ import annotations

from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from typing import Final

import pyarrow as pa

from petroverse.core.catalogue import Column, Dataset, dataset
from petroverse.core.country import CountryPack
from petroverse.core.errors import InputRefused
from petroverse.sources.tabular.cells import as_text
from petroverse.sources.tabular.checks import QUANTITIES, check_mapping, choices
from petroverse.sources.tabular.errors import MappingRefused
from petroverse.sources.tabular.grid import Grid, even
from petroverse.sources.tabular.guesses import date_formats, number_marks, unit_in
from petroverse.sources.tabular.mapping import ColumnRule, FileRule, Mapping, NumberRule
from petroverse.sources.tabular.opening import open_grid
from petroverse.sources.tabular.words import product_meant, region_meant

__all__ = ["SURE", "Guess", "Proposal", "propose_mapping"]

SURE: Final = 0.9
"""Below this a person is asked."""

_LOOKED_AT: Final = 2000
_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "day": ("day", "date"),
    "month": ("month", "period", "date"),
    "at": ("at", "time", "timestamp", "date time", "datetime", "loaded at", "delivered at"),
    "event": ("event", "event type", "movement type", "type"),
    "reference": ("reference", "ref", "waybill", "waybill no", "ticket", "ticket no", "receipt", "number", "document"),
    "product": ("product", "grade", "fuel", "product name"),
    "place": ("place", "depot", "site", "station", "terminal", "tank", "location"),
    "place_from": ("place from", "from", "origin", "depot", "source", "loaded at depot"),
    "place_to": ("place to", "to", "destination", "delivered to", "customer", "station"),
    "company": ("company", "omc", "bdc", "bidec", "marketer", "owner", "name of company", "importer"),
    "region": ("region", "province"),
    "depot": ("depot", "terminal"),
    "carrier": ("carrier", "truck", "brv", "vehicle", "vessel", "ship"),
    "volume": ("volume", "quantity", "qty", "litres", "volume litres", "sales", "liftings", "volume lifted"),
    "standard_volume": ("standard volume", "volume at 15", "litres at 15 c", "std volume", "net volume", "volume 15 c"),
    "observed_volume": ("observed volume", "gross volume", "observed litres", "volume", "quantity", "litres"),
    "closing": ("closing", "closing stock", "closing dip", "dip", "stock", "stock on hand"),
    "temp_c": ("temp c", "temperature", "temperature c", "temp"),
    "density_kg_m3": ("density kg m3", "density", "density at 15"),
    "price": ("price", "ex pump", "pump price", "unit price", "floor price"),
    "amount": ("amount", "tax", "value", "duty"),
    "currency": ("currency",),
    "unit": ("unit", "units", "uom"),
    "source": ("source", "stage"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng"),
}
_DATASETS: Final = ("movement", "stock", "price", "volume")
_FIGURES: Final[Table[str, tuple[str, ...]]] = {
    "movement": ("standard_volume", "observed_volume"),
    "stock": ("closing",),
    "price": ("price",),
    "volume": ("volume",),
}
_BESIDE: Final[Table[str, tuple[str, ...]]] = {
    "movement": ("reference", "event", "place_from", "place_to", "carrier", "at"),
    "stock": ("place",),
    "price": ("company",),
    "volume": ("company", "region", "month"),
}
"""Columns that speak for a dataset: its figure most, those beside it a little."""


@dataclass(frozen=True, slots=True)
class Guess:
    """What one column of the file seems to be.

    Attributes:
        column: The catalogue's column.
        heading: The file's heading.
        confidence: 0 to 1; below ``SURE`` a person is asked.
        why: The evidence, as a person reads it.
    """

    column: str
    heading: str
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping to start from.

    Attributes:
        mapping: What was found so far; complete only where there are no questions.
        guesses: Each mapped column with its confidence.
        questions: What a person must say, one sentence each.
        unmapped: Headings that were given no meaning.
    """

    mapping: Mapping
    guesses: tuple[Guess, ...]
    questions: tuple[str, ...]
    unmapped: tuple[str, ...]


def propose_mapping(content: bytes, name: str, pack: CountryPack | None = None) -> Proposal:
    """Looks at a table and proposes how to read it. Nothing is taken in by it.

    Args:
        content: The file's bytes.
        name: The file's name.
        pack: The country whose products and regions its cells may name.

    Raises:
        FileRefused: The file cannot be opened as a table.
    """
    names = [each for words in _NAMES.values() for each in words]
    grid = _first_rows(open_grid(content, name, names, FileRule()))
    kind = max(_DATASETS, key=lambda each: _fit(grid, each))
    of = dataset(kind)
    guesses, rules, questions, marks = _columns(grid, of, pack)
    stem = name.rpartition("/")[2].rpartition(".")[0] or name
    mapping = Mapping(
        stem,
        kind,
        rules,
        grain="row" if of.resolve == "key" else "month",
        file=FileRule(sheet=grid.sheet),
        numbers=marks,
    )
    if of.resolve == "edition":
        mapping = replace(mapping, series=stem if kind == "price" else "", grain="day" if kind == "price" else "month")
    used = {even(each.heading) for each in rules.values()}
    unmapped = tuple(each for each in grid.headings if each.strip() and even(each) not in used)
    unsure = [_ask(each) for each in guesses if each.confidence < SURE]
    return Proposal(mapping, tuple(guesses), (*unsure, *questions, *_lacking(mapping)), unmapped)


def _first_rows(grid: Grid) -> Grid:
    columns = tuple(each.slice(0, _LOOKED_AT) for each in grid.columns)
    return Grid(grid.headings, columns, grid.lines[:_LOOKED_AT], grid.sheet, grid.findings, grid.ignored)


def _plain(heading: str) -> str:
    kept = "".join(letter if letter.isalnum() else " " for letter in heading.lower())
    return " ".join(kept.split())


def _fit(grid: Grid, name: str) -> float:
    def best(column: str) -> float:
        return max((_likeness(heading, column) for heading in grid.headings), default=0.0)

    return max(map(best, _FIGURES[name])) + 0.3 * sum(map(best, _BESIDE[name]))


def _likeness(heading: str, column: str) -> float:
    """How surely a heading alone names a column."""
    from rapidfuzz import fuzz

    text = _plain(heading)
    words = _NAMES.get(column, (column.replace("_", " "),))
    if text in words:
        return 0.97 - 0.02 * words.index(text)
    starts = [each for each in words if text.startswith(f"{each} ")]
    if starts:
        return 0.92
    best = max(fuzz.ratio(text, each) for each in words) / 100
    return 0.8 * best if best > 0.8 else 0.0


def _columns(
    grid: Grid, of: Dataset, pack: CountryPack | None
) -> tuple[list[Guess], dict[str, ColumnRule], list[str], NumberRule]:
    pairs = sorted(
        (
            (_likeness(heading, column.name), column.name, index)
            for column in of.columns
            for index, heading in enumerate(grid.headings)
        ),
        key=lambda each: (-each[0], each[2]),
    )
    guesses: list[Guess] = []
    rules: dict[str, ColumnRule] = {}
    questions: list[str] = []
    marks = NumberRule()
    taken: set[int] = set()
    for likeness, name, index in pairs:
        if likeness < 0.6 or name in rules or index in taken:
            continue
        found = _looked_at(grid, of.column(name), index, likeness, pack)
        if found is None:
            continue
        guess, rules[name], more, seen_marks = found
        guesses.append(guess)
        questions += more
        taken.add(index)
        marks = seen_marks or marks
    return guesses, rules, questions, marks


def _looked_at(
    grid: Grid, column: Column, index: int, likeness: float, pack: CountryPack | None
) -> tuple[Guess, ColumnRule, list[str], NumberRule | None] | None:
    """Holds a heading's guess against the column's cells; None where the cells speak against it."""
    heading, cells = grid.headings[index], grid.columns[index]
    texts = [each for each in as_text(cells).drop_null().unique().to_pylist() if each not in ("-", "–")]
    is_text = pa.types.is_string(cells.type)
    if not texts:
        return Guess(column.name, heading, min(likeness, 0.7), "the column is empty"), ColumnRule(heading), [], None
    if column.type in ("date", "timestamp"):
        return (
            _as_dates(column, heading, texts, likeness) if is_text else _sure(column, heading, likeness, "true dates")
        )
    if column.type in ("real", "integer"):
        return _as_numbers(column, heading, texts if is_text else [], likeness)
    meant = _known_words(column.name, of_texts=texts, pack=pack)
    if meant is None:
        return _sure(column, heading, likeness, "by its heading")
    share = meant / len(texts)
    why = f"{meant} of {len(texts)} words are known"
    return Guess(column.name, heading, min(likeness, 0.5 + share / 2), why), ColumnRule(heading), [], None


def _sure(column: Column, heading: str, likeness: float, why: str) -> tuple[Guess, ColumnRule, list[str], None]:
    return Guess(column.name, heading, likeness, why), ColumnRule(heading), [], None


def _as_dates(
    column: Column, heading: str, texts: list[str], likeness: float
) -> tuple[Guess, ColumnRule, list[str], None] | None:
    formats = date_formats(texts)
    if not formats:
        return None
    ask = (
        [f"Are the dates of {heading!r} written as {' or '.join(formats)}?"] if len(formats) > 1 and formats[0] else []
    )
    guess = Guess(column.name, heading, 0.6 if ask else likeness, f"dates such as {texts[0]!r}")
    return guess, ColumnRule(heading, format=formats[0]), ask, None


def _as_numbers(
    column: Column, heading: str, texts: list[str], likeness: float
) -> tuple[Guess, ColumnRule, list[str], NumberRule | None] | None:
    marks = number_marks(texts) if texts else [NumberRule()]
    if not marks:
        return None
    ask = [f"Is {texts[0]!r} in {heading!r} a whole number or a fraction?"] if len(marks) > 1 else []
    unit = unit_in(heading) if column.name in QUANTITIES else ""
    if column.name in QUANTITIES and not unit:
        ask.append(f"What does {heading!r} count in: L, m3, kg, t or thousand L?")
    guess = Guess(column.name, heading, 0.6 if len(marks) > 1 else likeness, "numbers")
    return guess, ColumnRule(heading, unit=unit), ask, marks[0] if texts else None


def _known_words(column: str, *, of_texts: list[str], pack: CountryPack | None) -> int | None:
    if column == "product":
        return sum(product_meant(each, pack) is not None for each in of_texts)
    if column == "region" and pack is not None and pack.regions:
        return sum(region_meant(each, pack) is not None for each in of_texts)
    for kind in _DATASETS:
        allowed = choices(kind, column)
        if allowed:
            return sum(even(each).replace(" ", "_") in allowed for each in of_texts)
    return None


def _ask(guess: Guess) -> str:
    return f"Is {guess.heading!r} the {guess.column.replace('_', ' ')} ({guess.why}; sure to {guess.confidence:.0%})?"


def _lacking(mapping: Mapping) -> list[str]:
    try:
        check_mapping(mapping)
    except MappingRefused as fault:
        return [f"{fault.what}: {fault.fix}."]
    except InputRefused as fault:
        return [str(fault)]
    return []
