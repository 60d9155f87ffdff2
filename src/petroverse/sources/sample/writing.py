"""Writes the whole sample into a folder, and says what is true of it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np

from petroverse.sources.sample.depot_books import write_storage
from petroverse.sources.sample.indicative_books import write_indicative
from petroverse.sources.sample.kestria import kestria_network
from petroverse.sources.sample.market import Market, simulate_market
from petroverse.sources.sample.movements import simulate_movements
from petroverse.sources.sample.performance import performance_publications
from petroverse.sources.sample.price_books import pump_sheets, write_build_up, write_indicators, write_pump_sheet
from petroverse.sources.sample.prices import PriceHistory, simulate_prices
from petroverse.sources.sample.quality_books import quality_weeks, write_quality
from petroverse.sources.sample.supply import (
    differences,
    national_books,
    national_faults,
    national_totals,
    regional_publications,
    restatements,
    write_national,
)
from petroverse.sources.sample.tables import write_tables
from petroverse.sources.sample.truth import ControlTotal, PlantedFault, SampleTables, SampleTruth
from petroverse.sources.sample.volume_books import write_performance

__all__ = ["write_sample", "write_sample_tables"]

_BUILD_UPS_EVERY: Final = 6
"""Windows from one published build-up to the next."""

_INDICATIVE_EVERY: Final = 12
"""Windows from one publication of indicative prices to the next."""


def write_sample(folder: Path, *, seed: int) -> SampleTruth:
    """Simulates the market of Kestria and writes its publications as workbooks.

    Args:
        folder: Where to; made if it is not there. Subfolders by kind of publication.
        seed: The same seed gives the same bytes.

    Returns:
        The truth as the simulator knows it, to hold an import against.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as home:
        ...     truth = write_sample(Path(home), seed=7)
        >>> "omc/sample-omc-performance-2025.xlsx" in truth.files
        True
    """
    rng = np.random.default_rng(seed)
    market, history = simulate_market(rng), simulate_prices(rng)
    volume_files, faults, totals = _write_volumes(folder, market)
    price_files, price_faults = _write_prices(folder, history, rng)
    return SampleTruth(
        files=(*volume_files, *price_files),
        control_totals=tuple(totals),
        restatements=tuple(restatements(market)),
        faults=(*faults, *price_faults),
        differences=tuple(differences(market)),
    )


def write_sample_tables(folder: Path, *, seed: int) -> SampleTables:
    """Simulates a month of movements on Kestria's network and writes them as tables, each with its mapping file.

    Args:
        folder: Where to; made if it is not there.
        seed: The same seed gives the same bytes.

    Returns:
        The tables with their mappings, and what is missing from them.
    """
    made = simulate_movements(np.random.default_rng((seed, 1)), kestria_network())
    return SampleTables(tuple(write_tables(folder, made)), tuple(made.losses))


def _place(folder: Path, file: str) -> Path:
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _write_volumes(folder: Path, market: Market) -> tuple[list[str], list[PlantedFault], list[ControlTotal]]:
    files: list[str] = []
    faults: list[PlantedFault] = []
    totals = national_totals(market)
    for made in [*performance_publications(market), *regional_publications(market)]:
        write_performance(_place(folder, made.file), made.book)
        files.append(made.file)
        faults.extend(made.faults)
        totals.extend(made.totals)
    for book in national_books(market):
        write_national(_place(folder, book.file), book)
        files.append(book.file)
        faults.extend(national_faults(book))
    return files, faults, totals


def _write_prices(
    folder: Path, history: PriceHistory, rng: np.random.Generator
) -> tuple[list[str], list[PlantedFault]]:
    files: list[str] = []
    faults: list[PlantedFault] = []
    for sheet in pump_sheets(history):
        write_pump_sheet(_place(folder, sheet.file), sheet)
        files.append(sheet.file)
        faults.extend(sheet.faults)
    for window in range(0, len(history.windows), _BUILD_UPS_EVERY):
        day = history.windows[window]
        files.append(f"prices/build_up/sample-price-build-up-{day}.xlsx")
        write_build_up(_place(folder, files[-1]), history, window)
        if window:
            files.append(f"prices/indicators/sample-price-indicators-{day}.xlsx")
            write_indicators(_place(folder, files[-1]), history, window)
    for window in range(0, len(history.windows), _INDICATIVE_EVERY):
        files.append(f"prices/indicative/sample-indicative-prices-{history.windows[window]}.xlsx")
        faults += write_indicative(_place(folder, files[-1]), files[-1], history, window)
    for week in quality_weeks():
        files.append(f"quality/sample-quality-indicators-{week}.xlsx")
        write_quality(_place(folder, files[-1]), week, rng)
    files.append("depots/sample-storage-capacities-2024-12.xlsx")
    write_storage(_place(folder, files[-1]))
    return files, faults
