"""Laws of the simulated world: no litre comes from nowhere, and no step matters but the last instant."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.twin import (
    Climate,
    Demand,
    Incident,
    MeterDrift,
    Settings,
    Supply,
    World,
    WrongChart,
    injected,
    invented_network,
    random_incidents,
    seen,
    start,
    step,
)

FRIDAY = datetime(2025, 3, 7, tzinfo=UTC)
NETWORK = invented_network(3, seed=11)
HOUR = timedelta(hours=1)
few = settings(max_examples=8, deadline=None)
seeds = st.integers(0, 2**31)


def planned(seed: int, days: int) -> tuple[Incident, ...]:
    span = (FRIDAY, FRIDAY + timedelta(days=days))
    return random_incidents(NETWORK, span, 11, np.random.default_rng(seed))


def walked(world: World, instants: list[datetime]) -> World:
    for each in instants:
        world, _ = step(world, each)
    return world


@few
@given(seed=seeds, cuts=st.lists(st.floats(0.001, 95.9), max_size=6))
def test_what_is_in_a_tank_is_what_was_and_what_came_less_what_went(seed, cuts):
    instants = [FRIDAY + each * HOUR for each in sorted(cuts)]
    world = walked(start(NETWORK, FRIDAY, seed, incidents=planned(seed, 3)), [*instants, FRIDAY + 96 * HOUR])
    balance = world.balance()
    assert np.abs(balance.unexplained_l).max() <= 1e-9 * (balance.opening_l + balance.moved_l.sum(axis=0)).max()
    assert (balance.moved_l >= 0).all()
    assert (balance.closing_l > 0).all()


@few
@given(seed=seeds, cuts=st.lists(st.floats(0.001, 71.9), min_size=1, max_size=8))
def test_many_steps_come_to_what_one_step_comes_to(seed, cuts):
    world = start(NETWORK, FRIDAY, seed, incidents=planned(seed, 2))
    instants = [FRIDAY + each * HOUR for each in sorted(cuts)]
    end = FRIDAY + 72 * HOUR
    once, told = step(world, end)
    often, parts = world, []
    for each in [*instants, end]:
        often, new = step(often, each)
        parts += new
    for name in ("stock_l", "temp_c", "water_l", "float_l"):
        assert getattr(often.tanks, name) == pytest.approx(getattr(once.tanks, name), rel=1e-10, abs=1e-7), name
    assert often.meters.counted_l == pytest.approx(once.meters.counted_l, rel=1e-12)
    assert often.moved_l == pytest.approx(once.moved_l, rel=1e-10, abs=1e-7)
    assert [(each.kind, each.subject, each.at) for each in parts] == [(h.kind, h.subject, h.at) for h in told]
    gauges = [each.id for each in NETWORK.gauges]
    assert [seen(often, each) for each in gauges] == [seen(once, each) for each in gauges]


@few
@given(seed=seeds)
def test_one_seed_makes_one_world_and_another_seed_another(seed):
    one, again, other = (step(start(NETWORK, FRIDAY, each), FRIDAY + 30 * HOUR)[0] for each in (seed, seed, seed + 1))
    assert (one.tanks.stock_l == again.tanks.stock_l).all()
    assert not (one.tanks.stock_l == other.tanks.stock_l).all()
    assert not (one.meters.true_l == other.meters.true_l).all()


@few
@given(seed=seeds)
def test_what_left_the_depots_was_dropped_or_is_on_the_road_or_was_missing(seed):
    world, told = step(start(NETWORK, FRIDAY, seed, incidents=planned(seed, 4)), FRIDAY + timedelta(days=5))
    balance = world.balance()
    waiting = float((world.outflow_left_l() * ~world.plant.is_underground).sum())
    loaded = float(balance.by_cause("loading").sum()) + waiting
    of_network = [each for each in told if each.waybill and each.waybill.place_from != "SIM-OUTSIDE"]
    done = sum(each.waybill.quantity.standard for each in of_network if each.kind in ("delivered", "returned"))
    aboard = sum(
        load.waybill.quantity.standard
        for trip in world.trips
        for load in trip.loads
        if load.waybill.place_from != "SIM-OUTSIDE"
    )
    assert loaded == pytest.approx(done + aboard, rel=1e-9)
    dropped = sum(each.litres for each in told if each.kind == "delivered")
    begun = sum(load.std_l for trip in world.trips if trip.dropping_since_s is not None for load in trip.loads[:1])
    delivered = float(balance.by_cause("delivery").sum())
    assert dropped - 1e-6 <= delivered <= dropped + begun + 1e-6


@few
@given(seed=seeds)
def test_meters_stay_within_the_law_unless_an_incident_drives_them(seed):
    world, _ = step(start(NETWORK, FRIDAY, seed), FRIDAY + timedelta(days=6))
    assert np.abs(world.meters.bias).max() <= 0.005
    drift = MeterDrift(NETWORK.meters[0].id, FRIDAY + HOUR, 0.001)
    drifted, _ = step(start(NETWORK, FRIDAY, seed, incidents=(drift,)), FRIDAY + timedelta(days=6))
    assert drifted.meters.bias[0] - world.meters.bias[0] == pytest.approx(0.001 * 6, rel=0.02)
    assert drifted.meters.true_l == pytest.approx(world.meters.true_l)
    more_l = drifted.meters.counted_l - world.meters.counted_l
    assert more_l[0] == pytest.approx(0.001 * 3 * world.meters.true_l[0], rel=0.2)
    assert more_l[1:] == pytest.approx(0.0)


@few
@given(seed=seeds)
def test_what_meters_count_is_what_left_the_tanks_but_for_their_own_error(seed):
    world, _ = step(start(NETWORK, FRIDAY, seed), FRIDAY + timedelta(days=6))
    begun = start(NETWORK, FRIDAY, seed).meters.counted_l
    error = (world.meters.counted_l - begun) / world.meters.true_l - 1
    assert np.abs(error).max() <= 0.005
    assert error == pytest.approx(world.meters.bias, abs=0.001)
    sold_std_l = float(world.balance().by_cause("sale").sum())
    assert sold_std_l == pytest.approx(float(world.meters.true_l.sum()), rel=0.01)


@few
@given(seed=seeds, hour=st.integers(0, 47))
def test_no_nozzle_serves_two_customers_at_once(seed, hour):
    world, _ = step(start(NETWORK, FRIDAY, seed), FRIDAY + hour * HOUR)
    flows = world.flows
    for meter in np.unique(flows.meter[flows.meter >= 0]):
        first_tank = flows.tank[flows.meter == meter].min()
        mine = (flows.meter == meter) & (flows.tank == first_tank)
        order = np.argsort(flows.start_s[mine])
        assert (flows.start_s[mine][order][1:] >= flows.end_s[mine][order][:-1] - 1e-5).all()


@few
@given(seed=seeds)
def test_product_is_never_colder_or_warmer_than_what_it_is_made_of(seed):
    climate = Settings().climate
    world = start(NETWORK, FRIDAY, seed)
    for day in range(1, 8):
        world, _ = step(world, FRIDAY + timedelta(days=day))
        assert (world.tanks.temp_c > climate.mean_c - climate.season_c - climate.day_c).all()
        assert (world.tanks.temp_c < climate.mean_c + climate.season_c + climate.day_c).all()


@few
@given(seed=seeds)
def test_an_incident_put_in_on_the_way_is_as_one_known_from_the_start(seed):
    chart = WrongChart(NETWORK.tanks[-1].id, FRIDAY + 5 * HOUR, 0.01)
    known, _ = step(start(NETWORK, FRIDAY, seed, incidents=(chart,)), FRIDAY + 9 * HOUR)
    half, _ = step(start(NETWORK, FRIDAY, seed), FRIDAY + 3 * HOUR)
    put, _ = step(injected(half, chart), FRIDAY + 9 * HOUR)
    gauge = NETWORK.gauges[-1].id
    assert seen(put, gauge) == seen(known, gauge)
    assert put.tanks.stock_l == pytest.approx(known.tanks.stock_l, rel=1e-12)


@few
@given(seed=seeds)
def test_without_vapour_gasoline_goes_only_where_it_is_told(seed):
    dry = Settings(supply=Supply(vapour_filling_l=0.0, vapour_breathing_l=0.0))
    world, _ = step(start(NETWORK, FRIDAY, seed, dry), FRIDAY + timedelta(days=3))
    assert world.balance().by_cause("vapour").sum() == 0


@few
@given(
    seed=seeds,
    stations=st.integers(1, 4),
    mean_c=st.floats(-15, 42),
    turnover=st.floats(0, 3),
    filled=st.floats(0, 1),
    days=st.floats(0.1, 6),
)
def test_in_any_climate_and_trade_no_tank_is_below_nothing_or_above_its_brim(
    seed, stations, mean_c, turnover, filled, days
):
    network = invented_network(stations, seed=seed)
    made = Settings(
        demand=Demand(turnover_per_day=turnover), climate=Climate(mean_c=mean_c), filled_share=filled, hours_ahead=-3.5
    )
    drawn = random_incidents(network, (FRIDAY, FRIDAY + timedelta(days=3)), 11, np.random.default_rng(seed))
    world = start(network, FRIDAY, seed, made, drawn)
    for _ in range(3):
        world, _ = step(world, world.at + timedelta(days=days / 3))
        assert (world.tanks.stock_l > 0).all()
        assert (world.observed_l <= world.plant.capacity_l).all()
        assert np.abs(world.balance().unexplained_l).max() < 1e-5
        assert all(each.level_m is None or each.level_m >= 0 for site in sites(world) for each in site.readings)


def sites(world: World):
    return [told for each in world.plant.network.gauges if (told := seen(world, each.id)) is not None]
