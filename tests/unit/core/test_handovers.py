"""Handovers: printed and read back, and whatever bytes come, a named fault or a handover."""

from __future__ import annotations

import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.grants import OrganisationId
from petroverse.core.handovers import MOST_MESSAGES, Handover, HandoverNotValid, from_bytes, to_bytes

names = st.text(
    st.characters(min_codepoint=33, max_codepoint=0x17F, exclude_categories=("C", "Z")), min_size=1, max_size=64
)
handovers = st.builds(
    Handover,
    names.map(OrganisationId),
    names,
    st.lists(st.tuples(names, st.text(max_size=50)), max_size=4).map(tuple),
    st.lists(names, max_size=4).map(tuple),
    st.dictionaries(names, names, max_size=2),
    st.dictionaries(names, st.integers() | st.none() | names, max_size=3),
)


@given(handovers)
def test_what_is_printed_is_read_back(handover: Handover):
    assert from_bytes(to_bytes(handover)) == handover


@given(handovers, st.data())
def test_a_handover_that_was_changed_is_read_or_refused_by_its_name(handover: Handover, data: st.DataObject):
    text = bytearray(zlib.decompress(to_bytes(handover)))
    place = data.draw(st.integers(0, len(text) - 1))
    text[place] = data.draw(st.integers(0, 255))
    with suppress(HandoverNotValid):
        from_bytes(zlib.compress(bytes(text)))


@given(st.binary(max_size=200))
def test_other_bytes_are_no_handover(printed: bytes):
    with pytest.raises(HandoverNotValid):
        from_bytes(printed)


def test_there_is_a_most_of_everything():
    with pytest.raises(HandoverNotValid, match=f"{MOST_MESSAGES + 1} messages"):
        Handover(OrganisationId("oda"), "s7", tuple((f"m{each}", "") for each in range(MOST_MESSAGES + 1)))
    with pytest.raises(HandoverNotValid):
        from_bytes(to_bytes(Handover(OrganisationId("oda"), "s7"))[:-3])
