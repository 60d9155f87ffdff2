"""What a sheet says beside its cell values: what is hidden, what is red, what is commented.

The fast cell reader gives values only. Publishers hide superseded rows and personal notes, and mark the day's revisions
by colour alone; all of that stands in a few attributes of the sheet's XML. This reads just those, over the bytes, so
that a whole folder costs a fraction of reading its cells. No entity is ever expanded.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from types import MappingProxyType
from typing import Final

from petroverse.core.errors import FileRefused

__all__ = ["Marks", "MarksUnreadable", "read_marks"]

_LAST_COLUMN: Final = 16384
_MOST_BYTES: Final = 256 * 1024 * 1024
_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})
_RED: Final = re.compile(rb'<(?:\w+:)?color\b[^>]*(?:rgb="(?:[Ff]{2})?[Ff]{2}0000"|indexed="(?:2|10)")')
_ATTRIBUTE: Final = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")


class MarksUnreadable(FileRefused):
    """A workbook whose hidden rows and colours cannot be read, so that nothing of it may be taken in."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What one sheet says beside its values. Rows and columns count from 1.

    Attributes:
        hidden_rows: Rows that the publisher does not show, also those of height 0.
        hidden_columns: Columns that the publisher does not show, also those of width 0.
        red_cells: Cells in red font, such as ``D17``; empty unless fonts were asked for.
        comments: Cell → the comment's text.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    red_cells: frozenset[str] = frozenset()
    comments: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


def read_marks(content: bytes, sheet_name: str, *, fonts: bool) -> Marks:
    """Gives the marks of one sheet.

    Args:
        content: The workbook's bytes (Office Open XML).
        sheet_name: The sheet exactly as named.
        fonts: Whether red cells are wanted; they cost a second pass over the cells.

    Raises:
        MarksUnreadable: It is no workbook of this kind, has no such sheet, or the sheet is larger than 256 MiB.
    """
    with _open(content) as archive:
        path = _sheet_paths(archive).get(sheet_name)
        if path is None:
            raise MarksUnreadable(f"the workbook has no sheet {sheet_name!r}", fix="save it again as .xlsx")
        sheet = _part(archive, path)
        return Marks(
            hidden_rows=_hidden_rows(sheet),
            hidden_columns=_hidden_columns(sheet),
            red_cells=_red_cells(archive, sheet) if fonts else frozenset(),
            comments=_comments(archive, path),
        )


def _open(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError) as fault:
        raise MarksUnreadable("this is no .xlsx workbook", fix="save it as .xlsx and import it again") from fault


def _part(archive: zipfile.ZipFile, path: str) -> bytes:
    """One part of the archive as UTF-8, bounded by what comes out of it, never by what it says of its size."""
    try:
        with archive.open(path) as stream:
            part = stream.read(_MOST_BYTES + 1)
    except (KeyError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error) as fault:
        raise MarksUnreadable(f"{path} cannot be read", fix="fetch the file again, or save it anew as .xlsx") from fault
    if len(part) > _MOST_BYTES:
        raise MarksUnreadable(f"{path} is larger than 256 MiB", fix="split the workbook by sheet")
    if part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return part.decode("utf-16", "replace").encode()
    return part


def _attributes(element: bytes) -> dict[bytes, bytes]:
    return {name: first or second for name, first, second in _ATTRIBUTE.findall(element)}


def _text(escaped: bytes) -> str:
    return html.unescape(escaped.decode("utf-8", "replace"))


def _prefix(part: bytes) -> bytes:
    """The name space prefix that the writer used: nothing, or such as ``x:``."""
    found = re.search(rb"<(\w+:)?(?:worksheet|styleSheet|workbook|Relationships|comments)\b", part[:4096])
    return (found[1] or b"") if found else b""


def _elements(part: bytes, name: bytes) -> Iterator[dict[bytes, bytes]]:
    for found in re.finditer(rb"<" + _prefix(part) + name + rb"\s([^>]*)>", part):
        yield _attributes(found[1])


def _sheet_elements(archive: zipfile.ZipFile) -> list[dict[bytes, bytes]]:
    return list(_elements(_part(archive, "xl/workbook.xml"), b"sheet"))


def _relations(archive: zipfile.ZipFile, path: str) -> dict[bytes, tuple[bytes, str]]:
    """Relation id → its kind and the part it points to."""
    folder, name = posixpath.split(path)
    listing = f"{folder}/_rels/{name}.rels"
    if listing not in archive.NameToInfo:
        return {}
    found = {}
    for each in _elements(_part(archive, listing), b"Relationship"):
        target = _text(each.get(b"Target", b""))
        absolute = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        found[each.get(b"Id", b"")] = (each.get(b"Type", b"").rpartition(b"/")[2], absolute)
    return found


