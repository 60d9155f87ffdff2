"""Reports as their readers get them: read back by other readers, under each one's own rights, and by mail."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import openpyxl
import pypdfium2
import pytest

from engines import forgotten_home
from mail_server import MailServer, mail_server
from petroverse.app import Platform, Settings, open_platform
from petroverse.app.work import job_kinds, run_now
from petroverse.core.dashboards import View
from petroverse.core.grants import LOCAL, SAMPLE, PersonId
from petroverse.core.rights import RightMissing, Role
from petroverse.database import EngineSettings
from petroverse.documents import Report, ReportPanel, report_pdf, report_workbook
from petroverse.sources.sample import write_sample
from petroverse.workflows import (
    OWNER,
    NewSchedule,
    Reader,
    Standing,
    add_person,
    add_schedule,
    answer_question,
    files_in,
    import_files,
    make_dashboard,
    make_sample_organisation,
    owner_reader,
    panels_report,
    question_from_json,
    queue_due_schedules,
    schedules_list,
    set_standing,
)
from petroverse.workflows.admit import reader_of_person

OMC = {"dimension": "source", "in": ["omc"]}
LITRES = {"dimension": "unit", "in": ["L"]}


def panel(name: str, question: dict[str, Any], **view: Any) -> dict[str, Any]:
    return {"id": name, "title": name.replace("-", " "), "question": question, "view": view}


PANELS = [
    panel(
        "Volumes-by-month",
        {"measures": ["volume"], "dimensions": ["month", "product"], "filters": [OMC]},
        kind="area", x="month", y="volume", series="product",
    ),
    panel(
        "Largest-companies",
        {"measures": ["volume", "share"], "dimensions": ["company"], "filters": [OMC, LITRES], "compare": "year_ago"},
        kind="ranking", x="company", y="volume",
    ),
    panel(
        "Who-sells-what",
        {"measures": ["volume"], "dimensions": ["company", "product"], "filters": [OMC, LITRES]},
        kind="sankey", path=["company", "product"], y="volume",
    ),
    panel("In-all", {"measures": ["cells"]}, kind="figure", y="cells"),
]  # fmt: skip


@pytest.fixture(scope="module")
def mails() -> Iterator[MailServer]:
    with mail_server("none") as server:
        yield server


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory, mails: MailServer) -> Iterator[Platform]:
    home, books = tmp_path_factory.mktemp("reports-home"), tmp_path_factory.mktemp("books")
    write_sample(books, seed=7)
    chosen = tmp_path_factory.mktemp("chosen")
    for each in sorted((books / "omc").glob("*.xlsx"))[:2]:
        (chosen / each.name).write_bytes(each.read_bytes())
    told = {"smtp_host": "127.0.0.1", "smtp_port": mails.port, "smtp_tls": "none", "mail_from": "reports@example.org"}
    with forgotten_home(EngineSettings(home)), open_platform(Settings(home=home, **told)) as opened:
        pack = next(name for name, each in opened.stores.packs.items() if each.is_simulated)
        make_sample_organisation(opened.stores, OWNER, pack)
        import_files(opened.stores, files_in(chosen), opened.import_options())
        yield opened


@pytest.fixture
def owner(platform: Platform) -> Reader:
    return platform.reader


def somebody(platform: Platform, name: str, standing: Standing) -> Reader:
    add_person(platform.stores, owner_reader(), PersonId(name), name.title(), f"{name}@example.org")
    set_standing(platform.stores, owner_reader(SAMPLE), PersonId(name), standing)
    return reader_of_person(platform.stores, PersonId(name), SAMPLE)


def rows_of(platform: Platform, reader: Reader, question: dict[str, Any]) -> list[dict[str, Any]]:
    return answer_question(platform.stores, question_from_json(question), reader).table.to_pylist()


def book_of(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(each.get_textpage().get_text_bounded() for each in document).split())


def test_every_figure_of_the_workbook_is_the_questions_own(platform: Platform, owner: Reader):
    book = book_of(panels_report(platform.stores, owner, {"title": "Market", "panels": PANELS}, "xlsx").content)
    assert len(book.sheetnames) == len(PANELS) + 2
    for each, sheet in zip(PANELS, book.worksheets[1:], strict=False):
        rows = rows_of(platform, owner, each["question"])
        columns = list(rows[0])
        assert sheet.freeze_panes == "A6"
        for row, line in zip(rows, sheet.iter_rows(min_row=6, max_col=len(columns)), strict=False):
            for (column, value), cell in zip(row.items(), line, strict=True):
                if column == "month":
                    assert (f"{cell.value:%Y-%m-%d}", cell.number_format) == (f"{value}-01", "mmm yyyy")
                elif isinstance(value, int | float):
                    assert (cell.data_type, cell.value) == ("n", pytest.approx(value, rel=1e-15))
    assert [len(each._charts) for each in book.worksheets[1:4]] == [1, 1, 0]
    assert book.worksheets[2]["B5"].value == "Volume (L)"
    assert book.worksheets[2]["B6"].number_format == "#,##0"


def test_the_workbook_says_where_each_figure_is_from(platform: Platform, owner: Reader):
    book = book_of(panels_report(platform.stores, owner, {"title": "Market", "panels": PANELS}, "xlsx").content)
    told = [tuple(cell.value for cell in line) for line in book["Provenance"].iter_rows(min_row=2)]
    whole = {what: value for sheet, what, value in told if not sheet}
    assert (whole["report"], whole["made by"]) == ("Market", "owner")
    assert whole["made at"].endswith("+00:00")
    assert whole["made with"].startswith("PetroVerse ")
    first = {what: value for sheet, what, value in told if sheet == book.sheetnames[1]}
    assert '"measures": ["volume"]' in first["question"]
    assert "SELECT" in first["sql"]
    assert "sha256" in first["source 1"]
    assert first["simulated"] == "yes, a made-up country"


def test_the_pdf_says_title_unit_source_time_and_that_it_is_a_sample(platform: Platform, owner: Reader):
    text = text_of(panels_report(platform.stores, owner, {"title": "Gɔlo −1 Ω", "panels": PANELS}, "pdf").content)
    for each in ("Gɔlo −1 Ω", "Volumes by month", "SAMPLE", "as known on", "Source: ", ".xlsx, known", "by owner with"):
        assert each in text, each
    assert "1 / " in text
    assert "Volume (L)" in text
    name = rows_of(platform, owner, PANELS[1]["question"])[0]["company"]
    assert name.split()[0] in text


def test_equal_answers_are_equal_files_but_for_when_they_were_made(platform: Platform, owner: Reader):
    first, second = (panels_report(platform.stores, owner, {"title": "M", "panels": PANELS}, "pdf") for _ in range(2))
    assert first.report.made_at is not None
    for write in (report_pdf, report_workbook):
        one, other = (write(replace(each.report, made_at=None)) for each in (first, second))
        assert one == other
        assert write(first.report) != one


def test_a_panel_without_an_answer_says_so_and_the_others_are_there(platform: Platform, owner: Reader):
    prices = {"measures": ["average_price"], "dimensions": ["window"]}
    future = {
        "measures": ["volume"],
        "dimensions": ["month"],
        "filters": [OMC],
        "span": {"from": "2090-01", "until": "2090-02"},
    }
    panels = [
        panel("Refused", prices, kind="line", x="window", y="average_price"),
        panel("Empty", future, kind="line", x="month", y="volume"),
        PANELS[3],
    ]
    report = {"title": "Some", "panels": panels}
    limited = replace(owner, measures=frozenset({"volume", "cells"}))
    made = panels_report(platform.stores, limited, report, "pdf")
    text = text_of(made.content)
    assert "There is no answer: " in text
    assert "No figures are held of this." in text
    assert "In all" in text
    assert len(book_of(panels_report(platform.stores, owner, report, "xlsx").content).sheetnames) == 5


def test_no_cell_of_a_workbook_is_a_formula(platform: Platform, owner: Reader):
    evil = '=HYPERLINK("http://elsewhere.example","x")'
    panels = [{**PANELS[0], "title": evil, "hint": "@SUM(1)"}]
    made = panels_report(platform.stores, owner, {"title": evil, "description": "+1", "panels": panels}, "xlsx")
    cells = [cell for sheet in book_of(made.content) for line in sheet.iter_rows() for cell in line]
    assert {each.data_type for each in cells} <= {"n", "s", "d"}
    assert not [each.value for each in cells if str(each.value).startswith(("=", "@", "+"))]


def test_whoever_sees_some_rows_gets_a_report_of_those_alone(platform: Platform, owner: Reader):
    names = sorted({each["company"] for each in rows_of(platform, owner, PANELS[1]["question"])} - {"others"})
    limited = somebody(platform, "ama", Standing(Role.ANALYST, row_rules={"company": (names[0],)}))
    made = panels_report(platform.stores, limited, {"title": "Mine", "panels": PANELS}, "xlsx")
    cells = {str(cell.value) for sheet in book_of(made.content) for line in sheet.iter_rows() for cell in line}
    assert names[0] in cells
    assert not cells & set(names[1:])
    text = text_of(panels_report(platform.stores, limited, {"title": "Mine", "panels": PANELS}, "pdf").content)
    assert not [each for each in names[1:] if each in text]


def test_whoever_may_only_read_takes_no_report_along(platform: Platform):
    viewer = somebody(platform, "kofi", Standing(Role.VIEWER))
    with pytest.raises(RightMissing):
        panels_report(platform.stores, viewer, {"title": "M", "panels": PANELS}, "pdf")


@pytest.mark.parametrize(
    "kind", ["line", "area", "bar", "ranking", "heat", "waterfall", "tiles", "fan", "figure", "table"]
)
def test_every_kind_of_view_is_drawn_of_two_years_and_fourteen_long_names(kind: str):
    import pyarrow as pa

    months = [f"{year}-{month:02}" for year in (2023, 2024) for month in range(1, 13)]
    names = [f"The {number}th Very Long Petroleum Distribution and Marketing Company Limited" for number in range(14)]
    rows = [{"month": at, "company": name, "volume": 1e6 * (place + 1) - 3e6 * (kind == "waterfall")}
            for at in months for place, name in enumerate(names)]  # fmt: skip
    table = pa.Table.from_pylist(rows)
    shown = ReportPanel("Panel", View(kind, "volume", x="month", series="company"), table=table)  # type: ignore[arg-type]
    text = text_of(report_pdf(Report("All", "Office", [shown])))
    assert "Panel" in text
    assert "13th Very Long Petroleum" in text
    assert len(book_of(report_workbook(Report("All", "Office", [shown]))).sheetnames) == 3


def schedule(platform: Platform, owner: Reader, name: str, form: str) -> int:
    """A schedule of a dashboard that is due at once; gives its job."""
    made = make_dashboard(platform.stores, owner, {"name": f"Market {name}", "panels": PANELS[:2]})
    body = {"dashboard": made["id"], "to": ["ama@example.org"], "subject": f"Report {name}", "format": form}
    wanted = NewSchedule(name, "* * * * *", "Africa/Accra", "mail_report", body)
    add_schedule(platform.stores, job_kinds(platform), owner, wanted)
    with platform.stores.database.unit_of_work(LOCAL, owner.person) as unit:
        unit.rows("update schedules set next_at = now() where name = %s", [name])
    queue_due_schedules(platform.stores)
    return next(each["last_job"] for each in schedules_list(platform.stores, owner) if each["name"] == name)


def ended(platform: Platform, job: int) -> dict[str, Any]:
    return run_now(platform, job, lambda *_: None)


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_a_scheduled_report_comes_by_mail_and_can_be_read(
    platform: Platform, owner: Reader, mails: MailServer, form: str
):
    job = ended(platform, schedule(platform, owner, f"weekly-{form}", form))
    assert job["state"] == "done", job["fault"]
    sender, to, mail = mails.mails[-1]
    assert (sender, to) == ("reports@example.org", ["ama@example.org"])
    assert mail["Subject"] == f"SAMPLE, simulated figures: Report weekly-{form}"
    (attached,) = mail.iter_attachments()
    content = attached.get_content()
    if form == "pdf":
        assert "Volumes by month" in text_of(content)
    else:
        assert book_of(content).sheetnames[1] == "1 Volumes by month"


def test_a_mail_server_that_is_busy_is_asked_again_and_the_job_says_why(
    platform: Platform, owner: Reader, mails: MailServer
):
    before = len(mails.mails)
    mails.at_end = "451 come back later"
    try:
        number = schedule(platform, owner, "patient", "pdf")
        job = ended(platform, number)
        assert (job["state"], job["attempts"]) == ("waiting", 1)
        assert "451" in job["fault"]["what"]
        assert len(mails.mails) == before
    finally:
        mails.at_end = ""
    with platform.stores.database.unit_of_work(LOCAL, owner.person) as unit:
        unit.rows("update jobs set run_after = now() where id = %s", [number])
    assert ended(platform, number)["state"] == "done"
    assert len(mails.mails) == before + 1
