"""Workers killed at any moment: every job is done, its effect is there once, no import is doubled, nothing is half."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import forgotten_home
from killable import WORKER, Begin
from petroverse.app import Settings, open_platform
from petroverse.app.work import job_kinds
from petroverse.core.grants import LOCAL, SAMPLE, PersonId
from petroverse.database import (
    MIGRATIONS,
    Database,
    EngineSettings,
    NewJob,
    enqueue_job,
    list_imports,
    list_jobs,
    list_records,
    open_engine,
    retry_job,
    verify_records,
)
from petroverse.sources.sample import write_sample
from petroverse.workflows import queue_job
from platform_process import answer, killed, left_after, petroverse

KILLS = int(os.environ.get("PETROVERSE_SOAK", "4"))
SEED = int(os.environ.get("PETROVERSE_SEED", "7"))
JOBS = 24
AMA = PersonId("ama")

# A worker whose jobs each leave a record in the very unit of work that ends them, and sometimes one that waits.
COUNTER = """
import sys, threading, time
from pathlib import Path
from types import SimpleNamespace
from petroverse.database import Database, EngineSettings, open_engine
from petroverse.workflows import JobKind, Outcome, Pace, Work, owner_reader, run_one

def count(stores, turn):
    for part in range(int(turn.job.body["parts"])):
        turn.progress(part, 3, "part")
        time.sleep(0.01)
    return Outcome({"counted": True}, lambda uow: uow.record("counted", {"job": turn.job.id}))

pace = Pace(lease_s=1.0, beat_s=0.2, poll_s=0.05)
work = Work({"count": JobKind(count, lambda reader, body: dict(body))}, lambda job: owner_reader(), pace)
with open_engine(EngineSettings(Path(sys.argv[1]))) as engine, Database(engine.url) as database:
    stores = SimpleNamespace(database=database)
    print("ready", flush=True)
    while True:
        if run_one(stores, work, "w", stop=threading.Event()) is None:
            time.sleep(0.05)
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    with forgotten_home(EngineSettings(tmp_path / "home")) as given:
        yield given.home


def states(database: Database) -> dict[str, int]:
    with database.reading(LOCAL, AMA) as unit:
        found = [each.state for each in list_jobs(unit, limit=100_000) if each.kind != "lake_upkeep"]
    return {each: found.count(each) for each in set(found)}


def until_over(database: Database, patience_s: float = 60) -> dict[str, int]:
    until = time.monotonic() + patience_s
    while {"waiting", "running"} & set(states(database)) and time.monotonic() < until:
        time.sleep(0.1)
    return states(database)


@pytest.mark.timeout(7200)
def test_jobs_whose_workers_are_killed_at_any_moment_are_all_done_and_each_counts_once(home: Path, begun: Begin):
    chance = random.Random(SEED)
    with open_engine(EngineSettings(home)) as engine, Database(engine.url) as database:
        database.migrate([MIGRATIONS])
        workers = [begun(COUNTER, home) for _ in range(2)]
        queued = 0
        for _ in range(KILLS):
            if states(database).get("done", 0) > queued - JOBS / 2:
                queued += queue_more(database, chance)
            time.sleep(chance.uniform(0.0, 0.4))
            fallen = chance.randrange(len(workers))
            killed(workers[fallen])
            workers[fallen] = begun(COUNTER, home)
        assert until_over(database) == {"done": queued}
        with database.reading(LOCAL, AMA) as unit:
            verify_records(unit)
            counted = [each.body["job"] for each in list_records(unit, kind="counted", limit=100_000)]
            assert sorted(counted) == sorted(each.id for each in list_jobs(unit, limit=100_000))


