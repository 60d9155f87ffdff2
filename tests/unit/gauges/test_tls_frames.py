# ruff: noqa: DTZ001 - a console's clock has no zone
"""TLS frames: golden ones, print and parse, every flipped byte, and bytes that nobody would send.

Golden: the valid frame and the answer to an unknown function in the trade's notes on gauges (section 4), which also
gives the layout of report 201. Columns of the display form: typical responses in Veeder-Root 576013-635.
"""

from __future__ import annotations

import re
import struct
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.gauges import FrameNotValid, GaugeSettingsRefused, QuestionRefused
from petroverse.gauges.veeder_root import codec
from petroverse.gauges.veeder_root.frames import UNKNOWN, checksum, content, question
from petroverse.gauges.veeder_root.reports import (
    ALARMS,
    Deliveries,
    Delivery,
    Inventory,
    InventoryLine,
    Revision,
    Status,
    StatusLine,
    TankDeliveries,
)

GOLDEN = b"\x01i101002312301342020402&&FB3B\x03"
AT = datetime(2018, 8, 7, 5, 29)
REPORTS = ("201", "202", "205", "902")

single = st.floats(width=32, allow_nan=False, allow_infinity=False) | st.none()
whole = st.integers(-999, 9_999_999).map(float) | st.none()
hundredths = st.integers(-99_999, 99_999).map(lambda each: float(f"{each / 100:.2f}")) | st.none()
stamp = st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)).map(lambda at: at.replace(second=0, microsecond=0))
numbers = st.lists(st.integers(1, 99), unique=True, max_size=12)
label = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -/", max_size=16).map(str.strip)
code = st.characters(min_codepoint=0x20, max_codepoint=0x7E)
alarms = st.lists(st.sampled_from(sorted(ALARMS.values())), max_size=4, unique=True).map(tuple)
software = st.from_regex(r"346[0-9]{3}-1[0-9]{2}-[A-Z]", fullmatch=True)


def computer_answers() -> st.SearchStrategy:
    line = st.builds(InventoryLine, st.just(0), *[single] * 7, product_code=code, status=st.integers(0, 0xFFFF))
    delivery = st.builds(Delivery, stamp, stamp, *[single] * 10)
    return st.one_of(
        st.builds(Inventory, stamp, numbers.flatmap(lambda of: numbered(of, line))),
        st.builds(
            Deliveries, stamp, numbers.flatmap(lambda of: numbered(of, tank_deliveries(delivery, product_code=code)))
        ),
        st.builds(Status, stamp, numbers.flatmap(lambda of: numbered(of, st.builds(StatusLine, st.just(0), alarms)))),
        st.builds(Revision, stamp, software, st.just("12.02.24.10.05")),
    )


def display_answers() -> st.SearchStrategy:
    line = st.builds(InventoryLine, st.just(0), *[whole] * 3, *[hundredths] * 3, label=label)
    moment = (whole, whole, hundredths, hundredths)
    delivery = st.builds(Delivery, stamp, stamp, *moment, *moment, hundredths, hundredths)
    status = st.builds(StatusLine, st.just(0), alarms, label)
    return st.one_of(
        st.builds(Inventory, stamp, numbers.flatmap(lambda of: numbered(of, line))),
        st.builds(Deliveries, stamp, numbers.flatmap(lambda of: numbered(of, tank_deliveries(delivery, label=label)))),
        st.builds(Status, stamp, numbers.flatmap(lambda of: numbered(of, status))),
        st.builds(Revision, stamp, software, st.just("12.02.24.10.05")),
    )


def tank_deliveries(delivery: st.SearchStrategy, **more: st.SearchStrategy) -> st.SearchStrategy:
    return st.builds(TankDeliveries, st.just(0), st.lists(delivery, max_size=3).map(tuple), **more)


def numbered(of: list[int], row: st.SearchStrategy) -> st.SearchStrategy:
    from dataclasses import replace

    rows = st.lists(row, min_size=len(of), max_size=len(of))
    return rows.map(lambda drawn: tuple(replace(each, tank=tank) for tank, each in zip(of, drawn, strict=True)))


