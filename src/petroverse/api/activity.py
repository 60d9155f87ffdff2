"""The route of what happened: every change in an organisation, who made it, and when."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query

from petroverse.api.callers import Caller
from petroverse.api.cursors import Cursor, cursor_of, place_in
from petroverse.api.people_answers import Activity
from petroverse.api.service import Service
from petroverse.workflows import ActivityWanted, activity_list

__all__ = ["activity_routes"]


def activity_routes(service: Service) -> APIRouter:
    """The route of the activity log."""
    routes = APIRouter(prefix="/api", tags=["people"])

    @routes.get("/activity")
    def activity(
        reader: Caller,
        *,
        kind: Annotated[str, Query(max_length=100)] = "",
        person: Annotated[str, Query(max_length=100)] = "",
        since: datetime | None = None,
        until: datetime | None = None,
        cursor: Cursor = "",
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
    ) -> Activity:
        """What happened in the organisation, the newest first; go on with ``next_cursor`` until it is null."""
        of = json.dumps(["activity", kind, person, str(since), str(until)], ensure_ascii=False)
        place = place_in(cursor, of, int)
        wanted = ActivityWanted(kind, person, since, until, place[0] if place else None, limit + 1)
        found = activity_list(service.stores, reader, wanted)
        following = cursor_of(of, found[limit - 1]["number"]) if len(found) > limit else None
        return Activity.model_validate({"activity": found[:limit], "next_cursor": following})

    return routes
