"""The Wet stock pages: what they say is what the platform reckoned, for a tight tank and for one that leaks."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Page, expect

from browser_checks import serious_findings
from engines import forgotten_home
from leak_stations import plain_history
from petroverse.database import EngineSettings
from petroverse.detect.tank import History
from platform_process import Running, running_up

MONTH = "2024-03"
BEGIN = datetime(2024, 2, 29, 22, tzinfo=UTC)
"""Two hours before the month begins."""
TOGETHER = 32
"""Readings in one message."""
QUARTERS = 31 * 96 + 8
"""Readings of the month and of the two hours before it."""
STATIONS = {"S7": ("Seven Hills", 0.0), "S8": ("Eight Wells", 3.0)}
"""Their names, and how many litres an hour leak away."""
SHAPE = {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.1}
TANK = {
    "product": "gasoil", "capacity_l": 29_900, "safe_fill_l": 28_400, "dead_stock_l": 1_000, "strapping": SHAPE,
    "density15_kg_m3": 840,
}  # fmt: skip


pytestmark = pytest.mark.usefixtures("reckoned")


@pytest.fixture(scope="module")
def up(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("stock") / "home"
    with forgotten_home(EngineSettings(home)), running_up(home, "--empty") as running:
        with _client(running) as client:
            _fill(client)
        yield running


def _client(running: Running) -> httpx.Client:
    return httpx.Client(
        base_url=running.address, timeout=60, headers={"Authorization": f"Bearer {running.key}"}
    )  # fmt: skip


def _fill(client: httpx.Client) -> None:
    places = [{"id": place, "name": name, "kind": "station"} for place, (name, _) in STATIONS.items()]
    tanks = [{**TANK, "id": f"{place}/1", "place": place} for place in STATIONS]
    meters = [{"id": f"{place}/N{n}", "place": place, "tank": f"{place}/1"} for place in STATIONS for n in (1, 2)]
    network = {"places": places, "tanks": tanks, "meters": meters}
    client.put("/api/network", json=network, headers={"If-Match": '"0"'}).raise_for_status()
    for place, (_, leak_l_h) in STATIONS.items():
        history = plain_history(days=32, leak_l_h=leak_l_h)
        told = [_message(history, place, first) for first in range(0, history.at_s.size, TOGETHER)]
        for first in range(0, len(told), 16):
            client.post("/api/readings", json={"messages": told[first : first + 16]}).raise_for_status()


def _message(history: History, place: str, first: int) -> dict[str, Any]:
    """Some hours of a station in one message, as a site hands over what it kept while it had no line."""
    rows = range(first, min(first + TOGETHER, history.at_s.size))
    at = [(BEGIN + timedelta(seconds=float(history.at_s[row]))).isoformat() for row in rows]
    readings = [
        {"tank": f"{place}/1", "at": when, "level_m": float(history.level_m[row, 0]), "temp_c": 15.0}
        for when, row in zip(at, rows, strict=True)
    ]
    meters = [
        {"meter": f"{place}/N{n}", "at": when, "total_l": float(total)}
        for when, row in zip(at, rows, strict=True)
        for n, total in enumerate(history.total_l[row], 1)
    ]
    return {
        "id": f"{place}-{first}", "kind": "readings/1", "at": at[-1], "known_at": at[-1], "organisation": "local",
        "source": f"gauge-{place}", "body": {"place": place, "readings": readings, "meters": meters},
    }  # fmt: skip


@pytest.fixture(scope="module")
def reckoned(up: Running) -> dict[str, dict[str, Any]]:
    """Each station's one tank system, as the platform tells it once everything that was told has been taken in."""
    with _client(up) as client:
        return {place: _whole(client, place) for place in STATIONS}


def _whole(client: httpx.Client, place: str) -> dict[str, Any]:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        answer = client.get(f"/api/wet-stock/{place}", params={"month": MONTH}).raise_for_status()
        (system,) = answer.json()["systems"]
        if system["readings"] == QUARTERS:
            return system
        time.sleep(0.3)
    raise AssertionError(f"{system['readings']} of {QUARTERS} readings of {place} were taken in")


Opened = Callable[..., Page]


def litres(value: float) -> str:
    return f"{value:,.0f} L".replace("-", "−")


