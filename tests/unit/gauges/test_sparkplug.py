"""Sparkplug B: what is printed is read again, no value is ever given under another's name, and a death is a gap."""

from __future__ import annotations

import doctest
import importlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.messages import LARGEST_MESSAGE
from petroverse.gauges import FrameNotValid, GaugeSettingsRefused
from petroverse.gauges.sparkplug import read_sparkplug_map
from petroverse.gauges.sparkplug.nodes import HELD_BACK, KINDS, NODE, EdgeNode, Heard
from petroverse.gauges.sparkplug.payloads import (
    DOUBLE,
    FLOAT,
    GOOD,
    INT64,
    MOST_METRICS,
    Metric,
    Payload,
    milliseconds,
    number,
    parsed,
    printed,
)
from petroverse.gauges.sparkplug.tanks import Tanks

CAME = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
CAME_MS = milliseconds(CAME)
MAP = """
[[sources]]
device = "atg"
[sources.measures]
level = { at = "Tanks/{tank}/Level", unit = "mm" }
temperature = { at = "Tanks/{tank}/T", unit = "°C" }
"""

small = st.integers(0, 2**32 - 1)
large = st.integers(0, 2**64 - 1)
names = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
values = st.one_of(
    st.tuples(st.just(FLOAT), st.floats(width=32, allow_nan=False)),
    st.tuples(st.just(DOUBLE), st.floats(allow_nan=False)),
    st.tuples(st.sampled_from([1, 2, 3, 5, 6, 7]), small),
    st.tuples(st.sampled_from([INT64, 8, 13, 0]), large),
    st.tuples(st.just(11), st.booleans()),
    st.tuples(st.sampled_from([12, 14]), names),
    st.tuples(st.integers(0, 40), st.none()),
)


@st.composite
def metrics(draw: st.DrawFn) -> Metric:
    datatype, value = draw(values)
    return Metric(
        draw(names),
        draw(st.none() | large),
        draw(st.none() | large),
        datatype,
        value,
        draw(st.none() | st.sampled_from([0, GOOD, 500])),
        draw(st.booleans()),
    )


payloads = st.builds(
    Payload, st.none() | large, st.none() | st.integers(0, 255), st.lists(metrics(), max_size=6).map(tuple)
)


@pytest.mark.parametrize("name", ["payloads", "tanks"])
def test_the_examples_hold(name):
    assert doctest.testmod(importlib.import_module(f"petroverse.gauges.sparkplug.{name}")).failed == 0


@given(payloads)
def test_what_is_printed_is_read_again_unchanged(payload):
    assert parsed(printed(payload)) == payload


def test_a_payload_of_another_maker_is_read():
    # worked out by hand from the numbers of the specification's appendix and protobuf's encoding: 1 timestamp = 300,
    # 2 metric { 1 name "L", 2 alias 1, 4 datatype Float, 9 properties, 12 float 1.5, 8 metadata }, 3 seq = 7
    properties = "4a 0e 0a07 5175616c697479 1203 18c001"
    metric = f"0a01 4c 1001 2009 {properties} 65 0000c03f 4202 0801"
    body = bytes.fromhex(metric)
    known = bytes.fromhex("08 ac02 12") + bytes([len(body)]) + body + bytes.fromhex("18 07")
    assert parsed(known) == Payload(300, 7, (Metric("L", 1, None, FLOAT, 1.5, GOOD),))


@given(st.binary(max_size=300))
def test_whatever_bytes_come_are_a_payload_or_refused(noise):
    _parse(noise)


@given(payloads, st.binary(max_size=8), st.integers(0, 400), st.integers(0, 400))
def test_a_good_payload_that_was_changed_is_one_or_refused(payload, noise, start, end):
    good = printed(payload)
    _parse(good[:start] + noise + good[end:])


