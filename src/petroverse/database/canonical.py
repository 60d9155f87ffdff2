"""The one way to write a record as bytes: canonical JSON, version 1, after RFC 8785 (JSON Canonicalization Scheme).

UTF-8, no blanks, names sorted by their UTF-16 code units, numbers as ECMAScript prints a double, the shortest escapes.
So the same content always has the same bytes, on any machine and in any language that follows the RFC.

A value is None, a boolean, an integer within ±(2⁵³ − 1), a finite float, text without lone surrogates, a list or tuple
of values, or a mapping from text to values.

Source: RFC 8785, https://www.rfc-editor.org/rfc/rfc8785; ECMA-262 Number::toString for numbers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final, NoReturn

from petroverse.database.faults import RecordNotCanonical

__all__ = ["canonical_bytes", "canonical_value"]

_LARGEST: Final = 2**53 - 1
_DEEPEST: Final = 100


def canonical_bytes(value: object) -> bytes:
    r"""The canonical bytes of a value.

    Raises:
        RecordNotCanonical: The value has no canonical form.

    Example:
        >>> canonical_bytes({"litres": 4.50, "at": "2024-03", "é": [True, None, 1e21]})
        b'{"at":"2024-03","litres":4.5,"\xc3\xa9":[true,null,1e+21]}'
    """
    try:
        return _printed(value, _DEEPEST).encode("utf-8")
    except UnicodeEncodeError as fault:
        raise RecordNotCanonical("text with a lone surrogate", fix="give valid Unicode text") from fault


def canonical_value(data: bytes) -> Any:  # noqa: ANN401  JSON may be anything; this is its gate
    """The value that canonical bytes stand for; ``canonical_bytes`` of it gives the same bytes again.

    Raises:
        RecordNotCanonical: The bytes are not canonical JSON (a blank too many, names out of order, doubled …).

    Example:
        >>> canonical_value(b'{"litres":4.5}')
        {'litres': 4.5}
    """
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant, parse_int=_whole)
    except (UnicodeDecodeError, ValueError, RecursionError) as fault:
        raise RecordNotCanonical(f"not JSON: {fault}", fix="restore the record from a backup") from fault
    if canonical_bytes(value) != data:
        raise RecordNotCanonical("JSON that is not in canonical form", fix="restore the record from a backup")
    return value


def _printed(value: object, depth: int) -> str:
    if depth == 0:
        raise RecordNotCanonical(f"values nested deeper than {_DEEPEST}", fix="flatten the record")
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case int():
            return _integer(value)
        case float():
            return _number(value)
        case Mapping():
            return "{" + ",".join(_members(value, depth)) + "}"
        case list() | tuple():
            return "[" + ",".join(_printed(each, depth - 1) for each in value) + "]"
    raise RecordNotCanonical(f"{value!r} is a {type(value).__name__}", fix="give text, numbers, lists or mappings")


def _members(value: Mapping[Any, Any], depth: int) -> list[str]:
    for name in value:
        if not isinstance(name, str):
            raise RecordNotCanonical(f"the name {name!r} is not text", fix="give text as names")
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return [f"{_printed(name, depth - 1)}:{_printed(value[name], depth - 1)}" for name in names]


def _integer(value: int) -> str:
    if abs(value) > _LARGEST:
        raise RecordNotCanonical(f"{value} is beyond 2^53 - 1", fix="give it as text")
    return str(int(value))


def _number(value: float) -> str:
    if not math.isfinite(value):
        raise RecordNotCanonical(f"{value} is not a number that JSON knows", fix="leave it out, or give null")
    if value == 0:
        return "0"
    sign, digits, exponent = Decimal(repr(float(value))).normalize().as_tuple()
    text = "".join(map(str, digits))
    return ("-" if sign else "") + _placed(text, len(text) + int(exponent))


def _placed(digits: str, point: int) -> str:
    """The digits with the decimal point after the first ``point`` of them, as ECMAScript's Number::toString."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    mantissa = digits if count == 1 else f"{digits[0]}.{digits[1:]}"
    return f"{mantissa}e{'+' if point > 0 else '-'}{abs(point - 1)}"


def _whole(text: str) -> int | float:
    """An integer where JavaScript keeps it whole; 1e+20 may be printed without an exponent and is a double."""
    value = int(text)
    return value if abs(value) <= _LARGEST else float(text)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")
