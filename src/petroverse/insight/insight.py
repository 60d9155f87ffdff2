"""What one thing worth knowing is: of what, when, how surprising, how much is at stake, and its questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from petroverse.metrics import Query

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["AUDIENCES", "About", "Audience", "Candidate", "Figures", "Insight", "Rows", "Run", "Way"]

Audience = Literal["executive", "analyst", "regulator"]
AUDIENCES: Final[tuple[Audience, ...]] = ("executive", "analyst", "regulator")

Way = Literal["up", "down", "level"]

Run = Callable[[Query], "pa.Table"]
"""Answers a question as ``metrics.answer_table`` does; all that this block sees of the world."""

Rows = Sequence[Mapping[str, Any]]
"""The rows of one answer."""

Figures = Mapping[str, Any]
"""What an insight says in figures: numbers, and the months and names that belong to them."""


@dataclass(frozen=True, slots=True)
class About:
    """What an insight is about.

    Attributes:
        source: The stage of the litres, such as ``omc``; empty where several are compared, or it is no volume.
        products: The products that are counted together; () for all of them, in tonnes.
        dimension: What the member is one of: ``company``, ``depot`` or a level of regions; empty for the whole.
        member: Which; empty for the whole.
        names: All names that are probably its own, the present one first; () where the one is all.
    """

    source: str = ""
    products: tuple[str, ...] = ()
    dimension: str = ""
    member: str = ""
    names: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """A name that is the same whenever it is the same."""
        return "/".join((self.source, "+".join(self.products), self.dimension, self.member))

    def holds(self, other: About) -> bool:
        """Whether all that the other is about is within this: the same stage, and its products and members."""
        is_same = self.source == other.source and self.member in ("", other.member)
        return is_same and (not self.products or (bool(other.products) and {*other.products} <= {*self.products}))


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be worth telling, seen in figures that were read at once; its own questions decide.

    Attributes:
        kind: Which kind of thing; see ``finders``.
        about: Of what.
        month: The month that it is news of, its first day.
        queries: The questions that compute it anew, exactly.
        surprise: Minus the decimal logarithm of how likely chance gives as much or more, 0 to 4.
        tonnes: What is at stake, in tonnes.
        way: Up or down, or neither.
    """

    kind: str
    about: About
    month: date
    queries: tuple[Query, ...]
    surprise: float
    tonnes: float
    way: Way = "level"


@dataclass(frozen=True, slots=True)
class Insight:
    """One thing worth knowing.

    Attributes:
        found: What it is, and the questions that compute it anew.
        figures: What these gave.
        scores: How much it is worth telling to each audience.
        drawn: What is drawn of it: shorter than its questions, or of fewer members.
        view: How that is drawn, as a panel's view.
        folded: Lesser things that it contains, each by its kind and figures.
        known_at: When the latest of the publications behind it was made known, ISO 8601; empty where nobody says.
        is_simulated: Whether it is of a simulated country.

    Example:
        >>> recomputed(insight, run) == insight.figures  # doctest: +SKIP
        True
    """

    found: Candidate
    figures: Figures
    scores: Mapping[Audience, float]
    drawn: Query
    view: Mapping[str, Any]
    folded: tuple[tuple[Candidate, Figures], ...] = ()
    known_at: str = ""
    is_simulated: bool = False

    @property
    def key(self) -> str:
        """The same thing of the same month has the same key: it is told once."""
        return f"{self.found.kind}:{self.found.about.key}:{self.found.month:%Y-%m}"
