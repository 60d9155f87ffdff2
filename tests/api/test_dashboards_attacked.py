"""Dashboards, views and reports in hostile hands: others' ids, numbers no row has, texts that would be more."""

from __future__ import annotations

import contextlib
import io
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote

import httpx
import openpyxl
import pytest

from petroverse.app import Platform
from petroverse.app.work import job_kinds
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.rights import Right, RightMissing, Role
from petroverse.workflows import (
    Organisation,
    Standing,
    acting_reader,
    add_organisation,
    add_person,
    admit_person,
    owner_reader,
    remove_member,
    set_standing,
)

MINE, THEIRS = OrganisationId("board-mine"), OrganisationId("board-theirs")
QUESTION = {"measures": ["cells"], "dimensions": ["company"], "filters": [{"dimension": "source", "in": ["omc"]}]}
PANEL = {"id": "all", "title": "All", "question": QUESTION, "view": {"kind": "table", "y": "cells"}}
BOARD = {"name": "Board", "panels": [PANEL], "is_shared": True}
FILE_NAMES = r"attachment; filename=\"([^\"]*)\"; filename\*=UTF-8''([^;]*)"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']


class People:
    """An operator of two organisations each, in browsers."""

    def __init__(self, platform: Platform, address: str) -> None:
        self.platform, self._address = platform, address
        for each in (MINE, THEIRS):
            add_organisation(platform.stores, owner_reader(), Organisation(each, each))

    def __call__(self, name: str, organisation: OrganisationId, standing: Standing) -> httpx.Client:
        stores, person = self.platform.stores, PersonId(f"{organisation}-{name}")
        add_person(stores, owner_reader(), person, name, f"{person}@board.example")
        set_standing(stores, owner_reader(organisation), person, standing)
        headers = {"Cookie": f"petroverse_session={admit_person(stores, person, 'password')}", "Origin": self._address}
        return httpx.Client(base_url=self._address, headers=headers, timeout=60)


@pytest.fixture(scope="module")
def people(platform: Platform, address: str) -> People:
    return People(platform, address)


@pytest.fixture(scope="module")
def mine(people: People) -> Iterator[httpx.Client]:
    with people("operator", MINE, Standing(Role.OPERATOR)) as client:
        yield client


@pytest.fixture(scope="module")
def theirs(people: People) -> Iterator[httpx.Client]:
    with people("operator", THEIRS, Standing(Role.OPERATOR)) as client:
        yield client


@pytest.fixture
def board(mine: httpx.Client) -> str:
    return mine.post("/api/dashboards", json=BOARD).json()["id"]


def test_another_organisations_dashboard_is_none_by_any_verb(mine: httpx.Client, theirs: httpx.Client, board: str):
    path = f"/api/dashboards/{board}"
    told = [
        theirs.get(path),
        theirs.get(path, params={"version": 1}),
        theirs.get(f"{path}/versions"),
        theirs.get(f"{path}/report", params={"format": "xlsx"}),
        theirs.put(path, json={**BOARD, "name": "Mine now", "version": 1}),
        theirs.delete(path),
        theirs.post(f"{path}/versions/1/restore"),
        theirs.post(f"{path}/bring-back"),
    ]
    assert [each.status_code for each in told] == [404] * len(told)
    unknown = theirs.get(f"/api/dashboards/{board[::-1]}").json()["what"]
    assert told[0].json()["what"] == unknown.replace(board[::-1], board)
    made = theirs.post("/api/dashboards", json={**BOARD, "id": board})
    assert made.status_code == 201  # an id is an organisation's own: it does not tell who else has it
    assert mine.get(path).json()["owner"] == f"{MINE}-operator"


def test_a_report_of_anothers_dashboard_is_never_mailed(people: People, theirs: httpx.Client, board: str):
    body = {"dashboard": board, "to": ["a@example.org"], "subject": "s"}
    job = theirs.post("/api/jobs", json={"kind": "mail_report", "body": body}).json()
    reader = acting_reader(people.platform.stores, _job(people, THEIRS, job["id"]))
    assert (reader.acts_in, reader.person) == (THEIRS, f"{THEIRS}-operator")
    refused = theirs.post("/api/jobs", json={"kind": "mail_report", "body": {**body, "org": MINE}})
    assert refused.status_code == 403


