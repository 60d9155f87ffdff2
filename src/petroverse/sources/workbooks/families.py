"""Every family of workbooks that can be read; the surest one reads a file."""

from __future__ import annotations

from petroverse.sources.workbooks.build_up import BuildUps
from petroverse.sources.workbooks.ex_pump import ExPumpPrices
from petroverse.sources.workbooks.family import Family
from petroverse.sources.workbooks.historical import HistoricalPrices
from petroverse.sources.workbooks.indicative import IndicativePrices
from petroverse.sources.workbooks.indicators import Indicators
from petroverse.sources.workbooks.quality import QualitySummaries
from petroverse.sources.workbooks.storage import StorageCapacities
from petroverse.sources.workbooks.volume import VolumeFamily

__all__ = ["families"]


def families() -> tuple[Family, ...]:
    """All families; add a new kind of publication here."""
    return (
        VolumeFamily(),
        ExPumpPrices(),
        IndicativePrices(),
        BuildUps(),
        Indicators(),
        HistoricalPrices(),
        QualitySummaries(),
        StorageCapacities(),
    )
