"""Rows of facts gathered one by one and given as the columns of a dataset."""

from __future__ import annotations

from petroverse.core.catalogue import dataset
from petroverse.core.facts import Edition, FactTable

__all__ = ["FactRows", "edition_number"]


def edition_number(editions: list[Edition], edition: Edition) -> int:
    """Where an edition stands among those of one file; added, unless one of the same slot is there already."""
    slots = [each.slot for each in editions]
    if edition.slot in slots:
        return slots.index(edition.slot)
    editions.append(edition)
    return len(editions) - 1


class FactRows:
    """Gathers rows of one dataset; every column that a row does not name is missing there.

    Example:
        >>> rows = FactRows("indicator")
        >>> rows.add(0, "C5", indicator="fx_usd", value=11.4)
        >>> rows.table().columns["value"]
        [11.4]
    """

    def __init__(self, name: str) -> None:
        self._dataset = name
        self._names = [each.name for each in dataset(name).columns]
        self._known = frozenset(self._names)
        self._rows: list[dict[str, object]] = []
        self._edition: list[int] = []
        self._cell: list[str] = []

    def __len__(self) -> int:
        return len(self._cell)

    def add(self, edition: int, cell: str, **values: object) -> None:
        """Adds one row.

        Args:
            edition: Index into the reading's editions.
            cell: Where it stands, such as ``D17``.
            values: Columns of the dataset.

        Raises:
            KeyError: The dataset has no such column.
        """
        if not self._known.issuperset(values):
            raise KeyError(f"{self._dataset} has no column {', '.join(values.keys() - self._known)}")
        self._rows.append(values)
        self._edition.append(edition)
        self._cell.append(cell)

    def table(self) -> FactTable:
        """The rows as a table."""
        columns = {name: [row.get(name) for row in self._rows] for name in self._names}
        return FactTable(self._dataset, columns, self._edition, self._cell)
