"""The archive of PostgreSQL's log: files arrive whole, and a lost home comes back to a point in time from them."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from petroverse.database import Engine, EngineSettings, forget_engine, open_engine
from petroverse.database.faults import HomeUnwritable


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that the engine's account can enter."""
    folder = Path(tempfile.mkdtemp(prefix="pv-wal-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def settings(place: Path) -> Iterator[EngineSettings]:
    made = EngineSettings(place / "home", wal_archive=place / "ar'chive 100%")
    yield made
    forget_engine(made)


def run(engine: Engine, statement: str) -> object:
    with psycopg.connect(engine.whole_url, autocommit=True) as connection:
        cursor = connection.execute(statement)
        return cursor.fetchone()[0] if cursor.description else None


def archived(settings: EngineSettings, segment: str) -> Path:
    file = settings.wal_archive / segment
    until = time.monotonic() + 30
    while not file.exists() and time.monotonic() < until:
        time.sleep(0.1)
    return file


def test_segments_arrive_whole_and_no_other_is_ever_overwritten(settings: EngineSettings):
    with open_engine(settings) as engine:
        run(engine, "create table notes (text text)")
        run(engine, "insert into notes values ('first')")
        segment = str(run(engine, "select pg_walfile_name(pg_switch_wal())"))
        file = archived(settings, segment)
        assert file.stat().st_size == 16 << 20
        assert list(settings.wal_archive.glob("*.part")) == []
        assert run(engine, "show archive_timeout") == "5min"


def test_a_home_comes_back_to_a_point_in_time(settings: EngineSettings):
    """The steps of docs/how-to/back-up-and-restore.md, on a base that was copied while the engine was stopped."""
    with open_engine(settings) as engine:
        run(engine, "create table notes (text text)")
        data = engine.data_folder
    base = data.with_name("base")
    shutil.copytree(data, base, symlinks=True)
    with open_engine(settings) as engine:
        run(engine, "insert into notes values ('kept')")
        moment = str(run(engine, "select now()"))
        time.sleep(1.1)
        run(engine, "insert into notes values ('a mistake')")
        archived(settings, str(run(engine, "select pg_walfile_name(pg_switch_wal())")))
    owner = data.stat()
    shutil.rmtree(data)
    base.rename(data)
    quoted = str(settings.wal_archive).replace("%", "%%").replace("'", "''")
    with (data / "postgresql.auto.conf").open("a") as conf:
        conf.write(f"restore_command = 'cp \"{quoted}/%f\" %p'\n")
        conf.write(f"recovery_target_time = '{moment}'\nrecovery_target_action = 'promote'\n")
    (data / "recovery.signal").touch()
    for path in [data, *data.rglob("*")]:
        os.chown(path, owner.st_uid, owner.st_gid, follow_symlinks=False)
    with open_engine(replace(settings, wal_archive=None)) as engine:
        assert run(engine, "select string_agg(text, ',') from notes") == "kept"


def test_an_archive_that_cannot_be_written_is_named_before_anything_starts(place: Path):
    settings = EngineSettings(place / "home", wal_archive=place / "no" / "such" / "archive")
    with pytest.raises(HomeUnwritable, match="archive"):
        open_engine(settings)
    forget_engine(replace(settings, wal_archive=None))
