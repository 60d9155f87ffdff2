"""The way to a new gauge: asked in the field, its tanks given their places in the network, and saved."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from browser_checks import serious_findings
from gauge_peers import world
from gauge_peers.standing import standing_console
from platform_process import Running

SECRET = "OPEN-7"


@pytest.fixture(scope="module")
def up(sites_up: Running) -> Running:
    return sites_up


@pytest.fixture(scope="module")
def console() -> Iterator[str]:
    with standing_console(SECRET) as address:
        yield address


def ask(page: Page, address: str, secret: str = SECRET) -> None:
    page.get_by_role("textbox", name="Address").fill(address)
    page.get_by_role("combobox", name="Units").select_option("us")
    page.get_by_text("More settings").click()
    page.get_by_role("textbox", name="Security code or password").fill(secret)
    page.get_by_role("textbox", name="Name of the secret").fill("console-code")
    page.get_by_role("button", name="Ask the gauge").click()


@pytest.mark.parametrize(("theme", "width"), [("dark", 1280), ("light", 360)])
def test_a_gauge_is_asked_its_tanks_are_mapped_and_it_is_saved(open_page, console, keep_picture, theme, width):
    page = open_page("/network/gauge", theme=theme, width=width)
    keep_picture(page, f"gauge-{theme}-{width}")
    assert serious_findings(page) == []
    ask(page, console)
    found = page.get_by_role("region", name="What it has")
    first = world()().tanks[0]
    expect(found.get_by_role("listitem").first).to_contain_text(f"{first.level_m:.3f} m")
    expect(found).to_contain_text("Veeder-Root TLS")
    if (box := page.get_by_role("checkbox", name="A new site")).count():
        box.check()
    page.get_by_role("textbox", name="Its id").fill(f"W{width}")
    page.get_by_role("textbox", name="Its name").fill(f"Station {width}")
    page.get_by_role("combobox", name=f"Tank {first.name} is").select_option("a new tank")
    expect(page.get_by_role("status").filter(has_text="Still to say")).to_contain_text(f"tank {first.name}")
    expect(page.get_by_role("button", name="Save the gauge")).to_have_attribute("aria-disabled", "true")
    page.get_by_role("combobox", name="Product").select_option("Gasoil")
    page.get_by_role("spinbutton", name="Diameter, m").fill("2.6")
    page.get_by_role("spinbutton", name="Length, m").fill("9")
    page.get_by_role("spinbutton", name="Safe fill, L").fill("40000")
    keep_picture(page, f"gauge-found-{theme}-{width}")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("button", name="Save the gauge").click()
    expect(page.get_by_role("heading", name=f"Station {width}")).to_be_visible()
    expect(page.get_by_role("link", name=f"Open tank W{width}/{first.name}")).to_be_visible()


def test_a_gauge_that_cannot_be_asked_says_why_and_a_known_one_is_changed(open_page, console):
    page = open_page("/network/gauge")
    page.get_by_role("textbox", name="Address").fill("somewhere")
    page.get_by_role("button", name="Ask the gauge").click()
    expect(page.get_by_role("alert")).to_contain_text("is no address on a network")
    ask(page, console)
    expect(page.get_by_text("saving changes it")).to_be_visible()
