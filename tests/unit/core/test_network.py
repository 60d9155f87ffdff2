"""The network: what it knows, what it refuses, and that it survives being written down."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.core.companies import Company, CompanyId, CompanyNotValid, printed_key
from petroverse.core.devices import DeviceNotValid, Gauge, GaugeId, Meter, MeterId
from petroverse.core.errors import NotFound
from petroverse.core.network import Network, NetworkNotValid, Route, RouteId, Truck, TruckId, from_plain, to_plain
from petroverse.core.places import PLACE_KINDS, Coordinates, Place, PlaceId, PlaceNotValid, distance_km
from petroverse.core.products import PRODUCTS
from petroverse.core.tanks import (
    HorizontalCylinder,
    StrappingTable,
    StrappingTableNotMonotonic,
    Tank,
    TankId,
    TankNotValid,
    VerticalCylinder,
)

DEPOT, STATION = PlaceId("D1"), PlaceId("S1")
PLACES = (
    Place(DEPOT, "North depot", "depot", "North", Coordinates(9.4, -0.85), CompanyId("T1")),
    Place(STATION, "Station 1", "station"),
)
TERMINAL = Company(CompanyId("T1"), "Terminals Ltd", "terminal")
SHAPES = (
    VerticalCylinder(20.0, 15.0),
    HorizontalCylinder(2.5, 8.0, 0.3),
    StrappingTable((0.0, 1.0, 2.5), (0.0, 9_000.0, 30_000.0)),
)
TANKS = tuple(
    Tank(TankId(f"K{n}"), DEPOT, "gasoil", shape, 30_000.0, 28_500.0, 900.0) for n, shape in enumerate(SHAPES)
)
TRUCKS = (Truck(TruckId("GT 1"), (9_000.0, 13_500.0, 13_500.0), CompanyId("T1")),)
ROUTES = (Route(RouteId("R1"), DEPOT, STATION, 120.0, 2.5),)
METERS = (Meter(MeterId("N1"), DEPOT, TankId("K1")),)
GAUGE = Gauge(GaugeId("G1"), DEPOT, "modbus", "10.0.0.7:502", {"1": TankId("K1")}, {"1": MeterId("N1")})
NETWORK = Network(PLACES, (TERMINAL,), TANKS, TRUCKS, ROUTES, METERS, (GAUGE,))


def test_a_network_written_as_json_is_the_same_network():
    assert from_plain(json.loads(json.dumps(to_plain(NETWORK)))) == NETWORK


ids = st.text("ABCDEFGH0123", min_size=1, max_size=4)


@st.composite
def networks(draw: st.DrawFn) -> Network:
    place_ids = draw(st.lists(ids, min_size=2, max_size=6, unique=True))
    points = st.one_of(st.none(), st.builds(Coordinates, st.floats(-90, 90), st.floats(-180, 180)))
    places = tuple(
        Place(PlaceId(each), f"Place {each}", draw(st.sampled_from(PLACE_KINDS)), draw(ids), draw(points))
        for each in place_ids
    )
    tanks = tuple(
        Tank(TankId(f"{each}/1"), PlaceId(each), draw(st.sampled_from(sorted(PRODUCTS))), shape, 9e4, 8e4, 1e3)
        for each, shape in zip(place_ids, SHAPES, strict=False)
    )
    trucks = tuple(Truck(TruckId(each), (9_000.0, 4_500.5)) for each in draw(st.lists(ids, max_size=3, unique=True)))
    way = Route(RouteId("R"), PlaceId(place_ids[0]), PlaceId(place_ids[1]), draw(st.floats(0.1, 900)), 1.5)
    return Network(places, (), tanks, trucks, (way,))


@given(networks())
def test_writing_and_reading_a_network_changes_nothing(network: Network):
    assert from_plain(to_plain(network)) == network


def test_a_network_knows_what_stands_where():
    assert NETWORK.place(DEPOT).name == "North depot"
    assert NETWORK.tank(TankId("K1")).strapping == SHAPES[1]
    assert NETWORK.places_of("station") == PLACES[1:]
    assert NETWORK.tanks_at(DEPOT) == TANKS
    assert NETWORK.tanks_at(STATION) == ()
    assert NETWORK.meters_at(DEPOT) == METERS
    assert NETWORK.routes_from(DEPOT) == ROUTES
    assert TRUCKS[0].capacity_l == 36_000.0


def test_what_a_network_does_not_have_is_not_found():
    with pytest.raises(NotFound, match="no place"):
        NETWORK.place(PlaceId("X"))
    with pytest.raises(NotFound, match="no tank"):
        NETWORK.tank(TankId("X"))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"places": PLACES + PLACES[:1]}, "place id 'D1' is met twice"),
        ({"companies": (TERMINAL, TERMINAL)}, "company id 'T1' is met twice"),
        ({"tanks": TANKS[:1] * 2}, "tank id 'K0' is met twice"),
        ({"trucks": TRUCKS * 2}, "truck id 'GT 1' is met twice"),
        ({"routes": ROUTES * 2}, "route id 'R1' is met twice"),
        ({"companies": ()}, "place D1 refers to 'T1'"),
        ({"places": PLACES[1:]}, "tank K0 refers to 'D1'"),
        ({"places": PLACES[:1]}, "route R1 refers to 'S1'"),
        ({"trucks": (Truck(TruckId("GT 2"), (1.0,), CompanyId("X")),)}, "truck GT 2 refers to 'X'"),
        ({"meters": METERS * 2}, "meter id 'N1' is met twice"),
        ({"gauges": (GAUGE, GAUGE)}, "gauge id 'G1' is met twice"),
        ({"meters": (replace(METERS[0], tank=TankId("K9")),)}, "meter N1 refers to 'K9'"),
        ({"gauges": (replace(GAUGE, tanks={"1": TankId("K9")}),)}, "gauge G1 refers to 'K9'"),
        ({"gauges": (replace(GAUGE, meters={"1": MeterId("N9")}),)}, "gauge G1 refers to 'N9'"),
    ],
)
def test_a_network_that_contradicts_itself_is_refused(parts: dict, words: str):
    with pytest.raises(NetworkNotValid, match=words):
        replace(NETWORK, **parts)


def test_a_device_without_a_name_or_an_address_is_refused():
    with pytest.raises(DeviceNotValid, match="no id"):
        replace(METERS[0], id=MeterId(""))
    with pytest.raises(DeviceNotValid, match="no address"):
        replace(GAUGE, address="")


@pytest.mark.parametrize(
    "plain",
    [
        {"pumps": []},
        {"places": [{"id": "D1", "name": "Depot"}]},
        {"places": [{"id": "D1", "name": "Depot", "kind": "depot", "colour": "red"}]},
        {"tanks": [{"id": "K", "strapping": {"kind": "sphere"}}]},
        {"tanks": [{"id": "K", "strapping": {"kind": "vertical_cylinder", "width_m": 2.0}}]},
        {"tanks": [{"id": "K"}]},
    ],
)
def test_a_network_written_wrong_is_refused(plain: dict):
    with pytest.raises(NetworkNotValid):
        from_plain(plain)


@pytest.mark.parametrize("compartments", [(), (9_000.0, 0.0)])
def test_a_truck_without_room_is_refused(compartments: tuple[float, ...]):
    with pytest.raises(NetworkNotValid, match="compartments"):
        Truck(TruckId("GT 1"), compartments)


def test_a_route_leads_somewhere_else():
    with pytest.raises(NetworkNotValid, match="to itself"):
        Route(RouteId("R"), DEPOT, DEPOT, 1.0, 1.0)


@pytest.mark.parametrize(("length_km", "drive_h"), [(0.0, 1.0), (1.0, 0.0), (math.nan, 1.0)])
def test_a_route_takes_way_and_time(length_km: float, drive_h: float):
    with pytest.raises(NetworkNotValid, match="above zero"):
        Route(RouteId("R"), DEPOT, STATION, length_km, drive_h)


@pytest.mark.parametrize(("latitude", "longitude"), [(90.1, 0.0), (0.0, 180.1), (math.nan, 0.0), (0.0, math.nan)])
def test_a_point_off_the_earth_is_refused(latitude: float, longitude: float):
    with pytest.raises(PlaceNotValid, match="not on earth"):
        Coordinates(latitude, longitude)


@pytest.mark.parametrize(("id_", "name", "kind"), [("", "x", "depot"), ("x", " ", "depot"), ("x", "x", "shed")])
def test_a_place_without_id_name_or_kind_is_refused(id_: str, name: str, kind: str):
    with pytest.raises(PlaceNotValid):
        Place(PlaceId(id_), name, kind)  # type: ignore[arg-type]


# The mean great circle is 40,030.2 km round (IUGG mean radius 6,371.0088 km), so a quarter of it is 10,007.557 km.
def test_the_pole_is_a_quarter_circle_from_the_equator():
    assert distance_km(Coordinates(0, 0), Coordinates(90, 0)) == pytest.approx(10_007.557, abs=0.001)


def test_the_other_side_of_the_earth_is_half_a_circle_away():
    assert distance_km(Coordinates(10, 20), Coordinates(-10, -160)) == pytest.approx(20_015.114, abs=0.001)


@pytest.mark.parametrize(("id_", "name", "role"), [("", "x", "omc"), ("x", "", "omc"), ("x", "x", "smuggler")])
def test_a_company_without_id_name_or_role_is_refused(id_: str, name: str, role: str):
    with pytest.raises(CompanyNotValid):
        Company(CompanyId(id_), name, role)  # type: ignore[arg-type]


def test_a_printed_name_is_compared_without_its_blanks_and_small_letters():
    assert printed_key(" Dukes  Petroleum Company\tLtd. ") == "DUKES PETROLEUM COMPANY LTD."


def test_two_names_that_look_alike_stay_two():
    assert printed_key("BF PETROLEUM") != printed_key("BG PETROLEUM")


@pytest.mark.parametrize(
    ("levels", "volumes", "words"),
    [
        ((0.0,), (0.0,), "1 heights"),
        ((0.0, 1.0), (0.0,), "2 heights and 1 volumes"),
        ((0.0, 1.0, 1.0), (0.0, 1.0, 2.0), "row 3 has 1.0 after 1.0"),
        ((0.0, 1.0, 2.0), (0.0, 5.0, 4.0), "row 3 has 4.0 after 5.0"),
        ((-1.0, 1.0), (0.0, 5.0), "row 1 has -1.0"),
        ((0.0, math.nan), (0.0, 5.0), "row 2 has nan"),
    ],
)
def test_a_strapping_table_that_does_not_rise_is_refused(levels, volumes, words: str):
    with pytest.raises(StrappingTableNotMonotonic, match=words):
        StrappingTable(levels, volumes)


@pytest.mark.parametrize(
    "make",
    [
        lambda: VerticalCylinder(0.0, 1.0),
        lambda: VerticalCylinder(1.0, math.inf),
        lambda: HorizontalCylinder(-1.0, 1.0),
        lambda: HorizontalCylinder(1.0, 0.0),
        lambda: HorizontalCylinder(1.0, 1.0, -0.1),
    ],
)
def test_a_cylinder_without_size_is_refused(make):
    with pytest.raises(TankNotValid):
        make()


@pytest.mark.parametrize(
    "change",
    [
        {"id": ""},
        {"product": "water"},
        {"capacity_l": 0.0},
        {"safe_fill_l": 30_001.0},
        {"dead_stock_l": 28_500.0},
        {"dead_stock_l": -1.0},
    ],
)
def test_a_tank_that_cannot_be_is_refused(change: dict):
    fields = {
        "id": TankId("K"), "place": DEPOT, "product": "gasoil", "strapping": SHAPES[0],
        "capacity_l": 30_000.0, "safe_fill_l": 28_500.0, "dead_stock_l": 900.0,
    }  # fmt: skip
    with pytest.raises(TankNotValid):
        Tank(**(fields | change))


@pytest.mark.parametrize(
    ("volume_l", "ullage_l", "usable_l"),
    [(10_000.0, 18_500.0, 9_100.0), (29_000.0, 0.0, 28_100.0), (500.0, 28_000.0, 0.0)],
)
def test_a_tank_knows_its_room_and_what_can_be_drawn(volume_l: float, ullage_l: float, usable_l: float):
    assert (TANKS[0].ullage_l(volume_l), TANKS[0].usable_l(volume_l)) == (ullage_l, usable_l)
