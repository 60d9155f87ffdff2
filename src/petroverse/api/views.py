"""Routes of saved views: addresses of pages that people come back to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Response

from petroverse.api.callers import Caller
from petroverse.api.dashboard_forms import SavedView, SavedViews, WantedView
from petroverse.api.service import Service
from petroverse.workflows import forget_view, keep_view, views_list

__all__ = ["view_routes"]


def view_routes(service: Service) -> APIRouter:
    """Routes of saved views."""
    routes = APIRouter(prefix="/api/views", tags=["dashboards"])

    @routes.get("")
    def saved_views(reader: Caller) -> SavedViews:
        """Your own saved views and shared ones, by name."""
        return SavedViews.model_validate({"views": views_list(service.stores, reader)})

    @routes.post("", status_code=201)
    def save_view(wanted: WantedView, reader: Caller) -> SavedView:
        """Saves a view, instead of yours of the same name; a shared one takes the right to export."""
        told = keep_view(service.stores, reader, wanted.name, wanted.path, is_shared=wanted.is_shared)
        return SavedView.model_validate(told)

    @routes.delete("/{view}", status_code=204)
    def delete_view(view: Annotated[str, Path(max_length=63)], reader: Caller) -> Response:
        """Deletes a view of yours, or any shared one for admins of the organisation."""
        forget_view(service.stores, reader, view)
        return Response(status_code=204)

    return routes