def _parse(noise: bytes) -> None:
    try:
        told = parsed(noise)
    except FrameNotValid:
        return
    for kind in KINDS:
        heard = EdgeNode().hear(kind, "atg", told, CAME)
        Tanks(read_sparkplug_map(MAP)).take(heard, CAME)
    for each in told.metrics:
        _number_or_fault(each)


def _number_or_fault(metric: Metric) -> None:
    try:
        number(metric, metric.datatype)
    except FrameNotValid:
        return


@pytest.mark.parametrize(
    "noise",
    [
        b"\x00" * (LARGEST_MESSAGE + 1),
        printed(Payload(1, 1, (Metric(),) * (MOST_METRICS + 1))),
        printed(Payload(1, 1, (Metric("x" * 513),))),
        bytes.fromhex("1203 0a01ff"),
        bytes.fromhex("18 8002"),
        b"\x4b" * 10_000,
    ],
)
def test_what_no_gauge_sends_is_refused(noise):
    with pytest.raises(FrameNotValid):
        parsed(noise)


@pytest.mark.parametrize(
    ("datatype", "raw", "value"),
    [
        (1, 0xFF, -1),
        (1, 0xFFFFFFFF, -1),
        (2, 0x8000, -32768),
        (3, 0x7FFFFFFF, 2**31 - 1),
        (7, 2**32 - 1, 2**32 - 1),
        (INT64, 2**64 - 5, -5),
        (8, 2**64 - 2048, 2**64 - 2048),
    ],
)
def test_a_whole_number_has_the_sign_that_its_birth_gives_it(datatype, raw, value):
    assert number(Metric("n", value=raw), datatype) == value


@pytest.mark.parametrize("quality", [0, 500])
def test_a_value_of_bad_quality_is_none(quality):
    assert number(Metric("n", value=1.0, quality=quality), DOUBLE) is None


# ---- one node, by hand


def level(tank: int, value: float | None, **more: object) -> Metric:
    return Metric(f"Tanks/{tank}/Level", tank, None, DOUBLE, value, **more)


def birth(*, at_ms: int = CAME_MS, bd_seq: int = 0, seq: int = 0) -> tuple[str, str, Payload]:
    return "NBIRTH", NODE, Payload(at_ms, seq, (Metric("bdSeq", None, None, INT64, bd_seq),))


def said(kind: str, seq: int, *metrics: Metric, at_ms: int = CAME_MS) -> tuple[str, str, Payload]:
    return kind, "atg", Payload(at_ms, seq, metrics)


def death(bd_seq: int = 0) -> tuple[str, str, Payload]:
    return "NDEATH", NODE, Payload(None, None, (Metric("bdSeq", None, None, INT64, bd_seq),))


def alias(number: int, value: float | None, **more: object) -> Metric:
    return Metric("", number, value=value, **more)


BORN = (birth(), said("DBIRTH", 1, level(1, 1000.0), level(2, 2000.0)))


def hear(*messages: tuple[str, str, Payload], rules: str = MAP, came_at: datetime = CAME):
    """The last message's readings, faults, and whether a rebirth is needed."""
    node, tanks = EdgeNode(), Tanks(read_sparkplug_map(rules))
    heard, told = Heard(), ([], [])
    for each in messages:
        heard = node.hear(*each, came_at)
        told = tanks.take(heard, came_at)
    return *told, heard.needs_rebirth


def test_a_birth_tells_every_tank_and_data_what_changed():
    readings, faults, needs = hear(*BORN)
    assert [(each.tank, each.level_m) for each in readings] == [("1", 1.0), ("2", 2.0)]
    readings, faults, needs = hear(*BORN, said("DDATA", 2, alias(2, 2500.0), at_ms=CAME_MS + 1000))
    assert [(each.tank, each.level_m, each.at) for each in readings] == [("2", 2.5, CAME + timedelta(seconds=1))]
    assert (faults, needs) == ([], False)


