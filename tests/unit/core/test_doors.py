"""A door fetches its names late, and says which it does not have."""

from __future__ import annotations

from pathlib import Path

import pytest

from petroverse.core import times
from petroverse.core.doors import fetched_late


@pytest.fixture
def file(tmp_path: Path) -> str:
    (tmp_path / "__init__.pyi").write_text("from petroverse.core.times import Span as Span\n")
    return str(tmp_path / "__init__.py")


def test_a_name_is_fetched_from_the_part_that_the_stub_names(file: str):
    fetch, names = fetched_late("petroverse.core", file)
    assert names == ["Span"]
    assert fetch("Span") is times.Span


def test_a_name_that_the_stub_does_not_have_is_told(file: str):
    fetch, _ = fetched_late("petroverse.core", file)
    with pytest.raises(AttributeError, match=r"'petroverse.core' has no attribute 'Litre'"):
        fetch("Litre")
