"""Builds the ASGI application: routes behind one gate, faults as problem documents."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.types import ASGIApp

from petroverse import __version__
from petroverse.api.companies import company_routes
from petroverse.api.errors import install_errors
from petroverse.api.facts import fact_routes
from petroverse.api.gate import Gate
from petroverse.api.graphql import graphql_routes
from petroverse.api.imports import import_routes
from petroverse.api.jobs import job_routes
from petroverse.api.service import Service
from petroverse.api.sign_in import sign_in_routes
from petroverse.api.web import web_routes

__all__ = ["create_app", "create_routes"]


def create_app(service: Service) -> ASGIApp:
    """Gives the application that serves one platform.

    Args:
        service: What it serves and to whom.
    """
    return Gate(
        create_routes(service),
        sign_in=service.sign_in,
        hosts=service.hosts,
        upload_bytes=service.upload_bytes,
        is_https=service.is_https,
    )


def create_routes(service: Service) -> FastAPI:
    """Gives the routes without the gate, as the client generator reads them."""
    app = FastAPI(
        title="PetroVerse",
        version=__version__,
        summary="Exact answers from a petroleum market's own publications.",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    install_errors(app)
    app.include_router(sign_in_routes(service))
    app.include_router(fact_routes(service))
    app.include_router(graphql_routes(service))
    app.include_router(import_routes(service))
    app.include_router(company_routes(service))
    app.include_router(job_routes(service))
    app.include_router(web_routes(service.bundle))
    return app
