"""Warm: the facts that people ask about are in memory before they ask, after a start, an import, or a merge."""

from __future__ import annotations

from collections.abc import Callable

from petroverse.core.catalogue import datasets
from petroverse.core.grants import PUBLIC, SAMPLE
from petroverse.database import list_organisations
from petroverse.workflows.reader import OWNER
from petroverse.workflows.stores import Stores

__all__ = ["warm_facts"]


def warm_facts(stores: Stores, is_over: Callable[[], bool]) -> int:
    """Brings every organisation's newest facts into memory, the published ones first, as long as they fit in.

    Args:
        stores: Where the facts are.
        is_over: Asked before each organisation; ends the work.

    Returns:
        How many parts were not in memory before.
    """
    with stores.database.reading(PUBLIC, OWNER) as uow:
        owners = sorted((each.id for each in list_organisations(uow)), key=lambda each: each != PUBLIC)
    brought = 0
    for owner in owners:
        if is_over():
            break
        read = (owner,) if owner in (PUBLIC, SAMPLE) else (owner, PUBLIC)
        with stores.database.reading(owner, OWNER) as uow:
            snapshot = stores.lake.snapshot(uow, read, datasets(), aliases=stores.aliases(uow, read))
        brought += stores.lake.warm(snapshot)
    return brought
