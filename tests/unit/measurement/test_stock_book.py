"""The stock book of a small depot and station, by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from petroverse.core.events import Cargo, Delivery, Discharge, Loading, Quantity, Sale, TaxEntry, TrackPoint, Waybill
from petroverse.core.money import Money
from petroverse.core.places import Coordinates
from petroverse.measurement.reconciliation import BalanceNotPossible
from petroverse.measurement.stock_book import BookKey, Moved, book_balances, moved_by_key, standard_quantity
from petroverse.measurement.volume_correction import Commodity, metric_correction

NOON = datetime(2024, 3, 1, 12, tzinfo=UTC)
DAY = date(2024, 3, 1)


def litres(volume_l: float, product: str = "gasoil") -> Quantity:
    return Quantity(product, standard=volume_l)


def test_what_arrives_comes_in_and_what_is_loaded_or_sold_goes_out():
    events = [
        Discharge("D1", NOON, litres(900_000.0), "Depot", "BDC 1", "Vessel"),
        Loading("L1", NOON, litres(36_000.0), "Depot", "OMC 1", "Truck"),
        Loading("L2", NOON, litres(24_000.0), "Depot", "OMC 2", "Truck"),
        Delivery("V1", NOON, litres(35_950.0), "Station", "OMC 1"),
        Sale("S1", NOON, litres(4_000.0), "Station"),
    ]
    assert moved_by_key(events, UTC) == {
        BookKey("Depot", "gasoil", DAY): Moved(900_000.0, 60_000.0),
        BookKey("Station", "gasoil", DAY): Moved(35_950.0, 4_000.0),
    }


def test_papers_and_points_move_nothing():
    events = [
        Cargo("C1", NOON, litres(1.0), "Depot", "BDC 1", "Vessel"),
        Waybill("W1", NOON, litres(1.0), "Depot", "Station", "OMC 1", "Truck"),
        TrackPoint("P1", NOON, "Truck", Coordinates(5.6, -0.2)),
        TaxEntry("T1", NOON, litres(1.0), Money(Decimal(1), "GHS"), "OMC 1"),
    ]
    assert moved_by_key(events, UTC) == {}


def test_the_day_is_the_countrys():
    late = [Sale("S1", datetime(2024, 3, 1, 23, 30, tzinfo=UTC), litres(1.0), "Station")]
    (key,) = moved_by_key(late, timezone(timedelta(hours=1)))
    assert key.day == date(2024, 3, 2)


def test_each_day_opens_with_the_measured_closing_before_it():
    first, second = (BookKey("Depot", "gasoil", DAY + timedelta(days=n)) for n in (0, 1))
    moved = {first: Moved(50.0, 30.0), second: Moved(0.0, 10.0)}
    found = book_balances({("Depot", "gasoil"): 100.0}, moved, {first: 119.0})
    assert found[first].variance == -1.0
    assert (found[second].opening, found[second].closing_book) == (119.0, 109.0)
    assert found[second].variance is None


def test_a_day_only_measured_is_balanced_too():
    key = BookKey("Depot", "gasoil", DAY)
    assert book_balances({}, {}, {key: 7.0})[key].variance == 7.0


def test_observed_litres_are_corrected_before_they_are_booked():
    hot = Quantity("gasoil", observed=36_000.0, temp_c=32.0, density_kg_m3=840.0)
    factor = metric_correction(840.0, 32.0, 0.0, Commodity.REFINED).ctpl
    assert standard_quantity(hot) == pytest.approx(36_000.0 * factor, rel=1e-15)


def test_a_stated_standard_volume_is_taken_as_it_is():
    stated = Quantity("gasoil", observed=36_000.0, standard=35_500.0, temp_c=32.0, density_kg_m3=840.0)
    assert standard_quantity(stated) == 35_500.0


def test_kilograms_need_no_correction():
    assert standard_quantity(Quantity("lpg", observed=18_000.0)) == 18_000.0


def test_nothing_needs_no_correction():
    assert standard_quantity(Quantity("gasoil", observed=0.0)) == 0.0


@pytest.mark.parametrize(("temp_c", "density"), [(None, 840.0), (32.0, None)])
def test_observed_litres_alone_are_not_booked(temp_c: float | None, density: float | None):
    with pytest.raises(BalanceNotPossible, match="without temperature and density"):
        standard_quantity(Quantity("gasoil", observed=36_000.0, temp_c=temp_c, density_kg_m3=density))
