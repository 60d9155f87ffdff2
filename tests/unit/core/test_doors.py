"""A door fetches its names late, and says which it does not have."""

from __future__ import annotations

import pytest

from petroverse.core import times
from petroverse.core.doors import fetched_late


def test_a_name_is_fetched_from_the_part_that_holds_it():
    assert fetched_late("petroverse.core", {"times": ("Span",)})("Span") is times.Span


def test_a_name_that_no_part_holds_is_told():
    with pytest.raises(AttributeError, match=r"'petroverse.core' has no attribute 'Litre'"):
        fetched_late("petroverse.core", {"times": ("Span",)})("Litre")
