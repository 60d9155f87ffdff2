"""The simulated world: each thing that it does, held against sums by hand and figures from outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from petroverse.core.network import Network
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.measurement.strapping import curve_of
from petroverse.measurement.volume_correction import commodity_of, metric_correction
from petroverse.twin import (
    PLAN_S,
    Bounds,
    Climate,
    Demand,
    DemandNotValid,
    Happening,
    NetworkNotInvented,
    Settings,
    Supply,
    TimeRunsBack,
    World,
    invented_network,
    start,
    step,
)

MONDAY = datetime(2025, 3, 3, tzinfo=UTC)
DAY = timedelta(days=1)
NETWORK = invented_network(4, seed=5)


def through(network: Network, days: float, settings: Settings | None = None) -> tuple[World, tuple[Happening, ...]]:
    return step(start(network, MONDAY, 9, settings), MONDAY + days * DAY)


def shut(network: Network) -> Network:
    """The same without meters, so that nothing is sold."""
    gauges = tuple(replace(each, meters={}) for each in network.gauges)
    return replace(network, meters=(), gauges=gauges)


def test_a_month_sells_what_a_region_is_known_to_sell():
    regions = sorted({each.region for each in NETWORK.places_of("station")})
    known = {(region, "gasoline"): 500_000.0 * n for n, region in enumerate(regions, 1)}
    world = start(NETWORK, MONDAY, 1, Settings(demand=Demand(monthly_l=known)))
    sold = dict.fromkeys(known, 0.0)
    for pool, day_l in zip(world.plant.pools, world.mean_day_l, strict=True):
        key = (NETWORK.place(pool.place).region, pool.product)
        if key in sold:
            sold[key] += day_l * 365.25 / 12
    assert sold == pytest.approx(known)


def test_over_four_weeks_customers_take_what_demand_says():
    flat = Demand(months=(1.0,) * 12, day_spread=0.0)
    world, _ = through(NETWORK, 28, Settings(demand=flat))
    taken_l = float(world.meters.true_l.sum() + world.turned_away_l.sum())
    assert taken_l == pytest.approx(28 * float(world.mean_day_l.sum()), rel=0.02)


def test_customers_come_by_a_poisson_process_with_the_stated_mean_purchase():
    even = Demand(hours=(1.0,) * 24, weekdays=(1.0,) * 7, months=(1.0,) * 12, day_spread=0.0)
    world = start(NETWORK, MONDAY, 2, Settings(demand=even))
    number = int(np.argmax(world.mean_day_l))
    pool, counts, litres = world.plant.pools[number], [], []
    for n in range(1, 400):
        world, _ = step(world, MONDAY + n * timedelta(seconds=PLAN_S))
        flows = world.flows
        new = (flows.start_s >= world.now_s) & (flows.meter >= 0) & (flows.tank == pool.tanks[0])
        counts.append(int(new.sum()))
        litres += (flows.rate_l_s * (flows.end_s - flows.start_s))[new].tolist()
    purchase_l = world.purchase_l[number]
    assert np.mean(counts) == pytest.approx(world.mean_day_l[number] * PLAN_S / 86_400 / purchase_l, rel=0.05)
    assert np.var(counts) == pytest.approx(np.mean(counts), rel=0.35)
    assert np.mean(litres) / pool.shares[0] == pytest.approx(purchase_l, rel=0.05)


def test_mornings_sell_more_than_nights_and_a_holiday_less_than_its_day():
    holiday = Demand(holidays={MONDAY.date(): 0.5})
    assert holiday.share_of_mean(MONDAY + timedelta(hours=8)) == pytest.approx(
        0.5 * Demand().share_of_mean(MONDAY + timedelta(hours=8))
    )
    hours = [Demand().share_of_mean(MONDAY + timedelta(hours=each)) for each in range(24)]
    assert max(hours) > 20 * min(hours)


def test_shares_of_a_year_come_to_one():
    demand = Demand()
    hours = [demand.share_of_mean(datetime(2025, 1, 1, tzinfo=UTC) + timedelta(hours=n)) for n in range(365 * 24)]
    assert np.mean(hours) == pytest.approx(1.0, abs=0.005)


@pytest.mark.parametrize("wrong", [{"hours": (1.0,) * 23}, {"weekdays": (-1.0,) * 7}, {"months": (0.0,) * 12}])
def test_a_profile_with_a_share_missing_or_negative_is_refused(wrong):
    with pytest.raises(DemandNotValid):
        Demand(**wrong)


def test_hours_of_demand_go_by_the_clocks_of_the_place():
    only_at_noon = Demand(hours=(0.0,) * 12 + (24.0,) + (0.0,) * 11)
    ahead = Settings(demand=only_at_noon, hours_ahead=5.0)
    at_six, _ = step(start(NETWORK, MONDAY, 1, ahead), MONDAY + timedelta(hours=6.9))
    at_eight, _ = step(start(NETWORK, MONDAY, 1, ahead), MONDAY + timedelta(hours=8.5))
    assert at_six.meters.true_l.sum() == 0
    assert at_eight.meters.true_l.sum() > 0


def test_product_goes_towards_the_ground_by_an_exponential_of_five_days():
    world = start(shut(NETWORK), MONDAY, 1, Settings(climate=Climate(season_c=0.0)))
    warm = world.changed(tanks=replace(world.tanks, temp_c=world.tanks.around_c + 10.0))
    later, _ = step(warm, MONDAY + 5 * DAY)
    assert later.tanks.temp_c - 20.0 == pytest.approx(10.0 / np.e)
    assert later.tanks.stock_l == pytest.approx(warm.tanks.stock_l)


def test_the_ground_is_as_warm_as_the_air_in_the_mean_and_swings_less_and_later():
    climate = Climate(mean_c=18.0, season_c=10.0)
    days = [datetime(2025, 1, 1, 12, tzinfo=UTC) + timedelta(days=n) for n in range(365)]
    ground = [climate.ground_c(each) for each in days]
    air = [climate.day_mean_c(each) for each in days]
    assert np.mean(ground) == pytest.approx(18.0, abs=0.1)
    assert 2.0 < (max(ground) - min(ground)) / 2 < 6.0
    assert 30 < int(np.argmax(ground)) - int(np.argmax(air)) < 90


def test_volume_correction_is_that_of_the_standard():
    plant = start(NETWORK, MONDAY, 1).plant
    for tank in (0, len(plant.tanks) - 1):
        for temp_c in (-11.3, 15.0, 27.77, 44.1):
            exact = metric_correction(float(plant.density15_kg_m3[tank]), temp_c, 0.0, commodity_of("gasoil")).ctl
            assert plant.ctl_of(tank, temp_c) == pytest.approx(exact, abs=2e-7)


def test_a_drop_ends_at_the_temperature_of_the_mixture():
    world, _ = through(NETWORK, 0.01)
    while not any(each.dropping_since_s is not None for each in world.trips):
        world, _ = step(world, world.at + timedelta(seconds=20))
    trip = next(each for each in world.trips if each.dropping_since_s is not None)
    load, tank = trip.loads[0], world.plant.pools[trip.loads[0].pool].tanks[0]
    begun = trip.dropping_since_s
    before, _ = step(start(NETWORK, MONDAY, 9), world.at_s(begun - 1))
    after, _ = step(world, world.at_s(trip.next_s))
    had_l, came_l = before.tanks.stock_l[tank], load.std_l * float(world.plant.pools[load.pool].shares[0])
    mixed_c = (had_l * before.tanks.temp_c[tank] + came_l * load.temp_c) / (had_l + came_l)
    assert after.tanks.temp_c[tank] == pytest.approx(mixed_c, abs=0.02)


def test_a_drop_runs_as_fast_as_hoses_do_and_a_gauge_remembers_it():
    _, told = through(NETWORK, 6)
    world, _ = through(NETWORK, 6)
    delivered = [each for each in told if each.kind == "delivered"]
    assert len(delivered) >= 5
    for tank, drops in world.drops.items():
        for each in drops:
            minutes = (each.ended_at - each.started_at).total_seconds() / 60
            pool = world.plant.pools[world.plant.pool_of[tank]]
            share = float(pool.shares[list(pool.tanks).index(tank)])
            sold_l = 40 * pool.meters.size * minutes
            assert 600 * share * minutes - sold_l <= each.after_l - each.before_l <= 905 * share * minutes


def test_in_the_heat_a_metered_litre_takes_less_than_a_standard_litre_out_of_the_tank():
    world, _ = through(NETWORK, 5, Settings(climate=Climate(mean_c=35.0, season_c=0.0, day_c=0.0)))
    assert world.tanks.temp_c == pytest.approx(35.0, abs=0.1)
    sold_l = world.balance().by_cause("sale")
    for pool in world.plant.pools:
        if pool.meters.size:
            density = float(world.plant.density15_kg_m3[pool.tanks[0]])
            made = metric_correction(density, 35.0, 0.0, commodity_of(pool.product)).ctl
            assert made < 0.99
            assert sold_l[pool.tanks].sum() == pytest.approx(world.meters.true_l[pool.meters].sum() * made, rel=1e-4)


def test_papers_fit_compartments_and_say_what_the_standard_makes_of_them():
    _, told = through(NETWORK, 10)
    for each in (each.waybill for each in told if each.kind == "delivered"):
        quantity = each.quantity
        assert each.reference.startswith("SIM")
        made = metric_correction(quantity.density_kg_m3, quantity.temp_c, 0.0, commodity_of(quantity.product)).ctl
        assert quantity.standard == pytest.approx(quantity.observed * made, rel=1e-4)
        assert quantity.observed <= max(truck.capacity_l for truck in NETWORK.trucks)


def test_nobody_runs_dry_where_trucks_come_and_no_tank_goes_over_its_safe_fill():
    world = start(NETWORK, MONDAY, 3)
    for n in range(1, 300):
        world, told = step(world, MONDAY + n * timedelta(hours=1))
        assert "ran_out" not in {each.kind for each in told}
        assert (world.observed_l <= world.plant.safe_fill_l * 1.002).all()


def test_a_load_without_room_waits_and_is_taken_back_after_half_a_day():
    world, _ = through(NETWORK, 0.01)
    while not world.trips:
        world, _ = step(world, world.at + timedelta(hours=1))
    full = replace(world.tanks, stock_l=world.plant.safe_fill_l * world.tanks.ctl)
    world = world.changed(tanks=full, mean_day_l=np.zeros_like(world.mean_day_l))
    arrives = world.at_s(max(each.arrives_s for each in world.trips))
    aboard_l = sum(load.std_l for trip in world.trips for load in trip.loads)
    waiting, told = step(world, arrives + timedelta(hours=5))
    assert waiting.trips
    assert told == ()
    done, told = step(waiting, arrives + timedelta(hours=14))
    assert not done.trips
    assert {each.kind for each in told} == {"returned"}
    assert sum(each.litres for each in told) == pytest.approx(aboard_l)
    assert np.isfinite(done.truck_free_s).all()


def test_without_trucks_or_roads_somebody_from_outside_brings_product():
    alone = replace(NETWORK, trucks=(), routes=())
    world, told = through(alone, 8)
    papers = [each.waybill for each in told if each.kind == "delivered"]
    assert papers
    assert {each.place_from for each in papers} == {"SIM-OUTSIDE"}
    assert world.balance().by_cause("loading").sum() == 0


def test_a_depot_that_is_never_stocked_again_sends_no_more_than_it_had():
    dry = Settings(supply=Supply(is_stocked_again=False))
    world, told = through(NETWORK, 60, dry)
    assert world.balance().by_cause("receipt").sum() == 0
    assert (world.tanks.stock_l > 0).all()
    assert "ran_out" in {each.kind for each in told}
    assert world.turned_away_l.sum() > 0


def test_tanks_that_share_their_lines_stand_equally_full():
    world, _ = through(invented_network(12, seed=5), 9)
    shared = [each for each in world.plant.pools if each.tanks.size > 1 and each.meters.size]
    assert shared
    for pool in shared:
        filled = (world.tanks.stock_l / world.plant.capacity_l)[pool.tanks]
        assert filled == pytest.approx(filled[0])


def test_vapour_is_what_the_emission_factors_make_of_it():
    """AP-42 table 5.2-7: 880 mg for each litre dropped and 120 mg for each litre sold, as liquid of 0.65 kg/L."""
    world, _ = through(NETWORK, 15)
    balance = world.balance()
    is_gasoline = np.array([each.product == "gasoline" for each in world.plant.tanks])
    by_hand = (880 * balance.by_cause("delivery") + 120 * balance.by_cause("sale")) / 1e6 / 0.65
    assert balance.by_cause("vapour") == pytest.approx(np.where(is_gasoline, by_hand, 0.0))


def test_tanks_of_lpg_stand_still_and_are_left_out():
    place = NETWORK.places_of("station")[0].id
    lpg = Tank(TankId("S001/LPG"), place, "lpg", HorizontalCylinder(2.0, 5.0), 15_000, 12_000, 100)
    world = start(replace(NETWORK, tanks=(*NETWORK.tanks, lpg)), MONDAY, 1)
    assert "S001/LPG" not in world.balance().tanks


def test_an_empty_network_lets_time_pass():
    world, told = step(start(Network(), MONDAY, 1), MONDAY + DAY)
    assert world.at == MONDAY + DAY
    assert told == ()


def test_time_never_runs_back_and_has_a_zone():
    world = start(NETWORK, MONDAY, 1)
    with pytest.raises(TimeRunsBack):
        step(world, MONDAY - timedelta(seconds=1))
    with pytest.raises(TimeRunsBack):
        step(world, datetime(2025, 4, 1))  # noqa: DTZ001
    with pytest.raises(TimeRunsBack):
        start(NETWORK, datetime(2025, 4, 1), 1)  # noqa: DTZ001


def test_charts_follow_the_strapping():
    plant = start(NETWORK, MONDAY, 1).plant
    for tank, chart in zip(plant.tanks[-5:], plant.charts[-5:], strict=True):
        curve = curve_of(tank.strapping)
        volume = np.linspace(tank.dead_stock_l, tank.safe_fill_l, 50)
        assert np.interp(volume, chart.volume_l, chart.level_m) == pytest.approx(curve.level_m(volume), abs=1e-6)


def test_an_invented_network_is_plausible_and_says_what_it_is():
    regions = {"A": Bounds(1.0, 2.0, 1.5, 2.5), "B": Bounds(-3.0, -4.0, -2.0, -3.0)}
    network = invented_network(200, 1, regions)
    for place in network.places:
        box = regions[place.region]
        assert box.south <= place.coordinates.latitude <= box.north
        assert box.west <= place.coordinates.longitude <= box.east
        assert "simulated" in place.name
    stations = network.places_of("station")
    assert len({each.name for each in network.places}) == len(network.places)
    assert {len(network.tanks_at(each.id)) for each in stations} == {2, 3, 4}
    assert {len(network.meters_at(each.id)) for each in stations} == {4, 5, 6, 7, 8}
    assert {each.protocol for each in network.gauges} == {"veeder_root", "modbus", "mqtt"}
    assert all(each.address.split(":")[0].endswith(".invalid") for each in network.gauges)


@pytest.mark.parametrize(("stations", "regions"), [(0, {"A": Bounds(0, 0, 1, 1)}), (3, {})])
def test_nothing_is_invented_of_nothing(stations, regions):
    with pytest.raises(NetworkNotInvented):
        invented_network(stations, 1, regions)


def test_bounds_enclose_something():
    with pytest.raises(NetworkNotInvented):
        Bounds(1, 1, 1, 2)
