"""Files on their way in and afterwards: checked, together, cancelled; their cells, versions and original bytes."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.grants import LOCAL, SAMPLE
from petroverse.database import NewImport, add_imports, reserve_import_ids
from petroverse.sources.sample import write_sample
from petroverse.workflows import OWNER
from written_sheets import written_book

LINES = {"Accept": "application/x-ndjson"}


def imports(owner: httpx.Client) -> list[dict]:
    return owner.get("/api/imports").json()["imports"]


def a_workbook(owner: httpx.Client) -> dict:
    return next(each for each in imports(owner) if each["file_name"].endswith(".xlsx") and each["editions"])


def spare(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    """Two publications of the sample market that nobody brought in yet."""
    folder = tmp_path_factory.mktemp("spare")
    write_sample(folder, seed=7)
    found = sorted((folder / "omc").glob("*.xlsx"))[1:3]
    return [(f"market/omc/{each.name}", each.read_bytes()) for each in found]


@pytest.fixture(scope="module")
def unsent(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, bytes]]:
    return spare(tmp_path_factory)


def test_a_check_says_what_would_come_in_and_stores_nothing(owner: httpx.Client, unsent):
    before = imports(owner)
    name, content = unsent[0]
    report = owner.post("/api/imports", params={"check": True}, files={"file": (name, content)}).json()["report"]
    (row,) = report["rows"]
    assert report["meta"]["check"] is True
    assert (row["verdict"], row["import_id"]) == ("read", 0)
    assert row["change"]["new"] == row["rows"] > 0
    assert row["recognised"]["series"] == ["omc"]
    assert row["recognised"]["first"] < row["recognised"]["last"]
    assert imports(owner) == before


def test_files_of_a_folder_come_in_together_by_their_paths(owner: httpx.Client, unsent):
    sent = [("file", each) for each in [*unsent, ("market/notes.txt", b"seen"), ("../../market/x.xlsx", b"no book")]]
    rows = owner.post("/api/imports", params={"check": True}, files=sent).json()["report"]["rows"]
    verdicts = {each["name"]: each["verdict"] for each in rows}
    assert verdicts == {unsent[0][0]: "read", unsent[1][0]: "read", "market/notes.txt": "skipped",
                        "market/x.xlsx": "refused"}  # fmt: skip


def test_two_files_of_one_name_keep_apart(owner: httpx.Client):
    sent = [("file", ("a.xlsx", b"one")), ("file", ("a.xlsx", b"other"))]
    rows = owner.post("/api/imports", params={"check": True}, files=sent).json()["report"]["rows"]
    assert sorted(each["name"] for each in rows) == ["a.xlsx", "a.xlsx (2)"]


def test_an_import_stops_where_nobody_waits_for_it(owner: httpx.Client, unsent, platform: Platform):
    before = imports(owner)
    with owner.stream("POST", "/api/imports", files=[("file", each) for each in unsent], headers=LINES) as answer:
        assert answer.status_code == 200
    time.sleep(1)
    with platform.stores.database.reading(SAMPLE, OWNER) as uow:
        assert not uow.rows("select 1 as one from imports where file_name = any(%s)", [[name for name, _ in unsent]])
    assert imports(owner) == before


def test_progress_names_each_file_that_was_read(owner: httpx.Client, unsent):
    sent = [("file", each) for each in unsent]
    answer = owner.post("/api/imports", params={"check": True}, files=sent, headers=LINES)
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert {each["progress"]["what"] for each in lines if "progress" in each} == {name for name, _ in unsent}
    assert lines[-1]["report"]["meta"]["check"] is True


def test_a_sheet_is_drawn_around_a_cell_with_what_each_cell_became(owner: httpx.Client):
    file = a_workbook(owner)
    details = owner.get(f"/api/imports/{file['import_id']}").json()
    edition = next(each for each in details["editions"] if any(total["printed"] for total in each["totals"]))
    total = next(each for each in edition["totals"] if each["printed"])
    asked = {"name": edition["sheet"], "around": total["cell"], "rows": 200, "columns": 60}
    view = owner.get(f"/api/imports/{file['import_id']}/sheet", params=asked).json()
    row, column = view["around"]["row"] - view["top"], view["around"]["column"] - view["left"]
    assert view["rows"][row][column] == total["printed"]
    assert view["parts"][row][column] == "total"
    facts = sum(row.count("fact") for row in view["parts"])
    assert facts == edition["row_count"]
    assert any("heading" in row for row in view["parts"])
    assert edition["sheet"] in view["sheets"]


def stored(platform: Platform, content: bytes) -> int:
    with platform.stores.database.unit_of_work(SAMPLE, OWNER) as uow:
        number = reserve_import_ids(uow, 1)[0]
        key = platform.stores.blobs.put(content)
        add_imports(uow, [NewImport(number, f"own-{number}.xlsx", key, len(content), "stored")])
    return number


def test_what_a_publisher_hides_is_never_shown(owner: httpx.Client, platform: Platform):
    shown = [["NAME", "PHONE", "LITRES"], ["Ama", "secret-1", 5], ["secret-2", "secret-3", 6], ["Kofi", "secret-4", 7]]
    content = written_book(
        {"Open": shown, "Private": [["secret-5"]]}, hidden_rows=[3], hidden_columns=[2], hidden_sheets=["Private"]
    )
    number = stored(platform, content)
    view = owner.get(f"/api/imports/{number}/sheet").json()
    assert (view["sheets"], view["hidden_rows"]) == (["Open"], [3])
    assert "secret" not in json.dumps(view)
    assert 2 in view["hidden_columns"]
    hidden = owner.get(f"/api/imports/{number}/sheet", params={"name": "Private"})
    assert hidden.status_code == 404
    assert "secret" not in hidden.text


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"around": "ZZZ99999999"}, 422),
        ({"around": "XFE1"}, 422),
        ({"around": "A0"}, 422),
        ({"around": "'; drop table imports; --"}, 422),
        ({"around": "B" * 301}, 400),
        ({"name": "'\";<script>"}, 404),
        ({"name": "../../etc/passwd"}, 404),
        ({"name": "x" * 101}, 400),
        ({"rows": 100_000}, 400),
        ({"columns": -1}, 400),
        ({"around": "XFD1048576"}, 200),
        ({"around": "$B$2"}, 200),
    ],
)
def test_odd_places_are_refused_in_words_or_drawn(owner: httpx.Client, asked: dict, status: int):
    answer = owner.get(f"/api/imports/{a_workbook(owner)['import_id']}/sheet", params=asked)
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["detail"]


def test_what_is_no_workbook_is_not_drawn_and_says_why(owner: httpx.Client, platform: Platform):
    for content in (b"", b"%PDF-1.7 not a sheet", b"PK\x03\x04 and then nothing"):
        answer = owner.get(f"/api/imports/{stored(platform, content)}/sheet")
        assert answer.status_code == 422
        assert answer.json()["detail"]


def test_the_original_comes_back_byte_for_byte_as_a_download(owner: httpx.Client, workbooks: Path):
    file = next(each for each in imports(owner) if (workbooks / each["file_name"]).is_file())
    answer = owner.get(f"/api/imports/{file['import_id']}/file")
    assert answer.content == (workbooks / file["file_name"]).read_bytes()
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["content-type"] == "application/octet-stream"


def test_a_table_knows_its_versions_and_the_record_of_its_import(owner: httpx.Client):
    details = owner.get(f"/api/imports/{a_workbook(owner)['import_id']}").json()
    assert len(details["record"]["hash"]) == 64
    for edition in details["editions"]:
        versions = owner.get("/api/editions", params={"slot": edition["slot"]}).json()["editions"]
        assert len(versions) == edition["versions"]
        is_read = versions[0]["edition_id"] == edition["edition_id"]
        assert is_read == (edition["replaced_by"] is None)
        if not is_read:
            assert edition["replaced_by"]["edition_id"] == versions[0]["edition_id"]


@pytest.mark.parametrize("slot", ["a/b", "volume/omc/month/soon", "volume/omc/month/2024-03-01/x", "%00"])
def test_what_is_no_slot_is_refused(owner: httpx.Client, slot: str):
    assert owner.get("/api/editions", params={"slot": slot}).status_code in {400, 422}


def test_findings_are_grouped_with_what_was_kept_out_first(owner: httpx.Client):
    page = owner.get("/api/findings", params={"limit": 1}).json()
    assert sum(each["count"] for each in page["groups"]) == page["total"]
    order = [(each["severity"], -each["litres"]) for each in page["groups"]]
    assert order == sorted(order)
    first = page["groups"][0]
    own = owner.get("/api/findings", params={"rule": first["rule"], "severity": first["severity"]}).json()
    assert own["total"] == first["count"]
    sheet = own["findings"][0]["sheet"]
    assert {each["sheet"] for each in owner.get("/api/findings", params={"sheet": sheet}).json()["findings"]} == {sheet}


@pytest.mark.parametrize("asked", [{}, {"since": "soon"}, {"since": "2024-01-01", "dataset": "movement"},
                                   {"since": "2024-01-01", "basis": "guessed"}, {"import_id": "x"},
                                   {"since": "2024-01-01", "cursor": "!"}])  # fmt: skip
def test_restatements_say_what_they_need(owner: httpx.Client, asked: dict):
    answer = owner.get("/api/restatements", params=asked)
    assert answer.status_code in {400, 422}
    assert answer.json()["detail"]


def test_restatements_of_an_import_nobody_may_see_are_not_found(owner: httpx.Client):
    assert owner.get("/api/restatements", params={"import_id": "999999999"}).status_code == 404


def test_nothing_was_in_force_before_the_first_import(owner: httpx.Client):
    page = owner.get("/api/restatements", params={"since": "2000-01-01"}).json()
    assert (page["total"], page["rows"]) == (0, [])
    assert page["new_tables"] > 0


@pytest.fixture
def more_years(owner: httpx.Client, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The whole sample, in which companies change their names; taken back afterwards."""
    folder = tmp_path_factory.mktemp("years")
    write_sample(folder, seed=7)
    sent = [("file", (each.name, each.read_bytes())) for each in sorted(folder.rglob("*.xlsx"))]
    rows = owner.post("/api/imports", files=sent).json()["report"]["rows"]
    yield
    for number in {each["import_id"] for each in rows if each["verdict"] == "read"}:
        assert owner.delete(f"/api/imports/{number}").status_code == 200


