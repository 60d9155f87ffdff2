"""Routes of an organisation's people: who is in it, who is invited, and what it shares with others."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.callers import Caller
from petroverse.api.people_answers import Invitations, MadeInvitation, People, Shares
from petroverse.api.service import Service
from petroverse.core.rights import Role
from petroverse.workflows import (
    Standing,
    invitations_list,
    invite,
    members_list,
    remove_member,
    set_standing,
    share,
    share_code,
    shares_list,
    take_invitation_back,
    unshare,
)

__all__ = ["people_routes", "share_routes"]

_Name = Annotated[str, Field(min_length=1, max_length=300)]


class WantedStanding(BaseModel):
    """What somebody is to be in the organisation.

    Attributes:
        role: The role, which holds the rights.
        row_rules: Dimension → the only values that the person may see; none means no limit.
        measures: The only measures that the person may ask for; null means all.
    """

    model_config = ConfigDict(extra="forbid")

    role: Role
    row_rules: dict[_Name, Annotated[list[_Name], Field(min_length=1, max_length=500)]] = {}
    measures: Annotated[list[_Name], Field(max_length=100)] | None = None

    @property
    def standing(self) -> Standing:
        """The same, as workflows take it."""
        rules = {name: tuple(values) for name, values in self.row_rules.items()}
        return Standing(self.role, rules, None if self.measures is None else frozenset(self.measures))


class WantedInvitation(WantedStanding):
    """Who is invited, and as what.

    Attributes:
        email: The only e-mail address that it is for.
    """

    email: Annotated[str, Field(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]


class WantedShare(BaseModel):
    """What another organisation may read from now on.

    Attributes:
        reader: The share code that the other organisation shows; its id, where you are a member of it too.
        datasets: Which datasets; all of them where there is none.
    """

    model_config = ConfigDict(extra="forbid")

    reader: Annotated[str, Field(min_length=1, max_length=63)]
    datasets: Annotated[list[_Name], Field(max_length=100)] = []


def people_routes(service: Service) -> APIRouter:
    """Routes of members and invitations."""
    routes = APIRouter(prefix="/api", tags=["people"])

    @routes.get("/people")
    def people(reader: Caller) -> People:
        """Who is a member of the organisation, as what, and since when."""
        found = members_list(service.stores, reader)
        told = [{**each, "is_disabled": each["disabled_at"] is not None} for each in found]
        return People.model_validate({"people": told})

    @routes.put("/people/{person}", status_code=204)
    def change(person: Annotated[str, Path(max_length=254)], wanted: WantedStanding, reader: Caller) -> Response:
        """Gives a member another role, other row rules or other measures."""
        set_standing(service.stores, reader, person, wanted.standing)
        return Response(status_code=204)

    @routes.delete("/people/{person}", status_code=204)
    def remove(person: Annotated[str, Path(max_length=254)], reader: Caller) -> Response:
        """Takes a person out of the organisation, with the person's tokens there."""
        remove_member(service.stores, reader, person)
        return Response(status_code=204)

    @routes.get("/invitations")
    def invitations(reader: Caller) -> Invitations:
        """The invitations that are open."""
        found = invitations_list(service.stores, reader)
        now = service.stores.clock.now().isoformat()
        still = [each for each in found if each["used_at"] is None and each["expires_at"] > now]
        return Invitations.model_validate({"invitations": still})

    @routes.post("/invitations", status_code=201)
    def new_invitation(wanted: WantedInvitation, reader: Caller) -> MadeInvitation:
        """Invites an e-mail address; where the invitation is accepted is told this once."""
        return MadeInvitation(path=f"/invitation#{invite(service.stores, reader, wanted.email, wanted.standing)}")

    @routes.delete("/invitations/{number}", status_code=204)
    def withdraw(number: Annotated[int, Path(ge=1, le=2**62)], reader: Caller) -> Response:
        """Takes an open invitation back."""
        take_invitation_back(service.stores, reader, number)
        return Response(status_code=204)

    return routes


def share_routes(service: Service) -> APIRouter:
    """Routes of what organisations share."""
    routes = APIRouter(prefix="/api/shares", tags=["people"])

    @routes.get("")
    def shares(reader: Caller) -> Shares:
        """What the organisation shares, and what others share with it."""
        found = shares_list(service.stores, reader)
        told = [each for each in found if each["ended_at"] is None]
        return Shares.model_validate({"shares": told, "share_code": share_code(service.stores, reader)})

    @routes.post("", status_code=204)
    def new_share(wanted: WantedShare, reader: Caller) -> Response:
        """Lets another organisation read the organisation's facts, instead of what it was let read before."""
        share(service.stores, reader, wanted.reader, wanted.datasets)
        return Response(status_code=204)

    @routes.delete("/{organisation}", status_code=204)
    def end(organisation: Annotated[str, Path(max_length=63)], reader: Caller) -> Response:
        """Ends what the organisation shares with another."""
        unshare(service.stores, reader, organisation)
        return Response(status_code=204)

    return routes
