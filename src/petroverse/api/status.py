"""The route that tells how the platform is."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from fastapi import APIRouter

from petroverse import __version__
from petroverse.api.answers import Health
from petroverse.api.callers import Caller
from petroverse.api.service import Service
from petroverse.core.errors import Unavailable
from petroverse.workflows import Reader, receivers_health

__all__ = ["status_routes"]


def status_routes(service: Service) -> APIRouter:
    """The route of the engines' health."""
    routes = APIRouter()

    @routes.get("/api/health", tags=["health"], response_model_exclude_unset=True)
    def health(reader: Caller) -> Health:
        """Whether every engine answers, and who is to be told of alarms is; what to do where one does not."""
        engines = {**service.health(), **_telling(service, reader)}
        is_ok = all(each["status"] == "ok" for each in engines.values())
        told = {"status": "ok" if is_ok else "unhealthy", "version": __version__, "engines": engines}
        return Health.model_validate(told)

    return routes


def _telling(service: Service, reader: Reader) -> dict[str, Any]:
    """How the telling of alarms fares; nothing where nobody is told, or the database, which says so itself, is away."""
    with suppress(Unavailable):
        if told := receivers_health(service.stores, reader):
            return {"receivers": told}
    return {}