@pytest.mark.usefixtures("more_years")
def test_two_companies_are_proposed_no_more_until_that_is_taken_back(owner: httpx.Client):
    def proposed() -> set[tuple[str, str]]:
        rows = owner.get("/api/companies/proposals").json()["proposals"]
        return {(each["alias"], each["company"]) for each in rows}

    pair = min(proposed())
    wanted = {"name": pair[0], "other": pair[1], "verdict": "later"}
    assert owner.post("/api/companies/verdicts", json=wanted).status_code == 201
    assert pair in proposed()
    number = owner.post("/api/companies/verdicts", json={**wanted, "verdict": "two"}).json()["number"]
    assert pair not in proposed()
    decided = owner.get("/api/companies/proposals").json()["decided"]
    assert [(each["number"], each["verdict"]) for each in decided] == [(number, "two")]
    merge = owner.post("/api/companies/aliases", json={"alias": pair[0], "company": pair[1]})
    assert merge.status_code == 422
    assert owner.delete(f"/api/companies/verdicts/{number}").status_code == 204
    assert owner.delete(f"/api/companies/verdicts/{number}").status_code == 404
    assert pair in proposed()


@pytest.mark.parametrize("wanted", [{"name": "NOBODY LTD", "other": "NOONE LTD", "verdict": "two"}])
def test_names_that_no_fact_holds_cannot_be_decided(owner: httpx.Client, wanted: dict):
    assert owner.post("/api/companies/verdicts", json=wanted).status_code == 404


def test_a_home_of_its_own_reads_none_of_it(platform: Platform):
    with platform.stores.database.reading(LOCAL, OWNER) as uow:
        assert uow.rows("select 1 as one from company_verdicts") == []
