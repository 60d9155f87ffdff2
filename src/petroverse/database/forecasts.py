"""Forecasts as they were made, the folds that they rest on, and which are looked at; each told to its audience alone.

An audience is a name for exactly what an asker could read, worked out by whoever asks: rows of another one are never
given, even within an organisation.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from psycopg.types.json import Json

from petroverse.core.grants import PersonId
from petroverse.core.roles import UnitOfWork

__all__ = [
    "KeptFold",
    "KeptForecast",
    "WantedForecast",
    "find_forecast",
    "forecast_versions",
    "keep_fold",
    "keep_forecast",
    "kept_folds",
    "last_forecast",
    "note_wanted",
    "wanted_forecasts",
]


@dataclass(frozen=True, slots=True)
class KeptForecast:
    """One forecast as it was made.

    Attributes:
        audience: What its asker could read.
        asked: A name for the question, whenever it is asked.
        stamp: A name for question, facts and method: equal stamps have equal forecasts.
        question: The question in its normal form.
        as_of: The instant whose knowledge was asked for; None for everything known.
        known_at: When the newest fact that was read was made known, UTC.
        made_at: When it was made, UTC.
        body: What was foretold, as JSON values; empty in a list of versions.
        id: Its number; 0 while it is not kept.
    """

    audience: str
    asked: str
    stamp: str
    question: Mapping[str, Any]
    as_of: datetime | None
    known_at: datetime
    made_at: datetime
    body: Mapping[str, Any] = field(default_factory=dict, repr=False)
    id: int = 0


@dataclass(frozen=True, slots=True)
class KeptFold:
    """What every method said at one origin.

    Attributes:
        unit: Of which series.
        origin: The first month that it foretells.
        known_at: When the newest fact that it was played from was made known, UTC.
        body: What was said, as JSON values.
    """

    unit: str
    origin: date
    known_at: datetime
    body: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class WantedForecast:
    """A question whose forecast somebody looks at.

    Attributes:
        person: Who does.
        asked: A name for the question.
        body: What to make, as JSON values.
        asked_at: When it was looked at last, to the day, UTC.
        stamp: The facts that it was queued for last; empty where never.
    """

    person: PersonId
    asked: str
    body: Mapping[str, Any]
    asked_at: datetime
    stamp: str = ""


_COLUMNS: Final = "id, audience, asked, stamp, question, as_of, known_at, made_at"


def keep_forecast(unit: UnitOfWork, made: KeptForecast) -> None:
    """Keeps a forecast, with a record; the same one, made a second time, changes nothing."""
    text = json.dumps(made.body)
    fresh = unit.rows(
        "insert into forecasts (organisation, audience, asked, stamp, question, as_of, known_at, made_at, "
        "made_by, body) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::json) "
        "on conflict (organisation, audience, stamp) do nothing returning id",
        [
            unit.organisation, made.audience, made.asked, made.stamp, Json(dict(made.question)), made.as_of,
            made.known_at, made.made_at, unit.person, text,
        ],
    )  # fmt: skip
    if fresh:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        about = {"known_at": made.known_at.isoformat(), "sha256": sha256}
        unit.record("forecast_made", {"forecast": fresh[0]["id"], "question": dict(made.question), **about})


def find_forecast(unit: UnitOfWork, audience: str, asked: str, stamp: str) -> KeptForecast | None:
    """The forecast of a question from exactly some facts; None where it was not made."""
    rows = unit.rows(
        f"select {_COLUMNS}, body from forecasts "
        "where organisation = %s and audience = %s and asked = %s and stamp = %s",
        [unit.organisation, audience, asked, stamp],
    )
    return _forecast(rows[0]) if rows else None


def last_forecast(
    unit: UnitOfWork,
    audience: str,
    asked: str,
    *,
    recorded_by: datetime | None = None,
    known_before: datetime | None = None,
) -> KeptForecast | None:
    """The last forecast of a question, of whatever facts; None without one.

    Args:
        unit: The transaction to read in.
        audience: What the asker may read.
        asked: The question.
        recorded_by: As it stood at this instant: made by then, of everything that was known then.
        known_before: Made from nothing as new as this.
    """
    rows = unit.rows(
        f"select {_COLUMNS}, body from forecasts where organisation = %s and audience = %s and asked = %s "
        "and (%s::timestamptz is null or (made_at <= %s and as_of is null)) "
        "and (%s::timestamptz is null or known_at < %s) order by known_at desc, made_at desc, id desc limit 1",
        [unit.organisation, audience, asked, recorded_by, recorded_by, known_before, known_before],
    )
    return _forecast(rows[0]) if rows else None


def forecast_versions(unit: UnitOfWork, audience: str, asked: str, *, limit: int = 100) -> tuple[KeptForecast, ...]:
    """The forecasts of a question, the newest first, with what they foretold."""
    rows = unit.rows(
        f"select {_COLUMNS}, body from forecasts where organisation = %s and audience = %s and asked = %s "
        "order by made_at desc, id desc limit %s",
        [unit.organisation, audience, asked, limit],
    )
    return tuple(_forecast(each) for each in rows)


def keep_fold(unit: UnitOfWork, audience: str, asked: str, fold: KeptFold) -> None:
    """Keeps what was said at one origin; the same one, played a second time, changes nothing."""
    unit.rows(
        "insert into forecast_folds (organisation, audience, asked, unit, origin, known_at, made_at, body) "
        "values (%s, %s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
        [
            unit.organisation, audience, asked, fold.unit, fold.origin, fold.known_at, unit.at,
            zlib.compress(json.dumps(fold.body).encode(), 1),
        ],
    )  # fmt: skip


def kept_folds(unit: UnitOfWork, audience: str, asked: str, known_by: datetime) -> tuple[KeptFold, ...]:
    """Of each unit and origin the latest fold that knew nothing later than an instant, the newest origin first."""
    rows = unit.rows(
        "select distinct on (unit, origin) unit, origin, known_at, body from forecast_folds where organisation = %s "
        "and audience = %s and asked = %s and known_at <= %s order by unit, origin desc, known_at desc",
        [unit.organisation, audience, asked, known_by],
    )
    return tuple(
        KeptFold(
            each["unit"], each["origin"], each["known_at"].astimezone(UTC), json.loads(zlib.decompress(each["body"]))
        )
        for each in rows
    )


def note_wanted(unit: UnitOfWork, wanted: WantedForecast) -> None:
    """Notes that somebody looks at the forecast of a question."""
    unit.rows(
        "insert into forecast_questions (organisation, person, asked, body, asked_at, stamp) "
        "values (%s, %s, %s, %s, %s, %s) on conflict (organisation, person, asked) "
        "do update set body = excluded.body, asked_at = excluded.asked_at, stamp = excluded.stamp",
        [unit.organisation, wanted.person, wanted.asked, Json(dict(wanted.body)), wanted.asked_at, wanted.stamp],
    )


def wanted_forecasts(unit: UnitOfWork, since: datetime) -> tuple[WantedForecast, ...]:
    """Questions that people of the unit's organisation have looked at since an instant, the latest first."""
    rows = unit.rows(
        "select person, asked, body, asked_at, stamp from forecast_questions "
        "where organisation = %s and asked_at >= %s order by asked_at desc, person, asked",
        [unit.organisation, since],
    )
    return tuple(
        WantedForecast(
            PersonId(each["person"]), each["asked"], each["body"], each["asked_at"].astimezone(UTC), each["stamp"]
        )
        for each in rows
    )


def _forecast(row: Mapping[str, Any]) -> KeptForecast:
    times = {name: row[name] and row[name].astimezone(UTC) for name in ("as_of", "known_at", "made_at")}
    return KeptForecast(**{**row, **times})