def test_a_value_that_is_not_told_again_still_stands():
    born = (birth(), said("DBIRTH", 1, level(1, 1000.0), Metric("Tanks/1/T", 9, None, DOUBLE, 29.5)))
    (reading,), _, _ = hear(*born, said("DDATA", 2, alias(1, 1100.0)))
    assert (reading.level_m, reading.temp_c) == (1.1, 29.5)


def test_what_was_stored_is_told_by_its_own_time_and_changes_nothing_after_it():
    early = CAME_MS - 3_600_000
    stored = (alias(1, 500.0, at_ms=early, is_historical=True), alias(1, 600.0, at_ms=early + 1, is_historical=True))
    readings, _, _ = hear(*BORN, said("DDATA", 2, *stored))
    assert [each.level_m for each in readings] == [0.5, 0.6]
    assert readings[0].at == CAME - timedelta(hours=1)
    (after,), _, _ = hear(*BORN, said("DDATA", 2, *stored), said("DDATA", 3, alias(1, 1200.0)))
    assert after.level_m == 1.2


def test_several_times_in_one_message_are_readings_in_their_order():
    later, sooner = alias(1, 1300.0, at_ms=CAME_MS + 2000), alias(1, 1200.0, at_ms=CAME_MS + 1000)
    readings, _, _ = hear(*BORN, said("DDATA", 2, later, sooner))
    assert [each.level_m for each in readings] == [1.2, 1.3]


@pytest.mark.parametrize("missing", [Metric("", 2), alias(2, 5.0, quality=0), alias(2, 5.0, quality=500)])
def test_a_value_that_is_null_or_bad_is_a_gap(missing):
    (reading,), _, _ = hear(*BORN, said("DDATA", 2, missing))
    assert (reading.tank, reading.level_m, reading.quality) == ("2", None, "gap")


def test_a_value_that_is_no_number_is_a_fault_and_a_gap():
    readings, (fault,), _ = hear(*BORN, said("DDATA", 2, replace(alias(2, None), value="high"), alias(1, 7.0)))
    assert {each.tank: each.quality for each in readings} == {"1": "good", "2": "gap"}
    assert "'high'" in str(fault)


def test_the_death_of_a_device_or_its_node_is_a_gap_of_each_of_its_tanks():
    for end in (said("DDEATH", 2), death()):
        readings, faults, _ = hear(*BORN, end)
        assert [(each.tank, each.quality, each.at) for each in readings] == [("1", "gap", CAME), ("2", "gap", CAME)]
        assert faults == []


@pytest.mark.parametrize(
    "between",
    [
        birth(at_ms=CAME_MS + 5),  # born again, its device not yet
        said("DDATA", 7, alias(1, 1.0)),  # a message was missing, and its rebirth has not come
    ],
)
def test_a_death_ends_what_was_told_before_it_whatever_was_being_waited_for(between):
    readings, _, _ = hear(*BORN, between, death())
    assert [(each.tank, each.quality) for each in readings] == [("1", "gap"), ("2", "gap")]
    assert hear(*BORN, between, death(), death())[0] == []


def test_the_death_of_an_earlier_life_is_nobodys():
    readings, _, _ = hear(birth(bd_seq=4), BORN[1], death(3))
    assert readings == []
    readings, _, _ = hear(birth(bd_seq=4), BORN[1], death(3), said("DDATA", 2, alias(1, 1.0)))
    assert len(readings) == 1


def test_a_message_that_is_missing_is_a_fault_and_a_rebirth_and_nothing_is_read_until_then():
    readings, (fault,), needs = hear(*BORN, said("DDATA", 3, alias(1, 1.0)))
    assert (readings, needs) == ([], True)
    assert "message 3 came where 2 was due" in str(fault)
    readings, _, needs = hear(*BORN, said("DDATA", 3, alias(1, 1.0)), said("DDATA", 4, alias(1, 2.0)))
    assert (readings, needs) == ([], True)
    again = (birth(at_ms=CAME_MS + 5), said("DBIRTH", 1, level(1, 3000.0), at_ms=CAME_MS + 5))
    readings, _, needs = hear(*BORN, said("DDATA", 3, alias(1, 1.0)), *again)
    assert ([each.level_m for each in readings], needs) == ([3.0], False)


