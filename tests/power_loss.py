"""A disk that loses its power: what SQLite writes and syncs is noted, and what a cut at any moment may leave is made.

SQLite asks its default VFS for every write; ours notes each one and passes it on. Of a file, what was written before
its last sync is on the disk; of what came after, each sector of 512 bytes may be there or not, in any mixture.
"""

from __future__ import annotations

import ctypes
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

__all__ = ["NotedDisk", "noted_disk"]

_SECTOR: Final = 512
_INT, _LONG, _POINTER = ctypes.c_int, ctypes.c_int64, ctypes.c_void_p
_Open: Final = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _POINTER, _INT, _POINTER)
_Write: Final = ctypes.CFUNCTYPE(_INT, _POINTER, _POINTER, _INT, _LONG)
_Truncate: Final = ctypes.CFUNCTYPE(_INT, _POINTER, _LONG)
_Sync: Final = ctypes.CFUNCTYPE(_INT, _POINTER, _INT)


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs``: its first fields; the functions after ``xOpen`` are copied as they are."""

    _fields_ = (
        ("version", _INT), ("size_of_file", _INT), ("longest_path", _INT), ("next", _POINTER),
        ("name", ctypes.c_char_p), ("own", _POINTER), ("open", _POINTER), ("others", _POINTER * 15),
    )  # fmt: skip


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``, version 3."""

    _fields_ = (
        ("version", _INT), ("close", _POINTER), ("read", _POINTER), ("write", _POINTER), ("truncate", _POINTER),
        ("sync", _POINTER), ("others", _POINTER * 13),
    )  # fmt: skip


@dataclass
class NotedDisk:
    """What happened, in order: (what, file, at, bytes or size); a test adds what it was promised."""

    events: list[tuple[str, str, int, Any]] = field(default_factory=list)

    def promised(self, what: object) -> None:
        """Notes that somebody was told that something is kept."""
        self.events.append(("promised", "", 0, what))

    def after_a_cut(self, at: int, folder: Path, chance: random.Random) -> list[Any]:
        """Writes into a folder what a cut after so many events may have left; gives what had been promised."""
        past = self.events[:at]
        synced = {file: place for place, (what, file, *_) in enumerate(past) if what == "sync"}
        files: dict[str, bytearray] = {}
        for place, (what, file, offset, value) in enumerate(past):
            if what not in ("write", "truncate"):
                continue
            content = files.setdefault(file, bytearray())
            is_synced = place < synced.get(file, -1)
            if what == "truncate":
                if is_synced or chance.random() < 0.5:
                    del content[value:]
                continue
            content.extend(bytes(max(offset + len(value) - len(content), 0)))
            for start in range(0, len(value), _SECTOR):
                if is_synced or chance.random() < 0.5:
                    content[offset + start : offset + start + _SECTOR] = value[start : start + _SECTOR]
        for file, content in files.items():
            (folder / Path(file).name).write_bytes(content)
        return [value for what, _, _, value in past if what == "promised"]


@contextmanager
def noted_disk() -> Iterator[NotedDisk]:
    """While the block runs, what this process has SQLite write is noted.

    Raises:
        OSError: There is no SQLite library beside this Python whose disk could be noted.
    """
    library = ctypes.CDLL("libsqlite3.so.0")
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    usual = library.sqlite3_vfs_find(None)
    noting = _Noting(usual.contents)
    library.sqlite3_vfs_register(ctypes.byref(noting.vfs), 1)
    try:
        yield noting.disk
    finally:
        library.sqlite3_vfs_register(usual, 1)
        library.sqlite3_vfs_unregister(ctypes.byref(noting.vfs))


class _Noting:
    """A VFS like another one, that notes what is written."""

    def __init__(self, usual: _Vfs) -> None:
        self.disk = NotedDisk()
        self._names: dict[int, str] = {}
        self._kept: list[Any] = []
        """The patched methods and their callbacks, which must live as long as a file is open."""
        self._patched: dict[int, _Methods] = {}
        self._open = _Open(usual.open)
        self.vfs = _Vfs.from_buffer_copy(usual)
        self.vfs.name = b"noted"
        self.vfs.next = None
        self.vfs.open = self._address(_Open(self._opened))

    def _opened(self, vfs: int, name: int | None, file: int, flags: int, told: int) -> int:
        code: int = self._open(vfs, name, file, flags, told)
        if code == 0 and name:
            methods = _POINTER.from_address(file)
            self._names[file] = ctypes.string_at(name).decode()
            if methods.value not in self._patched:
                self._patched[methods.value] = self._patch(_Methods.from_address(methods.value))
            methods.value = ctypes.addressof(self._patched[methods.value])
        return code

    def _patch(self, usual: _Methods) -> _Methods:
        made = _Methods.from_buffer_copy(usual)
        write, truncate, sync = _Write(usual.write), _Truncate(usual.truncate), _Sync(usual.sync)

        def on_write(file: int, value: int, size: int, at: int) -> int:
            self.disk.events.append(("write", self._names[file], at, ctypes.string_at(value, size)))
            return int(write(file, value, size, at))

        def on_truncate(file: int, size: int) -> int:
            self.disk.events.append(("truncate", self._names[file], 0, size))
            return int(truncate(file, size))

        def on_sync(file: int, flags: int) -> int:
            self.disk.events.append(("sync", self._names[file], 0, None))
            return int(sync(file, flags))

        made.write, made.truncate, made.sync = (
            self._address(each) for each in (_Write(on_write), _Truncate(on_truncate), _Sync(on_sync))
        )
        return made

    def _address(self, callback: Any) -> int | None:
        self._kept.append(callback)
        return ctypes.cast(callback, _POINTER).value
