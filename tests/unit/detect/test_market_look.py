"""The look at a made-up market: what was put in is found at its node and re-computed, and a calm market stays quiet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

import numpy as np
import pytest

from petroverse.detect.market import (
    FARTHEST,
    Asked,
    Columns,
    Knowledge,
    Look,
    Looked,
    Verdicts,
    finding_from_json,
    finding_to_json,
    is_told,
    look,
    recomputed,
    thresholds,
)

MONTHS = [f"{year}-{month:02}" for year in range(2019, 2025) for month in range(1, 13)]
REGIONS = {
    "Hills": 3e6,
    "Coast": 9e6,
    "Plain": 5e6,
    "Lake": 2e6,
    "Forest": 4e6,
    "Delta": 6e6,
    "Bay": 7e6,
    "Ridge": 2.5e6,
}
COMPANIES = {f"Company {letter}": 1e6 * (3 + number) for number, letter in enumerate("ABCDEFGH")}
PRODUCTS = {"gasoline": 1.0, "gasoil": 1.3}
KNOWN = Knowledge(regions_by="region")
BUDGET = 2.0

Figures = dict[tuple[str, str, str, str], float]
"""(source, month, product, part) → litres."""


def figures(seed: int) -> Figures:
    """Six years with a season, growth and noise as a market has them."""
    chance = np.random.default_rng(seed)
    told: Figures = {}
    for source, parts in {"regional": REGIONS, "omc": COMPANIES}.items():
        for (part, size), (product, weight) in ((a, b) for a in parts.items() for b in PRODUCTS.items()):
            for at, month in enumerate(MONTHS):
                season = 1 + 0.06 * np.sin(2 * np.pi * at / 12)
                told[source, month, product, part] = float(
                    round(size * weight * season * 1.004**at * np.exp(chance.normal(0, 0.05)))
                )
    return told


def market(told: Figures) -> Callable[[Asked], Columns]:
    """Answers as the semantic model would: sums by the dimensions, of the rows that the filters leave."""
    rows = [
        {
            "source": source,
            "month": month,
            "product": product,
            "region": part,
            "company": part,
            "unit": "L",
            "is": value,
        }
        for (source, month, product, part), value in told.items()
    ]

    def run(question: Asked) -> Columns:
        names = [*dict.fromkeys((*question["dimensions"], "unit"))]
        (measure,) = question["measures"] if question["measures"] == ["volume"] else ("",)
        sums: dict[tuple[str, ...], float] = defaultdict(float)
        for each in rows if measure else ():
            if all(_passes(each, every) for every in question["filters"]):
                sums[tuple(str(each[name]) for name in names)] += float(each["is"])
        columns: dict[str, list] = {name: [key[at] for key in sums] for at, name in enumerate(names)}
        return {**columns, **{each: list(sums.values()) for each in question["measures"]}}

    return run


def _passes(row: dict, only: dict) -> bool:
    value = str(row[only["dimension"]])
    return value in only["in"] if "in" in only else only.get("from", "") <= value <= only.get("until", "~")


def looked(told: Figures, **settings: object) -> Looked:
    return look(market(told), KNOWN, Look(months=6, budget=BUDGET, **settings))


def nodes(found: Looked) -> Iterator[tuple[str, str, str]]:
    return ((each.signal.kind, each.signal.node.product, each.signal.node.region or each.signal.node.company)
            for each in found.findings)  # fmt: skip


def grown(told: Figures, region: str, product: str, times: float) -> Figures:
    return {
        key: value * times if key[0] == "regional" and key[1] >= "2024-07" and key[2:] == (product, region) else value
        for key, value in told.items()
    }


def test_a_calm_market_stays_within_its_budget_of_false_findings():
    found = [len(looked(figures(seed)).findings) for seed in range(4)]
    assert np.mean(found) <= 6 * BUDGET


@pytest.mark.parametrize(("region", "product", "times"), [("Hills", "gasoline", 2.0), ("Lake", "gasoil", 0.4)])
def test_half_a_year_that_left_its_siblings_is_found_at_its_own_node_first(region: str, product: str, times: float):
    found = looked(grown(figures(7), region, product, times))
    first = next(each for each in found.findings if each.signal.kind == "shift")
    assert (first.signal.node.region, first.signal.node.product) == (region, product)
    assert np.sign(first.signal.excess) == np.sign(times - 1)
    assert first.causes
    assert first.confirm
    assert first.refute


def test_a_figure_a_hundred_times_too_large_is_a_slip_of_the_unit():
    told = figures(8)
    key = ("omc", "2024-10", "gasoil", "Company C")
    told[key] *= 100
    assert ("unit_slip", "gasoil", "Company C") in set(nodes(looked(told)))


def test_a_company_that_reports_a_month_twice_is_found():
    told = figures(9)
    for product in PRODUCTS:
        for company in COMPANIES:
            told["omc", "2024-11", product, company] = told["omc", "2024-10", product, company]
    assert "copied_month" in {kind for kind, _, _ in nodes(looked(told))}


def test_every_finding_is_computed_again_from_its_own_rows():
    told = grown(figures(10), "Hills", "gasoline", 2.0)
    told["omc", "2024-09", "gasoline", "Company B"] *= 0.01
    found = looked(told)
    assert len(found.findings) >= 2
    for each in found.findings:
        assert recomputed(each.signal, each.evidence, market(told), KNOWN) == each.signal
        assert finding_from_json(finding_to_json(each)) == each
    told["omc", "2024-09", "gasoline", "Company B"] *= 100  # restated as it should have been
    wrong = next(each for each in found.findings if each.signal.node.company == "Company B")
    again = recomputed(wrong.signal, wrong.evidence, market(told), KNOWN)
    assert again is None or not is_told(type(wrong)(again, wrong.evidence), found.thresholds)


def test_what_people_dismiss_is_told_less_and_within_bounds():
    tests = {"course": 400.0, "shift": 32.0}
    plain = thresholds(tests, BUDGET, {})["shift"].probability
    dismissed = [thresholds(tests, BUDGET, {"shift": Verdicts(0, many)})["shift"].probability for many in (1, 3, 9, 99)]
    assert plain > dismissed[0] > dismissed[1] >= dismissed[2] == dismissed[3] == pytest.approx(plain / FARTHEST)
    assert "dismissed" in thresholds(tests, BUDGET, {"shift": Verdicts(0, 9)})["shift"].why


def test_nothing_published_is_nothing_found():
    assert looked({}).findings == ()
