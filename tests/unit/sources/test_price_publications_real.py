"""The regulator's own price, quality, storage and other documents: every known fault, every price that is there."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest

from petroverse.core.facts import SourceReading
from petroverse.sources import PublishedTotals, component_slips, load_pack, read_source

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FOLDERS = ("prices", "quality", "stations", "documents")
FIRST_PRICE_ROW, FIRST_PRICE_COLUMN = 9, 4
ACROSS_FILES = {"probable_decimal_slip"}
FROM_ORIGINAL_NAMES = {"file_name_year_wrong"}


@pytest.fixture(scope="module")
def folder(real_data: Path) -> Path:
    return real_data / "npa"


@pytest.fixture(scope="module")
def readings(folder: Path) -> dict[str, SourceReading]:
    pack = load_pack("npa_ghana")
    paths = [path for part in FOLDERS for path in sorted((folder / part).rglob("*.*"))]
    return {str(path.relative_to(folder)): read_source(path.read_bytes(), path.name, [pack], now=NOW) for path in paths}


@pytest.fixture(scope="module")
def expected(real_data: Path) -> dict[str, set[tuple[str, str, str]]]:
    faults = defaultdict(set)
    with (real_data / "expected/expected_faults.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["file"].startswith(FOLDERS):
                faults[row["file"]].add((row["rule"], row["sheet"], row["cell"]))
    return faults


def test_every_known_fault_is_reported_at_its_cell(readings, expected):
    for file, faults in expected.items():
        found = {(each.rule, each.sheet, each.cell) for each in readings[file].findings}
        missed = {each for each in faults - found if each[0] not in ACROSS_FILES | FROM_ORIGINAL_NAMES}
        assert not missed, file


def test_no_price_is_called_wrong_that_is_not(readings, expected):
    rules = ("implausible_price", "unit_slip_pesewa", "duplicate_company_two_prices", "component_sum_mismatch")
    for file, reading in readings.items():
        found = {(each.rule, each.sheet, each.cell) for each in reading.findings if each.rule in rules}
        assert found <= expected[file], file


def test_a_slip_between_versions_of_a_template_is_seen_by_comparing_them(readings, expected):
    published = [
        PublishedTotals(file, each.sheet, each.series, each.grain, each.span.start, each.known.at, each.totals)
        for file, reading in readings.items()
        for each in reading.editions
        if each.dataset == "price_component"
    ]
    slips = component_slips(published).items()
    found = {(file, each.rule, each.sheet, each.cell) for file, findings in slips for each in findings}
    assert found == {(file, *each) for file, faults in expected.items() for each in faults if each[0] in ACROSS_FILES}


def test_a_slip_in_an_original_file_name_is_seen_under_that_name(folder):
    pack = load_pack("npa_ghana")
    with (folder / "MANIFEST.csv").open(encoding="utf-8", newline="") as lines:
        names = {row["file"]: row["original_name"] for row in csv.DictReader(lines)}
    file = "prices/indicative/indicative-prices-2017-11-01.xlsx"
    reading = read_source((folder / file).read_bytes(), names[file], [pack], now=NOW)
    assert "file_name_year_wrong" in {each.rule for each in reading.findings}
    assert reading.editions[0].span.start == date(2017, 11, 1)


def test_every_file_is_read_stored_or_refused_with_its_reason(readings):
    refused = {file for file, each in readings.items() if each.verdict == "refused"}
    assert refused == {"prices/floors/price-floors-2024-09-01.pdf"}
    assert all("by hand" in readings[file].reason or "type its floors" in readings[file].reason for file in refused)
    assert {file.partition("/")[0] for file, each in readings.items() if each.verdict == "stored"} == {"documents"}


def test_all_pump_prices_are_those_that_a_second_reader_sees(readings, folder):
    numbers = 0
    for file, reading in readings.items():
        if reading.family != "ex_pump":
            continue
        table = reading.tables[0]
        read = dict(zip(table.cell, table.columns["price"], strict=True))
        sheet = openpyxl.load_workbook(folder / file)[reading.editions[0].sheet]
        for row in sheet.iter_rows(min_row=FIRST_PRICE_ROW, min_col=FIRST_PRICE_COLUMN):
            for cell in row:
                if not isinstance(cell.value, int | float):
                    continue
                hidden = sheet.row_dimensions[cell.row].hidden or sheet.column_dimensions[cell.column_letter].hidden
                numbers += 1
                assert (cell.coordinate in read) is not bool(hidden), (file, cell.coordinate)
                if not hidden:
                    assert read[cell.coordinate] == (cell.value or None), (file, cell.coordinate)
        assert set(read) >= {name for name, price in read.items() if price is not None}
    assert f"{numbers:,} ex-pump prices" in " ".join((folder.parent / "expected/README.md").read_text("utf-8").split())


def test_prices_that_are_hidden_never_become_facts(readings):
    for file, reading in readings.items():
        hidden = {row for each in reading.findings if each.rule == "hidden_row" for row in rows_of(each.cell)}
        for table in reading.tables if file.startswith("prices/ex_pump/ex") else ():
            assert not hidden & {int("".join(filter(str.isdigit, cell))) for cell in table.cell}


def rows_of(cells: str) -> set[int]:
    first, _, last = ("".join(filter(str.isdigit, end)) for end in cells.partition(":"))
    return set(range(int(first), int(last) + 1))


def test_suspect_prices_are_exactly_the_reported_ones_that_are_shown(readings):
    for reading in readings.values():
        reported = {
            (each.sheet, each.cell)
            for each in reading.findings
            if each.rule in ("implausible_price", "unit_slip_pesewa") and "hidden" not in each.note
        }
        suspect = set()
        for table in reading.tables:
            if table.dataset == "price":
                sheets = (reading.editions[at].sheet for at in table.edition)
                marked = zip(sheets, table.cell, table.columns["standing"], strict=True)
                suspect |= {(sheet, cell) for sheet, cell, standing in marked if standing == "suspect"}
        assert suspect == reported


def test_every_part_of_a_build_up_is_its_cell_and_no_cell_is_left_out(readings, folder):
    for file, reading in readings.items():
        if reading.family != "build_up":
            continue
        sheet = openpyxl.load_workbook(folder / file, data_only=True).worksheets[0]
        table = reading.tables[0]
        read = {
            cell: value for cell, value in zip(table.cell, table.columns["value"], strict=True) if value is not None
        }
        assert read == {name: sheet[name].value for name in read}, file
        numbers = [cell for row in sheet.iter_rows() for cell in row if isinstance(cell.value, int | float)]
        assert {cell.coordinate for cell in numbers} == set(read), file


def test_the_maximum_prices_are_the_last_sums_of_the_build_ups(readings):
    for reading in readings.values():
        tables = {table.dataset: table for table in reading.tables}
        if reading.family != "build_up" or "price" not in tables:
            continue
        parts = tables["price_component"]
        values = dict(zip(parts.cell, parts.columns["value"], strict=True))
        prices = tables["price"]
        assert set(prices.columns["kind"]) == {"maximum"}
        for cell, price, unit in zip(prices.cell, prices.columns["price"], prices.columns["unit"], strict=True):
            assert (price, unit) == (pytest.approx(values[cell] / 100), "GHS/L")


def test_the_history_is_its_cells_in_the_money_of_its_time(readings, folder):
    file = "prices/historical/historical-prices-1989-to-2025-08.xlsx"
    book = openpyxl.load_workbook(folder / file, data_only=True)
    money = {"GHC": 1, "GHS": 100, "USD": 100}
    for table in readings[file].tables:
        if table.dataset != "price":
            continue
        sheets = [readings[file].editions[at].sheet for at in table.edition]
        columns = [table.columns[name] for name in ("day", "price", "unit", "kind")]
        for sheet, cell, day, price, unit, kind in zip(sheets, table.cell, *columns, strict=True):
            code = unit.partition("/")[0]
            assert (price or 0) * money[code] == pytest.approx(book[sheet][cell].value)
            assert book[sheet].cell(book[sheet][cell].row, 1).value.date() == day
            assert (code == "GHC") is (day < date(2007, 7, 1) and code != "USD")
            assert (kind == "export") is (code == "USD")
    assert {len(readings[file].editions), len(book.worksheets) * 3} == {9}


def test_a_window_printed_twice_with_the_same_figures_counts_once(readings):
    reading = readings["prices/historical/historical-prices-1989-to-2025-08.xlsx"]
    table = next(each for each in reading.tables if each.dataset == "price_component")
    keys = list(zip(*(table.columns[name] for name in ("day", "product", "component")), strict=True))
    assert len(keys) == len(set(keys))


def test_floors_are_those_that_the_engine_itself_finds_in_the_text(readings):
    for file, reading in readings.items():
        if reading.family != "floors" or reading.verdict != "read":
            continue
        joined = re.sub(r"(?<=\d) (?=\.|\d\.)|(?<=\.) | (?=\.)", "", reading.text)
        lines = re.findall(r"^(Petrol|Diesel|LPG|MGO Local|Kerosene) ([\d. ]+)$", joined, re.MULTILINE)
        seen = [float(price) for _, prices in lines for price in prices.split()]
        assert seen == list(reading.tables[0].columns["price"]), file
        assert len(lines) == 5


def test_scanned_documents_are_kept_and_the_others_found_by_their_words(readings):
    report = readings["documents/downstream-industry-report-2024h1.pdf"]
    assert (report.verdict, report.publisher) == ("stored", "npa_ghana")
    assert "petroleum products" in report.text.lower()
    assert not readings["documents/li-2186-pricing-formula-regulations.pdf"].text.strip()


def test_every_price_is_known_from_its_document_and_never_from_the_future(readings):
    for file, reading in readings.items():
        for edition in reading.editions:
            assert edition.known.at <= NOW
            if file.startswith("prices"):
                assert edition.known.basis == "stated", file


def test_laboratory_results_are_their_cells_and_the_averages_are_left_out(readings, folder):
    for file, reading in readings.items():
        if reading.family != "quality":
            continue
        sheet = openpyxl.load_workbook(folder / file, data_only=True)[reading.editions[0].sheet]
        table = reading.tables[0]
        for cell, value, sample in zip(table.cell, table.columns["value"], table.columns["sample"], strict=True):
            assert not sheet.row_dimensions[sheet[cell].row].hidden, (file, cell)
            assert not sample.upper().startswith("AVERAGE")
            if value is not None:
                assert value == float(sheet[cell].value), (file, cell)


def test_storage_capacities_are_the_cells_of_the_first_table(readings, folder):
    file = "stations/storage-capacities-2022-06-visible.xlsx"
    table = readings[file].tables[0]
    sheet = openpyxl.load_workbook(folder / file).worksheets[0]
    for cell, capacity, unit in zip(table.cell, table.columns["capacity"], table.columns["unit"], strict=True):
        assert (sheet[cell].value, unit) == (capacity, "m3")
    numbers = [cell for row in sheet["E4:O35"] for cell in row if isinstance(cell.value, int | float)]
    assert len(numbers) == len(table.cell)
    assert "Greater Accra" in table.columns["region"]
