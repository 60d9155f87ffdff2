"""A month of whatever was told: it says what it can, and never breaks over what is missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leak_stations import plain_history
from petroverse.detect.tank import History, conditions_of, month_of

DAY_S = 86_400.0
WHOLE = plain_history(days=5)


@st.composite
def parts(draw: st.DrawFn) -> History:
    """Some rows of a station's days; some without a temperature, some of an empty tank."""
    first = draw(st.integers(0, WHOLE.at_s.size - 1))
    rows = np.arange(first, min(first + draw(st.sampled_from([1, 2, 5, 60, 400])), WHOLE.at_s.size))
    chance = np.random.default_rng(draw(st.integers(0, 99)))
    rows = rows[chance.random(rows.size) < draw(st.sampled_from([0.2, 0.9, 1.0]))]
    level_m = WHOLE.level_m[rows] * draw(st.sampled_from([0.0, 1.0, 1.0]))
    is_cold = chance.random((rows.size, 1)) < draw(st.sampled_from([0.0, 0.3]))
    temp_c = np.where(is_cold, np.nan, WHOLE.temp_c[rows])
    return History(WHOLE.tanks, WHOLE.at_s[rows], level_m, temp_c, WHOLE.total_l[rows], WHOLE.meters)


@settings(max_examples=60, deadline=None)
@given(parts(), st.integers(-2, 4), st.integers(1, 5), st.booleans(), st.booleans())
def test_a_month_of_any_part_of_what_was_told_says_what_it_can(history, first, days, is_known, is_over):
    edges = (first + np.arange(days + 1)) * DAY_S
    found = month_of(history, edges, is_density_known=is_known, is_over=is_over)
    conditions_of(found, history, "S7", edges[-1])
    assert found.verdict in {"PASS", "FAIL", "INCONCLUSIVE"}
    assert found.closing_l.shape == edges.shape


def test_a_book_whose_first_day_began_without_a_temperature_is_an_observed_one():
    temp_c = WHOLE.temp_c.copy()
    temp_c[: int(np.searchsorted(WHOLE.at_s, DAY_S, side="right"))] = np.nan
    history = History(WHOLE.tanks, WHOLE.at_s, WHOLE.level_m, temp_c, WHOLE.total_l, WHOLE.meters)
    found = month_of(history, np.arange(1, 5) * DAY_S)
    assert found.standard is None
    assert found.book is found.observed
    assert found.book is not None
    assert found.book.days.variance[0] == pytest.approx(0.0, abs=200.0)
