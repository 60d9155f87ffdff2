"""Sparkplug B payloads: printed and read again unchanged, bounded in bytes and metrics.

Source: Sparkplug 3.0.0, section 6.4. Whole numbers travel without a sign; which they have is the metric's datatype,
which a birth tells once, so ``number`` is asked with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from petroverse.core.messages import LARGEST_MESSAGE
from petroverse.gauges.faults import FrameNotValid
from petroverse.gauges.mapping import Value, as_instant, as_value
from petroverse.gauges.sparkplug.wire import DecodeError, WirePayload

__all__ = [
    "BOOLEAN",
    "DOUBLE",
    "FLOAT",
    "GOOD",
    "INT64",
    "MOST_METRICS",
    "Metric",
    "Payload",
    "instant",
    "milliseconds",
    "number",
    "parsed",
    "printed",
]

MOST_METRICS: Final = 5000
"""Most metrics of one payload; a depot with a hundred tanks has a tenth of it."""

INT64: Final = 4
FLOAT: Final = 9
DOUBLE: Final = 10
BOOLEAN: Final = 11

GOOD: Final = 192
"""The property Quality of a value that may be trusted (section 6.4.17)."""

_BITS: Final = {1: 8, 2: 16, 3: 32, INT64: 64}
"""Datatype of a whole number with a sign → how many bits it has."""
_SHORT: Final = frozenset({1, 2, 3, 5, 6, 7})
_LARGEST_SHORT: Final = 2**32 - 1
_LONGEST_NAME: Final = 512
_QUALITY: Final = "Quality"
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Metric:
    """One value of an edge node or a device.

    Attributes:
        name: Empty where an alias stands for it.
        alias: What stands for the name after the birth; None where none does.
        at_ms: When it was measured, milliseconds since 1970 UTC; None for the payload's own time.
        datatype: Of the specification, table 6.4.16; 0 where the birth told it.
        value: None where it is null, or of a kind that no gauge has; a whole number as it travels, without a sign.
        quality: The property Quality; None where there is none.
        is_historical: Whether it was stored and sent later.
    """

    name: str = ""
    alias: int | None = None
    at_ms: int | None = None
    datatype: int = 0
    value: bool | int | float | str | None = None
    quality: int | None = None
    is_historical: bool = False


@dataclass(frozen=True, slots=True)
class Payload:
    """One payload: when it was sent, its place in the order (0 to 255), and its metrics."""

    at_ms: int | None = None
    seq: int | None = None
    metrics: tuple[Metric, ...] = ()


def printed(payload: Payload) -> bytes:
    """The payload as it travels.

    Example:
        >>> told = Payload(1_709_274_600_000, 7, (Metric("Tank 1/Level", 3, None, DOUBLE, 1.25),))
        >>> parsed(printed(told)) == told
        True
    """
    wire = WirePayload()
    if payload.at_ms is not None:
        wire.timestamp = payload.at_ms
    if payload.seq is not None:
        wire.seq = payload.seq
    for each in payload.metrics:
        _print_metric(each, wire.metrics.add())
    return bytes(wire.SerializeToString())


def parsed(payload: bytes) -> Payload:
    """Reads what a peer sent.

    Raises:
        FrameNotValid: It is no payload, or larger than any gauge's.
    """
    if len(payload) > LARGEST_MESSAGE:
        raise FrameNotValid(f"a payload has {len(payload)} bytes", where="payload", fix=f"at most {LARGEST_MESSAGE}")
    wire = WirePayload()
    try:
        wire.ParseFromString(payload)
        if len(wire.metrics) > MOST_METRICS:
            raise FrameNotValid(f"a payload has {len(wire.metrics)} metrics", where="payload", fix="send fewer")
        return Payload(_given(wire, "timestamp"), _seq(wire), tuple(_metric(each) for each in wire.metrics))
    except DecodeError as fault:
        raise FrameNotValid(
            f"it is no Sparkplug B payload: {fault}", where="payload", fix="see what sends it"
        ) from None


def number(metric: Metric, datatype: int) -> Value:
    """The value as a number with its sign, None where it is null or its quality is not good.

    Args:
        metric: As it came.
        datatype: As the birth told it.

    Raises:
        FrameNotValid: It is no number.

    Example:
        >>> number(Metric("T", value=0xFFFFFFF6), 3), number(Metric("T", value=0xF6), 1)
        (-10.0, -10.0)
    """
    if metric.quality not in (None, GOOD):
        return None
    value = metric.value
    bits = _BITS.get(datatype)
    if bits and isinstance(value, int) and not isinstance(value, bool):
        value %= 2**bits
        value -= 2**bits if value >= 2 ** (bits - 1) else 0
    return as_value(value, metric.name or f"alias {metric.alias}")


def instant(at_ms: int, where: str) -> datetime:
    """An instant of a payload.

    Raises:
        FrameNotValid: It lies beyond any calendar, or the clock was never set.
    """
    try:
        return as_instant(_EPOCH + timedelta(milliseconds=at_ms), where)
    except OverflowError as fault:
        raise FrameNotValid(f"{at_ms} ms is no time", where=where, fix="set the clock of the gauge") from fault


def milliseconds(at: datetime) -> int:
    """An instant as payloads tell it."""
    return (at - _EPOCH) // timedelta(milliseconds=1)


def _given(wire: Any, field: str) -> Any:  # noqa: ANN401  a protobuf message
    return getattr(wire, field) if wire.HasField(field) else None


def _seq(wire: Any) -> int | None:  # noqa: ANN401
    seq = _given(wire, "seq")
    if seq is not None and not 0 <= seq <= 255:
        raise FrameNotValid(f"seq is {seq}", where="seq", fix="it runs from 0 to 255")
    return seq  # type: ignore[no-any-return]  # uint64, by the wire form


def _metric(wire: Any) -> Metric:  # noqa: ANN401
    kind = wire.WhichOneof("value")
    value = getattr(wire, kind) if kind and not wire.is_null else None
    if isinstance(wire.name, bytes) or isinstance(value, bytes) or len(wire.name) > _LONGEST_NAME:
        fix = f"send names in UTF-8, of at most {_LONGEST_NAME} letters"
        raise FrameNotValid(f"a metric is called {wire.name!r:.80}", where="payload", fix=fix)
    return Metric(
        wire.name,
        _given(wire, "alias"),
        _given(wire, "timestamp"),
        wire.datatype,
        value,
        _quality(wire),
        wire.is_historical,
    )


def _quality(wire: Any) -> int | None:  # noqa: ANN401
    for key, value in zip(wire.properties.keys, wire.properties.values, strict=False):
        if key == _QUALITY and not value.is_null:
            return int(value.int_value or value.long_value)
    return None


def _print_metric(metric: Metric, wire: Any) -> None:  # noqa: ANN401
    if metric.name:
        wire.name = metric.name
    if metric.alias is not None:
        wire.alias = metric.alias
    if metric.at_ms is not None:
        wire.timestamp = metric.at_ms
    if metric.datatype:
        wire.datatype = metric.datatype
    if metric.is_historical:
        wire.is_historical = True
    if metric.quality is not None:
        wire.properties.keys.append(_QUALITY)
        wire.properties.values.add(int_value=metric.quality)
    if metric.value is None:
        wire.is_null = True
    else:
        setattr(wire, _kind(metric), metric.value)


def _kind(metric: Metric) -> str:
    value = metric.value
    if isinstance(value, bool):
        return "boolean_value"
    if isinstance(value, str):
        return "string_value"
    if isinstance(value, float):
        return "float_value" if metric.datatype == FLOAT else "double_value"
    return "int_value" if metric.datatype in _SHORT and (value or 0) <= _LARGEST_SHORT else "long_value"
