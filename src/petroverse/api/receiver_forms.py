"""Receivers of alarms as they are answered and sent, and what was told them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from petroverse.core.conditions import RuleName
from petroverse.workflows import Priority, ReceiverKind, TellingWord

__all__ = [
    "BrowserForm",
    "NoticesTold",
    "PushKey",
    "ReceiverChange",
    "ReceiverForm",
    "ReceiverMade",
    "ReceiverNow",
    "Receivers",
    "Trial",
]

_Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", examples=["22:00"])]
_Name = Annotated[str, Field(min_length=1, max_length=128, description="What people call it.")]
_Address = Annotated[str, Field(max_length=2000, description="An e-mail address, or the https address of a webhook.")]


class QuietHours(BaseModel):
    """Hours of each day in which only what is urgent comes."""

    model_config = ConfigDict(extra="forbid")

    begin: _Clock
    end: Annotated[_Clock, Field(description="On the next day where it is earlier than the beginning.")]


class WantedAlarms(BaseModel):
    """What a receiver is told, and when."""

    model_config = ConfigDict(extra="forbid")

    priorities: Annotated[list[Priority], Field(min_length=1, max_length=3)] = ["high", "medium", "low"]
    places: Annotated[
        list[Annotated[str, Field(max_length=128)]], Field(max_length=1000, description="Sites; empty for all.")
    ] = []
    rules: Annotated[list[RuleName], Field(max_length=20, description="Conditions; empty for all.")] = []
    zone: Annotated[str, Field(min_length=1, max_length=63, description="Its time zone.")] = "UTC"
    quiet: Annotated[QuietHours | None, Field(description="None for never.")] = None
    urgent: Annotated[
        list[Priority], Field(max_length=3, description="Comes at once, in quiet hours and beside the digest too.")
    ] = ["high"]
    after_minutes: Annotated[
        int, Field(ge=0, le=1440, description="Told only when nobody acknowledged for so long: the next step.")
    ] = 0
    digest_at: Annotated[
        _Clock | None, Field(description="When what is not urgent comes, gathered; None for at once.")
    ] = None


class ReceiverForm(WantedAlarms):
    """A new receiver."""

    name: _Name
    kind: Literal["mail", "webhook"]
    address: Annotated[_Address, Field(min_length=1)]
    secret: Annotated[
        str, Field(max_length=200, description="webhook: whsec_ and base64 of 24 bytes or more; made where empty.")
    ] = ""


class ReceiverChange(WantedAlarms):
    """A receiver as it is to be."""

    name: _Name
    is_enabled: bool = True
    address: Annotated[_Address, Field(description="Empty leaves it as it is.")] = ""


class PushKeys(BaseModel):
    """The keys that a browser's ``PushSubscription`` says."""

    model_config = ConfigDict(extra="forbid")

    p256dh: Annotated[str, Field(max_length=200)]
    auth: Annotated[str, Field(max_length=100)]


class BrowserForm(WantedAlarms):
    """A browser of whoever is signed in, as its ``PushSubscription`` says itself."""

    name: _Name
    endpoint: Annotated[str, Field(max_length=2000)]
    keys: PushKeys


class TellingFault(BaseModel):
    """Why something was not taken."""

    what: str
    where: str
    fix: str


class ReceiverNow(WantedAlarms):
    """A receiver as it stands."""

    model_config = ConfigDict(extra="ignore")

    id: str
    name: str
    kind: ReceiverKind
    address: Annotated[str, Field(description="As much of it as may be shown; a webhook's path and secret may not.")]
    person: Annotated[str, Field(description="Whose browser it is; empty for others.")]
    is_enabled: bool
    made_at: datetime
    made_by: str
    waiting: Annotated[int, Field(description="How many notices wait to be taken.")]
    last_sent_at: datetime | None
    failing_since: Annotated[datetime | None, Field(description="None where the last one was taken.")]
    fault: TellingFault | None


class ReceiverMade(ReceiverNow):
    """A new receiver, with what is shown this once."""

    secret: Annotated[str, Field(description="A webhook's secret; nobody shows it again. Empty for others.")]


class Receivers(BaseModel):
    """Who is told of alarms."""

    receivers: list[ReceiverNow]
    sends_mail: Annotated[bool, Field(description="Whether a mail server is set up.")] = True


class Trial(BaseModel):
    """What came of a trial."""

    is_sent: bool
    at: datetime
    fault: Annotated[TellingFault | None, Field(description="Why it was not taken.")]


class PushKey(BaseModel):
    """What a page gives to ``pushManager.subscribe`` as ``applicationServerKey``."""

    key: Annotated[str, Field(description="base64url of the uncompressed point on P-256.")]


class ToldAlarm(BaseModel):
    """One alarm in what was told."""

    rule: RuleName
    subject: str
    place: str
    word: Annotated[TellingWord, Field(description="`was`: it began and was over before anybody was told.")]
    begun_at: datetime
    times: Annotated[int, Field(description="How many beginnings it told of.")]


class NoticeSent(BaseModel):
    """One notice to one receiver."""

    id: Annotated[str, Field(description="The same however often it is sent: a webhook's `webhook-id`.")]
    receiver: str
    receiver_name: str
    kind: Annotated[str, Field(examples=["alarm.began"])]
    title: str
    text: str
    state: Literal["waiting", "sent", "failed"]
    tries: int
    fault: TellingFault | None
    at: Annotated[datetime, Field(description="When it was decided.")]
    sent_at: datetime | None
    alarms: list[ToldAlarm]


class NoticesTold(BaseModel):
    """What was told, the last decided first."""

    told: list[NoticeSent]
