"""What people at sites want to know and do: each in three presses from the overview, and by one line of the search."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from platform_process import Running

MOST = 3
PLACE = {"id": "T7", "name": "Tall Trees", "kind": "station"}
SHAPE = {"kind": "vertical_cylinder", "diameter_m": 2.0, "height_m": 10.0}
LIMITS = {"capacity_l": 31_000, "safe_fill_l": 28_000, "dead_stock_l": 1_000}
TANK = {"id": "T7/1", "place": "T7", "product": "gasoil", "strapping": SHAPE, **LIMITS}
GAUGE = {"id": "T7-gauge", "place": "T7", "protocol": "modbus", "address": "gauge.invalid:502", "tanks": {"1": "T7/1"}}
RULE = {"name": "low", "limit": 10, "unit": "%", "deadband": 1}
WEBHOOK = {"name": "Control room", "kind": "webhook", "address": "https://control.example/hook"}


@pytest.fixture(scope="module")
def up(sites_up: Running) -> Running:
    """A station with a tank that told, a rule that is a draft, and a receiver."""
    network = {"gauge": GAUGE, "places": [PLACE], "tanks": [TANK]}
    assert sites_up.ask("POST", "/api/gauges", json=network).status_code == 201
    assert sites_up.ask("PUT", "/api/alarms/rules", json=RULE).is_success
    assert sites_up.ask("POST", "/api/receivers", json=WEBHOOK).status_code == 201
    at = (datetime.now(UTC) - timedelta(minutes=1)).isoformat()
    body = {"place": "T7", "readings": [{"tank": "T7/1", "at": at, "level_m": 4.0}]}
    about = {"kind": "readings/1", "at": at, "known_at": at, "organisation": "local", "source": "gauge"}
    sites_up.ask("POST", "/api/readings", json={"messages": [{"id": "tall-trees", **about, "body": body}]})
    end = time.monotonic() + 30
    while "T7/1" not in sites_up.ask("GET", "/api/tanks/latest").text and time.monotonic() < end:
        time.sleep(0.1)
    return sites_up


@dataclass(frozen=True)
class Task:
    """Names that are pressed one after the other, the line of the search, and what is seen either way."""

    presses: tuple[tuple[str, str], ...]
    line: str
    seen: Callable[[Page], None]


def stock_is_seen(page: Page) -> None:
    expect(page.get_by_role("heading", name="Wet stock", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Tall Trees")


def receiver_is_seen(page: Page) -> None:
    expect(page.get_by_role("main")).to_contain_text("Control room")


def tank_is_seen(page: Page) -> None:
    expect(page.get_by_role("heading", name="Tall Trees", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Open tank T7/1")).to_be_visible()


def rule_is_seen(page: Page) -> None:
    expect(page.get_by_role("row").filter(has_text="Nearly empty")).to_contain_text("10 %")


def search_is_seen(page: Page) -> None:
    expect(page.get_by_role("textbox", name="Address")).to_be_visible()


TASKS = {
    "what is missing at each tank this month": Task((("link", "Wet stock"),), "wet stock", stock_is_seen),
    "who is told of an alarm": Task((("link", "Who is told"),), "who is told", receiver_is_seen),
    "how full a station is": Task((("link", "Network"), ("link", "Tall Trees")), "tall trees", tank_is_seen),
    "what calls people": Task((("link", "Alarms"), ("tab", "Rules")), "alarm rules", rule_is_seen),
    "connect a gauge": Task((("link", "Network"), ("link", "Find a gauge")), "find a gauge", search_is_seen),
}


@pytest.mark.parametrize("name", TASKS, ids=lambda name: name.replace(" ", "-"))
def test_a_task_at_a_site_takes_three_presses_or_one_line(open_page, up: Running, name: str):
    task = TASKS[name]
    assert len(task.presses) <= MOST
    page = open_page("/")
    for role, said in task.presses:
        page.get_by_role(role, name=said, exact=True).locator("visible=true").first.click()
    task.seen(page)

    page.goto(up.address)
    expect(page.get_by_role("link", name="Network", exact=True).first).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Go anywhere").fill(task.line)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Go anywhere")).to_have_count(0)
    task.seen(page)
