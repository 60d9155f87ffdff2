"""Every kind of thing that can be worth knowing, in one list: how it is seen, computed anew, drawn, and whom it is for.

A further kind is one further ``Finder`` here and one template in ``words``; a surprise in a forecast or an anomaly that
another mind finds comes in as such a one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from petroverse.insight import entries, faults, members, pairs, restated, trends
from petroverse.insight.insight import AUDIENCES, About, Audience, Candidate, Figures, Rows
from petroverse.insight.market import Market, month_after
from petroverse.metrics import Filter, Query

__all__ = ["FINDERS", "Finder"]

_Measure = Callable[[About], str]
_LATELY: Final = 60
_YEARS: Final = 12


@dataclass(frozen=True, slots=True)
class Finder:
    """One kind of thing worth knowing.

    Attributes:
        kind: Its name.
        candidates: Sees it in what was read at once.
        reckon: Computes its figures from the answers to its own questions; None where they do not bear it out.
        view: How it is drawn; see ``core.dashboards.View``.
        weights: How much it is worth to executives, analysts and regulators.
        drawn: What is drawn of it.
    """

    kind: str
    candidates: Callable[[Market, date], Iterator[Candidate]]
    reckon: Callable[[Sequence[Rows], Candidate], Figures | None]
    view: Callable[[About], Mapping[str, Any]]
    weights: tuple[float, float, float]
    drawn: Callable[[Candidate, Figures], Query] = field(default=lambda found, _: _lately(found, _LATELY))

    @property
    def audiences(self) -> Mapping[Audience, float]:
        """The same by audience."""
        return dict(zip(AUDIENCES, self.weights, strict=True))


def _line(measure: _Measure | str) -> Callable[[About], Mapping[str, Any]]:
    def view(about: About) -> Mapping[str, Any]:
        y = measure if isinstance(measure, str) else measure(about)
        series = {"series": about.dimension} if about.names else {}
        return {"kind": "line", "x": "month", "y": y, **series}

    return view


def _ranking(about: About) -> Mapping[str, Any]:
    return {"kind": "ranking", "x": about.dimension, "y": "tonnes"}


def _by_member(about: About) -> Mapping[str, Any]:
    return {"kind": "line", "x": "month", "y": trends.measure_of(about), "series": about.dimension}


def _share(about: About) -> Mapping[str, Any]:
    y = "share" if about.products else "share_tonnes"
    return {**_line(y)(about), "format": "percent"}


def _together(about: About) -> Mapping[str, Any]:
    return {**_share(about), "series": about.dimension}


def _table(_: About) -> Mapping[str, Any]:
    return {"kind": "table", "y": "supplied"}


def _by_year(about: About) -> Mapping[str, Any]:
    return {"kind": "bar", "x": "year", "y": trends.measure_of(about)}


def _lately(found: Candidate, months: int) -> Query:
    """The first question, of so many months at most."""
    query = found.queries[0]
    start = month_after(found.month, 1 - months)
    if query.span is None or query.span.start >= start:
        return query
    return replace(query, span=replace(query.span, start=start))


def _years(found: Candidate, _: Figures) -> Query:
    return replace(_lately(found, 12 * _YEARS), dimensions=("year",))


def _of_two(found: Candidate, figures: Figures) -> Query:
    """It and the one that it overtook."""
    names = {found.about.member, *found.about.names, str(figures["second"]), str(figures["old"])}
    return replace(found.queries[0], only=(Filter(found.about.dimension, "in", tuple(sorted(names))),))


_level = _line(trends.measure_of)

FINDERS: Final[tuple[Finder, ...]] = (
    Finder("record", trends.extremes, trends.reckon_extreme, _level, (1.0, 0.9, 0.6)),
    Finder("unusual", trends.unusuals, trends.reckon_unusual, _level, (1.0, 1.2, 1.0)),
    Finder("turn", trends.turns, trends.reckon_turn, _level, (1.4, 1.2, 0.9)),
    Finder("year", trends.years, trends.reckon_year, _by_year, (2.4, 1.5, 1.5), _years),
    Finder("share", members.shares, members.reckon_share, _share, (1.2, 1.0, 1.0)),
    Finder("lead", members.leads, members.reckon_lead, _by_member, (1.2, 0.9, 0.8), _of_two),
    Finder("concentration", members.concentrations, members.reckon_concentration, _line("hhi"), (0.8, 0.9, 1.3)),
    Finder("correlation", pairs.correlations, pairs.reckon_correlation, _together, (0.5, 1.2, 0.8)),
    Finder("entered", entries.entered, entries.reckon_entered, _ranking, (0.7, 0.8, 1.1)),
    Finder("left", entries.left, entries.reckon_left, _ranking, (0.9, 0.9, 1.2)),
    Finder("renamed", entries.renamed, entries.reckon_renamed, _by_member, (0.3, 1.2, 1.0)),
    Finder("restated", restated.restated, restated.reckon_restated, _level, (0.7, 1.2, 1.2)),
    Finder("disagreement", faults.disagreements, faults.reckon_disagreement, _table, (0.4, 1.3, 1.3)),
    Finder("repeated", faults.repeated, faults.reckon_repeated, _level, (0.2, 1.2, 1.2)),
    Finder("thin", faults.thin, faults.reckon_thin, _by_member, (1.0, 1.5, 1.2)),
)
