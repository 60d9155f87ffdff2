"""Parcels: what is packed comes out as it was, no larger than a message may be, and from its own source alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.grants import OrganisationId
from petroverse.core.messages import LARGEST_MESSAGE, Message, MessageId, MessageNotValid, from_bytes, to_bytes
from petroverse.core.parcels import PARCEL, packed, unpacked
from petroverse.core.readings import READINGS

AT = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)


def told(number: int, source: str = "s7", place: str = "S7", weight: int = 1) -> Message:
    at = AT + timedelta(seconds=number)
    readings = [{"tank": f"{place}/1", "at": at.isoformat(), "level_m": 1.0}] * weight
    body = {"place": place, "readings": readings}
    return Message(MessageId(f"m-{number}"), READINGS, at, at, OrganisationId("oda"), source, body)


@given(st.lists(st.tuples(st.sampled_from(["s7", "s8"]), st.sampled_from(["S7", "S8"]), st.integers(1, 1500))))
def test_what_is_packed_comes_out_as_it_was_in_order(kinds: list[tuple[str, str, int]]):
    messages = [told(number, *kind) for number, kind in enumerate(kinds)]
    parcels = [from_bytes(to_bytes(each)) for each in packed(messages)]
    assert [one for each in parcels for one in unpacked(each)] == messages
    assert all(len(to_bytes(each)) <= LARGEST_MESSAGE for each in parcels)
    if sum(len(to_bytes(each)) for each in messages) < LARGEST_MESSAGE // 2:
        assert len(parcels) == len(list(groupby(kinds, key=lambda kind: kind[:2])))


def test_the_same_messages_are_the_same_parcel_and_one_alone_is_none():
    assert list(packed([told(1), told(2)])) == list(packed([told(1), told(2)]))
    assert list(packed([told(1)])) == [told(1)]
    assert unpacked(told(1)) == (told(1),)


@pytest.mark.parametrize(
    "inside",
    [
        [], "none", [{}], [1], None,
        [{"kind": PARCEL}], [{"organisation": "tema"}], [{"source": "s8"}], [{"body": {"place": "S8"}}], [{"id": ""}],
    ],
)  # fmt: skip
def test_a_parcel_that_speaks_for_somebody_else_or_holds_nothing_is_refused(inside: object):
    (fine,) = packed([told(1), told(2)])
    plain = json.loads(to_bytes(told(1)))
    is_changes = isinstance(inside, list) and inside and isinstance(inside[0], dict) and inside[0]
    held = [{**plain, **inside[0]}] if is_changes else inside
    with pytest.raises(MessageNotValid):
        unpacked(replace(fine, body={"place": "S7", "messages": held}))
