"""Modbus: numbers in registers against pymodbus' own, maps that name the wrong key, bytes that nobody would send."""

from __future__ import annotations

import asyncio
import math
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymodbus.client import ModbusTcpClient
from pymodbus.framer import FramerSocket
from pymodbus.pdu import DecodePDU

from gauge_peers import Clock, world
from gauge_peers.modbus import OWN_MAP
from petroverse.core.devices import Gauge, GaugeId, MeterId
from petroverse.core.places import PlaceId
from petroverse.core.tanks import TankId
from petroverse.gauges import (
    FrameNotValid,
    GaugeSettingsRefused,
    GaugeSilent,
    QuestionRefused,
    Surroundings,
    open_gauge,
)
from petroverse.gauges.mapping import read_map
from petroverse.gauges.modbus import ModbusDevice, Register, RegisterMap
from petroverse.gauges.modbus.registers import number_of, runs_of, words_of
from petroverse.gauges.modbus.wire import strange

ORDERS = ["ABCD", "CDAB", "BADC", "DCBA"]
TYPES = ["int16", "uint16", "int32", "uint32", "int64", "uint64", "float32", "float64"]
FOREIGN = ModbusTcpClient.DATATYPE
READ = bytes.fromhex("000100000007" + "01" + "03" + "04" + "0000" + "3FA0")


def gauge(text: str, address: str = "10.0.0.9:502", **more) -> Gauge:
    return Gauge(GaugeId("g9"), PlaceId("S7"), "modbus", address, **{"tanks": {"1": TankId("S7/1")}} | more,
                 options={"map": text})  # fmt: skip


def test_the_four_orders_of_words_as_their_names_say():
    told = Register(0, "m")
    in_order = struct.pack(">f", 1.25).hex().upper()
    assert in_order == "3FA00000"
    letters = dict(zip("ABCD", ("3F", "A0", "00", "00"), strict=True))
    for order in ORDERS:
        line = "".join(letters[each] for each in order)
        words = [int(line[:4], 16), int(line[4:], 16)]
        assert number_of(told, order, words) == 1.25
        assert words_of(told, order, 1.25) == words


