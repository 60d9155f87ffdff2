"""What one person asked of another: that an overfill or a loss be kept quiet, which takes two."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime

from petroverse.core.roles import UnitOfWork

__all__ = ["AskedShelving", "asked_shelvings", "drop_asked_shelving", "save_asked_shelving"]


@dataclass(frozen=True, slots=True)
class AskedShelving:
    """One such question that waits for an answer.

    Attributes:
        rule: The alarm's rule.
        subject: What it is about.
        person: Who asks.
        reason: Why.
        until: Until when it shall be quiet.
        asked_at: When it was asked.
        expires_at: When it is over without an answer.
    """

    rule: str
    subject: str
    person: str
    reason: str
    until: datetime
    asked_at: datetime
    expires_at: datetime


_NAMES = tuple(each.name for each in fields(AskedShelving))


def save_asked_shelving(unit: UnitOfWork, asked: AskedShelving) -> None:
    """Keeps a question; it takes the place of an older one about the same alarm."""
    changes = ", ".join(f"{name} = excluded.{name}" for name in _NAMES if name not in ("rule", "subject"))
    unit.rows(
        f"insert into asked_shelvings (organisation, {', '.join(_NAMES)}) "
        f"values (app_organisation(), {', '.join(['%s'] * len(_NAMES))}) "
        f"on conflict (organisation, rule, subject) do update set {changes}",
        [getattr(asked, name) for name in _NAMES],
    )


def asked_shelvings(unit: UnitOfWork) -> dict[tuple[str, str], AskedShelving]:
    """The questions that wait, by rule and subject."""
    rows = unit.rows(
        f"select {', '.join(_NAMES)} from asked_shelvings where organisation = app_organisation() and expires_at > %s",
        [unit.at],
    )
    for row in rows:
        row |= {name: row[name].astimezone(UTC) for name in ("until", "asked_at", "expires_at")}
    return {(row["rule"], row["subject"]): AskedShelving(**row) for row in rows}


def drop_asked_shelving(unit: UnitOfWork, rule: str, subject: str) -> None:
    """Forgets a question that was answered, with those of any alarm that are over."""
    unit.rows(
        "delete from asked_shelvings where organisation = app_organisation() "
        "and ((rule, subject) = (%s, %s) or expires_at <= %s)",
        [rule, subject, unit.at],
    )
