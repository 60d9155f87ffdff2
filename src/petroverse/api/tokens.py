"""Routes of tokens: keys for programs, each with some of a person's rights in one organisation, until a day."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.people_answers import MadeToken, Tokens
from petroverse.api.service import Service
from petroverse.core.rights import Right
from petroverse.workflows import new_token, revoke_one_token, tokens_list

__all__ = ["token_routes"]


class WantedToken(BaseModel):
    """A token to make.

    Attributes:
        name: What it is for.
        scopes: The only rights that it may use.
        days: For how many days.
        person: As which member it acts; empty: as whoever makes it.
    """

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=200)]
    scopes: Annotated[list[Right], Field(min_length=1, max_length=len(Right))]
    days: Annotated[int, Field(ge=1, le=365)] = 90
    person: Annotated[str, Field(max_length=63)] = ""


def token_routes(service: Service) -> APIRouter:
    """Routes of tokens."""
    routes = APIRouter(prefix="/api/tokens", tags=["tokens"])

    @routes.get("")
    def tokens(reader: Caller) -> Tokens:
        """The organisation's tokens for its admins, else one's own; never their secrets."""
        return Tokens.model_validate({"tokens": tokens_list(service.stores, reader)})

    @routes.post("", status_code=201)
    def make(wanted: WantedToken, reader: Caller) -> MadeToken:
        """Makes a token; it is told this once."""
        scopes = frozenset(wanted.scopes)
        made = new_token(service.stores, reader, wanted.name, scopes=scopes, days=wanted.days, person=wanted.person)
        return MadeToken(id=made[0], token=made[1])

    @routes.delete("/{token}", status_code=204)
    def revoke(token: Annotated[str, Path(max_length=200)], reader: Caller) -> Response:
        """Ends a token at once: one's own, or any of the organisation for its admins."""
        revoke_one_token(service.stores, reader, token)
        return Response(status_code=204)

    return routes
