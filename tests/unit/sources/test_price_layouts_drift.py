"""Price and quality sheets with anything in any cell: read or refused for a reason, never lost in the reader."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from petroverse.core.catalogue import dataset
from petroverse.sources import load_pack, read_source
from petroverse.sources.sample import SAMPLE_PACK
from written_sheets import written_book

NOW = datetime(2026, 6, 1, tzinfo=UTC)
PACK = load_pack(SAMPLE_PACK)
BOOKS = {
    "ex_pump": [
        [None, "EX-PUMP PRICES OF OMCs AS AT 10TH MARCH 2025"],
        [None, "NO.", "COMPANY", "MOTOR SPIRIT (KOR/Lt)", "AUTO DIESEL (KOR/Lt)", "BOTTLED GAS (KOR/Kg)"],
        [None, 1, "Alder Oil", 9.50, 10.20, "-"],
        [None, 2, "Birch Gas", "-", "-", 12.40],
        [None, None, "Note: Companies in RED"],
    ],
    "indicative": [
        [None, "INDICATIVE EX-REFINERY PRICES* (5th - 19th March, 2025)"],
        [None, "NO.", "COMPANY", "MOTOR SPIRIT (sen/Lt)", "AUTO DIESEL (sen/Lt)"],
        [None, 1, "Alder Oil", 950.0, 1020.0],
    ],
    "build_up": [
        [None, "PRICE BUILD-UP EFFECTIVE 5TH MARCH 2025"],
        [None, None, "MOTOR SPIRIT (sen/Lt)", "AUTO DIESEL (sen/Lt)"],
        [None, "EX-REFINERY PRICE", 640.0, 655.0],
        [None, "MARKETERS MARGIN", 31.5, 31.5],
        [None, "INDICATIVE MAXIMUM PRICE (EX-PUMP PRICE)", 671.5, 686.5],
    ],
    "indicators": [
        [None, "Petroleum Price Indicators (As of 10th March, 2025)"],
        [None, None, "PBU Effective 5th March 2025 (16th February - 27th February 2025 Averages)", "% Change"],
        [None, "FX Rate (Commercial Banks Average)(USD/KOR)", 3.5, -0.02],
    ],
    "quality": [
        [None, "Petroleum Product Quality Indicators\n March 2, 2025 -  March 8, 2025"],
        [None, "AUTO DIESEL"],
        [None, "Vessel ", None, "Density @15°C\n (Kg/m3)", "Flash Point, min\n(°C)", "Colour, max"],
        ["National Specification", None, None, "820 - 850", "55.0", 3.0],
        ["KS 2:2024", "MT TERN", None, 833.0, 61.0, "L1.5"],
        [None, "AVERAGE", None, 833.0, 61.0, "L1.5"],
    ],
    "storage": [
        [None, None, "PETROLEUM PRODUCTS STORAGE CAPACITY, June 2025"],
        [None, "REGION", "ZONES", "DEPOTS", "MOTOR SPIRIT", "AUTO DIESEL", "ALL PRODUCTS"],
        [None, "Harbour", "PORT", "*QUAY DEPOT", 1000.0, 2500.5, 3500.5],
        [None, "TOTAL STORAGE CAPACITY", None, None, 1000.0, 2500.5, 3500.5],
    ],
}
CELLS = st.one_of(
    st.none(),
    st.floats(-1e9, 1e9),
    st.integers(-3, 3000),
    st.dates(date(1901, 1, 1), date(2100, 1, 1)),
    st.sampled_from(
        ["-", "0", "COMPANY", "NOTE", "TOTAL", "MOTOR SPIRIT", "(KOR/Lt)", "KOR/", "/", "31ST FEBRUARY 2025", "Vessel"]
    ),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12).filter(
        lambda text: not text.startswith(("=", "{"))
    ),
)
CHANGES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 7), CELLS), min_size=1, max_size=6)


@given(family=st.sampled_from(sorted(BOOKS)), changes=CHANGES, hidden=st.sets(st.integers(1, 7), max_size=3))
@settings(max_examples=150, deadline=None)
def test_no_cell_anywhere_is_more_than_the_reader_can_follow(family, changes, hidden):
    rows = [[*row, *[None] * (8 - len(row))] for row in BOOKS[family]]
    for at, column, cell in changes:
        rows[at % len(rows)][column] = cell
    content = written_book({"Sheet": rows}, hidden_rows=sorted(hidden), hidden_columns=sorted(hidden))
    reading = read_source(content, "x.xlsx", [PACK], now=NOW)
    assert reading.verdict in ("read", "refused")
    assert "damaged_workbook" not in {each.rule for each in reading.findings}, reading.reason
    for table in reading.tables:
        assert set(table.columns) == {each.name for each in dataset(table.dataset).columns}
        assert {len(values) for values in table.columns.values()} == {len(table.cell)} == {len(table.edition)}
        assert not any(int("".join(filter(str.isdigit, cell))) in hidden for cell in table.cell)


def test_each_of_these_books_is_of_its_family():
    for family, rows in BOOKS.items():
        reading = read_source(written_book({"Sheet": rows}), "x.xlsx", [PACK], now=NOW)
        assert (reading.verdict, reading.family) == ("read", family), reading.reason