def test_a_leak_stands_first_with_the_figures_of_the_platform(open_page: Opened, reckoned, keep_picture):
    page = open_page(f"/wet-stock?month={MONTH}")
    rows = page.get_by_role("table", name="Tanks by verdict").get_by_role("row")
    expect(rows).to_have_count(3)
    leak, tight = reckoned["S8"], reckoned["S7"]
    assert (leak["verdict"], tight["verdict"]) == ("FAIL", "PASS")
    for row, name, told in ((rows.nth(1), "Eight Wells", leak), (rows.nth(2), "Seven Hills", tight)):
        expect(row).to_contain_text(name)
        expect(row).to_contain_text("Fail" if told["verdict"] == "FAIL" else "Pass")
        expect(row).to_contain_text(f"{abs(told['leak']['rate_l_h']):.2f} L/h")
        expect(row).to_contain_text(f"finds {told['leak']['mdl_l_h']:.2f} L/h and more")
        expect(row).to_contain_text(litres(told["rule"]["variance_l"]))
    keep_picture(page, "wet-stock-all-dark-1280")
    page.get_by_role("searchbox").fill("seven")
    expect(rows).to_have_count(2)
    page.reload()
    expect(rows).to_have_count(2)


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
@pytest.mark.parametrize("path", ["/wet-stock?", "/wet-stock/site?id=S8&"], ids=["all", "site"])
def test_everybody_can_read_it_on_every_screen(open_page: Opened, keep_picture, path: str, theme: str, width: int):
    page = open_page(f"{path}month={MONTH}", theme=theme, width=width)
    expect(page.get_by_text("Fail").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    keep_picture(page, f"wet-stock-{'site' if 'site' in path else 'all'}-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert not re.search(r"\b(undefined|NaN|null)\b", page.get_by_role("main").inner_text())


def test_a_sites_month_says_what_was_found_why_and_what_to_do(open_page: Opened, reckoned):
    page = open_page(f"/wet-stock/site?id=S8&month={MONTH}")
    told = reckoned["S8"]
    test = page.get_by_role("region", name="The leak test")
    expect(test).to_contain_text(f"{told['leak']['rate_l_h']:.2f} L/h lost")
    expect(page.get_by_role("region", name="What to do")).to_contain_text("Stop selling from this tank")
    causes = page.get_by_role("region", name="Where the litres went")
    for each in told["causes"]:
        expect(causes).to_contain_text(re.compile(r"[+−]?" + re.escape(litres(abs(each["litres"])))))
    if together := [each for each in told["causes"] if len(each["causes"]) > 1]:
        expect(causes.get_by_text("cannot be told apart")).to_have_count(len(together))
    first = page.get_by_role("grid").get_by_role("row").nth(1)
    for name in ("opening", "sold", "closing", "variance"):
        value = round(told["days"][0][f"{name}_standard_l"], 1)
        expect(first).to_contain_text(f"{value:,.1f}".replace("-", "−"))
    expect(page.get_by_role("main")).not_to_contain_text("Simulated")


def test_a_tight_tank_asks_for_nothing(open_page: Opened):
    page = open_page(f"/wet-stock/site?id=S7&month={MONTH}")
    expect(page.get_by_role("region", name="What to do")).to_contain_text("Keep the report")


def test_the_month_is_taken_along_as_a_report_and_as_a_table(open_page: Opened):
    page = open_page(f"/wet-stock/site?id=S8&month={MONTH}")
    with page.expect_download() as report:
        page.get_by_role("button", name="Report PDF").click()
    assert Path(report.value.path()).read_bytes().startswith(b"%PDF")
    with page.expect_download() as table:
        page.get_by_role("button", name="CSV", exact=True).first.click()
    lines = Path(table.value.path()).read_text("utf-8-sig").splitlines()
    assert len(lines) == 32
    assert "S8/1" in lines[1]


def test_another_month_is_one_press_away(open_page: Opened):
    page = open_page(f"/wet-stock?month={MONTH}")
    page.get_by_role("button", name="The month after").click()
    expect(page.get_by_role("combobox", name="Month")).to_have_value("2024-04")
    expect(page.get_by_text("not tested").first).to_be_visible()
