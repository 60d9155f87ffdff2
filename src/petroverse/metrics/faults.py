"""The faults of the semantic model, each a leaf of the tree in core.errors."""

from __future__ import annotations

from petroverse.core.errors import NotAllowed, QueryRefused

__all__ = ["MeasureNotGranted", "MixedSum", "QueryUnreadable", "RuleNotApplicable", "UnknownWord", "WordsDoNotFit"]


class QueryUnreadable(QueryRefused):
    """A query, filter or period is not written in a form that can be read."""


class UnknownWord(QueryRefused):
    """No measure, dimension or value has this name."""


class WordsDoNotFit(QueryRefused):
    """Measures and dimensions that have no answer together."""


class MixedSum(QueryRefused):
    """Things that never add: litres and kilograms, two stages of the same litres."""


class MeasureNotGranted(NotAllowed):
    """The person may not ask for this measure."""


class RuleNotApplicable(NotAllowed):
    """The person's rows are limited by a dimension that these facts do not have."""
