"""What a question turns into before it becomes SQL: every default chosen, every word checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from petroverse.core.country import DefinitionBreak
from petroverse.core.times import Span
from petroverse.metrics.model import RegionSteps
from petroverse.metrics.query import Filter, Query, Top
from petroverse.metrics.subjects import Measure, Subject

__all__ = ["Plan", "Shift"]


@dataclass(frozen=True, slots=True)
class Shift:
    """How far back to look: whole months, days, or one pricing window.

    Attributes:
        months: So many months.
        days: So many days.
        windows: Days of the month on which pricing windows start, ascending: one window back; () for none.
    """

    months: int = 0
    days: int = 0
    windows: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A question with nothing left to decide.

    Attributes:
        query: The question in normal form, its defaults filled in.
        subject: What it asks about.
        measures: What it counts, in order.
        times: Its time dimensions, in the query's order.
        finest: The narrowest of them; empty where there is none.
        dimensions: All dimensions, in order.
        filters: Filters of dimensions that are no time, row rules among them.
        rules: The row rules alone.
        spans: The days asked about, ascending and apart; None for all.
        is_of_years: Whether whole years are read, so that editions of a year count.
        owners: Series → the organisation whose facts of it are read; empty where organisations do not exclude others.
        reads: Dataset → organisations whose facts enter the relation.
        entity: The column that concentration counts: company, depot or region.
        region_steps: Level asked for → how regions of each level of publication are named there.
        own_regions: Level → regions that tell a table of this level.
        top: The largest values alone, with dimension and measure filled in.
        compare: How far back the comparison looks; None where there is none.
        incomplete: First days of periods too incomplete to compare, for growth.
        incomplete_to_date: The same for January to the end of the period.
        warnings: What the reader must know.
        breaks: Definitions that change within what is asked.
    """

    query: Query
    subject: Subject
    measures: tuple[Measure, ...]
    times: tuple[str, ...]
    finest: str
    dimensions: tuple[str, ...]
    filters: tuple[Filter, ...]
    rules: tuple[Filter, ...]
    spans: tuple[Span, ...] | None
    is_of_years: bool
    owners: Mapping[str, str]
    reads: Mapping[str, tuple[str, ...]]
    entity: str
    region_steps: Mapping[str, tuple[RegionSteps, ...]]
    own_regions: Mapping[str, tuple[str, ...]]
    top: Top | None
    compare: Shift | None
    incomplete: tuple[date, ...]
    incomplete_to_date: tuple[date, ...]
    warnings: tuple[str, ...]
    breaks: tuple[DefinitionBreak, ...] = ()

    @property
    def others(self) -> tuple[str, ...]:
        """The dimensions that are no time."""
        return tuple(each for each in self.dimensions if each not in self.times)

    @property
    def compared(self) -> str:
        """The dimension whose values shares and ranks compare: the last that is no time and not held to one value."""
        held = {each.dimension for each in self.query.filters if each.op == "in" and len(each.values) == 1}
        free = [each for each in self.others if each not in held]
        return (free or list(self.others) or [""])[-1]

    def base(self, measure: Measure) -> Measure:
        """The measure at the bottom of one that is made of others; itself where it is made of none."""
        while measure.is_derived:
            measure = self.subject.measures[measure.of]
        return measure
