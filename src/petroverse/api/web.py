"""The web page: the built bundle, or a plain sentence where it was not built."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from fastapi import APIRouter, Response
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse

from petroverse.core.errors import NotFound

__all__ = ["BUNDLE", "web_routes"]

BUNDLE: Final = Path(__file__).parent / "web"
_NOT_BUILT: Final = "PetroVerse runs. The web page is not built in this installation: run `make setup`, then reload."


def web_routes(bundle: Path) -> APIRouter:
    """Routes that serve the bundle; a path that is no file is a page of the app and gets ``index.html``.

    Args:
        bundle: Folder of the built web page.
    """
    routes = APIRouter()

    @routes.get("/{path:path}", include_in_schema=False)
    def page(path: str) -> Response:
        if path.startswith("api/") or "\0" in path:
            raise NotFound(f"there is nothing at /{path}", fix="see /api/openapi.json")
        file = (bundle / path).resolve()
        if path and file.is_relative_to(bundle.resolve()) and file.is_file():
            return FileResponse(file, headers={"Cache-Control": _keeping(path)})
        if path.startswith("assets/"):
            raise NotFound(f"the bundle has no {path!r}", fix="reload the page")
        index = bundle / "index.html"
        if not index.is_file():
            return PlainTextResponse(_NOT_BUILT)
        return HTMLResponse(_at(index.read_text("utf-8"), path.count("/")), headers={"Cache-Control": "no-cache"})

    return routes


def _at(page: str, depth: int) -> str:
    """The page with its files named from so many folders below the top: where that lies, a proxy alone may know."""
    return page if depth == 0 else page.replace('="./', '="' + "../" * depth)


def _keeping(path: str) -> str:
    return "public, max-age=31536000, immutable" if path.startswith("assets/") else "no-cache"
