"""Routes of sign-in at a provider: out to its page, and back with its word for who somebody is."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import RedirectResponse

from petroverse.api.cookies import Cookies
from petroverse.api.oidc import Journey, Provider, ProviderUnavailable
from petroverse.api.service import Service
from petroverse.core.errors import NotAllowed, NotFound
from petroverse.core.rights import Role
from petroverse.workflows import InvitationRefused, PersonUnknownHere, VouchedFor, refuse_sign_in, sign_in_by_provider

__all__ = ["provider_routes"]


def provider_routes(service: Service, cookies: Cookies) -> APIRouter:
    """Routes of sign-in at the configured provider; without one they lead nowhere."""
    routes = APIRouter(prefix="/sign-in/provider", include_in_schema=False)

    @routes.get("")
    def leave(invitation: Annotated[str, Query(max_length=200, pattern=r"^[A-Za-z0-9_-]*$")] = "") -> Response:
        journey = Journey.start(invitation)
        try:
            answer = RedirectResponse(_provider(service).address(journey), status_code=303)
        except ProviderUnavailable as fault:
            return _back("unavailable", fault)
        cookies.keep_journey(answer, journey.cookie)
        return answer

    @routes.get("/return")
    def come_back(request: Request, user_agent: Annotated[str, Header()] = "") -> Response:
        try:
            journey = Journey.read(cookies.journey(request.headers))
            vouched = _vouched(_provider(service), journey, request)
            session = sign_in_by_provider(service.stores, vouched, invitation=journey.invitation, made_in=user_agent)
        except ProviderUnavailable as fault:
            answer = _back("unavailable", fault)
        except (PersonUnknownHere, InvitationRefused) as fault:
            answer = _back("unknown", fault)
        except NotAllowed as fault:
            refuse_sign_in(service.stores, "", "oidc")
            answer = _back("refused", fault)
        else:
            answer = RedirectResponse("/", status_code=303)
            cookies.keep_session(answer, session)
        cookies.drop_journey(answer)
        return answer

    return routes


def _provider(service: Service) -> Provider:
    if service.provider is None:
        raise NotFound("no other sign-in is set up here", fix="see the settings oidc_issuer and oidc_client_id")
    return service.provider


def _vouched(provider: Provider, journey: Journey, request: Request) -> VouchedFor:
    found = provider.identity(journey, dict(request.query_params))
    role = Role(found.role) if found.role else None
    return VouchedFor(found.issuer, found.subject, found.email, found.name, provider.settings.organisation, role)


def _back(why: str, fault: Exception) -> Response:
    """To the sign-in page, which says why in words; the log says it exactly, without any secret."""
    logging.getLogger("petroverse.api").warning("sign-in at the provider: %s", fault)
    return RedirectResponse(f"/?provider={why}", status_code=303)
