"""Cursors: opaque words that say where the next page of a list begins, whatever was added meanwhile.

A cursor holds what the last row shown is ordered by, and which list and filters it is of; it grants nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
import math
from datetime import UTC, datetime
from typing import Annotated, Any, Final

from fastapi import Query

from petroverse.api.errors import RequestNotUnderstood

__all__ = ["Cursor", "cursor_of", "instant_in", "place_in"]

Cursor = Annotated[
    str,
    Query(
        max_length=2000,
        description="`next_cursor` of the page before; empty for the first page.",
        json_schema_extra={"format": "cursor"},
    ),
]
_LARGEST: Final = 2**63


def cursor_of(kind: str, *place: str | int | float) -> str:
    """The cursor of a place in a list.

    Args:
        kind: The list and its filters.
        place: What the last row shown is ordered by.

    Example:
        >>> place_in(cursor_of("editions", 7), "editions", int)
        (7,)
    """
    text = json.dumps([kind, *place], ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def place_in(cursor: str, kind: str, *types: type) -> tuple[Any, ...] | None:
    """The place that a cursor stands for; None for the first page.

    Args:
        cursor: What the client gave.
        kind: The list and its filters, as when the cursor was made.
        types: What the place is made of: ``int``, ``float`` or ``str``.

    Raises:
        RequestNotUnderstood: It is no cursor, or one of another list.
    """
    if not cursor:
        return None
    try:
        found: Any = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError):
        found = None
    if not isinstance(found, list) or not found or not isinstance(found[0], str):
        raise _refused("it is no cursor of this platform")
    if found[0] != kind:
        raise _refused("it is of another list, or of other filters")
    if len(found) != len(types) + 1 or not all(map(_is, found[1:], types)):
        raise _refused("it is damaged")
    return tuple(found[1:])


def instant_in(text: str) -> datetime:
    """An instant within a cursor.

    Raises:
        RequestNotUnderstood: It is none.
    """
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise _refused("it is damaged") from None


def _is(value: object, kind: type) -> bool:
    if isinstance(value, bool):
        return False
    if kind is float:
        return isinstance(value, int | float) and math.isfinite(value) and abs(value) < _LARGEST
    if kind is int:
        return isinstance(value, int) and 0 <= value < _LARGEST
    return isinstance(value, kind)


def _refused(why: str) -> RequestNotUnderstood:
    fix = "give `next_cursor` of the page before, with the same filters, or leave it out for the first page"
    return RequestNotUnderstood(f"the cursor cannot be read: {why}", where="cursor", fix=fix)
