"""Who is named when: the companies of a snapshot's facts, for people who decide which names are one company."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from petroverse.lake.snapshot import Snapshot

__all__ = ["COMPANY_DATASETS", "PRICES", "CompaniesNamed"]

COMPANY_DATASETS: Final = ("volume", "price")
"""The datasets whose companies are compared."""

PRICES: Final = "price"
"""What the series of a price is called here; a volume's is its source."""

_SQL: Final = f"""
    SELECT company::VARCHAR AS company, source::VARCHAR AS series, grain::VARCHAR AS grain, month AS first_day,
           coalesce(sum(volume) FILTER (WHERE unit = 'L'), 0) AS volume_l
    FROM volume WHERE company IS NOT NULL AND volume IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT company::VARCHAR, '{PRICES}', 'month', date_trunc('month', day)::DATE, 0.0
    FROM price WHERE company IS NOT NULL GROUP BY ALL
    ORDER BY ALL"""


@dataclass(frozen=True, slots=True)
class CompaniesNamed:
    """A ready statement: each company with every stage and period that names it, and its litres there."""

    sql: str
    reads: Mapping[str, tuple[str, ...]]

    @classmethod
    def of(cls, snapshot: Snapshot) -> CompaniesNamed:
        """The statement over whose facts a snapshot holds."""
        owners = {name: tuple(owner for of, owner in snapshot.parts if of == name) for name in COMPANY_DATASETS}
        return cls(_SQL.strip(), owners)
