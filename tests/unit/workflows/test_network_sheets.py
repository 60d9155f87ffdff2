"""The network as sheets: it comes back as it went out, and every cell that cannot be used is named with its cure."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.core.network import Network, from_plain
from petroverse.core.products import PRODUCTS
from petroverse.documents import sheets_workbook, sheets_zip
from petroverse.sources import read_sheets
from petroverse.workflows.archives import opened
from petroverse.workflows.network_sheets import network_sheets, plain_of_sheets

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.sampled_from(" =+-@';{,\"1"),
    min_size=1,
    max_size=12,
).filter(lambda each: each == each.strip() and each.isprintable())
NUMBERS = st.integers(1, 10**10).map(lambda each: each / 1000)
"""As precise as an instrument is; a workbook holds 15 digits."""


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Small networks whose names hold whatever a spreadsheet or a CSV file could stumble over."""

    def ids(least: int = 0) -> list[str]:
        return draw(st.lists(TEXTS, unique=True, min_size=least, max_size=3))

    companies, places = ids(), ids(2)
    maybe = st.none() | st.sampled_from(companies) if companies else st.none()
    one_place = st.sampled_from(places)
    tanks = ids()
    rising = st.lists(NUMBERS, min_size=2, max_size=4, unique=True).map(sorted)
    strappings = st.one_of(
        st.builds(lambda a, b: {"kind": "table", "level_m": a[:2], "volume_l": b[:2]}, rising, rising),
        st.builds(lambda a, b, c: {"kind": "horizontal_cylinder", "diameter_m": a, "length_m": b, "dish_m": c},
                  NUMBERS, NUMBERS, NUMBERS),
        st.builds(lambda a, b: {"kind": "vertical_cylinder", "diameter_m": a, "height_m": b}, NUMBERS, NUMBERS),
    )  # fmt: skip
    meters = ids() if tanks else []
    mapped = st.dictionaries(TEXTS, st.sampled_from(tanks), max_size=2) if tanks else st.just({})
    metered = st.dictionaries(TEXTS, st.sampled_from(meters), max_size=2) if meters else st.just({})
    where = st.none() | st.builds(
        lambda a, b: {"latitude": a, "longitude": b},
        st.integers(-90, 90),
        st.integers(-18 * 10**7, 18 * 10**7).map(lambda each: each / 10**6),
    )
    plain = {
        "companies": [{"id": each, "name": draw(TEXTS), "role": "omc"} for each in companies],
        "places": [
            {"id": each, "name": draw(TEXTS), "kind": "station", "region": draw(TEXTS | st.just("")),
             "coordinates": draw(where), "company": draw(maybe)}
            for each in places
        ],
        "tanks": [
            {"id": each, "place": draw(one_place), "product": draw(st.sampled_from(sorted(PRODUCTS))),
             "strapping": draw(strappings), "capacity_l": 3e7, "safe_fill_l": round(1e7 + draw(NUMBERS), 3),
             "dead_stock_l": draw(NUMBERS), "density15_kg_m3": draw(st.none() | NUMBERS)}
            for each in tanks
        ],
        "trucks": [
            {"id": each, "compartments_l": draw(st.lists(NUMBERS, min_size=1, max_size=3)), "carrier": draw(maybe)}
            for each in ids()
        ],
        "routes": [
            {"id": each, "origin": places[0], "destination": places[1], "length_km": draw(NUMBERS),
             "drive_h": draw(NUMBERS)}
            for each in ids()
        ],
        "meters": [{"id": each, "place": draw(one_place), "tank": draw(st.sampled_from(tanks))} for each in meters],
        "gauges": [
            {"id": each, "place": draw(one_place), "protocol": draw(TEXTS), "address": draw(TEXTS),
             "tanks": draw(mapped), "meters": draw(metered), "options": draw(st.dictionaries(TEXTS, TEXTS, max_size=2))}
            for each in ids()
        ],
    }  # fmt: skip
    return from_plain(plain)


@given(networks())
@settings(max_examples=100)
def test_a_network_comes_back_whole_from_a_zip_of_texts(network):
    archive = sheets_zip(network_sheets(network))
    sheets = {}
    for each in opened("network.zip", len(archive), lambda: archive):
        sheets |= read_sheets(each.load(), each.name)
    plain, faults = plain_of_sheets(sheets, Network())
    assert faults == []
    assert from_plain(plain) == network


@given(networks())
@settings(max_examples=60)
def test_a_network_comes_back_whole_from_a_workbook(network):
    sheets = read_sheets(sheets_workbook(network_sheets(network)), "network.xlsx")
    plain, faults = plain_of_sheets(sheets, Network())
    assert faults == []
    assert from_plain(plain) == network


PLACES = [["id", "name", "kind"], ["S7", "Seventh", "station"], ["D1", "North", "depot"]]
TANK = ["S7/1", "S7", "gasoline", "vertical_cylinder", 2.5, None, None, 3.0, 14_000, 13_000, None, None]
HEADINGS = [
    "id", "place", "product", "shape", "diameter_m", "length_m", "dish_m", "height_m", "capacity_l", "safe_fill_l",
    "dead_stock_l", "density15_kg_m3",
]  # fmt: skip


