"""Times: instants in UTC, spans of days, and when a fact became known.

A fact has three times: when it was true (its edition's span), when its publisher made it known (``Known``), and when
we took it in (``recorded_at``, given by the unit of work). Instants are zoned and UTC inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal, Protocol

__all__ = ["Clock", "Grain", "Known", "KnownBasis", "Span", "SystemClock", "month_span", "next_month", "year_span"]

Grain = Literal["day", "week", "window", "month", "year", "row"]
"""How wide the span of one published table is; ``row`` when each row speaks for itself."""

KnownBasis = Literal["stated", "inferred"]


class Clock(Protocol):
    """Gives the time; passed in, so that tests need no patches."""

    def now(self) -> datetime:
        """The present instant, zoned UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, zoned UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open pair of days: ``start`` belongs to it, ``end`` does not.

    Example:
        >>> month_span(2024, 2).days
        29
    """

    start: date
    end: date

    @property
    def days(self) -> int:
        """How many days lie in the span."""
        return (self.end - self.start).days

    def covers(self, other: Span) -> bool:
        """Whether every day of the other span lies in this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Known:
    """When a publisher made something known, and how we know that.

    Attributes:
        at: The instant, zoned UTC.
        basis: ``stated`` in the document, its name or metadata; else ``inferred`` from the period and the usual lag.
    """

    at: datetime
    basis: KnownBasis


def next_month(day: date) -> date:
    """The first day of the month after the one this day lies in."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def month_span(year: int, month: int) -> Span:
    """The days of one calendar month."""
    start = date(year, month, 1)
    return Span(start, next_month(start))


def year_span(year: int) -> Span:
    """The days of one calendar year."""
    return Span(date(year, 1, 1), date(year + 1, 1, 1))
