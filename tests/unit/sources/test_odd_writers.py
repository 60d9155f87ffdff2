"""Workbooks as no common program writes them: what is hidden stays hidden, and stray cells far away fill no memory."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pytest

from later_files import Market, book, headings_at, page
from petroverse.core.facts import SourceReading
from petroverse.sources import load_pack, read_source

NOW = datetime(2026, 6, 1, tzinfo=UTC)
MARKET = Market("omc", 2025, (7,))
SHEET = "xl/worksheets/sheet1.xml"


def read(content: bytes) -> SourceReading:
    return read_source(content, "odd.xlsx", [load_pack("npa_ghana")], now=NOW)


def rewritten(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook whose first sheet's XML is written otherwise."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, change(part) if name == SHEET else part)
    return out.getvalue()


def sheet_with(row: bytes) -> bytes:
    return rewritten(
        book({"JUL 2025": page(MARKET, [7])}), lambda xml: xml.replace(b"</sheetData>", row + b"</sheetData>")
    )


@pytest.mark.parametrize(
    "cell",
    [
        b'<c s="1" r="XFD1048576"><v>1</v></c>',
        b"<c r='XFD1048576'><v>1</v></c>",
        b'<c\n r="XFD1048576"><v>1</v></c>',
        b'<c r="XFD1048576" t="inlineStr"><is><t>a</t></is></c>',
        b'<c r="A99999999999"><v>1</v></c>',
        b'<c r="ZZZZZZ9"><v>1</v></c>',
    ],
)
def test_a_stray_cell_far_away_is_a_verdict_however_it_is_written(cell):
    reading = read(sheet_with(b'<row r="1048576">' + cell + b"</row>"))
    assert (reading.verdict, reading.findings[0].rule) == ("refused", "sheet_too_large")


@pytest.mark.parametrize("mark", [b'hidden="1"', b"hidden='1'", b'hidden="true"', b'ht="0" customHeight="1"'])
def test_a_hidden_row_is_not_read_however_it_is_hidden(mark):
    rows = page(MARKET, [7])
    at = headings_at(rows) + 2
    content = book({"JUL 2025": rows})
    hidden = rewritten(content, lambda xml: re.sub(rb'<row r="%d"' % (at + 1), rb"\g<0> " + mark, xml))
    names = {each for table in read(hidden).tables for each in table.columns["company"]}
    assert rows[at][1] in {each for table in read(content).tables for each in table.columns["company"]}
    assert rows[at][1] not in names
    assert "hidden_row" in {each.rule for each in read(hidden).findings}
