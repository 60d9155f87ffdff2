"""Every family of workbooks that can be read; the surest one reads a file."""

from __future__ import annotations

from petroverse.sources.workbooks.family import Family

__all__ = ["families"]


def families() -> tuple[Family, ...]:
    """All families; add a new kind of publication here."""
    return ()
