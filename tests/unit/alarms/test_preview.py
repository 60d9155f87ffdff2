"""A rule shows what it would have raised before it may raise anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from petroverse.alarms import AlarmRule, preview
from petroverse.core.conditions import Condition
from petroverse.core.places import PlaceId
from petroverse.core.readings import Reading, SiteReadings
from petroverse.core.tanks import TankId

START = datetime(2024, 3, 1, tzinfo=UTC)
TANK = TankId("S7/1")


def hour(number: int) -> datetime:
    return START + timedelta(hours=number)


PAST = [SiteReadings(PlaceId("S7"), (Reading(TANK, hour(n), level),)) for n, level in enumerate([1, 0.3, 0.2, 1, 0.4])]


def lower_than(limit_m: float):
    def find(past):
        for site in past:
            for each in site.readings:
                yield Condition("low", each.tank, each.at, each.level_m < limit_m, each.level_m, limit_m, "m")

    return find


def test_a_draft_is_run_over_the_past_and_each_call_says_how_long_it_lasted():
    seen = preview(AlarmRule("low"), lower_than(0.5), PAST)
    assert [(each.condition.at, each.lasted) for each in seen.calls] == [(hour(1), timedelta(hours=2)), (hour(4), None)]
    assert (seen.start, seen.end) == (hour(0), hour(4))


def test_a_lower_limit_calls_less_and_another_subject_not_at_all():
    assert [each.condition.at for each in preview(AlarmRule("low"), lower_than(0.25), PAST).calls] == [hour(2)]
    assert preview(AlarmRule("low", "S9/1"), lower_than(0.5), PAST).calls == ()
    assert preview(AlarmRule("high"), lower_than(0.5), []).start is None
