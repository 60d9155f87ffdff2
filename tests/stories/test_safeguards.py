"""The doctor says whether the certificate lasts and the log's archive works."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from petroverse.app import Home, Settings, examine, open_platform
from petroverse.app.tls import certificate_of
from petroverse.database import EngineSettings, forget_engine


@pytest.fixture
def settings() -> Iterator[Settings]:
    place = Path(tempfile.mkdtemp(prefix="pv-guard-"))
    place.chmod(0o755)
    made = Settings(home=place / "home", tls="local", wal_archive=str(place / "archive"))
    yield made
    forget_engine(EngineSettings(made.home))
    shutil.rmtree(place)


def problems(settings: Settings) -> list[str]:
    return [each.what for each in examine(settings).problems if each.part in {"tls", "log_archive"}]


def test_what_is_well_is_shown_and_what_is_not_is_named(settings: Settings):
    home = Home(settings.home)
    home.prepare()
    assert any("no certificate" in each for each in problems(settings))
    certificate_of(settings, home, now=datetime.now(UTC) - timedelta(days=390))
    assert any("is over on" in each for each in problems(settings))
    certificate_of(settings, home)
    assert problems(settings) == []
    assert examine(settings).parts["tls"]["valid_until"] > datetime.now(UTC).isoformat()

    with open_platform(settings) as platform, psycopg.connect(platform.engine.whole_url, autocommit=True) as connection:
        segment = connection.execute("select pg_walfile_name(pg_current_wal_lsn())").fetchone()[0]
        (Path(settings.wal_archive) / segment).mkdir()  # something is in its place: it must not be written over
        connection.execute("create table notes (text text)")
        connection.execute("select pg_switch_wal()")
        until = time.monotonic() + 30
        while not connection.execute("select failed_count from pg_stat_archiver").fetchone()[0]:
            assert time.monotonic() < until
            time.sleep(0.2)
        assert problems(settings) == ["PostgreSQL cannot archive its log"]
