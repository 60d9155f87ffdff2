"""Facts for the benchmark of questions: organisations of different sizes, six years of months, invented figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa

from petroverse.core.facts import Edition, FactTable, SourceReading
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.products import PRODUCTS
from petroverse.core.times import Known, month_span
from petroverse.lake import FileStamp, stamp
from petroverse.workflows import Stores

YEARS = tuple(range(2019, 2025))
MONTHS = tuple(date(year, month, 1) for year in YEARS for month in range(1, 13))
CODES = tuple(code for code in PRODUCTS if code != "kerosene_industrial")
REGIONS = tuple(f"Region {number:02d}" for number in range(1, 17))
SMALLEST = 100_000
PERSON = PersonId("benchmark")


def sizes(total: int, organisations: int, smallest: int, random: np.random.Generator) -> list[int]:
    """Facts of each organisation: none below the smallest, the rest shared out unevenly."""
    weights = random.pareto(2.0, organisations) + 0.2
    spare = total - smallest * organisations
    return [smallest + int(spare * each) for each in weights / weights.sum()]


def companies(size: int) -> tuple[str, ...]:
    """So many companies that the organisation's facts come to this size."""
    fixed = len(MONTHS) * len(CODES) * (1 + len(REGIONS))
    count = max(1, -(-(size - fixed) // (len(MONTHS) * len(CODES))))
    return tuple(f"Company {number:04d}" for number in range(1, count + 1))


def publish(stores: Stores, organisation: OrganisationId, size: int, random: np.random.Generator) -> int:
    """Takes one organisation's facts in; gives how many there are."""
    with stores.database.unit_of_work(organisation, PERSON, timeout_s=600) as uow:
        readings = list(_readings(companies(size), random))
        rows = 0
        for number, reading in enumerate(readings):
            ids = stores.lake.reserve_edition_ids(uow, len(reading.editions))
            file = FileStamp(number, organisation, f"{organisation}-{number}.xlsx", f"{number:064d}", uow.at)
            stamped = stamp(reading, file, ids)
            for name, table in stamped.tables.items():
                stores.lake.append(name, table)
                rows += len(table)
            stores.lake.register(uow, stamped.editions)
    return rows


def _readings(names: tuple[str, ...], random: np.random.Generator) -> Iterator[SourceReading]:
    yield _reading("omc", "company", names, random)
    yield _reading("national", "", ("",), random)
    yield _reading("regional", "region", REGIONS, random)


def _reading(source: str, split: str, values: tuple[str, ...], random: np.random.Generator) -> SourceReading:
    each_month = len(CODES) * len(values)
    length = len(MONTHS) * each_month
    month = np.repeat(np.arange(len(MONTHS), dtype=np.int32), each_month)
    product = np.tile(np.repeat(np.arange(len(CODES)), len(values)), len(MONTHS))
    value = np.tile(np.arange(len(values)), len(MONTHS) * len(CODES))
    volume = np.where(random.random(length) < 0.7, 0.0, random.integers(1, 10**7, length)).astype(float)
    nothing = pa.nulls(length, pa.string())
    codes = pa.array(CODES).take(pa.array(product))
    split_by = pa.array(values).take(pa.array(value))
    factors = pa.array([1000.0 if PRODUCTS[code].unit == "kg" else 1180.0 for code in CODES]).take(pa.array(product))
    columns = {
        "source": pa.repeat(source, length),
        "grain": pa.repeat("month", length),
        "month": pa.array(MONTHS, pa.date32()).take(pa.array(month)),
        "product": codes,
        "company": split_by if split == "company" else nothing,
        "company_printed": split_by if split == "company" else nothing,
        "region": split_by if split == "region" else nothing,
        "depot": nothing,
        "place": nothing,
        "volume": pa.array(volume),
        "unit": pa.array([PRODUCTS[code].unit for code in CODES]).take(pa.array(product)),
        "units_per_tonne": factors,
    }
    known = Known(datetime(2025, 1, 20, tzinfo=UTC), "stated")
    editions = tuple(
        Edition("volume", source, "month", month_span(each.year, each.month), known, f"{each:%b %Y}") for each in MONTHS
    )
    table = FactTable("volume", columns, month, pa.repeat("D4", length))  # type: ignore[arg-type]
    return SourceReading("read", editions=editions, tables=(table,))