def report_of(answer) -> str:
    return {Inventory: "201", Deliveries: "202", Status: "205", Revision: "902"}[type(answer)]


SAMPLE = codec.printed(
    "computer", Inventory(AT, (InventoryLine(1, 1693.0, 1680.5, 9755.0, 18.75, 0.0, 76.26, 0.0),)), 0
)


def test_the_golden_frame_is_valid_and_its_checksum_is_found_again():
    assert content("computer", GOLDEN) == "i101002312301342020402"
    assert checksum(GOLDEN[:-5]) == b"FB3B"
    assert checksum(b"\x019999") == b"FF1B"
    assert sum(GOLDEN[:-5]) + int(GOLDEN[-5:-1], 16) == 0x10000


def test_an_unknown_function_is_a_refusal_and_no_bad_frame():
    for form in ("computer", "display"):
        with pytest.raises(QuestionRefused):
            content(form, UNKNOWN)


def is_taken(frame: bytes) -> bool:
    try:
        content("computer", frame)
    except FrameNotValid:
        return False
    return True


@pytest.mark.parametrize("frame", [GOLDEN, SAMPLE], ids=["golden", "inventory"])
def test_every_byte_that_becomes_any_other_is_refused(frame):
    taken = [
        (position, other)
        for position in range(len(frame))
        for other in range(256)
        if other != frame[position] and is_taken(frame[:position] + bytes([other]) + frame[position + 1 :])
    ]
    assert taken == []


@pytest.mark.parametrize("frame", [GOLDEN, SAMPLE], ids=["golden", "inventory"])
def test_every_frame_that_was_cut_short_or_goes_on_is_refused(frame):
    for length in range(len(frame)):
        with pytest.raises(FrameNotValid):
            content("computer", frame[:length])
    for more in (b"\x03", b"\r\n", b"&&FB3B\x03"):
        with pytest.raises(FrameNotValid):
            content("computer", frame + more)


@settings(max_examples=100, deadline=None)
@given(computer_answers(), st.integers(0, 99))
def test_the_computer_form_is_read_as_it_was_printed(answer, tank):
    assert codec.parse("computer", report_of(answer), tank, codec.printed("computer", answer, tank)) == answer


@settings(max_examples=100, deadline=None)
@given(display_answers(), st.integers(0, 99), st.lists(st.text("ABC 123", max_size=20), max_size=4).map(tuple))
def test_the_display_form_is_read_as_it_was_printed(answer, tank, site):
    if site and any("TANK" in each for each in site):
        return
    assert codec.parse("display", report_of(answer), tank, codec.printed("display", answer, tank, site)) == answer


def test_an_inventory_lies_where_the_notes_on_gauges_say():
    told = Inventory(datetime(2024, 3, 1, 6, 30), (InventoryLine(2, 12.5, None, 3.0, 4.0, 5.0, 6.0, 7.0, "", "B", 1),))
    frame = codec.printed("computer", told, 0)
    assert frame.startswith(b"\x01i201002403010630")
    record = frame[17:-7]
    assert len(record) == 65
    assert record[:9] == b"02B000107"
    values = [record[9 + at : 17 + at] for at in range(0, 56, 8)]
    assert values[0] == struct.pack(">f", 12.5).hex().upper().encode()
    assert values[1] == b"????????"
    assert [struct.unpack(">f", bytes.fromhex(each.decode()))[0] for each in values[2:]] == [3.0, 4.0, 5.0, 6.0, 7.0]


def test_a_display_inventory_as_consoles_print_it():
    frame = (
        b"\x01\r\nI20100\r\nAUG  7, 2018  5:29 AM\r\n\r\nNORTH 12\r\nTOWN\r\n\r\n\r\nIN-TANK INVENTORY       \r\n\r\n"
        b"TANK PRODUCT             VOLUME TC VOLUME   ULLAGE   HEIGHT    WATER     TEMP\r\n"
        b"  1  REGULAR               4210      4188      5790    51.25     0.00    67.40\r\n"
        b" 12  DIESEL 2               902       899      9098    14.06     1.10    71.02\r\n\r\n\x03"
    )
    told = codec.parse("display", "201", 0, frame)
    assert told == Inventory(
        AT,
        (
            InventoryLine(1, 4210.0, 4188.0, 5790.0, 51.25, 0.0, 67.4, label="REGULAR"),
            InventoryLine(12, 902.0, 899.0, 9098.0, 14.06, 1.1, 71.02, label="DIESEL 2"),
        ),
    )


