"""Kills at random moments: of the engine, of writers, of a first start. What was acknowledged is there after."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from engines import forgotten_home
from petroverse.core.grants import LOCAL, PersonId
from petroverse.database import MIGRATIONS, Database, EngineSettings, engine_cluster, list_records, open_engine
from petroverse.database import verify_records as verified
from petroverse.database.engine_home import cluster_of, engine_folder
from petroverse.database.faults import ServerUnreachable

AMA = PersonId("ama")
SEEDS = range(3)

# Writes records, each with a row of its own in one unit of work, and tells each one that was acknowledged.
WRITER = """
import sys
from pathlib import Path
from petroverse.core.grants import LOCAL, PersonId
from petroverse.database import (
    Database, EngineSettings, MIGRATIONS, NewImport, add_imports, open_engine, reserve_import_ids,
)
with open_engine(EngineSettings(Path(sys.argv[1]))) as engine, Database(engine.url) as database:
    database.migrate([MIGRATIONS])
    print("ready", flush=True)
    while True:
        with database.unit_of_work(LOCAL, PersonId("writer")) as unit:
            (number,) = reserve_import_ids(unit, 1)
            add_imports(unit, [NewImport(number, "f", "0" * 64, 1, "read")])
            unit.record("import", {"import_id": number})
        print(number, flush=True)
"""
OPENER = """
import sys
from pathlib import Path
from petroverse.database import EngineSettings, open_engine
print("begun", flush=True)
with open_engine(EngineSettings(Path(sys.argv[1]))) as engine:
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def settings(tmp_path):
    with forgotten_home(EngineSettings(tmp_path / "home")) as given:
        yield given


@pytest.fixture
def running():
    """Starts programs, and ends those that are left."""
    begun: list[subprocess.Popen[str]] = []

    def begin(program, home):
        command = [sys.executable, "-c", program, str(home)]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        begun.append(process)
        return process

    yield begin
    for each in begun:
        each.kill()
        each.communicate()


def _postmaster(settings):
    data = cluster_of(settings, engine_folder(settings.home)).data
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def _told(process):
    process.kill()
    return [int(line) for line in process.communicate()[0].split() if line.isdigit()]


def _kept(settings):
    """Import ids by the chain and by their rows, after the chain was recomputed."""
    with open_engine(settings) as engine, Database(engine.url) as database, database.reading(LOCAL, AMA) as unit:
        verified(unit)
        chain = [each.body["import_id"] for each in list_records(unit, limit=10**6)]
        rows = [row["import_id"] for row in unit.rows("select import_id from imports order by import_id")]
    return chain, rows


