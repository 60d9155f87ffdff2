"""What holds on every page: reachable by keyboard and by everybody, in both themes, on a phone, within its budget."""

from __future__ import annotations

import gzip
import re

import pytest
from playwright.sync_api import expect

from browser_checks import serious_findings

VIEWS = [
    *((path, theme, width) for path in ("/", "/data") for theme in ("dark", "light") for width in (1280, 360)),
    ("/?view=table", "dark", 360),
    ("/nowhere", "light", 1280),
]


@pytest.mark.parametrize(("path", "theme", "width"), VIEWS)
def test_everybody_can_use_it(visit, path, theme, width):
    page = visit(path, theme=theme, width=width)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
def test_everybody_can_use_a_dialog(visit, theme, width):
    page = visit("/data?tab=files&verdict=read", theme=theme, width=width)
    page.get_by_role("region", name="Files").get_by_role("table").get_by_role("button").first.click()
    expect(page.get_by_role("region", name="Tables and their versions")).to_be_visible()
    assert serious_findings(page) == []


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_signed_out_page_says_how_to_come_in(visit, theme):
    page = visit("/data", theme=theme, signed_in=False)
    folded, shown = page.get_by_text("Sign in with a one-time link"), page.get_by_text("petroverse up", exact=True)
    expect(folded.or_(shown).first).to_be_visible()
    if folded.is_visible():  # as soon as anybody has a password
        folded.click()
    expect(page.get_by_text("petroverse up", exact=True)).to_be_visible()
    assert serious_findings(page) == []


def test_a_chosen_theme_outlives_a_reload(visit):
    page = visit("/", theme="dark")
    dark = page.evaluate("getComputedStyle(document.body).color")
    page.get_by_role("button", name="Account:").locator("visible=true").click()
    page.get_by_title("Light", exact=True).click()
    light = page.evaluate("getComputedStyle(document.body).color")
    page.reload()
    assert dark != light == page.evaluate("getComputedStyle(document.body).color")


def test_the_keyboard_alone_gets_everywhere(visit):
    page = visit("/")
    expect(page.get_by_role("button", name="Remove the sample")).to_be_visible()
    press = page.keyboard.press
    press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    press("Enter")
    press("Tab")
    expect(page.get_by_role("button", name="Remove the sample")).to_be_focused()
    press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("button", name="Remove the sample")).to_be_focused()
    page.get_by_role("link", name="Data").first.focus()
    press("Enter")
    expect(page.get_by_role("heading", name="Data", level=1)).to_be_visible()


def test_the_shell_stays_within_its_budget(bundle):
    asked = re.findall(r'(?:src|href)="\./(assets/[^"]+\.(?:js|css))"', (bundle / "index.html").read_text("utf-8"))
    packed = {each: len(gzip.compress((bundle / each).read_bytes())) for each in asked}
    assert len(packed) > 2
    assert sum(packed.values()) <= 200_000, packed
