"""The Supply page: the stages of the same litres, where they disagree, depots, and how long tanks would last."""

from __future__ import annotations

import re
from calendar import monthrange
from itertools import combinations

import pytest
from playwright.sync_api import Page, expect

from browser_checks import ask, serious_findings

STAGES = ("bidec", "depot", "omc", "national")


def stages(page: Page, *, filters: list[dict] | None = None, **more: object) -> list[dict]:
    filters = [{"dimension": "source", "in": list(STAGES)}, *(filters or [])]
    return ask(page, measures=["volume"], filters=filters, **more)


def gaps_of(rows: list[dict], columns: tuple[str, ...]) -> list[tuple]:
    """The widest difference of each period and product between two stages that speak of the period: the slow way."""
    spoken = {(row["source"], row[columns[0]]) for row in rows if row["volume"] is not None}
    cells: dict[tuple, dict] = {}
    for row in rows:
        if row["volume"] is not None:
            cells.setdefault(tuple(row[each] for each in columns), {})[row["source"]] = row["volume"]
    found = []
    for key, amounts in cells.items():
        known = [stage for stage in STAGES if (stage, key[0]) in spoken]
        pairs = [(a, b) for a, b in combinations(known, 2) if a in amounts or b in amounts]
        if pairs:
            found.append(max((abs(amounts.get(b, 0) - amounts.get(a, 0)), key) for a, b in pairs))
    return found


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 1280), ("dark", 360), ("light", 360)])
def test_everybody_can_use_it(visit_market, keep_picture, theme, width):
    page = visit_market("/supply", theme=theme, width=width)
    expect(page.get_by_role("region", name="Storage capacity")).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    keep_picture(page, f"supply-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_stages_are_what_the_model_says(visit_market):
    page = visit_market("/supply?from=2023-01&to=2023-12")
    card = page.get_by_role("region", name="The same litres, stage by stage")
    expect(card.get_by_role("listitem").first).to_contain_text(re.compile(r"\d"))
    rows = stages(
        page,
        dimensions=["source"],
        filters=[{"dimension": "unit", "in": ["L"]}],
        span={"from": "2023-01", "until": "2023-12"},
    )
    expected = {f"{row['volume']:,.0f} L" for row in rows}
    assert {each.get_attribute("title") for each in card.locator("[title$=' L']").all()} == expected


def test_every_difference_between_stages_is_told(visit_market):
    page = visit_market("/supply")
    card = page.get_by_role("region", name="Where the stages disagree")
    expect(card.get_by_role("status").first).to_be_visible()
    columns = ("month", "product", "unit")
    compared = gaps_of(stages(page, dimensions=["month", "product", "source", "unit"]), columns)
    differing = [size for size, _ in compared if size]
    said = card.get_by_role("status").first.inner_text()
    assert f"{len(compared):,}" in said
    if differing:
        assert f"{len(differing):,} differ" in said
        expect(card.get_by_text(f"{max(differing):,} L").first).to_be_visible()


def test_the_comparison_is_held_by_the_address(visit_market):
    page = visit_market("/supply?stages=omc-national&by=product_group&per=year")
    card = page.get_by_role("region", name="Where the stages disagree")
    expect(card.get_by_role("combobox", name="Stages compared")).to_have_value("omc-national")
    expect(card.get_by_role("radio", name="Product group")).to_be_checked()
    card.get_by_role("combobox", name="Stages compared").select_option("bidec-omc")
    expect(page).to_have_url(re.compile("stages=bidec-omc"))
    page.reload()
    expect(card.get_by_role("combobox", name="Stages compared")).to_have_value("bidec-omc")
    expect(card.get_by_role("radio", name="Years")).to_be_checked()


def test_a_difference_leads_to_its_month_and_product_and_back(visit_market):
    page = visit_market("/supply")
    card = page.get_by_role("region", name="Where the stages disagree")
    expect(card.get_by_role("status").first).to_be_visible()
    cell = card.get_by_role("gridcell").first
    if cell.count() == 0:
        pytest.skip("every figure agrees")
    cell.dblclick()
    expect(page).to_have_url(re.compile(r"from=(\d{4}-\d\d)&to=\1.*product="))
    page.go_back()
    expect(page).not_to_have_url(re.compile("from="))


def test_kilograms_are_chosen_by_keyboard_and_never_mixed(visit_market):
    page = visit_market("/supply")
    page.get_by_role("radio", name="Litres").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page).to_have_url(re.compile("unit=kg"))
    card = page.get_by_role("region", name="The same litres, stage by stage")
    expect(card.get_by_text(re.compile(r"\d.* kg$")).first).to_be_visible()
    expect(card.locator("[title$=' L']")).to_have_count(0)


def test_cover_is_capacity_over_what_leaves_on_a_mean_day(visit_market):
    page = visit_market("/supply")
    card = page.get_by_role("region", name="How long full tanks would last")
    capacities = ask(page, measures=["capacity"], dimensions=["day", "product_group", "unit"])
    if not capacities:
        pytest.skip("no capacities are held")
    line = card.get_by_role("row").filter(has_text="Gasoline")
    expect(line).to_be_visible(timeout=15_000)
    held = sum(row["capacity"] for row in capacities if row["product_group"] == "gasoline" and row["unit"] == "m3")
    flown = ask(
        page,
        measures=["volume"],
        dimensions=["month", "product_group", "unit"],
        filters=[{"dimension": "source", "in": ["depot"]}, {"dimension": "product_group", "in": ["gasoline"]}],
    )
    months = sorted({row["month"] for row in flown})[-12:]  # the page speaks of the newest year of depots
    total = sum(row["volume"] for row in flown if row["month"] in months)
    span = sum(monthrange(int(each[:4]), int(each[5:]))[1] for each in months)
    expect(line).to_contain_text(f"{held * 1000 / (total / span):,.1f}".removesuffix(".0"))
