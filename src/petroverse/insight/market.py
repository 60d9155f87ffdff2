"""The market as it is read once: each stage's litres by month, product and member, with what belongs together.

A product that a publisher began to tell apart (cell sites out of gasoil, say) is counted with the one that it was
inside of, where the answer says so; where nobody says so, history begins when the new one did, if that was large.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

import numpy as np

from petroverse.core.products import PRODUCTS
from petroverse.core.times import Span
from petroverse.insight.insight import About, Rows, Run
from petroverse.insight.kin import successions
from petroverse.insight.odds import Values
from petroverse.metrics import Filter, Query

__all__ = ["Asking", "Market", "Stage", "month_after", "month_at", "read_market", "series_of"]

_WHOLE: Final = ("national", "omc", "bidec", "depot", "regional")
"""Stages that tell the whole market, best first."""

_MEMBERS: Final[Mapping[str, str]] = {"omc": "company", "bidec": "company", "depot": "depot", "regional": "region"}
_MAIN: Final = 0.03
_SHOWS: Final = 0.02


def month_at(label: str) -> date:
    """The first day of a month as answers write it, ``2024-03``."""
    return date(int(label[:4]), int(label[5:7]), 1)


def month_after(month: date, count: int = 1) -> date:
    """The first day of the month so many later, or earlier."""
    years, at = divmod(month.month - 1 + count, 12)
    return date(month.year + years, at + 1, 1)


def series_of(rows: Rows, measure: str) -> tuple[tuple[date, ...], Values]:
    """Months from the first to the last row without a gap, and the figures; NaN where there is none.

    Example:
        >>> series_of([{"month": "2024-01", "volume": 1.0}, {"month": "2024-03", "volume": 3.0}], "volume")[1]
        array([ 1., nan,  3.])
    """
    told = {month_at(str(row["month"])): row[measure] for row in rows}
    if not told:
        return (), np.array([])
    months = [min(told)]
    while months[-1] < max(told):
        months.append(month_after(months[-1]))
    return tuple(months), np.array([_real(told.get(each)) for each in months])


def _real(value: object) -> float:
    return float(value) if isinstance(value, int | float) else np.nan


@dataclass(frozen=True, slots=True)
class Asking:
    """How questions are asked.

    Attributes:
        run: Answers them.
        within: Limits of every one of them, such as whose facts are meant.
        region: The dimension that regions are compared by: the coarsest level, so that a split is no news.
    """

    run: Run
    within: tuple[Filter, ...] = ()
    region: str = "region"

    def question(
        self,
        about: About,
        measures: tuple[str, ...],
        until: date,
        *,
        months: int = 0,
        dimensions: tuple[str, ...] = ("month",),
        since: date | None = None,
    ) -> Query:
        """A question about something up to the end of a month.

        Args:
            about: Of what.
            measures: What is counted.
            until: The last month.
            months: So many months alone; 0 for all.
            dimensions: What it is split by.
            since: Not before this month; None for as far as it reaches.
        """
        filters = list(self.within)
        if about.source:
            filters.append(Filter("source", "in", (about.source,)))
        if about.products:
            filters.append(Filter("product", "in", tuple(sorted(about.products))))
        only = (Filter(about.dimension, "in", tuple(sorted(about.names or (about.member,)))),) if about.member else ()
        start = month_after(until, 1 - months) if months else since or date(1900, 1, 1)
        ordered = tuple(sorted(filters, key=lambda each: (each.dimension, each.op, each.values)))
        span = Span(start, month_after(until))
        return Query(measures, dimensions, ordered, span, only=only)


@dataclass(frozen=True)
class Stage:
    """One stage of the litres.

    Attributes:
        source: Its name.
        months: Every month from the first to the last that it speaks of.
        products: Its products.
        volume: Litres or kilograms, (products, months); NaN where it does not speak of the month.
        tonnes: The same in tonnes.
        since: Product → the month that its history can be compared from.
        families: Product → the products that are counted with it.
        dimension: What its members are; empty where it has none.
        members: Their names, the present one of each.
        parts: Tonnes of members, (members, products, months); 0 where a member is not named.
        names: Of each member all names that are probably its own, the present one first.
        renamed: The name that probably ended, and the one it goes on under.
    """

    source: str
    months: tuple[date, ...]
    products: tuple[str, ...]
    volume: Values
    tonnes: Values
    since: Mapping[str, date]
    families: Mapping[str, tuple[str, ...]]
    dimension: str = ""
    members: tuple[str, ...] = ()
    parts: Values = field(default_factory=lambda: np.zeros((0, 0, 0)))
    names: tuple[tuple[str, ...], ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    def about(self, member: int, products: tuple[str, ...] = ()) -> About:
        """A member, for some products or all."""
        names = self.names[member] if len(self.names[member]) > 1 else ()
        return About(self.source, products, self.dimension, self.members[member], names)

    def at(self, month: date) -> int:
        """The place of a month among its months; -1 where it does not speak of it."""
        return self.months.index(month) if month in self.months and self.is_known[self.months.index(month)] else -1

    @cached_property
    def is_known(self) -> np.ndarray[Any, np.dtype[np.bool_]]:
        """Of which months it speaks."""
        return np.asarray(np.isfinite(self.tonnes).any(axis=0))

    @cached_property
    def total(self) -> Values:
        """Tonnes of all products, (months)."""
        return np.where(self.is_known, np.nansum(self.tonnes, axis=0), np.nan)

    def history(self, products: Sequence[str], at: int) -> tuple[int, Values]:
        """Where the history of products together begins that can be compared, and their figures up to a month."""
        rows = [self.products.index(each) for each in products]
        since = max((self.since[each] for each in products if self.families.get(each)), default=self.months[0])
        start = self.months.index(since) if since in self.months else 0
        summed = np.nansum(self.volume[rows], axis=0)
        return start, np.where(self.is_known, summed, np.nan)[start : at + 1]

    def tonnes_of(self, products: Sequence[str], at: int) -> float:
        """Tonnes of products together in a month."""
        return float(np.nansum(self.tonnes[[self.products.index(each) for each in products], at]))

    def main(self, at: int) -> list[tuple[str, ...]]:
        """Products, with what is counted with them, that weigh enough in the twelve months up to one."""
        year = np.nansum(self.tonnes[:, max(at - 11, 0) : at + 1], axis=1)
        weights = dict(zip(self.products, year / max(year.sum(), 1e-9), strict=True))
        return [own for own in self.families.values() if own and sum(weights[each] for each in own) >= _MAIN]


@dataclass(frozen=True)
class Market:
    """All that is held.

    Attributes:
        asking: How questions are asked.
        stages: By their names.
        prices: Product → month → the middle price at the pump there, major unit.
        currency: Its code; empty where there are no prices.
        notes: Known changes of definition: (source, product, the one it was inside of, since).
        known: When the publications that are read now were made known, ascending.
    """

    asking: Asking
    stages: Mapping[str, Stage]
    prices: Mapping[str, Mapping[date, float]] = field(default_factory=dict)
    currency: str = ""
    notes: tuple[tuple[str, str, str, date], ...] = ()
    known: tuple[datetime, ...] = ()

    @property
    def latest(self) -> date | None:
        """The last month that any stage speaks of, or of which a publication was made known."""
        ends = [stage.months[-1] for stage in self.stages.values() if stage.months]
        return max([*ends, *(date(each.year, each.month, 1) for each in self.known[-1:])]) if ends else None

    @property
    def stages_told(self) -> tuple[str, ...]:
        """The stages that are held, the one that tells the whole market best first."""
        return tuple(each for each in _WHOLE if each in self.stages)

    def whole(self, month: date) -> Stage | None:
        """The stage that tells the whole market of a month best."""
        speaking = [name for name in _WHOLE if name in self.stages and self.stages[name].at(month) >= 0]
        return self.stages[speaking[0]] if speaking else None

    def with_members(self, month: date) -> list[Stage]:
        """The stages whose members are told apart in a month."""
        return [each for each in self.stages.values() if each.members and each.at(month) >= 0]


def read_market(asking: Asking) -> Market:
    """Reads what is held, in a handful of questions."""
    whole = Query(("volume", "tonnes"), ("source", "month", "product"), asking.within)
    table = asking.run(whole)
    told = json.loads((table.schema.metadata or {}).get(b"petroverse", b"{}"))
    notes = _notes(told)
    known = sorted({datetime.fromisoformat(each["known_at"]) for each in told.get("sources", ())})
    rows = table.to_pylist()
    stages = {}
    for source in sorted({str(row["source"]) for row in rows}):
        own = [row for row in rows if row["source"] == source]
        if source in _WHOLE and any(row["volume"] for row in own):
            stages[source] = _stage(asking, source, own, notes)
    return Market(asking, stages, notes=notes, known=tuple(known))


def _notes(told: Mapping[str, Any]) -> tuple[tuple[str, str, str, date], ...]:
    return tuple(
        (each["source"], each["product"], each["inside"], date.fromisoformat(each["since"]))
        for each in told.get("breaks", ())
    )


def _stage(asking: Asking, source: str, rows: Rows, notes: Sequence[tuple[str, str, str, date]]) -> Stage:
    months, _ = series_of(rows, "volume")
    products = tuple(sorted({str(row["product"]) for row in rows}))
    volume, tonnes = (_grid(rows, products, months, name) for name in ("volume", "tonnes"))
    families = _families(source, products, notes)
    since = _since(months, products, tonnes, families)
    dimension = asking.region if _MEMBERS.get(source) == "region" else _MEMBERS.get(source, "")
    stage = Stage(source, months, products, volume, tonnes, since, families, dimension)
    return stage if not dimension else _with_members(asking, stage)


def _grid(rows: Rows, products: Sequence[str], months: Sequence[date], measure: str) -> Values:
    grid = np.full((len(products), len(months)), np.nan)
    at = {each: place for place, each in enumerate(months)}
    row_of = {each: place for place, each in enumerate(products)}
    for row in rows:
        grid[row_of[row["product"]], at[month_at(row["month"])]] = _real(row[measure])
    return grid


def _families(
    source: str, products: Sequence[str], notes: Sequence[tuple[str, str, str, date]]
) -> dict[str, tuple[str, ...]]:
    """The largest of each family stands for it; what was inside of another has none of its own."""
    inside = {product: of for at, product, of, _ in notes if at == source and product in products and of in products}
    return {
        each: () if each in inside else tuple(sorted({each, *(part for part, of in inside.items() if of == each)}))
        for each in products
    }


def _since(
    months: Sequence[date], products: Sequence[str], tonnes: Values, families: Mapping[str, tuple[str, ...]]
) -> dict[str, date]:
    """From when on a product can be compared: when the last of its siblings that may have been inside it began."""
    begins = {}
    for row, each in enumerate(products):
        met = np.flatnonzero(np.nan_to_num(tonnes[row]) > 0)
        begins[each] = int(met[0]) if met.size else len(months)
    since = {}
    for row, each in enumerate(products):
        level = np.nanmean(np.nan_to_num(tonnes[row])) or 0.0
        start = begins[each] if begins[each] < len(months) else 0
        for other, first in begins.items():
            is_sibling = PRODUCTS[other].group == PRODUCTS[each].group and PRODUCTS[other].unit == PRODUCTS[each].unit
            if other == each or not families[other] or not is_sibling or not 0 < first < len(months):
                continue
            early = tonnes[products.index(other), first : first + 12]
            if np.nanmean(early) >= _SHOWS * level:
                start = max(start, first)
        since[each] = months[start]
    return since


def _with_members(asking: Asking, stage: Stage) -> Stage:
    filters = (*asking.within, Filter("source", "in", (stage.source,)))
    ordered = tuple(sorted(filters, key=lambda each: (each.dimension, each.op, each.values)))
    table = asking.run(Query(("tonnes",), ("month", stage.dimension, "product"), ordered))
    columns = {name: table.column(name).to_pylist() for name in ("month", stage.dimension, "product", "tonnes")}
    members = tuple(sorted({str(each) for each in columns[stage.dimension] if each is not None}))
    parts = np.zeros((len(members), len(stage.products), len(stage.months)))
    member_at = {each: place for place, each in enumerate(members)}
    product_at = {each: place for place, each in enumerate(stage.products)}
    month_of = {f"{each:%Y-%m}": place for place, each in enumerate(stage.months)}
    for month, member, product, tonnes in zip(*columns.values(), strict=True):
        if tonnes and member is not None:
            parts[member_at[member], product_at[product], month_of[month]] += tonnes
    following = successions(members, parts)
    groups: dict[int, list[int]] = {each: [each] for each in range(len(members)) if each not in following}
    for each in following:
        last = each
        while last in following:
            last = following[last]
        groups[last].append(each)
    return replace(
        stage,
        members=tuple(members[each] for each in groups),
        parts=np.array([parts[own].sum(axis=0) for own in groups.values()]),
        names=tuple(tuple(members[each] for each in own) for own in groups.values()),
        renamed=tuple((members[old], members[new]) for old, new in following.items()),
    )
