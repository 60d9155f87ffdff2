"""An import that is killed at any moment leaves nothing half done, and the next one brings exactly the right facts."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from petroverse.database import EngineSettings, forget_engine
from petroverse.sources.sample import write_sample
from platform_process import PROGRAM, answer, environment, petroverse

KILLS = int(os.environ.get("PETROVERSE_SOAK", "20"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few publications of the sample: enough to be killed within."""
    whole = tmp_path_factory.mktemp("sample")
    write_sample(whole, seed=7)
    chosen = tmp_path_factory.mktemp("chosen")
    for each in [*sorted((whole / "omc").glob("*.xlsx")), *sorted(whole.rglob("*regional*.xlsx"))][:6]:
        (chosen / each.name).write_bytes(each.read_bytes())
    return chosen


@pytest.fixture
def homes(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    yield tmp_path / "clean", tmp_path / "killed"
    for each in (tmp_path / "clean", tmp_path / "killed"):
        forget_engine(EngineSettings(each))


def facts(home: Path) -> list[tuple[tuple[str, str], ...]]:
    rows = answer("export", "volume", home=home)["rows"]
    return sorted(tuple(sorted((name, str(value)) for name, value in row.items())) for row in rows)


@pytest.mark.timeout(900)
def test_after_any_kill_the_next_import_brings_exactly_the_right_facts(folder: Path, homes: tuple[Path, Path]):
    clean, killed = homes
    started = time.monotonic()
    assert petroverse("import", folder, home=clean).returncode == 0
    whole_s = time.monotonic() - started
    chance = random.Random(20)
    for _ in range(KILLS):
        command = [*PROGRAM, "import", str(folder), "--home", str(killed)]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment(), start_new_session=True
        )
        time.sleep(chance.uniform(0.1, whole_s))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    done = petroverse("import", folder, home=killed)
    assert done.returncode == 0, done.stderr
    assert facts(killed) == facts(clean)
    health = answer("doctor", home=killed)["meta"]
    assert health["healthy"]
    assert health["lake"]["orphan_rows"] == 0
    assert health["database"]["editions"] == answer("doctor", home=clean)["meta"]["database"]["editions"]
