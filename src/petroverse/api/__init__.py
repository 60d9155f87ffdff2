"""The API: REST under ``/api`` and the web page, for people who signed in and programs with the home's key."""

from petroverse.api.application import create_app, create_routes
from petroverse.api.errors import (
    BodyTooLarge,
    HostNotKnown,
    OriginNotAllowed,
    RequestNotUnderstood,
    SignInNeeded,
    status_of,
)
from petroverse.api.service import Service
from petroverse.api.session import SignIn

__all__ = [
    "BodyTooLarge",
    "HostNotKnown",
    "OriginNotAllowed",
    "RequestNotUnderstood",
    "Service",
    "SignIn",
    "SignInNeeded",
    "create_app",
    "create_routes",
    "status_of",
]
