"""Report: what was taken in and every finding, for the command line and the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from petroverse.core.catalogue import dataset
from petroverse.core.errors import InputRefused
from petroverse.core.facts import Severity
from petroverse.core.rights import Right
from petroverse.database import (
    FindingsFilter,
    Import,
    RecordsFilter,
    StoredFinding,
    count_findings,
    find_records,
    get_import,
    group_findings,
    list_findings,
    list_ignored,
    list_imports,
)
from petroverse.workflows.stores import Reader, Stores, grant_of

__all__ = [
    "FindingsWanted",
    "RuleNotKnown",
    "SlotNotKnown",
    "editions_list",
    "editions_page",
    "every_finding",
    "every_import",
    "findings_page",
    "imports_list",
    "one_import",
    "slot_editions",
]

_PAGE: Final = 1000


class RuleNotKnown(InputRefused):
    """No line of the quality report is of this rule."""


class SlotNotKnown(InputRefused):
    """What was given as a table's slot is none."""


@dataclass(frozen=True, slots=True)
class FindingsWanted:
    """Which findings, and which page of them.

    Attributes:
        rule: Of this rule; empty for all.
        severity: ``blocks`` or ``look``; None for both.
        file: Text in the file's name, sheet, cell or words; empty for all.
        import_id: Of one file; None for all.
        sheet: Of one sheet, as named; empty for all.
        limit: At most so many.
        after: Only those that follow the finding with these litres, of this import, with this number.
    """

    rule: str = ""
    severity: Severity | None = None
    file: str = ""
    import_id: int | None = None
    sheet: str = ""
    limit: int = 100
    after: tuple[float, int, int] | None = None


def imports_list(
    stores: Stores, reader: Reader, *, limit: int = 200, after: tuple[datetime, int] | None = None
) -> list[dict[str, Any]]:
    """Every file that was taken in or refused, newest first.

    Args:
        stores: Where from.
        reader: Who asks.
        limit: At most so many.
        after: Only those that follow the import with this ``recorded_at`` and id.
    """
    reader.must_see_all("the list of imports")
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        return [_import_row(each) for each in list_imports(uow, grant.organisations, limit=limit, after=after)]


def every_import(stores: Stores, reader: Reader) -> Iterator[dict[str, Any]]:
    """Every import, however many, a page at a time."""
    reader.must(Right.EXPORT)
    after: tuple[datetime, int] | None = None
    while rows := imports_list(stores, reader, limit=_PAGE, after=after):
        yield from rows
        after = (datetime.fromisoformat(rows[-1]["recorded_at"]), rows[-1]["import_id"])


def one_import(stores: Stores, reader: Reader, import_id: int) -> dict[str, Any]:
    """One import with its editions, its findings by rule, and what was left out.

    Raises:
        RowNotFound: There is none that the reader may see.
    """
    reader.must_see_all("an import")
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        found = get_import(uow, import_id, grant.organisations)
        wanted = FindingsFilter(organisations=grant.organisations, import_id=import_id)
        editions = stores.lake.editions(uow, import_id=import_id)
        others = stores.lake.other_editions(uow, found.organisation, import_id)
        return {
            **_import_row(found),
            "editions": [_edition_row(each, others[each["edition_id"]]) for each in editions],
            "rules": count_findings(uow, wanted),
            "ignored": [asdict(each) for each in list_ignored(uow, import_id)],
            "record": _record_of(stores, reader, found),
        }


def findings_page(stores: Stores, reader: Reader, wanted: FindingsWanted) -> dict[str, Any]:
    """One page of the quality report, largest litres first, with how many there are by rule.

    Returns:
        ``findings``, ``rules``, ``groups``, ``total``, ``is_simulated``, and ``has_more``.
    """
    reader.must_see_all("the quality report")
    grant = grant_of(stores, reader)
    chosen = FindingsFilter(
        grant.organisations, wanted.import_id, wanted.rule, wanted.severity, wanted.file, wanted.sheet
    )
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        found = list_findings(uow, chosen, limit=wanted.limit + 1, after=wanted.after)
        rules = count_findings(uow, chosen)
        groups = group_findings(uow, chosen)
        known = (
            {}
            if rules or not wanted.rule
            else count_findings(uow, FindingsFilter(grant.organisations, wanted.import_id))
        )
    if known and wanted.rule not in known:
        raise RuleNotKnown(f"no rule is called {wanted.rule!r} here", where="rule", fix=f"one of {', '.join(known)}")
    return {
        "findings": [_finding_row(each) for each in found[: wanted.limit]],
        "rules": rules,
        "groups": groups,
        "total": sum(rules.values()),
        "has_more": len(found) > wanted.limit,
        "is_simulated": grant.is_simulated,
    }


