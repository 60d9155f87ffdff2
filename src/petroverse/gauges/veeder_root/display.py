"""The display form: reports as the console's printer prints them, printed and parsed line by line.

It has no checksum, so every line must be one that the report has; between the date and the report's own heading stand
at most eight lines of the site's name. Dates are read as ``AUG  7, 2018  5:29 AM``; a console that is set to write
``08/07/2018`` is refused, for nobody can tell the month in it from the day.

``parse`` gives back what was given to ``printed``, where volumes are whole, other numbers have two decimals, and what
this form does not tell is left out.

Source of the columns: the typical responses in 576013-635, which consoles in the field send alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, TypeVar

from petroverse.gauges.veeder_root.frames import not_valid
from petroverse.gauges.veeder_root.reports import (
    Answer,
    Deliveries,
    Delivery,
    Inventory,
    InventoryLine,
    Report,
    Revision,
    Status,
    StatusLine,
    TankDeliveries,
)

__all__ = ["parse", "printed"]

_Row = TypeVar("_Row", InventoryLine, TankDeliveries, StatusLine)

_MONTHS: Final = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DATE: Final = re.compile(r"([A-Z]{3}) ([ \d]\d), (\d{4}) ([ \d]\d):(\d\d) ([AP])M")
_DATE_LENGTH: Final = 21
_INVENTORY_HEAD: Final = "TANK PRODUCT             VOLUME TC VOLUME   ULLAGE   HEIGHT    WATER     TEMP"
_DELIVERY_HEAD: Final = "INCREASE   DATE / TIME             GALLONS TC GALLONS WATER  TEMP DEG F  HEIGHT"
_STATUS_HEAD: Final = "TANK   PRODUCT                 STATUS"
_REVISION_HEAD: Final = "SOFTWARE REVISION LEVEL"
_HEADINGS: Final[dict[Report, str]] = {
    "201": _INVENTORY_HEAD,
    "202": "DELIVERY REPORT",
    "205": _STATUS_HEAD,
    "902": _REVISION_HEAD,
}
_INVENTORY: Final = ("volume", "tc_volume", "ullage", "height", "water", "temperature")
_INVENTORY_WIDTHS: Final = (10, 10, 9, 9, 9, 9)
_DELIVERY: Final = ("volume", "tc_volume", "water", "temperature", "height")
_DELIVERY_WIDTHS: Final = (10, 11, 6, 12, 8)
_WHOLE: Final = {"volume", "tc_volume", "ullage"}
_NUMBER: Final = re.compile(r"-?[0-9]{1,9}(?:\.[0-9]{1,4})?")
_TANK: Final = re.compile(r"T ?([0-9]{1,2}):(.{0,22})")
_SITE_LINES: Final = 8

_Line = tuple[int, str]
"""A line that is not blank: the byte of the frame at which it begins, and its text without blanks at its end."""


def printed(answer: Answer, tank: int, site: tuple[str, ...] = ()) -> str:
    """The text of an answer, without its envelope.

    Args:
        answer: What is told.
        tank: Which was asked for, 0 for all.
        site: The lines of the site's name.
    """
    if isinstance(answer, Inventory):
        report, rows = "201", ["IN-TANK INVENTORY", "", _INVENTORY_HEAD, *map(_inventory_row, answer.lines)]
    elif isinstance(answer, Deliveries):
        report, rows = "202", ["DELIVERY REPORT", "", *(row for of in answer.tanks for row in _delivery_rows(of))]
    elif isinstance(answer, Status):
        report, rows = "205", [_STATUS_HEAD, "", *(row for line in answer.lines for row in _status_rows(line))]
    else:
        told = [f"SOFTWARE# {answer.software}", f"CREATED - {answer.created}"]
        report, rows = "902", [_REVISION_HEAD, *told]
    return "\r\n".join(["", f"I{report}{tank:02d}", _date(answer.at), "", *site, "", *rows, "", ""])


def parse(report: Report, tank: int, text: str) -> Answer:
    """Reads an answer's text.

    Args:
        report: Which was asked for.
        tank: Of which tank, 0 for all.
        text: As ``frames.content`` gives it.

    Raises:
        FrameNotValid: Says what is wrong, and at which byte of the frame.
    """
    lines = _lines(text)
    _, echo = _next(lines, "echo")
    if echo != (asked := f"I{report}{tank:02d}"):
        raise not_valid(1, f"it answers {echo[:16]!r}, not {asked!r}")
    position, date = _next(lines, "date")
    at = _at(position, date)
    rows = _under_heading(report, lines)
    if report == "201":
        return Inventory(at, tuple(_once(map(_inventory_line, rows))))
    if report == "202":
        return Deliveries(at, tuple(_once(_deliveries(rows))))
    if report == "205":
        return Status(at, tuple(_once(_status(rows))))
    return _revision(at, rows, len(text))


def _lines(text: str) -> Iterator[_Line]:
    position = 1
    for line in text.split("\r\n"):
        if "\r" in line or "\n" in line:
            raise not_valid(position, "a line does not end with CR LF")
        if line.strip():
            yield position, line.rstrip()
        position += len(line) + 2


def _next(lines: Iterator[_Line], what: str) -> _Line:
    for each in lines:
        return each
    raise not_valid(1, f"it ends before its {what}")


def _under_heading(report: Report, lines: Iterator[_Line]) -> Iterator[_Line]:
    """The lines below the report's heading; none where a console without tanks ends after its date."""
    for count, (position, line) in enumerate(lines):
        if line == _HEADINGS[report]:
            return lines
        if count > _SITE_LINES:
            raise not_valid(position, f"there is no line {_HEADINGS[report]!r}")
    return iter(())


