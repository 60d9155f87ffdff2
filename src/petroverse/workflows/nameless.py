"""Questions about names that the figures asked about never print, and whose figures do."""

from __future__ import annotations

import pyarrow as pa

from petroverse.core.errors import QueryRefused
from petroverse.core.grants import Grant
from petroverse.lake import Snapshot
from petroverse.metrics import (
    CompiledQuery,
    Model,
    compile_query,
    is_lacking,
    nameless,
    naming,
    refuse_nameless,
    stages_asked,
)
from petroverse.workflows.asked import questions_about
from petroverse.workflows.stores import Stores

__all__ = ["never_named", "refuse_split_by_nothing"]


def refuse_split_by_nothing(
    stores: Stores, compiled: CompiledQuery, rows: pa.Table, grant: Grant, snapshot: Snapshot
) -> None:
    """Refuses an answer that is split by company, say, where no figure asked about names one.

    Args:
        stores: Where the facts are.
        compiled: The question.
        rows: Its answer.
        grant: Who asked.
        snapshot: The facts that it read.

    Raises:
        WordsDoNotFit: Says whose figures name one.
    """
    split = nameless(compiled.plan, rows)
    if split:
        known = {each: _who_names(stores, compiled, each, grant, snapshot) for each in split}
        refuse_nameless(compiled.plan, known)


def never_named(stores: Stores, compiled: CompiledQuery, dimension: str, grant: Grant, snapshot: Snapshot) -> list[str]:
    """A warning where a question is limited to a company, say, and no figure asked about names one.

    Args:
        stores: Where the facts are.
        compiled: The question.
        dimension: What it is limited by.
        grant: Who asked.
        snapshot: The facts that it read.
    """
    asked, subject = stages_asked(compiled.plan), compiled.plan.subject
    held = _who_names(stores, compiled, dimension, grant, snapshot) if asked else {}
    fitting = next((each for each in subject.stages if held.get(each)), "")
    if not fitting or not is_lacking(compiled.plan, held):
        return []
    return [f"{', '.join(sorted(asked))} figures name no {dimension}; ask {subject.series}={fitting}"]


def _who_names(
    stores: Stores, compiled: CompiledQuery, dimension: str, grant: Grant, snapshot: Snapshot
) -> dict[str, bool]:
    """Every series of the facts that may be read, and whether its figures name a dimension's values."""
    question = questions_about(dimension, grant.measures).get(compiled.plan.subject.dataset)
    if question is None:
        return {}
    try:
        every = compile_query(question, grant, Model(snapshot.holdings, stores.pack_of(grant)))
    except QueryRefused:
        return {}
    return naming(question, stores.lake.run(every, snapshot))
