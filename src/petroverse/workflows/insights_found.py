"""Insights found: after every change of an organisation's facts its last two years are looked through anew.

Everything is read as nobody in particular, of this one organisation's facts alone; who is shown what is decided when it
is read. A look that is killed is begun again, and finds the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any, Final

from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Right
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    NewJob,
    enqueue_job,
    insight_looks,
    insight_stamp,
    list_jobs,
    records_head,
    save_insights,
)
from petroverse.insight import WRITTEN_AS, Asking, Insight, find_insights, insight_to_plain, month_after, read_market
from petroverse.metrics import Filter, Query
from petroverse.workflows.jobs import Outcome
from petroverse.workflows.manage import organisation_ids
from petroverse.workflows.query import answer_question
from petroverse.workflows.stores import Reader, Stores, grant_of
from petroverse.workflows.turns import Turn

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "FIND_INSIGHTS",
    "InsightsLooked",
    "insight_id",
    "look_for_insights",
    "queue_due_insights",
    "refresh_insights",
]

FIND_INSIGHTS: Final = "find_insights"
_MONTHS: Final = 24
_NOBODY: Final = PersonId("platform")

InsightsLooked = MutableMapping[OrganisationId, int]
"""The last record of each organisation when it was looked at."""


def queue_due_insights(stores: Stores, looked: InsightsLooked) -> int:
    """Queues a look at every organisation whose facts changed since the last one, each once; gives how many.

    Args:
        stores: Where.
        looked: What the caller keeps from call to call, empty at first: where nothing happened, nothing is looked up.
    """
    return len([True for owner in organisation_ids(stores, _NOBODY) if _queued(stores, owner, looked)])


def look_for_insights(stores: Stores, turn: Turn) -> Outcome:
    """Looks through an organisation's facts, and keeps what is worth knowing of them."""
    return Outcome({"schema": "petroverse.find_insights/1", **_looked(stores, turn.job.organisation, turn.check)})


def refresh_insights(stores: Stores, reader: Reader) -> None:
    """Looks here and now through those facts that a reader reads and that changed since the last look."""
    for owner in grant_of(stores, reader).organisations:
        with stores.database.reading(owner, _NOBODY) as unit:
            is_due = _is_due(_stamp(unit), insight_looks(unit))
        if is_due:
            _looked(stores, owner, lambda: None)


def insight_id(insight: Insight) -> str:
    """A short name of an insight: what it is of which month."""
    return hashlib.sha256(insight.key.encode()).hexdigest()[:16]


def _looked(stores: Stores, owner: OrganisationId, check: Callable[[], None]) -> Mapping[str, Any]:
    with stores.database.reading(owner, _NOBODY) as unit:
        stamp = _stamp(unit)
    market = read_market(_asking(stores, owner, check))
    last = market.latest
    months = [month_after(last, -back) for back in range(_MONTHS - 1, -1, -1)] if last else []
    found = {insight_id(each): each for each in find_insights(market, months)}
    plain = {name: (each.found.month, insight_to_plain(each)) for name, each in found.items()}
    check()
    with stores.database.unit_of_work(owner, _NOBODY) as unit:
        return {"insights": len(found), **save_insights(unit, plain, stamp)}


def _stamp(unit: UnitOfWork) -> str:
    """A word for the facts and for how they are looked through; empty where there are none."""
    facts = insight_stamp(unit)
    return facts and f"{WRITTEN_AS}/{facts}"


def _is_due(stamp: str, looked: tuple[str, object] | None) -> bool:
    return stamp != (looked[0] if looked else "")


def _queued(stores: Stores, owner: OrganisationId, looked: InsightsLooked) -> bool:
    with stores.database.reading(owner, _NOBODY) as unit:
        head = records_head(unit).number
        if looked.get(owner) == head:
            return False
        is_due = _is_due(_stamp(unit), insight_looks(unit))
        is_queued = bool(list_jobs(unit, states=("waiting", "running"), kind=FIND_INSIGHTS, limit=1))
    if is_due and not is_queued:
        with stores.database.unit_of_work(owner, _NOBODY) as unit:
            enqueue_job(unit, NewJob(FIND_INSIGHTS, {}, unique_key=FIND_INSIGHTS))
    if not is_queued:
        looked[owner] = head
    return is_due and not is_queued


def _asking(stores: Stores, owner: OrganisationId, check: Callable[[], None]) -> Asking:
    reader = Reader(_NOBODY, owner, frozenset({Right.READ}))
    pack = stores.pack_of(grant_of(stores, reader))
    region = f"region_{pack.region_levels[0].name}" if pack and pack.region_levels else "region"

    def run(question: Query) -> pa.Table:
        check()
        return answer_question(stores, question, reader).table

    return Asking(run, (Filter("organisation", "in", (owner,)),), region)
