"""What is out of the ordinary in an organisation's facts, as it was found last, and what people said of it.

save_market_findings(unit, found, …)   what one look found; what it did not find again is gone
list_market_findings(unit, owners)     what is known and not gone
judge_market_finding(unit, verdict)    what somebody of the unit's organisation says of one, with a record
market_verdicts(unit)                  the newest verdict on each finding, of the organisation and of the published ones
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from psycopg.types.json import Json

from petroverse.core.grants import OrganisationId
from petroverse.core.roles import UnitOfWork

__all__ = [
    "FindingVerdict",
    "MarketLook",
    "StoredMarketFinding",
    "Verdict",
    "judge_market_finding",
    "list_market_findings",
    "market_look",
    "market_verdicts",
    "save_market_findings",
]

Verdict = Literal["confirmed", "dismissed", "snoozed", "reopened"]
"""What a person says of a finding: it is so, it is nothing, not now, or: look at it again."""


@dataclass(frozen=True, slots=True)
class StoredMarketFinding:
    """One finding as it is kept.

    Attributes:
        organisation: Of whose facts.
        id: What it is of which node and time.
        body: The finding, as JSON values.
        found_at: When it was found first, UTC.
        changed_at: When its figures changed last, UTC.
    """

    organisation: OrganisationId
    id: str
    body: Mapping[str, Any]
    found_at: datetime
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class FindingVerdict:
    """What a person says of one finding.

    Attributes:
        finding: Its id.
        family: The kinds that share its threshold.
        verdict: What is said.
        reason: Why.
        until: Until when it is left alone, UTC; None but for ``snoozed``.
        judged_by: Who.
        judged_at: When, UTC; None before it is kept.
    """

    finding: str
    family: str
    verdict: Verdict
    reason: str
    until: datetime | None
    judged_by: str = ""
    judged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class MarketLook:
    """The last look at an organisation's facts.

    Attributes:
        stamp: Which facts.
        looked_at: When, UTC.
        tests: Family of kinds → how often it is tested in a month.
    """

    stamp: str
    looked_at: datetime
    tests: Mapping[str, float]


def save_market_findings(
    unit: UnitOfWork, found: Mapping[str, Mapping[str, Any]], stamp: str, tests: Mapping[str, float]
) -> dict[str, int]:
    """Keeps what one look found; whatever else is kept is gone.

    Args:
        unit: The transaction.
        found: Id → the finding as JSON values.
        stamp: Which facts were looked through.
        tests: Family of kinds → how often it is tested in a month.

    Returns:
        How many are ``new``, ``changed`` and ``gone``.
    """
    rows = unit.rows("select id, body, gone_at from market_findings where organisation = app_organisation() for update")
    before = {row["id"]: row for row in rows}
    fresh = [each for each in found if each not in before]
    changed = [
        each
        for each, row in before.items()
        if each in found and (row["gone_at"] is not None or row["body"] != dict(found[each]))
    ]
    gone = [each for each, row in before.items() if each not in found and row["gone_at"] is None]
    unit.many(
        "insert into market_findings (organisation, id, body, found_at, changed_at) "
        "values (app_organisation(), %s, %s, %s, %s) on conflict (organisation, id) do update "
        "set body = excluded.body, changed_at = excluded.changed_at, gone_at = null",
        [(each, Json(dict(found[each])), unit.at, unit.at) for each in (*fresh, *changed)],
    )
    unit.rows(
        "update market_findings set gone_at = %s where organisation = app_organisation() and id = any(%s)",
        [unit.at, gone],
    )
    unit.rows(
        "insert into market_looks (organisation, stamp, looked_at, tests) values (app_organisation(), %s, %s, %s) "
        "on conflict (organisation) do update set stamp = excluded.stamp, looked_at = excluded.looked_at, "
        "tests = excluded.tests",
        [stamp, unit.at, Json(dict(tests))],
    )
    return {"new": len(fresh), "changed": len(changed), "gone": len(gone)}


def market_look(unit: UnitOfWork) -> MarketLook | None:
    """The last look at the facts of the unit's own organisation; None where nobody looked."""
    rows = unit.rows("select stamp, looked_at, tests from market_looks where organisation = app_organisation()")
    return MarketLook(rows[0]["stamp"], rows[0]["looked_at"].astimezone(UTC), rows[0]["tests"]) if rows else None


def list_market_findings(
    unit: UnitOfWork, owners: Sequence[OrganisationId], finding: str = ""
) -> list[StoredMarketFinding]:
    """What is known and not gone of these organisations; only what the unit's organisation may see.

    Args:
        unit: The transaction.
        owners: Of whose facts.
        finding: Only the one with this id; all where empty.
    """
    rows = unit.rows(
        "select organisation, id, body, found_at, changed_at from market_findings "
        "where gone_at is null and organisation = any(%s) and (%s = '' or id = %s) order by id",
        [list(owners), finding, finding],
    )
    zoned = ("found_at", "changed_at")
    return [StoredMarketFinding(**{**row, **{name: row[name].astimezone(UTC) for name in zoned}}) for row in rows]


def judge_market_finding(unit: UnitOfWork, said: FindingVerdict) -> None:
    """Keeps what a person says of a finding, for the unit's organisation, with a record."""
    unit.rows(
        "insert into market_verdicts (organisation, finding, family, verdict, reason, until, judged_by, judged_at) "
        "values (app_organisation(), %s, %s, %s, %s, %s, %s, %s)",
        [said.finding, said.family, said.verdict, said.reason, said.until, unit.person, unit.at],
    )
    body = {"finding": said.finding, "verdict": said.verdict, "reason": said.reason}
    unit.record("market_finding_judged", {**body, "until": said.until and said.until.isoformat()})


def market_verdicts(unit: UnitOfWork) -> list[FindingVerdict]:
    """The newest verdict on each finding: the organisation's own, else that of the published ones."""
    rows = unit.rows(
        "select distinct on (finding) finding, family, verdict, reason, until, judged_by, judged_at "
        "from market_verdicts order by finding, organisation = 'public', number desc"
    )
    return [FindingVerdict(**{**row, **{name: _in_utc(row[name]) for name in ("until", "judged_at")}}) for row in rows]


def _in_utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC) if at else None
