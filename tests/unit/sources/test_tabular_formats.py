"""The same table as text, workbook and Parquet gives the same facts."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time

import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from petroverse.core.facts import SourceReading
from petroverse.sources.tabular import load_mapping, read_table

NOW = datetime(2026, 6, 1, tzinfo=UTC)
STOCK = load_mapping(
    """
    name = "dips"
    dataset = "stock"
    [columns]
    day.heading = "Date"
    place.heading = "Depot"
    product.heading = "Product"
    closing = { heading = "Stock", unit = "m3" }
    """
)
ROWS = [
    (date(2025, 1, 1), "D1", "gasoil", 12.5),
    (date(2025, 1, 2), "D1", "gasoil", None),
    (date(2025, 1, 2), "D2", "atk", 7.0),
]


def as_csv(rows: list[tuple[object, ...]]) -> bytes:
    lines = [",".join("" if each is None else str(each) for each in row) for row in rows]
    return "\n".join(["Date,Depot,Product,Stock", *lines]).encode()


def as_xlsx(rows: list[tuple[object, ...]], *, hidden: bool = False) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    book.add_worksheet("Notes").write(0, 0, "nothing here")
    sheet = book.add_worksheet("Dips")
    sheet.write(0, 1, "Dips of January")
    sheet.write_row(2, 1, ["Date", "Depot", "Product", "Stock"])
    for number, row in enumerate(rows):
        sheet.write_row(3 + number, 1, row)
    if hidden:
        book.add_worksheet("Private").hide()
    book.close()
    return stream.getvalue()


def as_parquet(rows: list[tuple[object, ...]]) -> bytes:
    columns = [list(each) for each in zip(*rows, strict=True)]
    table = pa.table(dict(zip(["Date", "Depot", "Product", "Stock"], columns, strict=True)))
    stream = io.BytesIO()
    parquet.write_table(table.set_column(1, "Depot", table["Depot"].dictionary_encode()), stream)
    return stream.getvalue()


def facts(reading: SourceReading) -> dict[str, list[object]]:
    return {name: values.to_pylist() for name, values in reading.tables[0].columns.items()}  # type: ignore[attr-defined]


@pytest.mark.parametrize("write", [as_xlsx, as_parquet], ids=["xlsx", "parquet"])
def test_every_format_gives_the_facts_of_the_text(write: object) -> None:
    other = read_table(write(ROWS), "t", STOCK, now=NOW)  # type: ignore[operator]
    assert facts(other) == facts(read_table(as_csv(ROWS), "t", STOCK, now=NOW))
    assert facts(other)["closing"] == [12500.0, None, 7000.0]


def test_a_workbook_names_the_cell_of_a_fault() -> None:
    rows = [*ROWS, (date(2025, 1, 3), "D1", "gasoil", "much")]
    reading = read_table(as_xlsx(rows), "t.xlsx", STOCK, now=NOW)
    assert [(each.sheet, each.cell, each.rule) for each in reading.findings] == [("Dips", "E7", "not_a_number")]


def test_other_and_hidden_sheets_are_listed_not_read() -> None:
    reading = read_table(as_xlsx(ROWS, hidden=True), "t.xlsx", STOCK, now=NOW)
    assert {each.sheet: each.reason for each in reading.ignored} == {
        "Private": "hidden by its author, never read",
        "Notes": "another sheet than the mapping's",
    }


def test_a_sheet_that_is_not_there_is_refused_with_the_nearest() -> None:
    mapping = load_mapping(
        'name="d"\ndataset="stock"\nfile.sheet="Dibs"\n[columns]\nday.heading="Date"\nplace.heading="Depot"\n'
        'product.heading="Product"\nclosing={heading="Stock",unit="m3"}'
    )
    assert "'Dips'" in read_table(as_xlsx(ROWS), "t.xlsx", mapping, now=NOW).reason


def test_instants_with_a_zone_keep_their_instant() -> None:
    mapping = load_mapping(
        """
        name = "rack"
        dataset = "movement"
        zone = "Etc/GMT-3"
        [columns]
        event.constant = "sale"
        reference.heading = "r"
        at.heading = "t"
        product.constant = "gasoil"
        place_from.constant = "S"
        standard_volume = { heading = "v", unit = "L" }
        """
    )
    stream = io.BytesIO()
    at = pa.array([datetime(2025, 1, 1, 22, 30, tzinfo=UTC)], pa.timestamp("ms", tz="UTC"))
    parquet.write_table(pa.table({"r": ["1"], "t": at, "v": pa.array([5], pa.int32())}), stream)
    reading = read_table(stream.getvalue(), "t", mapping, now=NOW)
    assert facts(reading)["at"] == [datetime(2025, 1, 1, 22, 30, tzinfo=UTC)]
    assert facts(reading)["day"] == [date(2025, 1, 2)]


@pytest.mark.parametrize("cut", [10, 200, 600])
def test_a_truncated_file_is_refused_with_a_reason(cut: int) -> None:
    for content in (as_xlsx(ROWS)[:-cut], as_parquet(ROWS)[:-cut]):
        reading = read_table(content, "t", STOCK, now=NOW)
        assert reading.verdict == "refused"
        assert reading.reason


def test_a_parquet_column_of_a_kind_without_dates_or_numbers_is_refused_not_a_crash() -> None:
    stream = io.BytesIO()
    days = pa.array([time(5)], pa.time64("us"))
    parquet.write_table(pa.table({"Date": days, "Depot": ["D"], "Product": ["atk"], "Stock": [[1]]}), stream)
    reading = read_table(stream.getvalue(), "t", STOCK, now=NOW)
    assert reading.verdict == "refused"
    assert reading.reason


@given(st.integers(0, 10**6), st.integers(0, 255))
@settings(deadline=None, max_examples=60)
def test_a_damaged_byte_is_read_or_refused_never_a_crash(place: int, value: int) -> None:
    for content in (as_xlsx(ROWS), as_parquet(ROWS)):
        damaged = bytearray(content)
        damaged[place % len(damaged)] = value
        reading = read_table(bytes(damaged), "t", STOCK, now=NOW)
        assert reading.verdict == "read" or reading.reason
