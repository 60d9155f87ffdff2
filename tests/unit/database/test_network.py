"""The network in PostgreSQL: versions, what changed, what is retired, and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from petroverse.core.companies import Company, CompanyId
from petroverse.core.devices import Gauge, GaugeId, Meter, MeterId
from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.core.messages import MessageId
from petroverse.core.network import Network, Route, RouteId, Truck, TruckId
from petroverse.core.places import Coordinates, Place, PlaceId
from petroverse.core.readings import MeterReading, Reading, SiteReadings
from petroverse.core.tanks import HorizontalCylinder, StrappingTable, Tank, TankId, VerticalCylinder
from petroverse.database import (
    Database,
    MeasuredSite,
    NetworkVersionDiffers,
    Organisation,
    add_site_readings,
    changes_of,
    create_organisation,
    list_records,
    read_network,
    save_network,
    tanks_called,
)
from petroverse.database.faults import RowNotFound

AMA = PersonId("ama")
DEPOT, STATION = PlaceId("D1"), PlaceId("S7")
TABLE = StrappingTable((0.0, 1.0, 2.0), (0.0, 1000.0, 3000.5))
WHOLE = Network(
    places=(
        Place(DEPOT, "North depot", "depot", "North", Coordinates(9.4, -0.8), CompanyId("star")),
        Place(STATION, "Seventh", "station"),
    ),
    companies=(Company(CompanyId("star"), "Star Oil", "omc"),),
    tanks=(
        Tank(TankId("D1/T1"), DEPOT, "gasoil", VerticalCylinder(10.0, 12.5), 900_000.0, 850_000.0, 20_000.0, 840.5),
        Tank(TankId("S7/1"), STATION, "gasoline", HorizontalCylinder(2.5, 6.0, 0.3), 30_000.0, 28_500.0),
        Tank(TankId("S7/2"), STATION, "gasoil", TABLE, 3000.5, 2900.0),
    ),
    trucks=(Truck(TruckId("BRV-1"), (9000.0, 13_500.0), CompanyId("star")),),
    routes=(Route(RouteId("R1"), DEPOT, STATION, 120.5, 2.25),),
    meters=(Meter(MeterId("S7/N1"), STATION, TankId("S7/1")), Meter(MeterId("S7/N2"), STATION, TankId("S7/2"))),
    gauges=(
        Gauge(GaugeId("G7"), STATION, "veeder_root", "10.0.0.7:4001", {"1": TankId("S7/1")}, {}, {"code": "site"}),
    ),
)  # fmt: skip
"""One part of each kind at least, in the order of their ids."""


def saved(database: Database, network: Network, version: int, organisation: OrganisationId = LOCAL) -> list[tuple]:
    with database.unit_of_work(organisation, AMA) as unit:
        return [(each.what, each.kind, each.id) for each in save_network(unit, network, version=version)]


def stored(database: Database, version: int | None = None, organisation: OrganisationId = LOCAL):
    with database.reading(organisation, AMA) as unit:
        return read_network(unit, version)


def test_a_network_comes_back_as_it_was_saved_and_every_version_stays(database):
    assert stored(database).version == 0
    assert len(saved(database, WHOLE, 0)) == 11
    assert stored(database).network == WHOLE
    bigger = replace(WHOLE.tanks[1], safe_fill_l=29_000.0)
    changed = replace(WHOLE, tanks=(WHOLE.tanks[0], bigger, WHOLE.tanks[2]), trucks=())
    assert saved(database, changed, 1) == [("changed", "tanks", "S7/1"), ("removed", "trucks", "BRV-1")]
    assert (stored(database).version, stored(database).network) == (2, changed)
    assert stored(database, 1).network == WHOLE
    assert stored(database, 0).network == Network()
    with pytest.raises(RowNotFound):
        stored(database, 3)


def test_saving_the_same_again_makes_no_version(database):
    saved(database, WHOLE, 0)
    assert saved(database, WHOLE, 1) == []
    assert stored(database).version == 1


def test_whoever_changes_an_older_version_is_refused_and_changes_nothing(database):
    saved(database, WHOLE, 0)
    for version in (0, 2):
        with pytest.raises(NetworkVersionDiffers, match="ama saved version 1"):
            saved(database, Network(), version)
    assert stored(database).network == WHOLE


def test_each_save_is_recorded_with_what_differs(database):
    saved(database, WHOLE, 0)
    other = replace(WHOLE.tanks[2], safe_fill_l=2000.0, strapping=StrappingTable((0.0, 1.0), (0.0, 5.0)))
    saved(database, replace(WHOLE, tanks=(*WHOLE.tanks[:2], other)), 1)
    with database.reading(LOCAL, AMA) as unit:
        first, second = (each.body for each in list_records(unit, kind="network_saved"))
    assert first["counts"]["tanks added"] == 3
    assert second["counts"] == {"tanks changed": 1}
    fields = {"safe_fill_l": [2900.0, 2000.0], "strapping": "another"}
    assert second["changes"] == [{"kind": "tanks", "id": "S7/2", "what": "changed", "fields": fields}]


def test_what_has_readings_is_retired_keeps_its_shape_and_comes_back(database):
    saved(database, WHOLE, 0)
    at = datetime(2024, 3, 1, tzinfo=UTC)
    told = SiteReadings(STATION, (Reading(TankId("S7/1"), at, 1.0),), (MeterReading(MeterId("S7/N1"), at, 5.0),))
    with database.unit_of_work(LOCAL, AMA) as unit:
        add_site_readings(unit, [MeasuredSite(MessageId("m1"), at, told)])
    bare = replace(WHOLE, tanks=WHOLE.tanks[:1], meters=(), gauges=())
    with database.reading(LOCAL, AMA) as unit:
        foreseen = [(each.what, each.kind, each.id) for each in changes_of(unit, bare)]
    assert foreseen == saved(database, bare, 1)
    gone = {(each[1], each[2]): each[0] for each in foreseen}
    assert gone == {
        ("tanks", "S7/1"): "retired", ("tanks", "S7/2"): "removed", ("gauges", "G7"): "removed",
        ("meters", "S7/N1"): "retired", ("meters", "S7/N2"): "removed",
    }  # fmt: skip
    retired = stored(database).retired
    assert [(each.kind, each.id) for each in retired] == [("meters", "S7/N1"), ("tanks", "S7/1")]
    with database.reading(LOCAL, AMA) as unit:
        found = tanks_called(unit, [TankId("S7/1"), TankId("S7/2"), TankId("D1/T1")])
    assert found == {each.id: each for each in WHOLE.tanks[:2]}
    saved(database, WHOLE, 2)
    assert stored(database).retired == ()
    assert stored(database).network == WHOLE


def test_not_one_part_crosses_from_one_organisation_into_another(database):
    other = OrganisationId("other")
    with database.unit_of_work(PUBLIC, AMA) as unit:
        create_organisation(unit, Organisation(other, "Other"))
    saved(database, WHOLE, 0)
    small = Network(places=(Place(DEPOT, "Theirs", "depot"),))
    saved(database, small, 0, other)
    assert stored(database).network == WHOLE
    assert stored(database, organisation=other).network == small
    assert stored(database, organisation=PUBLIC).version == 0
    with database.reading(other, AMA) as unit:
        assert tanks_called(unit, [each.id for each in WHOLE.tanks]) == {}
