"""The ordinary readers take the whole sample in with its own pack: every figure right, every planted fault found."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest

from petroverse.core.facts import FactTable, SourceReading
from petroverse.sources import PublishedTotals, cross_check, load_pack, read_source
from petroverse.sources.sample import SAMPLE_PACK, ControlTotal, SampleTruth, write_sample

NOW = datetime(2026, 6, 1, tzinfo=UTC)
Readings = tuple[SampleTruth, dict[str, SourceReading]]


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Readings:
    folder = tmp_path_factory.mktemp("sample")
    truth = write_sample(folder, seed=5)
    packs = [load_pack(SAMPLE_PACK)]
    return truth, {
        name: read_source((folder / name).read_bytes(), Path(name).name, packs, now=NOW) for name in truth.files
    }


def test_every_file_is_read(readings: Readings) -> None:
    assert {name: each.reason for name, each in readings[1].items() if each.verdict != "read"} == {}


def test_every_fact_is_known_when_its_file_was_published(readings: Readings) -> None:
    bases = {edition.known.basis for each in readings[1].values() for edition in each.editions}
    assert bases == {"stated"}


def test_the_sums_of_what_was_read_are_the_simulators_own(readings: Readings) -> None:
    truth, read = readings
    found: list[ControlTotal] = []
    for name, reading in read.items():
        if "jan-jun" not in name:
            found += [total for table in reading.tables if table.dataset == "volume" for total in totals(table)]
    assert sorted(found, key=repr) == sorted(truth.control_totals, key=repr)


def totals(table: FactTable) -> list[ControlTotal]:
    sums: dict[tuple[str, int, str, str, str], list[float]] = defaultdict(list)
    names = ("source", "month", "region", "product", "unit", "volume", "grain")
    for source, month, region, product, unit, volume, grain in zip(
        *(table.columns[each] for each in names), strict=True
    ):
        if grain == "month" and volume is not None:
            sums[str(source), month.year, str(region or ""), str(product), str(unit)].append(float(str(volume)))  # type: ignore[attr-defined]
    return [
        ControlTotal(source, year, region, product, round(sum(values)), unit, len(values))
        for (source, year, region, product, unit), values in sums.items()
    ]


def test_the_report_names_every_planted_fault_and_no_other(readings: Readings) -> None:
    truth, read = readings
    planted = {(each.file, each.sheet, each.cell, each.rule) for each in truth.faults}
    found = {(name, each.sheet, each.cell, each.rule) for name, reading in read.items() for each in reading.findings}
    assert planted - found == set()
    assert found - planted == set()


def test_a_slip_of_the_money_unit_is_kept_as_printed_and_marked(readings: Readings) -> None:
    truth, read = readings
    fault = next(each for each in truth.faults if each.rule == "unit_slip_pesewa")
    table = read[fault.file].tables[0]
    suspects = [
        (cell, price)
        for cell, price, standing in zip(table.cell, table.columns["price"], table.columns["standing"], strict=True)
        if standing == "suspect"
    ]
    assert suspects == [(fault.cell, float(fault.seen))]


def test_files_compared_with_each_other_differ_only_where_a_definition_changed(readings: Readings) -> None:
    truth, read = readings
    published = [
        PublishedTotals(name, each.sheet, each.series, each.grain, each.span.start, each.known.at, each.totals)
        for name, reading in read.items()
        for each in reading.editions
        if each.dataset == "volume"
    ]
    found = {
        (name, each.sheet, each.cell, each.rule, each.seen, each.expected)
        for name, findings in cross_check(published, load_pack(SAMPLE_PACK)).items()
        for each in findings
    }
    assert found == {
        (each.file, each.sheet, each.cell, each.rule, each.seen, each.expected) for each in truth.differences
    }


def test_a_restated_month_differs_in_exactly_the_restated_cells(readings: Readings) -> None:
    truth, read = readings
    early = {name: cells(read[name]) for name in {each.earlier_file for each in truth.restatements}}
    late = {name: cells(read[name]) for name in {each.later_file for each in truth.restatements}}
    changed = {
        (name, key, before, late[name.replace("-jan-jun", "")][key])
        for name, figures in early.items()
        for key, before in figures.items()
        if late[name.replace("-jan-jun", "")][key] != before
    }
    assert changed == {
        (each.earlier_file, (each.month, each.region, each.product), each.earlier_value, each.later_value)
        for each in truth.restatements
        if each.region != "TOTAL"
    }


def cells(reading: SourceReading) -> dict[tuple[str, str, str], float | None]:
    table = next(each for each in reading.tables if each.dataset == "volume")
    names = ("month", "region", "product", "volume")
    return {
        (f"{month:%Y-%m}", str(region or ""), str(product)): None if volume is None else float(str(volume))
        for month, region, product, volume in zip(*(table.columns[each] for each in names), strict=True)
    }
