"""The API: REST under ``/api`` and the web page, for people who signed in and programs with the home's key."""

from petroverse.api.access import ACCESS, access_of
from petroverse.api.application import create_app, create_routes
from petroverse.api.errors import (
    BodyTooLarge,
    HostNotKnown,
    MetricsNotAllowed,
    OriginNotAllowed,
    ProxyNeeded,
    RequestNotUnderstood,
    SignInNeeded,
    TooManyRequests,
    status_of,
)
from petroverse.api.forwarded import Forwarded, networks_of
from petroverse.api.health import Operations
from petroverse.api.id_tokens import IdentityRefused
from petroverse.api.limits import Rates
from petroverse.api.oidc import OidcSettings, Provider, ProviderUnavailable
from petroverse.api.service import Service
from petroverse.api.session import SignIn
from petroverse.api.telemetry import Exchange, RequestSpan, RequestSpans, Telemetry, no_request_spans

__all__ = [
    "ACCESS",
    "BodyTooLarge",
    "Exchange",
    "Forwarded",
    "HostNotKnown",
    "IdentityRefused",
    "MetricsNotAllowed",
    "OidcSettings",
    "Operations",
    "OriginNotAllowed",
    "Provider",
    "ProviderUnavailable",
    "ProxyNeeded",
    "Rates",
    "RequestNotUnderstood",
    "RequestSpan",
    "RequestSpans",
    "Service",
    "SignIn",
    "SignInNeeded",
    "Telemetry",
    "TooManyRequests",
    "access_of",
    "create_app",
    "create_routes",
    "networks_of",
    "no_request_spans",
    "status_of",
]
