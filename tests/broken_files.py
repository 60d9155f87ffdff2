"""Fifty files that nobody should have to read: each is broken in a way of its own, none is a publication."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from pathlib import Path

import xlsxwriter

__all__ = ["write_broken_files"]

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def write_broken_files(folder: Path, sound: bytes) -> list[str]:
    """Writes fifty broken files and gives their names.

    Args:
        folder: Where to.
        sound: A sound workbook of a publisher, to be broken.
    """
    made: dict[str, bytes] = {
        **_truncated(sound, 12),
        **_flipped(sound, 8),
        **_without_parts(sound),
        **_other_things(),
        **_bombs(),
        **_wrong_workbooks(),
    }
    chance = random.Random(50)
    while len(made) < 50:
        made[f"noise-{len(made)}.xlsx"] = chance.randbytes(chance.randint(1, 50_000))
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    return sorted(made)


def _truncated(sound: bytes, count: int) -> dict[str, bytes]:
    chance = random.Random(1)
    return {f"truncated-{number}.xlsx": sound[: chance.randint(1, len(sound) - 1)] for number in range(count)}


def _flipped(sound: bytes, count: int) -> dict[str, bytes]:
    """The inside of the largest sheet overwritten with noise, so that its check sum fails."""
    chance = random.Random(2)
    with zipfile.ZipFile(io.BytesIO(sound)) as archive:
        largest = max(archive.infolist(), key=lambda each: each.compress_size)
    made = {}
    for number in range(count):
        start = (
            largest.header_offset + 30 + len(largest.filename) + chance.randint(8, max(9, largest.compress_size // 2))
        )
        made[f"flipped-{number}.xlsx"] = sound[:start] + chance.randbytes(64) + sound[start + 64 :]
    return made


def _without_parts(sound: bytes) -> dict[str, bytes]:
    made = {}
    for name in ("xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml"):
        sink = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(sound)) as whole, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as part:
            for each in whole.namelist():
                if each != name:
                    part.writestr(each, whole.read(each))
        made[f"without-{Path(name).name}.xlsx"] = sink.getvalue()
    return made


def _other_things() -> dict[str, bytes]:
    return {
        "empty.xlsx": b"",
        "one-byte.xlsx": b"P",
        "encrypted.xlsx": _OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2048),
        "old-format.xls": _OLE + bytes(4096),
        "csv-as.xlsx": b"COMPANY,GASOLINE\nA,1\nB,2\n",
        "page-as.xlsx": b"<!DOCTYPE html><html><body>404 Not Found</body></html>",
        "picture-as.xlsx": b"\x89PNG\r\n\x1a\n" + bytes(200),
        "broken.pdf": b"%PDF-1.7\n1 0 obj << /Type /Catalog >>\nstartxref\n99999\n%%EOF",
        "truncated.pdf": b"%PDF-1.4\n" + bytes(300),
        "script.xlsx": b"#!/bin/sh\nrm -rf /\n",
        "null-bytes.xlsx": bytes(10_000),
        "random.bin": random.Random(3).randbytes(4096),
        "gzip-as.xlsx": b"\x1f\x8b\x08" + bytes(100),
    }


def _bombs() -> dict[str, bytes]:
    return {
        "bomb.xlsx": _zip({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": bytes(400_000_000)}),
        "bomb-cells.xlsx": _workbook_with(b"<row r='1'><c r='A1'><v>1</v></c></row>" * 2_000_000),
        "laughs.xlsx": _workbook_with(b"<row r='1'><c r='A1' t='str'><v>&a;</v></c></row>", entities=True),
        "wide.xlsx": _workbook_with(_row(1) + _row(1_048_576)),
        "recursive.zip": _recursive(),
        "traversal.zip": _zip({"../../../../etc/evil.xlsx": b"evil", "/tmp/evil.xlsx": b"evil"}),
        "broken.zip": b"PK\x03\x04" + bytes(100),
        "lying-sizes.xlsx": _lying(),
    }  # fmt: skip


def _row(number: int) -> bytes:
    """A row whose only cells are the first and the last that a sheet can have."""
    cells = "".join(f"<c r='{column}{number}'><v>1</v></c>" for column in ("A", "XFD"))
    return f"<row r='{number}'>{cells}</row>".encode()


def _wrong_workbooks() -> dict[str, bytes]:
    made = {}
    for name, cells in {
        "wrong-family.xlsx": [["Invoice", "Amount"], ["2024-001", 12.5]],
        "blank-sheet.xlsx": [],
        "formulas.xlsx": [["=cmd|' /C calc'!A0", "=1/0"]],
    }.items():
        sink = io.BytesIO()
        with xlsxwriter.Workbook(sink, {"strings_to_formulas": False}) as book:
            sheet = book.add_worksheet()
            for line, row in enumerate(cells):
                sheet.write_row(line, 0, row)
        made[name] = sink.getvalue()
    return made


def _zip(members: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return sink.getvalue()


def _recursive() -> bytes:
    inner = b"core"
    for depth in range(6):
        inner = _zip({f"level-{depth}.zip": inner})
    return inner


def _lying() -> bytes:
    """A zip whose directory promises four bytes where there are many."""
    whole = bytearray(_zip({"xl/workbook.xml": bytes(1_000_000)}))
    directory = whole.rindex(b"PK\x01\x02")
    struct.pack_into("<I", whole, directory + 24, 4)
    return bytes(whole)


def _workbook_with(rows: bytes, *, entities: bool = False) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    head = b'<?xml version="1.0"?>'
    if entities:
        steps = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
        head += f'<!DOCTYPE x [<!ENTITY a "ha">{steps}]>'.encode()
    sheet = head + f'<worksheet xmlns="{main}"><sheetData>'.encode() + rows + b"</sheetData></worksheet>"
    sheets = '<sheets><sheet name="S" sheetId="1" r:id="r1"/></sheets>'
    book = f'<workbook xmlns="{main}" xmlns:r="{relations}">{sheets}</workbook>'
    package = "http://schemas.openxmlformats.org/package/2006"
    links, root = (
        f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="r1" Type="{relations}/{kind}" Target="{target}"/></Relationships>'
        for kind, target in (("worksheet", "worksheets/sheet1.xml"), ("officeDocument", "xl/workbook.xml"))
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    types = (
        f'<Types xmlns="{package}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>'
    )
    return _zip(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": root.encode(),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": links.encode(),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )
