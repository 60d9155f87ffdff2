"""The Data page: uploads with their verdict, the quality report under its filters, the sample in and out."""

from __future__ import annotations

from playwright.sync_api import expect


def test_a_broken_file_gets_its_verdict_and_reason(visit, tmp_path):
    broken = tmp_path / "truncated.xlsx"
    broken.write_bytes(b"PK\x03\x04 and then nothing")
    page = visit("/data")
    page.get_by_label("Files to bring in").set_input_files(broken)
    outcome = (
        page.get_by_role("region", name="Bring in files").get_by_role("listitem").filter(has_text="truncated.xlsx")
    )
    expect(outcome).to_contain_text("Refused")
    assert len(outcome.inner_text().splitlines()) >= 3


def test_files_stand_with_their_verdicts(visit):
    page = visit("/data")
    files = page.get_by_role("region", name="Files").get_by_role("table")
    expect(files).to_contain_text("Read")
    page.get_by_text("Stored", exact=True).first.click()
    assert "verdict=stored" in page.url


def test_a_file_ties_out_against_its_printed_totals(visit):
    page = visit("/data?verdict=read&name=national")
    page.get_by_role("region", name="Files").get_by_role("table").get_by_role("button").first.click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("printed totals agree")
    expect(dialog.get_by_role("region", name="Tables of this file")).to_be_visible()
    assert "open=" in page.url
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert "open=" not in page.url


def test_filters_of_the_report_live_in_the_address(visit):
    page = visit("/data")
    page.get_by_label("Severity").select_option("look")
    page.get_by_label("Find in the report").fill("no such words anywhere")
    expect(page.get_by_text("No finding matches")).to_be_visible()
    assert "severity=look" in page.url
    assert "find=no+such+words+anywhere" in page.url


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
