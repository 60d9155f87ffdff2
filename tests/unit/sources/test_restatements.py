"""Two editions of one slot, side by side."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from petroverse.sources import PublishedCell, compare_editions, restated_later

JANUARY = date(2024, 1, 1)


def cell(
    product: str, volume: float | None, entity: str = "", at: str = "D4", sheet: str = "Jan 2024", kind: str = "region"
) -> PublishedCell:
    return PublishedCell(JANUARY, product, entity, volume, sheet, at, kind if entity else "")


VOLUMES = st.one_of(st.none(), st.integers(0, 1000).map(float))


@given(st.dictionaries(st.sampled_from(["gasoil", "lpg", "rfo", "atk"]), VOLUMES))
def test_an_edition_compared_with_itself_is_the_same(figures):
    cells = [cell(product, volume) for product, volume in figures.items()]
    assert {change.kind for change in compare_editions(cells, cells)} <= {"same"}
    assert restated_later(compare_editions(cells, cells), "later.xlsx") is None


@given(VOLUMES, VOLUMES)
def test_a_change_and_its_reverse_are_equally_large(before, after):
    forth = compare_editions([cell("gasoil", before)], [cell("gasoil", after)])[0]
    back = compare_editions([cell("gasoil", after)], [cell("gasoil", before)])[0]
    assert forth.litres == -back.litres


def test_each_kind_of_change_has_its_name():
    earlier = [cell("gasoil", 5.0), cell("lpg", None), cell("rfo", None), cell("atk", 7.0), cell("premix", 1.0)]
    later = [cell("gasoil", 6.0), cell("lpg", 0.0), cell("rfo", 9.0), cell("atk", None), cell("naphtha", 1.0)]
    kinds = {(change.earlier or change.later).product: change.kind for change in compare_editions(earlier, later)}
    assert kinds == {
        "gasoil": "value",
        "lpg": "blank_vs_zero",
        "rfo": "blank_to_value",
        "atk": "value_to_blank",
        "premix": "removed",
        "naphtha": "new",
    }


def test_the_largest_change_comes_first():
    earlier = [cell("gasoil", 5.0), cell("rfo", 100.0)]
    later = [cell("gasoil", 6.0), cell("rfo", 10.0)]
    assert [change.litres for change in compare_editions(earlier, later)] == [-90.0, 1.0]


def test_few_cells_of_one_table_are_named_alone():
    changes = compare_editions(
        [cell("rfo", None, at="Q4"), cell("gasoil", 5.0, at="D4")], [cell("rfo", 9.0), cell("gasoil", 6.0)]
    )
    finding = restated_later(changes, "year.xlsx")
    assert finding is not None
    assert (finding.sheet, finding.cell, finding.seen, finding.expected) == ("Jan 2024", "D4;Q4", "5; (blank)", "6; 9")


def test_regions_are_counted():
    changes = compare_editions([cell("rfo", 1.0, "Ashanti"), cell("rfo", 2.0, "Volta")], [cell("rfo", 9.0, "Ashanti")])
    finding = restated_later(changes, "year.xlsx")
    assert finding is not None
    assert (finding.sheet, finding.cell, finding.seen) == ("(month sheets)", "", "2 region cells")


@pytest.mark.parametrize("kind", ["depot", "company"])
def test_cells_are_called_after_whose_they_are(kind):
    earlier = [cell("rfo", 1.0, "Tema", kind=kind), cell("rfo", 2.0, "Accra", kind=kind)]
    finding = restated_later(compare_editions(earlier, [cell("rfo", 9.0, "Tema", kind=kind)]), "year.xlsx")
    assert finding is not None
    assert finding.seen == f"2 {kind} cells"
