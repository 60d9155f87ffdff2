"""What goes wrong in a simulated world goes as wrong as it was stated, and is told apart from what devices see."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from petroverse.core.devices import GaugeId, MeterId
from petroverse.core.tanks import TankId
from petroverse.twin import (
    Incident,
    IncidentNotPossible,
    Leak,
    LineBreak,
    MeterDrift,
    OverfillAttempt,
    RunOut,
    ShortDelivery,
    SilentGauge,
    StuckGauge,
    Theft,
    TimeRunsBack,
    WaterIngress,
    WrongChart,
    happening_to_plain,
    incident_from_plain,
    incident_to_plain,
    injected,
    invented_network,
    random_incidents,
    seen,
    start,
    step,
)

MONDAY = datetime(2025, 3, 3, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
NETWORK = invented_network(3, seed=5)
TANK = next(each for each in NETWORK.tanks if each.place == "S002")
GALLON_L = 231 * 0.0254**3 * 1000


def run(incident: Incident, days: float):
    return step(start(NETWORK, MONDAY, 9, incidents=(incident,)), MONDAY + days * DAY)


def told_of(happened, kind: str):
    return [each for each in happened if each.kind == kind and each.incident is not None]


def test_a_leak_of_a_fifth_of_a_gallon_an_hour_takes_545_litres_in_30_days():
    """40 CFR 280.43: 0.2 US gal/h; 0.2 × 720 h × 3.785 L = 545 L."""
    world, _ = run(Leak(TANK.id, MONDAY + 3 * HOUR, 0.2), 30 + 3 / 24)
    leaked = world.balance().by_cause("leak")
    assert leaked.sum() == pytest.approx(0.2 * 720 * GALLON_L)
    assert world.taken_l.sum() == pytest.approx(leaked.sum(), rel=0.01)
    pool = world.plant.pools[world.plant.pool_of[world.plant.tank_at[TANK.id]]]
    assert set(np.flatnonzero(leaked)) == set(pool.tanks)


@pytest.mark.parametrize(
    ("incident", "cause", "litres"),
    [
        (Theft(TANK.id, MONDAY + 7.1 * HOUR, 900.0, 17.0), "theft", 900.0),
        (LineBreak(TANK.id, MONDAY + 7.1 * HOUR, MONDAY + 10.6 * HOUR, 200.0), "line_break", 700.0),
        (Leak(TANK.id, MONDAY + 7.1 * HOUR, 2.0, MONDAY + 17.1 * HOUR), "leak", 20 * GALLON_L),
    ],
)
def test_what_is_lost_is_what_was_stated_and_its_end_tells_it(incident, cause, litres):
    world, happened = run(incident, 1)
    assert world.balance().by_cause(cause).sum() == pytest.approx(litres)
    assert [each.at for each in told_of(happened, "began")] == [incident.at]
    assert [(each.at, each.litres) for each in told_of(happened, "ended")] == [(incident.until, pytest.approx(litres))]
    quiet, _ = step(start(NETWORK, MONDAY, 9), MONDAY + 12 * HOUR)
    same, _ = step(start(NETWORK, MONDAY, 9, incidents=(incident,)), MONDAY + 12 * HOUR)
    assert same.meters.counted_l == pytest.approx(quiet.meters.counted_l)


def test_nobody_steals_more_than_there_is():
    world, happened = run(Theft(TANK.id, MONDAY + 2 * HOUR, 1e6, 60.0), 0.2)
    (over,) = told_of(happened, "ended")
    assert 0 < over.litres < TANK.capacity_l * 2
    assert (world.tanks.stock_l > 0).all()


def test_a_short_delivery_brings_less_than_its_paper_says_and_only_once():
    world, happened = run(ShortDelivery(TANK.id, MONDAY + HOUR, 400.0), 12)
    mine = [each for each in happened if each.kind == "delivered" and each.subject == TANK.id]
    missing = [each.waybill.quantity.standard - each.litres for each in mine]
    assert missing == pytest.approx([400.0] + [0.0] * (len(mine) - 1))
    assert [each.litres for each in told_of(happened, "ended")] == [400.0]
    assert world.taken_l.tolist() == [400.0]


def test_an_overfill_goes_above_the_safe_fill_and_never_over_the_brim():
    world = start(NETWORK, MONDAY, 9, incidents=(OverfillAttempt(TANK.id, MONDAY + 2 * HOUR),))
    highest, number = 0.0, world.plant.tank_at[TANK.id]
    for minute in range(2 * 60, 5 * 60, 2):
        world, _ = step(world, MONDAY + minute * timedelta(minutes=1))
        highest = max(highest, float(world.observed_l[number]))
    assert TANK.safe_fill_l < highest < world.plant.capacity_l[number]


def test_a_tank_without_trucks_runs_dry_and_turns_motorists_away():
    incident = RunOut(TANK.id, MONDAY + HOUR, MONDAY + 14 * DAY)
    world, happened = run(incident, 14)
    assert TANK.id in {each.subject for each in happened if each.kind == "ran_out"}
    assert not [each for each in happened if each.kind == "delivered" and each.subject == TANK.id]
    assert world.turned_away_l[world.plant.pool_of[world.plant.tank_at[TANK.id]]] > 1000
    later, after = step(world, MONDAY + 16 * DAY)
    assert [each for each in after if each.kind == "delivered" and each.subject == TANK.id]
    assert not later.is_dry.any()


def test_water_comes_in_lifts_the_level_and_touches_no_product():
    incident = WaterIngress(TANK.id, MONDAY + HOUR, 30.0, MONDAY + 11 * HOUR)
    world, happened = run(incident, 1)
    number = world.plant.tank_at[TANK.id]
    assert world.tanks.water_l[number] == pytest.approx(300.0)
    assert told_of(happened, "ended")[0].litres == pytest.approx(300.0)
    quiet, _ = step(start(NETWORK, MONDAY, 9), MONDAY + DAY)
    assert world.tanks.stock_l == pytest.approx(quiet.tanks.stock_l)
    gauge = next(each.id for each in NETWORK.gauges if each.place == TANK.place)
    wet = next(each for each in seen(world, gauge).readings if each.tank == TANK.id)
    dry = next(each for each in seen(quiet, gauge).readings if each.tank == TANK.id)
    assert wet.water_m > 0.05
    assert dry.water_m == 0.0
    assert wet.level_m > dry.level_m


def test_incidents_of_what_is_not_there_are_refused():
    for wrong in (
        Leak(TankId("nowhere"), MONDAY, 0.2),
        MeterDrift(MeterId("nowhere"), MONDAY, 0.001),
        SilentGauge(GaugeId("nowhere"), MONDAY),
        StuckGauge(TANK.id, datetime(2025, 3, 4)),  # noqa: DTZ001
        StuckGauge(TANK.id, MONDAY, MONDAY),
        Leak(TANK.id, MONDAY, -0.2),
        Leak(TANK.id, MONDAY, float("nan")),
        Theft(TANK.id, MONDAY, 100.0, 1e9),
        WrongChart(TANK.id, MONDAY, -0.9),
    ):
        with pytest.raises(IncidentNotPossible):
            start(NETWORK, MONDAY, 1, incidents=(wrong,))


def test_what_begins_in_the_past_cannot_be_put_in():
    world, _ = step(start(NETWORK, MONDAY, 1), MONDAY + HOUR)
    with pytest.raises(TimeRunsBack):
        injected(world, Leak(TANK.id, MONDAY + HOUR, 0.2))


def test_a_theft_put_into_a_running_world_takes_what_it_says():
    world, _ = step(start(NETWORK, MONDAY, 1), MONDAY + 1.3 * HOUR)
    world = injected(world, Theft(TANK.id, world.at + timedelta(seconds=30), 500.0, 45.0))
    world, happened = step(world, world.at + 2 * HOUR)
    assert world.balance().by_cause("theft").sum() == pytest.approx(500.0)
    assert [each.kind for each in happened if each.incident] == ["began", "ended"]


def test_a_dozen_random_incidents_hold_one_of_each_kind_and_all_can_happen():
    rng = np.random.default_rng(3)
    drawn = random_incidents(NETWORK, (MONDAY, MONDAY + 30 * DAY), 11, rng)
    assert len({type(each) for each in drawn}) == 11
    assert all(MONDAY <= each.at <= MONDAY + 30 * DAY for each in drawn)
    start(NETWORK, MONDAY, 1, incidents=drawn)
    again = random_incidents(NETWORK, (MONDAY, MONDAY + 30 * DAY), 11, np.random.default_rng(3))
    assert again == drawn


def test_a_wrong_chart_changes_what_is_seen_and_nothing_else():
    incident = WrongChart(TANK.id, MONDAY, 0.02)
    wrong, _ = run(incident, 1)
    right, _ = step(start(NETWORK, MONDAY, 9), MONDAY + DAY)
    assert wrong.tanks.stock_l == pytest.approx(right.tanks.stock_l)
    gauge = next(each.id for each in NETWORK.gauges if each.place == TANK.place)
    told = {each.tank: each.gauge_volume_l for each in seen(wrong, gauge).readings}
    true = {each.tank: each.gauge_volume_l for each in seen(right, gauge).readings}
    assert told[TANK.id] == pytest.approx(1.02 * true[TANK.id], rel=2e-3)
    assert {each: told[each] for each in told if each != TANK.id} == {
        each: true[each] for each in true if each != TANK.id
    }


def test_each_kind_of_incident_is_written_and_read_back():
    drawn = random_incidents(NETWORK, (MONDAY, MONDAY + 30 * DAY), 11, np.random.default_rng(3))
    assert tuple(incident_from_plain(json.loads(json.dumps(incident_to_plain(each)))) for each in drawn) == drawn


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"kind": "flood", "tank": "T"},
        {"kind": "leak", "tank": "T", "at": "2025-03-03T00:00:00Z"},
        {"kind": "leak", "tank": "T", "at": "soon", "gal_h": 0.2},
        {"kind": "leak", "tank": "T", "at": "2025-03-03T00:00:00Z", "gal_h": "much"},
        {"kind": "leak", "tank": "T", "at": "2025-03-03T00:00:00Z", "gal_h": 0.2, "colour": 1},
    ],
)
def test_an_incident_that_cannot_be_read_is_refused(wrong):
    with pytest.raises(IncidentNotPossible):
        incident_from_plain(wrong)


def test_the_log_of_the_truth_is_plain_and_says_that_it_is_simulated():
    _, happened = run(ShortDelivery(TANK.id, MONDAY + HOUR, 400.0), 8)
    lines = [json.loads(json.dumps(happening_to_plain(each))) for each in happened]
    assert all(each["is_simulated"] is True for each in lines)
    (over,) = (each for each in lines if each["kind"] == "ended")
    assert over["litres"] == 400.0
    assert over["incident"]["kind"] == "short_delivery"
    assert over["waybill"]["reference"].startswith("SIM")
