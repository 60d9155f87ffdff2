"""An import that is asked to stop stops at once, says so, and leaves no process and nothing half done."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from petroverse.database import EngineSettings, forget_engine
from petroverse.sources.sample import write_sample
from platform_process import PROGRAM, answer, environment, left_after

AS_130 = {130, -signal.SIGINT}
"""What a shell shows as 130: Python itself ends so where an interrupt met it between two of its own steps."""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    forget_engine(EngineSettings(tmp_path / "home"))


@pytest.mark.parametrize(("number", "after_s"), [(signal.SIGINT, 2.5), (signal.SIGTERM, 1.5), (signal.SIGHUP, 0.4)])
def test_a_stopped_import_leaves_no_process(number: signal.Signals, after_s: float, home: Path, tmp_path: Path):
    write_sample(tmp_path / "sample", seed=7)
    command = [*PROGRAM, "import", str(tmp_path / "sample"), "--home", str(home)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), start_new_session=True
    )
    time.sleep(after_s)
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    assert process.returncode in {0, *AS_130}, told
    assert "Traceback" not in told
    assert left_after(home) == []
    if (home / "engine").exists():
        assert answer("doctor", home=home)["meta"]["healthy"]