def _date(at: datetime) -> str:
    hour = at.hour % 12 or 12
    return f"{_MONTHS[at.month - 1]} {at.day:2d}, {at.year:04d} {hour:2d}:{at.minute:02d} {'AP'[at.hour // 12]}M"


def _at(position: int, text: str) -> datetime:
    told = _DATE.fullmatch(text.strip())
    if not told or told[1] not in _MONTHS or not 1 <= int(told[4]) <= 12:
        raise not_valid(position, f"{text[:24]!r} is no date such as AUG  7, 2018  5:29 AM")
    month, hour = _MONTHS.index(told[1]) + 1, int(told[4]) % 12 + (12 if told[6] == "P" else 0)
    try:
        return datetime(int(told[3]), month, int(told[2]), hour, int(told[5]))  # noqa: DTZ001 - its zone is an option
    except ValueError as fault:
        raise not_valid(position, f"{text[:24]!r} is no date: {fault}") from fault


def _columns(row: object, names: tuple[str, ...], widths: tuple[int, ...], prefix: str = "") -> str:
    values = [(name, getattr(row, prefix + name), width) for name, width in zip(names, widths, strict=True)]
    return "".join(_column(name in _WHOLE, value, width) for name, value, width in values)


def _column(is_whole: bool, value: float | None, width: int) -> str:
    """A value at the right of its column, with a blank before it however wide it is."""
    told = "?????" if value is None else f"{value:.0f}" if is_whole else f"{value:.2f}"
    return f" {told:>{width - 1}}"


def _values(position: int, told: list[str], names: tuple[str, ...]) -> dict[str, Any]:
    if len(told) != len(names):
        raise not_valid(position, f"a row has {len(told)} numbers, not {len(names)}")
    return {name: _value(position, each) for name, each in zip(names, told, strict=True)}


def _value(position: int, told: str) -> float | None:
    if not told.strip("?"):
        return None
    if not _NUMBER.fullmatch(told):
        raise not_valid(position, f"{told[:16]!r} is no number")
    return float(told)


def _tank_number(position: int, told: str) -> int:
    if not (told.isdecimal() and 1 <= int(told) <= 99):
        raise not_valid(position, f"{told!r} is no tank's number")
    return int(told)


def _once(rows: Iterable[_Row]) -> Iterator[_Row]:
    seen: set[int] = set()
    for row in rows:
        if row.tank in seen:
            raise not_valid(1, f"tank {row.tank} is told twice")
        seen.add(row.tank)
        yield row


