"""Text files of lines and marks (CSV, TSV): any size, any usual encoding, read column by column."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow as pa
from pyarrow import csv as arrow_csv

from petroverse.core.errors import FileRefused
from petroverse.core.facts import Finding
from petroverse.sources.tabular.grid import Grid, Lines, even

__all__ = ["TableNotReadable", "read_delimited"]

_HEAD_LINES: Final = 60
_DELIMITERS: Final = (",", ";", "\t", "|")
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class TableNotReadable(FileRefused):
    """A file in which no table can be found."""


def read_delimited(
    content: bytes, name: str, wanted: Sequence[str], *, encoding: str = "", delimiter: str = "", header_line: int = 0
) -> Grid:
    """Reads a text file of lines.

    Args:
        content: The file's bytes.
        name: The file's name, for messages.
        wanted: Headings that the header has; used to find it.
        encoding: Empty to find it: a byte order mark, else UTF-8, else Latin-1 with a finding.
        delimiter: Empty to find it.
        header_line: The header's line from 1; 0 to find it.

    Raises:
        TableNotReadable: It is no text, or has no header.
    """
    data, findings = _as_utf8(content, name, encoding)
    head = _head(data)
    mark = delimiter or _likely_delimiter(head, wanted)
    start, headings = _header(head, mark, wanted, header_line, name)
    body = _from_line(data, start)
    table, bad = _table(body, mark, len(headings), name)
    lines = _record_lines(body, mark, table.num_rows + len(bad) + 1) + start
    kept = np.delete(lines, [0, *(number - 1 for number, _ in bad)])
    findings.extend(_ragged(bad, lines, len(headings)))
    return Grid(headings, tuple(each.combine_chunks() for each in table.columns), kept, findings=tuple(findings))


def _as_utf8(content: bytes, name: str, encoding: str) -> tuple[bytes, list[Finding]]:
    findings: list[Finding] = []
    if encoding:
        try:
            text = content.decode(encoding).removeprefix("\ufeff").encode()
        except (LookupError, ValueError) as fault:
            fix = "correct file.encoding in the mapping"
            raise TableNotReadable(f"the text is not {encoding}: {fault}", where=name, fix=fix) from None
    else:
        text, findings = _guessed(content, name)
    if b"\x00" in text[:65_536]:
        raise TableNotReadable("the content is no text", where=name, fix="save the table as CSV in UTF-8")
    if b"\r" in text:
        text = text.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return text, findings


def _guessed(content: bytes, name: str) -> tuple[bytes, list[Finding]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(encoding).encode(), []
            except ValueError as fault:
                fix = "save the table as CSV in UTF-8"
                raise TableNotReadable(f"the text is not {encoding}: {fault}", where=name, fix=fix) from None
    if len(content) >= 4 and content[1:4:2] == b"\x00\x00":
        return _utf16(content, "utf-16-le"), [_encoding("UTF-16 without its mark")]
    try:
        content.decode("utf-8")
    except ValueError:
        return content.decode("latin-1").encode(), [_encoding("Latin-1")]
    return content, []


def _utf16(content: bytes, encoding: str) -> bytes:
    return content.decode(encoding, "replace").encode("utf-8", "replace")


def _encoding(read_as: str) -> Finding:
    note = "names with accents may be wrong; write file.encoding in the mapping, or save the file as UTF-8"
    return Finding("encoding_guessed", "look", "", "", f"read as {read_as}", "UTF-8", note)


def _head(data: bytes) -> str:
    lines = data[: 1 << 20].split(b"\n", _HEAD_LINES)[:_HEAD_LINES]
    return b"\n".join(lines).decode("utf-8", "replace")


def _records(head: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Each record of the head with the line it starts on, counted from 0."""
    csv.field_size_limit(1 << 30)
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    records, start = [], 0
    for record in reader:
        records.append((start, record))
        start = reader.line_num
    return records


def _likely_delimiter(head: str, wanted: Sequence[str]) -> str:
    names = {even(each) for each in wanted}

    def fit(delimiter: str) -> tuple[int, int]:
        records = [record for _, record in _records(head, delimiter) if record]
        hits = max((len(names & {even(cell) for cell in record}) for record in records), default=0)
        widths = [len(record) for record in records]
        common = max(set(widths), key=widths.count) if widths else 0
        return hits, widths.count(common) * (common - 1)

    return max(_DELIMITERS, key=fit)


