"""A door whose names are fetched when they are first asked for, so that a command loads only what it uses.

What a door holds is written once, in the ``__init__.pyi`` beside it: type checkers read the stub, and so does the door.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

__all__ = ["fetched_late"]


def fetched_late(door: str, file: str) -> tuple[Callable[[str], object], list[str]]:
    """Gives the ``__getattr__`` and the ``__all__`` of a block's door.

    Args:
        door: The block's own ``__name__``.
        file: The block's own ``__file__``; beside it lies a stub that imports every name of the door.

    Raises:
        AttributeError: From the first of what is given, where the stub does not have the name asked for.

    Example:
        >>> import petroverse
        >>> fetch, names = fetched_late("petroverse", petroverse.__file__)
        >>> fetch("connect").__name__, "connect" in names
        ('connect', True)
    """
    lines = ast.parse(Path(file).with_suffix(".pyi").read_text("utf-8")).body
    parts = {each.name: line.module for line in lines if isinstance(line, ast.ImportFrom) for each in line.names}

    def fetch(name: str) -> object:
        if part := parts.get(name):
            return getattr(import_module(part), name)
        raise AttributeError(f"module {door!r} has no attribute {name!r}")

    return fetch, list(parts)