def _inventory_row(line: InventoryLine) -> str:
    return f"{line.tank:3d}  {line.label:<16}" + _columns(line, _INVENTORY, _INVENTORY_WIDTHS)


def _inventory_line(line: _Line) -> InventoryLine:
    position, row = line
    label, *told = [row[5:21].rstrip(), *row[21:].split()]
    return InventoryLine(_tank_number(position, row[:5].strip()), **_values(position, told, _INVENTORY), label=label)


def _delivery_rows(of: TankDeliveries) -> Iterator[str]:
    yield from (f"T{of.tank:2d}:{of.label}", _DELIVERY_HEAD, "")
    for each in of.deliveries:
        for name, at, prefix in (("END", each.ended_at, "end_"), ("START", each.started_at, "start_")):
            yield f"{name + ':':>10} {_date(at)}" + _columns(each, _DELIVERY, _DELIVERY_WIDTHS, prefix)
        yield "   AMOUNT:" + _amount(each.start_volume, each.end_volume, 32)
        yield ""


def _amount(start: float | None, end: float | None, width: int) -> str:
    return _column(True, None if start is None or end is None else end - start, width)


def _deliveries(rows: Iterator[_Line]) -> Iterator[TankDeliveries]:
    of: TankDeliveries | None = None
    for position, row in rows:
        if named := _TANK.fullmatch(row):
            if of:
                yield of
            of = TankDeliveries(_tank_number(position, named[1]), label=named[2].rstrip())
            _expected(_next(rows, "columns of deliveries"), "INCREASE ")
        elif of:
            of = replace(of, deliveries=(*of.deliveries, _delivery((position, row), rows)))
        else:
            raise not_valid(position, f"{row[:24]!r} is no tank's heading")
    if of:
        yield of


def _delivery(end: _Line, rows: Iterator[_Line]) -> Delivery:
    ended_at, after = _moment(end, "END:")
    started_at, before = _moment(_next(rows, "start of a delivery"), "START:")
    _expected(_next(rows, "amount of a delivery"), "   AMOUNT:")
    of_end = {f"end_{name}": value for name, value in after.items()}
    return Delivery(started_at, ended_at, **of_end, **{f"start_{name}": value for name, value in before.items()})


def _moment(line: _Line, name: str) -> tuple[datetime, dict[str, Any]]:
    position, row = line
    _expected(line, f"{name:>10} ")
    date, rest = row[11 : 11 + _DATE_LENGTH], row[11 + _DATE_LENGTH :]
    return _at(position, date), _values(position, rest.split(), _DELIVERY)


def _expected(line: _Line, beginning: str) -> None:
    position, row = line
    if not row.startswith(beginning):
        raise not_valid(position, f"{row[:24]!r} does not begin with {beginning!r}")


def _status_rows(line: StatusLine) -> Iterator[str]:
    first, *more = line.alarms or ("NORMAL",)
    yield f"{line.tank:3d}    {line.label:<24}{first}"
    yield from (" " * 31 + each for each in more)
    yield ""


def _status(rows: Iterator[_Line]) -> Iterator[StatusLine]:
    of: StatusLine | None = None
    for position, row in rows:
        if len(row) <= 31:
            raise not_valid(position, f"{row[:31]!r} tells no status")
        if row[:31].strip():
            if of:
                yield of
            alarms = () if row[31:] == "NORMAL" else (row[31:],)
            of = StatusLine(_tank_number(position, row[:7].strip()), alarms, row[7:31].rstrip())
        elif of and of.alarms:
            of = replace(of, alarms=(*of.alarms, row[31:]))
        else:
            raise not_valid(position, "a status belongs to no tank")
    if of:
        yield of


def _revision(at: datetime, rows: Iterator[_Line], end: int) -> Revision:
    told = dict(re.split(r"# | - ", row, maxsplit=1) for _, row in rows if re.match(r"SOFTWARE# |CREATED - ", row))
    if "SOFTWARE" not in told:
        raise not_valid(end, "it tells no SOFTWARE#")
    return Revision(at, told["SOFTWARE"].strip(), told.get("CREATED", "").strip())
