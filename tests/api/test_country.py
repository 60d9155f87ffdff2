"""The country whose facts are read, in the words that pages show; nothing is known of facts that follow no pack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import httpx
import pytest

from petroverse.app import Platform
from petroverse.core.country import CountryPack, placed_regions
from petroverse.core.products import PRODUCTS
from petroverse.sources import load_pack
from petroverse.workflows import Stores, country_words, owner_reader


def told(platform: Platform, packs: Mapping[str, CountryPack], organisation: str = "") -> dict:
    stores: Stores = replace(platform.stores, packs=packs)
    return country_words(stores, owner_reader(organisation))


def test_the_sample_speaks_of_its_own_country(owner: httpx.Client):
    country = owner.get("/api/country").json()
    pack = load_pack(country["pack"])
    assert (country["name"], country["time_zone"], country["currency"]) == (pack.country, pack.time_zone, pack.currency)
    assert country["is_simulated"] == pack.is_simulated
    assert {(each["name"], each["level"]) for each in country["regions"]} == {
        (each.name, each.level) for each in pack.regions
    }


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((1, 16), "twice a month, from the 1st and 16th"),
        ((11,), "once a month, from the 11th"),
        ((2, 12, 23), "3 times a month, from the 2nd, 12th and 23rd"),
        ((), ""),
    ],
)
def test_pricing_windows_are_told_in_words(platform: Platform, days, words):
    pack = replace(load_pack("sample"), window_days=days)
    assert told(platform, {"sample": pack}, "sample")["pricing_windows"] == words


def test_facts_without_a_pack_have_no_country_but_a_clock_and_units(platform: Platform):
    country = told(platform, {}, "sample")
    assert (country["name"], country["time_zone"], country["regions"]) == ("", "UTC", [])
    assert {each["product"]: each["unit"] for each in country["units"]} == {
        code: each.unit for code, each in PRODUCTS.items()
    }


def test_real_facts_follow_the_real_countrys_pack(platform: Platform):
    country = told(platform, platform.stores.packs, "public")
    levels = [(each["name"], each["since"].isoformat(), each["dimension"]) for each in country["region_levels"]]
    assert levels == [("10", "1983-01-01", "region_10"), ("16", "2019-02-12", "region_16")]
    assert not country["is_simulated"]


def test_where_the_real_pack_is_absent_its_country_is_not_guessed(platform: Platform):
    sample = {name: each for name, each in platform.stores.packs.items() if each.is_simulated}
    assert told(platform, sample, "public")["name"] == ""


def test_a_factor_is_the_one_in_force_today(platform: Platform):
    units = {
        each["product"]: each["units_per_tonne"] for each in told(platform, platform.stores.packs, "sample")["units"]
    }
    assert units["gasoline"] == 1324.0


def test_regions_that_no_pack_places_stand_in_an_even_grid():
    regions = [replace(each, row=None) for each in load_pack("sample").regions]
    placed = {(each.level, each.row, each.column) for each in placed_regions(regions)}
    assert len(placed) == len(regions)
    assert max(row for level, row, _ in placed if level == "9") == 2
