"""What several files together tell: totals that disagree between sources, and cells that a later file restates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Final

import pyarrow.compute as pc
import pyarrow.dataset as pads

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding, PrintedTotal
from petroverse.core.roles import UnitOfWork
from petroverse.database import FindingsFilter, add_findings, list_findings
from petroverse.lake import Lake
from petroverse.sources import Change as CellChange
from petroverse.sources import PublishedCell, PublishedTotals, compare_editions, cross_check, restated_later
from petroverse.workflows.import_report import Change

__all__ = ["Between", "compare_files"]

_VOLUME: Final = "volume"
_RULES: Final = ("cross_source_mismatch", "definition_break", "restated_later")
_COLUMNS: Final = ("edition_id", "month", "product", "region", "company", "depot", "place", "volume", "cell")
_MOST: Final = 1_000_000

Edition = Mapping[str, Any]
"""One row of the registry."""


@dataclass(frozen=True, slots=True)
class Between:
    """What a unit of work found between files.

    Attributes:
        findings: New findings, each with the file that it is about.
        changes: For each file, what it brings against what was read in its place before; by file name.
    """

    findings: tuple[tuple[str, Finding], ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)


def compare_files(uow: UnitOfWork, lake: Lake, packs: Mapping[str, CountryPack], fresh: Sequence[int]) -> Between:
    """Compares every volume of the unit's organisation with the others, and keeps what is new in the quality report.

    Args:
        uow: The unit of work that registered the fresh imports.
        lake: Their rows.
        packs: Country packs by publisher.
        fresh: Numbers of the imports of this unit.
    """
    editions = lake.editions(uow, organisation=uow.organisation, dataset=_VOLUME)
    if not any(each["import_id"] in fresh for each in editions):
        return Between()
    restated = list(_restated(uow, lake, editions))
    told = [*_disagreements(editions, packs), *_restatements(restated)]
    new = _kept(uow, told, {each["file"]: each["import_id"] for each in editions})
    changes = _changes([pair for pair in restated if pair.later["import_id"] in fresh])
    return Between(tuple(new), changes)


def _disagreements(editions: Sequence[Edition], packs: Mapping[str, CountryPack]) -> Iterator[tuple[str, Finding]]:
    for publisher, pack in packs.items():
        published = [_published(each) for each in editions if each["publisher"] == publisher]
        for file, findings in cross_check(published, pack).items():
            yield from ((file, each) for each in findings)


def _published(each: Edition) -> PublishedTotals:
    totals = tuple(PrintedTotal(**total) for total in each["totals"])
    place = (each["file"], each["sheet"], each["series"], each["grain"], each["span_start"], each["known_at"])
    return PublishedTotals(*place, totals, each["file_days"])


@dataclass(frozen=True, slots=True)
class _Pair:
    earlier: Edition
    later: Edition
    is_next: bool
    changes: list[CellChange]


def _restated(uow: UnitOfWork, lake: Lake, editions: Sequence[Edition]) -> Iterator[_Pair]:
    """Each edition that is no longer read beside the one that is; the listing has the one known last first."""
    pairs = []
    for _, slot in groupby(editions, lambda each: (each["series"], each["grain"], each["span_start"])):
        winner, *others = sorted(slot, key=_precedence, reverse=True)
        pairs += [(other, winner, place == 0) for place, other in enumerate(others)]
    wanted = {each["edition_id"]: each for earlier, later, _ in pairs for each in (earlier, later)}
    cells = _cells(lake.files(_VOLUME, str(uow.organisation)), wanted) if wanted else {}
    for earlier, later, is_next in pairs:
        changes = compare_editions(cells.get(earlier["edition_id"], ()), cells.get(later["edition_id"], ()))
        yield _Pair(earlier, later, is_next, changes)


def _precedence(each: Edition) -> tuple[Any, ...]:
    return each["known_at"], each["file_days"], each["recorded_at"], each["edition_id"]


def _cells(files: Sequence[str], wanted: Mapping[int, Edition]) -> dict[int, list[PublishedCell]]:
    stored = pads.dataset(list(files), format="parquet")
    rows = stored.to_table(columns=list(_COLUMNS), filter=pc.field("edition_id").isin(list(wanted))).to_pylist()
    cells: dict[int, list[PublishedCell]] = {}
    for row in rows:
        entity = next((row[name] for name in ("region", "company", "depot", "place") if row[name]), "")
        place = PublishedCell(
            row["month"], row["product"], entity, row["volume"], wanted[row["edition_id"]]["sheet"], row["cell"]
        )
        cells.setdefault(row["edition_id"], []).append(place)
    return cells


def _restatements(pairs: Iterable[_Pair]) -> Iterator[tuple[str, Finding]]:
    by_files: dict[tuple[str, str], list[CellChange]] = {}
    for pair in pairs:
        if pair.earlier["file"] != pair.later["file"]:
            by_files.setdefault((pair.earlier["file"], pair.later["file"]), []).extend(pair.changes)
    for (earlier, later), changes in by_files.items():
        finding = restated_later(changes, later.rpartition("/")[2])
        if finding is not None:
            yield earlier, finding


def _kept(
    uow: UnitOfWork, told: Iterable[tuple[str, Finding]], imports: Mapping[str, int]
) -> list[tuple[str, Finding]]:
    """Writes findings that stand nowhere yet behind their file's report, and gives them."""
    known = {
        (each.import_id, each.finding)
        for rule in _RULES
        for each in list_findings(uow, FindingsFilter(organisations=(uow.organisation,), rule=rule), limit=_MOST)
    }
    new = [(file, finding) for file, finding in told if (imports[file], finding) not in known]
    by_import: dict[int, list[Finding]] = {}
    for file, finding in new:
        by_import.setdefault(imports[file], []).append(finding)
    add_findings(uow, by_import)
    return new


def _changes(pairs: Sequence[_Pair]) -> dict[str, Change]:
    kinds: dict[str, list[str]] = {}
    for pair in pairs:
        if pair.is_next:
            kinds.setdefault(pair.later["file"], []).extend(change.kind for change in pair.changes)
    return {file: _counted(found) for file, found in kinds.items()}


def _counted(kinds: Sequence[str]) -> Change:
    apart = {kind: kinds.count(kind) for kind in ("new", "same", "removed")}
    return Change(changed=len(kinds) - sum(apart.values()), **apart)
