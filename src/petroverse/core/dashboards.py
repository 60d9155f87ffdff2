"""Dashboards as people and programs write them: panels on a grid of twelve columns, what limits them all, a name.

A panel is one question of the semantic model and one way to show its answer; a dashboard holds no figures.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal, cast, get_args

from petroverse.core.errors import InputRefused

__all__ = [
    "COLUMNS",
    "MOST_PANELS",
    "PANEL_ID",
    "Change",
    "Dashboard",
    "DashboardRefused",
    "Kind",
    "Panel",
    "Place",
    "Reading",
    "Scope",
    "View",
    "changes_between",
    "dashboard_from_json",
    "dashboard_to_json",
    "panels_from_json",
    "scope_from_json",
]

COLUMNS: Final = 12
MOST_PANELS: Final = 40
PANEL_ID: Final = r"^[A-Za-z0-9_-]{1,64}$"

Kind = Literal["line", "area", "bar", "ranking", "heat", "sankey", "waterfall", "tiles", "fan", "figure", "table"]
Reading = Literal["quantity", "percent", "price", "count", "index"]

_LONGEST: Final = {"name": 120, "title": 200, "description": 2000, "hint": 500}
_TALLEST: Final = 24
_LOWEST: Final = 2000
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff]")


class DashboardRefused(InputRefused):
    """A dashboard, panel or saved view is not written as one is."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a panel stands: column and row of its corner, columns wide, rows high."""

    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True, slots=True)
class View:
    """How an answer is shown; every text names a column of the answer.

    Attributes:
        kind: What is drawn.
        y: The figure.
        x: What stands along it; for a Sankey and a heat map the first side.
        series: What is told apart by colour; for a heat map the other side.
        path: A Sankey's stages in order.
        low: The lower end of what a fan leaves open.
        high: Its upper end.
        as_share: Parts of the whole instead of amounts.
        format: How the figures read; empty: as their unit says.
    """

    kind: Kind
    y: str
    x: str = ""
    series: str = ""
    path: tuple[str, ...] = ()
    low: str = ""
    high: str = ""
    as_share: bool = False
    format: Reading | Literal[""] = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One question and one view of its answer.

    Attributes:
        id: Stays the same however the panel is moved or renamed.
        title: What stands above it.
        question: As ``/api/query`` takes it.
        view: How its answer is shown.
        place: Where it stands.
        hint: One sentence below the title; may be empty.
    """

    id: str
    title: str
    question: Mapping[str, Any]
    view: View
    place: Place
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What limits every panel of a dashboard, in the notation of a question.

    Attributes:
        filters: Each ``{"dimension", "in" | "not"}``; a panel's own filter of the same dimension gives way.
        span: ``{"from", "until"}``; empty for all times.
        as_of: Only what was known by then; empty for everything.
    """

    filters: tuple[Mapping[str, Any], ...] = ()
    span: Mapping[str, str] = field(default_factory=dict)
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What one version of a dashboard says."""

    name: str
    description: str = ""
    panels: tuple[Panel, ...] = ()
    filters: Scope = Scope()
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions.

    Attributes:
        what: Such as ``panel_added``, ``moved``, ``question``.
        panel: The id of the panel that it is about; empty where it is about the whole.
        title: What the panel is called, or the dashboard.
    """

    what: str
    panel: str = ""
    title: str = ""


def dashboard_from_json(raw: Mapping[str, Any]) -> Dashboard:
    """Reads a dashboard: ``name``, ``description``, ``panels``, ``filters``, ``is_shared``.

    Raises:
        DashboardRefused: A part is unknown, missing, or has another form.

    Example:
        >>> dashboard_from_json({"name": "Market"}).panels
        ()
    """
    _refuse_unknown(raw, {"name", "description", "panels", "filters", "is_shared"}, "dashboard")
    return Dashboard(
        name=_text(raw, "name", "dashboard", least=1),
        description=_text(raw, "description", "dashboard"),
        panels=panels_from_json(raw.get("panels") or ()),
        filters=scope_from_json(raw.get("filters") or {}),
        is_shared=_flag(raw, "is_shared", "dashboard"),
    )


