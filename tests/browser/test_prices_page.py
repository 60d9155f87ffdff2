"""The Prices page: the pump on a day and over time, build-ups, histories, and what moves them from outside."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser_checks import ask, serious_findings

PARTS = {
    "pump": "Every company's price",
    "build": "What the price is made of",
    "history": "National prices",
    "world": "Pump price, exchange rate and world prices on one time axis",
}


def of(**limits: str) -> list[dict]:
    return [{"dimension": name, "in": [value]} for name, value in limits.items()]


@pytest.fixture
def pump(visit_market):
    page = visit_market("/prices?product=gasoil")
    expect(page.get_by_role("heading", name="Prices", level=1)).to_be_visible()
    days = ask(page, measures=["prices"], dimensions=["day"], filters=of(kind="ex_pump", product="gasoil"))
    if len(days) < 2:
        pytest.skip("no prices at the pump are held")
    return page, [row["day"] for row in days if row["prices"]]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
def test_everybody_can_use_it(visit_market, keep_picture, part, theme, width):
    page = visit_market(f"/prices?part={part}", theme=theme, width=width)
    expect(page.get_by_role("tab", selected=True)).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    keep_picture(page, f"prices-{part}-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_ladder_is_what_the_model_says_lowest_first(pump):
    page, days = pump
    rows = ask(
        page,
        measures=["average_price", "spread"],
        dimensions=["company"],
        filters=of(kind="ex_pump", product="gasoil", day=days[-1]),
    )
    prices = sorted(row["average_price"] for row in rows if row["average_price"] is not None)
    card = page.get_by_role("region", name="Every company's price").first
    if len(prices) > 20:
        card.get_by_role("button", name=re.compile("^Show .* more compan")).click()
    lines = card.get_by_role("row")
    expect(lines).to_have_count(len(prices) + 1)
    shown = [float(each.get_by_role("cell").nth(2).inner_text().replace(",", "")) for each in lines.all()[1:]]
    assert shown == [pytest.approx(each, abs=0.005001) for each in prices]


def test_a_step_goes_to_the_day_before_that_has_prices(pump):
    page, days = pump
    page.get_by_role("button", name="The day before that has prices").click()
    expect(page).to_have_url(re.compile(f"day={days[-2]}"))
    filters = of(kind="ex_pump", product="gasoil", day=days[-2])
    median = ask(page, measures=["median_price"], dimensions=["day"], filters=filters)[0]["median_price"]
    expect(page.get_by_text(f"{median:,.2f}").first).to_be_visible()


def test_a_company_that_is_pressed_is_followed_by_the_address(pump):
    page, _ = pump
    card = page.get_by_role("region", name="Every company's price").first
    first = card.get_by_role("row").nth(1).get_by_role("button")
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("company="))
    expect(page.get_by_role("region", name="Followed companies against the median")).to_be_visible()


def test_suspect_prices_are_left_out_and_said(pump):
    page, _ = pump
    suspects = ask(
        page,
        measures=["suspects"],
        dimensions=["day", "company", "product", "printed"],
        filters=of(kind="ex_pump", standing="suspect"),
    )
    if not suspects:
        pytest.skip("no price is suspect")
    one = suspects[0]
    page.goto(f"{page.url.split('?')[0]}?product={one['product']}&day={one['day']}")
    expect(page.get_by_text(f"{one['company']} (printed {one['printed']})")).to_be_visible()


def test_a_build_up_stands_in_printed_order_and_adds_up(visit_market):
    page = visit_market("/prices?part=build&product=premix&day=2024-12-16")
    filters = of(product="premix", day="2024-12-16")
    measures, dimensions = ["component_value", "component_position"], ["edition", "component", "role", "unit"]
    rows = ask(page, measures=measures, dimensions=dimensions, filters=filters)
    tables: dict[str, list[dict]] = {}
    for row in rows:
        if row["component_value"] is not None and row["role"] != "total":
            tables.setdefault(row["edition"], []).append(row)
    if not tables:
        pytest.skip("no build-up of that window is held")
    full = max(tables.values(), key=len)
    card = page.get_by_role("region", name="What the price is made of")
    total = sum(row["component_value"] for row in full)
    expect(card.get_by_text(f"{len(full)} parts add up to {total:,.2f} {full[0]['unit']}.")).to_be_visible()
    checks = page.get_by_role("region", name="Printed totals").first
    expect(checks.get_by_text("agrees").first).to_be_visible()
    expect(checks.get_by_text("differs")).to_have_count(0)


def test_what_changed_between_two_windows_is_told_by_part(visit_market):
    page = visit_market("/prices?part=build&product=premix&day=2024-12-16&against=2022-01-16")
    was, now = (
        {
            row["component"]: row["component_value"]
            for row in ask(
                page,
                measures=["component_value"],
                dimensions=["component", "edition"],
                filters=of(product="premix", day=day),
            )
        }
        for day in ("2022-01-16", "2024-12-16")
    )
    if not was or not now:
        pytest.skip("no build-ups of these windows are held")
    line = page.get_by_role("region", name="What changed").first.get_by_role("row").filter(has_text="Dealers margin")
    assert was["dealers_margin"] == now["dealers_margin"]
    expect(line).to_have_count(0)
    line = page.get_by_role("region", name="What changed").first.get_by_role("row").filter(has_text="UPPF")
    expect(line).to_contain_text(f"+{now['uppf'] - was['uppf']:g}")


def test_the_line_through_all_tracks_moves_by_keyboard(visit_market):
    page = visit_market("/prices?part=world")
    if not ask(page, measures=["indicator_value"], dimensions=["day", "indicator", "unit"]):
        pytest.skip("no indicators are held")
    chart = page.get_by_role("application", name=re.compile("^Pump price"))
    chart.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text(re.compile(r"^\d+ \w{3} \d{4}: .*Exchange rate"))).to_have_count(1)
