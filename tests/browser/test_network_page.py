"""The Network page and the page of one tank: described by a file, told by gauges, seen by everybody."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from math import pi

import pytest
from playwright.sync_api import Page, expect

from browser_checks import serious_findings
from platform_process import Running

LOOKS = [("dark", 1280), ("light", 360)]
SHAPE = {"kind": "vertical_cylinder", "diameter_m": 2.0, "height_m": 10.0}
LITRES_A_METRE = pi * 1000  # of that shape
LIMITS = {"capacity_l": 31_000, "safe_fill_l": 28_000, "dead_stock_l": 1_000}
PRODUCTS = {"S1/1": "gasoline", "S1/2": "gasoil", "S2/1": "gasoil", "D1/1": "lpg"}
PLACES = [
    {"id": "S1", "name": "North station", "kind": "station", "region": "North", "coordinates": [5.5, -0.2]},
    {"id": "S2", "name": "South station", "kind": "station", "region": "South", "coordinates": [4.9, -0.6]},
    {"id": "D1", "name": "Great depot", "kind": "depot", "region": "South", "coordinates": None},
]


def network(**changed: object) -> bytes:
    """The network as a file, with some fields of its first tank said otherwise."""
    at = ("latitude", "longitude")
    places = [
        {**each, "coordinates": each["coordinates"] and dict(zip(at, each["coordinates"], strict=True))}
        for each in PLACES
    ]
    tanks = [
        {"id": id_, "place": id_.split("/")[0], "product": product, "strapping": SHAPE, **LIMITS}
        for id_, product in PRODUCTS.items()
    ]
    tanks[0] |= changed
    return json.dumps({"format": "petroverse.network/1", "places": places, "tanks": tanks}).encode()


def tell(up: Running, name: str, *readings: dict) -> None:
    """Sends one message of a site, as a gateway does."""
    told_at = datetime.now(UTC).isoformat()
    place = readings[0]["tank"].split("/")[0]
    message = {"id": name, "kind": "readings/1", "at": told_at, "known_at": told_at, "organisation": "local"}
    message |= {"source": "gauge", "body": {"place": place, "readings": list(readings)}}
    taken = up.ask("POST", "/api/readings", json={"messages": [message]}).json()
    assert taken["taken"] == [name], taken


def reading(tank: str, level_m: float, *, minutes: float = 1, **more: object) -> dict:
    at = datetime.now(UTC) - timedelta(minutes=minutes)
    return {"tank": tank, "at": at.isoformat(), "level_m": level_m, "temp_c": 15.0, "water_m": 0.0, **more}


@pytest.fixture(scope="module")
def live(live_up: Running) -> Running:
    """A platform whose gauges told: one tank in order over a day, one high, one silent, one never."""
    taken = live_up.ask("POST", "/api/network/import", files={"file": ("network.json", network())})
    assert taken.json()["is_taken"], taken.text
    course = [reading("S1/1", 5 - step / 100, minutes=1 + 10 * step) for step in range(140)]
    course[20] |= {"quality": "spike", "level_m": 9.0}
    tell(live_up, "first", *course)
    tell(live_up, "second", reading("S1/2", 8.8))
    tell(live_up, "third", reading("S2/1", 3.0, minutes=180))
    return live_up


def line_of(page: Page, tank: str):
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=f"Open tank {tank}", exact=True)).last


def test_an_empty_platform_says_how_to_describe_a_network_and_shows_each_bad_cell(visit_live):
    page = visit_live("/network")
    expect(page.get_by_role("heading", name="No network is described yet")).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("link", name="Get an empty workbook").click()
    assert got.value.suggested_filename == "network.xlsx"
    page.get_by_role("button", name="Bring in a network").click()
    dialog = page.get_by_role("dialog")
    places = b"id,name,kind\nS1,North station,station\nS2,South station,lighthouse\n"
    chooser = dialog.get_by_label("Workbook, zip of CSV files, CSV or JSON")
    chooser.set_input_files({"name": "places.csv", "mimeType": "text/csv", "buffer": places})
    expect(dialog.get_by_role("table").get_by_role("row").nth(1)).to_contain_text("row 3")
    expect(dialog.get_by_role("button", name="Bring it in")).to_have_count(0)
    good = places.replace(b"lighthouse", b"customer")
    chooser.set_input_files({"name": "places.csv", "mimeType": "text/csv", "buffer": good})
    dialog.get_by_role("button", name="Bring it in").click()
    expect(page.get_by_text("2 sites, 0 tanks")).to_be_visible()


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_everybody_can_use_both_pages(live, visit_live, keep_picture, theme, width):
    page = visit_live("/network", theme=theme, width=width)
    for address, ready in (
        ("/network", page.get_by_role("link", name="Open tank D1/1")),
        ("/network?view=map&site=S1", page.get_by_role("link", name="Open tank S1/1")),
        ("/network/site?id=S1", page.get_by_role("link", name="Open tank S1/1")),
        ("/network/tank?id=S1%2F1", page.locator("canvas")),
    ):
        page.goto(f"{live.address}{address}")
        expect(ready).to_be_visible()
        page.wait_for_timeout(500)  # the stream of what changes stays open: there is no idle network to wait for
        keep_picture(page, f"network-{re.sub('[^a-z]+', '-', address)}-{theme}-{width}")
        assert serious_findings(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert page.evaluate("window.shift") <= 0.1, page.evaluate("window.moved")


def test_each_tank_says_how_it_stands_and_new_readings_come_by_themselves(live, visit_live):
    page = visit_live("/network")
    expect(page.get_by_text("3 sites, 4 tanks")).to_be_visible()
    for tank, state in (("S1/1", "In order"), ("S1/2", "High"), ("S2/1", "Silent"), ("D1/1", "Silent")):
        expect(line_of(page, tank)).to_contain_text(state)
    litres = 5 * LITRES_A_METRE
    for says in (f"{litres / 1000:.1f} k L", f"{(28_000 - litres) / 1000:.1f} k L", f"{litres / 28_000:.1%}"[:-1]):
        expect(line_of(page, "S1/1")).to_contain_text(says)
    focused = page.get_by_role("link", name="Open tank S1/2")
    focused.focus()
    page.wait_for_timeout(1_000)
    asked = []
    page.on("request", lambda each: asked.append(each.url))
    tell(live, "later", reading("S2/1", 2.0, minutes=0.1))
    expect(line_of(page, "S2/1")).to_contain_text("In order", timeout=4_000)
    expect(line_of(page, "S2/1")).to_contain_text(f"{2 * LITRES_A_METRE:,.0f} L")
    expect(focused).to_be_focused()
    assert [each for each in asked if "/api/tanks/latest" in each] == []


def test_where_the_stream_does_not_come_through_the_page_asks_by_itself(live, visit_live):
    page = visit_live("/network?find=S1")
    page.add_init_script(
        "window.EventSource = class extends EventTarget { static CLOSED = 2; readyState = 0; close() {} };"
    )
    page.reload()
    expect(line_of(page, "S1/2")).to_contain_text("High")
    tell(live, "asked for", reading("S1/2", 8.7, minutes=0.1))
    expect(line_of(page, "S1/2")).to_contain_text(f"{8.7 * LITRES_A_METRE / 1000:.1f} k L")


def test_a_site_is_seen_as_its_tanks_stand(live, visit_live):
    page = visit_live("/network")
    page.get_by_role("link", name="North station", exact=True).click()
    expect(page).to_have_url(re.compile(r"/network/site\?id=S1"))
    tanks = page.get_by_role("list", name="Tanks of North station").get_by_role("listitem")
    expect(tanks).to_have_count(2)
    expect(tanks.nth(0).get_by_role("img").first).to_have_attribute("aria-label", re.compile("product to 5.000 m"))
    tell(live, "sold", reading("S1/2", 8.5, minutes=0.05))
    expect(tanks.nth(1).get_by_role("img").first).to_have_attribute("aria-label", re.compile("product to 8.500 m"))
    tanks.nth(1).get_by_role("link").press("Enter")
    expect(page).to_have_url(re.compile(r"/network/tank\?id=S1%2F2"))


def test_what_is_looked_for_stands_in_the_address(live, visit_live):
    page = visit_live("/network?kind=station&product=gasoil")
    expect(page.get_by_text("2 sites, 2 tanks")).to_be_visible()
    page.get_by_role("button", name=re.compile("^High")).press("Enter")
    expect(page.get_by_text("1 site, 1 tank")).to_be_visible()
    expect(page).to_have_url(re.compile("state=high"))
    page.get_by_role("radio", name="List").press("ArrowRight")
    page.get_by_role("combobox", name="Site", exact=True).select_option("North station")
    expect(page).to_have_url(re.compile("view=map.*site=S1"))
    page.reload()
    expect(page.get_by_role("region", name="North station")).to_contain_text("S1/2")
    page.get_by_role("button", name="Clear filters").click()
    expect(page.get_by_text("3 sites, 4 tanks")).to_be_visible()
    expect(page.get_by_text("1 site without coordinates")).to_be_visible()


def test_a_tanks_past_is_walked_zoomed_and_taken_along(live, visit_live):
    page = visit_live("/network/tank?id=S1%2F1")
    chart = page.get_by_role("application")
    expect(page.get_by_text("140 readings · 1 marked doubtful")).to_be_visible()
    chart.press("End")
    expect(page.locator("[aria-live=polite]").filter(has_text="5.000 m")).to_be_attached()
    chart.press("+")
    expect(page).to_have_url(re.compile(r"span=\d{4}-"))
    expect(page.get_by_text("140 readings")).to_have_count(0)
    page.get_by_text("7 days").click()
    expect(page).to_have_url(re.compile("span=7d"))
    page.get_by_role("button", name="Show as table").click()
    expect(page.get_by_role("grid")).to_have_attribute("aria-rowcount", "141")
    with page.expect_download() as got:
        page.get_by_role("button", name="More for “Over time”").click()
        page.get_by_role("menuitem", name="Readings as CSV").click()
    lines = got.value.path().read_text("utf-8").splitlines()
    assert len(lines) == 141
    assert sum("spike" in each for each in lines) == 1
    page.get_by_role("button", name="Show as chart").click()
    page.get_by_text("90 days").click()
    expect(page).to_have_url(re.compile("span=90d"))
    expect(page.locator("canvas")).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("button", name="More for “Over time”").click()
        page.get_by_role("menuitem", name="Picture as PNG").click()
    assert got.value.path().read_bytes().startswith(b"\x89PNG")


def test_a_silent_tank_says_since_when(live, visit_live):
    page = visit_live("/network/tank?id=D1%2F1")
    expect(page.get_by_text("No gauge has told of this tank yet.")).to_be_visible()
    tell(live, "long ago", reading("D1/1", 4.0, minutes=300))
    expect(page.get_by_text(re.compile("Silent since .*5 h ago"))).to_be_visible()
