"""Warnings of lapses put on trial on any tidy table of liftings: what they were worth, month after month.

    python benchmarks/lapse_trial.py omc.csv                       columns month, company, value [, product] [, unit]
    python benchmarks/lapse_trial.py omc.parquet --until 2023-12    the same on a part of the months

Each warning is made from the months before it alone: the model is learned anew every six months from outcomes that were
known by then. Beside it stand a rule of recency (how often it had happened after as many silent months and as many
active ones of the last six), and the base rate (of the past, told to everybody). Values must be in one unit; where the
table has a column ``unit``, kilograms count as a thousandth of a tonne and litres as 1/1183.43 (gas oil's factor), for
the weights of products decide little here.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from petroverse.forecast import LapseRecord, Liftings, lapse_outlook, liftings

_NAMES = {"month": ("month", "date", "period"), "company": ("company", "place", "name", "series"),
          "value": ("value", "volume", "tonnes", "quantity")}  # fmt: skip
_TONNES = {"kg": 1e-3, "L": 1 / 1183.43, "t": 1.0}


def rows_of(path: Path) -> Iterator[tuple[date, str, str, float]]:
    """Rows of a CSV or Parquet file, in tonnes where it says in what they are."""
    import pandas as pd

    table = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    found = {name: next((each for each in known if each in table), None) for name, known in _NAMES.items()}
    if missing := [name for name, column in found.items() if column is None]:
        raise SystemExit(f"{path} has no column {', '.join(missing)}; it has {', '.join(table.columns)}")
    months = pd.to_datetime(table[found["month"]].astype(str)).dt.date
    factor = table["unit"].map(_TONNES) if "unit" in table else 1.0
    product = table["product"].astype(str) if "product" in table else [""] * len(table)
    yield from zip(months, table[found["company"]].astype(str), product, table[found["value"]] * factor, strict=True)


def told(record: LapseRecord) -> str:
    """A record as lines of a table."""
    head = f"\n{record.event} within {record.within_months} months: {record.events:,} events in {record.cases:,} cases"
    head += f" ({record.events / record.cases:.1%}), warned after {record.first:%Y-%m} to {record.last:%Y-%m}"
    lines = [head, f"{'':34}{'AUC':>8}{'Brier':>9}{'lift 10 %':>11}{'caught 10 %':>13}"]
    kinds = (("warnings", record.scores), ("recency rule", record.rule), ("base rate", record.steady),
             ("warnings, still lifting", record.lifting),
             ("recency rule, still lifting", record.lifting_rule))  # fmt: skip
    for name, each in kinds:
        lines.append(f"  {name:32}{each.auc:8.3f}{each.brier:9.4f}{each.lift_10:11.2f}{each.caught_10:13.1%}")
    lines.append("  came true, by probability: " + ", ".join(
        f"{each.low:.0%}-{each.high:.0%}: {each.events / each.cases:.1%} of {each.cases:,}"
        for each in record.bands if each.cases))  # fmt: skip
    return "\n".join(lines)


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("table", type=Path)
    asked.add_argument("--until", help="the last month to read, such as 2023-12")
    asked.add_argument("--seed", type=int, default=0)
    wanted = asked.parse_args()
    last = date.fromisoformat(f"{wanted.until}-01") if wanted.until else date.max
    held: Liftings = liftings(row for row in rows_of(wanted.table) if row[0] <= last and row[3] == row[3])
    print(f"{len(held.names)} names, {len(held.products)} products, {len(held.months)} months"
          f" {held.months[0]:%Y-%m} to {held.months[-1]:%Y-%m}")  # fmt: skip
    start = time.perf_counter()
    outlook = lapse_outlook(held, seed=wanted.seed)
    took = time.perf_counter() - start
    for record in outlook.records:
        print(told(record))
    print(f"\n{len(outlook.risks)} warnings after {outlook.month:%Y-%m}, with their record, in {took:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
