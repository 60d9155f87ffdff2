"""Six formats say the same; no cell becomes a formula; data and talk never mix."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.cli.output import FORMATS, OutputNotWritable, _shown, write
from petroverse.documents import Printout, neutral, printed

ROWS: list[dict[str, Any]] = [
    {"month": "2024-03", "company": "=HYPERLINK(1)", "volume": 2_606_391_100, "day": date(2024, 3, 1), "share": 0.25},
    {"month": "2024-04", "company": "@SUM", "volume": None, "day": None, "share": 1.5},
]
PRINTOUT = Printout("petroverse.query/1", ROWS, {"sources": ["a.xlsx"]}, ["look"])


def written(form: str, tmp_path: Path, printout: Printout = PRINTOUT) -> Path:
    path = tmp_path / f"out.{form}"
    write(printout, form, path)
    return path


def test_json_is_one_versioned_object(tmp_path: Path):
    body = json.loads(written("json", tmp_path).read_text())
    assert list(body) == ["schema", "rows", "meta", "warnings"]
    assert body["rows"][0]["volume"] == 2_606_391_100


def test_jsonl_is_one_object_a_line(tmp_path: Path):
    assert [json.loads(line)["month"] for line in written("jsonl", tmp_path).read_text().splitlines()] == [
        "2024-03",
        "2024-04",
    ]


def test_parquet_keeps_types_and_says_its_meta(tmp_path: Path):
    table = pq.read_table(written("parquet", tmp_path))
    assert table.schema.field("volume").type == "int64"
    assert json.loads(table.schema.metadata[b"petroverse"])["sources"] == ["a.xlsx"]


def test_a_workbook_has_typed_numbers_and_a_provenance_sheet(tmp_path: Path):
    book = openpyxl.load_workbook(written("xlsx", tmp_path))
    assert book.sheetnames == ["Data", "Provenance"]
    assert book["Data"]["C2"].value == 2_606_391_100
    assert book["Data"]["B2"].value == "'=HYPERLINK(1)"
    assert book["Data"]["B2"].data_type == "s"
    assert [row[0].value for row in book["Provenance"]][1:] == ["schema", "sources", "warnings"]


@given(st.text())
def test_no_text_cell_starts_like_a_formula(text: str):
    assert not str(neutral(text)).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.integers() | st.floats(allow_nan=False))
def test_a_number_stays_the_number(number: float):
    assert neutral(number) is number


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\x00"), max_size=8), min_size=1, max_size=4)
)
def test_what_csv_prints_is_read_back(values: list[str]):
    printout = Printout("x/1", [{"name": value, "n": 1} for value in values])
    rows = list(csv.DictReader(io.StringIO(printed(printout, "csv").decode())))
    assert [row["name"] for row in rows] == [neutral(value) for value in values]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_is_an_answer_too(form: str, tmp_path: Path):
    assert written(form, tmp_path, Printout("x/1", [], columns=("year",))).stat().st_size >= 0


def test_a_file_that_cannot_be_written_leaves_no_half_and_says_why(tmp_path: Path):
    with pytest.raises(OutputNotWritable, match="No such file") as told:
        write(PRINTOUT, "json", tmp_path / "missing" / "out.json")
    assert str(tmp_path / "missing") in str(told.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (12.3456789, "12.346"),
        (1234.56, "1,234.6"),
        (12340.4, "12,340"),
        (2_606_391_100.4, "2,606,391,100"),
        (28_400.0, "28,400"),
        (12.5, "12.5"),
        (-0.25, "-0.25"),
        (0.000123456, "0.00012"),
        (float("nan"), "–"),
        ("2024-03-01T06:30:04.123456+00:00", "2024-03-01 06:30:04 UTC"),
        ("2024-03-01T06:30:04+02:00", "2024-03-01 04:30:04 UTC"),
        (datetime(2024, 3, 1, 6, 30, tzinfo=UTC), "2024-03-01 06:30:00 UTC"),
        ("2024-03-01", "2024-03-01"),
        ("S7/2024-03-01T06", "S7/2024-03-01T06"),
    ],
)
def test_a_table_says_figures_and_instants_as_people_read_them(value: object, read: str, tmp_path: Path):
    printout = Printout("petroverse.query/1", [{"said": value}], {})
    assert written("table", tmp_path, printout).read_text().splitlines()[-2].strip() == read


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15))
def test_a_figure_of_a_table_is_its_own_within_what_five_digits_tell(value: float):
    said = float(_shown("volume", value).replace(",", ""))
    assert said == pytest.approx(value, rel=6e-2 if abs(value) < 1e-3 else 5.1e-5, abs=1e-300)
