"""Datasets and lists leave whole, with the cell each figure stands in; whoever may see a part gets that part."""

from __future__ import annotations

import io
import json

import httpx
import openpyxl
import pyarrow as pa
import pytest

from petroverse.app import Platform
from petroverse.core.rights import ALL_RIGHTS, Right, RightMissing
from petroverse.workflows import OWNER, Reader, export_dataset


def arrow(answer: httpx.Response) -> pa.Table:
    return pa.ipc.open_stream(answer.raise_for_status().content).read_all()


def test_facts_leave_with_units_cells_and_provenance(owner: httpx.Client):
    table = arrow(owner.get("/api/exports/volume?format=arrow"))
    home = {each["dataset"]: each["rows"] for each in owner.get("/api/home").json()["datasets"]}
    assert table.num_rows == home["volume"]
    assert table.schema.field("volume").metadata[b"unit"] == b"L or kg, as unit says"
    assert {"file", "sheet", "cell", "known_at", "edition"} <= set(table.column_names)
    told = json.loads(table.schema.metadata[b"petroverse"])
    assert (told["simulated"], told["dataset"]) == (True, "volume")
    assert {each["file"] for each in told["sources"]} == set(table["file"].to_pylist())


def test_a_workbook_of_facts_says_that_they_are_simulated(owner: httpx.Client):
    book = openpyxl.load_workbook(io.BytesIO(owner.get("/api/exports/volume?format=xlsx").content))
    assert ("simulated", "True") in list(book["Provenance"].iter_rows(values_only=True, max_col=2))


def test_facts_as_of_a_day_are_those_known_then(owner: httpx.Client):
    every = arrow(owner.get("/api/exports/volume?format=arrow"))
    day = sorted(set(every["known_at"].to_pylist()))[0].date()
    then = owner.get("/api/exports/volume", params={"format": "arrow", "as_of": day.isoformat()})
    assert then.headers["content-disposition"] == f'attachment; filename="volume-{day}.arrow"'
    assert max(arrow(then)["known_at"].to_pylist()).date() <= day
    assert 0 < arrow(then).num_rows < every.num_rows


def test_an_unchanged_export_is_not_sent_again(owner: httpx.Client):
    etag = owner.get("/api/exports/volume?format=csv").headers["etag"]
    assert owner.get("/api/exports/volume?format=csv", headers={"If-None-Match": etag}).status_code == 304
    assert owner.get("/api/exports/volume?format=csv&as_of=2019-06-30").headers["etag"] != etag


@pytest.mark.parametrize("name", ["imports", "findings", "editions"])
def test_a_list_leaves_whole(owner: httpx.Client, name: str):
    lines = owner.get(f"/api/exports/{name}?format=jsonl").raise_for_status().text.splitlines()
    listed = owner.get(f"/api/{name}?limit=1000").json()[name]
    key = "number" if name == "findings" else f"{name[:-1]}_id"
    assert sorted(json.loads(line)[key] for line in lines) == sorted(each[key] for each in listed)


def test_what_there_is_not_is_not_found(owner: httpx.Client):
    answer = owner.get("/api/exports/secrets")
    assert (answer.status_code, "volume" in answer.json()["fix"]) == (404, True)
    assert owner.get("/api/exports/volume?as_of=soon").status_code == 422


def test_a_file_name_is_never_more_than_a_name(owner: httpx.Client):
    answer = owner.get("/api/exports/volume", params={"format": "csv", "as_of": "2024-05-31T12:00:00+00:00"})
    assert answer.headers["content-disposition"] == 'attachment; filename="volume-2024-05-31T12-00-00-00-00.csv"'


def test_row_limits_hold_for_raw_rows(platform: Platform):
    limited = Reader(OWNER, "sample", ALL_RIGHTS, {"product": ("gasoline",)})
    assert {row["product"] for row in export_dataset(platform.stores, limited, "volume").rows} == {"gasoline"}


def test_rows_that_cannot_be_cut_down_stay_here(platform: Platform):
    unfit = Reader(OWNER, "sample", ALL_RIGHTS, {"product_group": ("white",)})
    with pytest.raises(Exception, match="product_group"):
        export_dataset(platform.stores, unfit, "volume")
    with pytest.raises(Exception, match="volume"):
        export_dataset(platform.stores, Reader(OWNER, "sample", ALL_RIGHTS, {}, frozenset({"share"})), "volume")


def test_taking_facts_away_takes_its_right(platform: Platform):
    with pytest.raises(RightMissing):
        export_dataset(platform.stores, Reader(OWNER, "sample", frozenset({Right.READ})), "volume")


def test_rows_of_two_grains_are_warned_of(owner: httpx.Client):
    told = owner.get("/api/exports/volume?format=json").json()
    grains = {each["grain"] for each in told["rows"]}
    assert any("sum one grain only" in each for each in told["warnings"]) == ({"month", "year"} <= grains)
