"""The zip container of a workbook, looked at before anything is trusted: type, size, and where each sheet's XML lies.

Every part is unpacked once, under limits on what really comes out; sizes that the container declares are
not believed. On the way each sheet gives what the cell reader does not: its declared width, its merged ranges, its
error cells, and whether its cells stand too far apart to be held as a rectangle.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from petroverse.sources.workbooks.cells import column_number
from petroverse.sources.workbooks.verdicts import (
    DamagedWorkbook,
    EmptyFile,
    EncryptedFile,
    SheetTooLarge,
    TruncatedFile,
    WrongFileType,
    ZipBomb,
)

__all__ = ["Container", "SheetXml", "file_type", "look_into"]

MAX_UNPACKED_BYTES: Final = 400_000_000
MAX_RATIO: Final = 250
RATIO_COUNTS_FROM_BYTES: Final = 20_000_000
MAX_PARTS: Final = 5_000
MAX_AREA_CELLS: Final = 8_000_000
SMALL_PART_BYTES: Final = 1 << 20

_FAR: Final = re.compile(rb' r="(?:[A-Z]{3,}\d|[A-Z]{1,2}\d{5})[^>]*(?<!/)>\s*<(?:\w+:)?(?:v|is|f)\b')
_CELL: Final = re.compile(
    rb"""<(?:\w+:)?c\s(?:[^>]*\s)?r\s*=\s*["']([A-Z]{1,9})(\d{1,18})["'][^>]*(?<!/)>\s*<(?:\w+:)?(?:v|is|f)\b"""
)
_ODD: Final = (b" r='", b"\tr=", b"\nr=", b"\rr=", b"r =", b'r= "')
"""Ways to write a cell's name that hardly any program uses."""
_TELLING_BYTES: Final = 1 << 16
"""A program writes all its cells one way, so that so much of a sheet tells how."""
_ERROR: Final = re.compile(rb'<c r="([A-Z]{1,3}\d{1,7})"[^>]* t="e"[^>]*>(?:<f[^>]*/>|<f.*?</f>)?<v>([^<]*)</v>')
_DIMENSION: Final = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)\d+"')
_HIDES: Final = (b"hidden=", b' ht="0')
"""What a sheet that hides something says; looked for one by one, which is ten times as fast as a pattern."""
_HIDES_ABOVE: Final = (b"zeroHeight=", b' width="0')
"""What it says above its rows alone."""
_UNCALCULATED: Final = re.compile(
    rb'<c (?![^>]* t="str")[^>]*>\s*(?:<f\b[^>]*/>|<f\b[^>]*>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>'
)
_SHEET: Final = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION: Final = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE: Final = re.compile(r'([\w:]+)="([^"]*)"')
_MODIFIED: Final = re.compile(rb"<dcterms:modified[^>]*>([^<]+)<")
_TITLE: Final = re.compile(rb"<dc:title[^>]*>([^<]+)<")

_SIGNATURES: Final[tuple[tuple[bytes, str], ...]] = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a bitmap picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet table"),
)


@dataclass(frozen=True, slots=True)
class SheetXml:
    """What one sheet's XML says beyond its cells.

    Attributes:
        part: The part of the container that holds the sheet.
        declared_columns: Width that the sheet claims, in columns; 0 where it claims none.
        merged_ranges: How many ranges are merged.
        errors: Error cells, such as ``H69`` → ``#DIV/0!``.
        hides: Whether some of its rows or columns may be hidden; ``marks`` says which.
        uncalculated: How many of its formulas hold no figure, as a program leaves them that does not calculate.
    """

    part: str
    declared_columns: int = 0
    merged_ranges: int = 0
    errors: Mapping[str, str] = field(default_factory=dict)
    hides: bool = False
    uncalculated: int = 0


@dataclass(frozen=True, slots=True)
class Container:
    """A workbook's container after every part of it was unpacked once under the limits."""

    sheets: Mapping[str, SheetXml]
    modified: datetime | None
    title: str


