"""Alarms as they are answered, and what people send about them."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from petroverse.core.conditions import RuleName
from petroverse.workflows import Deed, Priority, Severity, Status, TankState

__all__ = [
    "AlarmDeed",
    "AlarmHistory",
    "AlarmRuleForm",
    "AlarmRuleNow",
    "AlarmRules",
    "AlarmTold",
    "Alarms",
    "Notices",
]

_Subject = Annotated[str, Field(min_length=1, max_length=128, description="The tank, meter or place that it is about.")]


class AskedOfASecond(BaseModel):
    """What one person asks of another: to keep an overfill or a loss quiet takes two."""

    person: Annotated[str, Field(description="Who asks; anybody else who operates may agree.")]
    reason: str
    until: datetime
    asked_at: datetime
    expires_at: Annotated[datetime, Field(description="When it is over without an answer.")]


class AlarmTold(BaseModel):
    """How one alarm stands: whether it is so, and whether somebody has seen it, apart."""

    rule: RuleName
    subject: str
    place: str
    status: Status
    is_active: bool
    is_unacked: bool
    is_quiet: Annotated[bool, Field(description="Kept quiet for now.")]
    priority: Priority
    quiet_until: datetime | None
    begun_at: datetime | None
    ended_at: datetime | None
    litres: float | None
    body: Annotated[
        dict[str, Any], Field(description="Its latest beginning and end with value, limit and evidence; what was said.")
    ]
    changed_at: datetime
    suppressed_by: Annotated[
        str,
        Field(
            description="The alarm that makes it mean nothing while it stands: rule, blank, subject; empty while none.",
            examples=["overfill S7/1"],
        ),
    ] = ""
    asked: Annotated[AskedOfASecond | None, Field(description="That it be kept quiet, until somebody agrees.")] = None


class AlarmCounts(BaseModel):
    """How many open alarms there are of each sort, whatever is asked for."""

    active: int
    unacked: Annotated[int, Field(description="That wait for a person and are not quiet.")]
    quiet: Annotated[int, Field(description="Kept quiet, by whoever or by design.")]
    by_design: Annotated[int, Field(description="Kept quiet because another alarm stands that says more.")] = 0
    unacked_by_priority: dict[str, int]


class Alarms(BaseModel):
    """Alarms, those that wait for a person first."""

    alarms: list[AlarmTold]
    counts: AlarmCounts


class AlarmEvent(BaseModel):
    """One thing that happened to an alarm."""

    id: Annotated[str, Field(description="The same for the same happening for ever.")]
    number: int
    place: str
    rule: RuleName
    subject: str
    word: Annotated[str, Field(examples=["raised"])]
    at: datetime
    priority: Priority
    person: Annotated[str, Field(description="Who did it; empty for what was found.")]
    body: dict[str, Any]
    recorded_at: datetime


class AlarmHistory(BaseModel):
    """What happened, the last written first."""

    events: list[AlarmEvent]
    next: Annotated[
        int | None, Field(description="Give it as `before` for the page after; none when there is no more.")
    ]


class NoticeTold(BaseModel):
    """A condition that calls nobody."""

    rule: RuleName
    subject: str
    place: str
    begun_at: datetime
    ended_at: datetime | None
    litres: float | None
    body: dict[str, Any]
    changed_at: datetime


class Notices(BaseModel):
    """Conditions that call nobody, the newest first."""

    notices: list[NoticeTold]


class AlarmDeed(BaseModel):
    """Something that a person does about an alarm."""

    model_config = ConfigDict(extra="forbid")

    does: Annotated[
        Deed, Field(description="To shelve (suppress) an overfill or a loss is asked; another person has to agree.")
    ]
    rule: RuleName
    subject: _Subject
    through: Annotated[
        AwareDatetime | None, Field(description="acknowledge: the latest beginning seen; reset: the latest end.")
    ] = None
    kind: Annotated[
        Literal["shelved", "out_of_service"] | None, Field(description="suppress, restore: which; shelved if left out.")
    ] = None
    until: Annotated[AwareDatetime | None, Field(description="suppress: when it speaks again.")] = None
    reason: Annotated[str, Field(max_length=2000, description="suppress: why.")] = ""
    text: Annotated[str, Field(max_length=2000, description="note: what it says.")] = ""


class AlarmRuleForm(BaseModel):
    """What one kind of condition means to the people who answer it; a draft may lack what it likes."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    name: RuleName
    subject: Annotated[str, Field(max_length=128, description="For this one alone; empty for all.")] = ""
    cause: Annotated[str, Field(max_length=2000)] = ""
    consequence: Annotated[str, Field(max_length=2000)] = ""
    severity: Severity | None = None
    response: Annotated[str, Field(max_length=2000)] = ""
    time_available_s: float | None = None
    limit: float | None = None
    unit: Annotated[str, Field(max_length=10)] = ""
    deadband: float | None = None
    delay_s: float = 0.0
    valid_states: Annotated[list[TankState], Field(max_length=3)] = []
    is_latched: bool = False
    is_enabled: Annotated[bool, Field(description="Whether it calls people; whoever says so approves it.")] = False


class AlarmRuleNow(AlarmRuleForm):
    """A rule as it stands."""

    approver: str
    priority: Annotated[Priority, Field(description="From the consequence and the time there is.")]
    missing: Annotated[list[str], Field(description="What it lacks before it may call people.")]
    changed_at: datetime
    changed_by: str


class AlarmRules(BaseModel):
    """Every rule, by name and subject."""

    rules: list[AlarmRuleNow]
