"""The Reports page on a platform with a mail server: a report made, scheduled, sent and taken back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from browser_checks import serious_findings
from mail_server import MailServer, mail_server
from petroverse.database import EngineSettings, forget_engine
from platform_process import Running

expect.set_options(timeout=15_000)

VOLUMES = {
    "measures": ["volume"],
    "dimensions": ["month", "product"],
    "filters": [{"dimension": "source", "in": ["national"]}],
}
PANELS = [
    {
        "id": "volumes",
        "title": "National volume by product",
        "question": VOLUMES,
        "view": {"kind": "area", "x": "month", "y": "volume", "series": "product"},
    },
    {
        "id": "cells",
        "title": "Figures held",
        "question": {"measures": ["cells"]},
        "view": {"kind": "figure", "y": "cells"},
    },
]


@pytest.fixture(scope="module")
def mails() -> Iterator[MailServer]:
    with mail_server("none") as server:
        yield server


@pytest.fixture(scope="module")
def mailing(bundle: Path, mails: MailServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A platform with the sample that sends mail to a server of the test."""
    home = tmp_path_factory.mktemp("mailing") / "home"
    told = {"smtp_host": "127.0.0.1", "smtp_port": str(mails.port), "smtp_tls": "none", "mail_from": "pv@example.org"}
    try:
        with Running(home, "up", "--port", "0", "--no-browser", settings=told) as up:
            yield up
    finally:
        forget_engine(EngineSettings(home))


@pytest.fixture
def page(chromium: Browser, mailing: Running) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, color_scheme="dark", accept_downloads=True)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(mailing.link)
    yield page
    context.close()


def test_a_report_is_made_scheduled_sent_and_its_schedule_taken_back(page: Page, mailing: Running, mails: MailServer):
    page.goto(f"{mailing.address}/reports")
    expect(page.get_by_text("There is no dashboard yet")).to_be_visible()
    headers = {"Origin": mailing.address}
    made = page.request.post(
        f"{mailing.address}/api/dashboards", data={"name": "Weekly market", "panels": PANELS}, headers=headers
    ).json()

    page.goto(f"{mailing.address}/reports?dashboard={made['id']}")
    expect(page.get_by_role("listitem").filter(has_text="National volume by product")).to_contain_text("Stacked areas")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Make it now").click()
    text = " ".join(each.get_textpage().get_text_bounded() for each in pypdfium2.PdfDocument(taken.value.path()))
    assert "Weekly market" in text
    assert "SAMPLE" in text

    page.get_by_role("radio", name="Workbook").check(force=True)
    expect(page).to_have_url(f"{mailing.address}/reports?dashboard={made['id']}&format=xlsx")
    page.get_by_role("button", name="Send on a schedule").click()
    page.get_by_label("How often").select_option("Monday to Friday")
    page.get_by_label("To", exact=True).fill("ama@example.org; kofi@example.org")
    expect(page.get_by_role("dialog", name="on a schedule")).to_contain_text("Sent Monday to Friday at 07:00")
    assert serious_findings(page) == []
    page.get_by_role("button", name="Save the schedule").click()
    row = page.get_by_role("row").filter(has_text="Monday to Friday at 07:00")
    expect(row).to_contain_text("kofi@example.org")

    page.get_by_role("button", name="Send now: Weekly market").click()
    expect(row.get_by_text("Sent", exact=True)).to_be_visible()
    sender, to, mail = mails.mails[-1]
    assert (sender, to) == ("pv@example.org", ["ama@example.org", "kofi@example.org"])
    (attached,) = mail.iter_attachments()
    assert openpyxl.load_workbook(io.BytesIO(attached.get_content())).sheetnames[1] == "1 National volume by product"
    assert serious_findings(page) == []

    page.get_by_role("button", name="Pause Weekly market").click()
    expect(row).to_contain_text("Paused")
    page.get_by_role("button", name="Remove Weekly market").click()
    expect(page.get_by_text("No report is scheduled yet")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(row).to_be_visible()


def test_on_a_phone_it_fits_and_a_dashboard_that_is_gone_says_so(visit):
    page = visit("/reports", theme="light", width=360)
    expect(page.get_by_role("heading", name="Reports", level=1)).to_be_visible()
    expect(page.get_by_text("No mail server is set up")).to_be_visible()
    expect(page.get_by_text("No report is scheduled yet")).to_be_visible()
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
