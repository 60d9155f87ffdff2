"""The Explore page: any question made by hand, by keyboard alone, its refusals, and ways to take the answer along."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from browser_checks import ask, serious_findings


def asked(page: Page) -> dict:
    """The question that the address holds."""
    return json.loads(parse_qs(urlsplit(page.url).query)["q"][0])


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 1280), ("dark", 360), ("light", 360)])
def test_everybody_can_use_it(visit_market, keep_picture, theme, width):
    page = visit_market("/explore", theme=theme, width=width)
    expect(page.get_by_role("grid", name="Every figure")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    keep_picture(page, f"explore-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_question_is_made_by_keyboard_alone_and_undone(visit_market):
    page = visit_market("/explore")
    page.get_by_role("combobox", name="Split by another dimension").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Year")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move Year up")).to_be_visible()
    assert asked(page)["dimensions"] == ["month", "product", "year"]
    page.get_by_role("button", name="Move Year up").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Move Year down")).to_be_enabled()
    page.wait_for_function('decodeURIComponent(location.search).includes(\'"month","year","product"\')')
    page.get_by_role("button", name="Undo").press("Enter")
    page.wait_for_function('decodeURIComponent(location.search).includes(\'"month","product","year"\')')
    page.get_by_role("button", name="Redo").press("Enter")
    page.wait_for_function('decodeURIComponent(location.search).includes(\'"month","year","product"\')')


def test_a_refusal_offers_the_question_that_has_an_answer(visit_market):
    page = visit_market("/explore")
    page.goto(f"{page.url}?q={quote(json.dumps({'measures': ['volume'], 'dimensions': ['month']}))}")
    expect(page.get_by_role("alert", name="This question has no honest answer")).to_be_visible()
    page.get_by_role("button", name="Tell units apart").click()
    expect(page.get_by_role("grid", name="Every figure")).to_be_visible()
    assert asked(page)["dimensions"] == ["month", "unit"]


def test_the_figures_are_what_the_model_says(visit_market):
    page = visit_market("/explore")
    question = {"measures": ["tonnes"], "dimensions": ["year"], "filters": [{"dimension": "source", "in": ["omc"]}]}
    rows = ask(page, **question)
    page.goto(f"{page.url.split('?')[0]}?q={quote(json.dumps(question))}")
    newest = rows[-1]
    table = page.get_by_role("table", name="Every figure").or_(page.get_by_role("grid", name="Every figure"))
    expect(table.get_by_text(f"{newest['tonnes']:,.3f}".rstrip("0").rstrip("."), exact=True)).to_be_visible()


def test_the_same_is_asked_by_command(visit_market):
    page = visit_market("/explore")
    page.get_by_role("button", name="As code").click()
    expect(page.get_by_text("petroverse query -m volume -d month,product -f source=national")).to_be_visible()


@pytest.mark.parametrize(("name", "ending"), [("Workbook (XLSX)", "xlsx"), ("Columns (Parquet)", "parquet")])
def test_the_answer_is_taken_along(visit_market, name, ending):
    page = visit_market("/explore")
    page.get_by_role("button", name="Download", exact=True).click()
    with page.expect_download() as fetched:
        page.get_by_role("menuitem", name=name).click()
    assert fetched.value.suggested_filename == f"volume-by-month-and-product.{ending}"
    head = fetched.value.path().read_bytes()[:4]
    assert head in (b"PK\x03\x04", b"PAR1")
