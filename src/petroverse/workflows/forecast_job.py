"""The job that makes a forecast: the past under the asker's own grant, the folds that are missing, what comes of it.

Every fold is kept as soon as it is played: a worker that takes the job over after a kill goes on from there, and a
month later one more of them is all that is played.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final

from petroverse.database import (
    KeptFold,
    KeptForecast,
    find_forecast,
    keep_fold,
    keep_forecast,
    kept_folds,
    last_forecast,
)
from petroverse.metrics import query_from_json
from petroverse.workflows.forecast_asked import (
    ForecastAsked,
    ForecastGround,
    asked_forecast,
    ground_of,
    methods,
    narrowed,
    panel_question,
)
from petroverse.workflows.forecast_process import Played, Tree, foreseen
from petroverse.workflows.forecast_series import pasts_of, trees_of
from petroverse.workflows.job_bodies import JobBodyRefused
from petroverse.workflows.jobs import Outcome
from petroverse.workflows.query import Reply, answer_question
from petroverse.workflows.stores import Reader, Stores
from petroverse.workflows.turns import Turn

if TYPE_CHECKING:
    from petroverse.forecast import SeriesSet

__all__ = ["FORECAST", "asked_of_body", "body_of", "forecast_body", "make_forecast"]

FORECAST: Final = "forecast"
"""The kind of the job."""

_PARTS: Final = {"question", "horizon"}


def body_of(reader: Reader, asked: ForecastAsked) -> dict[str, Any]:
    """What a job is told of a forecast: the question, and the rows that its asker is limited to."""
    question = replace(asked.question, as_of=asked.as_of).canonical()
    rules = {name: sorted(values) for name, values in sorted(reader.row_rules.items())}
    return {"question": question, "horizon": asked.reach, "rules": rules}


def asked_of_body(body: Mapping[str, Any]) -> ForecastAsked:
    """What a job's body asks for."""
    return asked_forecast(query_from_json(body["question"]), int(body["horizon"]))


def forecast_body(reader: Reader, raw: Mapping[str, Any]) -> dict[str, Any]:
    """``question`` as ``/api/query`` takes it, of volume without a time, and ``horizon`` in months.

    Raises:
        JobBodyRefused: It is no such body.
        QueryRefused: The question cannot be read, or there is no such forecast.
    """
    question, horizon = raw.get("question"), raw.get("horizon", 6)
    if set(raw) - _PARTS or not isinstance(question, Mapping) or not isinstance(horizon, int):
        raise JobBodyRefused("a forecast is told a question and a horizon", where="job forecast", fix="give the two")
    return body_of(reader, asked_forecast(query_from_json(question), horizon))


def make_forecast(stores: Stores, turn: Turn) -> Outcome:
    """Makes one forecast and keeps it; one that is there already, from exactly these facts, is left as it is.

    Raises:
        QueryRefused, NotAllowed: As the question about the past is.
        ForecastBroken: A method broke down over these series.
        ForecastCut: The process that worked it out was ended; another try goes on from there.
    """
    asked = asked_of_body(turn.job.body)
    reader = narrowed(turn.reader, turn.job.body["rules"])
    ground, past = _past(stores, reader, asked)
    with stores.database.reading(ground.owner, reader.person) as unit:
        held = find_forecast(unit, ground.audience, asked.key, ground.stamp)
    if held is None:
        body = _foretold(_Making(stores, turn, asked, ground), past)
        with stores.database.unit_of_work(ground.owner, reader.person) as unit:
            keep_forecast(unit, _kept_as(asked, ground, unit.at, body))
    return Outcome({"schema": "petroverse.forecast_job/1", "stamp": ground.stamp, "is_new": held is None})


@dataclass(frozen=True, slots=True)
class _Making:
    """One forecast while it is made."""

    stores: Stores
    turn: Turn
    asked: ForecastAsked
    ground: ForecastGround


def _past(stores: Stores, reader: Reader, asked: ForecastAsked) -> tuple[ForecastGround, Reply]:
    """The ground and the past of the very same facts: whatever changes in between, both are looked up once more."""
    while True:
        ground = ground_of(stores, reader, asked)
        past = answer_question(stores, panel_question(asked), reader)
        if ground_of(stores, reader, asked).stamp == ground.stamp:
            return ground, past


def _foretold(of: _Making, past: Reply) -> dict[str, Any]:
    """What is kept of a forecast: each tree's foresight and past, and what the past says of itself."""
    told, dimensions = past.told, of.asked.question.dimensions
    series = trees_of(past.table.to_pylist(), dimensions, of.ground.known_at, told["breaks"])
    pasts = pasts_of(series)
    about = {name: told[name] for name in ("simulated", "breaks", "warnings")}
    return {"dimensions": list(dimensions), "trees": _played(of, _ready(of, series)), "past": pasts, **about}


def _ready(of: _Making, series: Mapping[str, SeriesSet]) -> list[Tree]:
    """The trees with what is kept of how they were forecast before."""
    ground, key = of.ground, of.asked.key
    with of.stores.database.reading(ground.owner, of.turn.reader.person) as unit:
        before = last_forecast(unit, ground.audience, key, known_before=ground.known_at)
        folds = kept_folds(unit, ground.audience, _folds_of(of), ground.known_at)
    earlier = before.body["trees"] if before else {}
    return [
        Tree(name, tree, [each.body for each in folds if each.unit == name], earlier.get(name))
        for name, tree in series.items()
    ]


def _played(of: _Making, trees: Sequence[Tree]) -> dict[str, Mapping[str, Any]]:
    """The foresight of each tree; folds are kept on the way."""
    found: dict[str, Mapping[str, Any]] = {}
    for word in foreseen(trees, of.asked.reach, of.turn.check):
        if word.kind == "foresight":
            found[word.unit] = word.body
        if word.kind == "fold":
            _keep(of, word)
        of.turn.progress(word.done, word.total, f"{word.body['origin'][:7]} {word.unit}" if word.body else "")
    return found


def _keep(of: _Making, word: Played) -> None:
    origin, known_at = date.fromisoformat(word.body["origin"]), datetime.fromisoformat(word.body["known_at"])
    with of.stores.database.unit_of_work(of.ground.owner, of.turn.reader.person) as unit:
        keep_fold(unit, of.ground.audience, _folds_of(of), KeptFold(word.unit, origin, known_at, word.body))


def _folds_of(of: _Making) -> str:
    """The name that folds of a question are kept under: those of the methods of today."""
    return f"{of.asked.key}/{methods()}"


def _kept_as(asked: ForecastAsked, ground: ForecastGround, at: datetime, body: Mapping[str, Any]) -> KeptForecast:
    question = asked.question.canonical()
    return KeptForecast(ground.audience, asked.key, ground.stamp, question, asked.as_of, ground.known_at, at, body)
