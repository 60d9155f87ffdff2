"""Restatements: what was read at one point of knowledge and is read otherwise at a later one, row by row.

Which tables differ is found in the registry; only the rows of those are read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from petroverse.core.catalogue import dataset, datasets
from petroverse.core.errors import InputRefused
from petroverse.core.roles import UnitOfWork
from petroverse.database import get_import
from petroverse.lake import Part, Snapshot, Winner
from petroverse.sources import RowChange, changed_rows
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = ["PointNotNamed", "RestatementsWanted", "restatements_page"]

_WHERE: Final = ("edition_id", "import_id", "file", "sheet", "cell")
_MOMENT: Final = timedelta(microseconds=1)
_BYTES_A_ROW: Final = 1200


class PointNotNamed(InputRefused):
    """Nothing says since when."""


@dataclass(frozen=True, slots=True)
class RestatementsWanted:
    """Between which points of knowledge, and which page of what changed.

    Attributes:
        since: The earlier point; with ``import_id``, the moment before that import.
        until: The later point; None for now.
        basis: ``recorded`` (when we took files in) or ``known`` (when publishers made them known).
        import_id: What this import changed; None for any.
        dataset: Of this dataset.
        text: Found in any name, file, sheet or cell, in any case.
        limit: At most so many.
        offset: After so many.
    """

    since: datetime | None = None
    until: datetime | None = None
    basis: Literal["recorded", "known"] = "recorded"
    import_id: int | None = None
    dataset: str = "volume"
    text: str = ""
    limit: int = 100
    offset: int = 0


@dataclass(frozen=True, slots=True)
class _Replaced:
    """A table that is read in another's place."""

    part: Part
    earlier: Winner
    later: Winner


def restatements_page(stores: Stores, reader: Reader, wanted: RestatementsWanted) -> dict[str, Any]:
    """One page of the rows whose figure is read otherwise now than at an earlier point of knowledge, largest first.

    Returns:
        ``rows``; ``files`` that brought them, with how many each; ``datasets`` with how many tables were replaced in
        each; ``total``; ``new_tables`` that speak for what nothing spoke for before; ``since`` and ``until``.

    Raises:
        RowsLimited: The reader may see a part of the rows only.
        RowNotFound: The reader sees no such import.
        PointNotNamed: Nothing says since when.
    """
    if wanted.since is None and wanted.import_id is None:
        raise PointNotNamed("nothing says since when", where="since", fix="give a day, or an import_id")
    reader.must_see_all("the list of restatements")
    grant = grant_of(stores, reader)
    names = [name for name, each in datasets().items() if each.resolve == "edition"]
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        since, until = _between(uow, wanted, grant.organisations)
        then = _snapshot(stores, uow, (grant.organisations, names), since, wanted.basis)
        now = _snapshot(stores, uow, (grant.organisations, names), until, wanted.basis)
    met = {name: list(_replaced(then, now, name)) for name in names}
    fresh = sum(len(_slots(part).keys() - _slots(then.parts[key]).keys()) for key, part in now.parts.items())
    made = ("restatements", then.key, now.key, wanted.dataset)
    rows = stores.replies.made(made, lambda: _rows(stores, met[wanted.dataset]), lambda rows: len(rows) * _BYTES_A_ROW)
    rows = [each for each in rows if _is_wanted(each, wanted)]
    return {
        "since": since,
        "until": until,
        "basis": wanted.basis,
        "rows": rows[wanted.offset : wanted.offset + wanted.limit],
        "total": len(rows),
        "files": _files(rows),
        "datasets": {name: len(pairs) for name, pairs in met.items() if pairs},
        "new_tables": fresh,
        "is_simulated": grant.is_simulated,
    }


def _between(
    uow: UnitOfWork, wanted: RestatementsWanted, organisations: Sequence[Any]
) -> tuple[datetime, datetime | None]:
    if wanted.import_id is None:
        return wanted.since or uow.at, wanted.until
    found = get_import(uow, wanted.import_id, organisations)
    return found.recorded_at - _MOMENT, found.recorded_at


def _snapshot(
    stores: Stores, uow: UnitOfWork, of: tuple[Sequence[Any], Sequence[str]], at: datetime | None, basis: str
) -> Snapshot:
    organisations, names = of
    if basis == "known":
        return stores.lake.snapshot(uow, organisations, names, as_of=at)
    return stores.lake.snapshot(uow, organisations, names, as_recorded=at)


def _slots(part: Part) -> dict[tuple[str, str, date], Winner]:
    return {(each.series, each.grain, each.span.start): each for each in part.winners}


def _replaced(then: Snapshot, now: Snapshot, name: str) -> Iterator[_Replaced]:
    for (of, owner), part in now.parts.items():
        if of != name:
            continue
        before = _slots(then.parts[of, owner])
        for slot, later in _slots(part).items():
            earlier = before.get(slot)
            if earlier is not None and earlier.edition_id != later.edition_id:
                yield _Replaced(part, earlier, later)


def _rows(stores: Stores, met: Sequence[_Replaced]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in {id(each.part): each.part for each in met}.values():
        own = [each for each in met if each.part is part]
        of = dataset(part.dataset)
        keys = [each.name for each in of.columns if each.role in ("time", "dimension", "unit")]
        measure = next(each.name for each in of.columns if each.role == "measure")
        wanted = {number for each in own for number in (each.earlier.edition_id, each.later.edition_id)}
        cells: dict[int, list[Mapping[str, Any]]] = {}
        for row in stores.lake.rows(part.dataset, part.organisation, wanted, [*keys, measure, *_WHERE]).to_pylist():
            cells.setdefault(row["edition_id"], []).append(row)
        for each in own:
            then, now = (cells.get(number, []) for number in (each.earlier.edition_id, each.later.edition_id))
            found += [_told(one, each) for one in changed_rows(then, now, keys=keys, measure=measure)]
    return sorted(found, key=lambda row: -abs(row["difference"]))


def _told(change: RowChange, each: _Replaced) -> dict[str, Any]:
    of = dataset(each.part.dataset)
    row, earlier, later = change.row, change.earlier or {}, change.later or {}
    names = [column.name for column in of.columns if column.role == "dimension"]
    return {
        "dataset": of.name,
        "series": each.later.series,
        "grain": each.later.grain,
        "span_start": each.later.span.start,
        "span_end": each.later.span.end,
        "named": {name: row[name] for name in names if row[name] is not None and row[name] != each.later.series},
        "unit": row["unit"],
        "kind": change.kind,
        "was": change.was,
        "now": change.now,
        "difference": change.difference,
        "file": each.later.file,
        "known_at": each.later.known_at,
        "sheet": later.get("sheet", each.later.sheet),
        "cell": later.get("cell", ""),
        "import_id": later.get("import_id"),
        "earlier_file": each.earlier.file,
        "earlier_known_at": each.earlier.known_at,
        "earlier_sheet": earlier.get("sheet", each.earlier.sheet),
        "earlier_cell": earlier.get("cell", ""),
        "earlier_import_id": earlier.get("import_id"),
    }


def _is_wanted(row: Mapping[str, Any], wanted: RestatementsWanted) -> bool:
    texts = (*row["named"].values(), row["series"], row["file"], row["sheet"], row["cell"], str(row["span_start"]))
    return wanted.text.casefold() in " ".join(map(str, texts)).casefold()


def _files(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        told = found.setdefault(row["file"], {"file": row["file"], "known_at": row["known_at"], "rows": 0})
        told["rows"] += 1
    return sorted(found.values(), key=lambda each: -each["rows"])
