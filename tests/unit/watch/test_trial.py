"""A rule's trial agrees with what watching the same readings raises once the rule is enabled."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from petroverse.alarms import AlarmRule, Rulebook, enabled
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, Reading, SiteReadings, to_body
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.watch import SiteWatch, plan_of, step, tried

SITE = PlaceId("S7")
START = datetime(2024, 3, 1, tzinfo=UTC)
TANKS = tuple(
    Tank(TankId(f"S7/{n}"), SITE, "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0) for n in (1, 2)
)
NETWORK = Network(places=(Place(SITE, "Seven", "station"),), tanks=TANKS)


def a_month():
    """Thirty days, two tanks told every hour, water that comes and goes."""
    chance, water_m = random.Random(7), [0.02, 0.02]
    for number in range(30 * 24):
        at = START + timedelta(hours=number)
        water_m = [min(0.1, max(0.0, each + chance.gauss(0, 0.008))) for each in water_m]
        rows = (Reading(tank.id, at, 1.5, 25.0, depth) for tank, depth in zip(TANKS, water_m, strict=True))
        yield SiteReadings(SITE, tuple(rows))


def raised_by_watching(rule):
    whole = enabled(rule, "ama")
    plan, state, raised = plan_of(NETWORK, SITE, Rulebook((whole,))), SiteWatch(), []
    for number, site in enumerate(a_month()):
        at = site.readings[0].at
        message = Message(MessageId(str(number)), READINGS, at, at, OrganisationId("oda"), "g", to_body(site))
        state, outcome = step(state, [message], plan)
        raised += [(each.key.subject, each.at) for each in outcome.told if each.word == "raised"]
    return sorted(raised)


def draft(**more):
    return AlarmRule(
        "water", cause="a", consequence="b", severity="major", response="c", time_available_s=3600.0, limit=0.06,
        unit="m", deadband=0.005, valid_states=("in_service",), **more,
    )  # fmt: skip


def test_a_trial_says_what_watching_would_have_raised():
    for rule in (draft(), draft(delay_s=7200.0), draft(subject="S7/2")):
        calls = tried(NETWORK, SITE, rule, a_month()).calls
        seen = sorted((each.condition.subject, each.condition.at) for each in calls)
        assert seen == raised_by_watching(rule)
        assert seen


def test_a_blank_draft_with_nothing_but_a_limit_may_be_tried():
    assert tried(NETWORK, SITE, AlarmRule("water", limit=0.06, unit="m"), a_month()).calls
