"""Any name is safe in a subject and in a topic, and no two names meet there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bus_worlds import ODA, told
from petroverse.bus import SubjectRefused, subject_of, subjects, topic_of
from petroverse.bus.subjects import is_wanted, token
from petroverse.core.messages import MessageNotValid

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=128)


@given(NAMES)
def test_a_name_is_one_plain_word_in_a_subject(name):
    assert set(token(name)) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_~%")


@given(NAMES, NAMES)
def test_two_names_never_meet_in_one_subject(one, other):
    assert (token(one) == token(other)) == (one == other)


@given(st.lists(st.none() | st.sampled_from(["a", "b", "*", "a.b", ">"]), min_size=3, max_size=3), st.data())
def test_a_filter_hears_what_agrees_with_it_in_every_part_that_it_names(wanted, data):
    parts = data.draw(st.lists(st.sampled_from(["a", "b", "*", "a.b", ">"]), min_size=3, max_size=3))
    agrees = all(each in (None, part) for each, part in zip(wanted, parts, strict=True))
    assert is_wanted(subjects(*parts), subjects(*wanted)) == agrees


@pytest.mark.parametrize("name", ["", "x" * 129])
def test_a_name_that_is_empty_or_too_long_is_refused(name):
    with pytest.raises(SubjectRefused):
        topic_of(ODA, name)


def test_a_message_without_a_place_travels_under_its_source():
    placeless = told(1, place="")
    assert subject_of(placeless) == "pv.readings.oda.gauge-7"
    assert subject_of(told(1, place="S 7")) == "pv.readings.oda.S%207"


def test_all_versions_of_a_kind_travel_together():
    assert subject_of(told(1, kind="readings/1")) == subject_of(told(1, kind="readings/2"))


def test_a_message_can_have_no_id_that_is_none():
    with pytest.raises(MessageNotValid):
        told(1, id="")
