"""A forecast as somebody asks for it, and what it stands on: which facts, known when, and who may be told of it.

A forecast tells of the rows that it was made from. So it is kept for an *audience*: a name for exactly what its asker
may read of exactly these organisations' facts. Whoever reads published facts alone, all of them, shares one audience.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any, Final

from petroverse import __version__
from petroverse.core.errors import QueryRefused
from petroverse.core.grants import PUBLIC, Grant, OrganisationId
from petroverse.lake import Snapshot
from petroverse.metrics import Filter, Model, Query, compile_query, subject_of
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = [
    "FURTHEST",
    "PUBLISHED",
    "ForecastAsked",
    "ForecastGround",
    "ForecastRefused",
    "asked_forecast",
    "ground_of",
    "methods",
    "named",
    "narrowed",
    "panel_question",
]

FURTHEST: Final = 12
"""Months ahead that may be asked for."""

_NEAR: Final = 6
_MEASURE: Final = "volume"
PUBLISHED: Final = "published"
_MEANINGLESS: Final = ("span", "compare", "top", "limit", "sort")


class ForecastRefused(QueryRefused):
    """A forecast was asked for that there is none of."""


@dataclass(frozen=True, slots=True)
class ForecastAsked:
    """What is to be foretold.

    Attributes:
        question: The measure by dimensions within filters, without any time.
        horizon: Months ahead, 1 to ``FURTHEST``.
        only: Which series of the forecast are shown; the others were forecast with them.
        as_of: As it would have been made from what was known then; None from all that is known.
        as_recorded: As it stood here at this instant; None as it stands.
    """

    question: Query
    horizon: int = _NEAR
    only: tuple[Filter, ...] = ()
    as_of: datetime | None = None
    as_recorded: datetime | None = None

    @property
    def reach(self) -> int:
        """Months ahead that are forecast for it; fewer are shown of the same forecast."""
        return _NEAR if self.horizon <= _NEAR else FURTHEST

    @property
    def key(self) -> str:
        """A short name for what is foretold, whenever it is asked."""
        return f"{self.question.key}/{self.reach}"


@dataclass(frozen=True, slots=True)
class ForecastGround:
    """What a forecast stands on.

    Attributes:
        grant: Under which it was looked up.
        owner: In whose rows the forecast is kept.
        audience: Who may be told of it.
        stamp: A name for question, audience, facts and program: equal stamps have equal forecasts.
        known_at: When the newest fact was made known, UTC.
        only: Which series are shown, their values as the facts write them.
    """

    grant: Grant
    owner: OrganisationId
    audience: str
    stamp: str
    known_at: datetime
    only: tuple[Filter, ...] = ()


def asked_forecast(question: Query, horizon: int = _NEAR) -> ForecastAsked:
    """A question as a forecast is asked for.

    Args:
        question: ``volume`` by dimensions, within filters; ``month`` among them is taken as said.
        horizon: Months ahead.

    Raises:
        ForecastRefused: There is no such forecast.
    """
    if question.measures != (_MEASURE,):
        told = ", ".join(question.measures)
        raise ForecastRefused(f"{told!r} is not forecast", where="measure", fix=f"ask for {_MEASURE}")
    if not 1 <= horizon <= FURTHEST:
        raise ForecastRefused(f"{horizon} months ahead", where="horizon", fix=f"1 to {FURTHEST}")
    odd = [name for name in _MEANINGLESS if getattr(question, name)]
    if odd:
        raise ForecastRefused(f"{odd[0]} means nothing in a forecast", where=odd[0], fix="leave it out")
    times = set(subject_of(question.measures).times) | {each for each in question.dimensions if each == "month"}
    dimensions = tuple(each for each in question.dimensions if each != "month")
    timed = [each for each in (*dimensions, *(one.dimension for one in question.filters)) if each in times]
    if timed:
        fix = "a forecast is by month and reads all months; with as_of it reads what was known then"
        raise ForecastRefused(f"{timed[0]} cannot limit or split a forecast", where=timed[0], fix=fix)
    if question.as_of and question.as_recorded:
        raise ForecastRefused("as_of and as_recorded at once", where="as_recorded", fix="give one of the two")
    strange = [each.dimension for each in question.only if each.dimension not in dimensions]
    if strange:
        fix = f"one of {', '.join(dimensions)}" if dimensions else "split by it first"
        raise ForecastRefused(f"the forecast is not split by {strange[0]}", where="only", fix=fix)
    plain = Query(question.measures, dimensions, question.filters)
    return ForecastAsked(plain, horizon, question.only, question.as_of, question.as_recorded)


@cache
def methods() -> str:
    """A name for the methods that forecast here: what others said earlier tells nothing of how these did."""
    from petroverse.forecast import members

    return named([__version__, *(each.name for each in members())])


def panel_question(asked: ForecastAsked) -> Query:
    """The question whose answer is the past that is forecast from."""
    return replace(asked.question, dimensions=("month", *asked.question.dimensions), as_of=asked.as_of)


def ground_of(stores: Stores, reader: Reader, asked: ForecastAsked) -> ForecastGround:
    """What a forecast stands on for one reader; refused as the question about the past itself would be.

    Raises:
        QueryRefused: The past has no honest answer as it was asked.
        NotAllowed: The reader may not ask it.
        ForecastRefused: Nothing was known.
    """
    question = panel_question(asked)
    reads = subject_of(question.measures).reads
    grant = grant_of(stores, reader, reads)
    with stores.database.reading(grant.acts_in, reader.person) as unit:
        aliases = stores.aliases(unit, grant.organisations)
        snapshot = stores.lake.snapshot(unit, grant.organisations, reads, as_of=question.as_of, aliases=aliases)
    if not snapshot.winners:
        raise ForecastRefused("nothing is known to forecast from", where="as_of", fix="ask as of a later day")
    model = Model(snapshot.holdings, stores.pack_of(grant))
    plan = compile_query(replace(question, only=asked.only), grant, model).plan
    known_at = max(each.known_at for each in snapshot.winners.values())
    owner, audience = _audience(grant, snapshot)
    facts = sorted(each.key for each in snapshot.parts.values() if each.winners)
    return ForecastGround(
        grant, owner, audience, named([methods(), asked.key, audience, facts]), known_at, plan.query.only
    )


def _audience(grant: Grant, snapshot: Snapshot) -> tuple[OrganisationId, str]:
    read = [str(each) for each in grant.organisations if _has_facts(snapshot, each)]
    is_limited = bool(grant.row_rules) or grant.measures is not None
    if read == [PUBLIC] and not is_limited:
        return PUBLIC, PUBLISHED
    rules = {name: sorted(values) for name, values in grant.row_rules.items()}
    measures = None if grant.measures is None else sorted(grant.measures)
    return grant.acts_in, named([read, rules, measures, sorted(grant.shared & set(grant.organisations))])


def _has_facts(snapshot: Snapshot, owner: OrganisationId) -> bool:
    return any(part.winners for (_, organisation), part in snapshot.parts.items() if organisation == owner)


def named(told: Any) -> str:  # noqa: ANN401 - any JSON value
    """A short name for a value: equal values have equal names, in every process."""
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:32]


def narrowed(reader: Reader, rules: Mapping[str, Any]) -> Reader:
    """A reader with row rules besides the own ones: of a dimension that both limit, what both allow."""
    both = {
        name: tuple(each for each in values if each in reader.row_rules.get(name, values))
        for name, values in rules.items()
    }
    return replace(reader, row_rules={**reader.row_rules, **both})
