"""The Data page: files checked and brought in, the report with its cells, restatements, company names, the sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser_checks import serious_findings
from petroverse.sources.sample import write_sample

TABS = ("import", "quality", "files", "changes", "companies", "automatic")


def delivery(page: Page, name: str):
    return page.get_by_role("region", name=name)


def choose(page: Page, *files: Path) -> None:
    page.get_by_label("Files to bring in").set_input_files(files)


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("tab", TABS)
def test_every_part_is_accessible_and_no_wider_than_the_screen(visit, tab: str, width: int):
    page = visit(f"/data?tab={tab}", width=width, theme="light" if width < 640 else "dark")
    expect(page.get_by_role("tabpanel")).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_broken_file_is_checked_with_its_verdict_and_reason(visit, tmp_path: Path):
    broken = tmp_path / "truncated.xlsx"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    page = visit("/data")
    choose(page, broken)
    outcome = delivery(page, "truncated.xlsx").get_by_role("listitem").filter(has_text="truncated.xlsx").first
    expect(outcome).to_contain_text("Refused")
    expect(outcome).to_contain_text("Seen")
    expect(page.get_by_role("button", name=re.compile("^Bring in 1"))).to_have_count(0)


def test_a_file_is_checked_brought_in_and_taken_back(visit, tmp_path: Path):
    write_sample(tmp_path, seed=11)
    file = sorted(tmp_path.rglob("*national*.xlsx"))[0]
    own = file.with_name("another-year.xlsx")
    file.rename(own)
    page = visit("/data")
    choose(page, own)
    card = delivery(page, own.name)
    expect(card).to_contain_text("Checked, nothing is stored")
    expect(card).to_contain_text("printed total")
    card.get_by_role("button", name="Bring in 1 file").click()
    expect(card).to_contain_text("Brought in")
    card.get_by_role("button", name="Take back").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Take it back")).to_be_disabled()
    dialog.get_by_label("Type the file’s name to confirm").fill(own.name)
    dialog.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text(f"{own.name} was taken back")).to_be_visible()
    page.goto(page.url.partition("?")[0] + f"?tab=files&name={own.name}")
    expect(page.get_by_role("table", name="Files")).to_contain_text("Taken back")


def test_what_is_dropped_anywhere_is_checked(visit):
    page = visit("/data?tab=files")
    expect(page.get_by_role("table", name="Files")).to_be_visible()
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.items.add(new File(["no workbook"], "dropped.xlsx"));
        for (const kind of ["dragover", "drop"])
            window.dispatchEvent(new DragEvent(kind, {dataTransfer: data, bubbles: true, cancelable: true}));
    }""")
    expect(delivery(page, "dropped.xlsx")).to_contain_text("Refused")
    assert "tab=" not in page.url


def test_files_stand_with_their_verdicts(visit):
    page = visit("/data?tab=files")
    expect(page.get_by_role("table", name="Files")).to_contain_text("Read")
    page.get_by_text("Stored", exact=True).first.click()
    assert "verdict=stored" in page.url


def test_a_file_tells_its_totals_its_versions_and_its_record(visit):
    page = visit("/data?tab=files&verdict=read&name=national")
    page.get_by_role("table", name="Files").get_by_role("button").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("printed totals agree")
    expect(dialog.get_by_role("region", name="Tables and their versions")).to_be_visible()
    expect(dialog).to_contain_text("of the organisation’s records")
    assert "open=" in page.url
    with page.expect_download() as download:
        dialog.get_by_role("link", name="Download the original").click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert "open=" not in page.url


def test_a_finding_leads_to_its_cell_by_keyboard(visit):
    page = visit("/data?tab=quality")
    link = page.get_by_role("region", name="Findings").get_by_role("button", name=re.compile("^Show .*[A-Z]+[0-9]+"))
    link.first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    marked = dialog.locator("[data-around]")
    expect(marked).to_be_in_viewport()
    assert "at=" in page.url
    where = dialog.get_by_label("Cell", exact=True)
    where.fill("B2")
    where.press("Enter")
    expect(marked).to_have_attribute("aria-label", re.compile("^B2,"))
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert "at=" not in page.url


