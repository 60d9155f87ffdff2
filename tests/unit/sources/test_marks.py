"""What a sheet says beside its values: hidden rows and columns, red cells, comments."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.sources.workbooks.marks import MarksUnreadable, read_marks
from written_sheets import written_book

ROWS = [[f"{column}{row}" for column in "ABCDE"] for row in range(1, 9)]
NUMBERS = st.sets(st.integers(1, 5), max_size=4)


def rewritten(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with a pattern of one of its parts replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, re.sub(old.encode(), new.encode(), text) if name == part else text)
    return out.getvalue()


@given(rows=NUMBERS, columns=NUMBERS, red=st.sets(st.sampled_from(["A1", "B2", "C7", "E8"])))
@settings(max_examples=25, deadline=None)
def test_what_was_hidden_and_reddened_is_what_is_read(rows, columns, red):
    content = written_book({"Data": ROWS}, hidden_rows=sorted(rows), hidden_columns=sorted(columns), red=sorted(red))
    marks = read_marks(content, "Data", fonts=True)
    assert (marks.hidden_rows, marks.hidden_columns, marks.red_cells) == (rows, columns, red)


def test_red_cells_are_not_looked_for_unless_asked():
    assert read_marks(written_book({"Data": ROWS}, red=["B2"]), "Data", fonts=False).red_cells == frozenset()


def test_a_comment_is_read_with_its_cell():
    content = written_book({"Data": ROWS}, comments={"B2": "revised & checked"})
    assert read_marks(content, "Data", fonts=False).comments == {"B2": "revised & checked"}


def test_each_sheet_has_its_own_marks():
    out = openpyxl.Workbook()
    out.active.title = "First"
    second = out.create_sheet("Second ")
    second["A3"] = "x"
    second.row_dimensions[3].hidden = True
    content = BytesIO()
    out.save(content)
    assert read_marks(content.getvalue(), "First", fonts=True).hidden_rows == frozenset()
    assert read_marks(content.getvalue(), "Second ", fonts=True).hidden_rows == {3}


def test_a_row_of_height_zero_is_hidden():
    content = written_book({"Data": ROWS}, hidden_rows=[4])
    low = rewritten(content, "xl/worksheets/sheet1.xml", r'(<row r="4"[^>]*)hidden="1"', r'\1ht="0" customHeight="1"')
    assert read_marks(low, "Data", fonts=False).hidden_rows == {4}


def test_rows_without_numbers_are_counted():
    content = written_book({"Data": ROWS}, hidden_rows=[4])
    bare = rewritten(content, "xl/worksheets/sheet1.xml", r'<row r="\d+"', "<row")
    assert read_marks(bare, "Data", fonts=False).hidden_rows == {4}


def test_a_name_space_prefix_changes_nothing():
    content = written_book({"Data": ROWS}, hidden_rows=[4], hidden_columns=[2], red=["C3"])
    prefixed = rewritten(content, "xl/worksheets/sheet1.xml", r"<(/?)([a-zA-Z])", r"<\1x:\2")
    marks = read_marks(prefixed, "Data", fonts=True)
    assert (marks.hidden_rows, marks.hidden_columns, marks.red_cells) == ({4}, {2}, {"C3"})


def test_columns_hidden_to_the_end_stop_at_the_last_column_there_is():
    content = rewritten(
        written_book({"Data": ROWS}, hidden_columns=[5]),
        "xl/worksheets/sheet1.xml",
        r'min="5" max="5"',
        'min="5" max="99999999"',
    )
    assert max(read_marks(content, "Data", fonts=False).hidden_columns) == 16384


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 not really", b"%PDF-1.7", written_book({"Data": ROWS})[:900]])
def test_what_is_no_workbook_is_refused_by_name(content):
    with pytest.raises(MarksUnreadable):
        read_marks(content, "Data", fonts=True)


def test_a_sheet_that_is_not_there_is_refused():
    with pytest.raises(MarksUnreadable, match="no sheet 'Other'"):
        read_marks(written_book({"Data": ROWS}), "Other", fonts=False)


def test_a_second_reader_sees_the_same_marks_on_the_real_prices(real_data):
    for path in sorted((real_data / "npa/prices/ex_pump").glob("*.xlsx"))[::6]:
        book = openpyxl.load_workbook(path)
        for sheet in book.worksheets:
            marks = read_marks(path.read_bytes(), sheet.title, fonts=True)
            assert marks.hidden_rows == {at for at, row in sheet.row_dimensions.items() if row.hidden}
            red = {
                cell.coordinate
                for row in sheet.iter_rows()
                for cell in row
                if cell.font.color is not None and cell.font.color.rgb == "FFFF0000"
            }
            assert marks.red_cells == red