def panels_from_json(raw: object) -> tuple[Panel, ...]:
    """Reads a list of panels; one without a place stands below those before it.

    Raises:
        DashboardRefused: As ``dashboard_from_json``; or they are too many, or two have one id.
    """
    if not isinstance(raw, Sequence) or isinstance(raw, str) or not all(isinstance(each, Mapping) for each in raw):
        raise _refused(f"{raw!r:.80} is no list of panels", "panels", "put it in brackets")
    if len(raw) > MOST_PANELS:
        raise _refused(f"{len(raw)} panels are too many", "panels", f"at most {MOST_PANELS}")
    panels: list[Panel] = []
    for each in raw:
        panels.append(_panel(each, below=max((of.place.y + of.place.h for of in panels), default=0)))
    twice = {each.id for each in panels if sum(each.id == other.id for other in panels) > 1}
    if twice:
        raise _refused(f"two panels have the id {min(twice)!r}", "panels", "give each an id of its own")
    return tuple(panels)


def scope_from_json(raw: object) -> Scope:
    """Reads what limits every panel.

    Raises:
        DashboardRefused: As ``dashboard_from_json``.
    """
    if not isinstance(raw, Mapping):
        raise _refused(f"{raw!r:.80} are no filters", "filters", 'write {"filters": [], "span": {}, "as_of": ""}')
    _refuse_unknown(raw, {"filters", "span", "as_of"}, "filters")
    filters, span = raw.get("filters") or (), raw.get("span") or {}
    if not isinstance(filters, Sequence) or not isinstance(span, Mapping):
        raise _refused("filters or span have another form", "filters", "write them as in a question")
    return Scope(tuple(filters), span, _text(raw, "as_of", "filters"))


def dashboard_to_json(dashboard: Dashboard) -> dict[str, Any]:
    """Writes a dashboard; ``dashboard_from_json`` reads it back, and equal ones are written equally."""
    told = asdict(dashboard)
    for panel in told["panels"]:
        view = panel["view"]
        panel["view"] = {"asShare" if name == "as_share" else name: of for name, of in view.items() if of}
    told["filters"] = {name: of for name, of in told["filters"].items() if of}
    return told


def changes_between(before: Dashboard, after: Dashboard) -> tuple[Change, ...]:
    """What became of one version in another, in words that a page can put into sentences.

    Example:
        >>> changes_between(Dashboard("Market"), Dashboard("Prices"))
        (Change(what='renamed', panel='', title='Prices'),)
    """
    found = [
        Change(what, title=after.name)
        for what, is_so in (
            ("renamed", before.name != after.name),
            ("described", before.description != after.description),
            ("shared", after.is_shared and not before.is_shared),
            ("unshared", before.is_shared and not after.is_shared),
            ("filters", before.filters != after.filters),
        )
        if is_so
    ]
    old = {each.id: each for each in before.panels}
    new = {each.id: each for each in after.panels}
    found += [Change("panel_added", each.id, each.title) for each in after.panels if each.id not in old]
    found += [Change("panel_removed", each.id, each.title) for each in before.panels if each.id not in new]
    for each in after.panels:
        if each.id in old:
            found += _changed(old[each.id], each)
    return tuple(found)


_PANEL_CHANGES: Final[Sequence[tuple[str, Callable[[Panel], object]]]] = (
    ("panel_renamed", lambda each: (each.title, each.hint)),
    ("question", lambda each: each.question),
    ("view", lambda each: each.view),
    ("moved", lambda each: each.place),
)


def _changed(before: Panel, after: Panel) -> list[Change]:
    return [Change(what, after.id, after.title) for what, of in _PANEL_CHANGES if of(before) != of(after)]


