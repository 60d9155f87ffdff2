"""The books of a simulated station, kept from what its devices tell and its papers say, are those of a real one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from petroverse.measurement.reconciliation import balance
from petroverse.measurement.volume_correction import Commodity, metric_corrections_of
from petroverse.twin import GaugeErrors, Instruments, Leak, Settings, Theft, invented_network, seen, start, step

MONDAY = datetime(2025, 3, 3, 3, tzinfo=UTC)
DAYS = 14
NETWORK = invented_network(6, seed=8)
SURE = Instruments(GaugeErrors(dropout_share=0.0))
WARM = Settings()


def books(*incidents):
    """Variance and sales of every tank over two weeks, standard litres, in the network's order of tanks with meters."""
    world = start(NETWORK, MONDAY, 4, WARM, incidents)
    opened, happened = stands(world), []
    for day in range(1, DAYS + 1):
        world, new = step(world, MONDAY + timedelta(days=day))
        happened += new
    closed = stands(world)
    received = dict.fromkeys(opened, 0.0)
    for each in happened:
        if each.kind == "delivered":
            received[each.subject] += each.waybill.quantity.standard
    alone = [each for each in sorted(opened) if stands_alone(world, world.plant.tank_at[each])]
    sold = [(closed[each][1] - opened[each][1]) * (closed[each][2] + opened[each][2]) / 2 for each in alone]
    books = balance(
        [opened[each][0] for each in alone],
        [received[each] for each in alone],
        sold,
        [closed[each][0] for each in alone],
    )
    return dict(zip(alone, books.variance, strict=True)), dict(zip(alone, sold, strict=True))


def stands_alone(world, tank):
    """Whether a tank has meters and no lines in common with another, and no truck drops into it now."""
    pool = world.plant.pools[world.plant.pool_of[tank]]
    return pool.tanks.size == 1 and pool.meters.size > 0 and not world.is_dropping(tank)


def stands(world):
    """Of each tank: standard litres by its gauge, litres counted by its meters, and the correction of a litre."""
    found = {}
    for gauge in NETWORK.gauges:
        site = seen(world, gauge.id, SURE)
        meters = {each.id: each.tank for each in NETWORK.meters_at(gauge.place)}
        for each in site.readings:
            density = 840.0 if NETWORK.tank(each.tank).product == "gasoil" else 745.0
            density = 800.0 if NETWORK.tank(each.tank).product == "kerosene" else density
            ctl = float(metric_corrections_of(np.array([density]), each.temp_c, 0.0, Commodity.REFINED).ctl[0])
            counted = sum(told.total_l for told in site.meters if meters[told.meter] == each.tank)
            found[each.tank] = (each.gauge_volume_l * ctl, counted, ctl)
    return found


def test_a_well_run_station_varies_by_tenths_of_a_percent_of_its_sales():
    """A well-run site varies 0.2 to 0.3 % of sales; here meters err at most 0.5 %, and two heights by a millimetre."""
    variance, sold = books()
    shares = np.array([variance[each] / sold[each] for each in variance])
    assert len(shares) >= 6
    assert np.abs(shares).max() < 0.006
    assert 0.0003 < np.median(np.abs(shares)) < 0.005


@pytest.mark.parametrize(("kind", "litres"), [("theft", 1500.0), ("leak", 2.0 * 24 * 13 * 3.785411784)])
def test_what_is_lost_is_missing_from_the_books_and_from_no_other_tank(kind, litres):
    quiet, sold = books()
    tank = max(sold, key=lambda each: sold[each])
    at = MONDAY + timedelta(days=1)
    loss = Theft(tank, at, litres) if kind == "theft" else Leak(tank, at, 2.0)
    missing, _ = books(loss)
    assert missing[tank] - quiet[tank] == pytest.approx(-litres, abs=0.004 * sold[tank])
    for each in quiet:
        if NETWORK.tank(each).place != NETWORK.tank(tank).place:
            assert missing[each] == pytest.approx(quiet[each], abs=0.006 * sold[each])
