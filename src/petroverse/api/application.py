"""Builds the ASGI application: routes behind one gate, faults as problem documents."""

from __future__ import annotations

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from petroverse import __version__
from petroverse.api.access import check_access, tell_access
from petroverse.api.accounts import account_routes
from petroverse.api.activity import activity_routes
from petroverse.api.alarms import alarm_routes
from petroverse.api.anomalies import anomaly_routes
from petroverse.api.catalogue import catalogue_routes
from petroverse.api.companies import company_routes
from petroverse.api.cookies import Cookies
from petroverse.api.country import country_routes
from petroverse.api.dashboards import dashboard_routes
from petroverse.api.deliveries import delivery_routes
from petroverse.api.docs_page import docs_routes
from petroverse.api.errors import install_errors
from petroverse.api.events import event_routes
from petroverse.api.exports import export_routes
from petroverse.api.facts import fact_routes
from petroverse.api.forecasts import forecast_routes
from petroverse.api.gate import Gate
from petroverse.api.gateways import gateway_routes
from petroverse.api.gauges import gauge_routes
from petroverse.api.graphql import graphql_routes
from petroverse.api.idempotency import KEY_HEADER, Idempotent
from petroverse.api.imports import import_routes
from petroverse.api.insights import insight_routes
from petroverse.api.jobs import job_routes
from petroverse.api.lapse import lapse_routes
from petroverse.api.limits import Limits
from petroverse.api.network import network_routes
from petroverse.api.openapi import KnownParameters, operation_id, tell_all
from petroverse.api.password_door import PasswordDoor
from petroverse.api.people import people_routes, share_routes
from petroverse.api.provider_door import provider_routes
from petroverse.api.readings import reading_routes
from petroverse.api.receivers import receiver_routes
from petroverse.api.reports import report_routes
from petroverse.api.restatements import restatement_routes
from petroverse.api.service import Service
from petroverse.api.sheets import sheet_routes
from petroverse.api.sign_in import invitation_door_routes, sign_in_routes
from petroverse.api.status import status_routes
from petroverse.api.tokens import token_routes
from petroverse.api.views import view_routes
from petroverse.api.web import web_routes
from petroverse.api.wet_stock import wet_stock_routes

__all__ = ["create_app", "create_routes"]


def create_app(service: Service) -> ASGIApp:
    """Gives the application that serves one platform.

    Args:
        service: What it serves and to whom.
    """
    gate = Gate(
        Idempotent(create_routes(service), service.stores),
        sign_in=service.sign_in,
        hosts=service.hosts,
        upload_bytes=service.upload_bytes,
        limits=Limits(service.rates),
        is_https=service.is_https,
    )
    return _open_to_origins(gate, service.cors_origins) if service.cors_origins else gate


def _open_to_origins(app: ASGIApp, origins: tuple[str, ...]) -> ASGIApp:
    """Lets pages of other origins ask with a token; never with a cookie, so nobody's session can be used from there."""
    return CORSMiddleware(
        app,
        allow_origins=origins,
        allow_methods=("GET", "POST", "PUT", "PATCH", "DELETE"),
        allow_headers=("Authorization", "Content-Type", "If-Match", "If-None-Match", KEY_HEADER, "Last-Event-ID"),
        expose_headers=("ETag", "Content-Disposition", "Idempotency-Replayed", "Retry-After", "X-PetroVerse-Warnings"),
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
        generate_unique_id_function=operation_id,
    )
    install_errors(app)
    checks = [Depends(check_access), Depends(KnownParameters())]
    for routes in _every_router(service):
        tell_access(routes)
        app.include_router(routes, dependencies=checks)
    tell_all(app)
    return app


def _every_router(service: Service) -> tuple[APIRouter, ...]:
    cookies, passwords = Cookies(is_https=service.is_https), PasswordDoor()
    return (
        sign_in_routes(service, cookies, passwords),
        invitation_door_routes(service, cookies, passwords),
        provider_routes(service, cookies),
        alarm_routes(service),
        account_routes(service, cookies, passwords),
        status_routes(service),
        fact_routes(service),
        graphql_routes(service),
        import_routes(service),
        catalogue_routes(service),
        export_routes(service),
        forecast_routes(service),
        restatement_routes(service),
        sheet_routes(service),
        event_routes(service),
        docs_routes(),
        company_routes(service),
        lapse_routes(service),
        country_routes(service),
        view_routes(service),
        dashboard_routes(service),
        report_routes(service),
        insight_routes(service),
        anomaly_routes(service),
        job_routes(service),
        network_routes(service),
        wet_stock_routes(service),
        delivery_routes(service),
        reading_routes(service),
        receiver_routes(service),
        gateway_routes(service),
        gauge_routes(service),
        people_routes(service),
        share_routes(service),
        token_routes(service),
        activity_routes(service),
        web_routes(service.bundle),
    )
