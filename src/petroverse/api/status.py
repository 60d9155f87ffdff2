"""The route that tells how the platform is."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from petroverse import __version__
from petroverse.api.service import Service

__all__ = ["status_routes"]


def status_routes(service: Service) -> APIRouter:
    """The route of the engines' health."""
    routes = APIRouter()

    @routes.get("/api/health", tags=["health"])
    def health() -> dict[str, Any]:
        """Whether every engine answers, and what to do where one does not."""
        engines = dict(service.health())
        is_ok = all(each["status"] == "ok" for each in engines.values())
        return {"status": "ok" if is_ok else "unhealthy", "version": __version__, "engines": engines}

    return routes
