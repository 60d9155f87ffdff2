"""Workbooks are opened under limits: every broken or hostile file gives one named verdict and costs little."""

from __future__ import annotations

import contextlib
import io
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.core.errors import FileRefused
from petroverse.sources import read_source
from petroverse.sources.workbooks.book import open_book
from petroverse.sources.workbooks.cells import a1, column_letters, column_number, span_a1
from petroverse.sources.workbooks.verdicts import (
    DamagedWorkbook,
    EmptyFile,
    EncryptedFile,
    NoSheets,
    SheetTooLarge,
    TruncatedFile,
    WrongFileType,
    ZipBomb,
)
from written_sheets import written_book

SOUND = written_book({"Jan 2025": [["a", None, 1.5], [None, "b"]]})
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


@given(st.integers(0, 16383))
def test_letters_and_numbers_of_columns_are_inverse(column):
    assert column_number(column_letters(column)) == column + 1


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 99)), min_size=1))
def test_a_range_begins_and_ends_at_its_outermost_cells(cells):
    rows, columns = {row for row, _ in cells}, {column for _, column in cells}
    first, last = a1(min(rows), min(columns)), a1(max(rows), max(columns))
    assert span_a1(cells) == (first if first == last else f"{first}:{last}")


def test_rows_are_counted_from_a1_and_blanks_are_none():
    assert open_book(SOUND, "x.xlsx").sheets[0].rows == [["a", None, 1.5], [None, "b", None]]


def test_hidden_sheets_are_never_read():
    book = open_book(written_book({"Shown": [[1]], "Hidden": [["a person's name"]]}, hidden_sheets=["Hidden"]), "x")
    assert [(sheet.name, sheet.is_hidden, sheet.rows) for sheet in book.sheets][1] == ("Hidden", True, [])


def test_outer_blanks_of_sheet_names_are_kept():
    assert open_book(written_book({" Jan 2025  ": [[1]]}), "x.xlsx").sheets[0].name == " Jan 2025  "


def rewritten(part: str, content: bytes, source: bytes = SOUND) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in archive.namelist():
            copy.writestr(name, content if name == part else archive.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
FAR = (
    b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
)
HIDDEN = written_book({"A": [[1]], "B": [[2]]}, hidden_sheets=["B"])
DOCX = io.BytesIO()
with zipfile.ZipFile(DOCX, "w") as word:
    word.writestr("word/document.xml", "<w/>")
ZIP = io.BytesIO()
with zipfile.ZipFile(ZIP, "w") as plain:
    plain.writestr("a.txt", "a")


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"", EmptyFile),
        (SOUND[:-40], TruncatedFile),
        (SOUND[:30], TruncatedFile),
        (SOUND[200:], TruncatedFile),
        (OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), EncryptedFile),
        (OLE + b"\0" * 512, WrongFileType),
        (b"company,volume\nA,1\n", WrongFileType),
        (b"<!DOCTYPE html><html></html>", WrongFileType),
        (b"\x89PNG\r\n\x1a\n", WrongFileType),
        (DOCX.getvalue(), WrongFileType),
        (ZIP.getvalue(), WrongFileType),
        (rewritten(SHEET, b" " * 60_000_000), ZipBomb),
        (rewritten(SHEET, FAR), SheetTooLarge),
        (rewritten("xl/workbook.xml", b"<workbook></workbook>"), NoSheets),
        (rewritten("xl/workbook.xml", b"\x00\x01"), DamagedWorkbook),
    ],
    ids=lambda value: value.__name__ if isinstance(value, type) else f"{len(value)} bytes",
)
def test_each_broken_file_has_its_own_verdict(content, verdict):
    with pytest.raises(verdict) as refused:
        open_book(content, "x.xlsx")
    assert refused.value.fix


def test_a_bomb_is_refused_before_it_fills_the_memory():
    bomb = rewritten(SHEET, b"0" * 300_000_000)
    tracemalloc.start()
    with pytest.raises(ZipBomb):
        open_book(bomb, "x.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150_000_000


def test_styled_empty_cells_to_the_last_column_cost_nothing():
    styled = "".join(f'<c r="{column_letters(column)}1" s="0"/>' for column in range(16384))
    merges = "".join(f'<mergeCell ref="A{row}:XFD{row}"/>' for row in range(2, 3000))
    rows = f'<row r="1">{styled}</row><row r="2"><c r="A2"><v>7</v></c></row>'
    head = '<worksheet><dimension ref="A1:XFD3000"/>'
    xml = f"{head}<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>"
    sheet = open_book(rewritten(SHEET, xml.encode()), "x.xlsx").sheets[0]
    assert [row for row in sheet.rows if any(cell is not None for cell in row)] == [[7.0]]
    assert (sheet.declared_columns, sheet.merged_ranges) == (16384, 2998)


def test_error_cells_stay_recognisable():
    error = b'<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    xml = b'<worksheet><sheetData><row r="1">' + error + b'<c r="B1"><v>2</v></c></row></sheetData></worksheet>'
    assert open_book(rewritten(SHEET, xml), "x.xlsx").sheets[0].rows == [["#DIV/0!", 2.0]]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SOUND)))
def test_a_file_cut_anywhere_is_refused_and_never_raises(length):
    verdict = read_source(SOUND[:length], "x.xlsx", ()).verdict
    assert verdict == "refused"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SOUND) - 1), st.binary(min_size=1, max_size=40))
def test_noise_anywhere_in_a_file_gives_a_reading_or_a_refusal(at, noise):
    with contextlib.suppress(FileRefused):
        open_book(SOUND[:at] + noise + SOUND[at + len(noise) :], "x.xlsx")
