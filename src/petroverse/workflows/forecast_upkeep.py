"""Forecasts that people look at are made anew when the facts change: after an import, a restatement, a merge."""

from __future__ import annotations

import logging
from collections.abc import MutableMapping
from dataclasses import replace
from datetime import timedelta
from typing import Final

from petroverse.core.errors import PetroVerseError, Unavailable
from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId
from petroverse.database import WantedForecast, list_organisations, note_wanted, records_head, wanted_forecasts
from petroverse.workflows.admit import reader_of_person
from petroverse.workflows.forecast_asked import ground_of, narrowed
from petroverse.workflows.forecast_job import asked_of_body
from petroverse.workflows.forecasts import enqueue_forecast
from petroverse.workflows.stores import OWNER, Reader, Stores, owner_reader

__all__ = ["ForecastsLooked", "queue_due_forecasts"]

_LOOKED_AT_WITHIN: Final = timedelta(days=62)
"""What nobody has looked at for two months is not kept up any more."""

_log: Final = logging.getLogger("petroverse.work")

ForecastsLooked = MutableMapping[OrganisationId, tuple[int, int]]
"""The last record of each organisation and of the published facts when it was looked at."""


def queue_due_forecasts(stores: Stores, looked: ForecastsLooked) -> int:
    """Queues the forecasts whose facts have changed, each once however many workers look; gives how many.

    Args:
        stores: Where.
        looked: What the caller keeps from look to look, empty at first: where nothing happened, nothing is looked up.
    """
    with stores.database.reading(PUBLIC, OWNER) as unit:
        owners = [each.id for each in list_organisations(unit)]
        published = records_head(unit).number
    count = 0
    for owner in owners:
        with stores.database.reading(owner, OWNER) as unit:
            heads = (records_head(unit).number, published)
            wanted = () if looked.get(owner) == heads else wanted_forecasts(unit, unit.at - _LOOKED_AT_WITHIN)
        count += sum(_queued(stores, owner, each) for each in wanted)
        looked[owner] = heads
    return count


def _queued(stores: Stores, owner: OrganisationId, wanted: WantedForecast) -> bool:
    """Whether a forecast is due; one person's trouble keeps no other from theirs."""
    try:
        reader = narrowed(_reader(stores, owner, wanted), wanted.body["rules"])
        ground = ground_of(stores, reader, asked_of_body(wanted.body))
        if ground.stamp == wanted.stamp:
            return False
        with stores.database.unit_of_work(owner, wanted.person) as unit:
            enqueue_forecast(unit, ground, wanted.body)
            note_wanted(unit, replace(wanted, stamp=ground.stamp))
    except Unavailable:
        raise
    except PetroVerseError as fault:
        _log.info("a forecast for %s is not kept up: %s", wanted.person, fault)
        return False
    return True


def _reader(stores: Stores, owner: OrganisationId, wanted: WantedForecast) -> Reader:
    if wanted.person == OWNER:
        return owner_reader("" if owner == LOCAL else owner)
    return reader_of_person(stores, wanted.person, owner)
