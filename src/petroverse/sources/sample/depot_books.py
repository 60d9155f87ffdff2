"""Writes what the depots can hold, and the laboratory's weekly summary of what the ships brought."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from petroverse.sources.sample.country import DEPOTS
from petroverse.sources.sample.volume_books import SAMPLE_MARK, new_workbook

__all__ = ["write_storage"]

_COLUMNS = (
    ("gasoline", "MOTOR SPIRIT"),
    ("gasoil", "AUTO DIESEL"),
    ("lpg", "BOTTLED GAS"),
    ("mgo_local", "SHIP DIESEL"),
    ("kerosene", "LAMP OIL"),
    ("premix", "OUTBOARD SPIRIT"),
    ("atk", "JET FUEL"),
    ("rfo", "FURNACE OIL"),
    ("gasoil_mines", "MINE DIESEL"),
    ("gasoil_cellsite", "TOWER DIESEL"),
)


def write_storage(path: Path) -> None:
    """Writes the tank capacities by region, zone and depot."""
    workbook = new_workbook(path, datetime(2025, 1, 31, 9, tzinfo=UTC), "STORAGE CAPACITY")
    page = workbook.add_worksheet("December 2024")
    older = workbook.add_worksheet("December 2023")
    older.write_string(0, 0, f"figures of the year before, not for publication - {SAMPLE_MARK}")
    older.hide()
    page.write_string(0, 2, f"PETROLEUM PRODUCTS STORAGE CAPACITY - {SAMPLE_MARK}")
    page.write_string(1, 1, "UNIT: CUBIC METERS")
    page.write_row(2, 1, ["REGION", "ZONES", "DEPOTS", *(heading for _, heading in _COLUMNS), "ALL PRODUCTS"])
    row, region, zone = 3, "", ""
    for depot in sorted(DEPOTS, key=lambda each: (each.region, each.zone)):
        tanks = dict(depot.tanks_m3)
        if depot.region != region:
            page.write_string(row, 1, depot.region.upper())
        if depot.zone != zone:
            page.write_string(row, 2, depot.zone)
        region, zone = depot.region, depot.zone
        page.write_string(row, 3, depot.name)
        for column, (code, _) in enumerate(_COLUMNS):
            if code in tanks:
                page.write_number(row, 4 + column, tanks[code])
        page.write_number(row, 4 + len(_COLUMNS), sum(tanks.values()))
        row += 1
    page.write_string(row, 1, "TOTAL")
    for column, (code, _) in enumerate(_COLUMNS):
        page.write_number(row, 4 + column, sum(dict(each.tanks_m3).get(code, 0) for each in DEPOTS))
    workbook.close()
