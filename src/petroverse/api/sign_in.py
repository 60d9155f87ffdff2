"""Routes that let people in: by password, by a one-time link, by an invitation."""

from __future__ import annotations

from functools import partial
from typing import Annotated

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.cookies import Cookies
from petroverse.api.password_door import PasswordDoor
from petroverse.api.people_answers import Doors, InvitationSeen, SignInLink
from petroverse.api.service import Service
from petroverse.core.errors import NotAllowed
from petroverse.workflows import (
    has_passwords,
    invitation_seen,
    join_by_password,
    sign_in_by_password,
)

__all__ = ["invitation_door_routes", "sign_in_routes"]

_Secret = Annotated[str, Field(min_length=1, max_length=1024)]
UserAgent = Annotated[str, Header(alias="user-agent")]
"""The browser, as it names itself."""


class NameAndPassword(BaseModel):
    """Who somebody says to be, and the proof.

    Attributes:
        name: An e-mail address, or a person's id.
        password: The password.
    """

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=254)]
    password: _Secret


class InvitationSecret(BaseModel):
    """The secret of an invitation.

    Attributes:
        token: What stands behind the ``#`` of the invitation's address.
    """

    model_config = ConfigDict(extra="forbid")

    token: _Secret


class AcceptedInvitation(InvitationSecret):
    """An invitation, and who accepts it.

    Attributes:
        name: What others will read; not looked at where the address has an account.
        password: A new password, or that of the account.
    """

    name: Annotated[str, Field(max_length=200)] = ""
    password: _Secret


def sign_in_routes(service: Service, cookies: Cookies, door: PasswordDoor) -> APIRouter:
    """Routes of sign-in by password and by link."""
    routes = APIRouter()

    @routes.get("/sign-in", include_in_schema=False)
    def enter(token: str = "", accept: Annotated[str, Header()] = "", user_agent: UserAgent = "") -> Response:
        try:
            session = service.sign_in.redeem(token, user_agent)
        except NotAllowed:
            if "text/html" not in accept:
                raise
            return RedirectResponse("/?link=refused", status_code=303)
        answer = RedirectResponse("/", status_code=303)
        cookies.keep_session(answer, session)
        return answer

    @routes.get("/api/sign-in", tags=["session"])
    def doors() -> Doors:
        """In which ways people come in here: whether there are passwords, and what the provider is called."""
        provider = service.provider.settings.name if service.provider else ""
        return Doors(password=has_passwords(service.stores), provider=provider)

    @routes.post("/api/sign-in", tags=["session"], status_code=204)
    async def by_password(given: NameAndPassword, request: Request, user_agent: UserAgent = "") -> Response:
        """Signs in by password; the session's cookie comes with the answer."""
        check = partial(sign_in_by_password, service.stores, given.name, given.password, made_in=user_agent)
        session = await door.through(check)
        return _let_in(service, cookies, request, session)

    @routes.post("/api/sign-in-links", tags=["session"], status_code=201)
    def link(reader: Caller) -> SignInLink:
        """A new one-time sign-in path; for the owner's command line."""
        return SignInLink(path=f"/sign-in?token={service.sign_in.new_link_token(reader)}")

    return routes


def invitation_door_routes(service: Service, cookies: Cookies, door: PasswordDoor) -> APIRouter:
    """Routes by which whoever holds an invitation comes in."""
    routes = APIRouter(prefix="/api/invitations", tags=["session"])

    @routes.post("/look")
    def look(given: InvitationSecret) -> InvitationSeen:
        """What an invitation is for, to whoever holds its secret."""
        return InvitationSeen.model_validate(invitation_seen(service.stores, given.token))

    @routes.post("/accept", status_code=204)
    async def accept(given: AcceptedInvitation, request: Request, user_agent: UserAgent = "") -> Response:
        """Accepts an invitation and signs in; the session's cookie comes with the answer."""
        check = partial(join_by_password, service.stores, given.token, given.name, given.password, made_in=user_agent)
        return _let_in(service, cookies, request, await door.through(check))

    return routes


def _let_in(service: Service, cookies: Cookies, request: Request, session: str) -> Response:
    """The answer that carries a new session; the one that the browser had before is over."""
    before = cookies.session(request.headers)
    if before:
        service.sign_in.end(before)
    answer = Response(status_code=204)
    cookies.keep_session(answer, session)
    return answer
