"""Which pack and family reads a workbook: by what it says, and never the simulated for the real."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from petroverse.core.facts import SourceReading
from petroverse.sources import available_packs, load_pack, read_source
from petroverse.sources.sample import SAMPLE_PACK, write_sample
from written_sheets import written_book

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, SourceReading]:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, seed=9)
    packs = sorted((load_pack(name) for name in available_packs()), key=lambda pack: pack.is_simulated)
    files = {path.parent.name: path for path in sorted(folder.rglob("*.xlsx"))}
    return {name: read_source(path.read_bytes(), Path(path).name, packs, now=NOW) for name, path in files.items()}


def test_every_simulated_workbook_is_read_by_the_simulated_country_s_pack(readings):
    assert {(name, each.verdict, each.publisher) for name, each in readings.items()} == {
        (name, "read", "sample") for name in readings
    }


def test_a_simulated_workbook_is_refused_where_only_real_countries_are_known():
    rows = [
        ["OMC PERFORMANCE JANUARY 2025 - SIMULATED"],
        ["Litres, LPG in kg"],
        ["NO.", "COMPANY", "PMS", "AGO", "LPG"],
    ]
    book = written_book({"JAN 2025": [*rows, [1, "A LTD", 1, 2, 3], [None, "TOTAL", 1, 2, 3]]})
    real = [pack for name in available_packs() if not (pack := load_pack(name)).is_simulated]
    assert read_source(book, "x.xlsx", real, now=NOW).verdict == "refused"


def test_an_unknown_workbook_is_refused_with_what_was_seen_and_what_is_known():
    book = written_book({"Menu": [["Soup", 3.5], ["Bread", 1.0]]})
    reason = read_source(book, "menu.xlsx", [load_pack(SAMPLE_PACK)], now=NOW).reason
    assert "'Menu'" in reason
    assert "'Soup'" in reason
    assert "ex_pump" in reason
