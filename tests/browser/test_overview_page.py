"""The overview: the month's figures are the model's, what is picked narrows the page, and every step can be undone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from browser_checks import ask, serious_findings, short

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LEGAL = re.compile(r"(?:[\s,]+(?:company|co|limited|ltd|plc|llc|inc|gmbh|sarl|s\.a|sa)\.?)+$", re.IGNORECASE)


def of(*values: str, dimension: str = "source") -> dict:
    return {"dimension": dimension, "in": list(values)}


def latest(page: Page) -> str:
    """The newest month that has national figures."""
    newest = [{"by": "month", "descending": True}]
    asked = {"measures": ["cells"], "dimensions": ["month"], "filters": [of("national")]}
    return ask(page, **asked, sort=newest, limit=1)[0]["month"]


def month_name(month: str) -> str:
    return f"{MONTHS[int(month[5:]) - 1]} {month[:4]}"


def year_to(month: str) -> dict:
    return {"from": f"{month[:4]}-01", "until": month}


def movers(page: Page, product: str = "") -> list[dict]:
    """Marketers by the change of their share of the year, the largest gain first."""
    products = [of(product, dimension="product")] if product else []
    return ask(
        page,
        measures=["share"],
        dimensions=["company"],
        filters=[of("omc"), of("L", dimension="unit"), *products],
        span=year_to(latest(page)),
        compare="year_ago",
        sort=[{"by": "share_change", "descending": True}],
    )


def points(change: float) -> str:
    size = f"{abs(change * 100):.1f}"
    return f"{'±' if size == '0.0' else '+' if change > 0 else '−'}{size} points"


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 1280), ("dark", 360), ("light", 360)])
def test_everybody_can_use_it(visit_market, keep_picture, theme, width):
    page = visit_market("/", theme=theme, width=width)
    expect(page.get_by_role("region", name="How fresh the figures are").get_by_role("table")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    keep_picture(page, f"overview-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_figures_of_the_month_are_what_the_model_says(visit_market):
    page = visit_market("/")
    month = latest(page)
    expect(page.get_by_role("heading", level=1)).to_have_text(f"The market in {month_name(month)}")
    figures = page.get_by_role("region", name="Key figures")
    at = {"span": {"from": month, "until": month}}
    for row in ask(
        page, measures=["volume", "year_to_date"], dimensions=["month", "unit"], filters=[of("national")], **at
    ):
        name = {"L": "Liquid fuels", "kg": "LPG"}[row["unit"]]
        for measure in ("volume", "year_to_date"):
            said = f"{short(row[measure])} {row['unit']}"
            expect(figures.get_by_role("listitem").filter(has_text=name).filter(has_text=said).first).to_be_visible()
    marketers = [of("omc"), of("L", dimension="unit")]
    [row] = ask(page, measures=["companies_active", "hhi"], dimensions=["month"], filters=marketers, **at)
    expect(figures.get_by_role("listitem").filter(has_text="Active marketers")).to_contain_text(
        str(row["companies_active"])
    )
    expect(figures.get_by_role("listitem").filter(has_text="Concentration")).to_contain_text(short(round(row["hhi"])))


def test_who_gained_most_stands_first(visit_market):
    page = visit_market("/")
    first = page.get_by_role("region", name="Gained most share").get_by_role("listitem").first
    row = movers(page)[0]
    expect(first).to_contain_text(LEGAL.sub("", row["company"]))
    expect(first).to_contain_text(points(row["share_change"]))


def test_what_stands_out_is_told_in_words_and_leads_to_the_figures_that_show_it(visit_market):
    page = visit_market("/")
    wanted = f"/api/insights?until={latest(page)}&limit=6"
    told: dict = {}
    for _ in range(120):
        told = page.evaluate("address => fetch(address).then(answer => answer.json())", wanted)
        if told["looked_at"]:
            break
        page.wait_for_timeout(500)
    page.reload()
    stands_out = page.get_by_role("region", name="What stands out")
    if not told["insights"]:
        expect(stands_out).to_contain_text("Nothing out of the ordinary")
        return
    first = told["insights"][0]
    link = stands_out.get_by_role("link", name=first["title"])
    expect(link).to_contain_text(first["text"])
    link.click()
    expect(page).to_have_url(re.compile(r"/explore\?q="))


def test_a_product_that_is_picked_narrows_the_page_and_back_returns(visit_market):
    page = visit_market("/")
    mix = page.get_by_role("region", name="Product mix").get_by_role("application")
    expect(mix).to_be_visible()
    mix.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("product=gas"))
    chosen = page.get_by_role("list", name="Chosen filters")
    expect(chosen.get_by_role("button", name="Remove Gas")).to_be_visible()
    page.go_back()
    expect(page).not_to_have_url(re.compile("product="))
    expect(chosen).to_be_hidden()


def test_who_gained_most_diesel_share_last_year_takes_three_clicks(visit_market):
    page = visit_market("/")
    page.get_by_role("region", name="Filters").get_by_role("combobox", name="Products").click()
    page.keyboard.type("diesel")
    page.get_by_role("option", name="Gasoil", exact=True).click()
    page.keyboard.press("Escape")
    first = page.get_by_role("region", name="Gained most share").get_by_role("listitem").first
    row = movers(page, "gasoil")[0]
    expect(first).to_contain_text(points(row["share_change"]))
    expect(first).to_contain_text(LEGAL.sub("", row["company"]))


def test_the_keyboard_chooses_and_takes_back_a_filter(visit_market):
    page = visit_market("/")
    time = page.get_by_role("region", name="Filters").get_by_role("button", name="Time")
    time.focus()
    page.keyboard.press("Enter")
    choice = page.get_by_role("button", name="Latest month")
    expect(choice).to_be_visible()
    choice.focus()
    page.keyboard.press("Enter")
    month = latest(page)
    expect(page).to_have_url(re.compile(f"from={month}&to={month}"))
    expect(time).to_be_focused()
    page.keyboard.press("Control+z")
    expect(page).not_to_have_url(re.compile("from="))
    page.keyboard.press("Control+Shift+z")
    expect(page).to_have_url(re.compile(f"from={month}"))


def test_the_figures_as_they_were_known_on_a_day_are_older(visit_market):
    page = visit_market("/")
    day = f"{latest(page)[:4]}-06-30"
    asked = {"measures": ["cells"], "dimensions": ["month"], "filters": [of("national")]}
    known = [row["month"] for row in ask(page, **asked, as_of=day) if row["cells"]]
    if not known:
        pytest.skip("nothing was known by then")
    page.goto(page.url + f"?as_of={day}")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"The market in {month_name(known[-1])}")


def test_a_copied_address_shows_the_same_view(visit_market):
    page = visit_market("/?product=gasoil&product=gasoline")
    mix = page.get_by_role("region", name="Product mix")
    mix.get_by_role("button", name="Show as table").click()
    rows = mix.get_by_role("row")
    expect(rows.filter(has_text="Gasoil")).to_be_visible()
    expect(rows.filter(has_text="Gasoline")).to_be_visible()
    expect(rows.filter(has_text="LPG")).to_have_count(0)


def test_the_sample_says_that_it_is_simulated(visit):
    page = visit("/")
    expect(page.get_by_role("region", name="Sample")).to_contain_text("simulated")
    expect(page.get_by_text("SAMPLE", exact=True).first).to_be_visible()


def test_nothing_moves_while_the_page_fills(visit_market):
    page = visit_market("/")
    expect(page.get_by_role("region", name="National volume by product").locator("canvas")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)
    assert page.evaluate("window.shift") <= 0.1