def file_type(content: bytes) -> str:
    """What the first bytes say the file is: ``pdf``, ``zip``, ``ole``, or words such as ``a PNG picture``.

    Example:
        >>> file_type(b"%PDF-1.7 ...")
        'pdf'
    """
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            return "pdf" if signature == b"%PDF" else kind
    head = content[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        return "a web page"
    if head.startswith(b"<"):
        return "an XML text"
    if content and b"\x00" not in content[:4096]:
        return "a plain text (perhaps CSV)"
    return "an unknown kind of file"


def look_into(content: bytes, name: str) -> Container:
    """Checks a workbook's container and gives what it says of its sheets.

    Args:
        content: The file's bytes.
        name: The file's name, for messages.

    Raises:
        EmptyFile: There are no bytes.
        EncryptedFile: It asks for a password.
        TruncatedFile: It ends too early or a check sum does not hold.
        WrongFileType: It is no workbook, whatever its name.
        ZipBomb: It unpacks to more than any publication does.
        SheetTooLarge: Cells of a sheet stand too far apart.
        DamagedWorkbook: Its parts do not fit together.
    """
    _refuse_other_types(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, len(content), name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as fault:
        fix = "fetch the file again from its publisher"
        raise TruncatedFile(f"the file is cut off or damaged: {fault}", where=name, fix=fix) from None


def _refuse_other_types(content: bytes, name: str) -> None:
    if not content:
        raise EmptyFile("the file has no bytes", where=name, fix="fetch it again from its publisher")
    kind = file_type(content)
    if kind == "ole":
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise EncryptedFile("the workbook asks for a password", where=name, fix="save it without a password")
        fix = "open it in a spreadsheet program and save it as .xlsx"
        raise WrongFileType("the file is of the old binary format (.xls, .doc …)", where=name, fix=fix)
    if kind == "zip":
        return
    if b"PK\x01\x02" in content[-65_536:] or not content.strip(b"\x00"):
        fix = "fetch the file again from its publisher"
        raise TruncatedFile("the beginning of the file is missing", where=name, fix=fix)
    raise WrongFileType(f"the content is {kind}, not a workbook", where=name, fix="give the workbook itself (.xlsx)")


def _read(archive: zipfile.ZipFile, packed_bytes: int, name: str) -> Container:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise EncryptedFile("the archive asks for a password", where=name, fix="save it without a password")
    names = {part.filename for part in parts}
    _refuse_other_archives(names, len(parts), name)
    allowed = min(MAX_UNPACKED_BYTES, max(RATIO_COUNTS_FROM_BYTES, MAX_RATIO * packed_bytes))
    wanted = {path: title for title, path in _sheet_parts(archive, name).items()}
    sheets: dict[str, SheetXml] = {}
    for part in parts:
        with archive.open(part) as stream:
            unpacked = stream.read(allowed + 1)
        allowed -= len(unpacked)
        if allowed < 0:
            what = f"{packed_bytes} bytes unpack to far more than any publication"
            raise ZipBomb(what, where=name, fix="do not open this file; ask its publisher for the workbook")
        if part.filename in wanted:
            title = wanted[part.filename]
            sheets[title] = _sheet_xml(part.filename, unpacked, f"{name}, sheet {title!r}")
    core = _small_part(archive, "docProps/core.xml")
    return Container(sheets, _modified(core), _title(core))


def _refuse_other_archives(names: set[str], count: int, name: str) -> None:
    if count > MAX_PARTS:
        raise ZipBomb(f"the archive holds {count} parts", where=name, fix="give the workbook itself")
    fix = "open it in a spreadsheet program and save it as .xlsx"
    if "xl/workbook.bin" in names:
        raise WrongFileType("the workbook is of the binary format .xlsb", where=name, fix=fix)
    if "content.xml" in names and "xl/workbook.xml" not in names:
        raise WrongFileType("the file is an OpenDocument file", where=name, fix=fix)
    if any(each.startswith("word/") for each in names):
        raise WrongFileType("the file is a text document (.docx)", where=name, fix="give the workbook itself (.xlsx)")
    if "xl/workbook.xml" not in names:
        what = "the file is a zip archive without a workbook in it"
        raise WrongFileType(what, where=name, fix="unpack it and import the files in it")


def _small_part(archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        with archive.open(part) as stream:
            return stream.read(SMALL_PART_BYTES)
    except KeyError:
        return b""


def _sheet_parts(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    book = _small_part(archive, "xl/workbook.xml").decode("utf-8", "replace")
    relations = _small_part(archive, "xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets: dict[str, str] = {}
    for tag in _RELATION.findall(relations):
        attributes = dict(_ATTRIBUTE.findall(tag))
        targets[attributes.get("Id", "")] = attributes.get("Target", "")
    parts: dict[str, str] = {}
    for tag in _SHEET.findall(book):
        attributes = dict(_ATTRIBUTE.findall(tag))
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        target = targets.get(relation, "")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        parts[html.unescape(attributes.get("name", ""))] = path
    if "<" not in book:
        raise DamagedWorkbook("the list of sheets cannot be read", where=name, fix="fetch the file again")
    return parts


def _sheet_xml(part: str, xml: bytes, where: str) -> SheetXml:
    _refuse_far_cells(xml, where)
    declared = _DIMENSION.search(xml, 0, 4096)
    errors = (
        {at.decode(): text.decode("utf-8", "replace") for at, text in _ERROR.findall(xml)} if b't="e"' in xml else {}
    )
    width = column_number(declared[1].decode()) if declared else 0
    uncalculated = len(_UNCALCULATED.findall(xml)) if b"<f" in xml else 0
    begin, end = xml.find(b"<sheetData"), xml.rfind(b"</sheetData>")
    hides = any(each in xml for each in _HIDES) or any(xml.find(each, 0, begin) >= 0 for each in _HIDES_ABOVE)
    return SheetXml(part, width, xml.count(b"<mergeCell ", max(end, 0)), errors, hides, uncalculated)


def _refuse_far_cells(xml: bytes, where: str) -> None:
    if not _FAR.search(xml) and not _is_odd(xml):
        return
    columns, rows = 0, 0
    for letters, row in _CELL.findall(xml):
        columns = max(columns, column_number(letters.decode()))
        rows = max(rows, int(row))
    if columns * rows > MAX_AREA_CELLS:
        what = f"filled cells reach to column {columns} and row {rows}"
        raise SheetTooLarge(what, where=where, fix="remove the stray cells far from the table and save it again")


def _is_odd(xml: bytes) -> bool:
    begin = max(xml.find(b"<sheetData"), 0)
    return any(xml.find(odd, begin, begin + _TELLING_BYTES) >= 0 for odd in _ODD)


def _modified(core: bytes) -> datetime | None:
    found = _MODIFIED.search(core)
    if not found:
        return None
    try:
        stamp = datetime.fromisoformat(found[1].decode("ascii", "replace").strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)


def _title(core: bytes) -> str:
    found = _TITLE.search(core)
    return html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""
