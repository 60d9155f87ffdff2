"""A question split by what its figures never name is refused with the source that names it, never one nameless row."""

from __future__ import annotations

import json
from urllib.parse import quote

import httpx
import pytest

from petroverse.app import Platform

ASK = "/api/query?measure="


def refused(owner: httpx.Client, link: str) -> dict[str, str]:
    answer = owner.get(link)
    assert answer.status_code == 422, answer.text
    told: dict[str, str] = answer.json()
    return told


@pytest.mark.parametrize("more", ["", "&top=10", "&only=company!=others&top=3", "&compare=year_ago"])
def test_shares_of_companies_in_national_figures_are_refused_with_the_question_to_ask(more: str, owner: httpx.Client):
    told = refused(owner, f"{ASK}share&by=year,company&filter=source=national&filter=product=gasoil{more}")
    assert told["what"] == "national figures name no company"
    assert told["fix"].startswith("ask source=omc: /api/query?")
    rows = owner.get(told["fix"].partition(": ")[2]).raise_for_status().json()["rows"]
    assert rows
    assert all(row["company"] for row in rows)


def test_where_nobody_names_it_the_fix_leaves_it_out(owner: httpx.Client):
    told = refused(owner, f"{ASK}volume&by=year,depot&filter=source=omc&filter=product=gasoil&top=3:depot&sort=-volume")
    assert told["what"] == "omc figures name no depot"
    rows = owner.get(told["fix"].partition(": ")[2]).raise_for_status().json()["rows"]
    assert set(rows[0]) == {"year", "volume", "unit"}


def test_a_level_of_regions_is_named_where_regions_are(owner: httpx.Client, platform: Platform):
    level = next(each for each in platform.stores.packs.values() if each.is_simulated).region_levels[-1].name
    told = refused(owner, f"{ASK}volume&by=year,region_{level}&filter=source=omc&filter=product=gasoil")
    assert told["what"] == "omc figures name no region"


def test_beside_sources_that_name_companies_the_others_have_none(owner: httpx.Client):
    link = f"{ASK}volume&by=source,company&filter=source=national,omc&filter=product=gasoil"
    rows = owner.get(link).raise_for_status().json()["rows"]
    assert {row["source"] for row in rows if row["company"] is None} == {"national"}


def test_a_limit_to_what_is_never_named_is_said(owner: httpx.Client):
    answer = owner.get(f"{ASK}volume&by=year&filter=source=national&filter=company=Anybody").raise_for_status().json()
    assert answer["rows"] == []
    assert "national figures name no company; ask source=omc" in answer["warnings"]


def test_an_unknown_company_of_a_source_that_names_them_is_another_matter(owner: httpx.Client):
    answer = owner.get(f"{ASK}volume&by=year&filter=source=omc&filter=company=Anybody").json()
    assert any("no company is called 'Anybody'" in each for each in answer["warnings"])
    assert not any("name no company" in each for each in answer["warnings"])


def test_values_of_what_nobody_names_are_none(owner: httpx.Client):
    assert owner.get("/api/values/place").raise_for_status().json()["values"] == []


def test_formats_without_a_place_for_warnings_have_them_in_a_header(owner: httpx.Client):
    link = f"{ASK}volume&by=year,product&filter=source=national&filter=product=diesel"
    told = owner.get(link).json()["warnings"]
    answer = owner.get(link + "&format=csv").raise_for_status()
    assert json.loads(answer.headers["X-PetroVerse-Warnings"]) == told
    assert any("'diesel' is read as product=gasoil" in each for each in told)
    assert answer.text.splitlines()[0] == "year,product,volume,unit"
    assert "X-PetroVerse-Warnings" not in owner.get(link).headers


def test_a_header_of_warnings_is_ascii_and_no_longer_than_proxies_let_pass(owner: httpx.Client):
    names = ",".join(quote(f"Öl {number} {'x' * 900}") for number in range(9))
    link = f"{ASK}volume&by=year&filter=source=omc&filter=company={names}&format=csv"
    header = owner.get(link).raise_for_status().headers["X-PetroVerse-Warnings"]
    assert header.isascii()
    assert len(header) < 4200
    assert "more: ask with format=json" in json.loads(header)[-1]
