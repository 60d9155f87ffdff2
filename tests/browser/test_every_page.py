"""What holds on every page: full, quiet, open to everybody, in both themes, on a phone, enlarged, within its budget.

The pages are those of the navigation and the tabs are those that stand on them, so that a new one is held to this too.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from browser_checks import serious_findings

LOOKS = [("dark", 1280), ("light", 1280), ("dark", 360), ("light", 360)]
WITH_TABS = [("dark", 1280), ("light", 360)]
"""Every tab is looked at in each theme and at each width once; every page in all four."""
BESIDE = ("/account", "/parts", "/nowhere")
"""Pages that stand in no navigation, and one that is not there."""
MOST_SHIFT = 0.1
PATIENCE = 60_000
"""Milliseconds: how soon a page is there is measured elsewhere."""
FULL = """() => {
  const seen = (each) => each.checkVisibility();
  const busy = [...document.querySelectorAll("main [aria-busy=true], main .animate-pulse")].filter(seen);
  const isFull = busy.length === 0 || location.pathname === "/parts";  // which shows what waiting looks like
  return isFull && [...document.querySelectorAll("h1")].filter(seen).length === 1;
}"""
SLIPS = re.compile(r"\b(?:undefined|NaN|null|Infinity)\b|\[object ")


def listed(page: Page) -> list[str]:
    """The addresses of the navigation; on a phone of the sheet that has all of them."""
    more = page.get_by_role("button", name="More", exact=True)
    expect(more.or_(page.get_by_role("button", name="Fold the menu"))).to_be_visible()
    place = page.get_by_role("navigation", name="Pages").first
    if more.is_visible():
        more.click()
        place = page.get_by_role("dialog")
    expect(place.get_by_role("link", name="Data", exact=True)).to_be_visible()
    return place.get_by_role("link").evaluate_all("(all) => all.map((each) => new URL(each.href).pathname)")


def settle(page: Page) -> None:
    """Until nothing is on its way any more."""
    page.wait_for_load_state("networkidle", timeout=PATIENCE)
    page.wait_for_function(FULL, timeout=PATIENCE)
    page.wait_for_load_state("networkidle", timeout=PATIENCE)


def faults(page: Page, width: int) -> Iterator[str]:
    """What is wrong with what is shown now."""
    yield from serious_findings(page)
    if (wide := page.evaluate("document.documentElement.scrollWidth")) > width:
        yield f"{wide} px wide"
    if slip := SLIPS.search(page.get_by_role("main").inner_text()):
        yield f"says {slip.group()}"
    if (shift := page.evaluate("window.shift")) > MOST_SHIFT:
        yield f"moved by {shift:.3f}: {page.evaluate('window.moved')}"


def name_of(address: str) -> str:
    return re.sub(r"\W+", "-", address).strip("-") or "overview"


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_every_page_is_full_quiet_and_open_to_everybody(visit_market, keep_picture, theme: str, width: int):
    page = visit_market("/", theme=theme, width=width)
    found: dict[str, list[str]] = {}
    for address in (*listed(page), *BESIDE):
        page.goto(urljoin(page.url, address))
        settle(page)
        keep_picture(page, f"every-{name_of(address)}-{theme}-{width}")
        found[address] = list(faults(page, width))
    assert {each: wrong for each, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize(("theme", "width"), WITH_TABS)
def test_every_tab_is_so_as_well(visit_market, keep_picture, theme: str, width: int):
    page = visit_market("/", theme=theme, width=width)
    found: dict[str, list[str]] = {}
    for address in listed(page):
        page.goto(urljoin(page.url, address))
        settle(page)
        tabs = page.get_by_role("main").get_by_role("tablist").first.get_by_role("tab", selected=False)
        for name in tabs.all_inner_texts():
            page.get_by_role("main").get_by_role("tab", name=name, exact=True).click()
            settle(page)
            keep_picture(page, f"every-{name_of(f'{address} {name}')}-{theme}-{width}")
            found[f"{address} {name}"] = list(faults(page, width))
    assert {each: wrong for each, wrong in found.items() if wrong} == {}


def test_at_twice_the_size_nothing_lies_beyond_the_edge(visit_market):
    page = visit_market("/", width=640)
    found = {}
    for address in (*listed(page), *BESIDE):
        page.goto(urljoin(page.url, address))
        settle(page)
        if (wide := page.evaluate("document.documentElement.scrollWidth")) > 640:
            found[address] = wide
    assert found == {}


def test_who_wants_no_motion_sees_none(visit_market):
    page = visit_market("/account")
    page.emulate_media(reduced_motion="reduce")
    moving = "() => document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime > 50).length"
    for address in ("/", "/market", "/prices"):
        page.goto(urljoin(page.url, address))
        assert page.evaluate(moving) == 0
        settle(page)
        page.keyboard.press("Control+k")
        expect(page.get_by_role("combobox", name="Go anywhere")).to_be_visible()
        assert page.evaluate(moving) == 0


@pytest.mark.parametrize(("theme", "width"), [("dark", 360), ("light", 1280)])
def test_everybody_can_use_an_open_menu_and_dialog(visit, theme: str, width: int):
    page = visit("/data?tab=files&verdict=read", theme=theme, width=width)
    page.get_by_role("button", name="Account:").locator("visible=true").click()
    expect(page.get_by_title("Light", exact=True)).to_be_visible()
    assert serious_findings(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("region", name="Files").get_by_role("table").get_by_role("button").first.click()
    expect(page.get_by_role("region", name="Tables and their versions")).to_be_visible()
    assert serious_findings(page) == []


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_the_signed_out_page_says_how_to_come_in(visit, keep_picture, theme: str, width: int):
    page = visit("/data", theme=theme, width=width, signed_in=False)
    folded, shown = page.get_by_text("Sign in with a one-time link"), page.get_by_text("petroverse up", exact=True)
    expect(folded.or_(shown).first).to_be_visible()
    if folded.is_visible():  # as soon as anybody has a password
        folded.click()
    expect(page.get_by_text("petroverse up", exact=True)).to_be_visible()
    keep_picture(page, f"every-signed-out-{theme}-{width}")
    assert list(faults(page, width)) == []


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
    asked = re.findall(r'(?:src|href)="\.?/?(assets/[^"]+\.(?:js|css))"', (bundle / "index.html").read_text("utf-8"))
    packed = {each: len(gzip.compress((bundle / each).read_bytes())) for each in asked}
    assert len(packed) > 2
    assert sum(packed.values()) <= 200_000, packed
