"""JSON payloads of a foreign broker, read as a map says; and the map.

[[topics]]
filter = "depots/tema/{tank}/state"
time = { at = "/at" }
[topics.measures]
level = { at = "/level", unit = "mm" }
temperature = { at = "/temperature", unit = "°C" }
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from petroverse.core.messages import LARGEST_MESSAGE
from petroverse.core.readings import Reading
from petroverse.core.tanks import TankId
from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused
from petroverse.gauges.mapping import Measures, as_instant, as_value, read_map, seen
from petroverse.gauges.mqtt.pointers import check_pointer, pointed
from petroverse.gauges.mqtt.topics import check_filter, matched, named_levels

__all__ = ["MOST_ROWS", "MqttMap", "TimeRule", "Told", "TopicRule", "read_mqtt_map", "read_payload"]

MOST_ROWS: Final = 1000
"""Most tanks that one payload may tell of."""

_LONGEST_NAME: Final = 128
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_STEPS: Final = {"unix_s": timedelta(seconds=1), "unix_ms": timedelta(milliseconds=1)}


@dataclass(frozen=True, slots=True)
class TimeRule:
    """Where a payload says when it was measured.

    Attributes:
        at: JSON pointer, looked for in the row and then in the whole payload.
        form: ``iso`` (``2024-03-01T06:30:00Z``), ``unix_s`` or ``unix_ms`` (since 1970, UTC).
        zone: In which zone an instant stands that states none, such as ``Africa/Accra``; without it it is refused.

    Raises:
        GaugeSettingsRefused: It is no pointer, or there is no such form or zone.
    """

    at: str
    form: str = "iso"
    zone: str | None = None

    def __post_init__(self) -> None:
        check_pointer(self.at, "at")
        if self.form not in ("iso", *_STEPS):
            raise GaugeSettingsRefused(f"no form {self.form!r}", where="form", fix=f"iso, {', '.join(_STEPS)}")
        try:
            ZoneInfo(self.zone or "UTC")
        except (OSError, ValueError, LookupError) as fault:
            raise GaugeSettingsRefused(f"no zone {self.zone!r}", where="zone", fix="such as Africa/Accra") from fault


@dataclass(frozen=True, slots=True)
class TopicRule:
    """What is told under one topic filter.

    Attributes:
        filter: Topic filter; a level in braces has a name.
        measures: JSON pointers to the values, within a row.
        tank: What names the tank: a level of the topic as ``{tank}``, ``{row}`` for the key of a row, or a JSON
            pointer within the row.
        rows: JSON pointer to a list or an object of rows, where a payload tells of several tanks; without it the
            payload is the one row.
        time: When it was measured; without it the instant at which it came, and then a retained payload, which may
            be of any age, is no reading.

    Raises:
        GaugeSettingsRefused: A filter, a pointer or a name cannot be.
    """

    filter: str
    measures: Measures
    tank: str = "{tank}"
    rows: str | None = None
    time: TimeRule | None = None

    def __post_init__(self) -> None:
        check_filter(self.filter, "filter")
        names = {f"{{{each}}}" for each in named_levels(self.filter)} | ({"{row}"} if self.rows is not None else set())
        if not self.tank.startswith("{"):
            check_pointer(self.tank, "tank")
        elif self.tank not in names:
            fix = (
                f"one of {', '.join(sorted(names))}, or a JSON pointer" if names else "name a level, or give a pointer"
            )
            raise GaugeSettingsRefused(f"the filter has no {self.tank}", where="tank", fix=fix)
        if self.rows is not None:
            check_pointer(self.rows, "rows")
        for name, measure in self.measures.named.items():
            check_pointer(measure.at, f"measures.{name}.at")


@dataclass(frozen=True, slots=True)
class MqttMap:
    """What a broker's topics tell; the first filter that a topic fits is its rule.

    Attributes:
        topics: One rule for each filter.

    Raises:
        GaugeSettingsRefused: There is none.
    """

    topics: tuple[TopicRule, ...]

    def __post_init__(self) -> None:
        if not self.topics:
            raise GaugeSettingsRefused("it names no topic", where="topics", fix="add [[topics]] with a filter")


@dataclass(frozen=True, slots=True)
class Told:
    """What one payload told.

    Attributes:
        readings: Under the gauge's own names of the tanks.
        faults: One for each row that could not be read.
        has_own_time: Whether the payload said when; else the readings are of when it came.
    """

    readings: tuple[Reading, ...] = ()
    faults: tuple[FrameNotValid, ...] = ()
    has_own_time: bool = False


def read_mqtt_map(text: str) -> MqttMap:
    """Reads the map.

    Raises:
        GaugeSettingsRefused: Names the key that is wrong.
    """
    return read_map(MqttMap, text)


def read_payload(rules: MqttMap, topic: str, payload: bytes, came_at: datetime) -> Told:
    """Reads what a broker gave.

    Args:
        rules: The map.
        topic: As the broker gave it; what fits no filter tells nothing.
        payload: Its bytes; nothing at all, which clears a retained payload, tells nothing.
        came_at: When it came.

    Returns:
        What could be read, and a fault for what could not; it raises none.
    """
    for rule in rules.topics:
        names = matched(rule.filter, topic)
        if names is not None and payload:
            return _told(rule, names, topic, (payload, came_at))
    return Told()


def _told(rule: TopicRule, names: dict[str, str], topic: str, came: tuple[bytes, datetime]) -> Told:
    readings: list[Reading] = []
    faults: list[FrameNotValid] = []
    try:
        document = _json(came[0])
        rows = list(_rows(rule, document))
    except FrameNotValid as fault:
        return Told(faults=(_under(topic, fault),))
    for key, row in rows:
        try:
            name = _name(rule, {**names, **key}, row)
            at = _instant(rule.time, row, document) if rule.time else came[1]
            readings.append(rule.measures.reading(TankId(name), at, _values(rule, row)))
        except FrameNotValid as fault:
            faults.append(_under(topic, fault))
    return Told(tuple(readings), tuple(faults), rule.time is not None)


def _json(payload: bytes) -> Any:  # noqa: ANN401  JSON of any shape
    if len(payload) > LARGEST_MESSAGE:
        raise FrameNotValid(f"it has {len(payload)} bytes", fix=f"send at most {LARGEST_MESSAGE}")
    try:
        return json.loads(payload.decode())
    except (ValueError, RecursionError) as fault:
        raise FrameNotValid(f"it is not JSON: {str(fault)[:80]}", fix="see what the device sends") from None


def _rows(rule: TopicRule, document: Any) -> Iterator[tuple[dict[str, str], Any]]:  # noqa: ANN401
    if rule.rows is None:
        yield {}, document
        return
    rows = _at(document, rule.rows)
    if not isinstance(rows, list | dict) or len(rows) > MOST_ROWS:
        what = f"{len(rows)} rows" if isinstance(rows, list | dict) else seen(rows)
        raise FrameNotValid(f"there is {what} at {rule.rows}", fix=f"send a list or object of at most {MOST_ROWS} rows")
    keyed = rows.items() if isinstance(rows, dict) else (("", each) for each in rows)
    yield from (({"row": key}, row) for key, row in keyed)


def _name(rule: TopicRule, names: dict[str, str], row: Any) -> str:  # noqa: ANN401
    named = names[rule.tank[1:-1]] if rule.tank.startswith("{") else _at(row, rule.tank)
    name = str(named) if isinstance(named, int) and not isinstance(named, bool) else named
    if not (isinstance(name, str) and 0 < len(name) <= _LONGEST_NAME and name.isprintable()):
        raise FrameNotValid(f"{seen(named)} names no tank", fix="give a text or a whole number")
    return name


def _values(rule: TopicRule, row: Any) -> dict[str, float | None]:  # noqa: ANN401
    places = [each.at for each in rule.measures.named.values()]
    told = {places[0]: as_value(_at(row, places[0]), places[0])}
    for each in places[1:]:
        with contextlib.suppress(LookupError):
            told[each] = as_value(pointed(row, each), each)
    return told


def _instant(rule: TimeRule, row: Any, document: Any) -> datetime:  # noqa: ANN401
    try:
        raw = pointed(row, rule.at)
    except LookupError:
        raw = _at(document, rule.at)
    try:
        at = _parsed(rule, raw)
    except (ValueError, OverflowError) as fault:
        raise FrameNotValid(f"{seen(raw)} is no {rule.form} time", fix="see the map's time.form") from fault
    return as_instant(at, rule.at)


def _parsed(rule: TimeRule, raw: object) -> datetime:
    if rule.form != "iso":
        since = as_value(raw, rule.at)
        if since is None:
            raise ValueError("no time")
        return _EPOCH + since * _STEPS[rule.form]
    if not isinstance(raw, str):
        raise ValueError("no text")  # noqa: TRY004  named for the gauge by the caller
    at = datetime.fromisoformat(raw)
    if at.tzinfo is None and rule.zone is None:
        raise ValueError("no zone")
    return (at if at.tzinfo else at.replace(tzinfo=ZoneInfo(rule.zone or "UTC"))).astimezone(UTC)


def _at(document: Any, pointer: str) -> Any:  # noqa: ANN401
    try:
        return pointed(document, pointer)
    except LookupError:
        raise FrameNotValid(f"nothing stands at {pointer}", fix="see what the device sends, or mend the map") from None


def _under(topic: str, fault: FrameNotValid) -> FrameNotValid:
    return FrameNotValid(fault.what, where=f"topic {topic[:200]}", fix=fault.fix)
