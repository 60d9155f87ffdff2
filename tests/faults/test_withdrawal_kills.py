"""A withdrawal that is killed at any moment took the whole import back, or nothing of it."""

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

KILLS = int(os.environ.get("PETROVERSE_SOAK", "6"))


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    forget_engine(EngineSettings(tmp_path / "home"))


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    whole = tmp_path_factory.mktemp("sample")
    write_sample(whole, seed=7)
    return sorted((whole / "omc").glob("*.xlsx"))[0]


def state(home: Path) -> tuple[bool, int]:
    """Whether the only import is in force, and how many facts are read."""
    facts = len(answer("export", "volume", home=home)["rows"])
    listed = answer("imports", "list", home=home)["rows"]
    return not listed[0]["withdrawn_at"], facts


@pytest.mark.timeout(600)
def test_a_killed_withdrawal_is_whole_or_nothing(book: Path, home: Path):
    assert petroverse("import", book, home=home).returncode == 0
    _, whole = state(home)
    chance = random.Random(20)
    for _ in range(KILLS):
        number = str(answer("imports", "list", home=home)["rows"][0]["import_id"])
        command = [*PROGRAM, "imports", "undo", number, "--home", str(home)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        process = subprocess.Popen(command, env=environment(), start_new_session=True, **quiet)
        time.sleep(chance.uniform(0.2, 2.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        is_in_force, facts = state(home)
        assert facts == (whole if is_in_force else 0)
        assert petroverse("import", book, home=home).returncode == 0
        assert state(home) == (True, whole)
    health = answer("doctor", home=home)["meta"]
    assert health["healthy"]
    assert health["lake"]["orphan_rows"] == 0
