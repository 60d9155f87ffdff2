"""Nobody sees a row outside the grant: other organisations, row rules, simulated facts."""

from __future__ import annotations

from datetime import date

import pytest

from petroverse.core.errors import NotAllowed
from petroverse.core.grants import Grant
from petroverse.lake import NotInSnapshot
from petroverse.metrics import Model, compile_query, query_from_words
from stored_market import TESTER, Market
from volume_facts import Figure, Publication, Table, instant, reading

ASKED = query_from_words(["volume"], ["company"], ["source=omc", "product=gasoil"])


def publication(**volumes: float) -> Publication:
    figures = tuple(Figure("gasoil", volume, name) for name, volume in volumes.items())
    return Publication("x.xlsx", instant(2025), (Table("omc", "month", date(2024, 1, 1), figures),))


def test_another_organisations_facts_are_not_seen(stored: tuple):
    one, other = Market(*stored), Market(*stored)
    one.publish(publication(Mine=1.0))
    other.publish(publication(Theirs=2.0))
    assert [row["company"] for row in one.ask(ASKED).rows] == ["Mine"]


def test_a_query_for_an_organisation_outside_the_snapshot_does_not_run(stored: tuple):
    one, other = Market(*stored), Market(*stored)
    one.publish(publication(Mine=1.0))
    other.publish(publication(Theirs=2.0))
    with one.database.reading(one.organisation, TESTER) as uow:
        snapshot = one.lake.snapshot(uow, (one.organisation,), ("volume",))
    compiled = compile_query(ASKED, Grant(TESTER, (other.organisation,)), Model())
    with pytest.raises(NotInSnapshot):
        one.lake.run(compiled, snapshot)


def test_a_row_rule_limits_every_number(market: Market):
    market.publish(publication(A=1.0, B=3.0))
    grant = market.grant(row_rules={"company": ("A",)})
    assert [(row["company"], row["volume"]) for row in market.ask(ASKED, grant).rows] == [("A", 1)]
    share = query_from_words(["share"], ["company"], ["source=omc", "product=gasoil"])
    assert [row["share"] for row in market.ask(share, grant).rows] == [1]


def test_asking_for_what_a_row_rule_hides_gives_nothing(market: Market):
    market.publish(publication(A=1.0, B=3.0))
    grant = market.grant(row_rules={"company": ("A",)})
    hidden = query_from_words(["volume"], ["company"], ["source=omc", "company=B"])
    assert market.ask(hidden, grant).rows == ()


def test_a_measure_outside_the_grant_is_not_given(market: Market):
    market.publish(publication(A=1.0))
    with pytest.raises(NotAllowed):
        market.ask(ASKED, market.grant(measures=frozenset({"tonnes"})))


def test_simulated_facts_say_so(market: Market):
    market.take_in(reading(publication(A=1.0)), "sample.xlsx", is_simulated=True)
    answer = market.ask(ASKED)
    assert answer.is_simulated
    assert any(each.startswith("SAMPLE") for each in answer.warnings)
