"""Restated: every edition that is no longer read beside the one that replaced it, cell by cell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from petroverse.core.facts import Finding
from petroverse.sources import Change as CellChange
from petroverse.sources import PublishedCell, compare_editions, restated_later
from petroverse.workflows.import_report import Change, MovedCell

__all__ = ["CellsOf", "Edition", "Pair", "changes_by_file", "moved_by_file", "replaced", "restatements"]

_MOST_MOVED = 10

Edition = Mapping[str, Any]
"""One row of the registry."""

CellsOf = Callable[[Mapping[int, Edition]], Mapping[int, Sequence[PublishedCell]]]
"""Gives the cells of editions, both by the editions' numbers."""


@dataclass(frozen=True, slots=True)
class Pair:
    """An edition and the one that is read in its place.

    Attributes:
        earlier: The one that is no longer read.
        later: The one that is.
        is_next: Whether no third one lies between them.
        changes: Every cell of the two.
    """

    earlier: Edition
    later: Edition
    is_next: bool
    changes: Sequence[CellChange]


def replaced(editions: Sequence[Edition], cells_of: CellsOf) -> list[Pair]:
    """Pairs of editions of one slot, the last known against every other.

    Args:
        editions: All of one organisation's dataset.
        cells_of: Gives their cells.
    """
    met = list(_met(editions))
    wanted = {each["edition_id"]: each for earlier, later, _ in met for each in (earlier, later)}
    cells = cells_of(wanted) if wanted else {}
    return [
        Pair(earlier, later, is_next, _changes(cells, earlier["edition_id"], later["edition_id"]))
        for earlier, later, is_next in met
    ]


def restatements(pairs: Iterable[Pair]) -> Iterator[tuple[str, Finding]]:
    """One finding for each file that another one restates."""
    by_files: dict[tuple[str, str], list[CellChange]] = {}
    for pair in pairs:
        if pair.earlier["file"] != pair.later["file"]:
            by_files.setdefault((pair.earlier["file"], pair.later["file"]), []).extend(pair.changes)
    for (earlier, later), changes in by_files.items():
        finding = restated_later(changes, later.rpartition("/")[2])
        if finding is not None:
            yield earlier, finding


def changes_by_file(pairs: Iterable[Pair]) -> dict[str, Change]:
    """What each later file brings against what was read in its place before."""
    kinds: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.is_next:
            kinds.setdefault(pair.later["file"], []).extend(change.kind for change in pair.changes)
    return {file: _counted(found) for file, found in kinds.items()}


def moved_by_file(pairs: Iterable[Pair]) -> dict[str, tuple[MovedCell, ...]]:
    """The figures that each later file changes most against what was read in its place before."""
    found: dict[str, list[CellChange]] = {}
    for pair in pairs:
        if pair.is_next:
            found.setdefault(pair.later["file"], []).extend(each for each in pair.changes if each.litres)
    return {
        file: tuple(map(_moved, sorted(changes, key=lambda each: -abs(each.litres))[:_MOST_MOVED]))
        for file, changes in found.items()
    }


def _moved(change: CellChange) -> MovedCell:
    was, now = change.earlier, change.later
    place = now or was
    if place is None:  # pragma: no cover - a change has at least one side
        raise ValueError(change)
    cell = now.cell if now else ""
    figures = (was.volume if was else None, now.volume if now else None)
    return MovedCell(place.month.isoformat(), place.product, place.entity, *figures, place.sheet, cell)


def _met(editions: Sequence[Edition]) -> Iterator[tuple[Edition, Edition, bool]]:
    for _, slot in groupby(sorted(editions, key=_slot), _slot):
        winner, *others = sorted(slot, key=_precedence, reverse=True)
        yield from ((other, winner, place == 0) for place, other in enumerate(others))


def _slot(each: Edition) -> tuple[Any, ...]:
    return each["series"], each["grain"], each["span_start"]


def _precedence(each: Edition) -> tuple[Any, ...]:
    return each["known_at"], each["file_days"], each["recorded_at"], each["edition_id"]


def _changes(cells: Mapping[int, Sequence[PublishedCell]], earlier: int, later: int) -> list[CellChange]:
    return compare_editions(cells.get(earlier, ()), cells.get(later, ()))


def _counted(kinds: Sequence[str]) -> Change:
    apart = {kind: kinds.count(kind) for kind in ("new", "same", "removed")}
    return Change(changed=len(kinds) - sum(apart.values()), **apart)
