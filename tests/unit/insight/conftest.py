"""The real lake, registry and database for this folder's tests, and a made-up market in them."""

from __future__ import annotations

import pytest

from engines import engine
from insight_market import Told
from lake_stores import lake, lake_template, market, stored
from stored_market import Market

__all__ = ["engine", "lake", "lake_template", "market", "stored"]


@pytest.fixture
def told(market: Market) -> Told:
    return Told(market)
