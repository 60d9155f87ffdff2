"""Real stores for tests: one engine for the whole run, one fresh database for each test.

Import what you need in a conftest.py: ``from engines import database, engine, template``.
"""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from petroverse.database import MIGRATIONS, Database, Engine, EngineSettings, forget_engine, open_engine

__all__ = ["database", "empty_database_url", "engine", "forgotten_home", "template"]


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """An embedded engine of this test run's own, removed after it."""
    with (
        tempfile.TemporaryDirectory(prefix="pv-") as folder,
        forgotten_home(EngineSettings(Path(folder))) as settings,
        open_engine(settings) as started,
    ):
        yield started


@contextmanager
def forgotten_home(settings: EngineSettings) -> Iterator[EngineSettings]:
    """A home whose engine is removed afterwards, wherever its data lies."""
    try:
        yield settings
    finally:
        forget_engine(settings)


@pytest.fixture(scope="session")
def template(engine: Engine) -> str:
    """The name of a database with this block's schema, for copying."""
    with Database(engine.url) as first:
        first.migrate([MIGRATIONS])
    return "petroverse"


def empty_database_url(engine: Engine, template: str = "template1") -> str:
    """Makes a database of a test's own, a copy of another one, and gives its URL."""
    name = f"test_{secrets.token_hex(6)}"
    server = engine.url.replace("@/petroverse?", "@/postgres?")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"create database {name} template {template} strategy file_copy")
    return engine.url.replace("@/petroverse?", f"@/{name}?")


@pytest.fixture
def database(engine: Engine, template: str) -> Iterator[Database]:
    """A fresh database with this block's schema."""
    with Database(empty_database_url(engine, template)) as fresh:
        yield fresh
