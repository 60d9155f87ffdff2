"""The page of the API tells a stranger the words, the sources and the traps, and its program runs as it stands."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.products import PRODUCTS


class _Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.cells: dict[str, list[str]] = {}
        self._row: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        told = dict(attrs)
        self.links += [told["href"] or ""] if "href" in told else []
        self.ids += [told["id"] or ""] if "id" in told else []
        self._row += [""] if tag == "td" else []

    def handle_endtag(self, tag: str) -> None:
        if tag == "tr" and self._row:
            self.cells.setdefault(self._row[0], self._row[1:])
            self._row = []

    def handle_data(self, data: str) -> None:
        if self._row:
            self._row[-1] += data


@pytest.fixture
def text(stranger: httpx.Client) -> str:
    answer = stranger.get("/api/docs").raise_for_status()
    assert answer.headers["content-type"].startswith("text/html")
    return answer.text


@pytest.fixture
def page(text: str) -> _Page:
    return _Page(text)


def test_it_needs_no_script_and_its_links_lead_on(page: _Page, text: str, stranger: httpx.Client):
    assert "script" not in page.tags
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if not link.startswith(("#", "/api/"))] == []
    assert all(path in text for path in stranger.get("/api/openapi.json").json()["paths"])


def test_what_is_asked_first_stands_first(page: _Page):
    order = ["first-steps", "products", "sources", "measures", "routes-query", "routes-catalogue", "routes-session"]
    places = [page.ids.index(each) for each in order]
    assert places == sorted(places)
    routes = [each for each in page.ids if each.startswith("routes-")]
    assert (routes[0], routes[-1]) == ("routes-query", "routes-session")


def test_every_product_has_its_everyday_names_its_group_and_its_unit(page: _Page, text: str):
    assert {code: page.cells[code][1:] for code in PRODUCTS} == {
        code: [each.group, each.unit] for code, each in PRODUCTS.items()
    }
    assert "diesel" in page.cells["gasoil"][0]
    assert "petrol" in page.cells["gasoline"][0]
    left_out = re.search("it leaves out (.*?)\\.", text)
    assert left_out
    assert "gasoil_mines" in left_out[1]
    assert "mgo_local" not in left_out[1]


def test_every_source_says_what_it_tells_apart(page: _Page):
    told = {each: page.cells[each][1] for each in ("omc", "bidec", "depot", "regional")}
    assert told == {"omc": "company", "bidec": "company", "depot": "depot", "regional": "region"}
    assert all(page.cells[each][0] for each in told)


def test_measures_stand_by_subject_with_their_meaning(page: _Page, owner: httpx.Client):
    for subject in owner.get("/api/catalogue").json()["subjects"]:
        assert f"measures-{subject['subject']}" in page.ids
        assert all(each["measure"] in page.cells for each in subject["measures"])
    assert "0 to 1" in page.cells["share"][0]
    assert "laboratory" in page.cells["share_within"][0]


def test_its_program_runs(text: str, platform: Platform):
    told = _run(_program(text), platform)
    assert told.returncode == 0, told.stderr
    assert re.search(r"^product +gasoil +gasoline", told.stdout, re.MULTILINE)
    assert re.search(r"^2023-01 +\d+", told.stdout, re.MULTILINE)
    assert "SAMPLE" in told.stdout


def test_its_program_shows_what_was_wrong_and_what_to_ask(text: str, platform: Platform):
    told = _run(_program(text).replace("measure=volume", "measure=market_share"), platform)
    assert told.returncode == 1
    assert "did you mean 'share'?" in told.stderr


def _program(text: str) -> str:
    (found,) = re.findall(r"<code>(import os.*?)</code></pre>", html.unescape(text), re.DOTALL)
    assert len(found.splitlines()) <= 16
    return str(found)


def _run(program: str, platform: Platform) -> subprocess.CompletedProcess[str]:
    environment: dict[str, Any] = {"PETROVERSE_TOKEN": platform.home.token(), "PATH": ""}
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120, env=environment
    )