def test_a_display_status_as_consoles_print_it():
    frame = (
        b"\x01\r\nI20500\r\nDEC 31, 2018 12:05 PM\r\n\r\nTOWN\r\n\r\nTANK   PRODUCT                 STATUS\r\n\r\n"
        b"  1    REGULAR                 NORMAL\r\n\r\n  2    DIESEL                  HIGH WATER ALARM\r\n"
        b"                               HIGH WATER WARNING\r\n\r\n\x03"
    )
    at, lines = datetime(2018, 12, 31, 12, 5), [(1, ()), (2, ("HIGH WATER ALARM", "HIGH WATER WARNING"))]
    told = codec.parse("display", "205", 0, frame)
    assert (told.at, [(each.tank, each.alarms) for each in told.lines]) == (at, lines)


def test_a_console_without_tanks_tells_none():
    assert codec.parse("display", "201", 0, b"\x01\r\nI20100\r\nAUG  7, 2018  5:29 AM\r\n\x03").lines == ()
    assert codec.parse("computer", "201", 0, codec.printed("computer", Inventory(AT), 0)).lines == ()


def test_what_stands_in_the_place_of_nothing_is_nothing():
    empty = b"-001010800-001010800" + b"0A" + b"00000000" * 10
    body = b"\x01i202001808070529" + b"01R00" + empty + b"02D00" + b"&&"
    told = codec.parse("computer", "202", 0, body + checksum(body) + b"\x03")
    assert [(each.tank, each.deliveries) for each in told.tanks] == [(1, ()), (2, ())]
    body = b"\x01i205001808070529" + b"010000" + b"020103" + b"&&"
    told = codec.parse("computer", "205", 0, body + checksum(body) + b"\x03")
    assert [(each.tank, each.alarms) for each in told.lines] == [(1, ()), (2, ("HIGH WATER ALARM",))]


@pytest.mark.parametrize(
    ("form", "frame", "where"),
    [
        ("computer", b"", "byte 0"),
        ("computer", b"\x01\x03", "byte 0"),
        ("computer", b"\x01i20100&&0000\x03", "byte 9"),
        ("display", b"\x01I20100\n\x03", "byte 1"),
        ("display", b"\x01\r\nI20100\r\n08/07/2018 05:29\r\n\x03", "byte 11"),
        ("display", b"\x01\r\nI20100\r\nFEB 30, 2018  5:29 AM\r\n\x03", "byte 11"),
        ("display", b"\x01\r\nI20100\r\n\xc3\x84\x03", "byte 11"),
    ],
)
def test_a_fault_says_where_it_is(form, frame, where):
    with pytest.raises(FrameNotValid) as refused:
        codec.parse(form, "201", 0, frame)
    assert refused.value.where == where


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("i201001808070529" + "00 000007" + "0" * 56, "tank that is new"),
        ("i201001808070529" + ("01 000007" + "0" * 56) * 2, "tank that is new"),
        ("i201001808070529" + "01 000006" + "0" * 48, "at least 7 numbers"),
        ("i201001808070529" + "01 0000FF" + "0" * 56, "number"),
        ("i201001808070529" + "01 000007" + "0" * 55 + "g", "number"),
        ("i201001808070529" + "01 000007" + "0" * 55 + "a", "number"),
        ("i201001813070529", "stamp"),
        ("i201011808070529", "not 'i20100'"),
        ("i202001808070529", "not 'i20100'"),
    ],
)
def test_a_checksum_that_is_right_saves_no_content_that_is_wrong(text, what):
    body = b"\x01" + text.encode() + b"&&"
    with pytest.raises(FrameNotValid, match=what):
        codec.parse("computer", "201", 0, body + checksum(body) + b"\x03")


