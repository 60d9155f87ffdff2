"""The first screen: the national chart, its numbers, its way out as files, and its address."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

QUESTION = {
    "measures": ["volume"],
    "dimensions": ["month", "product"],
    "filters": [{"dimension": "source", "in": ["national"]}],
}


def rows_of_the_query(page: Page) -> list[dict]:
    """The rows that the platform answers, asked beside the page."""
    return page.evaluate(
        """async (question) => (await (await fetch("api/query", {
             method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(question),
           })).json()).rows""",
        QUESTION,
    )


def chart(page: Page):
    return page.get_by_role("application", name="National volume by product and month")


def download(page: Page, button: str) -> Path:
    with page.expect_download() as started:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(started.value.path())


def test_the_chart_is_drawn(visit):
    page = visit("/")
    expect(chart(page).locator("canvas")).to_be_visible()
    page.wait_for_timeout(600)
    colours = page.evaluate(
        """() => { const canvas = document.querySelector("canvas");
             const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
             const seen = new Set();
             for (let at = 0; at < pixels.length; at += 400) seen.add(pixels.slice(at, at + 3).join());
             return seen.size; }"""
    )
    assert colours > 20


@pytest.mark.parametrize("unit", ["L", "kg"])
def test_shown_totals_equal_the_query(visit, unit):
    page = visit(f"/?view=table&unit={unit}")
    region = page.get_by_role("region", name="Monthly volumes, every digit")
    expect(region).to_be_visible()
    shown = region.locator("tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"
    )
    totals = {cells[0]: float(cells[1].replace(",", "")) for cells in shown if cells[1].strip()}
    expected: dict[str, float] = defaultdict(float)
    for row in rows_of_the_query(page):
        if row["unit"] == unit and row["volume"] is not None:
            expected[month_name(row["month"])] += row["volume"]
    assert expected
    assert totals == pytest.approx(dict(expected), abs=0.001)


def month_name(month: str) -> str:
    names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return f"{names[int(month[5:]) - 1]} {month[:4]}"


def test_litres_and_kilograms_are_never_in_one_picture(visit):
    page = visit("/")
    products = page.get_by_role("group", name="Products")
    expect(products.get_by_role("button").first).to_be_visible()
    assert " kg" not in products.inner_text()
    page.get_by_text("Kilograms", exact=True).click()
    expect(products).to_contain_text("LPG")
    assert " L" not in products.inner_text().replace("LPG", "")


def test_a_copied_address_shows_the_same_view(visit):
    page = visit("/")
    page.get_by_role("group", name="Products").get_by_role("button", name="Gasoil").first.click()
    page.get_by_text("Lines", exact=True).click()
    last = page.get_by_label("To year").locator("option").last.inner_text()
    page.get_by_label("From year").select_option(last)
    path = page.evaluate("location.pathname + location.search")
    assert set(path.partition("?")[2].split("&")) == {"product=gasoil", "view=lines", f"from={last}"}
    again = visit(path)
    expect(again.get_by_role("button", name="Gasoil", pressed=True)).to_be_visible()
    expect(again.get_by_label("From year")).to_have_value(last)
    expect(again.get_by_role("radio", name="Lines")).to_be_checked()


def test_the_file_of_numbers_holds_every_digit_of_the_query(visit):
    page = visit("/?unit=L")
    expect(chart(page)).to_be_visible()
    asked = [row for row in rows_of_the_query(page) if row["unit"] == "L" and row["volume"]]
    products = sorted({row["product"] for row in asked})
    page = visit("/?unit=L&product=" + ",".join(products))
    text = download(page, "CSV").read_text("utf-8")
    written = {(row["month"], row["product"]): float(row["volume"]) for row in csv.DictReader(io.StringIO(text))}
    assert {key: volume for key, volume in written.items() if volume} == {
        (row["month"], row["product"]): row["volume"] for row in asked
    }


def test_the_picture_is_a_png(visit):
    page = visit("/")
    expect(chart(page)).to_be_visible()
    assert download(page, "PNG").read_bytes().startswith(b"\x89PNG\r\n")


def test_arrow_keys_read_the_months(visit):
    page = visit("/")
    chart(page).focus()
    page.keyboard.press("ArrowRight")
    newest = page.locator("[aria-live=polite]").filter(has_text="total").inner_text()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("[aria-live=polite]").filter(has_text="total")).not_to_have_text(newest)


def test_the_home_says_what_is_in_and_that_it_is_simulated(visit):
    page = visit("/")
    expect(page.get_by_role("region", name="Sample")).to_contain_text("simulated")
    expect(page.get_by_role("region", name="Datasets in this home")).to_contain_text("Volumes")
    expect(page.get_by_text("SIMULATED: not real figures")).to_be_visible()
    expect(page.get_by_role("region", name="Engines")).to_contain_text("PostgreSQL")


def test_nothing_moves_while_the_page_fills(visit):
    page = visit("/")
    expect(chart(page).locator("canvas")).to_be_visible()
    page.wait_for_timeout(800)
    assert page.evaluate("window.shift") <= 0.1
