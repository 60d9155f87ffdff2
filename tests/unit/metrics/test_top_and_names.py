"""The largest first, the rest last and without a place; and names that nobody has, with those that were meant."""

from __future__ import annotations

from datetime import date

import pytest

from petroverse.metrics import QueryUnreadable, UnknownWord, probably_meant, query_from_words
from stored_market import Market
from volume_facts import Figure, Publication, Table, instant

VOLUMES = {"Zebra": 50.0, "Mole": 30.0, "Ant": 15.0, "Bee": 5.0}


@pytest.fixture
def shared(market: Market) -> Market:
    tables = tuple(
        Table(
            "omc",
            "month",
            date(year, 1, 1),
            tuple(Figure("gasoil", part * more, name) for name, part in VOLUMES.items()),
        )
        for year, more in ((2023, 1.0), (2024, 2.0))
    )
    market.publish(Publication("one.xlsx", instant(2025), tables))
    return market


def test_the_largest_come_first_and_the_others_last(shared: Market):
    rows = shared.rows("volume", "company", ["source=omc", "month=2024-01"], top="2:company")
    assert [row["company"] for row in rows] == ["Zebra", "Mole", "others"]


def test_the_others_have_no_place_and_take_none(shared: Market):
    rows = shared.rows("volume,rank", "company", ["source=omc", "month=2024-01"], top="2:company")
    assert [(row["company"], row["rank"]) for row in rows] == [("Zebra", 1), ("Mole", 2), ("others", None)]


def test_one_company_is_shown_with_its_share_and_place_among_all(shared: Market):
    asked = ("volume,share,rank", "month,company", ["source=omc"])
    every = shared.rows(*asked)
    assert shared.rows(*asked, only=["company=Ant,Mole"]) == [row for row in every if row["company"] in {"Ant", "Mole"}]
    assert [(row["share"], row["rank"]) for row in shared.rows(*asked, only=["company=Ant"])] == [(0.15, 3)] * 2


@pytest.mark.parametrize("options", [{"compare": "year_ago"}, {"top": "2:company"}, {"sort": "-share", "limit": "1"}])
def test_what_is_shown_is_chosen_last(shared: Market, options):
    rows = shared.rows("share", "company,month", ["source=omc", "month=2024-01"], only=["company!=Zebra"], **options)
    shares = {row["company"]: row["share"] for row in rows}
    assert shares["Mole"] == 0.3
    assert "Zebra" not in shares


@pytest.mark.parametrize("options", [{"compare": "year_ago"}, {}])
@pytest.mark.parametrize("measures", ["volume", "volume,growth_year"])
def test_a_top_may_be_compared_with_the_past(shared: Market, options, measures):
    if "growth" in measures and options:
        return
    rows = shared.rows(measures, "company,month", ["source=omc", "month=2024-01"], top="2:company", **options)
    assert [row["company"] for row in rows] == ["Zebra", "Mole", "others"]
    assert {row.get("volume_growth", row.get("growth_year", 1.0)) for row in rows} == {1.0}


def test_a_sort_that_is_asked_for_is_kept(shared: Market):
    rows = shared.rows("volume", "company", ["source=omc", "month=2024-01"], top="2:company", sort="company")
    assert [row["company"] for row in rows] == ["Mole", "Zebra", "others"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [(("volum", "year"), "volume"), (("volume", "yeer"), "year"), (("volume", "company"), "gasoline")],
)
def test_an_unknown_word_names_the_nearest(shared: Market, words, meant):
    with pytest.raises(UnknownWord, match=f"did you mean '{meant}'"):
        shared.rows(*words, ["product=gasolin"])


def test_a_part_of_a_name_finds_the_whole_one():
    assert probably_meant("vivo energy", ["GOIL PLC", "VIVO ENERGY GHANA LIMITED"])[0] == "VIVO ENERGY GHANA LIMITED"
    assert probably_meant("xyz", ["GOIL PLC"]) == []


def test_a_day_before_anything_was_known_is_said(shared: Market):
    question = query_from_words(["volume"], ["month"], ["source=omc"], as_of="2020-01-01")
    answer = shared.ask(question)
    assert answer.rows == ()
    assert any("was known by 2020-01-01" in each for each in answer.warnings)


def test_two_filters_in_one_word_are_told_apart_for_the_person():
    with pytest.raises(QueryUnreadable, match="a filter of its own: source=omc and product=lpg"):
        query_from_words(["volume"], ["year"], ["source=omc,product=lpg"])


def test_sources_that_exclude_each_other_are_said(shared: Market):
    answer = shared.ask(query_from_words(["volume"], ["month"], ["source=omc", "source=bidec"]))
    assert answer.rows == ()
    assert any("fits all of the filters" in each for each in answer.warnings)
