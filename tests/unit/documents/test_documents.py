"""Every format holds the same rows, keeps types and units, and needs no more memory for more rows."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from petroverse.documents import FILE_FORMATS, FORMATS, Document, document_of_rows, document_of_table, written
from petroverse.documents.workbook import MOST_ROWS

KNOWN = datetime(2024, 5, 31, 12, tzinfo=UTC)
SCHEMA = pa.schema(
    [
        pa.field("month", pa.date32()),
        pa.field("company", pa.dictionary(pa.int32(), pa.string())),
        pa.field("volume", pa.float64(), metadata={"unit": "L", "meaning": "How much was sold."}),
        pa.field("known_at", pa.timestamp("us", "UTC")),
    ]
)
TABLE = pa.table(
    [
        pa.array([date(2024, 5, 1)] * 3),
        pa.array(["=cmd|1", "Ama & Sons", None]).dictionary_encode(),
        pa.array([2_606_391_100.0, 0.25, None]),
        pa.array([KNOWN] * 3, pa.timestamp("us", "UTC")),
    ],
    schema=SCHEMA,
)


def whole(document: Document, form: str) -> bytes:
    return b"".join(written(document, form))


def document() -> Document:
    return document_of_table("x/1", TABLE, meta={"simulated": True, "row_count": 3}, warnings=["look"])


def many(rows: int) -> Document:
    batch = pa.record_batch([pa.array([f"name {n}" for n in range(1000)]), pa.array(range(1000))], names=["who", "n"])
    return Document("x/1", batch.schema, (batch for _ in range(rows // 1000)))


def test_the_formats_of_files_are_the_formats_there_are():
    assert tuple(FORMATS) == FILE_FORMATS


def test_json_has_whole_numbers_without_a_point_and_instants_in_iso():
    body = json.loads(whole(document(), "json"))
    assert body["rows"][0] == {
        "month": "2024-05-01", "company": "=cmd|1", "volume": 2606391100, "known_at": "2024-05-31T12:00:00+00:00",
    }  # fmt: skip
    assert (body["schema"], body["meta"], body["warnings"]) == ("x/1", {"simulated": True, "row_count": 3}, ["look"])


def test_json_lines_are_the_rows_of_json():
    lines = [json.loads(line) for line in whole(document(), "jsonl").splitlines()]
    assert lines == json.loads(whole(document(), "json"))["rows"]


def test_csv_keeps_numbers_and_neutralises_formulas():
    assert whole(document(), "csv").decode().splitlines() == [
        "month,company,volume,known_at",
        '2024-05-01,"\'=cmd|1",2606391100,"2024-05-31T12:00:00.000000+00:00"',
        '2024-05-01,"Ama & Sons",0.25,"2024-05-31T12:00:00.000000+00:00"',
        '2024-05-01,,,"2024-05-31T12:00:00.000000+00:00"',
    ]


@pytest.mark.parametrize("form", ["parquet", "arrow"])
def test_files_of_columns_keep_types_units_and_provenance(form: str):
    content = whole(document(), form)
    table = pq.read_table(io.BytesIO(content)) if form == "parquet" else pa.ipc.open_stream(content).read_all()
    assert table.schema.field("volume").metadata[b"unit"] == b"L"
    assert json.loads(table.schema.metadata[b"petroverse"])["simulated"] is True
    assert table["company"].to_pylist() == ["=cmd|1", "Ama & Sons", None]
    assert table["known_at"].to_pylist() == [KNOWN] * 3


def test_a_workbook_has_typed_cells_units_and_provenance():
    book = openpyxl.load_workbook(io.BytesIO(whole(document(), "xlsx")))
    rows = list(book["Data"].iter_rows(values_only=True))
    assert rows[0] == ("month", "company", "volume (L)", "known_at")
    assert rows[1] == (datetime(2024, 5, 1), "'=cmd|1", 2606391100, datetime(2024, 5, 31, 12))  # noqa: DTZ001
    told = dict(row for row in book["Provenance"].iter_rows(values_only=True))
    assert (told["simulated"], told["column volume"]) == ("True", "How much was sold.")


def test_rows_beyond_a_sheet_go_to_the_next_one(monkeypatch: pytest.MonkeyPatch):
    assert MOST_ROWS + 1 == 2**20
    monkeypatch.setattr("petroverse.documents.workbook.MOST_ROWS", 1500)
    book = openpyxl.load_workbook(io.BytesIO(whole(many(4000), "xlsx")))
    assert [(each.title, each.max_row) for each in book.worksheets[:3]] == [
        ("Data", 1501), ("Data 2", 1501), ("Data 3", 1001),
    ]  # fmt: skip


@pytest.mark.parametrize("form", FILE_FORMATS)
def test_equal_documents_are_equal_files(form: str):
    assert whole(document(), form) == whole(document(), form)


@pytest.mark.parametrize("form", FILE_FORMATS)
def test_memory_does_not_grow_with_the_rows(form: str):
    assert peak_bytes(form, 60_000) < 1.5 * peak_bytes(form, 20_000) + (1 << 20)


def peak_bytes(form: str, rows: int) -> int:
    tracemalloc.start()
    before = pa.total_allocated_bytes()
    most = 0
    for _ in written(many(rows), form):
        most = max(most, pa.total_allocated_bytes() - before)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak + (most if form != "parquet" else 0)


def test_closing_the_pieces_stops_the_rows():
    taken: list[int] = []

    def batches() -> Iterator[pa.RecordBatch]:
        for number in range(100):
            taken.append(number)
            yield pa.record_batch([pa.array([number])], names=["n"])

    pieces = written(Document("x/1", pa.schema([("n", pa.int64())]), batches()), "csv")
    next(pieces), next(pieces)
    pieces.close()
    assert taken == [0]


def test_what_is_nested_stays_nested_in_json_and_is_one_cell_elsewhere():
    rows = [{"file": "a.xlsx", "rules": {"gap": 2}, "mixed": 1}, {"file": "b.xlsx", "rules": {}, "mixed": "one"}]
    made = document_of_rows("x/1", rows)
    assert json.loads(whole(made, "json"))["rows"] == rows
    book = openpyxl.load_workbook(io.BytesIO(whole(document_of_rows("x/1", rows), "xlsx")))
    assert book["Data"]["B2"].value == '{"gap": 2}'


def test_a_workbook_is_a_whole_zip():
    assert zipfile.ZipFile(io.BytesIO(whole(document(), "xlsx"))).testzip() is None
