"""The route that tells how the platform is."""

from __future__ import annotations

from fastapi import APIRouter

from petroverse import __version__
from petroverse.api.answers import Health
from petroverse.api.service import Service

__all__ = ["status_routes"]


def status_routes(service: Service) -> APIRouter:
    """The route of the engines' health."""
    routes = APIRouter()

    @routes.get("/api/health", tags=["health"], response_model_exclude_unset=True)
    def health() -> Health:
        """Whether every engine answers, and what to do where one does not."""
        engines = dict(service.health())
        is_ok = all(each["status"] == "ok" for each in engines.values())
        told = {"status": "ok" if is_ok else "unhealthy", "version": __version__, "engines": engines}
        return Health.model_validate(told)

    return routes
