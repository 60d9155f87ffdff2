"""What the motorists of a simulated network want: as regions really take where that is known, invented where not.

The stations that are simulated are few beside a country's, so of real totals their proportions are taken and no litre:
all stations together sell what their tanks make one expect, and each region and product its real part of it. Regions
are invented; they stand for real ones in the order of how much is sold there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from petroverse.core.errors import PetroVerseError
from petroverse.core.network import Network
from petroverse.twin import Demand
from petroverse.workflows import (
    OWNER,
    Stores,
    answer_question,
    has_real_facts,
    owner_reader,
    question_from_words,
)

__all__ = ["demand_of", "demand_rows", "proportioned"]

_DAYS_A_MONTH: Final = 365.25 / 12


def demand_rows(stores: Stores, network: Network) -> list[dict[str, Any]]:
    """Litres a month that each region of a network sells of each product; empty where no real totals are taken in.

    Args:
        stores: Where real facts would be.
        network: As it was invented.
    """
    if not has_real_facts(stores, OWNER):
        return []
    question = question_from_words(["volume"], ["region", "product"], ["source=regional"])
    try:
        rows = answer_question(stores, question, owner_reader()).document["rows"]
    except PetroVerseError:
        return []  # no publication of regions is in: demand stays invented
    return proportioned(network, rows)


def proportioned(network: Network, totals: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The litres that a network's tanks make one expect, shared out as real totals are.

    Args:
        network: As it was invented.
        totals: ``region``, ``product``, ``volume`` and ``unit`` of each; what is not in litres is left out.

    Returns:
        ``region``, ``product`` and ``monthly_l`` of each that stations of the network sell; empty where no total fits.
    """
    sold = _capacity_l(network)
    products = {product for _, product in sold}
    real: dict[str, dict[str, float]] = defaultdict(dict)
    for each in totals:
        if each["unit"] == "L" and each["product"] in products and each["region"] and (each["volume"] or 0) > 0:
            real[each["region"]][each["product"]] = each["volume"]
    largest = sorted(real, key=lambda region: -sum(real[region].values()))
    named = dict(zip(sorted({region for region, _ in sold}), largest, strict=False))
    shares = {key: real[named[key[0]]].get(key[1], 0.0) for key in sold if key[0] in named}
    whole = sum(shares.values())
    if not whole or len(shares) < len(sold):
        return []
    litres = Demand().turnover_per_day * sum(sold.values()) * _DAYS_A_MONTH
    return [
        {"region": region, "product": product, "monthly_l": round(litres * share / whole, 3)}
        for (region, product), share in shares.items()
    ]


def demand_of(rows: Iterable[Mapping[str, Any]]) -> Demand:
    """The demand that rows of ``demand_rows`` say; the invented one where there are none."""
    return Demand(monthly_l={(each["region"], each["product"]): each["monthly_l"] for each in rows})


def _capacity_l(network: Network) -> dict[tuple[str, str], float]:
    """Litres that the tanks hold which meters draw from, by region and product."""
    drawn_from = {each.tank for each in network.meters}
    held: dict[tuple[str, str], float] = defaultdict(float)
    for each in network.tanks:
        if each.id in drawn_from:
            held[network.place(each.place).region, each.product] += each.capacity_l
    return dict(sorted(held.items()))