@given(
    st.sampled_from(["ABCD", "CDAB"]),
    st.sampled_from(["int32", "uint32", "float32", "float64", "int64", "uint64"]),
    st.data(),
)
def test_numbers_lie_where_a_foreign_library_puts_them(order, kind, draw):
    is_float, bits, is_signed = "float" in kind, int(kind[-2:]), not kind.startswith("u")
    lowest, highest = (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if is_signed else (0, 2**bits - 1)
    drawn = st.floats(width=bits, allow_nan=False, allow_infinity=False) if is_float else st.integers(lowest, highest)
    value = draw.draw(drawn)
    word_order = {"ABCD": "big", "CDAB": "little"}[order]
    theirs = ModbusTcpClient.convert_to_registers(value, FOREIGN[kind.upper()], word_order=word_order)
    assert number_of(Register(0, "m", kind), order, theirs) == float(value)


@given(st.sampled_from(ORDERS), st.sampled_from(TYPES), st.integers(-32768, 32767))
def test_what_is_put_into_registers_is_found_in_them(order, kind, number):
    value = abs(number) if kind.startswith("u") else number
    register = Register(0, "m", kind)
    words = words_of(register, order, float(value))
    assert len(words) == register.length
    assert number_of(register, order, words) == value


@pytest.mark.parametrize("order", ORDERS)
def test_there_may_be_no_number(order):
    assert number_of(Register(0, "m"), order, words_of(Register(0, "m"), order, None)) is None
    for endless in (math.inf, -math.inf, math.nan):
        assert number_of(Register(0, "m"), order, words_of(Register(0, "m"), order, endless)) is None
    missing = Register(0, "m", "int16", missing=-32768.0)
    assert words_of(missing, order, None) == [0x8000]
    assert number_of(missing, order, [0x8000]) is None
    assert number_of(missing, order, [0x8001]) == -32767.0


def test_a_value_beyond_what_its_type_holds_stops_at_its_end():
    assert words_of(Register(0, "m", "uint16"), "ABCD", 1e9) == [0xFFFF]
    assert words_of(Register(0, "m", "int16"), "ABCD", -1e9) == [0x8000]


@given(
    st.lists(
        st.tuples(st.sampled_from(["holding", "input"]), st.integers(0, 400), st.sampled_from(TYPES)),
        min_size=1,
        max_size=60,
    )
)
def test_the_questions_cover_every_register_once_ask_for_no_other_and_are_never_too_long(places):
    registers = [Register(at, "m", kind, table) for table, at, kind in places]
    runs = runs_of(iter(registers))
    asked = [(table, first + each) for table, first, count in runs for each in range(count)]
    assert len(asked) == len(set(asked))
    assert set(asked) == {place for each in registers for place in each.places}
    assert all(1 <= count <= 125 for _, _, count in runs)


TANK = '[[tanks]]\nname = "1"\n'


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("", "map.tanks"),
        ("tanks = []", "map.tanks"),
        ("tanks = 7", "map.tanks"),
        ("]", "map"),
        (TANK, "map.tanks[1].level"),
        (TANK + "level = 7", "map.tanks[1].level"),
        (TANK + 'level = { unit = "mm" }', "map.tanks[1].level.register"),
        (TANK + 'level = { register = "7", unit = "mm" }', "map.tanks[1].level.register"),
        (TANK + 'level = { register = true, unit = "mm" }', "map.tanks[1].level.register"),
        (TANK + 'level = { register = -1, unit = "mm" }', "map.tanks[1].level.register"),
        (TANK + 'level = { register = 65535, unit = "mm" }', "map.tanks[1].level.register"),
        (TANK + "level = { register = 7 }", "map.tanks[1].level.unit"),
        (TANK + 'level = { register = 7, unit = "furlong" }', "map.tanks[1].level.unit"),
        (TANK + 'level = { register = 7, unit = "L" }', "map.tanks[1].level.unit"),
        (TANK + 'level = { register = 7, unit = "mm", type = "float16" }', "map.tanks[1].level.type"),
        (TANK + 'level = { register = 7, unit = "mm", table = "coils" }', "map.tanks[1].level.table"),
        (TANK + 'level = { register = 7, unit = "mm", scale = 0 }', "map.tanks[1].level.scale"),
        (TANK + 'level = { register = 7, unit = "mm", write = true }', "map.tanks[1].level.write"),
        (TANK + 'level = { register = 7, unit = "mm" }\ntemperature = { register = 9, unit = "mm" }',
         "map.tanks[1].temperature.unit"),
        ("word_order = \"ACBD\"\n" + TANK + 'level = { register = 7, unit = "mm" }', "map.word_order"),
        ("unit_id = 256\n" + TANK + 'level = { register = 7, unit = "mm" }', "map.unit_id"),
        ((TANK + 'level = { register = 7, unit = "mm" }\n') * 2, "map.tanks"),
        (TANK + 'level = { register = 7, unit = "mm" }\n[[meters]]\nname = "N1"\ntotal = { register = 1, unit = "m" }',
         "map.meters[1].total.unit"),
    ],
)  # fmt: skip
def test_a_map_that_is_wrong_names_the_key(text, where):
    with pytest.raises(GaugeSettingsRefused) as refused:
        open_gauge(gauge(text), Surroundings())
    assert refused.value.where == where
    assert refused.value.fix


def test_a_tank_or_meter_of_the_network_that_the_map_does_not_have_is_refused():
    for changes, where in (({"tanks": {"9": TankId("a")}}, "tanks"), ({"meters": {"N9": MeterId("a")}}, "meters")):
        with pytest.raises(GaugeSettingsRefused, match="9") as refused:
            open_gauge(gauge(OWN_MAP, **changes), Surroundings())
        assert refused.value.where == where


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_map_or_a_named_refusal(text):
    with pytest.raises(GaugeSettingsRefused):
        read_map(RegisterMap, text)


def test_an_answer_is_let_through_and_so_is_its_beginning():
    for length in range(len(READ) + 1):
        assert strange(READ[:length]) is None
    assert strange(READ + b"\x00")
    assert strange(bytes.fromhex("0001000000030183" + "02")) is None


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.tuples(st.integers(0, len(READ) - 1), st.integers(0, 255)).map(
    lambda change: READ[: change[0]] + bytes([change[1]]) + READ[change[0] + 1 :])))  # fmt: skip
def test_whatever_the_guard_lets_through_whole_the_client_can_read(received):
    if strange(received) or len(received) < 7 or len(received) < 6 + int.from_bytes(received[4:6], "big"):
        return
    used, answer = FramerSocket(DecodePDU(False)).handleFrame(received, 0, 0)
    assert used == len(received)
    assert answer is not None


IDENTITY = bytes.fromhex("2B0E01830000") + b"\x02" + b"\x00\x04Acme" + b"\x01\x02P4"


@settings(max_examples=500, deadline=None)
@given(st.integers(0, len(IDENTITY) - 1), st.integers(0, 255), st.integers(0, 3))
def test_an_identity_that_was_spoilt_is_refused_or_can_be_read(at, byte, more):
    spoilt = IDENTITY[:at] + bytes([byte]) + IDENTITY[at + 1 :] + b"\x00" * more
    frame = b"\x00\x01\x00\x00" + (len(spoilt) + 1).to_bytes(2, "big") + b"\x01" + spoilt
    if not strange(frame):
        FramerSocket(DecodePDU(False)).handleFrame(frame, 0, 0)


