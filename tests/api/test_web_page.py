"""The web app's one page, at whatever depth its address lies."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest

from petroverse.api.web import web_routes

PAGE = '<link href="./favicon.svg"><script src="./assets/index.js"></script><a href="#content">./</a>'


@pytest.mark.parametrize("path", ["", "dashboards", "dashboards/7", "dashboards/7/versions/2"])
def test_a_page_at_any_depth_names_the_files_at_the_top(tmp_path: Path, path: str):
    (tmp_path / "index.html").write_text(PAGE)
    (route,) = web_routes(tmp_path).routes
    told = route.endpoint(path)
    script = told.body.decode().split('src="')[1].split('"')[0]
    assert urljoin(f"https://host/mounted/{path}", script) == "https://host/mounted/assets/index.js"
    assert b'<a href="#content">./</a>' in told.body
