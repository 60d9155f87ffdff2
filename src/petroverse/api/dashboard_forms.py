"""Dashboards, panels and saved views as the OpenAPI document describes them, coming in and going out.

The models check forms alone; what a panel may ask is for the semantic model to say.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from petroverse.api.question import FilterPart, Question, SpanPart
from petroverse.api.report_answers import Line, Next
from petroverse.core.dashboards import COLUMNS, MOST_PANELS, PANEL_ID, Kind, Reading

__all__ = [
    "Dashboard",
    "DashboardList",
    "DashboardVersions",
    "SavedView",
    "SavedViews",
    "ScopePart",
    "WantedChange",
    "WantedDashboard",
    "WantedPanel",
    "WantedView",
]

_FORM: Final = ConfigDict(extra="forbid", populate_by_name=True)
_Column = Annotated[str, Field(max_length=100)]
_Name = Annotated[str, Field(min_length=1, max_length=120)]
_Note = Annotated[str, Field(max_length=300, description="Why it is saved; may be empty.")]
_PanelId = Annotated[str, Field(pattern=PANEL_ID, description="Stays when the panel is moved or renamed.")]


class PanelView(BaseModel):
    """How a panel's answer is shown; every text but `kind` and `format` names a column of the answer."""

    model_config = _FORM

    kind: Kind
    y: Annotated[_Column, Field(description="The figure.", examples=["volume"])]
    x: Annotated[_Column, Field(description="What stands along it.", examples=["month"])] = ""
    series: Annotated[_Column, Field(description="What is told apart by colour.", examples=["product"])] = ""
    path: Annotated[list[_Column], Field(max_length=12, description="A flow's stages, in order.")] = []
    low: Annotated[_Column, Field(description="The lower end of a band.")] = ""
    high: Annotated[_Column, Field(description="The upper end of a band.")] = ""
    as_share: Annotated[bool, Field(alias="asShare", description="Parts of the whole instead of amounts.")] = False
    format: Annotated[Literal["", Reading], Field(description="How the figures read; by their unit if left out.")] = ""


class PanelPlace(BaseModel):
    """Where a panel stands on a grid of twelve columns."""

    model_config = _FORM

    x: Annotated[int, Field(ge=0, lt=COLUMNS, description="Its first column, from 0.")]
    y: Annotated[int, Field(ge=0, le=2000, description="Its first row, from 0.")]
    w: Annotated[int, Field(ge=1, le=COLUMNS, description="How many columns wide.")]
    h: Annotated[int, Field(ge=1, le=24, description="How many rows high.")]


class ScopePart(BaseModel):
    """What limits every panel: each limit takes the place of a panel's own one of that dimension."""

    model_config = _FORM

    filters: Annotated[list[FilterPart], Field(max_length=20, description="As in a question.")] = []
    span: Annotated[SpanPart | None, Field(description="The days asked about; each panel's own if left out.")] = None
    as_of: Annotated[str, Field(max_length=40, description="Only what was known by then.")] = ""


class WantedPanel(BaseModel):
    """One question and one view of its answer."""

    model_config = _FORM

    id: _PanelId
    title: Annotated[str, Field(min_length=1, max_length=200)]
    question: Question
    view: PanelView
    place: Annotated[PanelPlace | None, Field(description="Below the panels before it if left out.")] = None
    hint: Annotated[str, Field(max_length=500, description="One sentence below the title.")] = ""


class DashboardForm(BaseModel):
    """All that a dashboard says."""

    model_config = _FORM

    name: _Name
    description: Annotated[str, Field(max_length=2000)] = ""
    panels: Annotated[list[WantedPanel], Field(max_length=MOST_PANELS)] = []
    filters: ScopePart = ScopePart()
    is_shared: Annotated[bool, Field(description="Whether everybody in the organisation sees it.")] = False
    note: _Note = ""

    def as_json(self) -> dict[str, Any]:
        """What ``dashboard_from_json`` reads."""
        return self.model_dump(by_alias=True, exclude_unset=True, exclude_none=True, exclude={"note", "version", "id"})


