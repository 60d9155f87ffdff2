"""The faults of the lake, each a leaf of the tree in core.errors."""

from __future__ import annotations

from petroverse.core.errors import Conflict, InputRefused, IntegrityFailed, NotAllowed, Unavailable

__all__ = [
    "EditionsNotReserved",
    "FactsDoNotFit",
    "FactsMissing",
    "LakeUnreachable",
    "NotInSnapshot",
    "QueryBroken",
    "QuestionTooLong",
]


class FactsDoNotFit(InputRefused):
    """Rows do not have the columns or types that the catalogue names."""


class FactsMissing(IntegrityFailed):
    """Registered rows are not in the lake's files."""


class EditionsNotReserved(Conflict):
    """Editions were to be registered in another unit of work than the one that reserved them."""


class NotInSnapshot(NotAllowed):
    """A query names facts that the snapshot does not hold."""


class LakeUnreachable(Unavailable):
    """The folder or bucket of the lake cannot be read or written."""


class QueryBroken(IntegrityFailed):
    """The engine could not run a compiled query: a fault of ours, with the engine's words."""


class QuestionTooLong(Unavailable):
    """A question ran longer than one may, and was ended."""
