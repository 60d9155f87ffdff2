"""Demand of a simulated network: the litres of its tanks, in the proportions of real regions where these are known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.app.simulating.demand import demand_of, demand_rows, proportioned
from petroverse.blobs import FolderBlobs
from petroverse.twin import Demand, invented_network
from petroverse.workflows import Stores

NETWORK = invented_network(12, seed=7)
REGIONS = sorted({each.region for each in NETWORK.places_of("station")})
PRODUCTS = sorted({each.product for each in NETWORK.tanks if each.id in {meter.tank for meter in NETWORK.meters}})
FIGURES = st.floats(1.0, 1e9)


def totals(figures: list[float]) -> list[dict]:
    names = [(f"real {number}", product) for number in range(len(REGIONS)) for product in PRODUCTS]
    return [
        {"region": region, "product": product, "volume": volume, "unit": "L"}
        for (region, product), volume in zip(names, figures, strict=True)
    ]


@settings(max_examples=50, deadline=None)
@given(st.lists(FIGURES, min_size=len(REGIONS) * len(PRODUCTS), max_size=len(REGIONS) * len(PRODUCTS)))
def test_the_litres_are_those_of_the_tanks_and_the_proportions_the_real_ones(figures: list[float]):
    real = totals(figures)
    found = {(each["region"], each["product"]): each["monthly_l"] for each in proportioned(NETWORK, real)}
    drawn_from = {each.tank for each in NETWORK.meters}
    held = sum(each.capacity_l for each in NETWORK.tanks if each.id in drawn_from)
    scale = Demand().turnover_per_day * held * 365.25 / 12 / sum(figures_met(found, real))
    by_size = sorted({each["region"] for each in real}, key=lambda name: -volume_of(real, name))
    for (region, product), litres in found.items():
        name = by_size[REGIONS.index(region)]
        volume = next(each["volume"] for each in real if (each["region"], each["product"]) == (name, product))
        assert litres == pytest.approx(scale * volume, rel=1e-6, abs=0.01)


def figures_met(found: dict, real: list[dict]) -> list[float]:
    by_size = sorted({each["region"] for each in real}, key=lambda name: -volume_of(real, name))
    met = {(by_size[REGIONS.index(region)], product) for region, product in found}
    return [each["volume"] for each in real if (each["region"], each["product"]) in met]


def volume_of(real: list[dict], name: str) -> float:
    return sum(each["volume"] for each in real if each["region"] == name)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [{"region": "one", "product": PRODUCTS[0], "volume": 5.0, "unit": "L"}],
        [{"region": f"r{n}", "product": PRODUCTS[0], "volume": 5.0, "unit": "kg"} for n in range(9)],
        [{"region": f"r{n}", "product": "naphtha", "volume": 5.0, "unit": "L"} for n in range(9)],
        [{"region": None, "product": PRODUCTS[0], "volume": None, "unit": "L"} for n in range(9)],
    ],
)
def test_where_too_little_is_known_demand_is_invented(rows: list[dict]):
    assert proportioned(NETWORK, rows) == []
    assert demand_of([]) == Demand()


def test_a_home_without_real_facts_invents_its_demand(stored, tmp_path):
    assert demand_rows(Stores(*stored, FolderBlobs(tmp_path)), NETWORK) == []