class WantedDashboard(DashboardForm):
    """A dashboard to make."""

    id: Annotated[
        str,
        Field(
            pattern=r"^([a-z0-9][a-z0-9-]{0,62})?$", description="Where it comes from elsewhere; else one is chosen."
        ),
    ] = ""


class WantedChange(DashboardForm):
    """All that a dashboard says from now on, and the version that the change was made from."""

    version: Annotated[int, Field(ge=1, description="Where it is not the newest any more, nothing is saved (409).")]


class WantedView(BaseModel):
    """A page to come back to."""

    model_config = _FORM

    name: Annotated[_Name, Field(description="One of yours with this name is replaced.")]
    path: Annotated[
        str,
        Field(min_length=1, max_length=4000, description="With its query string.", examples=["/market?from=2024-01"]),
    ]
    is_shared: Annotated[bool, Field(description="Whether everybody in the organisation sees it.")] = False


class SavedView(Line):
    """A page that somebody comes back to."""

    id: str
    person: Annotated[str, Field(description="Whose it is.")]
    name: str
    path: Annotated[str, Field(examples=["/market?from=2024-01"])]
    is_shared: bool
    made_at: Annotated[datetime, Field(description="When it was saved last, UTC.")]
    may_delete: Annotated[bool, Field(description="Whether you may delete it.")]


class SavedViews(Line):
    """Your own saved views and shared ones, by name."""

    views: list[SavedView]


class Panel(Line):
    """One question and one view of its answer."""

    id: _PanelId
    title: str
    question: Annotated[dict[str, Any], Field(description="As `POST /api/query` takes it.")]
    view: PanelView
    place: PanelPlace
    hint: str


class DashboardLine(Line):
    """A dashboard without its panels."""

    id: str
    name: str
    description: str
    is_shared: Annotated[bool, Field(description="Whether everybody in the organisation sees it.")]
    owner: Annotated[str, Field(description="Who made it.")]
    version: Annotated[int, Field(description="The version that is told here.")]
    newest: Annotated[int, Field(description="The newest version; send it back as `version` with a change.")]
    changed_at: Annotated[datetime, Field(description="When this version was saved, UTC.")]
    changed_by: Annotated[str, Field(description="Who saved it.")]
    made_at: Annotated[datetime, Field(description="When the dashboard was made, UTC.")]
    deleted_at: Annotated[datetime | None, Field(description="When it was deleted, UTC; none while it is there.")]
    panel_count: int
    may_change: Annotated[bool, Field(description="Whether you may change it.")]


class DashboardList(Line):
    """Your own dashboards and shared ones, by name."""

    dashboards: list[DashboardLine]


class Dashboard(DashboardLine):
    """A dashboard as one of its versions says; it holds questions and no figures."""

    panels: list[Panel]
    filters: ScopePart


class DashboardChange(Line):
    """One difference from the version before."""

    what: Annotated[
        Literal[
            "renamed", "described", "shared", "unshared", "filters", "panel_added", "panel_removed", "panel_renamed",
            "question", "view", "moved",
        ],
        Field(description="What became of it."),
    ]  # fmt: skip
    panel: Annotated[str, Field(description="The panel's id; empty where it is about the whole.")]
    title: Annotated[str, Field(description="What the panel is called, or the dashboard.")]


class DashboardVersion(Line):
    """One save."""

    version: int
    name: str
    changed_at: Annotated[datetime, Field(description="UTC.")]
    changed_by: str
    note: str
    restored_from: Annotated[int | None, Field(description="The version that it brought back; none where it did not.")]
    changes: Annotated[list[DashboardChange], Field(description="Since the version before; empty for the first.")]


class DashboardVersions(Line):
    """Every version, the newest first."""

    versions: list[DashboardVersion]
    next_cursor: Next
