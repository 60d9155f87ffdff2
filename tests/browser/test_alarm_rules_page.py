"""Rules of alarms on the page: tried on what was before they may call, written, enabled, deleted; and their review."""

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

START = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=2)
SHAPE = {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.1}
SIZES = {"capacity_l": 29_900, "safe_fill_l": 28_400, "dead_stock_l": 1_000, "strapping": SHAPE}


@pytest.fixture(scope="module")
def up(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A platform with two stations, of which one runs low three times in two days, and no rule."""
    home = tmp_path_factory.mktemp("rules") / "home"
    with forgotten_home(EngineSettings(home)), running_up(home, "--empty") as running:
        _fill(running)
        yield running


def _fill(running: Running) -> None:
    names = {"S7": "Seven Hills", "S8": "Eight Wells"}
    places = [{"id": place, "name": name, "kind": "station"} for place, name in names.items()]
    tanks = [{"id": f"{place}/1", "place": place, "product": "gasoline", **SIZES} for place in names]
    with _client(running) as client:
        client.put(
            "/api/network", json={"places": places, "tanks": tanks}, headers={"If-Match": '"0"'}
        ).raise_for_status()
        told = [_message(hour, "S7", 0.3 if hour % 12 == 8 else 1.4) for hour in range(36)]
        told += [_message(hour, "S8", 1.6) for hour in range(36)]
        client.post("/api/readings", json={"messages": told}).raise_for_status()
        end = time.monotonic() + 30
        while _tried(client)["readings"] < 72 and time.monotonic() < end:
            time.sleep(0.2)


def _client(running: Running) -> httpx.Client:
    return httpx.Client(base_url=running.address, timeout=60, headers={"Authorization": f"Bearer {running.key}"})


def _tried(client: httpx.Client) -> dict[str, Any]:
    rule = {"name": "low", "limit": 10, "unit": "%", "deadband": 1}
    told: dict[str, Any] = client.post("/api/alarms/rules/preview", json={"rule": rule}).raise_for_status().json()
    return told


def _message(hour: int, place: str, level_m: float) -> dict[str, Any]:
    at = (START + timedelta(hours=hour)).isoformat()
    body = {"place": place, "readings": [{"tank": f"{place}/1", "at": at, "level_m": level_m}]}
    return {
        "id": f"{place}-{hour}", "kind": "readings/1", "at": at, "known_at": at, "organisation": "local",
        "source": f"gauge-{place}", "body": body,
    }  # fmt: skip


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
def test_a_rule_is_tried_on_what_was_before_it_may_call(open_page, up: Running, keep_picture, theme: str, width: int):
    with _client(up) as client:
        told = _tried(client)
    assert told["raised"] == 3
    assert {each["place"] for each in told["calls"]} == {"S7"}
    page = open_page("/alarms?part=rules", theme=theme, width=width)
    page.get_by_role("button", name="Write a rule: Nearly empty").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("spinbutton", name="Calls at").fill("10")
    dialog.get_by_role("button", name="Try it on the last 30 days").click()
    trial = dialog.get_by_role("region", name="What would it have done?")
    expect(trial).to_contain_text("It would have called 3 times")
    expect(trial.get_by_role("listitem")).to_have_text(["Seven Hills3 times"])
    expect(trial).to_contain_text("2 tanks, 72 readings")
    keep_picture(page, f"alarm-rule-{theme}-{width}")
    assert serious_findings(page) == []
    dialog.get_by_role("spinbutton", name="Calls at").fill("5")
    expect(trial).to_contain_text("The rule was changed since")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_rule_is_a_draft_until_nothing_is_missing_then_calls_and_can_be_taken_back(open_page, keep_picture):
    page = open_page("/alarms?part=rules")
    page.get_by_role("button", name="Write a rule: Above the safe fill").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="What the person does").fill("")
    expect(dialog.get_by_text("Still to decide").first).to_contain_text("what to do")
    expect(dialog.get_by_role("button", name="Save and call people")).to_have_attribute("aria-disabled", "true")
    dialog.get_by_role("button", name="Save as a draft").click()
    row = page.get_by_role("row").filter(has_text="Above the safe fill")
    expect(row).to_contain_text("Draft")
    expect(row).to_contain_text("1 thing still to decide")

    row.get_by_role("button", name="Change the rule: Above the safe fill").click()
    dialog.get_by_role("textbox", name="What the person does").fill("Shut the drop valve.")
    dialog.get_by_role("button", name="Save and call people").click()
    expect(row).to_contain_text("Calls people")
    expect(row).to_contain_text("100 %")
    expect(row).to_contain_text("High")
    keep_picture(page, "alarm-rules-dark-1280")
    assert serious_findings(page) == []

    row.get_by_role("button", name="Change the rule: Above the safe fill").click()
    dialog.get_by_role("button", name="Delete the rule").click()
    expect(row).to_contain_text("Calls nobody")
    page.get_by_role("button", name="Undo").click()
    expect(row).to_contain_text("Calls people")


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
def test_a_rule_for_one_tank_stands_beside_the_rule_for_all(open_page, up: Running, keep_picture, theme, width):
    with _client(up) as client:
        for subject in ("S7/1", "S8/1", ""):
            client.delete("/api/alarms/rules", params={"name": "low", "subject": subject})
        client.put("/api/alarms/rules", json={"name": "low", "limit": 1, "unit": "%"}).raise_for_status()
    page = open_page("/alarms?part=rules", theme=theme, width=width)
    page.get_by_role("button", name="Write a rule for one tank: Nearly empty").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("spinbutton", name="Calls at")).to_have_value("1")
    expect(dialog.get_by_role("button", name="Save as a draft")).to_have_attribute("aria-disabled", "true")
    dialog.get_by_role("combobox", name="For: Choose the tank").click()
    page.get_by_role("option", name="S7/1").click()
    dialog.get_by_role("spinbutton", name="Calls at").fill("10")
    dialog.get_by_role("button", name="Try it on the last 30 days").click()
    trial = dialog.get_by_role("region", name="What would it have done?")
    expect(trial).to_contain_text("1 tank, 36 readings")
    expect(trial).to_contain_text("It would have called 3 times")
    dialog.get_by_role("button", name="Save as a draft").click()
    change = page.get_by_role("button", name="Change the rule: Nearly empty, S7/1")
    expect(change).to_be_visible()
    keep_picture(page, f"alarm-rule-for-one-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    change.click()
    dialog.get_by_role("spinbutton", name="Calls at").fill("12")
    dialog.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_role("row").filter(has_text="Only S7/1")).to_contain_text("12 %")
    change.click()
    dialog.get_by_role("button", name="Delete the rule").click()
    expect(change).to_have_count(0)
    expect(page.get_by_role("button", name="Change the rule: Nearly empty", exact=True)).to_be_visible()


def test_the_review_says_how_it_stands_with_words(open_page, up: Running):
    page = open_page("/alarms?part=health&by=place")
    expect(page.get_by_text("No alarm has called anybody").or_(page.get_by_role("table"))).to_be_visible()
    with _client(up) as client:
        (review,) = client.get("/api/alarms/health").raise_for_status().json()["positions"]
    assert review["raised"] == 0
    page.get_by_text("One position for all").click()
    expect(page.get_by_text("No alarm has called anybody")).to_be_visible()
    assert serious_findings(page) == []
