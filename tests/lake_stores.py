"""A lake on a folder beside a database with its registry; shared by a whole run, organisations keep tests apart."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import empty_database_url
from petroverse.database import MIGRATIONS as DATABASE_STEPS
from petroverse.database import Database, Engine
from petroverse.lake import MIGRATIONS as LAKE_STEPS
from petroverse.lake import Lake
from stored_market import Market

__all__ = ["lake", "lake_template", "market", "stored"]


@pytest.fixture(scope="session")
def lake_template(engine: Engine) -> Iterator[Database]:
    """A database with the lake's registry."""
    with Database(empty_database_url(engine)) as fresh:
        fresh.migrate([DATABASE_STEPS, LAKE_STEPS])
        yield fresh


@pytest.fixture(scope="session")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lake]:
    """A lake in a folder."""
    folder: Path = tmp_path_factory.mktemp("lake")
    opened = Lake(str(folder))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def stored(lake_template: Database, lake: Lake) -> tuple[Database, Lake]:
    """Both, for laws that make a market an example."""
    return lake_template, lake


@pytest.fixture
def market(stored: tuple[Database, Lake]) -> Market:
    """An organisation without facts."""
    return Market(*stored)
