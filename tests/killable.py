"""Programs that tests kill at any moment; those that are left end with the test."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from platform_process import environment, killed

__all__ = ["WORKER", "Begin", "begun"]

# The real worker of a platform, in a hurry.
WORKER = """
import sys, threading
from pathlib import Path
from petroverse.app import Settings, open_platform
from petroverse.app.work import run_work
from petroverse.workflows import Pace
with open_platform(Settings(home=Path(sys.argv[1])), is_repaired=True) as platform:
    print("ready", flush=True)
    run_work(platform, threading.Event(), pace=Pace(lease_s=1.5, beat_s=0.3, poll_s=0.2))
"""

Begin = Callable[[str, Path], "subprocess.Popen[str]"]


@pytest.fixture
def begun() -> Iterator[Begin]:
    """Starts programs in process groups of their own, and ends those that are left."""
    left: list[subprocess.Popen[str]] = []

    def begin(program: str, home: Path) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", program, str(home)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=environment(), start_new_session=True,
        )  # fmt: skip
        left.append(process)
        assert process.stdout.readline() == "ready\n"
        return process

    yield begin
    for each in left:
        killed(each)
        each.stdout.close()