def queue_more(database: Database, chance: random.Random) -> int:
    """Some jobs, so that no worker is killed idle."""
    with database.unit_of_work(LOCAL, AMA) as unit:
        for _ in range(JOBS):
            enqueue_job(unit, NewJob("count", {"parts": chance.randrange(6)}, most_attempts=1000))
    return JOBS


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few publications of the sample: enough to be killed within."""
    whole = tmp_path_factory.mktemp("sample")
    write_sample(whole, seed=7)
    chosen = tmp_path_factory.mktemp("chosen")
    for each in [*sorted((whole / "omc").glob("*.xlsx")), *sorted(whole.rglob("*regional*.xlsx"))][:5]:
        (chosen / each.name).write_bytes(each.read_bytes())
        os.utime(chosen / each.name, (1, 1))  # written long ago: no look waits for it to lie still
    return chosen


def facts(home: Path) -> list[tuple[tuple[str, str], ...]]:
    """The volumes without the numbers that differ from home to home."""
    rows = answer("export", "volume", home=home)["rows"]
    kept = ("product", "company", "region", "series", "volume", "volume_l", "month", "span_start", "cell", "sheet")
    return sorted(tuple((name, str(row.get(name))) for name in kept) for row in rows)


@pytest.mark.timeout(7200)
def test_a_watched_folder_is_taken_in_whole_and_once_however_often_its_worker_is_killed(
    folder: Path, begun: Begin, tmp_path: Path
):
    chance, fallen = random.Random(SEED + 4), 0
    with forgotten_home(EngineSettings(tmp_path / "clean")) as clean:
        assert petroverse("import", folder, home=clean.home).returncode == 0
        expected = facts(clean.home)
        assert len(expected) > 1000
    while fallen < KILLS:  # once the folder is in, an empty home begins anew
        with forgotten_home(EngineSettings(tmp_path / f"home-{fallen}")) as home:
            fallen += kills_until_taken_in(home.home, folder, begun, chance, KILLS - fallen)
            assert facts(home.home) == expected


def kills_until_taken_in(home: Path, folder: Path, begun: Begin, chance: random.Random, most: int) -> int:
    """Has a folder taken in, while worker after worker is killed; gives how many fell."""
    fallen = 0
    with open_platform(Settings(home=home)) as platform:
        database = platform.stores.database
        job = queue_job(platform.stores, job_kinds(platform), platform.reader, "import_folder", {"path": str(folder)})
        while fallen < most and states(database) != {"done": 1}:
            again_if_given_up(database, job["id"])
            worker = begun(WORKER, home)
            time.sleep(chance.uniform(0.0, 3.0))
            killed(worker)
            fallen += 1
        begun(WORKER, home)
        until = time.monotonic() + 60
        while states(database) != {"done": 1} and time.monotonic() < until:
            again_if_given_up(database, job["id"])
            time.sleep(0.2)
        assert states(database) == {"done": 1}
        with database.reading(SAMPLE, AMA) as unit:
            names = [each.file_name for each in list_imports(unit)]
            verify_records(unit)
        assert sorted(names) == sorted(each.name for each in folder.iterdir())
    return fallen


def again_if_given_up(database: Database, number: int) -> None:
    """A job that killed five workers waits for a person; here is one."""
    if states(database) == {"failed": 1}:
        with database.unit_of_work(LOCAL, AMA) as unit:
            retry_job(unit, number)


def test_a_worker_that_is_told_to_stop_hands_its_job_back_within_seconds(home: Path, folder: Path, begun: Begin):
    program = WORKER.replace(
        "    run_work(platform, threading.Event(),",
        "    import signal; stop = threading.Event(); signal.signal(signal.SIGTERM, lambda *_: stop.set())\n"
        "    run_work(platform, stop,",
    )
    with open_platform(Settings(home=home)) as platform:
        database = platform.stores.database
        body = {"path": str(folder)}
        queue_job(platform.stores, job_kinds(platform), platform.reader, "import_folder", body)
        worker = begun(program, home)
        while "waiting" in states(database):
            time.sleep(0.05)
        told = time.monotonic()
        worker.send_signal(signal.SIGTERM)
        worker.wait(30)
        assert time.monotonic() - told < 10
        with database.reading(LOCAL, AMA) as unit:
            (job,) = list_jobs(unit)
        assert (job.state, job.leased_until) in {("waiting", None), ("done", None)}
    assert left_after(home) == []
