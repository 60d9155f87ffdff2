"""A question written is the question read, as JSON and as the words of a command line."""

from __future__ import annotations

import shlex
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.times import Span
from petroverse.metrics import (
    Filter,
    Query,
    QueryUnreadable,
    Sort,
    Top,
    query_as_arguments,
    query_from_json,
    query_from_words,
    query_to_json,
)

names = st.from_regex(r"[a-z][a-z_]{0,10}", fullmatch=True).filter(lambda name: name not in {"role"})
texts = (
    st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
moments = st.datetimes(timezones=st.just(UTC)).filter(lambda at: at.year >= 1000)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
periods = {
    "year": st.integers(1900, 2100).map(str),
    "half": st.tuples(st.integers(1900, 2100), st.integers(1, 2)).map(lambda p: f"{p[0]}-H{p[1]}"),
    "quarter": st.tuples(st.integers(1900, 2100), st.integers(1, 4)).map(lambda p: f"{p[0]}-Q{p[1]}"),
    "month": st.tuples(st.integers(1900, 2100), st.integers(1, 12)).map(lambda p: f"{p[0]}-{p[1]:02d}"),
    "day": days.map(date.isoformat),
}


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    if draw(st.booleans()):
        time = draw(st.sampled_from(sorted(periods)))
        ends = draw(st.tuples(st.one_of(st.just(""), periods[time]), periods[time]))
        return Filter(time, "range", draw(st.permutations(ends)) if "" in ends else ends)
    name = draw(names.filter(lambda each: each not in {*periods, "window", "week"}))
    return Filter(name, draw(st.sampled_from(["in", "not_in"])), tuple(draw(st.lists(texts, min_size=1, max_size=3))))


spans = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Span(*pair))
queries = st.builds(
    Query,
    measures=st.lists(names, min_size=1, max_size=3).map(tuple),
    dimensions=st.lists(names, max_size=3).map(tuple),
    filters=st.lists(filters(), max_size=3).map(
        lambda each: tuple(Filter(f.dimension, f.op, tuple(f.values)) for f in each)
    ),
    span=st.none() | spans,
    compare=st.sampled_from(["", "previous_period", "year_ago"]),
    top=st.none() | st.builds(Top, st.integers(1, 1000), names, st.just("") | names),
    as_of=st.none() | moments,
    as_recorded=st.none() | moments,
    limit=st.none() | st.integers(1, 10**6),
    sort=st.lists(st.builds(Sort, names, st.booleans()), max_size=2).map(tuple),
    only=st.lists(filters(), max_size=2).map(tuple),
).map(lambda query: query_from_json(query_to_json(query)))


@given(queries)
def test_json_written_and_read_is_the_same_question(query: Query):
    assert query_from_json(query_to_json(query)) == query


@given(queries)
def test_words_written_and_read_are_the_same_question(query: Query):
    words = shlex.split(query_as_arguments(query))
    options: dict[str, object] = {}
    lists: dict[str, list[str]] = {"-m": [], "-d": [], "-f": []}
    for flag, value in zip(words[::2], words[1::2], strict=True):
        if flag in lists or flag == "--only":
            lists.setdefault(flag, []).append(value)
        else:
            options[flag.removeprefix("--").replace("-", "_")] = value
    only = lists.get("--only", [])
    assert query_from_words(lists["-m"], lists["-d"], lists["-f"], only=only, **options) == query


@given(queries, st.randoms(use_true_random=False))
def test_the_key_does_not_depend_on_how_filters_are_ordered(query: Query, order):
    raw = query_to_json(query)
    order.shuffle(raw.setdefault("filters", []))
    assert query_from_json(raw).key == query.key


def test_role_is_another_word_for_source():
    assert query_from_words(["volume"], [], ["role=omc"]) == query_from_words(["volume"], [], ["source=omc"])


def test_a_subject_with_roles_of_its_own_keeps_the_word():
    assert query_from_words(["component_value"], ["role", "component"], ["role=levy"]).dimensions[0] == "role"


def test_a_day_alone_knows_what_that_day_made_known():
    assert query_from_words(["volume"], as_of="2024-05-31").as_of == datetime(2024, 5, 31, 23, 59, 59, 999999, UTC)


@pytest.mark.parametrize(
    ("word", "same"),
    [("month<2024-01", "month<=2023-12"), ("year>2023", "year>=2024"), ("quarter<2024-Q1", "quarter<=2023-Q4"),
     ("half>2023-H2", "half>=2024-H1"), ("month=2024-01..2024-03", "month=2024-01..2024-03")],
)  # fmt: skip
def test_a_range_without_its_end_reaches_to_the_period_beside_it(word: str, same: str):
    assert query_from_words(["volume"], [], [word]) == query_from_words(["volume"], [], [same])


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"measures": []},
        {"measures": ["volume"], "wibble": 1},
        {"measures": ["volume"], "filters": [{"dimension": "year", "in": [2024], "not": [2023]}]},
        {"measures": ["volume"], "filters": [{"dimension": "month", "in": ["2024-13"]}]},
        {"measures": ["volume"], "filters": [{"dimension": "product", "from": "gasoil"}]},
        {"measures": ["volume"], "filters": [{"dimension": "year", "in": [True]}]},
        {"measures": ["volume"], "filters": "year=2024"},
        {"measures": ["volume"], "limit": 0},
        {"measures": ["volume"], "top": {"n": "many"}},
        {"measures": ["volume"], "compare": "last_week"},
        {"measures": ["volume"], "as_of": "yesterday"},
        {"measures": ["volume"], "span": {"from": "2024-06", "until": "2024-01"}},
        {"measures": "volume"},
    ],
)
def test_what_cannot_be_read_is_refused_with_a_cure(raw: dict):
    with pytest.raises(QueryUnreadable) as refused:
        query_from_json(raw)
    assert refused.value.fix
