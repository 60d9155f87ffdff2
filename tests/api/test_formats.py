"""One question in a link and in JSON, in six formats; what did not change is not sent again."""

from __future__ import annotations

import csv
import io
from typing import Any

import httpx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

QUESTION = {
    "measures": ["volume"],
    "dimensions": ["month", "product"],
    "filters": [{"dimension": "source", "in": ["national"]}],
}
LINK = "/api/query?measure=volume&by=month,product&filter=source%3Dnational"


def rows_of(content: bytes, form: str) -> list[dict[str, Any]]:
    if form in {"parquet", "arrow"}:
        table = pq.read_table(io.BytesIO(content)) if form == "parquet" else pa.ipc.open_stream(content).read_all()
        return table.to_pylist()
    if form == "xlsx":
        head, *lines = openpyxl.load_workbook(io.BytesIO(content))["Data"].iter_rows(values_only=True)
        return [dict(zip([str(name).split(" (")[0] for name in head], line, strict=True)) for line in lines]
    if form == "csv":
        read = csv.DictReader(io.StringIO(content.decode()))
        return [{**row, "volume": float(row["volume"]) if row["volume"] else None} for row in read]
    raw = httpx.Response(200, content=content)
    return (
        raw.json()["rows"]
        if form == "json"
        else [httpx.Response(200, content=each).json() for each in content.splitlines()]
    )


def test_a_link_asks_the_same_as_a_body(owner: httpx.Client):
    assert owner.get(LINK).json() == owner.post("/api/query", json=QUESTION).json()


def test_words_of_a_link_may_be_repeated(owner: httpx.Client):
    repeated = "/api/query?measure=volume&by=month&by=product&filter=source%3Dnational&filter=month%3E%3D2019-01"
    assert owner.get(repeated).json()["meta"]["query"]["dimensions"] == ["month", "product"]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "parquet", "arrow", "xlsx"])
def test_every_format_holds_the_same_rows(owner: httpx.Client, form: str):
    wanted = owner.get(LINK).json()["rows"]
    by_get = owner.get(f"{LINK}&format={form}").raise_for_status()
    by_post = owner.post(f"/api/query?format={form}", json=QUESTION).raise_for_status()
    assert rows_of(by_get.content, form) == wanted
    assert by_post.content == by_get.content
    if form != "json":
        assert by_get.headers["content-disposition"] == f'attachment; filename="query.{form}"'


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/json"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("application/json;q=0.1, application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        ("application/vnd.apache.arrow.stream", "application/vnd.apache.arrow.stream"),
    ],
)
def test_accept_chooses_the_format(owner: httpx.Client, accept: str, given: str):
    answer = owner.get(LINK, headers={"Accept": accept})
    assert answer.headers["content-type"] == given
    assert "Accept" in answer.headers["vary"]


def test_a_format_that_there_is_not_is_not_acceptable(owner: httpx.Client):
    assert owner.get(LINK, headers={"Accept": "image/png"}).status_code == 406
    assert owner.get(f"{LINK}&format=png").status_code == 400


def test_columns_carry_their_units(owner: httpx.Client):
    lpg = "/api/query?measure=volume&by=month&filter=source%3Dnational&filter=product%3Dgasoline&format=arrow"
    table = pa.ipc.open_stream(owner.get(lpg).content).read_all()
    assert table.schema.field("volume").metadata[b"unit"] == b"L"


@pytest.mark.parametrize("form", ["json", "csv", "xlsx"])
def test_what_is_held_already_is_not_sent_again(owner: httpx.Client, form: str):
    first = owner.get(f"{LINK}&format={form}")
    assert first.headers["cache-control"] == "private, no-cache"
    etag = first.headers["etag"]
    again = owner.get(f"{LINK}&format={form}", headers={"If-None-Match": f'"other", W/{etag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    assert owner.get(f"{LINK}&format={form}", headers={"If-None-Match": '"other"'}).content == first.content


def test_each_format_and_question_has_its_own_name(owner: httpx.Client):
    asked = [LINK, f"{LINK}&format=csv", f"{LINK}&limit=1", f"{LINK}&as_of=2019-06-30"]
    assert len({owner.get(each).headers["etag"] for each in asked}) == len(asked)


@pytest.mark.parametrize("slip", ["fliter=source%3Domc", "limit=0", "limit=x", "compare=then", "format=doc"])
def test_a_slip_in_a_link_is_refused(owner: httpx.Client, slip: str):
    answer = owner.get(f"{LINK}&{slip}")
    assert answer.status_code == 400
    assert slip.split("=", maxsplit=1)[0] in answer.text


@pytest.mark.parametrize(
    "slip",
    [{"measure": ["volume"]}, {"limit": "5"}, {"filters": [{"dimension": "year", "is": [2024]}]}, {"top": {"n": 0}}],
)
def test_a_slip_in_a_body_is_refused(owner: httpx.Client, slip: dict[str, Any]):
    assert owner.post("/api/query", json={**QUESTION, **slip}).status_code == 400


def test_a_word_without_meaning_names_the_nearest(owner: httpx.Client):
    answer = owner.post("/api/query", json={**QUESTION, "measures": ["volum"]})
    assert (answer.status_code, "volume" in answer.json()["fix"]) == (422, True)
