"""Files that are there whole or not at all, and that survive a power loss once the call returns."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

__all__ = ["DRAFT_ENDING", "sync", "write_whole"]

DRAFT_ENDING: Final = ".part"
"""How the name of a half written file ends; one that a killed writer left has no other use."""


def write_whole(path: Path, content: bytes, *, mode: int = 0o600) -> None:
    """Writes a file aside, and puts it in the place of an earlier one when all of it is on the disk.

    Args:
        path: The file, in a folder that is there.
        content: What it holds from then on.
        mode: Who may use it, less the process's umask; the owner alone unless it says otherwise.

    Raises:
        OSError: It cannot be written; the earlier one is as it was, and nothing lies beside it.

    Example:
        >>> from tempfile import mkdtemp
        >>> place = Path(mkdtemp()) / "note"
        >>> write_whole(place, b"tank 3 is shut")
        >>> place.read_bytes()
        b'tank 3 is shut'
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}{DRAFT_ENDING}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync(path.parent)


def sync(path: Path) -> None:
    """Waits until a file's bytes, or a folder's names, are on the disk.

    Raises:
        OSError: They cannot be put there.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
