"""Panels as they are kept: each question in its one way to be written, refused where nobody could ever answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from petroverse.core.dashboards import DashboardRefused, Panel, Scope
from petroverse.core.errors import QueryRefused
from petroverse.core.grants import LOCAL, Grant, PersonId
from petroverse.metrics import Model, Query, compile_query, scoped
from petroverse.workflows.stores import Stores

__all__ = ["checked_panels", "checked_scope"]

_ANYBODY: Final = Grant(PersonId(""), (LOCAL,))


def checked_panels(stores: Stores, panels: tuple[Panel, ...]) -> tuple[Panel, ...]:
    """The panels, each question in its one way to be written.

    A question that only lacks figures is kept: they may come.

    Raises:
        DashboardRefused: A question can never be asked; the fault names the panel.
    """
    return tuple(replace(each, question=_asked(stores, each).canonical()) for each in panels)


def checked_scope(scope: Scope) -> Scope:
    """What limits every panel, in its one way to be written.

    Raises:
        QueryUnreadable: A part has no meaning.
        DashboardRefused: It limits nothing that a question knows.
    """
    if not all(isinstance(each, Mapping) for each in scope.filters):
        raise DashboardRefused("a filter has another form", where="filters", fix="write them as in a question")
    asked, left_out = scoped({"measures": ["cells"]}, scope.filters, scope.span, scope.as_of)
    if left_out:
        raise DashboardRefused(f"{left_out[0]!r:.80} is no dimension", where="filters", fix="see /api/catalogue")
    told = asked.canonical()
    return Scope(tuple(told.get("filters", ())), told.get("span", {}), told.get("as_of", ""))


def _asked(stores: Stores, panel: Panel) -> Query:
    """The panel's question, which some country's facts could answer."""
    refused: list[QueryRefused] = []
    for pack in (*stores.packs.values(), None):
        try:
            question, _ = scoped(panel.question)
            compile_query(question, _ANYBODY, Model((), pack))
        except QueryRefused as fault:
            refused.append(fault)
        else:
            return question
    first = refused[0]
    place = f"panel {panel.title}, {first.where}" if first.where else f"panel {panel.title}"
    raise DashboardRefused(first.what, where=place, fix=first.fix)
