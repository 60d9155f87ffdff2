"""The sample is the same for the same seed, adds up in every view, and a second reader agrees with its truth."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from petroverse.sources import load_pack
from petroverse.sources.sample import SAMPLE_PACK, ControlTotal, SampleTruth, kestria_network, write_sample
from petroverse.sources.sample.country import PRODUCTS
from petroverse.sources.sample.market import allocate, simulate_market

MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "August", "Sept", "Oct", "Nov", "Dec")
HEADINGS = {" ".join(text.split()).upper(): each.code for each in PRODUCTS for text in each.headings}
Sample = tuple[Path, SampleTruth]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    folder = tmp_path_factory.mktemp("sample")
    return folder, write_sample(folder, seed=11)


def test_the_same_seed_gives_the_same_bytes(sample: Sample, tmp_path: Path) -> None:
    folder, truth = sample
    again = write_sample(tmp_path, seed=11)
    assert again == truth
    for name in truth.files:
        one, other = (hashlib.sha256((root / name).read_bytes()).hexdigest() for root in (folder, tmp_path))
        assert one == other, name


def test_every_file_and_title_says_sample(sample: Sample) -> None:
    folder, truth = sample
    assert all("sample" in name for name in truth.files)
    for name in truth.files:
        book = openpyxl.load_workbook(folder / name, read_only=True)
        words = " ".join(str(cell) for row in book.worksheets[0].iter_rows(max_row=6, values_only=True) for cell in row)
        assert "SAMPLE - SIMULATED" in words, name


def test_the_pack_says_that_it_is_simulated() -> None:
    pack = load_pack(SAMPLE_PACK)
    assert pack.is_simulated
    assert [each.name for each in pack.region_levels] == ["6", "9"]
    assert {each.parent for each in pack.regions if each.level == "9"} == {
        each.name for each in pack.regions if each.level == "6"
    }


@cache
def book_of(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def second_reading(folder: Path, truth: SampleTruth) -> Iterator[ControlTotal]:
    """Control totals by plain openpyxl: the litres table of month sheets, summed by heading."""
    for name in truth.files:
        source = name.split("/")[0]
        if source in ("omc", "bidec", "depot", "regional", "national") and "jan-jun" not in name:
            book = book_of(folder / name)
            year = int(name[-9:-5])
            sheets = [each for each in book.worksheets if source == "national" or each.title.startswith(MONTHS)]
            by_month = [each for each in sheets if not each.title.startswith("Jan-Dec") or source == "national"]
            yield from _totals(source, year, by_month)


def _totals(source: str, year: int, sheets: list[Worksheet]) -> Iterator[ControlTotal]:
    sums: dict[tuple[str, str], list[float]] = defaultdict(list)
    for sheet in sheets:
        rows = list(sheet.iter_rows(values_only=True))
        top = next(n for n, row in enumerate(rows) if sum(_code(cell) is not None for cell in row) > 5)
        columns = {index: _code(cell) for index, cell in enumerate(rows[top]) if _code(cell)}
        label = min(columns) - 1
        for row in rows[top + 1 :]:
            if str(row[label]).strip().upper() in ("TOTAL", "GRAND TOTAL"):
                break
            region = str(row[label]) if source == "regional" else ""
            for index, code in columns.items():
                if row[index] is not None:
                    sums[region, str(code)].append(float(str(row[index])))
    for (region, code), values in sums.items():
        unit = "kg" if code == "lpg" else "L"
        yield ControlTotal(source, year, region, code, round(sum(values)), unit, len(values))


def _code(cell: object) -> str | None:
    return HEADINGS.get(" ".join(str(cell).split()).upper())


def test_a_second_reader_of_the_cells_finds_the_control_totals(sample: Sample) -> None:
    folder, truth = sample
    assert sorted(second_reading(folder, truth), key=repr) == sorted(truth.control_totals, key=repr)


def test_every_view_of_the_market_adds_up_to_the_same_litres(sample: Sample) -> None:
    sums: dict[tuple[int, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for each in sample[1].control_totals:
        code = "gasoil" if each.year == 2023 and each.product == "gasoil_cellsite" else each.product
        sums[each.year, code][each.source] += each.volume
    for views in sums.values():
        assert len(views) == 5
        assert len(set(views.values())) == 1


def test_a_restated_cell_holds_the_earlier_and_the_later_figure(sample: Sample) -> None:
    folder, truth = sample
    assert {each.kind for each in truth.restatements} == {"value", "blank_to_value"}
    for each in truth.restatements:
        earlier = book_of(folder / each.earlier_file)[each.sheet][each.cell].value
        later = book_of(folder / each.later_file)[each.later_sheet][each.later_cell].value
        assert (earlier, later) == (each.earlier_value, each.later_value)


def test_what_a_planted_fault_shows_stands_in_its_cell(sample: Sample) -> None:
    folder, truth = sample
    for each in truth.faults:
        if each.rule in ("company_named_total", "definition_break", "sum_sheet_mismatch", "unit_slip_pesewa"):
            value = book_of(folder / each.file)[each.sheet][each.cell].value
            assert str(value).strip() == each.seen.strip(), each
        if each.rule in ("tonnes_total_mismatch", "share_total_mismatch"):
            value = book_of(folder / each.file)[each.sheet][each.cell].value
            assert float(str(value)) == pytest.approx(float(each.seen), rel=1e-4), each


@given(st.integers(0, 10**6))
@settings(max_examples=5, deadline=None)
def test_any_seed_gives_a_market_whose_views_agree(seed: int) -> None:
    market = simulate_market(np.random.default_rng(seed))
    assert (market.regional >= 0).all()
    for view in (market.marketed, market.imported, market.lifted):
        assert (view.sum(axis=1) == market.national).all()


@given(
    st.lists(st.integers(0, 10**6), min_size=1, max_size=5),
    st.lists(st.floats(0.01, 100), min_size=1, max_size=6),
)
@settings(deadline=None)
def test_sharing_lots_loses_none_and_is_fair_to_one_lot(lots: list[int], weights: list[float]) -> None:
    whole = np.array(lots, dtype=np.int64)[:, None]
    shares = np.tile(np.array(weights)[None, :, None], (len(lots), 1, 1))
    given_out = allocate(whole, shares)
    exact = whole[:, None, :] * shares / shares.sum(axis=1, keepdims=True)
    assert (given_out.sum(axis=1) == whole).all()
    assert (np.abs(given_out - exact) <= 1 + 1e-6).all()


def test_the_network_holds_every_depot_with_its_tanks() -> None:
    network = kestria_network()
    assert len(network.places_of("station")) == 10
    assert all(network.tanks_at(each.id) for each in network.places)
