"""The computer form: reports packed into fixed fields, printed and parsed.

    201   TT p ssss NN floats            a tank: number, product code, status bits, count of floats (7)
    202   TT p dd  then start end NN floats          a tank and each of its deliveries (10 floats)
    205   TT nn AA…                      a tank, how many alarms, and each
    902   SOFTWARE# …CREATED - …

``parse`` gives back what was given to ``printed``, where numbers are singles and labels empty; no other text is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from petroverse.gauges.veeder_root.frames import Cut, float_as_hex, not_valid
from petroverse.gauges.veeder_root.reports import (
    ALARMS,
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

_INVENTORY: Final = ("volume", "tc_volume", "ullage", "height", "water", "temperature", "water_volume")
_DELIVERY: Final = (
    "start_volume", "start_tc_volume", "start_water", "start_temperature",
    "end_volume", "end_tc_volume", "end_water", "end_temperature",
    "start_height", "end_height",
)  # fmt: skip
_REVISION: Final = re.compile(r"SOFTWARE# *(?P<software>\S{1,64}?) *CREATED - *(?P<created>[0-9.]*).*")
_CODES: Final = {name: code for code, name in ALARMS.items()}


def printed(answer: Answer, tank: int) -> str:
    """The text of an answer, without its envelope.

    Args:
        answer: What is told.
        tank: Which was asked for, 0 for all.
    """
    if isinstance(answer, Inventory):
        return _opened("201", tank, answer.at) + "".join(map(_inventory_line, answer.lines))
    if isinstance(answer, Deliveries):
        return _opened("202", tank, answer.at) + "".join(map(_tank_deliveries, answer.tanks))
    if isinstance(answer, Status):
        return _opened("205", tank, answer.at) + "".join(map(_status_line, answer.lines))
    return f"{_opened('902', tank, answer.at)}SOFTWARE# {answer.software}CREATED - {answer.created}"


def parse(report: Report, tank: int, text: str) -> Answer:
    """Reads an answer's text.

    Args:
        report: Which was asked for.
        tank: Of which tank, 0 for all.
        text: As ``frames.content`` gives it.

    Raises:
        FrameNotValid: Says what is wrong, and at which byte of the frame.
    """
    cut = Cut(text)
    if (echo := cut.ahead(6)) != (asked := f"i{report}{tank:02d}"):
        raise not_valid(1, f"it answers {echo!r}, not {asked!r}")
    cut.take(6, "echo")
    at = cut.stamp("stamp")
    if report == "201":
        return Inventory(at, tuple(_inventory(cut)))
    if report == "202":
        return Deliveries(at, tuple(_deliveries(cut)))
    if report == "205":
        return Status(at, tuple(_status(cut)))
    return _revision(cut, at)


def _opened(report: Report, tank: int, at: datetime) -> str:
    return f"i{report}{tank:02d}{at:%y%m%d%H%M}"


def _inventory_line(line: InventoryLine) -> str:
    floats = "".join(float_as_hex(getattr(line, name)) for name in _INVENTORY)
    return f"{line.tank:02d}{line.product_code}{line.status:04X}{len(_INVENTORY):02X}{floats}"


def _tank_deliveries(of: TankDeliveries) -> str:
    return f"{of.tank:02d}{of.product_code}{len(of.deliveries):02d}" + "".join(map(_delivery, of.deliveries))


def _delivery(each: Delivery) -> str:
    floats = "".join(float_as_hex(getattr(each, name)) for name in _DELIVERY)
    return f"{each.started_at:%y%m%d%H%M}{each.ended_at:%y%m%d%H%M}{len(_DELIVERY):02X}{floats}"


def _status_line(line: StatusLine) -> str:
    codes = (_CODES[each] if each in _CODES else int(each.removeprefix("ALARM ")) for each in line.alarms)
    return f"{line.tank:02d}{len(line.alarms):02X}" + "".join(f"{each:02d}" for each in codes)


def _inventory(cut: Cut) -> Iterator[InventoryLine]:
    for number in _tank_numbers(cut):
        code, status = cut.take(1, "product code"), cut.hexadecimal(4, "status")
        yield InventoryLine(number, **_floats(cut, _INVENTORY), product_code=code, status=status)


def _deliveries(cut: Cut) -> Iterator[TankDeliveries]:
    for number in _tank_numbers(cut):
        code, count = cut.take(1, "product code"), cut.decimal(2, "count of deliveries")
        told = tuple(_one_delivery(cut) for _ in range(count))
        if not count and cut.ahead(1) == "-":  # consoles fill the place of no delivery with one of the year -00
            cut.take(20, "empty delivery")
            _floats(cut, _DELIVERY)
        yield TankDeliveries(number, told, product_code=code)


def _one_delivery(cut: Cut) -> Delivery:
    started_at, ended_at = cut.stamp("start of a delivery"), cut.stamp("end of a delivery")
    return Delivery(started_at, ended_at, **_floats(cut, _DELIVERY))


def _status(cut: Cut) -> Iterator[StatusLine]:
    for number in _tank_numbers(cut):
        count = cut.hexadecimal(2, "count of alarms")
        codes = [cut.decimal(2, "alarm") for _ in range(count)]
        if not count and cut.ahead(2) == "00":  # no tank is 00: consoles fill the place of no alarm
            cut.take(2, "empty alarm")
        yield StatusLine(number, tuple(ALARMS.get(each, f"ALARM {each:02d}") for each in codes))


def _revision(cut: Cut, at: datetime) -> Revision:
    told = _REVISION.fullmatch(text := cut.rest())
    if not told:
        raise cut.refused("software revision", text)
    return Revision(at, told["software"], told["created"])


def _tank_numbers(cut: Cut) -> Iterator[int]:
    seen: set[int] = set()
    while not cut.is_done:
        number = cut.decimal(2, "tank number")
        if number == 0 or number in seen:
            cut.position -= 2
            raise cut.refused("tank that is new", f"{number:02d}")
        seen.add(number)
        yield number


def _floats(cut: Cut, names: tuple[str, ...]) -> dict[str, Any]:
    count = cut.hexadecimal(2, "count of numbers")
    if count < len(names):
        cut.position -= 2
        raise cut.refused(f"count of at least {len(names)} numbers", f"{count:02X}")
    values = [cut.float("number") for _ in range(count)]
    return dict(zip(names, values, strict=False))  # a later console may tell more
