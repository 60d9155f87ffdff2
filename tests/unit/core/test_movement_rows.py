"""Every event is one row of the movement dataset, and every such row is that event."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.catalogue import dataset
from petroverse.core.events import (
    EVENTS,
    Cargo,
    Delivery,
    Discharge,
    EventNotValid,
    Loading,
    Quantity,
    Sale,
    TaxEntry,
    TrackPoint,
    Waybill,
)
from petroverse.core.money import Money
from petroverse.core.movement_rows import from_row, to_row
from petroverse.core.places import Coordinates
from petroverse.core.products import PRODUCTS

COLUMNS = [each.name for each in dataset("movement").columns]
NEEDED = [each.name for each in dataset("movement").columns if not each.nullable]
ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
texts = st.text("ABCxyz 0123-/é", min_size=1, max_size=12)
amounts = st.decimals(0, 10**9, places=2).map(lambda each: Money(each.normalize(), "GHS"))
instants = st.datetimes(datetime(2015, 1, 1), datetime(2040, 1, 1), timezones=ZONES)  # noqa: DTZ001 - zoned by ZONES
volumes = st.floats(0, 1e9, allow_subnormal=False)
quantities = st.builds(
    Quantity,
    st.sampled_from(sorted(PRODUCTS)),
    st.one_of(st.none(), volumes),
    volumes,
    st.one_of(st.none(), st.floats(-50, 150)),
    st.one_of(st.none(), st.floats(600, 1200)),
)
maybe = st.one_of(st.none(), texts)
points = st.builds(Coordinates, st.floats(-90, 90), st.floats(-180, 180))
events = st.one_of(
    st.builds(Cargo, texts, instants, quantities, texts, texts, texts),
    st.builds(Discharge, texts, instants, quantities, texts, texts, texts),
    st.builds(Loading, texts, instants, quantities, texts, texts, texts, maybe),
    st.builds(Waybill, texts, instants, quantities, texts, texts, texts, texts),
    st.builds(TrackPoint, texts, instants, texts, points),
    st.builds(Delivery, texts, instants, quantities, texts, texts, maybe, maybe),
    st.builds(Sale, texts, instants, quantities, texts, maybe, st.one_of(st.none(), amounts)),
    st.builds(TaxEntry, texts, instants, quantities, amounts, texts, maybe),
)


@given(events, ZONES)
def test_an_event_written_and_read_is_the_same_event(event, zone):
    assert from_row(to_row(event, zone)) == event


@given(events, ZONES)
def test_a_row_read_and_written_is_the_same_row(event, zone):
    row = to_row(event, zone)
    assert to_row(from_row(row), zone) == row


@given(events, ZONES)
def test_a_row_has_the_catalogues_columns_and_no_blank_where_one_is_needed(event, zone):
    row = to_row(event, zone)
    assert list(row) == COLUMNS
    assert all(row[name] is not None for name in NEEDED)


@given(events, ZONES)
def test_a_row_of_texts_is_the_same_event(event, zone):
    row = {name: value.isoformat() if isinstance(value, date) else value for name, value in to_row(event, zone).items()}
    texts_only = {name: "" if value is None else str(value) for name, value in row.items()}
    assert from_row(texts_only) == event


def test_every_kind_of_event_is_in_the_catalogue():
    meaning = dataset("movement").column("event").meaning
    assert all(code in meaning for code in EVENTS)


SALE = {
    "event": "sale",
    "reference": "R1",
    "at": "2024-03-01T23:30:00+00:00",
    "product": "gasoline",
    "standard_volume": 40.0,
    "place_from": "Station 7",
}


def test_the_day_is_that_of_the_country():
    assert to_row(from_row(SALE), timezone(timedelta(hours=1)))["day"] == date(2024, 3, 2)


def test_columns_of_provenance_are_passed_over():
    assert from_row(SALE | {"file": "sales.csv", "import_id": 7}) == from_row(SALE)


def test_an_instant_may_come_with_its_day():
    assert from_row(SALE | {"day": date(2024, 3, 2)}) == from_row(SALE)
    assert from_row(SALE | {"day": datetime(2024, 3, 1, tzinfo=UTC)}) == from_row(SALE)


@pytest.mark.parametrize(
    ("change", "field", "cure"),
    [
        ({"event": "theft"}, "event", "cargo, discharge"),
        ({"event": None}, "event", "write one of"),
        ({"reference": ""}, "reference", "needs it"),
        ({"place_from": None}, "place_from", "needs it"),
        ({"at": None}, "at", "with its zone"),
        ({"at": "yesterday"}, "at", "with its zone"),
        ({"at": "2024-03-01T10:00:00"}, "at", "with its zone"),
        ({"day": "1 March"}, "day", "2024-03-01"),
        ({"day": "2024-03-04"}, "day", "more than a day"),
        ({"product": "milk"}, "product", "gasoline"),
        ({"product": None}, "product", "gasoline"),
        ({"standard_volume": None}, "standard_volume", "observed or the standard"),
        ({"standard_volume": -1}, "standard_volume", "zero or more"),
        ({"standard_volume": "1,000"}, "standard_volume", "plain number"),
        ({"standard_volume": True}, "standard_volume", "plain number"),
        ({"standard_volume": "nan"}, "standard_volume", "plain number"),
        ({"temp_c": -300}, "temp_c", "°C"),
        ({"density_kg_m3": 0}, "density_kg_m3", "745"),
        ({"unit": "kg"}, "unit", "counted in L"),
        ({"currency": "GHS"}, "amount", "leave the currency blank"),
        ({"amount": 10.0}, "currency", "needs it"),
        ({"latitude": 5.0}, "latitude", "leave it blank"),
        ({"colour": "red"}, "colour", "leave it blank"),
    ],
)
def test_a_wrong_field_is_refused_by_field_value_and_cure(change: dict, field: str, cure: str):
    with pytest.raises(EventNotValid) as refusal:
        from_row(SALE | change)
    assert refusal.value.where == f"field {field}"
    assert cure in refusal.value.fix
    value = change.get(field)
    assert repr(value) in refusal.value.what if value not in (None, "") else "is blank" in refusal.value.what


def test_a_track_point_needs_both_coordinates():
    with pytest.raises(EventNotValid, match="longitude is blank"):
        from_row({"event": "track_point", "reference": "P", "at": SALE["at"], "carrier": "GT 1", "latitude": 5.6})


def test_an_event_without_zone_is_not_written():
    bare = TrackPoint("P", datetime(2024, 3, 1), "GT 1", Coordinates(5.6, -0.2))  # noqa: DTZ001 - the fault under test
    with pytest.raises(EventNotValid, match="at is"):
        to_row(bare, UTC)


def test_an_event_without_number_is_not_written():
    with pytest.raises(EventNotValid, match="reference is blank"):
        to_row(TrackPoint("", datetime(2024, 3, 1, tzinfo=UTC), "GT 1", Coordinates(5.6, -0.2)), UTC)


def test_money_that_a_column_cannot_hold_exactly_is_not_written():
    exact = Money(Decimal("1234567890123456.78"), "GHS")
    entry = TaxEntry("T", datetime(2024, 3, 1, tzinfo=UTC), Quantity("gasoil", standard=1.0), exact, "OMC 1")
    with pytest.raises(EventNotValid, match="amount is"):
        to_row(entry, UTC)
