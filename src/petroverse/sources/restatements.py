"""What a later publication of the same period says otherwise: cell by cell, the largest change first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from petroverse.core.facts import Finding

__all__ = ["Change", "ChangeKind", "PublishedCell", "compare_editions", "kind_of_change", "restated_later"]

ChangeKind = Literal["same", "value", "blank_to_value", "value_to_blank", "blank_vs_zero", "new", "removed"]
"""``blank_vs_zero``: the same amount, another way of writing none."""

NAMED_ALONE: Final = 8


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One fact of an edition with the place it was printed at.

    Attributes:
        month: First day of the month or year.
        product: Canonical code.
        entity: Region, depot or company as read; empty for the whole nation.
        volume: Litres or kilograms; None where the cell is blank.
        sheet: The sheet exactly as named.
        cell: The cell.
        entity_kind: What the entity is, such as ``region``; empty for the whole nation.
    """

    month: date
    product: str
    entity: str
    volume: float | None
    sheet: str
    cell: str
    entity_kind: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact in two editions of the same slot; None where one of them has no such cell."""

    kind: ChangeKind
    earlier: PublishedCell | None
    later: PublishedCell | None

    @property
    def litres(self) -> float:
        """By how much the later figure is larger (smaller: negative); a blank counts as 0."""
        return _volume(self.later) - _volume(self.earlier)


def compare_editions(earlier: Iterable[PublishedCell], later: Iterable[PublishedCell]) -> list[Change]:
    """Every cell of two editions side by side, the largest change first, then in the order of cells.

    Args:
        earlier: The facts of the edition known first.
        later: The facts of the edition that replaces it.

    Example:
        >>> one = PublishedCell(date(2024, 1, 1), "gasoil", "Ashanti", 5.0, "Jan-2024", "C4")
        >>> other = PublishedCell(date(2024, 1, 1), "gasoil", "Ashanti", 7.0, "Jan-2024", "C4")
        >>> [(change.kind, change.litres) for change in compare_editions([one], [other])]
        [('value', 2.0)]
    """
    before = {(each.month, each.product, each.entity): each for each in earlier}
    after = {(each.month, each.product, each.entity): each for each in later}
    keys = dict.fromkeys([*before, *after])
    changes = [_change(before.get(key), after.get(key)) for key in keys]
    return sorted(changes, key=lambda change: -abs(change.litres))


def restated_later(changes: Sequence[Change], later_file: str) -> Finding | None:
    """The finding on the earlier file that a later one says otherwise; None where they agree.

    Args:
        changes: What ``compare_editions`` gave for all editions of the earlier file that the later one replaces.
        later_file: The name of the later file.
    """
    restated = [each for each in changes if each.kind in {"value", "blank_to_value", "value_to_blank", "removed"}]
    if not restated:
        return None
    places = [each.earlier for each in restated if each.earlier]
    places.sort(key=lambda cell: (cell.sheet, _order(cell.cell)))
    litres = sum(abs(each.litres) for each in restated)
    sheets = list(dict.fromkeys(each.sheet for each in places))
    note = f"restated by {later_file}; the later figures are read, the earlier ones kept"
    is_national = all(not each.entity for each in places)
    if len(sheets) == 1 and is_national and len(places) <= NAMED_ALONE:
        after = {each.earlier: each.later for each in restated}
        seen = "; ".join(_text(each) for each in places)
        expected = "; ".join(_text(after[each]) for each in places)
        cells = ";".join(each.cell for each in places)
        return Finding("restated_later", "look", sheets[0], cells, seen, expected, note, litres)
    kinds = {each.entity_kind for each in places}
    kind = f"{kinds.pop()} cells".lstrip() if len(kinds) == 1 else "cells"
    seen, expected = f"{len(places)} {kind}", f"values of {later_file}"
    return Finding("restated_later", "look", "(month sheets)", "", seen, expected, note, litres)


def kind_of_change(earlier: float | None, later: float | None) -> ChangeKind:
    """What became of a figure that stands in both; None is a blank.

    Example:
        >>> kind_of_change(None, 0.0)
        'blank_vs_zero'
    """
    if earlier == later:
        return "same"
    if not (earlier or 0.0) and not (later or 0.0):
        return "blank_vs_zero"
    if earlier is None:
        return "blank_to_value"
    return "value_to_blank" if later is None else "value"


def _change(earlier: PublishedCell | None, later: PublishedCell | None) -> Change:
    if earlier is None:
        return Change("new", None, later)
    if later is None:
        return Change("removed", earlier, None)
    return Change(kind_of_change(earlier.volume, later.volume), earlier, later)


def _volume(cell: PublishedCell | None) -> float:
    return cell.volume or 0.0 if cell is not None else 0.0


def _order(cell: str) -> tuple[int, int, str]:
    letters = cell.rstrip("0123456789")
    return int(cell.removeprefix(letters) or 0), len(letters), letters


def _text(cell: PublishedCell | None) -> str:
    if cell is None or cell.volume is None:
        return "(blank)"
    return str(int(cell.volume)) if cell.volume.is_integer() else str(cell.volume)
