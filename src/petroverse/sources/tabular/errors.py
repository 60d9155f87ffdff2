"""What can be wrong with a mapping file, one name each.

InputRefused
└── MappingRefused           a mapping file cannot be used as it is
    ├── MappingNotReadable       it is no TOML
    ├── MappingKeyUnknown        a key, dataset or column that does not exist
    ├── MappingValueWrong        a value of the wrong type or outside what is allowed
    └── MappingIncomplete        a column or statement that the dataset cannot do without
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from petroverse.core.errors import InputRefused

__all__ = [
    "MappingIncomplete",
    "MappingKeyUnknown",
    "MappingNotReadable",
    "MappingRefused",
    "MappingValueWrong",
    "nearest",
]


class MappingRefused(InputRefused):
    """A mapping file cannot be used as it is."""


class MappingNotReadable(MappingRefused):
    """The text is no TOML, or the file cannot be opened."""


class MappingKeyUnknown(MappingRefused):
    """The mapping names a key, a dataset or a column that does not exist."""


class MappingValueWrong(MappingRefused):
    """A value has the wrong type or lies outside what is allowed."""


class MappingIncomplete(MappingRefused):
    """The mapping leaves out what its dataset cannot do without."""


def nearest(word: str, known: Iterable[str]) -> str:
    """A sentence that names the nearest known word, else all of them.

    Example:
        >>> nearest("hedding", ("heading", "constant"))
        "did you mean 'heading'?"
    """
    words = sorted(known)
    lower = {each.lower(): each for each in reversed(words)}
    close = get_close_matches(word.lower(), lower, n=1)
    return f"did you mean {lower[close[0]]!r}?" if close else f"one of {', '.join(words)}"
