"""Writes movements and dips as tables with a mapping file beside each, as a user's own systems would export them."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from petroverse.sources.sample.country import PRODUCTS
from petroverse.sources.sample.movements import Movements
from petroverse.sources.tabular import ColumnRule, KnownRule, print_mapping
from petroverse.sources.tabular import Mapping as TableMapping

__all__ = ["write_tables"]

_GRADES: Final = {each.code: each.headings[2].strip() for each in PRODUCTS}
_HEADINGS: Final[Mapping[str, str]] = {
    "reference": "Number",
    "at": "Time",
    "product": "Product",
    "place_from": "From",
    "place_to": "To",
    "company": "Company",
    "carrier": "Vehicle",
    "observed_volume": "Observed litres",
    "standard_volume": "Litres at 15 C",
    "temp_c": "Temperature C",
    "density_kg_m3": "Density kg/m3",
    "amount": "Tax KOR",
}
_NAMES: Final[Mapping[str, str]] = {
    "cargo": "cargoes",
    "discharge": "discharges",
    "loading": "loadings",
    "waybill": "waybills",
    "delivery": "deliveries",
    "sale": "sales",
    "tax_entry": "tax-entries",
}


def write_tables(folder: Path, made: Movements) -> list[tuple[str, str]]:
    """Writes one CSV and one mapping file for each kind of event, and for the dips.

    Returns:
        Pairs of table and mapping file, relative to the folder.
    """
    (folder / "movements").mkdir(parents=True, exist_ok=True)
    pairs = [_write_events(folder, kind, rows) for kind, rows in made.events.items()]
    return [*pairs, _write_dips(folder, made)]


def _write_events(folder: Path, kind: str, rows: Sequence[Mapping[str, object]]) -> tuple[str, str]:
    columns = [name for name in _HEADINGS if name in rows[0]]
    rules = {name: ColumnRule(heading=_HEADINGS[name]) for name in columns}
    for name in ("observed_volume", "standard_volume"):
        rules[name] = ColumnRule(heading=_HEADINGS[name], unit="L")
    if kind == "tax_entry":
        rules["currency"] = ColumnRule(constant="KOR")
    mapping = TableMapping(
        name=f"sample {_NAMES[kind]}",
        dataset="movement",
        series=f"sample_{kind}",
        columns={"event": ColumnRule(constant=kind), **rules},
        known=KnownRule(lag_days=1),
    )
    lines = [[_cell(name, row[name]) for name in columns] for row in rows]
    return _write(folder, f"sample-{_NAMES[kind]}-2025-12", [_HEADINGS[name] for name in columns], lines, mapping)


def _write_dips(folder: Path, made: Movements) -> tuple[str, str]:
    mapping = TableMapping(
        name="sample dips",
        dataset="stock",
        series="sample_dips",
        columns={
            "day": ColumnRule(heading="Date", format="%d/%m/%Y"),
            "place": ColumnRule(heading="Place"),
            "product": ColumnRule(heading="Product"),
            "closing": ColumnRule(heading="Closing dip, litres at 15 C", unit="L"),
        },
        known=KnownRule(lag_days=1),
    )
    lines = [
        [f"{row['day']:%d/%m/%Y}", row["place"], _GRADES[str(row["product"])], row["closing"]] for row in made.dips
    ]
    return _write(folder, "sample-dips-2025-12", [each.heading for each in mapping.columns.values()], lines, mapping)


def _cell(name: str, value: object) -> object:
    if isinstance(value, datetime):
        return (value + timedelta(hours=3)).strftime("%Y-%m-%dT%H:%M")
    if name == "product":
        return _GRADES[str(value)]
    return value


def _write(
    folder: Path, stem: str, headings: Sequence[str], lines: Sequence[Sequence[object]], mapping: TableMapping
) -> tuple[str, str]:
    table, rule = f"movements/{stem}.csv", f"movements/{stem}.toml"
    with (folder / table).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(headings)
        writer.writerows(lines)
    (folder / rule).write_text(f"# SAMPLE - SIMULATED\n{print_mapping(mapping)}", "utf-8")
    return table, rule
