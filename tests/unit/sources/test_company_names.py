"""Names of companies: aliases that somebody wrote down are applied, anything else is only proposed."""

from __future__ import annotations

from datetime import date

import pytest

from petroverse.core.companies import printed_key
from petroverse.sources import available_packs, load_pack, propose_merges
from petroverse.sources.workbooks.volume.names import CompanyNames

PACK = load_pack("npa_ghana")
NAMES = CompanyNames(PACK)


def test_a_renamed_company_keeps_its_name_until_the_day():
    old, new = "TOTAL PETROLEUM GHANA LIMITED", "TOTALENERGIES MARKETING GHANA PLC"
    assert [NAMES.company(old, date(2022, month, 1)) for month in (6, 7)] == [old, new]


def test_a_note_of_a_former_name_is_left_off():
    printed = "JO & JU ENERGY LIMITED (Formally Jo & Ju Oil Company Limited)"
    assert NAMES.company(printed, date(2024, 7, 1)) == "JO & JU ENERGY LIMITED"


def test_other_brackets_stay():
    assert NAMES.company("VIVO ENERGY GHANA (SHELL)", date(2015, 1, 1)) == "VIVO ENERGY GHANA (SHELL)"


@pytest.mark.parametrize("printed", ["T-TEKPOR ENERGY", " t-tekpor  energy "])
def test_spellings_are_read_as_one_company(printed):
    assert NAMES.company(printed, date(2021, 1, 1)) == "T-TEKPOR ENERGY LIMITED"


def test_names_that_differ_by_form_and_marks_are_proposed_surely():
    found = propose_merges(["OIL SPACE GHANA LIMITED", "OIL-SPACE LTD. "], PACK)
    assert [(each.confidence, each.name) for each in found] == [(1.0, "OIL SPACE GHANA LIMITED")]


def test_names_spelled_alike_are_proposed_less_surely():
    found = propose_merges(["GREENWORLD PETROLEUM LIMITED", "GREENWOLRD PETROLEUM LIMITED"], PACK)
    assert [0.9 <= each.confidence < 1 for each in found] == [True]


@pytest.mark.parametrize(
    "names",
    [
        ("BF PETROLEUM LIMITED", "BG PETROLEUM LIMITED"),
        ("AB ENERGY RESOURCES LIMITED", "AC ENERGY RESOURCES LIMITED"),
        ("ASTRA OIL SERVICES LIMITED", "DOMINION INTERNATIONAL PETROLEUM LIMITED"),
    ],
)
def test_two_companies_are_never_proposed(names):
    assert propose_merges(names, PACK) == []


@pytest.mark.parametrize("name", available_packs())
def test_every_name_of_a_pack_leads_to_one_company(name):
    pack = load_pack(name)
    leads = {printed_key(each.alias): printed_key(each.company) for each in pack.aliases}
    leads = {name: company for name, company in leads.items() if name != company}  # capitals alone
    for start in leads:
        seen = [start]
        while (after := leads.get(seen[-1])) is not None:
            assert after not in seen, [*seen, after]
            seen.append(after)


def test_a_name_in_another_form_is_the_newest_ones_company():
    assert NAMES.company("GOIL COMPANY LIMITED", date(2022, 5, 1)) == "GOIL PLC"


def test_a_renaming_is_proposed_for_the_time_before_it():
    names = ["TOTAL PETROLEUM GHANA LIMITED", "TOTALENERGIES MARKETING GHANA PLC", "ZEN PETROLEUM LIMITED"]
    (found,) = propose_merges(names, PACK)
    assert {found.name, found.other} == set(names[:2])
    assert "2022-07" in found.reason