@pytest.mark.parametrize("seed", SEEDS)
def test_an_engine_killed_at_any_moment_loses_nothing_that_was_acknowledged(settings, running, seed):
    writers = [running(WRITER, settings.home) for _ in range(2)]
    for each in writers:
        assert each.stdout.readline() == "ready\n"
    time.sleep(random.Random(seed).uniform(0.05, 0.8))
    os.kill(_postmaster(settings), signal.SIGKILL)
    told = sorted(number for each in writers for number in _told(each))
    chain, rows = _kept(settings)
    assert sorted(chain) == rows
    assert set(told) <= set(rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_writers_killed_at_any_moment_leave_whole_units_and_no_lock(settings, running, seed):
    writers = [running(WRITER, settings.home) for _ in range(2)]
    for each in writers:
        assert each.stdout.readline() == "ready\n"
    time.sleep(random.Random(seed).uniform(0.05, 0.8))
    told = sorted(number for each in writers for number in _told(each))
    chain, rows = _kept(settings)
    assert sorted(chain) == rows
    assert set(told) <= set(rows)
    assert not engine_cluster.is_running(cluster_of(settings, engine_folder(settings.home)).data)


@pytest.mark.parametrize("seed", range(4))
def test_a_first_start_killed_at_any_moment_is_made_good_by_the_next(settings, running, seed):
    opener = running(OPENER, settings.home)
    assert opener.stdout.readline() == "begun\n"
    time.sleep(random.Random(seed).uniform(0.05, 1.5))
    opener.kill()
    with open_engine(settings) as engine, Database(engine.url) as database:
        assert database.migrate([MIGRATIONS])
        place = engine.data_folder.parent
        assert [each.name for each in place.glob("data.new-*")] == []


def test_a_killed_engine_is_up_again_within_six_seconds(settings):
    first = open_engine(settings)
    os.kill(_postmaster(settings), signal.SIGKILL)
    start = time.monotonic()
    with open_engine(settings) as second:
        assert time.monotonic() - start < 6
        assert second.started_here
        with psycopg.connect(second.url) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    first.stop()


def test_a_user_of_an_engine_that_died_is_told_and_may_revive_it(settings):
    with open_engine(settings) as engine, Database(engine.url, patience_s=4) as database:
        database.migrate([MIGRATIONS])
        os.kill(_postmaster(settings), signal.SIGKILL)
        with pytest.raises(ServerUnreachable), database.unit_of_work(LOCAL, AMA) as unit:
            unit.record("note", {})
        assert engine.revive()
        assert not engine.revive()
        with database.unit_of_work(LOCAL, AMA) as unit:
            assert unit.record("note", {}) == 1


def test_a_lock_file_with_the_process_id_of_a_stranger_is_no_obstacle(settings):
    """After a restart of the machine the old process id may belong to anybody."""
    with open_engine(settings) as engine:
        data = engine.data_folder
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        owner = data.stat()
        sockets = cluster_of(settings, engine_folder(settings.home)).sockets
        for stale in (data / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"):
            stale.write_text(f"{stranger.pid}\n{data}\n1700000000\n5432\n{sockets}\n\n  1 1\nready   \n")
            os.chown(stale, owner.st_uid, owner.st_gid)
        (sockets / ".s.PGSQL.5432").touch()
        with open_engine(settings) as again:
            assert again.started_here
    finally:
        stranger.kill()
        stranger.wait()


def test_a_zombie_counts_as_dead(settings):
    with open_engine(settings) as engine:
        data = engine.data_folder
    zombie = subprocess.Popen(["true"])
    while "Z" not in Path(f"/proc/{zombie.pid}/stat").read_text().rpartition(")")[2]:
        time.sleep(0.01)
    (data / "postmaster.pid").write_text(f"{zombie.pid}\n{data}\n1700000000\n5432\n/tmp\n\n  1 1\nready   \n")
    with open_engine(settings) as again:
        assert again.started_here
    zombie.wait()


def test_a_wiped_temporary_folder_is_no_obstacle(settings):
    open_engine(settings).stop()
    shutil.rmtree(cluster_of(settings, engine_folder(settings.home)).sockets)
    with open_engine(settings) as engine, psycopg.connect(engine.url) as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_user_killed_while_others_work_does_not_stop_them(settings, running):
    opener = running(OPENER, settings.home)
    assert [opener.stdout.readline(), opener.stdout.readline()] == ["begun\n", "open\n"]
    with open_engine(settings) as engine:
        assert not engine.started_here
        opener.kill()
        opener.wait()
        with psycopg.connect(engine.url) as connection:
            assert connection.execute("select 1").fetchone() == (1,)
    assert not engine_cluster.is_running(engine.data_folder)


def test_an_interrupt_while_starting_leaves_no_engine_behind(settings, running):
    opener = running(OPENER, settings.home)
    assert opener.stdout.readline() == "begun\n"
    time.sleep(0.7)
    opener.send_signal(signal.SIGINT)
    opener.wait(20)
    assert not engine_cluster.is_running(cluster_of(settings, engine_folder(settings.home)).data)


def test_two_homes_have_nothing_in_common(settings, tmp_path):
    with (
        forgotten_home(EngineSettings(tmp_path / "other")) as others,
        open_engine(settings) as one,
        open_engine(others) as other,
    ):
        assert one.data_folder != other.data_folder
        assert one.url != other.url
