"""JSON payloads are read as the map says; whatever comes is readings or a named fault."""

from __future__ import annotations

import doctest
import importlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.gauges import FrameNotValid, GaugeSettingsRefused
from petroverse.gauges.mqtt import DEVICE_MAP, read_mqtt_map, read_payload
from petroverse.gauges.mqtt.payloads import MOST_ROWS
from petroverse.gauges.mqtt.pointers import check_pointer, pointed
from petroverse.gauges.mqtt.topics import matched, plain_filter

CAME = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)

ONE = """
[[topics]]
filter = "depots/{depot}/{tank}/state"
time = { at = "/at" }
[topics.measures]
level = { at = "/level", unit = "mm" }
temperature = { at = "/temperature", unit = "°F" }
water = { at = "/water", unit = "in" }
volume = { at = "/volume", unit = "m3" }
"""

MANY = """
[[topics]]
filter = "sites/{site}/tanks"
rows = "/tanks"
tank = "/no"
time = { at = "/t", form = "unix_ms" }
[topics.measures]
level = { at = "/level/value", unit = "m" }
"""

KEYED = MANY.replace('"/no"', '"{row}"')


def told(rules: str, topic: str, payload: object):
    printed = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    return read_payload(read_mqtt_map(rules), topic, printed, CAME)


@pytest.mark.parametrize("name", ["mqtt.pointers", "mqtt.topics", "mqtt.payloads"])
def test_the_examples_hold(name):
    assert doctest.testmod(importlib.import_module(f"petroverse.gauges.{name}")).failed == 0


def test_a_payload_of_one_tank_is_read_in_the_units_of_the_network():
    payload = {"at": "2024-03-01T08:00:00+02:00", "level": 1250, "temperature": 77, "water": 0.5, "volume": 12.5}
    (reading,) = told(ONE, "depots/tema/7/state", payload).readings
    assert (reading.tank, reading.at, reading.quality) == ("7", datetime(2024, 3, 1, 6, tzinfo=UTC), "good")
    assert reading.level_m == pytest.approx(1.25)
    assert reading.temp_c == pytest.approx(25)
    assert reading.water_m == pytest.approx(0.0127)
    assert reading.gauge_volume_l == pytest.approx(12_500)


def test_a_payload_of_many_tanks_is_read_row_by_row():
    payload = {
        "t": 1_709_274_600_500,
        "tanks": [{"no": 1, "level": {"value": 2.5}}, {"no": "2", "level": {"value": 3}}],
    }
    found = told(MANY, "sites/S7/tanks", payload)
    assert [(each.tank, each.level_m) for each in found.readings] == [("1", 2.5), ("2", 3.0)]
    assert {each.at for each in found.readings} == {CAME + timedelta(milliseconds=500)}


def test_rows_may_be_keyed_by_their_tank():
    payload = {"t": 1_709_274_600_000, "tanks": {"north": {"level": {"value": 2.5}}}}
    assert [each.tank for each in told(KEYED, "sites/S7/tanks", payload).readings] == ["north"]


def test_one_bad_row_leaves_the_others():
    rows = [{"no": 1, "level": {"value": "high"}}, {"no": 2}, {"level": {"value": 1}}, {"no": 4, "level": {"value": 4}}]
    found = told(MANY, "sites/S7/tanks", {"t": 1_709_274_600_000, "tanks": rows})
    assert [each.tank for each in found.readings] == ["4"]
    assert [each.what for each in found.faults] == [
        "'high' is no number",
        "nothing stands at /level/value",
        "nothing stands at /no",
    ]
    assert all("sites/S7/tanks" in str(each) for each in found.faults)


def test_a_level_of_nothing_is_a_gap():
    (reading,) = told(ONE, "depots/tema/7/state", {"at": "2024-03-01T06:00:00Z", "level": None}).readings
    assert (reading.level_m, reading.quality) == (None, "gap")


def test_without_a_time_the_reading_is_of_when_it_came():
    rules = ONE.replace('time = { at = "/at" }', "")
    found = told(rules, "depots/tema/7/state", {"level": 1250})
    assert (found.readings[0].at, found.has_own_time) == (CAME, False)


def test_an_instant_without_a_zone_stands_in_the_zone_of_the_map():
    rules = ONE.replace('at = "/at"', 'at = "/at", zone = "Africa/Nairobi"')
    (reading,) = told(rules, "depots/tema/7/state", {"at": "2024-03-01T09:30:00", "level": 1}).readings
    assert reading.at == CAME  # Nairobi is three hours ahead of UTC


@pytest.mark.parametrize(
    "payload",
    [
        b"\xff\xfe",
        b"{",
        b"[" * 100_000,
        b"9" * 5000,
        b'{"at": "2024-03-01T06:00:00Z", "level": NaN}',
        b'{"at": "2024-03-01T06:00:00Z", "level": 1e999}',
        b" " * 300_000,
        {"at": "2024-03-01T06:00:00", "level": 1},
        {"at": 7, "level": 1},
        {"at": "1970-01-01T00:00:07Z", "level": 1},
        {"at": "0001-01-01T00:00:00+14:00", "level": 1},
        {"level": 1},
        {"at": "2024-03-01T06:00:00Z"},
        {"at": "2024-03-01T06:00:00Z", "level": True},
        [],
        7,
        None,
    ],
)
def test_what_is_no_payload_is_a_named_fault(payload):
    found = told(ONE, "depots/tema/7/state", payload)
    assert not found.readings
    assert [type(each) for each in found.faults] == [FrameNotValid]
    assert len(str(found.faults[0])) < 500


