"""Spans: how long each step of an answer took, told to whoever traces; nobody does unless told to."""

from __future__ import annotations

import contextlib
from contextlib import AbstractContextManager
from typing import Final, Protocol

__all__ = ["Spans", "no_spans"]

_NOTHING: Final = contextlib.nullcontext()


class Spans(Protocol):
    """Opens a span for one statement of an engine; it ends with its block."""

    def __call__(self, engine: str, statement: str) -> AbstractContextManager[object]:
        """A span that lasts as long as its block.

        Args:
            engine: Such as ``postgresql`` or ``duckdb``.
            statement: The statement with places for its values, never with the values themselves.
        """
        ...


def no_spans(engine: str, statement: str) -> AbstractContextManager[object]:  # noqa: ARG001 - as Spans
    """Traces nothing and costs nothing.

    Example:
        >>> with no_spans("postgresql", "select 1"):
        ...     1 + 1
        2
    """
    return _NOTHING
