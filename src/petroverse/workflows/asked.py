"""Catalogue: what may be asked and taken away, in the words of the catalogue and of the semantic model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from petroverse.core.catalogue import Column, datasets, provenance
from petroverse.core.errors import NotFound
from petroverse.core.products import PRODUCTS, also_called
from petroverse.metrics import Measure, Query, Subject, query_from_words, subjects
from petroverse.workflows.stores import Stores

__all__ = ["catalogue", "dimension_names", "measure_names", "product_words", "questions_about", "subject_words"]

_LEVELS = "region_"


def measure_names() -> tuple[str, ...]:
    """Every measure that may be asked for."""
    return tuple(sorted({name for each in subjects().values() for name in each.measures}))


def dimension_names() -> tuple[str, ...]:
    """Every dimension that something may be asked by, whatever the country."""
    return tuple(sorted({name for each in subjects().values() for name in (*each.times, *each.dimensions)}))


def catalogue(stores: Stores) -> dict[str, Any]:
    """Every dataset with its columns, and every subject with its measures, dimensions and sources.

    A country may add dimensions: the levels of its regions, such as ``region_2019``.
    """
    levels = sorted({f"{_LEVELS}{level.name}" for pack in stores.packs.values() for level in pack.region_levels})
    return {
        "datasets": [_dataset(name) for name in datasets()],
        "subjects": subject_words(levels),
        "products": product_words(),
        "provenance": [_column(each) for each in provenance()],
    }


def subject_words(levels: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Every subject with its measures, dimensions and sources.

    Args:
        levels: More dimensions of subjects that have regions.
    """
    return [_subject(each, levels) for each in subjects().values()]


def product_words() -> list[dict[str, Any]]:
    """Every product with its name, what people call it, its group and its unit."""
    return [
        {
            "product": each.code,
            "name": each.name,
            "also": list(also_called(each.code)),
            "group": each.group,
            "unit": each.unit,
        }
        for each in PRODUCTS.values()
    ]


def questions_about(dimension: str, granted: frozenset[str] | None = None) -> Mapping[str, Query]:
    """For each subject that has a dimension, by its name: the question whose answer holds every value there is.

    Args:
        dimension: What to find the values of.
        granted: The measures that may be asked for, where not all of them. A subject with none of them is left out.

    Raises:
        NotFound: No subject has such a dimension.
    """
    having = {name: each for name, each in subjects().items() if _has(each, dimension)}
    if not having:
        raise NotFound(f"no dimension is called {dimension!r}", fix=f"one of {', '.join(dimension_names())}")
    asked = {name: _measure_of(each, granted) for name, each in having.items()}
    return {name: _question(having[name], each, dimension) for name, each in asked.items() if each}


def _has(subject: Subject, dimension: str) -> bool:
    is_level = dimension.startswith(_LEVELS) and "region" in subject.dimensions
    return is_level or dimension in (*subject.times, *subject.dimensions)


def _measure_of(subject: Subject, granted: frozenset[str] | None) -> Measure | None:
    """The measure to find values by that may be asked for: a count, as it has no unit, before all others."""
    measures = [each for each in subject.measures.values() if granted is None or each.name in granted]
    return min(measures, key=lambda each: each.kind != "count", default=None)


def _question(subject: Subject, measure: Measure, dimension: str) -> Query:
    apart = [name for name in (subject.series, *measure.together, "unit") if name in subject.dimensions]
    return query_from_words([measure.name], list(dict.fromkeys([*apart, dimension])))


def _dataset(name: str) -> dict[str, Any]:
    each = datasets()[name]
    told = {"dataset": name, "title": each.title, "meaning": each.meaning}
    return {**told, "columns": [_column(column) for column in each.columns]}


def _column(column: Column) -> dict[str, Any]:
    return asdict(column)


def _subject(subject: Subject, levels: Sequence[str]) -> dict[str, Any]:
    more = levels if "region" in subject.dimensions else []
    return {
        "subject": subject.dataset,
        "measures": [_measure(each) for each in subject.measures.values()],
        "times": list(subject.times),
        "dimensions": [*subject.dimensions, *more],
        "sources": _sources(subject) if subject.series else None,
    }


def _sources(subject: Subject) -> dict[str, Any]:
    stages = [asdict(each) for each in subject.stages.values()]
    told = [{"value": each.pop("name"), **each, "names": each["names"] or None} for each in stages]
    return {"dimension": subject.series, "values": list(subject.stages), "stages": told}


def _measure(measure: Measure) -> dict[str, Any]:
    unit = "as the column unit says" if measure.unit == "unit" else measure.unit.strip("'")
    together = list(measure.together)
    return {
        "measure": measure.name,
        "meaning": measure.meaning,
        "unit": unit,
        "asked_together_with": together,
        "also": list(measure.also),
    }