def _header(
    head: str, delimiter: str, wanted: Sequence[str], header_line: int, name: str
) -> tuple[int, tuple[str, ...]]:
    records = [(line, record) for line, record in _records(head, delimiter) if any(cell.strip() for cell in record)]
    if not records:
        raise TableNotReadable("the file has no lines", where=name, fix="fetch or export it again")
    if header_line:
        found = next((each for each in records if each[0] == header_line - 1), None)
        if found is None:
            fix = "correct file.header_line in the mapping"
            raise TableNotReadable(f"line {header_line} starts no row of headings", where=name, fix=fix)
    else:
        names = {even(each) for each in wanted}
        found = max(records, key=lambda each: len(names & {even(cell) for cell in each[1]}))
    return found[0], tuple(found[1])


def _from_line(data: bytes, line: int) -> bytes:
    start = 0
    for _ in range(line):
        start = data.index(b"\n", start) + 1
    return data[start:]


def _table(body: bytes, delimiter: str, width: int, name: str) -> tuple[Any, list[tuple[int, int]]]:
    """The rows below the header as text, and the number (header 1, blank lines uncounted) and width of ragged ones."""
    bad: list[tuple[int, int]] = []

    def skip(row: arrow_csv.InvalidRow) -> str:
        bad.append((row.number, row.actual_columns))
        return "skip"

    names = [f"c{index}" for index in range(width)]
    try:
        table = arrow_csv.read_csv(
            io.BytesIO(body),
            read_options=arrow_csv.ReadOptions(
                use_threads=False, block_size=min(len(body) + 1, 1 << 30), column_names=names
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter, newlines_in_values=b'"' in body, invalid_row_handler=skip
            ),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowCapacityError) as fault:
        fix = "look for a quotation mark that is not closed"
        raise TableNotReadable(f"the lines cannot be told apart: {fault}", where=name, fix=fix) from None
    return table.slice(1).combine_chunks(), bad


def _record_lines(body: bytes, delimiter: str, count: int) -> Lines:
    """The line on which each record starts, from 1, the header's first; blank lines are no records."""
    if b'"' not in body:
        starts = _starts(body, np.ones(body.count(b"\n") + 1, dtype=bool))
        if len(starts) == count:
            return starts
    data = np.frombuffer(body, dtype=np.uint8)
    ends = np.append(np.flatnonzero(data == 10), len(data))
    quotes = np.cumsum(data == 34, dtype=np.int64)
    before = quotes[np.maximum(ends - 1, 0)] if len(data) else np.zeros(1, dtype=np.int64)
    starts = _starts(body, before % 2 == 0)
    return starts if len(starts) == count else _slow_lines(body, delimiter)


def _starts(body: bytes, closes: np.ndarray[Any, np.dtype[np.bool_]]) -> Lines:
    """Lines where a record starts: after a line break that closes one, unless nothing stands on that line."""
    data = np.frombuffer(body, dtype=np.uint8)
    ends = np.append(np.flatnonzero(data == 10), len(data))
    begins = np.append(0, ends[:-1] + 1)
    opens = np.append(True, closes[:-1])
    return np.flatnonzero(opens & (ends > begins)).astype(np.int64) + 1


def _slow_lines(body: bytes, delimiter: str) -> Lines:
    records = _records(body.decode("utf-8", "replace"), delimiter)
    return np.array([line + 1 for line, record in records if record], dtype=np.int64)


def _ragged(bad: Sequence[tuple[int, int]], lines: Lines, width: int) -> list[Finding]:
    if not bad:
        return []
    shown = ";".join(f"line {lines[number - 1]}" for number, _ in bad[:20]) + (" …" if len(bad) > 20 else "")
    seen = f"{len(bad)} rows, the first with {bad[0][1]} cells"
    note = "these rows were not taken in; put a quotation mark around cells that hold the delimiter"
    return [Finding("row_width", "blocks", "", shown, seen, f"{width} cells, as in the header", note)]
