"""What two versions of one table say otherwise, whatever the table holds: row by row, the largest change first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from petroverse.sources.restatements import ChangeKind, kind_of_change

__all__ = ["RowChange", "changed_rows"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row in two versions of a table; None where one of them has no such row.

    Attributes:
        kind: What happened; never ``same``.
        earlier: The row as it was read before.
        later: The row as it is read now.
        was: Its figure then; None where it is blank or was not there.
        now: Its figure now; None where it is blank or is gone.
    """

    kind: ChangeKind
    earlier: Row | None
    later: Row | None
    was: float | None
    now: float | None

    @property
    def difference(self) -> float:
        """By how much the later figure is larger (smaller: negative); none counts as 0."""
        return (self.now or 0.0) - (self.was or 0.0)

    @property
    def row(self) -> Row:
        """The row as it is read now, or as it was where it is gone."""
        found = self.later or self.earlier
        return found or {}


def changed_rows(earlier: Iterable[Row], later: Iterable[Row], *, keys: Sequence[str], measure: str) -> list[RowChange]:
    """The rows that two versions of a table tell otherwise, the largest change first.

    Args:
        earlier: The version that was read before.
        later: The version that is read now.
        keys: Columns that say which row is which; equal ones are told apart by their order.
        measure: The column with the figure.

    Example:
        >>> then, now = [{"product": "lpg", "volume": 5.0}], [{"product": "lpg", "volume": 7.0}]
        >>> [(each.kind, each.difference) for each in changed_rows(then, now, keys=["product"], measure="volume")]
        [('value', 2.0)]
    """
    before, after = _by_key(earlier, keys), _by_key(later, keys)
    changes = [_change(before.get(key), after.get(key), measure) for key in dict.fromkeys([*before, *after])]
    return sorted((each for each in changes if each.kind != "same"), key=lambda each: -abs(each.difference))


def _by_key(rows: Iterable[Row], keys: Sequence[str]) -> dict[tuple[Any, ...], Row]:
    seen: Counter[tuple[Any, ...]] = Counter()
    found: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = tuple(row[name] for name in keys)
        found[*key, seen[key]] = row
        seen[key] += 1
    return found


def _change(earlier: Row | None, later: Row | None, measure: str) -> RowChange:
    was = earlier[measure] if earlier else None
    now = later[measure] if later else None
    if earlier is None or later is None:
        return RowChange("new" if earlier is None else "removed", earlier, later, was, now)
    return RowChange(kind_of_change(was, now), earlier, later, was, now)
