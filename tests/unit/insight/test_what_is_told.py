"""What is worth knowing is told, once, and nothing else; each figure is compared with a second, slower sum."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from insight_market import COMPANIES, MONTHS, Told, pack_with, quiet, scaled, summed
from petroverse.core.country import DefinitionBreak
from petroverse.insight import Insight, recomputed, said
from volume_facts import FACTORS, instant

ALPHA, BRAVO = COMPANIES[0], COMPANIES[1]
SPLIT = date(2023, 7, 1)


def kinds(insights: list[Insight]) -> list[tuple[str, str]]:
    return [(each.found.kind, f"{each.found.month:%Y-%m}") for each in insights]


def of_kind(insights: list[Insight], kind: str) -> list[Insight]:
    return [each for each in insights if each.found.kind == kind]


def test_a_market_in_which_nothing_happens_tells_nothing(told: Told):
    told.publish(quiet())
    assert kinds(told.insights()) == []


def test_a_record_is_told_in_its_month_alone_with_its_litres(told: Told):
    litres = scaled(quiet(), 1.3, product="gasoline", since=date(2024, 8, 1))
    told.publish(litres)
    records = [each for each in told.insights() if each.found.kind in ("record", "unusual")]
    assert [f"{each.found.month:%Y-%m}" for each in records] == ["2024-08"]
    first = records[0]
    parts = [first.found, *(each for each, _ in first.folded)]
    assert {each.about.source for each in parts} == {"national"}
    assert {each.about.products for each in parts} == {(), ("gasoline",)}
    own = [*zip(parts, [first.figures, *(figures for _, figures in first.folded)], strict=True)]
    value = next(figures["value"] for each, figures in own if each.about.products == ("gasoline",))
    assert value == summed(litres, lambda _, product, at: product == "gasoline" and at == date(2024, 8, 1))


def test_a_month_that_is_high_every_year_is_no_news(told: Told):
    told.publish(quiet())
    assert told.insights(date(2023, 12, 1), date(2024, 12, 1)) == []


def test_shares_move_once_and_what_a_company_gains_in_each_product_is_one_thing(told: Told):
    litres = scaled(quiet(), 1.6, company=BRAVO, since=date(2024, 10, 1))
    told.publish(litres)
    shares = [
        each for each in told.insights(*MONTHS[-4:]) if each.found.kind == "share" and each.found.about.source == "omc"
    ]
    assert [each.found.about.member for each in shares] == [BRAVO]
    (share,) = shares
    of = share.found.about.products
    months = [each for each in MONTHS if each <= share.found.month][-3:]
    parts = [
        summed(litres, lambda name, product, at, on=each: name == BRAVO and at == on and (not of or product in of))
        / summed(litres, lambda _, product, at, on=each: at == on and (not of or product in of))
        for each in months
    ]
    if of:
        assert share.figures["share"] == pytest.approx(sum(parts) / 3, rel=1e-12)
    assert share.figures["moved"] > 0
    assert share.found.way == "up"


def test_a_new_leader_is_told_once_and_names_whom_it_overtook(told: Told):
    told.publish(scaled(quiet(), 1.5, company=BRAVO, since=date(2024, 9, 1)))
    leads = [each for each in of_kind(told.insights(*MONTHS[-4:]), "lead") if each.found.about.source == "omc"]
    assert leads
    assert {each.found.about.member for each in leads} == {BRAVO}
    assert {each.figures["old"] for each in leads} == {ALPHA}
    assert len({(each.found.about.products, each.found.month) for each in leads}) == len(leads)


def test_a_company_that_falls_silent_is_told_in_its_third_month_alone(told: Told):
    litres = {key: value for key, value in quiet().items() if key[0] != "FOXTROT OIL LTD" or key[2] < date(2024, 4, 1)}
    told.publish(litres)
    gone = [each for each in of_kind(told.insights(*MONTHS[-9:-4]), "left") if each.found.about.source == "omc"]
    assert kinds(gone) == [("left", "2024-06")]
    year = [each for each in MONTHS if date(2023, 4, 1) <= each <= date(2024, 3, 1)]
    monthly = sum(
        value / FACTORS[product]
        for (name, product, at), value in litres.items()
        if name == "FOXTROT OIL LTD" and at in year
    )
    assert gone[0].figures["names"] == ["FOXTROT OIL LTD"]
    assert gone[0].figures["total"] == pytest.approx(monthly / 12, rel=1e-12)


def test_a_new_company_is_told_in_its_first_month(told: Told):
    fresh = {("GOLF OIL LTD", product, at): 1_500_000.0 for _, product, at in quiet() if at >= date(2024, 9, 1)}
    told.publish({**quiet(), **fresh})
    new = [each for each in of_kind(told.insights(*MONTHS[-5:-1]), "entered") if each.found.about.source == "omc"]
    assert kinds(new) == [("entered", "2024-09")]
    assert new[0].figures["names"] == ["GOLF OIL LTD"]


def test_a_company_under_another_name_is_neither_new_nor_gone_nor_grown(told: Told):
    renamed = {
        ("ALPHA ENERGIES PLC" if name == ALPHA and at >= date(2024, 3, 1) else name, product, at): value
        for (name, product, at), value in quiet().items()
    }
    told.publish(renamed)
    found = [each for each in told.insights() if each.found.about.source == "omc"]
    assert kinds(found) == [("renamed", "2024-03")]
    assert (found[0].figures["old"], found[0].figures["new"]) == (ALPHA, "ALPHA ENERGIES PLC")


@pytest.mark.parametrize("is_noted", [True, False], ids=["with a pack that notes it", "without any pack"])
def test_a_product_that_is_told_apart_is_no_fall_of_the_one_it_was_inside(told: Told, is_noted: bool):
    litres = {}
    for (name, product, at), value in quiet().items():
        part = round(value * 0.15 / 500) * 500.0 if product == "gasoil" and at >= SPLIT else 0.0
        litres[name, product, at] = value - part
        if part:
            litres[name, "gasoil_cellsite", at] = part
    if is_noted:
        notes = (DefinitionBreak(each, "gasoil_cellsite", "gasoil", SPLIT, "") for each in told.sources)
        told.market.pack = pack_with(*notes)
    told.publish(litres)
    trade = [each for each in told.insights(*MONTHS[-18:]) if each.found.kind not in ("disagreement",)]
    assert kinds(trade) == []


def test_a_month_of_which_half_the_companies_are_missing_says_only_that(told: Told):
    last = MONTHS[-1]
    kept = {key: value for key, value in quiet().items() if key[2] < last or key[0] in COMPANIES[:3]}
    told.publish(kept)
    found = told.insights(last)
    assert {each.found.kind for each in found if each.found.about.source in ("omc", "bidec")} == {"thin"}
    thin = next(each for each in found if each.found.about.source == "omc")
    assert (thin.figures["count"], thin.figures["before"]) == (3, 6.0)


def test_stages_that_differ_are_told_and_equal_ones_are_not(told: Told):
    told.publish(quiet(), only=("omc", "national"))
    off = scaled(quiet(), 1.05, product="gasoline", since=date(2024, 10, 1), until=date(2024, 10, 1))
    told.publish(off, name="importers.xlsx", only=("bidec",))
    differ = of_kind(told.insights(*MONTHS[-4:]), "disagreement")
    assert kinds(differ) == [("disagreement", "2024-10")]
    high, low = (
        summed(each, lambda _, product, at: product == "gasoline" and at == date(2024, 10, 1))
        for each in (off, quiet())
    )
    assert differ[0].figures["apart"] == pytest.approx(high - low, abs=1e-6)


def test_a_figure_that_is_printed_twice_is_told(told: Told):
    litres = quiet()
    copied = {(name, product, at): value for (name, product, at), value in litres.items()}
    for name in COMPANIES:
        copied[name, "gasoline", date(2024, 5, 1)] = litres[name, "gasoline", date(2024, 4, 1)]
    told.publish(copied)
    assert kinds(of_kind(told.insights(), "repeated")) == [("repeated", "2024-05")]


def test_a_figure_that_is_published_otherwise_later_is_told_in_the_month_that_made_it_known(told: Told):
    month = date(2024, 3, 1)
    told.publish(quiet(), known=instant(2025, 1, 10))
    told.publish(
        scaled({key: value for key, value in quiet().items() if key[2] == month}, 0.95, product="gasoline"),
        name="again.xlsx",
        known=instant(2025, 2, 20),
    )
    found = of_kind(told.insights(date(2025, 1, 1), date(2025, 2, 1)), "restated")
    assert kinds(found) == [("restated", "2025-02")]
    before = summed(quiet(), lambda _, product, at: product == "gasoline" and at == month)
    assert found[0].figures["before"] == before
    assert found[0].figures["value"] == pytest.approx(before * 0.95, rel=1e-12)
    assert recomputed(found[0], told.run) == found[0].figures


def test_two_companies_that_move_together_are_told_and_no_other_pair(told: Told):
    chance = np.random.default_rng(11)
    own = {(name, at): float(np.exp(chance.normal(0.0, 0.1))) for name in COMPANIES for at in MONTHS}
    lately = date(2023, 12, 1)
    shared = {at: float(np.exp(chance.normal(0.0, 0.4))) if at >= lately else 1.0 for at in MONTHS}
    litres = {
        (name, product, at): value * own[name, at] * (shared[at] if name in COMPANIES[2:4] else 1.0)
        for (name, product, at), value in quiet().items()
    }
    told.sources = ("omc",)
    told.publish(litres)
    found = of_kind(told.insights(MONTHS[-1]), "correlation")
    assert [{each.found.about.member, each.figures["other"]} for each in found] == [{*COMPANIES[2:4]}]
    assert found[0].figures["correlation"] > 0.5
    assert recomputed(found[0], told.run) == found[0].figures


def test_every_insight_is_recomputed_to_the_digit_in_one_unit_and_said_in_whole_sentences(told: Told):
    litres = scaled(quiet(), 1.5, company=BRAVO, since=date(2024, 9, 1))
    litres = scaled(litres, 1.25, product="gasoline", since=date(2024, 8, 1))
    told.publish({key: value for key, value in litres.items() if key[0] != "ECHO OIL LTD" or key[2] < date(2024, 2, 1)})
    found = told.insights()
    assert {each.found.kind for each in found} >= {"share", "left", "lead"}
    for each in found:
        assert recomputed(each, told.run) == each.figures
        assert len({FACTORS[product] == 1000.0 for product in each.found.about.products}) <= 1
        assert each.found.about.products or "volume" not in each.found.queries[0].measures
        words = said(each)
        assert words.text.endswith(".")
        assert not any(mark in words.title + words.text for mark in ("{", "}", "None", "nan", "  "))


def test_what_is_told_of_a_month_depends_on_no_month_after_it_and_on_no_start(told: Told):
    litres = scaled(quiet(), 1.6, company=BRAVO, since=date(2024, 10, 1))
    told.publish(litres)
    whole = [each for each in told.insights(*MONTHS[-3:]) if each.found.month == date(2024, 11, 1)]
    assert whole == told.insights(date(2024, 11, 1))
