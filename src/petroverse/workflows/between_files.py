"""What several files together tell: disagreeing totals, slipped components, and cells that a later file restates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.core.roles import UnitOfWork
from petroverse.database import FindingsFilter, StoredFinding, add_findings, drop_findings, list_findings
from petroverse.lake import Lake, StampedReading
from petroverse.sources import component_slips, cross_check
from petroverse.workflows.import_report import Change, MovedCell
from petroverse.workflows.published import VOLUME, cells_of, published_totals, row_of
from petroverse.workflows.restated import Edition, Pair, changes_by_file, moved_by_file, replaced, restatements

__all__ = ["Between", "compare_files", "compare_without", "keep"]

_COMPONENT: Final = "price_component"
_RULES: Final = ("cross_source_mismatch", "definition_break", "restated_later", "probable_decimal_slip")
_MOST: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Between:
    """What a unit of work found between files.

    Attributes:
        findings: New findings, each with the file that it is about.
        stale: Lines that stand in a report and no longer hold.
        changes: For each file, what it brings against what was read in its place before; by file name.
        imports: The number of each file's import, by file name.
        moved: For each file, the figures that it changes most; by file name.
    """

    findings: tuple[tuple[str, Finding], ...] = ()
    stale: tuple[StoredFinding, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)
    imports: Mapping[str, int] = field(default_factory=dict)
    moved: Mapping[str, tuple[MovedCell, ...]] = field(default_factory=dict)


def compare_files(
    uow: UnitOfWork, lake: Lake, packs: Mapping[str, CountryPack], fresh: Sequence[StampedReading]
) -> Between:
    """Compares files that are about to come in with each other and with everything that the organisation has.

    Args:
        uow: A unit of work of the organisation; nothing is written.
        lake: What it has.
        packs: Country packs by publisher.
        fresh: The files that come in, not registered yet.
    """
    brought = {name: [row_of(each) for file in fresh for each in file.editions if each.edition.dataset == name]
               for name in (VOLUME, _COMPONENT)}  # fmt: skip
    stored = {
        name: lake.editions(uow, organisation=uow.organisation, dataset=name) if rows else []
        for name, rows in brought.items()
    }
    editions = {name: [*stored[name], *rows] for name, rows in brought.items()}
    pairs = replaced(editions[VOLUME], lambda wanted: cells_of(lake, uow.organisation, fresh, wanted))
    numbers = {each["edition_id"] for each in brought[VOLUME]}
    imports = _imports(editions)
    brings = [pair for pair in pairs if pair.later["edition_id"] in numbers]
    told, known = list(_told(editions, pairs, packs)), _known(uow)
    stale = _stale(known, set(_told(stored, (), packs)) - set(told), imports)
    new = tuple(_new(known, told, imports))
    return Between(new, stale, changes_by_file(brings), imports, moved_by_file(brings))


def compare_without(uow: UnitOfWork, lake: Lake, packs: Mapping[str, CountryPack], import_id: int) -> Between:
    """Compares what is left once an import is taken back: what is found anew, and the lines that no longer hold.

    Args:
        uow: A unit of work of the organisation; nothing is written.
        lake: What it has, the import among it.
        packs: Country packs by publisher.
        import_id: The import that goes.
    """
    editions = {name: lake.editions(uow, organisation=uow.organisation, dataset=name) for name in (VOLUME, _COMPONENT)}
    left = {name: [each for each in rows if each["import_id"] != import_id] for name, rows in editions.items()}
    then, now = (
        list(_told(rows, replaced(rows[VOLUME], lambda wanted: cells_of(lake, uow.organisation, (), wanted)), packs))
        for rows in (editions, left)
    )
    imports, known = _imports(left), _known(uow)
    return Between(tuple(_new(known, now, imports)), _stale(known, set(then) - set(now), imports), imports=imports)


def keep(uow: UnitOfWork, between: Between) -> None:
    """Takes away the lines that no longer hold, and writes each new one behind the report of the file it is about."""
    drop_findings(uow, between.stale)
    by_import: dict[int, list[Finding]] = {}
    for file, finding in between.findings:
        by_import.setdefault(between.imports[file], []).append(finding)
    add_findings(uow, by_import)


def _told(
    editions: Mapping[str, Sequence[Edition]], pairs: Sequence[Pair], packs: Mapping[str, CountryPack]
) -> Iterator[tuple[str, Finding]]:
    yield from _disagreements(editions[VOLUME], packs)
    yield from _slips(editions[_COMPONENT], packs)
    yield from restatements(pairs)


def _imports(editions: Mapping[str, Sequence[Edition]]) -> dict[str, int]:
    return {each["file"]: each["import_id"] for rows in editions.values() for each in rows}


def _disagreements(editions: Sequence[Edition], packs: Mapping[str, CountryPack]) -> Iterator[tuple[str, Finding]]:
    for publisher, pack in packs.items():
        for file, findings in cross_check(published_totals(editions, publisher), pack).items():
            yield from ((file, each) for each in findings)


def _slips(editions: Sequence[Edition], packs: Mapping[str, CountryPack]) -> Iterator[tuple[str, Finding]]:
    for publisher in packs:
        for file, findings in component_slips(published_totals(editions, publisher)).items():
            yield from ((file, each) for each in findings)


def _known(uow: UnitOfWork) -> list[StoredFinding]:
    """The findings between files that stand in the organisation's reports."""
    own = (uow.organisation,)
    found = (list_findings(uow, FindingsFilter(organisations=own, rule=rule), limit=_MOST) for rule in _RULES)
    return [each for lines in found for each in lines]


def _stale(
    known: Iterable[StoredFinding], gone: Iterable[tuple[str, Finding]], imports: Mapping[str, int]
) -> tuple[StoredFinding, ...]:
    """Those lines that stand in a report and are told no more."""
    lines = {(imports.get(file), finding) for file, finding in gone}
    return tuple(each for each in known if (each.import_id, each.finding) in lines)


def _new(
    known: Iterable[StoredFinding], told: Iterable[tuple[str, Finding]], imports: Mapping[str, int]
) -> list[tuple[str, Finding]]:
    """Those findings that stand nowhere yet."""
    standing = {(each.import_id, each.finding) for each in known}
    return [(file, finding) for file, finding in told if (imports[file], finding) not in standing]
