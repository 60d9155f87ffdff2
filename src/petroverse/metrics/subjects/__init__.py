"""What may be asked: one TOML a dataset with its dimensions and measures. A new measure is one entry there."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any, Final, Literal, cast

from petroverse.metrics.faults import UnknownWord, WordsDoNotFit
from petroverse.metrics.nearest import one_of

__all__ = ["Measure", "MeasureKind", "Stage", "Subject", "subject_of", "subjects"]

MeasureKind = Literal[
    "sum", "count", "aggregate", "share", "rank", "running", "year_to_date", "growth", "concentration", "top_share"
]


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure.

    Attributes:
        name: What it is asked by.
        kind: How it is computed.
        of: SQL over the dataset's columns, or the measure it is made of.
        meaning: One sentence.
        unit: SQL of its unit; empty where it has none.
        step: How far back growth looks: month, quarter or year.
        count: How many of the largest a top share takes.
        whole: Whether it is always a whole number.
        period: Whether it is a month, which is neither added nor compared.
        entity: Whether it counts or compares companies (or the depots or regions of a series by depot or region).
        needs: The derived column that ``of`` uses.
        together: Dimensions that must be grouped by or limited to one value, because figures across them do not mix.
        also: Other words for it: for guesses at what was meant.
    """

    name: str
    kind: MeasureKind
    of: str
    meaning: str
    unit: str = ""
    step: str = ""
    count: int = 0
    whole: bool = False
    period: bool = False
    entity: bool = False
    needs: str = ""
    together: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def is_derived(self) -> bool:
        """Whether it is made of another measure, not of rows."""
        return self.kind not in {"sum", "count", "aggregate"}


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the series that never add: a stage of the same litres, or a kind of the same price.

    Attributes:
        name: What filters call it.
        meaning: One sentence.
        names: The dimension that its publishers' figures are told apart by; empty where there is none.
        use: What it is asked for.
    """

    name: str
    meaning: str
    names: str = ""
    use: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """One dataset as it may be asked about.

    Attributes:
        dataset: Its name.
        reads: The catalogue's datasets that it is made of.
        relation: SQL that makes it out of them; empty where it is a dataset itself.
        day: The column with its time.
        finest: The narrowest period at which a group of blank cells alone answers null instead of 0.
        blank: The column that is null in a blank cell.
        series: The column whose values never add with each other; empty where there is none.
        stages: The values of that column, by name.
        has_years: Whether figures of whole years stand beside those of months.
        suspect: SQL that is true for rows that measures leave out and the answer counts.
        times: Its time dimensions, widest first.
        dimensions: Its other dimensions.
        ends: Columns within which the first and the last day of a group are marked; () where nobody needs them.
        measures: Its measures by name.
        derived: Name → SQL of columns computed before the query's filters.
    """

    dataset: str
    reads: tuple[str, ...]
    relation: str
    day: str
    finest: str
    blank: str
    series: str
    stages: Mapping[str, Stage]
    has_years: bool
    suspect: str
    times: tuple[str, ...]
    dimensions: tuple[str, ...]
    ends: tuple[str, ...]
    measures: Mapping[str, Measure]
    derived: Mapping[str, str] = field(default_factory=dict)


_EMPTY: Final = {"relation": "", "series": "", "suspect": "", "has_years": False}


@cache
def subjects() -> Mapping[str, Subject]:
    """Every subject by its dataset's name."""
    files = sorted(each.name for each in resources.files(__name__).iterdir() if each.name.endswith(".toml"))
    return {each.dataset: each for each in map(_read, files)}


def subject_of(measures: tuple[str, ...]) -> Subject:
    """The one subject that has all these measures.

    Raises:
        UnknownWord: No subject has one of them.
        WordsDoNotFit: They belong to different subjects.

    Example:
        >>> subject_of(("volume", "share")).dataset
        'volume'
    """
    found: dict[str, Subject] = {}
    for name in measures:
        owner = next((each for each in subjects().values() if name in each.measures), None)
        if owner is None:
            known = [measure for each in subjects().values() for measure in each.measures]
            also = {
                word: one.name for each in subjects().values() for one in each.measures.values() for word in one.also
            }
            raise UnknownWord(f"no measure is called {name!r}", where="measures", fix=one_of(name, known, also))
        found[name] = owner
    if len({each.dataset for each in found.values()}) > 1:
        split = "; ".join(f"{name} is of {each.dataset}" for name, each in found.items())
        raise WordsDoNotFit(f"one question asks about one subject: {split}", where="measures", fix="ask one by one")
    return next(iter(found.values()))


def _read(file: str) -> Subject:
    raw: dict[str, Any] = {**_EMPTY, **tomllib.loads(_text(file))}
    measures = {each["name"]: _measure(each) for each in raw.pop("measure")}
    raw["stages"] = {each["name"]: Stage(**each) for each in raw.pop("stage", ())}
    raw["relation"] = raw["relation"] and _text(raw["relation"])
    raw |= {name: tuple(raw.get(name, ())) for name in ("times", "dimensions", "ends")}
    raw["reads"] = tuple(raw.get("reads", (raw["dataset"],)))
    return Subject(**raw, measures=measures)


def _measure(raw: dict[str, Any]) -> Measure:
    lists = {name: tuple(raw.get(name, ())) for name in ("together", "also")}
    return Measure(**{**raw, **lists, "kind": cast("MeasureKind", raw["kind"])})


def _text(file: str) -> str:
    return resources.files(__name__).joinpath(file).read_text("utf-8")
