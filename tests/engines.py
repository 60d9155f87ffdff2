"""Real stores for tests: one engine for the whole run, its database emptied for each test.

Import what you need in a conftest.py: ``from engines import database, engine``.
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

__all__ = ["database", "empty_database_url", "engine", "forgotten_home"]


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """An embedded engine of this test run's own, removed after it."""
    with (
        tempfile.TemporaryDirectory(prefix="pv-") as folder,
        forgotten_home(EngineSettings(Path(folder))) as settings,
        open_engine(settings) as started,
    ):
        _hurry(started)
        yield started


@contextmanager
def forgotten_home(settings: EngineSettings) -> Iterator[EngineSettings]:
    """A home whose engine is removed afterwards, wherever its data lies."""
    try:
        yield settings
    finally:
        forget_engine(settings)


def empty_database_url(engine: Engine) -> str:
    """Makes an empty database beside the engine's own and gives its URL."""
    name = f"test_{secrets.token_hex(6)}"
    with psycopg.connect(_server(engine), autocommit=True) as connection:
        connection.execute(f"create database {name}")
    return engine.url.replace("@/petroverse?", f"@/{name}?")


@pytest.fixture
def database(engine: Engine) -> Iterator[Database]:
    """The engine's own database, emptied, with this block's schema."""
    with psycopg.connect(engine.url) as connection:
        connection.execute("drop schema public cascade")
        connection.execute("create schema public")
    with Database(engine.url) as fresh:
        fresh.migrate([MIGRATIONS])
        yield fresh


def _server(engine: Engine) -> str:
    return engine.url.replace("@/petroverse?", "@/postgres?")


def _hurry(engine: Engine) -> None:
    """Tests of one run share one engine that is thrown away: it need not survive a power loss."""
    superuser = _server(engine).replace("//petroverse:", "//postgres:")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("alter system set fsync = off")
        connection.execute("select pg_reload_conf()")
