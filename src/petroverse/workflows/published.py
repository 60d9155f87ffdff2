"""What editions published, as sources compares it: their totals and cells, of the lake and of files to come."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pyarrow.compute as pc

from petroverse.core.facts import PrintedTotal
from petroverse.lake import Lake, RegisteredEdition, StampedReading
from petroverse.sources import PublishedCell, PublishedTotals
from petroverse.workflows.restated import Edition

__all__ = ["VOLUME", "cells_of", "published_totals", "row_of"]

VOLUME: Final = "volume"
_COLUMNS: Final = ("edition_id", "month", "product", "region", "company", "depot", "place", "volume", "cell")


def row_of(each: RegisteredEdition) -> dict[str, Any]:
    """An edition that comes in as the registry will list it."""
    edition, stamp = each.edition, each.stamp
    return {
        "edition_id": each.edition_id,
        "import_id": stamp.import_id,
        "publisher": stamp.publisher,
        "file": stamp.file,
        "file_days": each.file_days,
        "sheet": edition.sheet,
        "series": edition.series,
        "grain": edition.grain,
        "span_start": edition.span.start,
        "known_at": edition.known.at,
        "recorded_at": stamp.recorded_at,
        "totals": edition.totals,
    }


def published_totals(editions: Sequence[Edition], publisher: str) -> list[PublishedTotals]:
    """The totals of one publisher's editions."""
    own = [each for each in editions if each["publisher"] == publisher]
    return [_published_one(each) for each in own]


def _published_one(each: Edition) -> PublishedTotals:
    place = (each["file"], each["sheet"], each["series"], each["grain"], each["span_start"], each["known_at"])
    return PublishedTotals(*place, _totals(each["totals"]), each["file_days"])


def _totals(told: Sequence[PrintedTotal | Mapping[str, Any]]) -> tuple[PrintedTotal, ...]:
    return tuple(each if isinstance(each, PrintedTotal) else PrintedTotal(**each) for each in told)


def cells_of(
    lake: Lake, organisation: str, fresh: Sequence[StampedReading], wanted: Mapping[int, Edition]
) -> dict[int, list[PublishedCell]]:
    """The cells of volume editions by the editions' numbers.

    Args:
        lake: What is stored.
        organisation: Whose.
        fresh: Files that come in, not stored yet.
        wanted: The editions, by number.
    """
    tables = [file.tables[VOLUME].select(list(_COLUMNS)) for file in fresh if VOLUME in file.tables]
    kept = wanted.keys() - {each.edition_id for file in fresh for each in file.editions}
    if kept:
        tables.append(lake.rows(VOLUME, organisation, sorted(kept), _COLUMNS))
    cells: dict[int, list[PublishedCell]] = {}
    for table in tables:
        for row in table.filter(pc.field("edition_id").isin(list(wanted))).to_pylist():
            kind = next((name for name in ("region", "company", "depot", "place") if row[name]), "")
            sheet = wanted[row["edition_id"]]["sheet"]
            entity = row[kind] if kind else ""
            cell = PublishedCell(row["month"], row["product"], entity, row["volume"], sheet, row["cell"], kind)
            cells.setdefault(row["edition_id"], []).append(cell)
    return cells
