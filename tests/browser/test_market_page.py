"""The market page: shares, ranks, gains, concentration and presence are the model's, for whichever stage is chosen."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from browser_checks import ask, serious_findings

VIEWS = ("volumes", "shares", "gain", "concentration", "entry")
LITRES = {"dimension": "unit", "in": ["L"]}


def of(*values: str, dimension: str = "source") -> dict:
    return {"dimension": dimension, "in": list(values)}


def months(page: Page, source: str = "omc") -> list[str]:
    rows = ask(page, measures=["cells"], dimensions=["month"], filters=[of(source)])
    return [row["month"] for row in rows if row["cells"]]


def this_year(page: Page, source: str = "omc") -> dict:
    latest = months(page, source)[-1]
    return {"from": f"{latest[:4]}-01", "until": latest}


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True)


def as_table(panel: Locator) -> list[list[str]]:
    """The rows of a chart's table; a long one is a grid that draws those in sight alone."""
    panel.get_by_role("button", name="Show as table").click()
    rows = panel.get_by_role("row")
    expect(rows.nth(1)).to_be_visible()
    cells = """(rows) => rows.map((row) =>
      [...row.querySelectorAll("[role=cell], [role=rowheader], [role=gridcell]")].map((cell) => cell.innerText))"""
    return [row for row in rows.evaluate_all(cells) if row]


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 1280), ("dark", 360), ("light", 360)])
@pytest.mark.parametrize("view", VIEWS)
def test_everybody_can_use_it(visit_market, keep_picture, view, theme, width):
    page = visit_market(f"/market?view={view}", theme=theme, width=width)
    expect(page.get_by_role("tabpanel").get_by_role("region").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    keep_picture(page, f"market-{view}-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("source", ["omc", "bidec"])
def test_gains_and_losses_are_what_the_model_says(visit_market, source):
    page = visit_market(f"/market?view=gain&source={source}")
    row = ask(
        page,
        measures=["share", "rank"],
        dimensions=["company"],
        filters=[of(source), LITRES],
        span=this_year(page, source),
        compare="year_ago",
        sort=[{"by": "share_change", "descending": True}],
        limit=1,
    )[0]
    first = card(page, "Gains and losses of share").get_by_role("row").nth(1)
    expect(first).to_contain_text(f"+{row['share_change'] * 100:.1f} points")
    expect(first).to_contain_text(f"{row['share'] * 100:.1f} %")
    expect(first).to_contain_text(row["company"].split(" ")[0])


def test_a_chosen_company_keeps_its_share_and_rank_among_all(visit_market):
    page = visit_market("/market")
    course = {"filters": [of("omc"), LITRES], "span": this_year(page)}
    largest = ask(page, measures=["rank"], dimensions=["company"], **course, sort=[{"by": "rank"}], limit=3)
    company = largest[-1]["company"]
    page.goto(f"{page.url.split('?')[0]}?view=shares&step=year&company={company.replace('&', '%26')}")
    shares = {
        row["year"]: row
        for row in ask(page, measures=["share", "rank"], dimensions=["year", "company"], filters=[of("omc"), LITRES])
        if row["company"] == company
    }
    shown = as_table(card(page, "Share over time"))
    assert shown
    for year, *_, share in shown:
        assert float(share.split(" ")[0]) == pytest.approx(shares[int(year)]["share"] * 100, abs=0.001)
    for year, *_, rank in as_table(card(page, "Ranks over time")):
        assert int(rank) == shares[int(year)]["rank"]


def test_ranks_are_places_among_all_and_not_among_the_shown(visit_market):
    page = visit_market("/market?view=shares&step=year")
    ranks = {
        (str(row["year"]), row["company"]): row["rank"]
        for row in ask(page, measures=["rank"], dimensions=["year", "company"], filters=[of("omc"), LITRES])
    }
    shown = as_table(card(page, "Ranks over time"))
    assert shown
    for year, company, rank in shown:
        assert int(rank) == ranks[year, company]


def test_concentration_is_what_the_model_says(visit_market):
    page = visit_market("/market?view=concentration&step=year&product=lpg")
    hhi = {
        str(row["year"]): row["hhi"]
        for row in ask(page, measures=["hhi"], dimensions=["year"], filters=[of("omc"), of("lpg", dimension="product")])
    }
    shown = as_table(card(page, "Concentration (HHI)"))
    assert shown
    for year, value, *_ in shown:
        assert float(value.replace(",", "")) == pytest.approx(hhi[year], abs=0.001)
    page.get_by_role("radio", name="10").check(force=True)
    expect(card(page, "Share of the 10 largest")).to_be_visible()


def test_who_is_new_and_who_is_gone_is_counted_by_hand(visit_market):
    page = visit_market("/market?view=entry")
    span = this_year(page)
    sold: dict[str, list[str]] = {}
    for row in ask(page, measures=["tonnes"], dimensions=["month", "company"], filters=[of("omc")]):
        if row["tonnes"]:
            sold.setdefault(row["company"], []).append(row["month"])
    beginning = min(each for seen in sold.values() for each in seen)
    new = {name for name, seen in sold.items() if span["from"] <= min(seen) <= span["until"] and min(seen) > beginning}
    before = f"{int(span['from'][:4]) - 1}-01"
    gone = {name for name, seen in sold.items() if before <= max(seen) < span["from"]}
    pairs = page.request.get(urljoin(page.url, "/api/companies/proposals")).json()["proposals"]
    surely_one = [
        {each["alias"], each["company"]} for each in pairs if each["confidence"] == 1 and not each["together"]
    ]
    named = {row["company"] for row in ask(page, measures=["cells"], dimensions=["company"], filters=[of("omc")])}
    renamed = {name for pair in surely_one if pair <= named for name in pair}
    new, gone = new - renamed, gone - renamed
    for name, expected in (("New in the period", new), ("Gone since", gone)):
        panel = card(page, name).first
        if not expected:
            expect(panel.get_by_text(re.compile("Nobody"))).to_be_visible()
            continue
        rows = panel.get_by_role("table").locator("tbody tr")
        expect(rows).to_have_count(len(expected))
        assert {row.split("\t")[0].split("\n")[0] for row in rows.all_inner_texts()} == expected


def test_the_stage_decides_what_can_be_compared(visit_market):
    page = visit_market("/market")
    split = page.get_by_role("group", name="Split by")
    expect(split.get_by_role("radio", name="Company")).to_be_checked()
    page.get_by_role("group", name="Whose volumes").get_by_text("National").click()
    expect(page).to_have_url(re.compile("source=national"))
    expect(split).to_be_hidden()
    expect(card(page, "The largest products")).to_be_visible()
    page.go_back()
    expect(card(page, "The largest companies")).to_be_visible()


def test_picked_companies_are_compared_and_the_address_holds_them(visit_market):
    page = visit_market("/market")
    chart = card(page, "The largest companies").get_by_role("application")
    expect(chart).to_be_visible()
    chart.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("company="))
    expect(card(page, "The chosen companies")).to_be_visible()
    again = visit_market(page.url[page.url.index("/market") :])
    expect(card(again, "The chosen companies")).to_be_visible()
    expect(again.get_by_role("list", name="Chosen filters").get_by_role("button")).to_have_count(2)
    again.get_by_role("button", name="Clear all").click()
    expect(card(again, "The largest companies")).to_be_visible()


def test_a_phone_has_its_filters_in_a_drawer(visit_market):
    page = visit_market("/market", width=360)
    page.get_by_role("button", name="Filters", exact=True).click()
    drawer = page.get_by_role("dialog", name="Filters")
    drawer.get_by_role("combobox", name="Products").click()
    page.get_by_role("option", name="All of Gasoil").click()
    page.keyboard.press("Escape")
    drawer.get_by_role("button", name="Done").click()
    expect(drawer).to_be_hidden()
    expect(page).to_have_url(re.compile("product=gasoil"))
    expect(
        page.get_by_role("button", name="Filters, 1 set").or_(page.get_by_role("button", name="Filters, "))
    ).to_be_visible()
