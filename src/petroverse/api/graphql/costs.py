"""What one GraphQL request may take: how deep, how long, how many aliases, and how many questions it may ask."""

from __future__ import annotations

from functools import partial
from typing import Final

from strawberry.extensions import MaxAliasesLimiter, MaxTokensLimiter, QueryDepthLimiter

from petroverse.core.errors import QueryRefused

__all__ = ["LIMITS", "Budget", "TooMuchAsked"]

LIMITS: Final = (
    partial(QueryDepthLimiter, max_depth=8),
    partial(MaxTokensLimiter, max_token_count=2_000),
    partial(MaxAliasesLimiter, max_alias_count=20),
)
"""What every document is held to before anything of it runs."""

_MOST_READS: Final = 20


class TooMuchAsked(QueryRefused):
    """One request asked more questions than one request may."""


class Budget:
    """How many reads of facts are left to one request: lists, entities and fragments count what they really ask."""

    def __init__(self) -> None:
        self._left = _MOST_READS

    def take(self) -> None:
        """Takes one read.

        Raises:
            TooMuchAsked: None is left.
        """
        if self._left == 0:
            raise TooMuchAsked(
                f"a request may ask {_MOST_READS} questions",
                fix="ask by dimension, or in several requests",
            )
        self._left -= 1
