"""Dashboards: a panel is pinned, moved, renamed and taken away; nothing that was changed is lost."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser_checks import ask, serious_findings, short

NATIONAL = {"dimension": "source", "in": ["national"]}
LITRES = {"dimension": "unit", "in": ["L"]}


def panel(name: str, kind: str, place: tuple[int, int, int, int], *dimensions: str) -> dict:
    """A panel of national volumes."""
    of = {"kind": kind, "x": dimensions[0], "y": "volume"} | ({"series": dimensions[1]} if dimensions[1:] else {})
    question = {"measures": ["volume"], "dimensions": list(dimensions), "filters": [NATIONAL, LITRES]}
    x, y, w, h = place
    return {
        "id": name.lower().replace(" ", "-"),
        "title": name,
        "question": question,
        "view": of,
        "place": {"x": x, "y": y, "w": w, "h": h},
    }


PANELS = [
    panel("Newest month", "figure", (0, 0, 4, 2), "month"),
    panel("By product", "area", (4, 0, 8, 4), "month", "product"),
    panel("By year", "bar", (0, 4, 6, 4), "year"),
]


def api(page: Page, method: str, path: str, body: object = None):
    """What the platform itself says."""
    host = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    told = page.request.fetch(f"{host}/api{path}", method=method, data=body, headers={"Origin": host})
    assert told.ok, told.text()
    return told.json() if told.status != 204 else None


@pytest.fixture
def opened(visit_market):
    """Opens a fresh dashboard of three panels."""

    def open_one(name: str, *, mode: str = "", **how: object) -> tuple[Page, str]:
        page = visit_market("/account", **how)
        made = api(page, "POST", "/dashboards", {"name": name, "panels": PANELS})["id"]
        page.goto(page.url.replace("/account", f"/dashboards/{made}{mode and '?mode=' + mode}"))
        expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()
        return page, made

    return open_one


def places(page: Page, made: str) -> dict[str, dict]:
    """Where the platform keeps each panel."""
    return {each["id"]: each["place"] for each in api(page, "GET", f"/dashboards/{made}")["panels"]}


def saved(page: Page) -> None:
    expect(page.get_by_text("All changes saved")).to_be_visible()


def handle(page: Page, title: str):
    """What a panel is taken hold of by."""
    return page.get_by_role("button", name=f"{title}: columns")


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
def test_everybody_can_use_it(opened, keep_picture, theme, width):
    page, _ = opened("Everybody", theme=theme, width=width)
    expect(page.get_by_role("application")).to_have_count(2)
    assert serious_findings(page) == []
    page.get_by_role("button", name="Edit", exact=True).click()
    expect(handle(page, "By year")).to_be_visible()
    keep_picture(page, f"dashboard-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Overview").first.click()
    page.goto(page.url.rstrip("/") + "/dashboards")
    expect(page.get_by_role("table", name="All dashboards")).to_be_visible()
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_panel_of_the_market_is_pinned_and_says_what_the_model_says(visit_market):
    page = visit_market("/market")
    card = page.get_by_role("region", name="Shares").or_(page.locator("main section[id]")).first
    title = card.get_by_role("heading").inner_text()
    card.get_by_role("button", name=f"More for “{title}”").click()
    page.get_by_role("menuitem", name="Pin to dashboard…").click()
    page.get_by_role("textbox", name="Its name").fill("Pinned")
    page.get_by_role("button", name="Pin", exact=True).click()
    page.get_by_role("button", name="Open", exact=True).click()
    expect(page.get_by_role("heading", name="Pinned", level=1)).to_be_visible()
    pinned = page.get_by_role("region", name=title)
    pinned.get_by_role("button", name="Show as table").click()
    kept = api(page, "GET", f"/dashboards/{page.url.rsplit('/', 1)[1]}")["panels"][0]
    rows = ask(page, **kept["question"])
    value = next(row[kept["view"]["y"]] for row in rows if row[kept["view"]["y"]] is not None)
    exact = f"{value:,.3f}".rstrip("0").rstrip(".") if value > 1 else f"{value * 100:,.3f}".rstrip("0").rstrip(".")
    expect(pinned.get_by_text(exact).first).to_be_visible()


def test_panels_are_moved_renamed_and_removed_and_a_reload_keeps_it(opened):
    page, made = opened("Arranged", mode="edit")
    newest = ask(page, **PANELS[0]["question"])[-1]["volume"]
    expect(page.get_by_text(f"{short(newest)} L", exact=True)).to_be_visible()

    handle(page, "Newest month").press("ArrowRight")
    expect(page.get_by_text("Newest month now stands in columns 9 to 12, rows 1 to 2")).to_be_attached()
    expect(handle(page, "Newest month")).to_be_focused()
    handle(page, "By year").press("Shift+ArrowLeft")
    saved(page)
    assert places(page, made)["by-product"]["x"] == 0
    assert places(page, made)["by-year"]["w"] == 5

    handle(page, "By year").scroll_into_view_if_needed()
    box = handle(page, "By year").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 120)
    page.mouse.down()
    page.mouse.move(box["x"] + 400, box["y"] - 100, steps=4)
    page.mouse.move(box["x"] + 60, box["y"] - 500, steps=4)
    page.mouse.up()
    saved(page)
    at = places(page, made)
    assert (at["by-year"]["x"], at["by-year"]["y"]) == (0, 0)
    assert at["by-product"]["y"] == at["by-year"]["h"]

    page.get_by_role("button", name="Change By year").click()
    page.get_by_role("menuitem", name="Title and note…").click()
    page.get_by_role("textbox", name="Title", exact=True).fill("Year by year")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Remove Newest month").click()
    expect(page.get_by_role("region", name="Newest month")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Remove By product").click()
    saved(page)
    page.reload()
    expect(page.get_by_role("region", name="Year by year")).to_be_attached()
    expect(page.get_by_role("region", name="Newest month")).to_be_attached()
    assert sorted(places(page, made)) == ["by-year", "newest-month"]


def test_whoever_leaves_at_once_loses_nothing(opened):
    page, made = opened("Hurried", mode="edit")
    handle(page, "By year").press("Shift+ArrowRight")
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Explore").click()
    expect(page.get_by_role("heading", name="Explore", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert places(page, made)["by-year"]["w"] == 7


def test_what_somebody_else_saved_meanwhile_is_told_and_neither_is_lost(opened):
    page, made = opened("Contested", mode="edit")
    theirs = {"name": "Theirs", "panels": PANELS, "version": 1}
    api(page, "PUT", f"/dashboards/{made}", theirs)
    handle(page, "By year").press("Shift+ArrowRight")
    told = page.get_by_role("alert").filter(has_text="Somebody changed it meanwhile")
    expect(told).to_contain_text("saved version 2 since you opened version 1")
    told.get_by_role("button", name="See theirs").click()
    expect(page.get_by_role("heading", name="Theirs", level=1)).to_be_visible()
    page.get_by_role("button", name="Keep mine").click()
    expect(page.get_by_role("heading", name="Contested", level=1)).to_be_visible()
    saved(page)
    assert places(page, made)["by-year"]["w"] == 7

    page.get_by_role("button", name="More for “Contested”").click()
    page.get_by_role("menuitem", name="Versions…").click()
    dialog = page.get_by_role("dialog", name="Versions")
    expect(dialog).to_contain_text("Renamed “Theirs”")
    dialog.get_by_role("button", name="Restore version 2").click()
    expect(page.get_by_role("heading", name="Theirs", level=1)).to_be_visible()
    assert api(page, "GET", f"/dashboards/{made}")["newest"] == 4


def test_a_filter_reaches_each_panel_that_it_means_something_to(opened):
    page, _ = opened("Filtered")
    page.goto(f"{page.url.split('?')[0]}?from=2024-01&to=2024-06&company=Nobody&product=gasoil")
    expect(page.get_by_text("Not limited by company").first).to_be_visible()
    question = PANELS[0]["question"]
    filters = [*question["filters"], {"dimension": "product", "in": ["gasoil"]}]
    rows = ask(page, **question | {"filters": filters, "span": {"from": "2024-01", "until": "2024-06"}})
    if rows:  # the sample's country has other years
        expect(page.get_by_text(f"{short(rows[-1]['volume'])} L", exact=True)).to_be_visible()


def test_it_is_taken_along_whole_and_comes_back_from_its_definition(opened, tmp_path):
    page, _ = opened("Taken along")
    expect(page.get_by_role("application")).to_have_count(2)
    files = {}
    for name in ("This page as PDF", "This page as one workbook", "Definition (JSON)"):
        page.get_by_role("button", name="Take away").click()
        with page.expect_download() as fetched:
            page.get_by_role("menuitem", name=name).click()
        files[name[-4:]] = fetched.value.path().read_bytes()
    assert files[" PDF"][:4] == b"%PDF"
    assert files["book"][:2] == b"PK"
    said = json.loads(files["SON)"]) | {"name": "Come back"}
    (tmp_path / "dashboard.json").write_text(json.dumps(said))
    page.goto(page.url.rsplit("/", 1)[0])
    page.get_by_role("button", name="Import…").click()
    page.get_by_label("A definition (JSON file)").set_input_files(tmp_path / "dashboard.json")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", name="Come back", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="By year")).to_be_visible()


def test_one_is_begun_found_duplicated_deleted_and_brought_back(opened):
    page, _ = opened("Sought")
    page.goto(page.url.rsplit("/", 1)[0])
    page.get_by_role("button", name="New dashboard").click()
    page.get_by_role("radio", name="Market month").check()
    page.get_by_role("textbox", name="Name").fill("Begun")
    page.get_by_role("button", name="Make it").click()
    page.wait_for_url("**mode=edit")
    expect(page.get_by_role("heading", name="Begun", level=1)).to_be_visible()
    expect(page.get_by_role("region", name="Volume by product")).to_be_attached()
    page.go_back()
    page.get_by_role("searchbox", name="Find a dashboard").fill("Begun")
    table = page.get_by_role("table", name="All dashboards")
    expect(table.get_by_role("row")).to_have_count(2)
    page.get_by_role("button", name="More for “Begun”").click()
    page.get_by_role("menuitem", name="Duplicate").click()
    expect(table.get_by_role("link", name="Begun (copy)")).to_be_visible()
    page.get_by_role("button", name="More for “Begun (copy)”").click()
    page.get_by_role("menuitem", name="Delete").click()
    expect(table.get_by_role("link", name="Begun (copy)")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(table.get_by_role("link", name="Begun (copy)")).to_be_visible()


def test_who_may_only_read_is_offered_no_change(opened):
    page, made = opened("Read only")

    def as_viewer(route):
        told = route.fetch()
        route.fulfill(response=told, json=told.json() | {"may_change": False})

    page.route(f"**/api/dashboards/{made}", as_viewer)
    page.goto(f"{page.url}?mode=edit")
    expect(page.get_by_role("region", name="By year")).to_be_visible()
    expect(page.get_by_role("button", name="Done")).to_have_count(0)
    expect(handle(page, "By year")).to_have_count(0)
    page.get_by_role("button", name="More for “Read only”").click()
    expect(page.get_by_role("menuitem", name="Duplicate")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Delete")).to_have_count(0)
