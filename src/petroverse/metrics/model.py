"""What the compiler must know beside the question: the country pack's history, and what is held of which series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from petroverse.core.country import CountryPack
from petroverse.core.facts import Holding
from petroverse.core.times import Span
from petroverse.metrics.periods import month_shift

__all__ = ["Model", "RegionSteps"]

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class RegionSteps:
    """How regions of one level are named at another.

    Attributes:
        level: The level of the facts.
        renamed: Region → its region at the level asked for; None where it was split and cannot be told. A region that
            is not named here keeps its name.
    """

    level: str
    renamed: Mapping[str, str | None]


@dataclass(frozen=True)
class Model:
    """The semantic model of one question.

    Attributes:
        holdings: What the snapshot holds.
        pack: The country pack; None where none is at hand, then there are no region levels and no breaks.
    """

    holdings: Sequence[Holding] = ()
    pack: CountryPack | None = None

    @cached_property
    def region_levels(self) -> tuple[str, ...]:
        """The names of the levels of the country's division, oldest first."""
        return tuple(each.name for each in self.pack.region_levels) if self.pack else ()

    def own_regions(self, level: str) -> tuple[str, ...]:
        """Regions that only this level and finer ones know: a table that names one is of this level or finer."""
        position = self.region_levels.index(level)
        older = {name for each in self.region_levels[:position] for name in self._parents(each)}
        return tuple(sorted(set(self._parents(level)) - older))

    def region_steps(self, to_level: str) -> tuple[RegionSteps, ...]:
        """For each level that facts may be published at: what its regions are called at the level asked for."""
        return tuple(RegionSteps(each, self._renamed(each, to_level)) for each in self.region_levels)

    def owner(self, dataset: str, series: str, organisations: Sequence[str]) -> str | None:
        """The first organisation, in the grant's order, that holds the series; None where nobody does."""
        return next((each for each in organisations if (each, dataset, series) in self._held), None)

    def series(self, dataset: str) -> tuple[str, ...]:
        """Every series of a dataset that somebody holds."""
        return tuple(sorted({series for _, of, series in self._held if of == dataset}))

    def holders(self, dataset: str, organisations: Sequence[str]) -> tuple[str, ...]:
        """The organisations that hold anything of a dataset, in the grant's order."""
        having = {owner for owner, of, _ in self._held if of == dataset}
        return tuple(each for each in organisations if each in having)

    def incomplete(self, owner: str, dataset: str, series: str, months: int) -> tuple[date, ...]:
        """First days of calendar periods of which some months are known and some are not.

        Args:
            owner: Whose facts.
            dataset: The dataset.
            series: The series.
            months: Months in the period: 12, 6, 3 or 1.
        """
        known, years = self._known_months[owner, dataset, series]
        starts = {month_shift(each, -((each.month - 1) % months)) for each in known}
        partial = {each for each in starts if not _has_months(known, each, months)}
        return tuple(sorted(partial - years if months == _MONTHS else partial))

    def incomplete_to_date(self, owner: str, dataset: str, series: str, months: int) -> tuple[date, ...]:
        """First days of calendar periods before or in which a month of their year is not known; as ``incomplete``."""
        known, _ = self._known_months[owner, dataset, series]
        starts = {month_shift(each, -((each.month - 1) % months)) for each in known}
        partial = (each for each in starts if not _has_months(known, each.replace(month=1), each.month - 1 + months))
        return tuple(sorted(partial))

    def span(self, dataset: str, series: str) -> Span | None:
        """From the first to the last day that anybody holds of a series."""
        spans = [each.span for each in self.holdings if each.dataset == dataset and each.series == series]
        return Span(min(each.start for each in spans), max(each.end for each in spans)) if spans else None

    @cached_property
    def _held(self) -> frozenset[tuple[str, str, str]]:
        return frozenset((each.organisation, each.dataset, each.series) for each in self.holdings)

    @cached_property
    def _known_months(self) -> Mapping[tuple[str, str, str], tuple[set[date], set[date]]]:
        known: defaultdict[tuple[str, str, str], tuple[set[date], set[date]]] = defaultdict(lambda: (set(), set()))
        for each in self.holdings:
            if each.cells and each.grain in {"month", "year"}:
                months, years = known[each.organisation, each.dataset, each.series]
                (months if each.grain == "month" else years).add(each.span.start)
        return known

    def _parents(self, level: str) -> dict[str, str]:
        return {each.name: each.parent for each in self.pack.regions if each.level == level} if self.pack else {}

    def _renamed(self, from_level: str, to_level: str) -> dict[str, str | None]:
        names: dict[str, str | None] = {name: name for name in self._parents(from_level)}
        start, end = self.region_levels.index(from_level), self.region_levels.index(to_level)
        for level in reversed(self.region_levels[end + 1 : start + 1]):
            names = {name: self._parents(level).get(now or "", now) for name, now in names.items()}
        for level in self.region_levels[start + 1 : end + 1]:
            names = {name: self._child(now, level) for name, now in names.items()}
        return {name: now for name, now in names.items() if now != name}

    def _child(self, name: str | None, level: str) -> str | None:
        children = [child for child, parent in self._parents(level).items() if parent == name]
        return children[0] if len(children) == 1 else None


def _has_months(known: set[date], start: date, months: int) -> bool:
    return all(month_shift(start, step) in known for step in range(months))
