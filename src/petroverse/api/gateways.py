"""The door for gateways of sites: each hands over what it took, under the signature of its own key."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.service import Service
from petroverse.workflows import take_handover

__all__ = ["gateway_routes"]


class SignedHandover(BaseModel):
    """A handover, and who says that it is theirs."""

    model_config = ConfigDict(extra="forbid")

    organisation: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[a-z0-9][a-z0-9_-]*$")]
    gateway: Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f]+$")]
    envelope: Annotated[
        str, Field(max_length=24 << 20, description="A `petroverse.signed/1` by the key that was admitted.")
    ]


class RefusedHandover(BaseModel):
    """A message that cannot be used; it is set aside, and need not be sent again."""

    id: str
    what: str
    where: str
    fix: str


class HandoverTaken(BaseModel):
    """What became of each message, and what is new of the site; what is ``kept`` may be forgotten."""

    now: Annotated[datetime, Field(description="What time it is here.")]
    kept: Annotated[list[str], Field(description="Their effect is committed.")]
    handed: Annotated[list[str], Field(description="Stored, and acted on soon: ask for them in the next handover.")]
    refused: list[RefusedHandover]
    site: Annotated[dict[str, Any] | None, Field(description="The network and rules of the site, where they changed.")]
    said: Annotated[dict[str, Any] | None, Field(description="What people said of its alarms, where it changed.")]


def gateway_routes(service: Service) -> APIRouter:
    """The route of gateways; it is open, for a signature says who asks."""
    routes = APIRouter(prefix="/api", tags=["readings"])

    @routes.post("/gateways/handovers")
    def hand_over(told: SignedHandover) -> HandoverTaken:
        """Takes in what the gateway of a site hands over; each message acts once, however often it is sent."""
        envelope = told.envelope.encode("utf-8", "replace")
        answer = take_handover(service.stores, told.organisation, told.gateway, envelope, publish=service.publish)
        return HandoverTaken.model_validate(answer)

    return routes
