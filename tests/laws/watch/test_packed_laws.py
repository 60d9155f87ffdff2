"""Rows that are laid by come back as they were, to the last bit and microsecond."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.devices import MeterId
from petroverse.core.readings import QUALITIES, MeterReading, Reading
from petroverse.core.tanks import TankId
from petroverse.watch.memory import Row
from petroverse.watch.packed import joined, last_at, packed, packed_from_plain, packed_to_plain, unpacked

TANK = TankId("S7/1")
AT = st.datetimes(datetime(1999, 1, 1), datetime(2098, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
FIGURES = st.none() | st.floats(-1e9, 1e9)
QUALITY = st.sampled_from(QUALITIES)
READINGS = st.builds(Reading, st.just(TANK), AT, FIGURES, FIGURES, FIGURES, QUALITY, FIGURES)
TOTALS = st.builds(MeterReading, st.sampled_from(["S7/N1", "S7/N2"]).map(MeterId), AT, st.floats(0, 1e9))
ROWS = st.one_of(
    st.builds(lambda told, found: Row((told.at, 1, TANK), told, found), READINGS, QUALITY),
    st.builds(lambda told: Row((told.at, 0, told.meter), told), TOTALS),
)
WINDOWS = st.lists(ROWS, max_size=20, unique_by=lambda row: row.place)


@given(WINDOWS)
def test_rows_laid_by_come_back_in_their_order(rows):
    assert unpacked(packed(rows)) == sorted(rows, key=lambda row: row.place)


@given(WINDOWS)
def test_stored_rows_come_back_as_they_were_told(rows):
    stored = json.loads(json.dumps(packed_to_plain(packed(rows)), allow_nan=False))
    told = [row.told for row in sorted(rows, key=lambda row: row.place)]
    back = [row.told for row in unpacked(packed_from_plain(stored))]
    assert back == told


@given(WINDOWS, st.lists(st.integers(0, 20), max_size=4))
def test_parts_that_were_laid_by_one_after_the_other_are_the_whole_laid_by(rows, cuts):
    rows = sorted(rows, key=lambda row: row.place)
    ends = [*sorted(cuts), len(rows)]
    parts = [packed(rows[begin:end]) for begin, end in zip([0, *ends], ends, strict=False)]
    assert packed_to_plain(joined(parts)) == packed_to_plain(packed(rows))
    if rows:
        assert last_at(packed(rows)) == rows[-1].place[0]
