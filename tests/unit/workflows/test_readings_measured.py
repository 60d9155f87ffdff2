"""What heights come to, beside the same worked out one reading at a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.errors import QuantityRefused
from petroverse.core.messages import MessageId
from petroverse.core.places import PlaceId
from petroverse.core.readings import QUALITIES, Reading, SiteReadings
from petroverse.core.tanks import HorizontalCylinder, StrappingTable, Tank, TankId, VerticalCylinder
from petroverse.core.units import ObservedVolume
from petroverse.database import MeasuredSite
from petroverse.measurement.strapping import curve_of
from petroverse.measurement.volume_correction import Commodity, standard_volume
from petroverse.workflows.readings_measured import fleet_of, measured

AT = datetime(2024, 3, 1, tzinfo=UTC)
STRAPPINGS = (
    HorizontalCylinder(2.5, 6.0, 0.3),
    VerticalCylinder(10.0, 8.0),
    StrappingTable((0.1, 1.0, 2.0, 3.0), (50.0, 1000.0, 2500.0, 3000.0)),
)
TANKS = {
    TankId(name): Tank(TankId(name), PlaceId("S7"), product, strapping, 1e6, 9e5, 0.0, density)
    for name, product, strapping, density in (
        ("lying", "gasoline", STRAPPINGS[0], 745.0),
        ("standing", "gasoil", STRAPPINGS[1], 840.0),
        ("table", "kerosene", STRAPPINGS[2], None),
        ("gas", "lpg", STRAPPINGS[0], 540.0),
    )
}


def slowly(reading: Reading) -> tuple[str, float | None, float | None]:
    tank = TANKS.get(reading.tank)
    if tank is None or reading.level_m is None:
        return reading.quality, None, None
    curve = curve_of(tank.strapping)
    try:
        observed = float(curve.volume_l(reading.level_m))
    except QuantityRefused:
        return "out_of_range" if reading.quality == "good" else reading.quality, None, None
    water_m = min(reading.water_m or 0.0, reading.level_m)
    if water_m > curve.lowest_m:
        observed -= float(curve.volume_l(water_m))
    if tank.density15_kg_m3 is None or tank.product == "lpg" or reading.temp_c is None:
        return reading.quality, observed, None
    try:
        volume = standard_volume(ObservedVolume(observed), tank.density15_kg_m3, reading.temp_c, Commodity.REFINED)
    except QuantityRefused:
        return reading.quality, observed, None
    return reading.quality, observed, volume.litres


def near(litres: float | None) -> object:
    return None if litres is None else pytest.approx(litres, rel=1e-9, abs=1e-6)


READINGS = st.builds(
    Reading,
    tank=st.sampled_from([*TANKS, TankId("unknown")]),
    at=st.just(AT),
    level_m=st.none() | st.floats(-1, 10),
    temp_c=st.none() | st.floats(-80, 200),
    water_m=st.none() | st.floats(-0.1, 3),
    quality=st.sampled_from(QUALITIES),
)


@given(st.lists(st.lists(READINGS, max_size=4), max_size=4))
def test_a_batch_comes_to_what_each_reading_comes_to_by_itself(told):
    batch = [
        MeasuredSite(MessageId(f"m{number}"), AT, SiteReadings(PlaceId(f"S{number}"), tuple(readings)))
        for number, readings in enumerate(told)
    ]
    found = measured(batch, fleet_of(TANKS.values()))
    assert [(each.message, each.known_at, each.site.place) for each in found] == [
        (each.message, each.known_at, each.site.place) for each in batch
    ]
    for each, readings in zip(found, told, strict=True):
        for one, volume, reading in zip(each.site.readings, each.volumes, readings, strict=True):
            quality, observed_l, standard_l = slowly(reading)
            assert (one.tank, one.level_m, one.quality) == (reading.tank, reading.level_m, quality)
            assert volume.observed_l == near(observed_l)
            assert volume.standard_l == near(standard_l)
