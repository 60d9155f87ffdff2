"""A made-up market for insights: six years of three tables, quiet but for what is added."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import numpy as np
import pyarrow as pa

from petroverse.core.country import CountryPack, DefinitionBreak
from petroverse.core.products import PRODUCTS
from petroverse.insight import Asking, Insight, find_insights, month_after, read_market
from petroverse.metrics import Query, answer_table
from stored_market import Market
from volume_facts import Figure, Publication, Table, instant

FIRST, LAST = date(2019, 1, 1), date(2024, 12, 1)
MONTHS = [month_after(FIRST, step) for step in range(72)]
COMPANIES = ("ALPHA OIL LTD", "BRAVO OIL LTD", "CHARLIE OIL LTD", "DELTA OIL LTD", "ECHO OIL LTD", "FOXTROT OIL LTD")
SHARES = (0.27, 0.22, 0.18, 0.14, 0.11, 0.08)
LEVELS = {"gasoline": 80e6, "gasoil": 60e6, "lpg": 20e6}
SEASON = (0.95, 0.92, 1.0, 1.0, 1.02, 1.0, 0.98, 0.97, 1.0, 1.02, 1.04, 1.15)

Litres = dict[tuple[str, str, date], float]
"""What each company has of each product in each month."""


def quiet(seed: int = 7) -> Litres:
    """A season, a little noise, no growth: nothing that is worth telling."""
    chance = np.random.default_rng(seed)
    return {
        (company, product, month): round(
            level * share * SEASON[month.month - 1] * float(np.exp(chance.normal(0.0, 0.012))) / 500.0
        )
        * 500.0
        for product, level in LEVELS.items()
        for company, share in zip(COMPANIES, SHARES, strict=True)
        for month in MONTHS
    }


def scaled(
    litres: Litres, by: float, *, company: str = "", product: str = "", since: date = FIRST, until: date = LAST
) -> Litres:
    """The same with some of the figures multiplied."""
    return {
        key: value * by if company in ("", key[0]) and product in ("", key[1]) and since <= key[2] <= until else value
        for key, value in litres.items()
    }


@dataclass
class Told:
    """A market that was published, and what is worth knowing of it."""

    market: Market
    sources: tuple[str, ...] = ("omc", "national")
    asked: list[Query] = field(default_factory=list)

    def publish(
        self, litres: Litres, name: str = "all.xlsx", only: Iterable[str] = (), known: datetime | None = None
    ) -> None:
        tables = []
        for source in only or self.sources:
            for month in sorted({each[2] for each in litres}):
                tables.append(Table(source, "month", month, tuple(_figures(source, litres, month))))
        self.market.publish(Publication(name, known or instant(2025, 1, 10), tuple(tables)))

    def run(self, question: Query) -> pa.Table:
        self.asked.append(question)
        compiled, rows, answer = self.market.asked(question)
        return answer_table(compiled, rows, json.loads(json.dumps(answer.meta(""), default=str)))

    def insights(self, *months: date) -> list[Insight]:
        asking = Asking(self.run)
        return list(find_insights(read_market(asking), months or MONTHS[-12:]))


def _figures(source: str, litres: Litres, month: date) -> Iterable[Figure]:
    own = {key[:2]: value for key, value in litres.items() if key[2] == month}
    if source in ("omc", "bidec"):
        ending = "" if source == "omc" else " IMPORT"
        yield from (Figure(product, value, company + ending) for (company, product), value in own.items())
        return
    for product in sorted({each for _, each in own}):
        yield Figure(product, sum(value for (_, each), value in own.items() if each == product))


def summed(litres: Litres, pick: Callable[[str, str, date], bool]) -> float:
    """A second, slower sum."""
    return sum(value for key, value in litres.items() if pick(*key))


def tonnes(litres: Litres, factors: Mapping[str, float], month: date, company: str = "") -> float:
    return sum(
        value / factors[product]
        for (name, product, at), value in litres.items()
        if at == month and company in ("", name)
    )


def pack_with(*breaks: DefinitionBreak) -> CountryPack:
    """A country pack that knows of nothing but changed definitions."""
    return CountryPack(
        "testland",
        "Tester",
        "Testland",
        "TSD",
        "TSp",
        "UTC",
        (),
        False,
        {},
        {},
        (),
        breaks,
        (),
        (),
        {},
        (),
        (),
        {},
        {},
        {},
    )


UNITS = {code: each.unit for code, each in PRODUCTS.items()}
