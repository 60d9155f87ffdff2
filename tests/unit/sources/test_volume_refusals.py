"""Tables that are not what they seem at first: refused with what was found, where, and what to do."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from petroverse.core.facts import SourceReading
from petroverse.sources import load_pack, read_source
from written_sheets import written_book

NOW = datetime(2026, 6, 1, tzinfo=UTC)
UNIT = ["Volumes in Litres (except LPG in KG)"]
HEADING = ["NO.", "COMPANY", "PMS", "AGO", "LPG"]
TABLE = [HEADING, [1, "ASTER LIMITED", 100_000, 200_000, 3_000], [2, "BIRCH LIMITED", 50_000, 70_000, 4_000]]
TONNES = [HEADING, [1, "ASTER LIMITED", 75.5, 169, 3], [2, "BIRCH LIMITED", 37.8, 59, 4]]
PACK = load_pack("npa_ghana")


def read(sheets, pack=PACK, name="any.xlsx") -> SourceReading:
    return read_source(written_book(sheets), name, [pack], now=NOW)


def titled(title: str, sheet: str = "Data") -> SourceReading:
    return read({sheet: [[title], UNIT, *TABLE]})


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Juillet 2025", "JUILLET"),
        ("2025 Juillet", "JUILLET"),
        ("Juil. 2025", "JUIL"),
        ("Enero de 2025", "ENERO"),
        ("März 2025", "MÄRZ"),
        ("(Août, 2025)", "AOÛT"),
        ("Juillet, the year 2025", "JUILLET"),
        ("2025年", "年"),
        ("Июль 2025", "ИЮЛЬ"),
        ("T3 2025", "T3"),
        ("07 2025", "07"),
    ],
)
def test_a_year_beside_an_unknown_word_is_not_the_whole_year(text, word):
    reading = titled(f"OMC PERFORMANCE {text}")
    assert reading.verdict == "refused"
    assert repr(word) in reading.reason
    assert "add the spelling to the pack" in reading.reason


def test_a_sheet_called_by_an_unknown_word_is_not_the_whole_year_of_its_title():
    assert "'JUILLET'" in titled("OMC PERFORMANCE 2025", "Juillet").reason


def test_a_line_of_one_unknown_word_is_asked_about():
    assert "'JUILLET'" in read({"Data": [["OMC PERFORMANCE 2025"], ["Juillet"], UNIT, *TABLE]}).reason


def test_the_other_months_of_the_workbook_are_read():
    reading = read({"Mai 2025": [["OMC PERFORMANCE"], UNIT, *TABLE], "June 2025": [["OMC PERFORMANCE"], UNIT, *TABLE]})
    assert [each.span.start for each in reading.editions] == [date(2025, 6, 1)]
    assert [(each.rule, each.severity, each.sheet) for each in reading.findings] == [
        ("month_unknown", "blocks", "Mai 2025")
    ]


def test_a_month_that_the_pack_spells_is_read():
    pack = replace(PACK, words={**PACK.words, "month.july": ("JUILLET", "JUIL")})
    for title in ("Juillet 2025", "2025 JUIL.", "PERFORMANCE juillet, 2025"):
        reading = read({"Data": [[f"OMC {title}"], UNIT, *TABLE]}, pack)
        assert [(each.grain, each.span.start) for each in reading.editions] == [("month", date(2025, 7, 1))]


def test_labels_of_months_that_the_pack_spells_are_read():
    pack = replace(PACK, words={**PACK.words, "month.january": ("JANVIER",), "month.february": ("FÉVRIER",)})
    rows = [["Janvier", 1, 2, 3], ["Février", 4, 5, 6], ["TOTAL", 5, 7, 9]]
    reading = read({"2025": [["NATIONAL SUPPLY 2025"], UNIT, ["MONTH", "PMS", "AGO", "LPG"], *rows]}, pack)
    assert [each.span.start.month for each in reading.editions] == [1, 2]


@pytest.mark.parametrize(
    "title",
    [
        "OMC PERFORMANCE 2025",
        "PERFORMANCE OF OMCS FOR THE YEAR 2025",
        "2025 OMC PERFORMANCE STATISTICS",
        "OMC ANNUAL PERFORMANCE (2025)",
        "OMC PERFORMANCE FY2025, GHANA",
        "OMC PERFORMANCE, TABLE 3, 2025",
    ],
)
def test_a_year_among_known_words_is_the_whole_year(title):
    assert [(each.grain, each.span.start) for each in titled(title, "Sheet1").editions] == [("year", date(2025, 1, 1))]


@pytest.mark.parametrize("said", ["revised", "(Amended)", "- CORRECTED"])
@pytest.mark.parametrize("is_first", [True, False])
def test_of_two_tables_of_a_month_the_revised_one_is_read(said, is_first):
    revised = [HEADING, [1, "ASTER LIMITED", 111_000, 222_000, 3_330]]
    names = [f"JUL 2025 {said}", "JUL 2025"] if is_first else ["JUL 2025", f"JUL 2025 {said}"]
    tables = [revised, TABLE] if is_first else [TABLE, revised]
    sheets = {name: [["OMC PERFORMANCE"], UNIT, *table] for name, table in zip(names, tables, strict=True)}
    reading = read(sheets)
    assert [each.sheet for each in reading.editions] == [f"JUL 2025 {said}"]
    assert reading.tables[0].columns["volume"] == [111_000, 222_000, 3_330]
    assert [(each.sheet, each.litres, "says that it is revised" in each.note) for each in reading.findings] == [
        ("JUL 2025", 427_000.0, True)
    ]


def test_a_table_of_years_alone_says_that_its_rows_are_years():
    for kind in (int, str):
        rows = [[kind(year), 1e6, 2e6, 3e5] for year in range(2015, 2024)]
        reason = read({"Sheet1": [["NATIONAL CONSUMPTION"], UNIT, ["YEAR", "PMS", "AGO", "LPG"], *rows]}).reason
        assert "one row a year (rows 4 to 12 of sheet 'Sheet1')" in reason
        assert "mapping file" in reason


@pytest.mark.parametrize("gap", [[None], []])
def test_tonnes_left_of_litres_are_named_with_their_row(gap):
    skipped = 0 if gap else 2
    rows = [[*tonnes, *gap, *litres[skipped:]] for tonnes, litres in zip(TONNES, TABLE, strict=True)]
    units = [None, None, "TONNES", None, None, *gap, "LITRES"]
    reason = read({"JAN 2025": [["OMC PERFORMANCE JANUARY 2025"], units, *rows]}).reason
    assert "above heading row 3 of sheet 'JAN 2025' stand tonnes and litres side by side" in reason
    assert "put the litres in a table of their own" in reason


def test_a_table_of_another_unit_alone_is_named_with_its_row():
    reason = read({"JAN 2025": [["OMC PERFORMANCE JANUARY 2025"], ["UNIT: MT"], *TONNES]}).reason
    assert "heading row 3 of sheet 'JAN 2025' is of tonnes, and none is of litres" in reason


def test_two_sections_without_units_are_named_with_their_rows():
    reason = read({"JAN 2025": [["OMC PERFORMANCE JANUARY 2025"], *TABLE, [None, "TOTAL"], [], *TABLE]}).reason
    assert "two tables (header rows 2 and 7) and no text above either that says what it counts in" in reason
    assert "write the unit above each table" in reason


def test_a_section_of_other_companies_without_a_unit_is_not_taken_for_tonnes():
    other = [HEADING, [1, "CEDAR LIMITED", 80, 90, 10], [2, "DATE LIMITED", 40, 70, 20]]
    reason = read({"JAN 2025": [["OMC PERFORMANCE JANUARY 2025"], *TABLE, [None, "TOTAL"], [], *other]}).reason
    assert "two tables (header rows 2 and 7)" in reason
