"""A door whose names are fetched when they are first asked for, so that a command loads only what it uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["fetched_late"]


def fetched_late(door: str, parts: Mapping[str, tuple[str, ...]]) -> Callable[[str], object]:
    """Gives the ``__getattr__`` of a block's door.

    Args:
        door: The block's own ``__name__``.
        parts: Module below the door → names of the door that it holds.

    Raises:
        AttributeError: From what is given, where no part holds the name asked for.

    Example:
        >>> fetched_late("petroverse.core", {"times": ("Span",)})("Span").__name__
        'Span'
    """

    def fetch(name: str) -> object:
        for part, names in parts.items():
            if name in names:
                return getattr(import_module(f"{door}.{part}"), name)
        raise AttributeError(f"module {door!r} has no attribute {name!r}")

    return fetch
