"""Routes that let people in and tell how the platform is."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Header, Request, Response
from fastapi.responses import RedirectResponse

from petroverse import __version__
from petroverse.api.callers import Caller
from petroverse.api.gate import session_cookie
from petroverse.api.service import Service
from petroverse.api.session import COOKIE
from petroverse.core.errors import NotAllowed

__all__ = ["sign_in_routes"]

_MONTH_S: Final = 30 * 24 * 3600


def sign_in_routes(service: Service) -> APIRouter:
    """Routes of sign-in, session and health."""
    routes = APIRouter()

    @routes.get("/healthz", tags=["health"])
    def alive() -> dict[str, str]:
        """Whether the platform answers; for supervisors, without sign-in."""
        return {"status": "ok"}

    @routes.get("/sign-in", include_in_schema=False)
    def enter(token: str = "", accept: Annotated[str, Header()] = "") -> Response:
        try:
            session = service.sign_in.redeem(token)
        except NotAllowed:
            if "text/html" not in accept:
                raise
            return RedirectResponse("/?link=refused", status_code=303)
        answer = RedirectResponse("/", status_code=303)
        answer.set_cookie(COOKIE, session, max_age=_MONTH_S, httponly=True, samesite="strict", path="/")
        return answer

    @routes.post("/api/sign-in-links", tags=["session"], status_code=201)
    def link(reader: Caller) -> dict[str, str]:
        """A new one-time sign-in path; for the owner's command line."""
        return {"path": f"/sign-in?token={service.sign_in.new_link_token(reader)}"}

    @routes.get("/api/session", tags=["session"])
    def session(reader: Caller) -> dict[str, Any]:
        """Who is signed in."""
        return {"person": reader.person, "rights": sorted(reader.rights), "version": __version__}

    @routes.delete("/api/session", tags=["session"], status_code=204)
    def leave(request: Request) -> Response:
        """Signs out of this browser."""
        service.sign_in.end(session_cookie(request.headers))
        answer = Response(status_code=204)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict")
        return answer

    @routes.get("/api/health", tags=["health"])
    def health() -> dict[str, Any]:
        """Whether every engine answers, and what to do where one does not."""
        engines = dict(service.health())
        is_ok = all(each["status"] == "ok" for each in engines.values())
        return {"status": "ok" if is_ok else "unhealthy", "version": __version__, "engines": engines}

    return routes
