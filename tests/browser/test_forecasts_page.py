"""The Forecasts page: made while one looks on, then the months ahead with their band, reasons and record."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from browser_checks import serious_findings

MADE = 180_000
"""Milliseconds: a tournament on a busy machine."""


def test_a_forecast_is_made_while_one_looks_on_and_shown_with_its_reasons(visit, keep_picture):
    page = visit("/forecasts?level=omc&product=gasoil")
    expect(page.get_by_role("heading", name="Forecasts", level=1)).to_be_visible()
    expect(page.get_by_role("heading", name="Why")).to_be_visible(timeout=MADE)
    keep_picture(page, "forecasts")
    main = page.get_by_role("main")
    expect(main.get_by_text("SAMPLE: simulated")).to_be_visible()
    expect(main.get_by_role("heading", name="Gasoil, all marketers")).to_be_visible()
    months = page.get_by_role("region", name="The months ahead").get_by_role("row")
    expect(months).to_have_count(7)
    assert re.search(r"\d{1,3}(,\d{3})+ to \d{1,3}(,\d{3})+", months.nth(1).inner_text())
    assert page.get_by_role("region", name="Who forecasts").get_by_role("row").count() > 1
    expect(main.get_by_text("No month that was forecast here has come yet")).to_be_visible()
    assert serious_findings(page) == []


def test_the_band_the_product_and_the_file_follow_what_is_chosen(visit):
    page = visit("/forecasts?level=omc&product=gasoil")
    expect(page.get_by_role("heading", name="Why")).to_be_visible(timeout=MADE)
    main = page.get_by_role("main")
    page.get_by_role("combobox", name="Product").select_option(label="Gasoline")
    expect(main.get_by_role("heading", name="Gasoline, all marketers")).to_be_visible()
    assert "product=gasoline" in page.url
    page.get_by_title("95 %", exact=True).or_(main.get_by_text("95 %", exact=True)).first.click()
    expect(main.get_by_text("the band holds 95 of 100")).to_be_visible()
    with page.expect_download() as file:
        page.get_by_role("button", name="CSV").click()
    rows = Path(file.value.path()).read_text("utf-8").splitlines()
    assert rows[0].startswith("month,product,forecast,lo80,hi80,lo95,hi95,method")
    assert any("gasoline" in row for row in rows)


def test_a_name_is_asked_for_before_one_of_many_is_forecast(visit):
    page = visit("/forecasts")
    page.get_by_role("main").get_by_text("A marketer", exact=True).click()
    expect(
        page.get_by_role("heading", name="Choose a marketer").or_(page.get_by_text("Choose a marketer")).first
    ).to_be_visible()
    assert "level=company" in page.url