def asked(text: str, gauge_map: str | None = None, method: str = "read"):
    """What reading with one map gives where the device has another."""

    async def run():
        standing = await ModbusDevice(world(), read_map(RegisterMap, text)).serve()
        link = open_gauge(gauge(gauge_map or text, standing.address), Surroundings(Clock(), timeout_s=1.0))
        try:
            return await getattr(link, method)()
        finally:
            await link.close()
            standing.close()

    return asyncio.run(run())


def test_a_register_that_the_device_does_not_have_is_a_refusal_that_names_it():
    with pytest.raises(QuestionRefused, match="no such register") as refused:
        asked(OWN_MAP, OWN_MAP.replace("register = 300", "register = 301"))
    assert "holding registers 301 to 302" in refused.value.where


def test_a_meter_that_stands_below_zero_is_a_map_that_is_wrong():
    text = OWN_MAP.replace('type = "uint32", unit = "L" }', 'type = "int32", unit = "L", scale = -1 }')
    text = text.replace("word_order", "unit_id = 1\nword_order")
    with pytest.raises(FrameNotValid, match="a meter stands at"):
        asked(OWN_MAP, text, "discover")


def test_an_emulated_device_whose_world_is_silent_answers_that_it_is_away(caplog: pytest.LogCaptureFixture):
    def silent():
        raise ConnectionAbortedError

    async def run() -> None:
        standing = await ModbusDevice(silent, read_map(RegisterMap, OWN_MAP)).serve()
        link = open_gauge(gauge(OWN_MAP, standing.address), Surroundings(Clock(), timeout_s=1.0))
        try:
            with pytest.raises(QuestionRefused):
                await link.read()
        finally:
            await link.close()
            standing.close()

    asyncio.run(run())
    assert "Traceback" not in caplog.text


def test_registers_cannot_be_written_in_a_device_that_is_emulated():
    from pymodbus.client import AsyncModbusTcpClient

    async def write() -> list[bool]:
        standing = await ModbusDevice(world(), read_map(RegisterMap, OWN_MAP)).serve()
        host, port = standing.address.split(":")
        client = AsyncModbusTcpClient(host, port=int(port), timeout=2)
        await client.connect()
        refused = [
            (await client.write_register(100, 7)).isError(),
            (await client.write_registers(100, [1, 2])).isError(),
        ]
        client.close()
        standing.close()
        return refused

    assert asyncio.run(write()) == [True, True]


def test_the_wire_has_no_way_to_write():
    from pathlib import Path

    from petroverse.gauges import modbus

    for name in ("wire.py", "driver.py"):
        assert "write_" not in (Path(modbus.__file__).parent / name).read_text("utf-8")


def test_a_gauge_of_another_unit_id_does_not_answer():
    with pytest.raises(QuestionRefused):
        asked(OWN_MAP, "unit_id = 9\n" + OWN_MAP)


ONE = '[[tanks]]\nname = "1"\nlevel = { register = 0, unit = "m" }\n'


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("0003" + "01" + "83" + "02", QuestionRefused),  # no such register
        ("0003" + "01" + "83" + "0B", QuestionRefused),  # the gateway's device is away
        ("0005" + "01" + "03" + "02" + "3FA0", FrameNotValid),  # one register where two were asked for
        ("0009" + "01" + "03" + "06" + "3FA000000000", FrameNotValid),  # three
        ("0007" + "01" + "04" + "04" + "3FA00000", FrameNotValid),  # of the other table
        ("0006" + "01" + "10" + "00000002", FrameNotValid),  # a write is confirmed that nobody asked for
        ("0007" + "01" + "03" + "05" + "3FA00000", FrameNotValid),  # it holds less than it says
        ("FFFF" + "01" + "03" + "04" + "3FA00000", FrameNotValid),  # it announces more than there can be
        ("0007" + "09" + "03" + "04" + "3FA00000", GaugeSilent),  # another device answers
        ("", GaugeSilent),
    ],
)
def test_a_device_that_lies_is_a_named_fault(answer, fault):
    async def lie(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while asked := await reader.read(12):
            writer.write(asked[:4] + bytes.fromhex(answer) if answer else b"")
        writer.close()

    async def run() -> None:
        server = await asyncio.start_server(lie, "127.0.0.1", 0)
        link = open_gauge(gauge(ONE, "{}:{}".format(*server.sockets[0].getsockname())), Surroundings(timeout_s=0.3))
        try:
            await link.read()
        finally:
            await link.close()
            server.close()
            await asyncio.sleep(0.01)

    with pytest.raises(fault):
        asyncio.run(run())