def test_a_group_of_the_report_narrows_it(visit):
    page = visit("/data?tab=quality")
    group = page.get_by_role("region", name="By what to do").get_by_role("button").first
    group.click()
    expect(group).to_have_attribute("aria-pressed", "true")
    assert "rule=" in page.url
    assert "severity=" in page.url


def test_filters_of_the_report_live_in_the_address(visit):
    page = visit("/data?tab=quality")
    page.get_by_label("Severity").select_option("look")
    page.get_by_label("Find in the report").fill("no such words anywhere")
    expect(page.get_by_text("No finding matches")).to_be_visible()
    assert "severity=look" in page.url
    assert "find=no+such+words+anywhere" in page.url


def test_restatements_lead_from_both_figures_to_their_cells(visit_market):
    page = visit_market("/data?tab=changes&since=day&day=2024-03-08&basis=known")
    table = page.get_by_role("table", name="What changed since")
    empty = page.get_by_text("Nothing was restated")
    expect(table.or_(empty)).to_be_visible()
    if table.is_visible():
        table.get_by_role("row").nth(1).get_by_role("button").first.click()
        expect(page.get_by_role("dialog").locator("[data-around]")).to_be_in_viewport()


def test_a_name_is_merged_and_that_is_undone(visit_market):
    page = visit_market("/data?tab=companies")
    cards, all_at_once = page.get_by_role("article"), page.get_by_role("button", name="One by one")
    expect(cards.or_(all_at_once).first).to_be_visible(timeout=30_000)
    if all_at_once.is_visible():
        all_at_once.click()
    card = page.get_by_role("article", name=cards.first.get_attribute("aria-label"), exact=True)
    card.get_by_role("button", name=re.compile("are one company$")).click()
    expect(card).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(card).to_be_visible(timeout=30_000)


def test_sure_pairs_are_accepted_in_one_press_and_taken_back_in_one(visit_market):
    page = visit_market("/data?tab=companies")
    sure = page.get_by_role("region", name="Surely one company")
    expect(sure.or_(page.get_by_role("article")).first).to_be_visible(timeout=30_000)
    if not sure.is_visible():
        pytest.skip("no pair is that sure")
    accept = sure.get_by_role("button", name=re.compile(r"^Accept all \d+$"))
    count = int(accept.inner_text().split()[-1])
    assert sure.get_by_role("listitem").count() == count
    accept.click()
    expect(page.get_by_text(f"{count} names are read as another")).to_be_visible(timeout=30_000)
    expect(sure).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(sure.get_by_role("listitem")).to_have_count(count, timeout=30_000)


def test_what_came_in_last_leads_to_its_file(visit_market):
    page = visit_market("/data")
    card = page.get_by_role("region", name="Came in last")
    first = card.get_by_role("listitem").first.get_by_role("link")
    name = first.inner_text()
    first.click()
    expect(page.get_by_role("dialog", name=name)).to_be_visible()


def test_a_folder_is_looked_at_by_itself(visit, tmp_path: Path):
    page = visit("/data?tab=automatic")
    page.get_by_role("button", name="Add a source").click()
    dialog = page.get_by_role("dialog", name="Bring files in by themselves")
    dialog.get_by_label("Folder", exact=True).fill(str(tmp_path))
    dialog.get_by_label("Name", exact=True).fill("own-folder")
    dialog.get_by_role("button", name="Add").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Look at own-folder now").click()
    expect(page.get_by_role("table", name="What came of it")).to_contain_text("0 files looked at", timeout=30_000)
    page.get_by_role("button", name="Remove own-folder").click()
    expect(page.get_by_text("Nothing comes in by itself yet")).to_be_visible()


def test_the_sample_goes_in_one_click_and_comes_back_in_one(visit):
    page = visit("/")
    page.get_by_role("button", name="Remove the sample").click()
    dialog = page.get_by_role("dialog", name="Remove the sample?")
    dialog.get_by_role("button", name="Remove the sample").click()
    expect(page.get_by_text("This home holds no facts yet")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("This market is simulated")).to_have_count(0)
    page.get_by_role("link", name="Bring in a workbook").click()
    page.get_by_role("button", name="Load the sample").click()
    expect(page.get_by_text("This market is simulated")).to_be_visible(timeout=90_000)
