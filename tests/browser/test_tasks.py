"""Twenty things that people want to know: each in three presses from the overview, and by one line of the search."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Locator, Page, expect

from browser_answers import Held, held
from browser_tasks import TASKS, Press, Seen, Task

MOST = 3
LIVE = "[aria-live=polite]"


def region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name, exact=True).first if name else page.get_by_role("main")


def press(page: Page, each: Press, words: dict[str, str]) -> None:
    name = each.name.format(**words)
    inside = page.get_by_role("navigation", name="Pages").first if each.within == "Pages" else None
    inside = inside or (region(page, each.within) if each.within else page)
    exactly = {"name": re.compile(f"^{re.escape(name)}")} if each.is_part else {"name": name, "exact": True}
    found = inside.get_by_role(each.role, **exactly).locator("visible=true").first
    if each.chosen:
        found.select_option(each.chosen)
        return
    if each.role == "radio":  # its label covers it
        found = inside.locator("label").filter(has_text=name).locator("visible=true").first
    found.click()
    if each.typed:
        page.keyboard.type(each.typed)


def line_of(page: Page, seen: Seen) -> Locator:
    card = region(page, seen.region)
    if not seen.row:
        return card
    lines = card.locator("li, tbody tr, [role=row]:has([role=rowheader])")
    if seen.row == "first":
        return lines.first
    if not seen.region:
        return card.locator("div").filter(has_text=seen.row).last
    return lines.filter(has=page.get_by_text(re.compile(rf"^{seen.row}\b"))).first


def read(page: Page, seen: Seen, answer: tuple[str, ...]) -> None:
    """The answer stands where it must, or is read out where a picture holds it."""
    if not seen.key:
        for part in answer:
            expect(line_of(page, seen)).to_contain_text(part, ignore_case=True)
        return
    card = region(page, seen.region)
    picture = card.get_by_role("application").first
    picture.focus()
    for part in answer:
        # A picture that is drawn anew forgets where the keys stood.
        expect_read(page, picture, card, seen.key, part)


def expect_read(page: Page, picture: Locator, card: Locator, key: str, part: str) -> None:
    for _ in range(20):
        picture.press(key)
        if part.lower() in " ".join(card.locator(LIVE).all_inner_texts()).lower():
            return
        page.wait_for_timeout(100)
    said = card.locator(LIVE).all_inner_texts()
    assert part.lower() in " ".join(said).lower(), (part, said)


@pytest.fixture(scope="module")
def known() -> dict[str, Held]:
    """What the platform holds, asked once."""
    return {}


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.answer.__name__.replace("_", "-"))
def test_a_task_takes_three_presses_or_one_line(visit_market, known: dict[str, Held], task: Task):
    page = visit_market("/")
    what = known.setdefault("held", held(page)) if not known else known["held"]
    if task.prepare:
        task.prepare(page, what)
        page.reload()
    words, answer = what.words(), task.answer(page, what)
    expect(region(page, "Key figures")).to_contain_text(re.compile(r"\d"))

    assert sum(each.clicks for each in task.presses) <= MOST
    for each in task.presses:
        press(page, each, words)
    read(page, task.seen, answer)

    page.goto(urljoin(page.url, "/"))
    expect(region(page, "Key figures")).to_contain_text(re.compile(r"\d"))
    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Go anywhere")
    field.fill(task.words.format(**words).lower())
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("option").first).to_be_visible()
    field.press("Enter")
    expect(field).to_have_count(0)
    read(page, task.found or task.seen, answer)


def test_there_are_twenty_tasks_and_every_page_has_one():
    assert len({task.question for task in TASKS}) == len(TASKS) == 20