@pytest.mark.parametrize("when", ["soon", None, True, 1e300, -1e300, 9e18])
def test_a_count_that_is_no_instant_is_a_fault(when):
    assert told(MANY, "sites/S7/tanks", {"t": when, "tanks": [{"no": 1, "level": {"value": 1}}]}).faults


def test_a_payload_of_too_many_rows_is_refused_whole():
    rows = [{"no": each, "level": {"value": 1}} for each in range(MOST_ROWS + 1)]
    found = told(MANY, "sites/S7/tanks", {"t": 1_709_274_600_000, "tanks": rows})
    assert (found.readings, len(found.faults)) == ((), 1)


@pytest.mark.parametrize("topic", ["depots/tema/state", "depots/tema/7/state/x", "$SYS/tema/7/state", "", "/"])
def test_a_topic_that_fits_no_filter_tells_nothing(topic):
    found = told(ONE, topic, {"level": 1})
    assert (found.readings, found.faults) == ((), ())


def test_the_first_filter_that_fits_is_the_rule():
    rules = MANY.replace("sites/{site}/tanks", "a/#") + ONE.replace("depots/{depot}/{tank}/state", "a/{tank}/state")
    assert told(rules, "a/7/state", {"at": "2024-03-01T06:00:00Z", "level": 1}).readings == ()


@pytest.mark.parametrize(
    ("rules", "where"),
    [
        ("", "map.topics"),
        ("topics = []", "map.topics"),
        (ONE.replace("{depot}", "{tank}"), "map.topics[1].filter"),
        (ONE.replace("{depot}", "#"), "map.topics[1].filter"),
        (ONE.replace("{depot}", "a+"), "map.topics[1].filter"),
        (ONE.replace("{tank}", "+"), "map.topics[1].tank"),
        (ONE.replace('"/level"', '"level"'), "map.topics[1].measures.level.at"),
        (ONE.replace('"/at"', '"/a~t"'), "map.topics[1].time.at"),
        (ONE.replace('"/at"', '"/at", form = "unix"'), "map.topics[1].time.form"),
        (ONE.replace('"/at"', '"/at", zone = "Accra"'), "map.topics[1].time.zone"),
        (MANY.replace('"/no"', '"no"'), "map.topics[1].tank"),
        (MANY.replace('"/tanks"', '"tanks"'), "map.topics[1].rows"),
        (ONE + MANY.replace("filter", "filters"), "map.topics[2].filters"),
    ],
)
def test_the_key_at_fault_is_named(rules, where):
    with pytest.raises(GaugeSettingsRefused) as refused:
        read_mqtt_map(rules)
    assert refused.value.where == where


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=20,
)
near_misses = st.fixed_dictionaries(
    {
        "tanks": st.lists(
            st.fixed_dictionaries({"no": json_values, "level": st.fixed_dictionaries({"value": json_values})})
        )
    },
    optional={"t": json_values},
)


@given(
    rules=st.sampled_from([ONE, MANY, KEYED]),
    topic=st.text(max_size=30) | st.sampled_from(["depots/tema/7/state", "sites/S7/tanks"]),
    payload=st.binary(max_size=200) | (near_misses | json_values).map(lambda each: json.dumps(each).encode()),
)
def test_whatever_comes_is_readings_or_named_faults(rules, topic, payload):
    found = read_payload(read_mqtt_map(rules), topic, payload, CAME)
    assert all(type(each) is FrameNotValid for each in found.faults)
    assert all(each.tank and each.at.year >= 2000 for each in found.readings)


@given(st.binary(max_size=4), st.integers(0, 200), st.integers(0, 200))
def test_a_good_payload_that_was_changed_is_readings_or_named_faults(noise, start, end):
    good = json.dumps({"t": 1_709_274_600_000, "tanks": [{"no": 1, "level": {"value": 2.5}}]}).encode()
    found = told(MANY, "sites/S7/tanks", good[:start] + noise + good[end:])
    assert all(type(each) is FrameNotValid for each in found.faults)


levels = st.lists(
    st.text(st.characters(exclude_characters="/+#{}$\0", exclude_categories=["C"]), max_size=5), min_size=1
)


@given(levels, st.data())
def test_a_filter_fits_a_topic_as_a_broker_says(topic, data):
    pattern = [data.draw(st.sampled_from([each, "+", f"{{n{number}}}"])) for number, each in enumerate(topic)]
    cut = data.draw(st.integers(1, len(topic) + 1))
    pattern = "/".join([*pattern[:cut], "#"] if cut <= len(topic) else pattern)
    names = matched(pattern, "/".join(topic))
    assert names is not None
    assert all(topic[int(name[1:])] == value for name, value in names.items())
    assert "{" not in plain_filter(pattern)


def test_an_array_is_pointed_into_by_whole_numbers_alone():
    for pointer in ("/01", "/-1", "/1e0", "/٣", "/9"):
        check_pointer(pointer, "at")
        with pytest.raises(LookupError):
            pointed([1, 2], pointer)
    # RFC 6901, section 5
    document = {"foo": ["bar", "baz"], "": 0, "a/b": 1, "m~n": 8}
    assert [pointed(document, each) for each in ("/foo/0", "/", "/a~1b", "/m~0n")] == ["bar", 0, 1, 8]


def test_the_map_of_the_emulated_device_is_one():
    assert read_mqtt_map(DEVICE_MAP).topics[0].rows == "/tanks"
