"""Messages and the site readings in them: what is printed is read again, and anything else is refused by name."""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.devices import MeterId
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import (
    LARGEST_MESSAGE,
    Message,
    MessageId,
    MessageNotValid,
    from_bytes,
    to_bytes,
)
from petroverse.core.places import PlaceId
from petroverse.core.readings import (
    QUALITIES,
    READINGS,
    Drop,
    MeterReading,
    Reading,
    ReadingNotValid,
    SiteReadings,
    from_body,
    to_body,
)
from petroverse.core.tanks import TankId

AT = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
ids = st.text(st.characters(codec="utf-8", categories=["L", "N", "P"]), min_size=1, max_size=20)
instants = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]))
numbers = st.floats(-1e9, 1e9)
maybe = st.none() | numbers
readings = st.builds(Reading, ids.map(TankId), instants, maybe, maybe, maybe, st.sampled_from(QUALITIES), maybe)
meters = st.builds(MeterReading, ids.map(MeterId), instants, st.floats(0, 1e9))
drops = st.builds(
    lambda tank, start, took, before, after: Drop(tank, start, start + took, before, after),
    ids.map(TankId),
    instants.filter(lambda at: at.year < 9999),
    st.timedeltas(timedelta(0), timedelta(hours=3)),
    numbers,
    numbers,
)
sites = st.builds(
    SiteReadings,
    ids.map(PlaceId),
    *(st.lists(each, max_size=3).map(tuple) for each in (readings, meters, drops)),
)


def message_of(body: dict[str, object]) -> Message:
    return Message(MessageId("g7-1"), READINGS, AT, AT, OrganisationId("oda"), "gauge-7", body)


@given(sites)
def test_a_site_that_travels_as_a_message_arrives_as_it_was(site: SiteReadings):
    printed = to_bytes(message_of(to_body(site)))
    arrived = from_bytes(printed)
    assert from_body(arrived.body) == site
    assert to_bytes(arrived) == printed


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_are_refused_by_name(printed: bytes):
    with pytest.raises(MessageNotValid) as told:
        from_bytes(printed)
    assert told.value.fix


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | numbers | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["at", "tank", "x"]), inner),
    ),
    st.sampled_from(["place", "readings", "meters", "drops", "more"]),
)
def test_any_body_is_a_site_or_is_refused_by_name(value: object, name: str):
    with contextlib.suppress(ReadingNotValid):
        from_body({"place": "S7", name: value})


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"id": ""}, "id"),
        ({"id": "x" * 65}, "id"),
        ({"id": 7}, "id"),
        ({"source": "a\nb"}, "source"),
        ({"kind": "readings"}, "kind"),
        ({"at": "2024-03-01T06:30:00"}, "at"),
        ({"known_at": "yesterday"}, "known_at"),
        ({"known_at": 5}, "known_at"),
        ({"body": []}, "body"),
        ({"more": 1}, "message"),
    ],
)
def test_a_message_with_one_thing_wrong_says_which(changes: dict[str, object], where: str):
    plain = json.loads(to_bytes(message_of({"place": "S7"})))
    with pytest.raises(MessageNotValid) as told:
        from_bytes(json.dumps({**plain, **changes}).encode())
    assert told.value.where == where


@pytest.mark.parametrize("level", [float("nan"), float("inf"), "1.2", True])
def test_a_level_that_is_no_number_is_refused_with_its_row(level: object):
    rows = [
        {"tank": "K1", "at": AT.isoformat(), "level_m": 1.2},
        {"tank": "K2", "at": AT.isoformat(), "level_m": level},
    ]
    with pytest.raises(ReadingNotValid, match="readings row 2"):
        from_body({"place": "S7", "readings": rows})


def test_a_number_that_json_does_not_know_is_neither_printed_nor_read():
    with pytest.raises(MessageNotValid):
        to_bytes(message_of({"level": float("nan")}))
    with pytest.raises(MessageNotValid, match="NaN"):
        from_bytes(to_bytes(message_of({"level": 1})).replace(b'"level":1', b'"level":NaN'))


def test_a_message_that_is_too_large_is_refused_on_both_ways():
    with pytest.raises(MessageNotValid, match="bytes"):
        to_bytes(message_of({"text": "x" * LARGEST_MESSAGE}))
    with pytest.raises(MessageNotValid, match="bytes"):
        from_bytes(b"[" * (LARGEST_MESSAGE + 1))


def test_a_drop_that_ends_before_it_starts_is_refused():
    with pytest.raises(ReadingNotValid, match="ends before"):
        Drop(TankId("K1"), AT, AT - timedelta(seconds=1), 1.0, 2.0)