def test_the_order_runs_from_255_to_0():
    born = (birth(seq=254), said("DBIRTH", 255, level(1, 1000.0)))
    (reading,), _, _ = hear(*born, said("DDATA", 0, alias(1, 1100.0)))
    assert reading.level_m == 1.1


@pytest.mark.parametrize(
    "doubtful",
    [
        said("DDATA", 2, alias(9, 1.0)),
        said("DDATA", 2, Metric("Tanks/1/Level", 2, value=1.0)),
        said("DDATA", 2, Metric("Tanks/9/Level", value=1.0)),
        ("DDATA", "another", Payload(CAME_MS, 2, (alias(1, 1.0),))),
        said("DBIRTH", 2, level(1, 1.0), level(1, 2.0)),
        said("DBIRTH", 2, level(1, 1.0), Metric("x", 1)),
        said("DBIRTH", 2, Metric("", 1)),
        ("DDATA", "atg", Payload(None, 2, (alias(1, 1.0),))),
        ("DDATA", "atg", Payload(CAME_MS, None, (alias(1, 1.0),))),
    ],
)
def test_what_puts_a_name_in_doubt_ends_what_is_known(doubtful):
    readings, faults, needs = hear(*BORN, doubtful)
    assert (readings, len(faults), needs) == ([], 1, True)


def test_a_clock_that_was_set_back_is_believed_after_a_while():
    node = EdgeNode()
    node.hear(*birth(), CAME)
    early = birth(at_ms=CAME_MS - 86_400_000, bd_seq=1)
    assert node.hear(*early, CAME).needs_rebirth
    assert node.hear(*early, CAME + HELD_BACK).is_birth


# ---- the law of the aliases


@dataclass(frozen=True)
class Sent:
    """A message as it was sent, with the name that each of its values truly has."""

    kind: str
    payload: Payload
    life: int
    truth: dict[float, str]


@st.composite
def histories(draw: st.DrawFn) -> list[Sent]:
    """Lives of one node, some begun by a rebirth, whose births give the same aliases to other names."""
    sent: list[Sent] = []
    at_ms, value, bd_seq = CAME_MS, 0.0, 0
    for life in range(draw(st.integers(1, 3))):
        at_ms += draw(st.integers(1, 3))
        sent.append(Sent("NBIRTH", replace(birth(at_ms=at_ms, bd_seq=bd_seq)[2], seq=0), life, {}))
        given_names: list[str] = []
        for seq in range(1, draw(st.integers(2, 5))):
            is_birth = seq == 1 or draw(st.integers(0, 3)) == 0
            at_ms += 1 if is_birth else draw(st.integers(0, 1))
            if is_birth:
                given_names = draw(st.permutations(["A", "B", "C"]))
            told, truth = [], {}
            for place, name in enumerate(given_names):
                value += 1
                told.append(Metric(name if is_birth else "", place, None, DOUBLE if is_birth else 0, value))
                truth[value] = name
            payload = Payload(at_ms, seq, tuple(told))
            sent.append(Sent("DBIRTH" if is_birth else "DDATA", payload, life, truth))
        if draw(st.booleans()):
            sent.append(Sent("NDEATH", death(bd_seq)[2], life, {}))
            bd_seq += 1
    return sent


@given(histories(), st.randoms(use_true_random=False))
def test_no_order_and_no_loss_gives_a_value_under_another_name(history, chance):
    for _ in range(12):
        order = [each for each in history for _ in range(chance.choice((0, 1, 1, 1, 2)))]
        late = chance.choice((0, 2, len(order)))  # by how many places a message comes late, at most
        order = [each for _, each in sorted(enumerate(order), key=lambda each: each[0] + chance.uniform(0, late))]
        node, arrived = EdgeNode(), set()
        for each in order:
            if not _may_arrive(each, history, arrived):
                continue
            arrived.add(history.index(each))
            heard = node.hear(each.kind, NODE if each.kind.startswith("N") else "atg", each.payload, CAME)
            for metric in heard.metrics:
                assert metric.name == "bdSeq" or each.truth[metric.value] == metric.name


