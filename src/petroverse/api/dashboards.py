"""Routes of dashboards: made, changed, restored, deleted and brought back; every save is a version."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from petroverse.api.callers import Caller
from petroverse.api.cursors import Cursor, cursor_of, place_in
from petroverse.api.dashboard_forms import Dashboard, DashboardList, DashboardVersions, WantedChange, WantedDashboard
from petroverse.api.service import Service
from petroverse.workflows import (
    bring_dashboard_back,
    change_dashboard,
    dashboard_versions_list,
    dashboards_list,
    make_dashboard,
    one_dashboard,
    remove_dashboard,
    restore_dashboard,
)

__all__ = ["DashboardId", "dashboard_routes"]

DashboardId = Annotated[str, Path(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
_Version = Annotated[int, Path(ge=1, le=2**31 - 1)]


def dashboard_routes(service: Service) -> APIRouter:
    """Routes of dashboards; one's own take the right to read, shared ones that to export where they are changed."""
    routes = APIRouter(prefix="/api/dashboards", tags=["dashboards"])
    _add_reading(routes, service)
    _add_changing(routes, service)
    return routes


def _add_reading(routes: APIRouter, service: Service) -> None:
    @routes.get("")
    def dashboards(reader: Caller, *, deleted: bool = False) -> DashboardList:
        """Your own dashboards and shared ones, by name, without panels; or the deleted ones."""
        return DashboardList.model_validate({"dashboards": dashboards_list(service.stores, reader, is_deleted=deleted)})

    @routes.get("/{dashboard}", response_model_exclude_unset=True)
    def dashboard(
        dashboard: DashboardId,
        reader: Caller,
        *,
        version: Annotated[int | None, Query(ge=1, le=2**31 - 1, description="The newest if left out.")] = None,
    ) -> Dashboard:
        """One dashboard with its panels, as its newest version says or an older one."""
        return Dashboard.model_validate(one_dashboard(service.stores, reader, dashboard, version))

    @routes.get("/{dashboard}/versions")
    def dashboard_versions(
        dashboard: DashboardId,
        reader: Caller,
        limit: Annotated[int, Query(ge=1, le=200, description="At most so many.")] = 100,
        cursor: Cursor = "",
    ) -> DashboardVersions:
        """Every version, the newest first: who saved it, when, why, and what changed."""
        kind = f"versions/{dashboard}"
        place = place_in(cursor, kind, int)
        before = int(place[0]) if place else None
        page = dashboard_versions_list(service.stores, reader, dashboard, before=before, limit=limit)
        following = page["before"] and cursor_of(kind, page["before"])
        return DashboardVersions.model_validate({"versions": page["versions"], "next_cursor": following})


def _add_changing(routes: APIRouter, service: Service) -> None:
    @routes.post("", status_code=201, response_model_exclude_unset=True)
    def make(wanted: WantedDashboard, reader: Caller) -> Dashboard:
        """Makes a dashboard."""
        made = make_dashboard(service.stores, reader, wanted.as_json(), dashboard_id=wanted.id, note=wanted.note)
        return Dashboard.model_validate(made)

    @routes.put("/{dashboard}", response_model_exclude_unset=True)
    def change(dashboard: DashboardId, wanted: WantedChange, reader: Caller) -> Dashboard:
        """Saves the next version; where somebody saved one meanwhile, nothing is, and you are told what changed."""
        saved = change_dashboard(
            service.stores, reader, dashboard, wanted.as_json(), version=wanted.version, note=wanted.note
        )
        return Dashboard.model_validate(saved)

    @routes.post("/{dashboard}/versions/{version}/restore", response_model_exclude_unset=True)
    def restore_version(dashboard: DashboardId, version: _Version, reader: Caller) -> Dashboard:
        """Saves what an older version said as the next version."""
        return Dashboard.model_validate(restore_dashboard(service.stores, reader, dashboard, version))

    @routes.delete("/{dashboard}", status_code=204)
    def remove(dashboard: DashboardId, reader: Caller) -> Response:
        """Deletes a dashboard; it can be brought back."""
        remove_dashboard(service.stores, reader, dashboard)
        return Response(status_code=204)

    @routes.post("/{dashboard}/bring-back", response_model_exclude_unset=True)
    def bring_back(dashboard: DashboardId, reader: Caller) -> Dashboard:
        """Brings a deleted dashboard back, whole."""
        return Dashboard.model_validate(bring_dashboard_back(service.stores, reader, dashboard))