def every_finding(stores: Stores, reader: Reader, wanted: FindingsWanted) -> Iterator[dict[str, Any]]:
    """Every finding that is wanted, however many, a page at a time."""
    reader.must(Right.EXPORT)
    reader.must_see_all("the quality report")
    grant = grant_of(stores, reader)
    chosen = FindingsFilter(
        grant.organisations, wanted.import_id, wanted.rule, wanted.severity, wanted.file, wanted.sheet
    )
    after: tuple[float, int, int] | None = None
    while True:
        with stores.database.reading(grant.acts_in, reader.person) as uow:
            found = list_findings(uow, chosen, limit=_PAGE, after=after)
        yield from map(_finding_row, found)
        if len(found) < _PAGE:
            return
        after = (found[-1].finding.litres, found[-1].import_id, found[-1].number)


def editions_list(stores: Stores, reader: Reader) -> list[dict[str, Any]]:
    """Every published table that was taken in, in the order of what it speaks for, known last first."""
    reader.must_see_all("the list of tables")
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        listed = [each for owner in grant.organisations for each in stores.lake.editions(uow, organisation=owner)]
    return [_listed_edition(each) for each in listed]


def slot_editions(stores: Stores, reader: Reader, slot: str) -> list[dict[str, Any]]:
    """Every version of one table, the one that is read first.

    Args:
        stores: Where from.
        reader: Who asks.
        slot: What they speak for, such as ``volume/omc/month/2024-03-01``.

    Raises:
        SlotNotKnown: It is no slot.
    """
    reader.must_see_all("the list of tables")
    grant = grant_of(stores, reader)
    parts = slot.split("/")
    try:
        name, series, grain, day = parts
        wanted = (name, series, grain, date.fromisoformat(day))
    except ValueError:
        fix = "write it as volume/omc/month/2024-03-01"
        raise SlotNotKnown(f"{slot!r} is no table's slot", where="slot", fix=fix) from None
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        return [_listed_edition(each) for each in stores.lake.slot_editions(uow, grant.organisations, wanted)]


def editions_page(stores: Stores, reader: Reader, *, before: int | None, limit: int) -> list[dict[str, Any]]:
    """Published tables that were taken in, the latest first.

    Args:
        stores: Where from.
        reader: Who asks.
        before: Only those taken in before the edition with this number.
        limit: At most so many.
    """
    reader.must_see_all("the list of tables")
    grant = grant_of(stores, reader)
    with stores.database.reading(grant.acts_in, reader.person) as uow:
        listed = stores.lake.newest_editions(uow, grant.organisations, before=before, limit=limit)
    return [_listed_edition(each) for each in listed]


def _import_row(each: Import) -> dict[str, Any]:
    withdrawn = each.withdrawn_at and each.withdrawn_at.isoformat()
    return {**asdict(each), "recorded_at": each.recorded_at.isoformat(), "withdrawn_at": withdrawn}


def _finding_row(each: StoredFinding) -> dict[str, Any]:
    return {"import_id": each.import_id, "number": each.number, "file": each.file_name, **asdict(each.finding)}


def _record_of(stores: Stores, reader: Reader, found: Import) -> dict[str, Any] | None:
    """The line of the records that tells of an import; a file that came of a backup's earlier version may have none."""
    wanted = RecordsFilter("import", since=found.recorded_at, until=found.recorded_at + timedelta(microseconds=1))
    with stores.database.reading(found.organisation, reader.person) as uow:
        records = find_records(uow, wanted, limit=1)
    return {"number": records[0].number, "hash": records[0].hash.hex()} if records else None


def _edition_row(each: Mapping[str, Any], others: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: each[name].isoformat() for name in ("span_start", "span_end", "known_at", "recorded_at")}
    kept = ("edition_id", "dataset", "series", "grain", "sheet", "row_count", "cell_count", "totals", "known_at_basis")
    is_in_force = others["place"] == 1 or dataset(each["dataset"]).resolve == "key"
    return {
        **{name: each[name] for name in kept},
        **days,
        "slot": "/".join((each["dataset"], each["series"], each["grain"], days["span_start"])),
        "versions": others["versions"],
        "replaced_by": None if is_in_force else others["winner"],
        "replaces": others["next"],
    }


def _listed_edition(each: Mapping[str, Any]) -> dict[str, Any]:
    left_out = {"totals", "file_days", "publisher"}
    return {name: value for name, value in each.items() if name not in left_out}
