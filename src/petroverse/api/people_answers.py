"""What routes answer about people and programs: who is signed in, members, invitations, tokens, shares and deeds."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from petroverse.api.report_answers import Line
from petroverse.core.rights import Right, Role

__all__ = [
    "Activity",
    "Doors",
    "InvitationSeen",
    "Invitations",
    "MadeInvitation",
    "MadeToken",
    "People",
    "Session",
    "Sessions",
    "Shares",
    "SignInLink",
    "Tokens",
]

Instant = Annotated[
    str, Field(description="UTC.", examples=["2024-04-30T08:15:00+00:00"], json_schema_extra={"format": "date-time"})
]
"""An instant as text, as the workflows tell it."""


class Doors(Line):
    """In which ways people come in here."""

    password: Annotated[bool, Field(description="Whether anybody has a password.")]
    provider: Annotated[str, Field(description="What the provider that vouches for people is called; empty: none.")]


class SignInLink(Line):
    """A link that signs in, once."""

    path: Annotated[str, Field(description="Its path on this platform.")]


class Membership(Line):
    """Where a person may act."""

    organisation: Annotated[str, Field(examples=["local"])]
    name: Annotated[str, Field(description="What the organisation is called.")]
    role: Role


class Session(Line):
    """Who asks, where, and what that person may do there."""

    person: str
    name: Annotated[str, Field(description="What others read; the person's id where there is no account.")]
    email: Annotated[str, Field(description="Empty where there is no account.")]
    organisation: Annotated[str, Field(examples=["local"])]
    organisation_name: str
    role: Annotated[Role | Literal[""], Field(description="Empty for the platform's owner, who holds none.")]
    rights: list[Right]
    is_limited: Annotated[bool, Field(description="Whether rules hide rows or measures from this person.")]
    memberships: Annotated[list[Membership], Field(description="Where the person may act.")]
    version: Annotated[str, Field(description="The platform's.")]


class OwnSession(Line):
    """A browser that the person is signed in with."""

    number: Annotated[int, Field(description="To end it by.")]
    made_in: Annotated[str, Field(description="The browser, as it named itself.")]
    made_at: Instant
    last_used_at: Instant
    expires_at: Instant
    is_current: Annotated[bool, Field(description="Whether it is the one that asks.")]


class Sessions(Line):
    """Where the person is signed in."""

    sessions: list[OwnSession]


class InvitationSeen(Line):
    """What an invitation is for."""

    organisation: str
    organisation_name: str
    email: Annotated[str, Field(description="Whom it is for.")]
    role: Role
    expires_at: Instant
    has_account: Annotated[bool, Field(description="Whether somebody with this address has an account already.")]


class Person(Line):
    """A member of the organisation."""

    person: str
    name: str
    email: str
    is_platform_admin: bool
    disabled_at: Instant | None
    role: Role
    row_rules: Annotated[
        dict[str, list[str]], Field(description="Dimension → the only values that the person sees; none: no limit.")
    ]
    measures: Annotated[list[str] | None, Field(description="The only ones that may be asked for; null: all.")]
    since: Instant
    is_disabled: bool


class People(Line):
    """The organisation's members."""

    people: list[Person]


class Invitation(Line):
    """An invitation that is open."""

    number: Annotated[int, Field(description="To take it back by.")]
    email: str
    role: Role
    row_rules: dict[str, list[str]]
    measures: list[str] | None
    made_by: str
    made_at: Instant
    expires_at: Instant
    used_at: Instant | None
    used_by: str | None


class Invitations(Line):
    """Those that are open."""

    invitations: list[Invitation]


class MadeInvitation(Line):
    """An invitation that was made."""

    path: Annotated[str, Field(description="Where it is accepted; its secret is told this once.")]


class Share(Line):
    """What one organisation lets another read."""

    organisation: str
    reader: str
    datasets: Annotated[str, Field(description="Their names, or `all`.", examples=["price, volume"])]
    since: Instant
    ended_at: Instant | None
    made_by: str
    ended_by: str | None


class Shares(Line):
    """What the organisation shares, and what others share with it."""

    shares: list[Share]
    share_code: Annotated[str, Field(description="What others name this organisation by to share with it.")]


class Token(Line):
    """A key for programs, without its secret."""

    id: str
    name: Annotated[str, Field(description="What it is for.")]
    person: Annotated[str, Field(description="As whom it acts.")]
    scopes: Annotated[list[Right], Field(description="The only rights that it may use.")]
    made_by: str
    made_at: Instant
    expires_at: Instant
    revoked_at: Instant | None
    last_used_at: Annotated[Instant | None, Field(description="To a few minutes.")]


class Tokens(Line):
    """Tokens, the newest first."""

    tokens: list[Token]


class MadeToken(Line):
    """A token that was made."""

    id: Annotated[str, Field(description="To end it by.")]
    token: Annotated[str, Field(description="The key itself, told this once.")]


class Deed(Line):
    """One thing that happened."""

    number: int
    at: Instant
    person: Annotated[str, Field(description="Who did it.")]
    kind: Annotated[str, Field(examples=["token_made"])]
    told: Annotated[dict[str, Any], Field(description="What of it was written down, by name; depends on the kind.")]
    hash: Annotated[str, Field(description="Ties the line to all before it.")]


class Activity(Line):
    """What happened, the newest first."""

    activity: list[Deed]
    next_cursor: Annotated[str | None, Field(description="Give it as `cursor` for the next page; none on the last.")]