def _sheet_paths(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = _relations(archive, "xl/workbook.xml")
    paths = {}
    for each in _sheet_elements(archive):
        identity = next((value for name, value in each.items() if name.endswith(b":id")), b"")
        if identity in relations:
            paths[_text(each.get(b"name", b""))] = relations[identity][1]
    return paths


def _is_true(value: bytes | None) -> bool:
    return value in (b"1", b"true")


def _is_nothing(size: bytes | None) -> bool:
    return size is not None and size.strip(b"0.") == b"" and size != b""


def _hidden_rows(sheet: bytes) -> frozenset[int]:
    hides_unless_said = any(_is_true(each.get(b"zeroHeight")) for each in _elements(sheet[:65536], b"sheetFormatPr"))
    hidden, number = set(), 0
    for found in re.findall(rb"<" + _prefix(sheet) + rb"row\b([^>]*)>", sheet):
        number = _row_number(found, number + 1)
        if b"hidden=" in found or b' ht="0' in found or hides_unless_said:
            row = _attributes(found)
            if _is_true(row.get(b"hidden")) or _is_nothing(row.get(b"ht")) or (hides_unless_said and b"ht" not in row):
                hidden.add(number)
    return frozenset(hidden)


def _row_number(row: bytes, otherwise: int) -> int:
    found = re.search(rb"""\br=["'](\d+)""", row)
    return int(found[1]) if found else otherwise


def _hidden_columns(sheet: bytes) -> frozenset[int]:
    start = sheet.find(b"<" + _prefix(sheet) + b"cols>")
    if start < 0:
        return frozenset()
    head = _prefix(sheet).join([b"<", b"worksheet>"]) + sheet[start : sheet.find(b"cols>", start + 8)]
    hidden: set[int] = set()
    for column in _elements(head, b"col"):
        first, last = column.get(b"min", b""), column.get(b"max", b"")
        if (
            first.isdigit()
            and last.isdigit()
            and (_is_true(column.get(b"hidden")) or _is_nothing(column.get(b"width")))
        ):
            hidden.update(range(int(first), min(int(last), _LAST_COLUMN) + 1))
    return frozenset(hidden)


def _red_cells(archive: zipfile.ZipFile, sheet: bytes) -> frozenset[str]:
    styles = _red_styles(archive)
    if not styles:
        return frozenset()
    cells = (each for each in _elements(sheet, b"c") if each.get(b"s") in styles)
    return frozenset(each[b"r"].decode("ascii", "replace") for each in cells if b"r" in each)


def _red_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the cell styles whose font is red."""
    if "xl/styles.xml" not in archive.NameToInfo:
        return frozenset()
    styles = _part(archive, "xl/styles.xml")
    prefix = _prefix(styles)
    fonts = re.findall(
        rb"<" + prefix + rb"font(?:/>|>.*?</" + prefix + rb"font>)", _between(styles, b"fonts"), re.DOTALL
    )
    red = {b"%d" % number for number, font in enumerate(fonts) if _RED.search(font)}
    formats = re.findall(rb"<" + prefix + rb"xf\s([^>]*)>", _between(styles, b"cellXfs"))
    return frozenset(b"%d" % number for number, each in enumerate(formats) if _attributes(each).get(b"fontId") in red)


def _between(part: bytes, name: bytes) -> bytes:
    """What stands between the opening and the closing of an element that occurs once."""
    prefix = _prefix(part)
    found = re.search(rb"<" + prefix + name + rb"\b[^>]*>", part)
    end = part.find(b"</" + prefix + name + b">")
    return part[found.end() : end] if found and end > 0 else b""


def _comments(archive: zipfile.ZipFile, path: str) -> Mapping[str, str]:
    parts = [target for kind, target in _relations(archive, path).values() if kind == b"comments"]
    found: dict[str, str] = {}
    for part in (_part(archive, each) for each in parts if each in archive.NameToInfo):
        prefix = _prefix(part)
        for each in re.split(rb"<" + prefix + rb"comment\s", part)[1:]:
            where = _attributes(each[: each.find(b">")]).get(b"ref", b"").decode("ascii", "replace")
            runs = re.findall(rb"<" + prefix + rb"t\b[^>]*>([^<]*)<", each)
            found[where] = _text(b"".join(runs)).strip()
    return found
