"""The Quality page: results against the specification, parameter by parameter and sample by sample."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browser_checks import ask, serious_findings


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 1280), ("dark", 360), ("light", 360)])
def test_everybody_can_use_it(visit_market, keep_picture, theme, width):
    page = visit_market("/quality", theme=theme, width=width)
    expect(page.get_by_role("heading", name="Quality", level=1)).to_be_visible()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(500)
    keep_picture(page, f"quality-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture
def worst(visit_market):
    """The page of the product with most results outside their limits."""
    page = visit_market("/quality")
    rows = ask(page, measures=["outside", "share_within", "samples"], dimensions=["product"])
    if not rows:
        pytest.skip("no laboratory results are held")
    row = max(rows, key=lambda each: each["outside"])
    page.goto(f"{page.url.split('?')[0]}?product={row['product']}")
    expect(page.get_by_role("region", name="Every sample")).to_be_visible()
    return page, row


def test_the_figures_are_what_the_model_says(worst):
    page, row = worst
    expect(page.get_by_text(f"{row['share_within'] * 100:.1f} %").first).to_be_visible()
    tile = page.get_by_text("Outside the limits", exact=True).locator("..")
    expect(tile).to_contain_text(str(row["outside"]))


def test_samples_with_results_outside_come_first_and_say_so(worst):
    page, row = worst
    if not row["outside"]:
        pytest.skip("every result lies within its limits")
    first = page.get_by_role("region", name="Every sample").first.get_by_role("row").nth(1)
    expect(first.get_by_text("Outside its limits:").first).to_be_attached()
    expect(page.get_by_role("img", name=re.compile(r"\d+ of \d+ outside"))).not_to_have_count(0)


def test_a_parameter_is_followed_over_time_by_keyboard(worst):
    page, _ = worst
    button = page.get_by_role("button", name=re.compile("^Show .* over time$")).nth(1)
    name = button.inner_text()
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile("parameter="))
    expect(page.get_by_role("heading", name=f"{name} by week")).to_be_visible()
