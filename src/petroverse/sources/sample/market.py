"""The simulated market: how much of each product was sold, in which region, by whom, from which depot, each month.

Demand is drawn once by region; marketers, importers and depots then share exactly the same litres, so every view of
the market adds up to the same total, as it must in a true one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from petroverse.sources.sample.country import (
    DEPOTS,
    IMPORTERS,
    MARKETERS,
    PRODUCTS,
    REGIONS,
    YEARS,
    Company,
    SampleProduct,
    SampleRegion,
)

__all__ = ["Market", "allocate", "simulate_market"]

Whole = NDArray[np.int64]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Market:
    """Every litre (kg) of the sample, each array with months first and products last.

    Attributes:
        months: First day of each month.
        regional: (n_months, n_regions, n_products), the nine regions.
        marketed: (n_months, n_marketers, n_products).
        imported: (n_months, n_importers, n_products).
        lifted: (n_months, n_depots, n_products).
    """

    months: tuple[date, ...]
    regional: Whole
    marketed: Whole
    imported: Whole
    lifted: Whole

    @property
    def national(self) -> Whole:
        """(n_months, n_products), the sum over the regions."""
        return np.asarray(self.regional.sum(axis=1), dtype=np.int64)


def allocate(lots: Whole, weights: Real) -> Whole:
    """Shares whole lots by weight, losing none: the largest remainders get the lots left over.

    Args:
        lots: (n_months, n_products), how many lots there are.
        weights: (n_months, n_sharers, n_products), not negative; at least one above 0 wherever there are lots.

    Returns:
        (n_months, n_sharers, n_products); summed over the sharers it is ``lots``.
    """
    exact = lots[:, None, :] * weights / weights.sum(axis=1, keepdims=True)
    whole = np.floor(exact).astype(np.int64)
    left = lots - whole.sum(axis=1)
    rank = np.argsort(np.argsort(-(exact - whole), axis=1, kind="stable"), axis=1, kind="stable")
    return np.asarray(whole + (rank < left[:, None, :]), dtype=np.int64)


def simulate_market(rng: np.random.Generator) -> Market:
    """Draws the whole market from the generator given; the same generator state gives the same market."""
    months = tuple(date(year, month, 1) for year in YEARS for month in range(1, 13))
    lot = np.array([each.lot for each in PRODUCTS])
    regional = _demand(rng, months)
    national = regional.sum(axis=1)
    return Market(
        months=months,
        regional=regional * lot,
        marketed=allocate(national, _company_weights(rng, MARKETERS, months)) * lot,
        imported=allocate(national, _company_weights(rng, IMPORTERS, months)) * lot,
        lifted=allocate(national, _depot_weights(rng, len(months))) * lot,
    )


def _demand(rng: np.random.Generator, months: Sequence[date]) -> Whole:
    step = np.arange(len(months))
    lots = np.zeros((len(months), len(REGIONS), len(PRODUCTS)), dtype=np.int64)
    for column, product in enumerate(PRODUCTS):
        season = 1 + product.swing * np.cos(2 * np.pi * (step - 11) / 12)
        path = product.monthly * (1 + product.growth) ** (step / 12) * season * _shocks(product, months)
        for row, region in enumerate(REGIONS):
            noise = np.exp(rng.normal(0, 0.025, len(months)))
            lots[:, row, column] = np.round(path * _regional_weight(product, region) * noise / product.lot)
    return lots


def _shocks(product: SampleProduct, months: Sequence[date]) -> Real:
    """A port strike in March 2024 that April makes good, and a tax rise in July 2025 that bites into motor fuels."""
    factors = np.ones(len(months))
    if product.code not in ("atk", "rfo"):
        factors[months.index(date(2024, 3, 1))] = 0.82
        factors[months.index(date(2024, 4, 1))] = 1.14
    if product.code in ("gasoline", "gasoil"):
        factors[months.index(date(2025, 7, 1)) :] = 0.95
    return factors


def _regional_weight(product: SampleProduct, region: SampleRegion) -> float:
    first_mine, second_mine = 0.58, 0.42
    if product.code == "gasoil_mines":
        return (first_mine if region.name.startswith("East") else second_mine) if region.has_mines else 0.0
    if product.code == "atk":
        return {"Harbour Coast": 0.97, "Midlands": 0.03}.get(region.name, 0.0)
    if product.code in ("mgo_local", "premix"):
        return {"Harbour Coast": 0.55, "Lower Delta": 0.36, "Lakes": 0.09}.get(region.name, 0.0)
    if product.code == "rfo":
        return {"Harbour Coast": 0.82, "Midlands": 0.18}.get(region.name, 0.0)
    return region.weight


def _company_weights(rng: np.random.Generator, companies: Sequence[Company], months: Sequence[date]) -> Real:
    weights = np.zeros((len(months), len(companies), len(PRODUCTS)))
    for row, company in enumerate(companies):
        drift = np.exp(np.cumsum(rng.normal(0, 0.05, len(months))))
        taste = rng.uniform(0.4, 1.6, len(PRODUCTS))
        active = np.array([company.trades(month) for month in months])
        for column, product in enumerate(PRODUCTS):
            if _sells(company, product.code):
                weights[:, row, column] = company.weight * drift * taste[column] * active
    return weights


def _sells(company: Company, code: str) -> bool:
    return (
        code in company.sells
        if company.sells
        else code not in ("lpg", "atk", "mgo_local", "rfo")
        or (code in ("mgo_local", "rfo", "atk", "lpg") and company.weight >= 7)
    )


def _depot_weights(rng: np.random.Generator, n_months: int) -> Real:
    weights = np.zeros((n_months, len(DEPOTS), len(PRODUCTS)))
    for row, depot in enumerate(DEPOTS):
        noise = np.exp(rng.normal(0, 0.06, n_months))
        for column, product in enumerate(PRODUCTS):
            if product.code in depot.serves:
                weights[:, row, column] = depot.weight * noise
    return weights
