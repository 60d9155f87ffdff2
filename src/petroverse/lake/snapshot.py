"""What of the lake is read for one question: the winning editions at one point of knowledge."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Final

from petroverse.core.facts import Holding
from petroverse.core.times import Span
from petroverse.lake.names import NameMap

__all__ = ["Part", "Snapshot", "Tie", "Winner"]

_FEW: Final = 3


@dataclass(frozen=True, slots=True)
class Winner:
    """One edition that is read.

    Attributes:
        edition_id: Its number.
        series: Whose table it is within the dataset.
        grain: How wide its span is.
        span: The days it speaks for.
        known_at: When its publisher made it known.
        file: The file's name.
        file_sha256: Of the file's bytes.
        sheet: The sheet as named.
        row_count: Its rows.
        cell_count: Those of them that are not blank.
        is_simulated: Whether it is of a simulated country.
        counts_in_year: Whether a total of whole years reads it (see ``petroverse.lake.coverage``).
        rank: Its place among the editions read, 1 known last; decides where single rows replace each other.
    """

    edition_id: int
    series: str
    grain: str
    span: Span
    known_at: datetime
    file: str
    file_sha256: str
    sheet: str
    row_count: int
    cell_count: int
    is_simulated: bool
    counts_in_year: bool
    rank: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Editions of one slot that were made known at one instant; the first, of the wider file, is read."""

    slot: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """What is read of one organisation's facts in one dataset.

    Attributes:
        organisation: Whose facts.
        dataset: The catalogue's dataset.
        winners: The editions read.
        ties: Where two editions had an equal claim.
        names: Names that are read as another company's.
    """

    organisation: str
    dataset: str
    winners: tuple[Winner, ...]
    ties: tuple[Tie, ...] = ()
    names: NameMap = field(default_factory=NameMap)

    @cached_property
    def key(self) -> str:
        """A name for exactly these facts: equal keys read equal rows."""
        text = ",".join(f"{each.edition_id}:{each.counts_in_year:d}:{each.rank}" for each in self.winners)
        return hashlib.sha256(f"{self.organisation}/{self.dataset}/{text}/{self.names.key}".encode()).hexdigest()[:24]

    @cached_property
    def row_count(self) -> int:
        """Rows of all editions read."""
        return sum(each.row_count for each in self.winners)

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """What is held, for the semantic model."""
        own = (self.organisation, self.dataset)
        return tuple(
            Holding(*own, each.series, each.grain, each.span, each.cell_count, each.is_simulated)
            for each in self.winners
        )

    @cached_property
    def by_number(self) -> Mapping[int, Winner]:
        """The editions by their numbers."""
        return {each.edition_id: each for each in self.winners}


@dataclass(frozen=True)
class Snapshot:
    """The facts that one question may read: parts by dataset and organisation, at one point of knowledge."""

    parts: Mapping[tuple[str, str], Part] = field(default_factory=dict)

    @cached_property
    def key(self) -> str:
        """A name for exactly these facts, to keep answers under."""
        return hashlib.sha256("".join(sorted(each.key for each in self.parts.values())).encode()).hexdigest()[:24]

    @cached_property
    def holdings(self) -> tuple[Holding, ...]:
        """What is held, for the semantic model: one line for each edition read."""
        return tuple(each for part in self.parts.values() for each in part.holdings)

    @cached_property
    def winners(self) -> Mapping[int, Winner]:
        """Every edition read, by number; numbers are unique across datasets and organisations."""
        return {number: each for part in self.parts.values() for number, each in part.by_number.items()}

    @property
    def warnings(self) -> tuple[str, ...]:
        """Where two editions had an equal claim, for the reader of an answer."""
        ties = [tie for part in self.parts.values() for tie in part.ties]
        named = [
            f"{each.slot}: {', '.join(each.files)} were made known together; {each.files[0]} is read" for each in ties
        ]
        more = [f"{len(ties) - _FEW} more such pairs"] if len(ties) > _FEW else []
        return (*named[:_FEW], *more)
