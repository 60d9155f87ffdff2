"""Text files of any encoding, with quoted line breaks, ragged and very long lines: each row with its true line."""

from __future__ import annotations

import csv
import io
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.sources.tabular import load_mapping, read_table
from petroverse.sources.tabular.delimited import TableNotReadable, read_delimited
from petroverse.sources.tabular.grid import Grid

MAPPING = load_mapping(
    """
    name = "liftings"
    dataset = "volume"
    series = "omc"
    grain = "month"
    [columns]
    month.heading = "Month"
    product.heading = "Product"
    company.heading = "Company"
    volume = { heading = "Volume", unit = "L" }
    """
)
TEXT = "Month,Product,Company,Volume\n2025-01,gasoil,Société Générale,5\n"

cells = st.text(st.characters(codec="utf-8", exclude_characters="\x00\r\x85\u2028\u2029"), max_size=8)
tables = st.integers(1, 4).flatmap(lambda width: st.lists(st.lists(cells, min_size=width, max_size=width), max_size=12))


def cells_of(grid: Grid) -> list[list[str]]:
    return [list(row) for row in zip(*(each.to_pylist() for each in grid.columns), strict=True)]


def printed(headings: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue()


@given(tables)
@settings(deadline=None)
def test_every_cell_and_line_is_what_the_standard_reader_sees(rows: list[list[str]]) -> None:
    rows = [row for row in rows if row != [""]]
    headings = [f"h{index}" for index in range(len(rows[0]) if rows else 1)]
    text = printed(headings, rows)
    grid = read_delimited(text.encode(), "t", headings, delimiter=",")
    reader = csv.reader(io.StringIO(text))
    starts, seen = [], []
    before = 0
    for record in reader:
        if record:
            starts.append(before + 1)
            seen.append(record)
        before = reader.line_num
    assert cells_of(grid) == seen[1:] == rows
    assert grid.lines.tolist() == starts[1:]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", ";").encode(),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 mark", "utf-16 big", "crlf", "cr", "tabs", "semicolons"],
)
def test_a_text_is_the_same_in_every_dress(content: bytes) -> None:
    reading = read_table(content, "t.csv", MAPPING)
    assert reading.tables[0].columns["company"].to_pylist() == ["Société Générale"]  # type: ignore[attr-defined]
    assert reading.findings == ()


def test_latin_1_is_read_and_said_to_be_a_guess() -> None:
    reading = read_table(TEXT.encode("latin-1"), "t.csv", MAPPING)
    assert reading.tables[0].columns["company"].to_pylist() == ["Société Générale"]  # type: ignore[attr-defined]
    assert [(each.rule, each.severity) for each in reading.findings] == [("encoding_guessed", "look")]


def test_utf_16_without_its_mark_is_read_and_said_to_be_a_guess() -> None:
    reading = read_table(TEXT.encode("utf-16-le"), "t.csv", MAPPING)
    assert [each.rule for each in reading.findings] == ["encoding_guessed"]


def test_ragged_rows_are_left_out_with_their_line() -> None:
    text = TEXT + "2025-01,gasoil\n\n2025-01,gasoil,A,1,2\n2025-02,gasoil,A,7\n"
    reading = read_table(text.encode(), "t.csv", MAPPING)
    assert [(each.rule, each.cell) for each in reading.findings] == [("row_width", "line 3;line 5")]
    assert reading.tables[0].cell.to_pylist() == ["line 2", "line 6"]  # type: ignore[attr-defined]


def test_a_line_break_inside_quotes_belongs_to_its_cell() -> None:
    text = 'Month,Product,Company,Volume\n2025-01,gasoil,"two\nlines",1\n2025-01,gasoil,B,x\n'
    reading = read_table(text.encode(), "t.csv", MAPPING)
    assert reading.tables[0].columns["company"].to_pylist() == ["two lines"]  # type: ignore[attr-defined]
    assert [each.cell for each in reading.findings] == ["line 4"]


def test_a_line_of_several_megabytes_is_one_row() -> None:
    long = "x" * 5_000_000
    reading = read_table(f"{TEXT}2025-01,gasoil,{long},1\n".encode(), "t.csv", MAPPING)
    assert len(reading.tables[0].columns["company"][1].as_py()) == len(long)  # type: ignore[attr-defined]


def test_a_quotation_mark_that_is_never_closed_is_refused_or_reported() -> None:
    reading = read_table(f'{TEXT}2025-01,gasoil,"A,1\n2025-02,gasoil,B,2\n'.encode(), "t.csv", MAPPING)
    assert reading.verdict == "refused" or reading.findings


def test_an_inch_mark_inside_a_cell_hides_no_row() -> None:
    text = 'Month,Product,Company,Volume\n2025-01,gasoil,6" pipe,1\n2025-01,gasoil,B,2\n2025-01,gasoil,C,z\n'
    reading = read_table(text.encode(), "t.csv", MAPPING)
    assert reading.tables[0].columns["volume"].to_pylist() == [1.0, 2.0]  # type: ignore[attr-defined]
    assert [each.cell for each in reading.findings] == ["line 4"]


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\x00\x01\x02\x03" * 50, b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_what_is_no_table_is_refused_with_a_reason(content: bytes) -> None:
    reading = read_table(content, "t.csv", MAPPING)
    assert reading.verdict == "refused"
    assert reading.reason


def test_a_wrong_encoding_in_the_mapping_is_refused() -> None:
    with pytest.raises(TableNotReadable, match=r"utf-8|codec"):
        read_delimited(TEXT.encode("latin-1"), "t", ["Month"], encoding="utf-8")


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_lines_below_the_headings_are_read_or_reported(tail: str) -> None:
    content = (TEXT + tail).encode("utf-8", "replace")
    reading = read_table(content, "t.csv", MAPPING)
    assert reading.verdict == "read" or reading.reason


def test_a_hundred_thousand_rows_take_a_few_seconds_at_most() -> None:
    lines = "".join(f"2025-{i % 12 + 1:02d},gasoil,C{i % 50},{i}.5\n" for i in range(100_000))
    began = perf_counter()
    reading = read_table(f"Month,Product,Company,Volume\n{lines}".encode(), "t.csv", MAPPING)
    assert len(reading.tables[0].cell) == 100_000
    assert perf_counter() - began < 5
