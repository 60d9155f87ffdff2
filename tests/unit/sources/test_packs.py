"""Country packs are folders of data; what is wrong in one is named with its place."""

from __future__ import annotations

from datetime import date

import pytest

from petroverse.core.errors import NotFound
from petroverse.core.products import GRADES, PRODUCTS
from petroverse.sources import PackRefused, available_packs, load_pack
from petroverse.sources.workbooks.headings import match_product, match_region

MINIMAL = 'name = "x"\npublisher = "X"\ncountry = "X"\ncurrency = "XXX"\nminor_unit = "x"\ntime_zone = "Etc/UTC"\n'


@pytest.fixture(params=available_packs())
def pack(request):
    return load_pack(request.param)


def test_every_spelling_names_a_product_of_the_trade(pack):
    assert set(pack.product_spellings.values()) <= {*PRODUCTS, *GRADES}


def test_every_region_lies_in_a_region_of_the_coarsest_level(pack):
    coarsest = {region.name for region in pack.regions if region.level == pack.region_levels[0].name}
    assert {region.parent for region in pack.regions} <= coarsest


def test_every_region_has_a_tile_of_its_own(pack):
    tiles = [(region.level, region.row, region.column) for region in pack.regions]
    assert len(set(tiles)) == len(tiles)
    assert all(isinstance(part, int) for _, *tile in tiles for part in tile)


@pytest.mark.parametrize(
    ("tiles", "fault"),
    [(("row = 0", ""), "needs a row and a column"), (("row = -1\ncolumn = 0", ""), "from 0 on"),
     (("row = 1\ncolumn = 2", "row = 1\ncolumn = 2"), "one tile")],
)  # fmt: skip
def test_a_tile_that_cannot_be_is_refused(tmp_path, tiles, fault):
    level = '[[region_level]]\nname = "2"\nsince = 2000-01-01\n'
    regions = [
        f'[[region]]\nname = "{name}"\nlevel = "2"\nparent = "{name}"\n{tile}\n'
        for name, tile in zip("AB", tiles, strict=True)
    ]
    (tmp_path / "pack.toml").write_text("\n".join([MINIMAL, level, *regions]))
    with pytest.raises(PackRefused, match=fault):
        load_pack(tmp_path)


def test_every_spelling_of_a_region_names_one(pack):
    assert set(pack.region_spellings.values()) <= {region.name for region in pack.regions}


def test_no_alias_merges_what_must_stay_two(pack):
    merged = {frozenset((alias.alias.upper(), alias.company.upper())) for alias in pack.aliases}
    assert not merged & {frozenset((one.upper(), other.upper())) for one, other in pack.never_merge}


def test_factors_change_on_their_day():
    pack = load_pack("npa_ghana")
    before, after = (
        pack.units_per_tonne("gasoline", date(2017, 7, 31)),
        pack.units_per_tonne("gasoline", date(2017, 8, 1)),
    )
    assert (before, after) == (1342.28, 1324.5)


@pytest.mark.parametrize(
    ("heading", "product"),
    [
        (" Gasoil             (Cell Site)", "gasoil_cellsite"),
        ("**LPG", "lpg"),
        ("LPG -Butane (CRM)", "lpg_crm"),
        ("LPG- Propane (Power Plant)", "lpg_propane_power"),
        ("Marine (Foreign)", "mgo_foreign"),
        ("ATK (Lts)", "atk"),
        ("GASOIL-Mines", "gasoil_mines"),
        ("Fuel  oil (Power Plants)", "hfo_power"),
        ("COMPANY TOTAL", None),
        (7.0, None),
    ],
)
def test_the_most_particular_spelling_wins(heading, product):
    assert match_product(heading, load_pack("npa_ghana")) == product


@pytest.mark.parametrize("text", ["ASHANTI (AR)", "Ashanti Region", " ashanti ", "Ashanti"])
def test_spellings_of_one_region_are_one(text):
    assert match_region(text, load_pack("npa_ghana")) == "Ashanti"


def test_a_user_s_own_file_adds_aliases(tmp_path):
    own = tmp_path / "mine.toml"
    own.write_text('[[alias]]\nalias = "A LTD"\ncompany = "A LIMITED"\nreason = "spelling"\n')
    added = set(load_pack("npa_ghana", own).aliases) - set(load_pack("npa_ghana").aliases)
    assert [(alias.alias, alias.company) for alias in added] == [("A LTD", "A LIMITED")]


def test_a_pack_may_lie_anywhere(tmp_path):
    (tmp_path / "pack.toml").write_text(MINIMAL)
    assert load_pack(tmp_path).name == "x"


def test_an_unknown_pack_names_the_known_ones():
    with pytest.raises(NotFound, match=available_packs()[0]):
        load_pack("atlantis")


@pytest.mark.parametrize("text", ["name = ", "[colours]\nred = 1\n", '[[factor]]\nproduct = "lpg"\nsince = "soon"\n'])
def test_what_is_wrong_in_a_pack_is_named(tmp_path, text):
    (tmp_path / "pack.toml").write_text(MINIMAL)
    (tmp_path / "more.toml").write_text(text)
    with pytest.raises(PackRefused):
        load_pack(tmp_path)