@pytest.mark.parametrize("number", [0, -1, 2**31, 2**63, 2**70, 1.5, "1e3", None])
def test_a_version_that_cannot_be_is_refused(mine: httpx.Client, board: str, number: object):
    path = f"/api/dashboards/{board}"
    assert mine.put(path, json={**BOARD, "version": number}).status_code in {400, 409, 422}
    assert mine.get(path, params={"version": str(number)}).status_code in {400, 404, 422}
    assert mine.post(f"{path}/versions/{number}/restore").status_code in {400, 404, 422}
    assert mine.get(path).json()["version"] == 1


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({**BOARD, "description": "x" * 2001}),
        json.dumps({**BOARD, "name": "\x00"}),
        json.dumps({**BOARD, "name": "\ud800"}),
        json.dumps({**BOARD, "panels": [PANEL, PANEL]}),
        json.dumps({**BOARD, "panels": [{**PANEL, "id": str(each)} for each in range(1000)]}),
        json.dumps({**BOARD, "panels": [{**PANEL, "place": {"x": 11, "y": 0, "w": 12, "h": 1}}]}),
        json.dumps({**BOARD, "panels": [{**PANEL, "view": {"kind": "table", "y": "cells", "onload": "x"}}]}),
        json.dumps({**BOARD, "filters": {"filters": [{"dimension": "colour", "in": ["red"]}]}}),
        '{"name": "x", "panels": ' + "[" * 20_000 + "]" * 20_000 + "}",
        '{"name": "x", "filters": ' + '{"filters":' * 5_000 + "1" + "}" * 5_000 + "}",
        '{"name": "x", "panels": [{"id": "a", "title": "a", "view": {"kind": "table", "y": "cells"}, "question": '
        + '{"measures": ["cells"], "filters": [{"dimension": "company", "in": '
        + "[" * 9_000 + "]" * 9_000 + "}]}}]}",
        '{"name": NaN}', '{"name": "x"',
    ],
)  # fmt: skip
def test_a_definition_that_is_none_is_refused(mine: httpx.Client, text: str):
    sent = {"content": text, "headers": {"Content-Type": "application/json"}}
    assert mine.post("/api/dashboards", **sent).status_code in {400, 422}
    assert mine.post("/api/reports", **sent).status_code in {400, 422}


@pytest.mark.parametrize("path", ["/api/dashboards", "/api/views", "/api/reports"])
def test_a_definition_of_ten_megabytes_is_not_read(mine: httpx.Client, path: str):
    long = json.dumps({"name": "x" * 10_000_000, "path": "/", "title": "x"})
    headers = {"Content-Type": "application/json"}
    with contextlib.suppress(httpx.WriteError):  # where it hangs up before all of it was sent
        assert mine.post(path, content=long, headers=headers).status_code == 413


def test_deep_panels_of_a_mailed_report_are_refused(mine: httpx.Client):
    deep = '{"measures": ["cells"], "filters": ' + "[" * 9_000 + "]" * 9_000 + "}"
    panel = json.dumps({**PANEL, "question": "QUESTION"}).replace('"QUESTION"', deep)
    body = f'{{"subject": "s", "to": ["a@example.org"], "title": "t", "panels": [{panel}]}}'
    sent = f'{{"kind": "mail_report", "body": {body}}}'
    assert mine.post("/api/jobs", content=sent, headers={"Content-Type": "application/json"}).status_code in {400, 422}


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", "/a\nb", "/\x00", "/ a", "",
        "\\\\evil.example", "/" + "x" * 4001, "https:/evil.example", "/\ud800",
    ],
)  # fmt: skip
def test_a_view_leads_to_no_other_place(mine: httpx.Client, path: str):
    sent = json.dumps({"name": "hostile", "path": path})
    told = mine.post("/api/views", content=sent, headers={"Content-Type": "application/json"})
    assert told.status_code in {400, 422}, told.text


@pytest.mark.parametrize("text", FORMULAS)
def test_no_title_becomes_a_formula(mine: httpx.Client, text: str):
    named = text.strip() if text.isprintable() else text.strip("\t")
    panel = {**PANEL, "title": named, "hint": named}
    told = mine.post("/api/reports", json={"title": named, "description": named, "panels": [panel], "format": "xlsx"})
    assert told.status_code == 200, told.text
    book = openpyxl.load_workbook(io.BytesIO(told.content))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds


