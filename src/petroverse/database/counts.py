"""How much of what there is, for whoever watches the platform."""

from __future__ import annotations

from petroverse.core.roles import UnitOfWork

__all__ = ["count_imports", "count_jobs"]


def count_imports(unit: UnitOfWork) -> dict[str, int]:
    """The imports of the unit's organisation by verdict."""
    rows = unit.rows(
        "select verdict, count(*) as number from imports where organisation = %s group by verdict", [unit.organisation]
    )
    return {row["verdict"]: row["number"] for row in rows}


def count_jobs(unit: UnitOfWork) -> dict[str, int]:
    """The jobs of the unit's organisation by state."""
    rows = unit.rows(
        "select state, count(*) as number from jobs where organisation = %s group by state", [unit.organisation]
    )
    return {row["state"]: row["number"] for row in rows}
