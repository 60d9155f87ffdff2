"""Why a file cannot be read, one name each.

FileRefused
├── EmptyFile            no bytes at all
├── TruncatedFile        it ends before it is complete, or its parts do not agree with their check sums
├── EncryptedFile        it asks for a password
├── ZipBomb              it unpacks to more than any publication does
├── WrongFileType        a picture, a page, a text or an old format, whatever its name says
├── DamagedWorkbook      a workbook whose inside cannot be understood
├── SheetTooLarge        cells so far apart that the area between them does not fit in memory
├── NoSheets             a workbook without a visible sheet
├── UnknownFamily        readable, but no family of publications that a pack knows
└── UnknownLayout        of a known family, but its tables are not where the words in it say
"""

from __future__ import annotations

from petroverse.core.errors import FileRefused

__all__ = [
    "DamagedWorkbook",
    "EmptyFile",
    "EncryptedFile",
    "NoSheets",
    "SheetTooLarge",
    "TruncatedFile",
    "UnknownFamily",
    "UnknownLayout",
    "WrongFileType",
    "ZipBomb",
]


class EmptyFile(FileRefused):
    """The file has no bytes."""


class TruncatedFile(FileRefused):
    """The file ends too early, or a part of it does not match its check sum."""


class EncryptedFile(FileRefused):
    """The file can only be opened with a password."""


class ZipBomb(FileRefused):
    """The file unpacks to far more than it should."""


class WrongFileType(FileRefused):
    """The content is something else than a workbook or a document."""


class DamagedWorkbook(FileRefused):
    """The workbook's inside cannot be understood."""


class SheetTooLarge(FileRefused):
    """Cells of one sheet stand so far apart that the area between them does not fit in memory."""


class NoSheets(FileRefused):
    """The workbook has no visible sheet."""


class UnknownFamily(FileRefused):
    """No family of publications recognises the content."""


class UnknownLayout(FileRefused):
    """The family is known, but its tables cannot be found in this layout."""
