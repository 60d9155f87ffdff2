"""Names that stand for a company: applied whenever facts are read, so that taking one back undoes it at once.

Chains are followed here, once, into plain rows: from this day until that day this name is read as that company. What a
publisher printed is never touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import groupby, pairwise

import pyarrow as pa

from petroverse.core.companies import printed_key
from petroverse.core.country import CompanyAlias

__all__ = ["NameMap", "StandsFor", "name_map"]

_Steps = Mapping[str, Mapping[date, str]]


@dataclass(frozen=True, slots=True)
class StandsFor:
    """One name that is read as a company on the days from ``since`` up to, but not with, ``until``."""

    name: str
    since: date
    until: date
    company: str


@dataclass(frozen=True)
class NameMap:
    """Every name that stands for a company, chains followed."""

    rows: tuple[StandsFor, ...] = ()

    @cached_property
    def key(self) -> str:
        """A name for exactly this map; empty where it changes nothing."""
        return hashlib.sha256(repr(self.rows).encode()).hexdigest()[:16] if self.rows else ""

    @cached_property
    def companies(self) -> tuple[str, ...]:
        """The companies that names are read as."""
        return tuple(sorted({each.company for each in self.rows}))

    @cached_property
    def table(self) -> pa.Table:
        """The rows as a relation with ``name``, ``since``, ``until`` and ``company``."""
        columns = {name: [getattr(each, name) for each in self.rows] for name in ("name", "since", "until", "company")}
        kinds = {"name": pa.string(), "since": pa.date32(), "until": pa.date32(), "company": pa.string()}
        return pa.table({name: pa.array(columns[name], kind) for name, kind in kinds.items()})


@lru_cache(maxsize=64)
def name_map(aliases: Sequence[CompanyAlias]) -> NameMap:
    """The map that some aliases make; of two for one name and day the later in the list holds.

    Args:
        aliases: A tuple of names with their companies; a company may be another's alias.

    Example:
        >>> [(each.name, each.company) for each in name_map((CompanyAlias("a", "B"), CompanyAlias("B", "C"))).rows]
        [('A', 'C'), ('B', 'C')]
    """
    steps: dict[str, dict[date, str]] = {}
    for each in aliases:
        steps.setdefault(printed_key(each.alias), {})[each.since or date.min] = each.company
    days = sorted({date.min, date.max, *(day for of in steps.values() for day in of)})
    return NameMap(tuple(row for name in sorted(steps) for row in _rows(name, steps, days)))


def _rows(name: str, steps: _Steps, days: Sequence[date]) -> Iterator[StandsFor]:
    spans = ((since, until, _company(name, since, steps)) for since, until in pairwise(days))
    for company, group in groupby(spans, lambda each: each[2]):
        joined = list(group)
        if company:
            yield StandsFor(name, joined[0][0], joined[-1][1], company)


def _company(name: str, day: date, steps: _Steps) -> str:
    """Where a name leads on a day; empty where it stands for itself. A circle ends after one turn."""
    found = ""
    for _ in steps:
        of = steps.get(printed_key(found or name), {})
        began = max((since for since in of if since <= day), default=None)
        if began is None or of[began] == found:
            break
        found = of[began]
    return found
