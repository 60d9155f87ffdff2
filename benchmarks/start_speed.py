"""From the command to the first answer: `petroverse up` on a fresh home, on one that is there, and bare PostgreSQL.

Prints every start in one run and its ratio to a bare start of the same PostgreSQL with one connection. Exits with 1
when the median of the warm starts is over 5 s.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from petroverse.database import EngineSettings, forget_engine, open_engine

TARGET_S = 5.0
ROUNDS = 5


def up_s(home: Path) -> float:
    """How long until /readyz says ready, s."""
    command = [sys.executable, "-m", "petroverse", "up", "--port", "0", "--no-browser", "--empty", "--home", str(home)]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        address = process.stdout.readline().split()[-1].partition("/sign-in")[0]
        with httpx.Client() as client:
            while client.get(f"{address}/readyz", timeout=30).status_code != 200:
                time.sleep(0.01)
        took = time.perf_counter() - began
        process.terminate()
        process.wait()
    return took


def bare_s(home: Path) -> float:
    """How long the engine alone takes, s."""
    began = time.perf_counter()
    with open_engine(EngineSettings(home)):
        return time.perf_counter() - began


def main() -> int:
    """Measures and prints."""
    with tempfile.TemporaryDirectory(prefix="pv-bench-") as place:
        home = Path(place) / "home"
        first = up_s(home)
        warm = [up_s(home) for _ in range(ROUNDS)]
        bare = statistics.median(bare_s(home) for _ in range(ROUNDS))
        forget_engine(EngineSettings(home))
    median = statistics.median(warm)
    print(f"{'PostgreSQL alone, warm':34} {bare:6.2f} s   1.00")
    print(f"{'up on a fresh home':34} {first:6.2f} s {first / bare:6.2f}")
    print(
        f"{'up on a home that is there':34} {median:6.2f} s {median / bare:6.2f}   of {ROUNDS}, slowest {max(warm):.2f}"
    )
    print(f"target: at most {TARGET_S:g} s")
    return int(median > TARGET_S)


if __name__ == "__main__":
    sys.exit(main())
