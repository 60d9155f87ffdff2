"""The real volumes: control totals to the litre, restatements cell by cell, every known fault and no false one."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import UTC, datetime
from math import fsum

import pytest

from petroverse.sources import (
    PublishedCell,
    PublishedTotals,
    compare_editions,
    cross_check,
    load_pack,
    read_source,
    restated_later,
)

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FOLDERS = ("omc", "bidec", "depot", "supply")
ACROSS_FILES = {"cross_source_mismatch", "restated_later"}
MUST_NOT_BE_FALSE = (
    *("total_mismatch", "tonnes_total_mismatch", "share_total_mismatch", "share_mismatch", "sum_sheet_mismatch"),
    *("cross_source_mismatch", "tonnes_mismatch", "tonnes_wrong_product", "unit_slip_thousand", "probable_copy_error"),
    "restated_later",
)


@pytest.fixture(scope="module")
def readings(real_data):
    pack = load_pack("npa_ghana")
    npa = real_data / "npa"
    files = [path for folder in FOLDERS for path in sorted((npa / folder).rglob("*.xlsx"))]
    names = {path.relative_to(npa).as_posix(): path for path in files}
    return {name: read_source(path.read_bytes(), path.name, [pack], now=NOW) for name, path in names.items()}


@pytest.fixture(scope="module")
def last_known(readings):
    """Slot → file and index of the edition that is known last."""
    found = {}
    for name, reading in readings.items():
        for at, edition in enumerate(reading.editions):
            if edition.slot not in found or edition.known.at > found[edition.slot][0]:
                found[edition.slot] = (edition.known.at, name, at)
    return {slot: (name, at) for slot, (_, name, at) in found.items()}


@pytest.fixture(scope="module")
def expected_faults(real_data):
    with (real_data / "expected" / "expected_faults.csv").open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["file"].split("/")[0] in FOLDERS]


@pytest.fixture(scope="module")
def findings(readings):
    """Every finding of one file alone and across files, as (file, rule, sheet, cell)."""
    pack = load_pack("npa_ghana")
    published = [
        PublishedTotals(
            name,
            each.sheet,
            each.series,
            each.grain,
            each.span.start,
            each.known.at,
            each.totals,
            len(reading.editions),
        )
        for name, reading in readings.items()
        for each in reading.editions
    ]
    found = [(name, each) for name, reading in readings.items() for each in reading.findings]
    found += [(name, each) for name, several in cross_check(published, pack).items() for each in several]
    found += [
        (name, each) for name, later in RESTATED.items() if (each := restated(readings[name], readings[later], later))
    ]
    return {(name, each.rule, each.sheet, each.cell): each for name, each in found}


RESTATED = {
    "supply/national/national-supply-2023-jan-oct.xlsx": "supply/national/national-supply-2023.xlsx",
    "supply/national/national-supply-2024-jan.xlsx": "supply/national/national-supply-2024.xlsx",
    "supply/national/national-supply-2022.xlsx": "supply/national/national-supply-1999-2022.xlsx",
    "supply/regional/regional-supply-2024-jan.xlsx": "supply/regional/regional-supply-2024.xlsx",
    "supply/regional/regional-supply-2024-jan-apr.xlsx": "supply/regional/regional-supply-2024.xlsx",
    "supply/regional/regional-supply-2024-jan-jun.xlsx": "supply/regional/regional-supply-2024.xlsx",
}


def cells(reading):
    table = reading.tables[0]
    names = ("month", "product", "region", "volume")
    rows = zip(*(table.columns[name] for name in names), table.edition, table.cell, strict=True)
    return [
        PublishedCell(
            month, product, region or "", volume, reading.editions[edition].sheet, cell, "region" if region else ""
        )
        for month, product, region, volume, edition, cell in rows
    ]


def changes(earlier, later):
    before = cells(earlier)
    months = {each.month for each in before}
    return compare_editions(before, [each for each in cells(later) if each.month in months])


def restated(earlier, later, name):
    return restated_later(changes(earlier, later), name)


def test_every_file_of_volumes_is_read(readings):
    assert {name: each.reason for name, each in readings.items() if each.verdict != "read"} == {}


def test_every_control_total_is_right_to_the_litre(real_data, readings, last_known):
    volumes, units = defaultdict(list), {}
    for name, reading in readings.items():
        columns = reading.tables[0].columns
        names = ("source", "grain", "month", "region", "product", "volume", "unit")
        rows = zip(*(columns[each] for each in names), reading.tables[0].edition, strict=True)
        for source, grain, month, region, product, volume, unit, edition in rows:
            if last_known[reading.editions[edition].slot] == (name, edition):
                key = (source if grain == "month" else f"{source}_annual", str(month.year), region or "", product)
                volumes[key].append(volume)
                units[key] = unit
    wrong = []
    with (real_data / "expected" / "control_totals.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            key = (row["source"], row["year"], row["region"], row["product"])
            figures = [volume for volume in volumes.get(key, ()) if volume is not None]
            told = (round(fsum(figures), 6), str(len(figures)), units.get(key))
            if told != (float(row["volume"]), row["rows"], row["unit"]):
                wrong.append((key, told, row["volume"], row["rows"]))
    assert wrong == []


def test_every_restated_cell_is_found_and_no_other(real_data, readings):
    with (real_data / "expected" / "restatements_2024.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["region"] != "TOTAL" and "Q" not in row["month"]]
    for earlier, later in {(row["earlier_file"], row["later_file"]) for row in rows}:
        wanted = {
            (row["sheet"], row["cell"], row["later_cell"], row["kind"])
            for row in rows
            if row["earlier_file"] == earlier
        }
        found = {
            (each.earlier.sheet, each.earlier.cell, each.later.cell, each.kind)
            for each in changes(readings[earlier], readings[later])
            if each.kind != "same"
        }
        assert found == wanted, earlier


def test_every_known_fault_is_found(expected_faults, findings):
    missed = [
        (row["file"], row["rule"], row["sheet"], row["cell"])
        for row in expected_faults
        if (row["file"], row["rule"], row["sheet"], row["cell"]) not in findings
    ]
    assert missed == []


def test_no_mismatch_is_found_where_there_is_none(expected_faults, findings):
    known = {(row["file"], row["rule"], row["sheet"], row["cell"]) for row in expected_faults}
    assert [key for key in findings if key[1] in MUST_NOT_BE_FALSE and key not in known] == []


def test_totals_across_files_are_told_with_both_figures(expected_faults, findings):
    wanted = [row for row in expected_faults if row["rule"] == "cross_source_mismatch"]
    told = [findings[row["file"], row["rule"], row["sheet"], row["cell"]] for row in wanted]
    assert [(each.seen, each.expected) for each in told] == [(row["seen"], row["expected"]) for row in wanted]