def taken_or_named(form: str, report: str, frame: bytes) -> None:
    fault = None
    try:
        codec.parse(form, report, 0, frame)
    except (FrameNotValid, QuestionRefused) as named:
        fault = named
    assert not isinstance(fault, QuestionRefused) or frame == UNKNOWN
    assert not isinstance(fault, FrameNotValid) or (fault.where.startswith("byte ") and len(str(fault)) < 300)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["computer", "display"]), st.sampled_from(REPORTS), st.binary(max_size=300))
def test_any_bytes_are_an_answer_or_a_named_fault(form, report, frame):
    taken_or_named(form, report, frame)
    closed = b"\x01" + frame + b"&&"
    taken_or_named(form, report, closed + checksum(closed) + b"\x03")
    stamp_first = f"\x01i{report}001808070529".encode() + frame + b"&&"
    taken_or_named(form, report, stamp_first + checksum(stamp_first) + b"\x03")


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(st.tuples(st.just("computer"), computer_answers()), st.tuples(st.just("display"), display_answers())),
    st.lists(st.tuples(st.floats(0, 1), st.sampled_from(["cut", "double", "change"]), st.integers(0, 255)), max_size=4),
)
def test_good_frames_that_were_spoilt_are_an_answer_or_a_named_fault(told, changes):
    form, answer = told
    frame = codec.printed(form, answer, 0)
    for at, how, byte in changes:
        place = int(at * (len(frame) - 1))
        piece = {"cut": b"", "double": frame[place : place + 1] * 2, "change": bytes([byte])}[how]
        frame = frame[:place] + piece + frame[place + 1 :]
    taken_or_named(form, report_of(answer), frame)
    if form == "computer":  # and with a checksum that is right again
        taken_or_named(form, report_of(answer), frame[:-5] + checksum(frame[:-5]) + b"\x03")


def test_a_hostile_frame_of_the_largest_size_is_read_at_once():
    import time

    began = time.perf_counter()
    for piece in (b" ", b"?", b"\r\n", b"T 1:\r\n", b"0", b"  1  " + b" " * 60 + b"\r\n"):
        frame = b"\x01\r\nI20100\r\nAUG  7, 2018  5:29 AM\r\n" + piece * (60_000 // len(piece)) + b"\x03"
        for report in REPORTS:
            taken_or_named("display", report, frame.replace(b"I20100", f"I{report}00".encode()))
    assert time.perf_counter() - began < 5


COMMAND_TO_SET = re.compile(rb"\x01(.{6})?[Ss].{3}\d\d|\x01(.{6})?[Ii][Ss].{2}\d\d", re.DOTALL)


@given(
    st.sampled_from(["computer", "display", "S", "set"]),
    st.sampled_from([*REPORTS, "602", "S00", "", "2010"]),
    st.integers(-5, 200),
    st.one_of(st.just(""), st.text(max_size=8), st.from_regex(r"[SsIi][A-Z0-9]{3}[0-9]{2}", fullmatch=True)),
)
def test_no_question_can_be_a_set_command_whatever_it_is_made_of(form, report, tank, security):
    try:
        asked = question(form, report, tank, security)
    except GaugeSettingsRefused:
        return
    assert re.fullmatch(rb"\x01([!-~]{6})?[iI](201|202|205|902)[0-9]{2}", asked)
    for at in (1, 7):  # a console that asks for no code takes the code for a command
        assert not re.match(rb"[Ss].{3}\d\d|[Ii][Ss].{2}\d\d|[SsIi].{3}\d\d", asked[at:]) or asked[at : at + 4] in {
            f"{letter}{each}".encode() for letter in "iI" for each in REPORTS
        }


def test_the_only_bytes_that_the_driver_writes_are_questions():
    """Every path from the driver to the wire goes through ``question``, and the wire sends nothing by itself."""
    import ast
    from pathlib import Path

    from petroverse.gauges import veeder_root

    folder = Path(veeder_root.__file__).parent
    driver = ast.parse((folder / "driver.py").read_text("utf-8"))
    asked = [
        node.args[0]
        for node in ast.walk(driver)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "asked"
    ]
    assert len(asked) == 1
    assert isinstance(asked[0], ast.Call)
    assert ast.unparse(asked[0].func) == "question"
    wire = (folder / "wire.py").read_text("utf-8")
    assert len(re.findall(r"\.send\(", wire)) == 1
