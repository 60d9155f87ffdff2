"""What each route takes, in one table: nothing, a session, or a right. What stands in no line takes the platform's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute

from petroverse.api.errors import SessionNeeded
from petroverse.core.rights import Right

__all__ = ["ACCESS", "Access", "access_of", "check_access", "is_open", "tell_access"]

Access = Right | Literal["open", "known", "session"]
"""``open`` to everybody; to whoever is ``known`` by a session or token; to a person's own ``session``, no token; or to
whoever holds a right."""

ACCESS: Final[Mapping[tuple[str, str], Access]] = {
    ("GET", "/{path:path}"): "open",
    ("GET", "/sign-in"): "open",
    ("GET", "/sign-in/provider"): "open",
    ("GET", "/sign-in/provider/return"): "open",
    ("GET", "/api/sign-in"): "open",
    ("POST", "/api/sign-in"): "open",
    ("POST", "/api/invitations/look"): "open",
    ("POST", "/api/invitations/accept"): "open",
    ("GET", "/api/docs"): "open",
    ("GET", "/api/openapi.json"): "open",
    ("GET", "/api/session"): "known",
    ("GET", "/api/health"): "known",
    ("DELETE", "/api/session"): "session",
    ("POST", "/api/session/organisation"): "session",
    ("GET", "/api/sessions"): "session",
    ("DELETE", "/api/sessions"): "session",
    ("DELETE", "/api/sessions/{number}"): "session",
    ("POST", "/api/password"): "session",
    ("POST", "/api/sign-in-links"): Right.PLATFORM,
    ("GET", "/api/home"): Right.READ,
    ("GET", "/api/query"): Right.READ,
    ("POST", "/api/query"): Right.READ,
    ("GET", "/api/forecasts"): Right.READ,
    ("GET", "/api/forecasts/in-full"): Right.READ,
    ("GET", "/api/forecasts/history"): Right.READ,
    ("GET", "/api/insights"): Right.READ,
    ("GET", "/api/insights/report"): Right.EXPORT,
    ("GET", "/api/insights/{insight}"): Right.READ,
    ("GET", "/api/anomalies"): Right.READ,
    ("GET", "/api/anomalies/signals"): Right.READ,
    ("GET", "/api/anomalies/{anomaly}"): Right.READ,
    ("POST", "/api/anomalies/{anomaly}/verdict"): Right.CURATE,
    ("GET", "/api/catalogue"): Right.READ,
    ("GET", "/api/country"): Right.READ,
    ("GET", "/api/values/{dimension}"): Right.READ,
    ("GET", "/api/editions"): Right.READ,
    ("GET", "/api/exports/{dataset}"): Right.EXPORT,
    ("GET", "/api/events"): Right.READ,
    ("POST", "/api/graphql"): Right.READ,
    ("GET", "/api/graphql/schema"): "known",
    ("GET", "/api/imports"): Right.READ,
    ("GET", "/api/imports/{import_id}"): Right.READ,
    ("POST", "/api/imports"): Right.IMPORT,
    ("DELETE", "/api/imports/{import_id}"): Right.IMPORT,
    ("GET", "/api/imports/{import_id}/sheet"): Right.READ,
    ("GET", "/api/imports/{import_id}/file"): Right.EXPORT,
    ("GET", "/api/restatements"): Right.READ,
    ("GET", "/api/findings"): Right.READ,
    ("GET", "/api/companies/proposals"): Right.READ,
    ("GET", "/api/companies/names"): Right.READ,
    ("GET", "/api/companies/aliases"): Right.READ,
    ("POST", "/api/companies/aliases"): Right.CURATE,
    ("DELETE", "/api/companies/aliases/{number}"): Right.CURATE,
    ("POST", "/api/companies/verdicts"): Right.CURATE,
    ("DELETE", "/api/companies/verdicts/{number}"): Right.CURATE,
    ("GET", "/api/lapses"): Right.READ,
    ("GET", "/api/lapses/company"): Right.READ,
    ("GET", "/api/views"): Right.READ,
    ("POST", "/api/views"): Right.READ,
    ("DELETE", "/api/views/{view}"): Right.READ,
    ("GET", "/api/dashboards"): Right.READ,
    ("POST", "/api/dashboards"): Right.READ,
    ("GET", "/api/dashboards/{dashboard}"): Right.READ,
    ("PUT", "/api/dashboards/{dashboard}"): Right.READ,
    ("DELETE", "/api/dashboards/{dashboard}"): Right.READ,
    ("POST", "/api/dashboards/{dashboard}/bring-back"): Right.READ,
    ("GET", "/api/dashboards/{dashboard}/versions"): Right.READ,
    ("GET", "/api/dashboards/{dashboard}/report"): Right.EXPORT,
    ("POST", "/api/reports"): Right.EXPORT,
    ("POST", "/api/dashboards/{dashboard}/versions/{version}/restore"): Right.READ,
    ("GET", "/api/network"): Right.READ,
    ("PUT", "/api/network"): Right.OPERATE,
    ("GET", "/api/network/export"): Right.EXPORT,
    ("POST", "/api/network/import"): Right.OPERATE,
    ("GET", "/api/gauges/protocols"): Right.OPERATE,
    ("POST", "/api/gauges/look"): Right.OPERATE,
    ("POST", "/api/gauges"): Right.OPERATE,
    ("POST", "/api/readings"): Right.IMPORT,
    ("GET", "/api/readings/set-aside"): Right.READ,
    ("POST", "/api/gateways/handovers"): "open",
    ("GET", "/api/tanks/latest"): Right.READ,
    ("GET", "/api/tanks/{tank:path}/readings"): Right.READ,
    ("GET", "/api/wet-stock"): Right.READ,
    ("GET", "/api/deliveries"): Right.READ,
    ("POST", "/api/deliveries"): Right.IMPORT,
    ("DELETE", "/api/deliveries"): Right.IMPORT,
    ("GET", "/api/wet-stock/{place:path}"): Right.READ,
    ("GET", "/api/wet-stock/{place:path}/report"): Right.EXPORT,
    ("GET", "/api/alarms"): Right.READ,
    ("GET", "/api/alarms/history"): Right.READ,
    ("GET", "/api/alarms/notices"): Right.READ,
    ("GET", "/api/alarms/health"): Right.READ,
    ("POST", "/api/alarms/deeds"): Right.OPERATE,
    ("GET", "/api/alarms/rules"): Right.READ,
    ("POST", "/api/alarms/rules/preview"): Right.OPERATE,
    ("PUT", "/api/alarms/rules"): Right.ADMINISTER,
    ("DELETE", "/api/alarms/rules"): Right.ADMINISTER,
    ("GET", "/api/receivers"): Right.OPERATE,
    ("POST", "/api/receivers"): Right.OPERATE,
    ("PUT", "/api/receivers/{receiver}"): Right.OPERATE,
    ("DELETE", "/api/receivers/{receiver}"): Right.OPERATE,
    ("POST", "/api/receivers/{receiver}/test"): Right.OPERATE,
    ("GET", "/api/notices/told"): Right.READ,
    ("GET", "/api/push/key"): Right.READ,
    ("GET", "/api/push/subscriptions"): "session",
    ("POST", "/api/push/subscriptions"): "session",
    ("DELETE", "/api/push/subscriptions/{receiver}"): "session",
    ("POST", "/api/push/subscriptions/{receiver}/test"): "session",
    ("GET", "/api/jobs"): Right.OPERATE,
    ("POST", "/api/jobs"): Right.OPERATE,
    ("GET", "/api/jobs/{job_id}"): Right.OPERATE,
    ("POST", "/api/jobs/{job_id}/cancel"): Right.OPERATE,
    ("POST", "/api/jobs/{job_id}/retry"): Right.OPERATE,
    ("GET", "/api/schedules"): Right.OPERATE,
    ("POST", "/api/schedules"): Right.OPERATE,
    ("PATCH", "/api/schedules/{name}"): Right.OPERATE,
    ("DELETE", "/api/schedules/{name}"): Right.OPERATE,
    ("POST", "/api/sample"): Right.PLATFORM,
    ("DELETE", "/api/sample"): Right.PLATFORM,
    ("GET", "/api/people"): Right.ADMINISTER,
    ("PUT", "/api/people/{person}"): Right.ADMINISTER,
    ("DELETE", "/api/people/{person}"): Right.ADMINISTER,
    ("GET", "/api/invitations"): Right.ADMINISTER,
    ("POST", "/api/invitations"): Right.ADMINISTER,
    ("DELETE", "/api/invitations/{number}"): Right.ADMINISTER,
    ("GET", "/api/tokens"): Right.READ,
    ("POST", "/api/tokens"): Right.READ,
    ("DELETE", "/api/tokens/{token}"): Right.READ,
    ("GET", "/api/shares"): Right.READ,
    ("POST", "/api/shares"): Right.ADMINISTER,
    ("DELETE", "/api/shares/{organisation}"): Right.ADMINISTER,
    ("GET", "/api/activity"): Right.ADMINISTER,
}
"""The one table. Workflows ask for the same rights once more, whichever door they are called through."""


def access_of(method: str, path: str) -> Access:
    """What a route takes, by its method and the path as it is declared.

    Example:
        >>> access_of("POST", "/api/imports")
        <Right.IMPORT: 'import'>
    """
    return ACCESS.get((method, path), Right.PLATFORM)


def is_open(method: str, path: str) -> bool:
    """Whether a request needs nobody to be known; pages and what is asked before sign-in."""
    return not path.startswith("/api") or ACCESS.get((method, path)) == "open"


async def check_access(request: Request) -> None:
    """Refuses whoever lacks what the route takes, before the route looks at what it was sent.

    Waits for nothing; a plain function would take a thread for every request.

    Raises:
        RightMissing: The right is not held.
        SessionNeeded: A token asks for what a person alone may do.
    """
    access = access_of(request.method, request.scope["route"].path)
    if access in ("open", "known"):
        return
    reader = request.state.reader
    if isinstance(access, Right):
        reader.must(access)
    elif reader.token:
        raise SessionNeeded("a token may not do this", fix="sign in to the page and do it there")


def tell_access(routes: APIRouter) -> None:
    """Writes what each route takes into its description, as ``x-right``."""
    for route in routes.routes:
        if isinstance(route, APIRoute):
            method = min(route.methods or {""})
            route.openapi_extra = {**(route.openapi_extra or {}), "x-right": str(access_of(method, route.path))}
