"""The Alarms page: what a site's readings raise is seen, answered by keyboard, kept quiet, and found in the history."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from browser_checks import serious_findings
from engines import forgotten_home
from petroverse.database import EngineSettings
from platform_process import Running, running_up

START = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=20)
RULE = {
    "name": "overfill", "cause": "a drop above the safe fill", "consequence": "product in the ground",
    "severity": "severe", "response": "Shut the drop valve.", "time_available_s": 300, "limit": 100, "unit": "%",
    "deadband": 0.004, "valid_states": ["in_service"], "is_enabled": True,
}  # fmt: skip
LOW = {**RULE, "name": "low", "severity": "minor", "time_available_s": 7200, "limit": 10, "response": "Order a truck."}


@pytest.fixture(scope="module")
def up(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A platform whose one station has a tank that is too full and one that is nearly empty."""
    home = tmp_path_factory.mktemp("alarms") / "home"
    with forgotten_home(EngineSettings(home)), running_up(home, "--empty") as running:
        _filled(running)
        yield running


def _filled(running: Running) -> None:
    shape = {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.1}
    sizes = {"capacity_l": 29900, "safe_fill_l": 28400, "dead_stock_l": 1000, "strapping": shape}
    tanks = [{"id": f"S7/{n}", "place": "S7", "product": "gasoline", **sizes} for n in (1, 2)]
    network = {"places": [{"id": "S7", "name": "Seven Hills", "kind": "station"}], "tanks": tanks}
    headers = {"Authorization": f"Bearer {running.key}"}
    with httpx.Client(base_url=running.address, timeout=60, headers=headers) as client:
        client.put("/api/network", json=network, headers={"If-Match": '"0"'}).raise_for_status()
        for rule in (RULE, LOW):
            client.put("/api/alarms/rules", json=rule).raise_for_status()
        levels = [(1.2, 1.0), (1.2, 0.9), (1.7, 0.6), (2.2, 0.4), (2.45, 0.35), (2.45, 0.3)]
        told = [_message(minute, *each) for minute, each in enumerate(levels)]
        client.post("/api/readings", json={"messages": told}).raise_for_status()
        end = time.monotonic() + 30
        while len(client.get("/api/alarms").json()["alarms"]) < 2 and time.monotonic() < end:
            time.sleep(0.1)


def _message(minute: int, *levels_m: float) -> dict[str, Any]:
    at = (START + timedelta(minutes=minute)).isoformat()
    readings = [{"tank": f"S7/{n}", "at": at, "level_m": level} for n, level in enumerate(levels_m, 1)]
    body = {"place": "S7", "readings": readings}
    return {
        "id": f"g7-{minute}", "kind": "readings/1", "at": at, "known_at": at, "organisation": "local",
        "source": "gauge-7", "body": body,
    }  # fmt: skip


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
def test_what_waits_for_a_person_is_in_sight_and_open_to_everybody(open_page, keep_picture, theme: str, width: int):
    page = open_page("/alarms", theme=theme, width=width)
    listed = page.get_by_role("list", name="Open alarms").get_by_role("button")
    expect(listed).to_have_count(2)
    expect(listed.first).to_contain_text("Above the safe fill")
    expect(listed.first).to_contain_text("Seven Hills · S7/1")
    keep_picture(page, f"alarms-{theme}-{width}")
    assert serious_findings(page) == []
    listed.first.click()
    sheet = page.get_by_role("dialog")
    expect(sheet).to_contain_text("Shut the drop valve.")
    expect(sheet).to_contain_text("limit 28,400 L")
    expect(sheet.locator("canvas")).to_be_visible()
    expect(sheet.get_by_role("region", name="Readings around that moment")).to_contain_text("2.450 m")
    keep_picture(page, f"alarms-sheet-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_alarms_are_gone_through_and_acknowledged_by_keyboard(open_page):
    page = open_page("/alarms")
    listed = page.get_by_role("list", name="Open alarms").get_by_role("button")
    expect(listed).to_have_count(2)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys for alarms")).to_contain_text("Acknowledge it")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("j")
    expect(listed.first).to_be_focused()
    page.keyboard.press("j")
    expect(listed.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(listed.first).to_be_focused()
    page.keyboard.press("s")
    expect(page.get_by_role("dialog").get_by_role("textbox", name="Why")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    listed.first.focus()
    page.keyboard.press("ArrowDown")
    expect(listed.nth(1)).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_text("Nearly empty: seen.")).to_be_visible()
    expect(listed.nth(1)).to_contain_text("Seen")
    expect(listed.nth(1)).not_to_contain_text("Not seen")
    page.goto(page.url + "?part=history")
    expect(page.get_by_text("seen by owner").first).to_be_visible()


def test_an_overfill_is_not_kept_quiet_without_a_second_person_and_a_note_is_kept(open_page):
    page = open_page("/alarms")
    page.get_by_role("list", name="Open alarms").get_by_role("button").first.click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("button", name="Keep quiet…").click()
    expect(sheet.get_by_text("by two people")).to_be_visible()
    expect(sheet.get_by_role("radio")).to_have_count(2)
    sheet.get_by_role("textbox", name="Why").fill("the chart is wrong")
    sheet.get_by_role("button", name="Keep quiet", exact=True).click()
    expect(page.get_by_text("Asked. It is quiet as soon as a colleague agrees.")).to_be_visible()
    expect(sheet.get_by_role("button", name="Agree with owner to keep it quiet: the chart is wrong")).to_be_visible()
    expect(sheet.get_by_role("button", name="Let it speak again")).to_have_count(0)
    sheet.get_by_role("button", name="Write a note").click()
    sheet.get_by_role("textbox", name="Note").fill("valve shut")
    sheet.get_by_role("button", name="Keep the note").click()
    expect(sheet.get_by_text("valve shut")).to_be_visible()
