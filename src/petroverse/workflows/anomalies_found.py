"""Anomalies found: after every change of an organisation's facts its last two years are looked through anew.

Everything is read as nobody in particular, of this one organisation's facts alone; who is shown what is decided when it
is read. A look that is killed is begun again, and finds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping, Sequence
from datetime import date
from typing import Any, Final

from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Right
from petroverse.database import (
    NewJob,
    enqueue_job,
    insight_stamp,
    list_jobs,
    market_look,
    records_head,
    save_market_findings,
)
from petroverse.detect.market import FARTHEST, Asked, Columns, Knowledge, Look, Run, finding_to_json, knowledge_of, look
from petroverse.workflows.jobs import Outcome
from petroverse.workflows.manage import organisation_ids
from petroverse.workflows.query import answer_question, question_from_json
from petroverse.workflows.stores import Reader, Stores, grant_of
from petroverse.workflows.turns import Turn

__all__ = [
    "FIND_ANOMALIES",
    "AnomaliesLooked",
    "look_for_anomalies",
    "market_reading",
    "queue_due_anomalies",
    "refresh_anomalies",
]

FIND_ANOMALIES: Final = "find_anomalies"
_METHOD: Final = "1"
"""Another number looks anew at facts that are the same."""

_MONTHS: Final = 24
_NOBODY: Final = PersonId("platform")

AnomaliesLooked = MutableMapping[OrganisationId, int]
"""The last record of each organisation when it was looked at."""


def queue_due_anomalies(stores: Stores, looked: AnomaliesLooked) -> int:
    """Queues a look at every organisation whose facts changed since the last one, each once; gives how many.

    Args:
        stores: Where.
        looked: What the caller keeps from call to call, empty at first: where nothing happened, nothing is looked up.
    """
    return len([True for owner in organisation_ids(stores, _NOBODY) if _queued(stores, owner, looked)])


def look_for_anomalies(stores: Stores, turn: Turn, *, budget: float) -> Outcome:
    """Looks through an organisation's facts, and keeps what is out of the ordinary.

    Args:
        stores: Where.
        turn: The job.
        budget: False findings that a month may bring.
    """
    found = _looked(stores, turn.job.organisation, budget, turn.check)
    return Outcome({"schema": "petroverse.find_anomalies/1", **found})


def refresh_anomalies(stores: Stores, reader: Reader, budget: float) -> None:
    """Looks here and now through those facts that a reader reads and that changed since the last look."""
    for owner in grant_of(stores, reader).organisations:
        with stores.database.reading(owner, _NOBODY) as unit:
            last, stamp = market_look(unit), _stamp(insight_stamp(unit))
        if stamp != (last.stamp if last else ""):
            _looked(stores, owner, budget, lambda: None)


def market_reading(
    stores: Stores, reader: Reader, owner: str = "", check: Callable[[], None] = lambda: None
) -> tuple[Run, Knowledge]:
    """What answers a mind's questions under a reader's grant, and what the country of the facts tells.

    Args:
        stores: Where.
        reader: Who asks.
        owner: Only facts of this organisation; everything that the reader may read where empty.
        check: Called before each question; stops the work by raising.
    """

    def run(asked: Asked) -> Columns:
        check()
        only = [{"dimension": "organisation", "in": [owner]}] if owner else []
        question = question_from_json({**asked, "filters": [*asked["filters"], *only]})
        table = answer_question(stores, question, reader).table
        columns = {name: _written(values) for name, values in table.to_pydict().items()}
        return columns if "unit" in columns else {**columns, "unit": [""] * len(table)}

    return run, knowledge_of(stores.pack_of(grant_of(stores, reader)))


def _written(values: Sequence[Any]) -> Sequence[Any]:
    """Days as text, as questions write them."""
    return [each.isoformat() if isinstance(each, date) else each for each in values]


def _looked(stores: Stores, owner: OrganisationId, budget: float, check: Callable[[], None]) -> Mapping[str, Any]:
    with stores.database.reading(owner, _NOBODY) as unit:
        stamp = _stamp(insight_stamp(unit))
    run, knowledge = market_reading(stores, Reader(_NOBODY, owner, frozenset({Right.READ})), owner, check)
    seen = look(run, knowledge, Look(months=_MONTHS, budget=budget, slack=FARTHEST))
    plain = {each.signal.key: finding_to_json(each) for each in seen.findings}
    check()
    with stores.database.unit_of_work(owner, _NOBODY) as unit:
        return {"findings": len(plain), **save_market_findings(unit, plain, stamp, seen.tests_a_month)}


def _stamp(facts: str) -> str:
    return f"{_METHOD}:{facts}" if facts else ""


def _queued(stores: Stores, owner: OrganisationId, looked: AnomaliesLooked) -> bool:
    with stores.database.reading(owner, _NOBODY) as unit:
        head = records_head(unit).number
        if looked.get(owner) == head:
            return False
        last, stamp = market_look(unit), _stamp(insight_stamp(unit))
        is_due = stamp != (last.stamp if last else "")
        is_queued = bool(list_jobs(unit, states=("waiting", "running"), kind=FIND_ANOMALIES, limit=1))
    if is_due and not is_queued:
        with stores.database.unit_of_work(owner, _NOBODY) as unit:
            enqueue_job(unit, NewJob(FIND_ANOMALIES, {}, unique_key=FIND_ANOMALIES))
    if not is_queued:
        looked[owner] = head
    return is_due and not is_queued