def tank(**cells: object) -> list:
    return [cells.get(name, was) for name, was in zip(HEADINGS, TANK, strict=True)]


def told(sheets: dict, before: Network | None = None) -> list[tuple]:
    _, faults = plain_of_sheets(sheets, before or Network())
    assert all(each.what and each.fix for each in faults)
    return [(each.sheet, each.row, each.column) for each in faults]


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"place": "S8"}, "place"),
        ({"place": None}, "place"),
        ({"product": "petrol"}, "product"),
        ({"shape": "round"}, "shape"),
        ({"shape": "table"}, "shape"),
        ({"shape": "table", "diameter_m": None, "height_m": None}, "shape"),
        ({"height_m": None}, "shape"),
        ({"length_m": 4.0}, "shape"),
        ({"diameter_m": -1.0}, ""),
        ({"capacity_l": "14,000"}, "capacity_l"),
        ({"capacity_l": "lots"}, "capacity_l"),
        ({"safe_fill_l": 15_000}, ""),
        ({"density15_kg_m3": 0}, "density15_kg_m3"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named(cells, column):
    sheets = {"places": PLACES, "tanks": [HEADINGS, tank(id="S7/0"), tank(**cells)]}
    if "diameter_m" in cells and cells["diameter_m"] == -1.0:
        column = "diameter_m"
    assert told(sheets) == [("tanks", 3, column)]


def test_every_bad_cell_is_named_at_once_in_the_order_of_the_sheets():
    sheets = {
        "routes": [["id", "origin", "destination", "length_km", "drive_h"], ["R1", "S7", "S9", 10, 1],
                   ["R2", "S7", "S7", 1, 1]],
        "places": [*PLACES, ["S7", "Again", "station"], ["S8", None, "shop"], [None, None, None],
                   ["S9x", "Nine", "shop"]],
        "strapping": [["tank", "level_m", "volume_l"], ["S7/1", 0, 0], ["S7/1", 1, 10], ["S7/1", 2, 9], ["S7/9", 1, 1]],
        "tanks": [HEADINGS, tank(shape="table", diameter_m=None, height_m=None)],
        "trucks": [["id", "compartments_l"], ["B1", "9000; x"], ["B2", 9000], ["B3", "0"]],
        "gauges": [["id", "place", "protocol", "address", "tanks"],
                   ["G1", "S7", "modbus", "h:1", "1=S7/1; 2=S7/8; 2=x"], ["G2", "S7", "modbus", "h:1", "1=S7/8"]],
        "pumps": [["id"]],
        "meters": [["id", "tank", "colour"], ["N1", "S7/1", "red"]],
    }  # fmt: skip
    assert told(sheets) == [
        ("places", 4, "id"), ("places", 5, "name"), ("places", 7, "kind"),
        ("tanks", 2, ""), ("strapping", 4, "volume_l"), ("strapping", 5, "tank"),
        ("trucks", 2, "compartments_l"), ("trucks", 4, "compartments_l"),
        ("routes", 2, "destination"), ("routes", 3, ""),
        ("meters", 1, "place"), ("meters", 1, "colour"),
        ("gauges", 2, "tanks"), ("gauges", 3, "tanks"),
        ("pumps", 0, ""),
    ]  # fmt: skip


def test_a_sheet_that_is_not_there_leaves_its_kind_as_it_is():
    before = from_plain(
        plain_of_sheets(
            {"places": PLACES, "tanks": [HEADINGS, tank()], "meters": [["id", "place", "tank"]]}, Network()
        )[0]
    )
    plain, faults = plain_of_sheets({"meters": [["id", "place", "tank"], ["N1", "S7", "S7/1"]]}, before)
    assert faults == []
    after = from_plain(plain)
    assert (after.places, after.tanks, len(after.meters)) == (before.places, before.tanks, 1)


def test_a_table_comes_from_its_sheet_or_stays_as_it_was():
    table = {"shape": "table", "diameter_m": None, "height_m": None}
    strapping = [["tank", "level_m", "volume_l"], ["S7/1", 0, 0], ["S7/1", 2, 14_000]]
    plain, _ = plain_of_sheets(
        {"places": PLACES, "tanks": [HEADINGS, tank(**table)], "strapping": strapping}, Network()
    )
    before = from_plain(plain)
    kept, faults = plain_of_sheets({"tanks": [HEADINGS, tank(**table, safe_fill_l=12_000)]}, before)
    assert faults == []
    assert from_plain(kept).tanks[0].strapping == before.tanks[0].strapping
    other, faults = plain_of_sheets({"strapping": [*strapping[:2], ["S7/1", 2, 13_900]]}, before)
    assert faults == []
    assert from_plain(other).tanks[0].strapping.volume_l == (0.0, 13_900.0)
