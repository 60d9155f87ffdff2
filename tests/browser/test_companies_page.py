"""The Companies page: the list, one company, several side by side, and names that nobody has decided."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from browser_checks import ask, serious_findings, short

MARKETERS = {"dimension": "source", "in": ["omc"]}
LITRES = {"dimension": "unit", "in": ["L"]}
PATIENCE = 30_000
"""Milliseconds for what another page must first ask for."""


def latest_year(page: Page) -> dict:
    months = ask(page, measures=["cells"], dimensions=["month"], filters=[MARKETERS])
    latest = max(row["month"] for row in months if row["cells"])
    year, month = map(int, latest.split("-"))
    first = f"{year}-01" if month == 12 else f"{year - 1}-{month + 1:02}"
    return {"from": first, "until": latest}


def standing(page: Page) -> list[dict]:
    """All marketers of the last twelve months, the largest first."""
    rows = ask(
        page,
        measures=["volume", "share", "rank"],
        dimensions=["company"],
        filters=[MARKETERS, LITRES],
        span=latest_year(page),
        compare="year_ago",
    )
    return sorted((row for row in rows if row["volume"]), key=lambda row: row["rank"])


def the_list(page: Page) -> Locator:
    grid = page.get_by_role("grid", name="All companies")
    expect(grid.get_by_role("row").nth(1)).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    return grid


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
def test_everybody_can_use_the_list_and_a_company(visit_market, keep_picture, theme, width):
    page = visit_market("/companies", theme=theme, width=width)
    grid = the_list(page)
    keep_picture(page, f"companies-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    grid.get_by_role("link").first.click()
    expect(page.get_by_role("region", name="Its names")).to_be_visible(timeout=PATIENCE)
    page.wait_for_load_state("networkidle")
    keep_picture(page, f"company-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_list_says_what_the_model_says(visit_market):
    page = visit_market("/companies")
    grid = the_list(page)
    for row, line in zip(standing(page)[:5], grid.get_by_role("row").all()[1:6], strict=True):
        expect(line).to_contain_text(row["company"])
        expect(line).to_contain_text(f"{row['volume']:,}")
        expect(line).to_contain_text(f"{row['share']:.1%}".replace("%", " %"))


def test_a_company_is_found_and_opened_by_keyboard(visit_market):
    page = visit_market("/companies")
    grid = the_list(page)
    most = standing(page)[2]
    page.get_by_role("searchbox", name="Find a company").fill(most["company"].lower())
    expect(grid.get_by_role("row").nth(1)).to_contain_text(most["company"])
    grid.focus()
    grid.press("Enter")
    expect(page).to_have_url(re.compile(r"company="))
    tile = page.get_by_role("main")
    expect(tile).to_contain_text(short(most["volume"]), timeout=PATIENCE)
    expect(tile).to_contain_text(f"of {len(standing(page))}")


def test_two_companies_stand_side_by_side_and_one_is_taken_away(visit_market):
    page = visit_market("/companies")
    the_list(page)
    one, other = standing(page)[:2]
    page.goto(urljoin(page.url, f"/companies?company={one['company']}&company={other['company']}"))
    table = page.get_by_role("table", name="Key figures")
    for row in (one, other):
        expect(table).to_contain_text(f"{row['volume']:,}", timeout=PATIENCE)
    page.get_by_role("button", name=f"Take {other['company']} away").click()
    expect(page.get_by_role("heading", name=one["company"], level=2)).to_be_visible(timeout=PATIENCE)
    assert parse_qs(urlsplit(page.url).query)["company"] == [one["company"]]


def test_the_stage_and_the_unit_are_held_by_the_address(visit_market):
    page = visit_market("/companies?source=bidec&unit=kg")
    the_list(page)
    expect(page.get_by_role("radio", name="Importers")).to_be_checked()
    expect(page.get_by_role("radio", name="Kilograms").first).to_be_checked()
    expect(page.get_by_role("columnheader", name="Volume, kg")).to_be_visible()


def test_names_that_nobody_decided_are_told_in_the_list_and_on_the_page(visit_market):
    page = visit_market("/companies")
    grid = the_list(page)
    told = page.request.get(urljoin(page.url, "/api/companies/proposals")).json()["proposals"]
    listed = {row["company"] for row in standing(page)}
    apart = [each for each in told if each["together"] == 0]
    marked = {name for each in apart for name in (each["alias"], each["company"])} & listed
    note = page.get_by_text("of this list, marked ≈")
    if not marked:
        expect(note).to_have_count(0)
        pytest.skip("no name of the list waits for a decision")
    expect(note).to_contain_text(re.compile(rf"^{len(marked)} names? of this list"))
    name = sorted(marked)[0]
    page.get_by_role("searchbox", name="Find a company").fill(name)
    expect(grid.get_by_text(re.compile("May be the same company as")).first).to_be_attached()
    grid.get_by_role("link", name=name, exact=True).click()
    decide = page.get_by_role("link", name="Decide on the Data page").first
    decide.click()
    expect(page).to_have_url(re.compile(r"/data\?tab=companies&company="))
    expect(page.get_by_role("article").first).to_contain_text(name, timeout=PATIENCE)
