"""The frame around every page and the parts that all pages are made of: search, navigation, grid, system health."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser_checks import serious_findings

VIEWS = [("dark", 1280), ("light", 1280), ("dark", 360), ("light", 360)]
SEARCH = "Go anywhere"


def search(page: Page, text: str) -> None:
    page.get_by_role("heading", level=1).first.wait_for()  # a key is heard once the page is there
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name=SEARCH).fill(text)


def grid_of(page: Page):
    return page.get_by_role("grid", name="Made-up volumes")


def test_search_finds_a_page_a_name_and_a_little_task(visit):
    page = visit("/account")
    search(page, "diesel prices 2023")
    expect(page.get_by_role("option", name="Prices · Gasoil · 2023")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/prices\?from=2023-01&to=2023-12&product=gasoil"))
    search(page, "admin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Admin", level=1)).to_be_visible()


def test_search_leads_to_any_company(visit):
    page = visit("/account")
    name = page.evaluate(
        "fetch('/api/values/company').then((told) => told.json()).then((said) => said.values[0].value)"
    )
    search(page, name.lower())
    page.get_by_role("option", name=name, exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/companies\?company="))


def test_escape_closes_the_search_and_the_focus_returns(visit):
    page = visit("/account")
    button = page.get_by_role("button", name="Change password")
    button.focus()
    page.keyboard.press("Control+k")
    expect(page.get_by_role("combobox", name=SEARCH)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("combobox", name=SEARCH)).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.parametrize(("theme", "width"), VIEWS)
def test_everybody_can_use_the_parts_and_the_search(visit, theme: str, width: int):
    page = visit("/parts", theme=theme, width=width)
    expect(grid_of(page)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    search(page, "gas")
    expect(page.get_by_role("option").first).to_be_visible()
    assert serious_findings(page) == []


def test_a_phone_reaches_every_page_through_more(visit):
    page = visit("/account", width=360)
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("dialog").get_by_role("link", name="Admin").click()
    expect(page.get_by_role("heading", name="Admin", level=1)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_sidebar_folds_and_stays_folded(visit):
    page = visit("/account")
    page.get_by_role("button", name="Fold the menu").click()
    page.reload()
    expect(page.get_by_role("button", name="Unfold the menu")).to_be_visible()
    page.get_by_role("link", name="Data").first.click()
    expect(page.get_by_role("heading", name="Data", level=1)).to_be_visible()


def test_a_grid_is_walked_chosen_and_copied_by_keyboard(visit):
    page = visit("/parts")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    grid_of(page).focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "Shift+ArrowDown", "Shift+ArrowRight", "Control+c"):
        page.keyboard.press(key)
    expect(page.get_by_text("Copied, 2 rows")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "2005-01\tlpg\n2005-01\tatk"
    page.keyboard.press("Control+End")
    active = grid_of(page).get_attribute("aria-activedescendant")
    expect(page.locator(f'[id="{active}"]')).to_be_in_viewport()
    assert grid_of(page).get_attribute("aria-rowcount") == "100001"


def test_a_grid_sorts_by_its_heads(visit):
    page = visit("/parts")
    head = grid_of(page).get_by_role("columnheader", name="Litres")
    head.click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    head.click()
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(grid_of(page).get_by_role("gridcell").nth(2)).to_contain_text("9,499,")


def test_the_health_of_the_system_names_engines_disk_and_schedules(visit):
    page = visit("/admin?tab=health")
    engines = page.get_by_role("region", name="Engines")
    expect(engines).to_contain_text("PostgreSQL")
    expect(engines).to_contain_text(re.compile(r"free of [\d.]+ [GT]B"))
    expect(page.get_by_role("region", name="Schedules").first).to_contain_text("lake-upkeep")


def test_at_twice_the_size_nothing_lies_beyond_the_edge(visit):
    page = visit("/admin?tab=people", width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.get_by_role("button", name="Invite somebody")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_a_job_that_failed_says_why_and_runs_again(visit):
    page = visit("/admin?tab=health")
    page.evaluate(
        """() => fetch("/api/jobs", {method: "POST", headers: {"Content-Type": "application/json"},
            body: JSON.stringify({kind: "import_folder", body: {path: "/not/there"}})})"""
    )
    page.reload()
    row = page.get_by_role("region", name="Jobs").get_by_role("row").filter(has_text="Import folder").first
    expect(row).to_contain_text("no such folder", timeout=30_000)
    assert serious_findings(page) == []
    row.get_by_role("button", name="Run again").click()
    expect(row).to_contain_text("of 6")
