"""Routes of whoever is signed in: who that is, where, since when, and how to leave."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from petroverse import __version__
from petroverse.api.callers import Caller
from petroverse.api.cookies import Cookies
from petroverse.api.password_door import PasswordDoor
from petroverse.api.people_answers import Session, Sessions
from petroverse.api.service import Service
from petroverse.api.sign_in import UserAgent
from petroverse.core.grants import OrganisationId
from petroverse.workflows import (
    admit_person,
    change_own_password,
    end_one_session,
    own_sessions,
    sign_out_everywhere,
    switch_organisation,
    who_am_i,
)

__all__ = ["account_routes"]

_Secret = Annotated[str, Field(min_length=1, max_length=1024)]


class OtherOrganisation(BaseModel):
    """Where to act from now on.

    Attributes:
        organisation: The organisation's id.
    """

    model_config = ConfigDict(extra="forbid")

    organisation: Annotated[str, Field(min_length=1, max_length=63)]


class PasswordChange(BaseModel):
    """Another password.

    Attributes:
        current: The present one.
        new: The one from now on.
    """

    model_config = ConfigDict(extra="forbid")

    current: _Secret
    new: _Secret


def account_routes(service: Service, cookies: Cookies, door: PasswordDoor) -> APIRouter:
    """Routes of sessions and the own password."""
    routes = APIRouter(prefix="/api", tags=["session"])

    @routes.get("/session")
    def session(reader: Caller) -> Session:
        """Who asks, in which organisation, with which rights, and where else that person may act."""
        return Session.model_validate({**who_am_i(service.stores, reader), "version": __version__})

    @routes.delete("/session", status_code=204)
    def leave(request: Request) -> Response:
        """Signs out of this browser."""
        service.sign_in.end(cookies.session(request.headers))
        return _left(cookies)

    @routes.post("/session/organisation", status_code=204)
    def switch(wanted: OtherOrganisation, request: Request) -> Response:
        """Acts in another of the person's organisations from now on."""
        switch_organisation(service.stores, cookies.session(request.headers), OrganisationId(wanted.organisation))
        return Response(status_code=204)

    @routes.get("/sessions")
    def sessions(reader: Caller, request: Request) -> Sessions:
        """Where the person is signed in."""
        found = own_sessions(service.stores, reader, cookies.session(request.headers))
        return Sessions.model_validate({"sessions": found})

    @routes.delete("/sessions", status_code=204)
    def leave_everywhere(reader: Caller) -> Response:
        """Signs out of every browser."""
        sign_out_everywhere(service.stores, reader)
        return _left(cookies)

    @routes.delete("/sessions/{number}", status_code=204)
    def leave_one(number: Annotated[int, Path(ge=1, le=2**62)], reader: Caller) -> Response:
        """Signs out of one browser."""
        end_one_session(service.stores, reader, number)
        return Response(status_code=204)

    @routes.post("/password", status_code=204)
    async def password(wanted: PasswordChange, reader: Caller, user_agent: UserAgent = "") -> Response:
        """Changes the own password; every other session ends, and this browser gets a new one."""

        def change() -> str:
            change_own_password(service.stores, reader, wanted.current, wanted.new)
            return admit_person(service.stores, reader.person, "password", reader.organisation, made_in=user_agent)

        answer = Response(status_code=204)
        cookies.keep_session(answer, await door.through(change))
        return answer

    return routes


def _left(cookies: Cookies) -> Response:
    answer = Response(status_code=204)
    cookies.drop_session(answer)
    return answer
