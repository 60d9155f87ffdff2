"""Readings: zoned, with a quality."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from petroverse.core.readings import QUALITIES, Reading, ReadingNotValid
from petroverse.core.tanks import TankId

TANK = TankId("K1")


def test_an_instant_is_kept_in_utc():
    reading = Reading(TANK, datetime(2024, 3, 1, 12, tzinfo=timezone(timedelta(hours=2))), 1.2)
    assert reading.at == datetime(2024, 3, 1, 10, tzinfo=UTC)
    assert reading.at.utcoffset() == timedelta(0)


@pytest.mark.parametrize("quality", QUALITIES)
def test_only_a_good_reading_may_be_used_as_it_is(quality):
    assert Reading(TANK, datetime(2024, 3, 1, tzinfo=UTC), None, quality=quality).is_good == (quality == "good")


def test_an_instant_without_zone_is_refused():
    with pytest.raises(ReadingNotValid, match="no time zone"):
        Reading(TANK, datetime(2024, 3, 1), 1.2)  # noqa: DTZ001 - the fault under test


def test_an_unknown_quality_is_refused():
    with pytest.raises(ReadingNotValid, match="'fine'"):
        Reading(TANK, datetime(2024, 3, 1, tzinfo=UTC), 1.2, quality="fine")  # type: ignore[arg-type]