def _panel(raw: Mapping[str, Any], *, below: int) -> Panel:
    where = f"panel {raw.get('id')!r:.70}"
    _refuse_unknown(raw, {"id", "title", "question", "view", "place", "hint"}, where)
    name = raw.get("id")
    if not isinstance(name, str) or not re.fullmatch(PANEL_ID, name):
        raise _refused(f"{name!r:.80} is no id of a panel", where, "letters, digits, - and _, at most 64")
    question, view = raw.get("question"), raw.get("view")
    if not isinstance(question, Mapping) or not isinstance(view, Mapping):
        raise _refused("a panel has a question and a view", where, 'such as {"measures": ["volume"]} and {"kind": …}')
    title, hint = _text(raw, "title", where, least=1), _text(raw, "hint", where)
    return Panel(name, title, question, _view(view, where), _place(raw.get("place"), where, below), hint)


def _view(raw: Mapping[str, Any], where: str) -> View:
    texts = ("x", "y", "series", "low", "high")
    _refuse_unknown(raw, {"kind", "path", "asShare", "format", *texts}, where)
    kinds, readings = get_args(Kind), get_args(Reading)
    if raw.get("kind") not in kinds:
        raise _refused(f"{raw.get('kind')!r:.80} is no kind of view", where, f"one of {', '.join(kinds)}")
    if raw.get("format") not in (None, "", *readings):
        raise _refused(f"{raw['format']!r:.80} is no format", where, f"one of {', '.join(readings)}")
    path = raw.get("path") or ()
    if not isinstance(path, Sequence) or isinstance(path, str) or not all(isinstance(each, str) for each in path):
        raise _refused(f"{path!r:.80} is no path", where, "list the columns that it leads through")
    told = {name: _text(raw, name, where) for name in texts}
    reading = cast("Reading", raw.get("format") or "")
    return View(raw["kind"], path=tuple(path), as_share=_flag(raw, "asShare", where), format=reading, **told)


def _place(raw: object, where: str, below: int) -> Place:
    if raw is None:
        return Place(0, below, COLUMNS, 4)
    names = ("x", "y", "w", "h")
    fix = f"x, y, w and h as whole numbers, on {COLUMNS} columns"
    if not isinstance(raw, Mapping) or set(raw) != set(names):
        raise _refused(f"{raw!r:.80} is no place", where, fix)
    numbers = [raw[name] for name in names]
    if any(isinstance(each, bool) or not isinstance(each, int) for each in numbers):
        raise _refused(f"{raw!r:.80} is no place", where, fix)
    place = Place(*numbers)
    fits = place.x >= 0 and place.w >= 1 and place.x + place.w <= COLUMNS
    if not fits or not 0 <= place.y <= _LOWEST or not 1 <= place.h <= _TALLEST:
        raise _refused(f"{dict(raw)} lies outside the grid", where, f"{fix}, at most {_TALLEST} rows high")
    return place


def _text(raw: Mapping[str, Any], name: str, where: str, *, least: int = 0) -> str:
    value = raw.get(name)
    value = "" if value is None else value
    most = _LONGEST.get(name, 100)
    if not isinstance(value, str) or not least <= len(value.strip()) <= most or _CONTROL.search(value):
        raise _refused(f"{name} {value!r:.80} is missing, too long or no text", where, f"{least} to {most} characters")
    return value.strip()


def _flag(raw: Mapping[str, Any], name: str, where: str) -> bool:
    value = raw.get(name, False)
    if not isinstance(value, bool):
        raise _refused(f"{name} is {value!r:.80}", where, "true or false")
    return value


def _refuse_unknown(raw: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(map(str, raw)) - known):
        raise _refused(f"{', '.join(unknown):.80} means nothing here", where, f"one of {', '.join(sorted(known))}")


def _refused(what: str, where: str, fix: str) -> DashboardRefused:
    return DashboardRefused(what, where=where, fix=fix)