@pytest.mark.parametrize("title", ["../../etc/passwd", 'a"; filename="b.exe', "[A]:*?/\\" * 5, "名前", "'", ". ."])
@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_a_hostile_title_names_no_other_file(mine: httpx.Client, title: str, form: str):
    told = mine.post("/api/reports", json={"title": title, "panels": [{**PANEL, "title": title}], "format": form})
    assert told.status_code == 200
    plain, whole = re.fullmatch(FILE_NAMES, told.headers["content-disposition"]).groups()
    assert re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9._-]*\.{form}", plain)
    assert re.fullmatch(rf"[^./\\][^/\\]*\.{form}", unquote(whole))


def test_of_two_changes_at_once_one_is_told_of_the_other(mine: httpx.Client, board: str):
    path, statuses = f"/api/dashboards/{board}", []

    def change(number: int) -> None:
        sent = mine.put(path, json={**BOARD, "name": f"Name {number}", "version": 1})
        statuses.append(sent.status_code)

    hands = [threading.Thread(target=change, args=(number,)) for number in range(8)]
    for each in hands:
        each.start()
    for each in hands:
        each.join()
    assert sorted(statuses) == [200] + [409] * 7
    assert [each["version"] for each in mine.get(f"{path}/versions").json()["versions"]] == [2, 1]


def test_a_mailed_report_is_made_with_the_rights_of_the_time_of_sending(people: People):
    stores, organisation = people.platform.stores, MINE
    with people("leaver", organisation, Standing(Role.OPERATOR)) as leaver:
        body = {"panels": [PANEL], "title": "t", "to": ["a@example.org"], "subject": "s"}
        job = leaver.post("/api/jobs", json={"kind": "mail_report", "body": body}).json()
    queued = _job(people, organisation, job["id"])
    person = PersonId(f"{organisation}-leaver")
    assert Right.EXPORT in acting_reader(stores, queued).rights

    set_standing(stores, owner_reader(organisation), person, Standing(Role.VIEWER, {"company": ("X",)}))
    later = acting_reader(stores, queued)
    assert (later.row_rules, Right.EXPORT in later.rights) == ({"company": ("X",)}, False)
    remove_member(stores, owner_reader(organisation), person)
    gone = acting_reader(stores, queued)
    assert gone.rights == frozenset()
    kind = job_kinds(people.platform)["mail_report"]
    with pytest.raises(RightMissing):
        kind.run(stores, _Turn(queued, gone))


def test_versions_are_told_page_by_page_and_a_list_carries_no_panels(mine: httpx.Client, board: str):
    path = f"/api/dashboards/{board}"
    for number in (1, 2, 3, 4):
        assert mine.put(path, json={**BOARD, "name": f"Name {number}", "version": number}).status_code == 200
    whole = mine.get(f"{path}/versions").json()
    assert ([each["version"] for each in whole["versions"]], whole["next_cursor"]) == ([5, 4, 3, 2, 1], None)
    paged, cursor = [], ""
    while cursor is not None:
        page = mine.get(f"{path}/versions", params={"limit": 2, "cursor": cursor}).json()
        paged, cursor = [*paged, *page["versions"]], page["next_cursor"]
    assert paged == whole["versions"]
    listed = [each for each in mine.get("/api/dashboards").json()["dashboards"] if each["id"] == board]
    assert [(each["name"], each["panel_count"]) for each in listed] == [("Name 4", 1)]
    other = mine.post("/api/dashboards", json=BOARD).json()["id"]
    foreign = mine.get(f"{path}/versions", params={"limit": 1}).json()["next_cursor"]
    assert mine.get(f"/api/dashboards/{other}/versions", params={"cursor": foreign}).status_code == 400


class _Turn:
    """As much of a turn as a job needs that is refused before it sends."""

    def __init__(self, job: object, reader: object) -> None:
        self.job, self.reader = job, reader

    def check(self) -> None:
        raise AssertionError("it went on")


def _job(people: People, organisation: OrganisationId, number: int):
    from petroverse.database import get_job

    with people.platform.stores.database.reading(organisation, PersonId("test")) as uow:
        return replace(get_job(uow, number))