@pytest.mark.parametrize(
    "order",
    [
        ("N2", "D2", "V1"),  # data of the life before, come late
        ("N2", "D2", "N1", "D1", "V2"),  # births of the life before, come late
        ("E1", "N1", "D1", "V2"),  # a death that overtook its birth
        ("N1", "D1", "E1", "V2"),  # a birth that was lost
        ("N1", "D1", "N2", "V2"),  # a device's birth that was lost
    ],
)
def test_data_whose_birth_is_not_the_last_that_came_tell_nothing(order):
    messages = {}
    for life in (1, 2):
        at_ms = CAME_MS + 10 * life
        messages[f"N{life}"] = birth(at_ms=at_ms, bd_seq=life)
        messages[f"D{life}"] = said("DBIRTH", 1, *(level(each, 1.0 * each) for each in (1, 2)), at_ms=at_ms)
        messages[f"V{life}"] = said("DDATA", 2, alias(1, 3.0), at_ms=at_ms)
        messages[f"E{life}"] = death(life)
    assert hear(*(messages[each] for each in order))[0] == []


def _may_arrive(one: Sent, history: list[Sent], arrived: set[int]) -> bool:
    """Whether a host can see which life it is of: the life's own birth came, or the end of each earlier one that came.

    Nothing else tells: a life that begins as the one before went on, its birth and the death before it lost, looks the
    same on the wire (``nodes``). A broker loses no death, which is sent with QoS 1.
    """
    births = {each.life: number for number, each in enumerate(history) if each.kind == "NBIRTH"}
    if one.kind in ("NBIRTH", "NDEATH") or births[one.life] in arrived:
        return True
    deaths = [number for number, each in enumerate(history) if each.kind == "NDEATH"]
    earlier = [number for life, number in births.items() if life < one.life and number in arrived]
    return all(any(begun < end < births[one.life] and end in arrived for end in deaths) for begun in earlier)


def test_the_law_is_about_something():
    swapped = said(
        "DBIRTH", 2, Metric("Tanks/1/Level", 2, None, DOUBLE, 5.0), Metric("Tanks/2/Level", 1, None, DOUBLE, 6.0)
    )
    readings, _, _ = hear(*BORN, swapped, said("DDATA", 3, alias(1, 7.0)))
    assert [(each.tank, each.level_m) for each in readings] == [("2", 0.007)]


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ("sources = []", "map.sources"),
        (MAP.replace('device = "atg"', 'device = "{tank}"'), "map.sources[1].tank"),
        (MAP.replace("{tank}", "1"), "map.sources[1].tank"),
        (MAP.replace("Tanks/{tank}/T", "Tanks/T"), "map.sources[1].measures.temperature.at"),
        (MAP.replace('device = "atg"', 'device = "atg"\ntank = "1"'), "map.sources[1].tank"),
        (MAP.replace("device", "devices"), "map.sources[1].devices"),
    ],
)
def test_the_key_at_fault_is_named(rules, where):
    with pytest.raises(GaugeSettingsRefused) as refused:
        read_sparkplug_map(rules)
    assert refused.value.where == where


def test_each_tank_may_be_a_device_of_its_own():
    rules = MAP.replace('"atg"', '"{tank}"').replace("Tanks/{tank}/", "")
    born = (birth(), ("DBIRTH", "north", Payload(CAME_MS, 1, (Metric("Level", 1, None, DOUBLE, 1000.0),))))
    (reading,), _, _ = hear(*born, rules=rules)
    assert (reading.tank, reading.level_m) == ("north", 1.0)
