"""Single values as documents write them: no text that a spreadsheet takes for a formula, one cell each."""

from __future__ import annotations

import json
import math
from datetime import date, datetime
from typing import Final

__all__ = ["flat", "in_json", "neutral", "plain"]

_RISKY: Final = ("=", "+", "-", "@", "\t", "\r")
_EXACT_BELOW: Final = 2.0**53
"""Every whole number below this is a float of its own."""


def neutral(value: object) -> object:
    """Gives a cell that no spreadsheet takes for a formula; numbers stay numbers.

    Example:
        >>> neutral("=1+1")
        "'=1+1"
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_RISKY) else value


def plain(value: object) -> object:
    """A value that JSON has no kind for, as text: days and instants in ISO 8601."""
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def flat(value: object) -> object:
    """A value that fits one cell: what holds others becomes its JSON."""
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, default=plain, ensure_ascii=False)
    return value


def in_json(value: object) -> object:
    """A number as JSON has it: a whole one without a point, none where it is not a number at all.

    Example:
        >>> in_json(2606391100.0), in_json(float("nan"))
        (2606391100, None)
    """
    if not isinstance(value, float):
        return value
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < _EXACT_BELOW else value
