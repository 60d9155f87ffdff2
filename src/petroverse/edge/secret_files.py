"""Secrets of a site: a file each, which its owner alone may read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from petroverse.core.errors import NotFound
from petroverse.vault import KeyReadableByOthers

__all__ = ["SecretNotThere", "secret_in"]

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}", re.ASCII)
_OTHERS: Final = 0o077


class SecretNotThere(NotFound):
    """A gauge's option names a secret that was not put down here."""


def secret_in(folder: Path, name: str) -> str:
    """The first line of the file that is called like the secret.

    Args:
        folder: Where they lie.
        name: The secret's.

    Raises:
        SecretNotThere: There is no such file.
        KeyReadableByOthers: Other accounts of the machine may read it.
    """
    path = folder / name
    if not _NAME.fullmatch(name) or not path.is_file():
        what = f"no secret {name[:64]!r} was put down here"
        raise SecretNotThere(what, where=str(folder), fix="write it into a file of this name, for its owner alone")
    if path.stat().st_mode & _OTHERS:
        raise KeyReadableByOthers(f"other accounts may read {name}", where=str(path), fix=f"chmod go= {path}")
    return path.read_text("utf-8").split("\n", 1)[0]
