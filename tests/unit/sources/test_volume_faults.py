"""Planted faults are found where they were planted, and a sound workbook has none."""

from __future__ import annotations

import copy
from datetime import UTC, datetime

from petroverse.core.facts import Finding
from petroverse.sources import load_pack, read_source
from written_sheets import written_book

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PRODUCTS = ["Gasoline", "Gasoil", "LPG"]
FACTORS = [1324.5, 1183.43, 1000.0]
LITRES = [[1_000_000, 2_000_000, 30_000], [500_000, 700_000, 40_000], [250_000, 0, 10_000], [80_000, 90_000, 0]]
NAMES = ["ASTER ENERGY LIMITED", "BIRCH OIL LIMITED", "CEDAR GAS LIMITED", "DATE OIL LIMITED"]
TONNES_AT, SHARES_AT = 14, 22
"""Rows (from 0) at which the tables of tonnes and of shares have their first company."""


def sheet(month: str) -> list[list[object]]:
    totals = [sum(row[at] for row in LITRES) for at in range(3)]
    tonnes = [[litres / factor for litres, factor in zip(row, FACTORS, strict=True)] for row in LITRES]
    weights = [sum(row[at] for row in tonnes) for at in range(3)]
    shares = [[weight / total for weight, total in zip(row, weights, strict=True)] for row in tonnes]
    heading = ["NO.", "COMPANY", *PRODUCTS]
    return [
        [f"OMC PERFORMANCE STATISTICS FOR {month} 2025"],
        ["UNIT: All Products in Litres except LPG in Kg"],
        heading,
        *([number, name, *row] for number, (name, row) in enumerate(zip(NAMES, LITRES, strict=True), 1)),
        [None, "TOTAL", *totals],
        [],
        [None, "Conversion Factor", *PRODUCTS],
        [None, None, *FACTORS],
        [],
        ["UNIT: Metric Tonnes (MT)"],
        [*heading, "ALL PRODUCTS"],
        *([number, name, *row, sum(row)] for number, (name, row) in enumerate(zip(NAMES, tonnes, strict=True), 1)),
        [None, "TOTAL", *weights, sum(weights)],
        [],
        ["MARKET SHARES: PERCENTAGES"],
        heading,
        *([number, name, *row] for number, (name, row) in enumerate(zip(NAMES, shares, strict=True), 1)),
        [None, "TOTAL", 1.0, 1.0, 1.0],
    ]


def quarter() -> dict[str, list[list[object]]]:
    months = {month: sheet(month) for month in ("JANUARY", "FEBRUARY", "MARCH")}
    summed = sheet("JANUARY - MARCH")
    for row in [*range(3, 8), *range(TONNES_AT, TONNES_AT + 5)]:
        summed[row] = [*summed[row][:2], *(3 * cell for cell in summed[row][2:])]  # type: ignore[operator]
    return {**months, "Q1 2025": summed}


def found(sheets: dict[str, list[list[object]]]) -> list[tuple[str, str, str]]:
    reading = read_source(written_book(sheets), "any.xlsx", [load_pack("npa_ghana")], now=NOW)
    return [place(each) for each in reading.findings if each.rule != "sum_sheets_in_file"]


def place(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.sheet, finding.cell


def planted(sheet_name: str, row: int, column: int, cell: object) -> list[tuple[str, str, str]]:
    sheets = copy.deepcopy(quarter())
    sheets[sheet_name][row][column] = cell
    return found(sheets)


def test_a_sound_workbook_has_no_finding():
    assert found(quarter()) == []


def test_a_total_that_is_not_the_sum_is_found():
    assert ("total_mismatch", "MARCH", "C8") in planted("MARCH", 7, 2, 1_830_001)


def test_a_quarter_that_is_not_the_sum_of_its_months_is_found_with_the_row_that_explains_it():
    sheets = quarter()
    sheets["Q1 2025"][4][3] += 4_960_000  # type: ignore[operator]
    sheets["Q1 2025"][7][3] += 4_960_000  # type: ignore[operator]
    places = [each for each in found(sheets) if each[0] == "sum_sheet_mismatch"]
    assert places == [("sum_sheet_mismatch", "Q1 2025", "D8"), ("sum_sheet_mismatch", "Q1 2025", "D5")]


def test_a_total_in_tonnes_that_is_not_the_sum_is_found():
    sheets = quarter()
    sheets["JANUARY"][TONNES_AT + 4][5] -= 12.5  # type: ignore[operator]
    assert found(sheets) == [("tonnes_total_mismatch", "JANUARY", "F19")]


def test_tonnes_of_another_product_are_found_cell_by_cell():
    sheets = quarter()
    for row, litres in enumerate(LITRES):
        sheets["FEBRUARY"][TONNES_AT + row][4] = litres[0] / 1000
    sheets["FEBRUARY"][TONNES_AT + 4][4] = sum(litres[0] for litres in LITRES) / 1000
    places = [each for each in found(sheets) if each[0] == "tonnes_wrong_product"]
    assert places == [("tonnes_wrong_product", "FEBRUARY", f"E{row}") for row in range(15, 20)]


def test_a_share_that_is_typed_wrong_is_found_and_so_is_its_total():
    places = planted("JANUARY", SHARES_AT + 1, 2, 0.9)
    assert ("share_mismatch", "JANUARY", "C24") in places
    assert ("share_total_mismatch", "JANUARY", "C27") in places
    assert len(places) == 2


def test_two_share_columns_under_one_heading_are_told_apart_by_their_place():
    sheets = quarter()
    for page in sheets.values():
        for row in (2, 9, 13, 21):
            page[row][3], page[row][4] = "LPG", "LPG" if row == 21 else "LPG CRM"
        page[10][3] = 1000.0
        for number in range(4):
            page[TONNES_AT + number][3] = LITRES[number][1] / 1000
        page[TONNES_AT + 4][3] = sum(row[1] for row in LITRES) / 1000
    sheets.pop("Q1 2025")
    assert [each for each in found(sheets) if each[0].startswith("share")] == []


def test_blank_cells_are_found():
    assert planted("FEBRUARY", 5, 3, None) == [("blank_vs_zero", "FEBRUARY", "D6")]


def test_a_name_that_only_the_tonnes_table_spells_otherwise_is_found():
    places = planted("JANUARY", TONNES_AT, 1, "ASTRE ENERGY LIMITED")
    assert ("name_differs_between_tables", "JANUARY", "B4;B15") in places


def test_a_fraction_of_a_litre_is_found():
    sheets = quarter()
    sheets["JANUARY"][3][2] += 0.25  # type: ignore[operator]
    sheets["JANUARY"][7][2] += 0.25  # type: ignore[operator]
    assert ("fractional_litres", "JANUARY", "C4") in found(sheets)


def test_an_amount_below_the_total_is_kept_out_and_told():
    sheets = quarter()
    sheets["JANUARY"][8] = [None, "***OUTSIDER", None, 125_000]
    assert found(sheets) == [("amount_below_total", "JANUARY", "D9")]


def test_a_negative_volume_is_found():
    sheets = quarter()
    sheets["JANUARY"][3][2] = -1_000_000
    sheets["JANUARY"][7][2] -= 2_000_000  # type: ignore[operator]
    assert ("negative_volume", "JANUARY", "C4") in found(sheets)


def test_a_title_of_another_month_than_the_sheet_is_found():
    sheets = quarter()
    sheets["MARCH"][0] = ["OMC PERFORMANCE STATISTICS FOR FEBRUARY 2025"]
    assert [each for each in found(sheets) if each[0] == "title_period_differs"] == [
        ("title_period_differs", "MARCH", "")
    ]
