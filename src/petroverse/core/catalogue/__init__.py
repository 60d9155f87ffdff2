"""The catalogue: every dataset, column, type, unit and meaning, read from one TOML file each.

Lake, API, questions and documentation all read it, so a column is named and explained in one place.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, cast

from petroverse.core.errors import NotFound

__all__ = ["Column", "ColumnRole", "ColumnType", "Dataset", "Resolve", "dataset", "datasets", "provenance"]

ColumnType = Literal["code", "text", "date", "timestamp", "real", "integer", "boolean"]
ColumnRole = Literal["dimension", "measure", "time", "unit", "flag", "printed", "provenance"]
Resolve = Literal["edition", "key"]
"""How later facts replace earlier ones: a whole edition by slot, or single rows by the dataset's key."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it is called, holds, is counted in, and means."""

    name: str
    type: ColumnType
    role: ColumnRole
    meaning: str
    unit: str = ""
    nullable: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """One dataset with its own columns, in order."""

    name: str
    title: str
    meaning: str
    resolve: Resolve
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def column(self, name: str) -> Column:
        """Gives the column with this name.

        Raises:
            NotFound: The dataset has no such column.

        Example:
            >>> dataset("volume").column("product").role
            'dimension'
        """
        for each in self.columns:
            if each.name == name:
                return each
        known = ", ".join(each.name for each in self.columns)
        raise NotFound(f"{self.name} has no column {name!r}", fix=f"one of {known}")


@cache
def _read(stem: str) -> Dataset:
    text = resources.files(__name__).joinpath(f"{stem}.toml").read_text("utf-8")
    raw = tomllib.loads(text)
    return Dataset(
        name=raw["name"],
        title=raw["title"],
        meaning=raw["meaning"],
        resolve=cast("Resolve", raw["resolve"]),
        columns=tuple(Column(**each) for each in raw["column"]),
        key=tuple(raw.get("key", ())),
    )


@cache
def datasets() -> Mapping[str, Dataset]:
    """Every dataset by name."""
    files = (each.name for each in resources.files(__name__).iterdir() if each.name.endswith(".toml"))
    stems = sorted(name.removesuffix(".toml") for name in files if not name.startswith("_"))
    return {stem: _read(stem) for stem in stems}


def dataset(name: str) -> Dataset:
    """Gives the dataset with this name.

    Raises:
        NotFound: The catalogue has no such dataset.
    """
    try:
        return datasets()[name]
    except KeyError:
        raise NotFound(f"no dataset is called {name!r}", fix=f"one of {', '.join(datasets())}") from None


def provenance() -> tuple[Column, ...]:
    """The columns that every dataset carries beside its own."""
    return _read("_provenance").columns
