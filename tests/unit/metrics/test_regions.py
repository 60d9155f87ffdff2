"""Regions at each level of a country's history, in a made-up country."""

from __future__ import annotations

from datetime import date

import pytest

from petroverse.core.country import CountryPack, DefinitionBreak, Region, RegionLevel
from petroverse.metrics import query_from_words
from stored_market import Market
from volume_facts import Figure, Publication, Table, instant

PACK = CountryPack(
    name="made_up", publisher="", country="", currency="XTS", minor_unit="", time_zone="UTC", window_days=(),
    is_simulated=False, publication_lag_days={}, product_spellings={}, factors=(),
    breaks=(DefinitionBreak("national", "gasoil_power", "gasoil", date(2024, 1, 1), "power plants split out"),),
    region_levels=(RegionLevel("2", date(1990, 1, 1)), RegionLevel("3", date(2019, 1, 1))),
    regions=(Region("North", "2", "North"), Region("Coast", "2", "Coast"), Region("North", "3", "North"),
             Region("Savannah", "3", "North"), Region("Coast", "3", "Coast")),
    region_spellings={}, aliases=(), never_merge=(), component_spellings={}, component_roles={}, price_ranges={},
)  # fmt: skip


def table(month: date, regions: dict[str, float]) -> Table:
    return Table(
        "regional", "month", month, tuple(Figure("gasoil", value, region=name) for name, value in regions.items())
    )


@pytest.fixture
def split(market: Market) -> Market:
    market.pack = PACK
    tables = (table(date(2023, 12, 1), {"North": 10.0, "Coast": 20.0}),
              table(date(2024, 1, 1), {"North": 6.0, "Savannah": 5.0, "Coast": 21.0}))  # fmt: skip
    market.publish(Publication("regions.xlsx", instant(2025), tables))
    return market


def test_new_regions_count_to_their_old_one(split: Market):
    rows = split.rows("volume", "month,region_2")
    assert [(row["month"], row["region_2"], row["volume"]) for row in rows] == [
        ("2023-12", "Coast", 20), ("2023-12", "North", 10), ("2024-01", "Coast", 21), ("2024-01", "North", 11),
    ]  # fmt: skip


def test_a_region_that_was_split_has_no_row_at_the_finer_level_before(split: Market):
    rows = split.rows("volume", "month,region_3")
    assert [(row["month"], row["region_3"], row["volume"]) for row in rows] == [
        ("2023-12", "Coast", 20), ("2024-01", "Coast", 21), ("2024-01", "North", 6), ("2024-01", "Savannah", 5),
    ]  # fmt: skip


def test_a_level_can_be_filtered_by(split: Market):
    assert split.rows("volume", "month", ["region_2=North"])[1]["volume"] == 11


def test_growth_by_old_regions_sees_no_split(split: Market):
    rows = split.rows("growth_month", "month,region_2", ["month=2024-01"])
    assert [round(row["growth_month"], 3) for row in rows] == [0.05, 0.1]


def test_comparing_published_regions_across_a_split_is_warned_of(split: Market):
    warnings = split.ask(query_from_words(["volume"], ["month", "region"])).warnings
    assert any("compare by region_2" in each for each in warnings)


def test_a_change_of_definition_is_warned_of(market: Market):
    market.pack = PACK
    tables = tuple(Table("national", "month", date(year, 1, 1), (Figure("gasoil", 1.0),)) for year in (2023, 2024))
    market.publish(Publication("n.xlsx", instant(2025), tables))
    asked = query_from_words(["volume"], ["month", "product"], ["source=national"])
    assert any("power plants split out" in each for each in market.ask(asked).warnings)
    later = query_from_words(["volume"], ["month", "product"], ["source=national", "year=2024"])
    assert not any("split out" in each for each in market.ask(later).warnings)
