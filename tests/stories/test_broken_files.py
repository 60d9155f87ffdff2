"""Fifty broken files among sound ones: fifty verdicts, the sound ones are in, nothing is half in."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from broken_files import write_broken_files
from platform_process import PROGRAM, answer, environment

# A child's peak counts its parent's size at the fork, so a small parent of its own stands between it and the tests.
MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[2:]);"
    "open(sys.argv[1], 'w').write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)); sys.exit(code)"
)


@pytest.fixture(scope="module")
def sound_files(market) -> list[Path]:
    """The smallest few publications of the market."""
    return sorted(market.folder.rglob("*regional*202*.xlsx"), key=lambda each: each.stat().st_size)[:3]


def test_every_broken_file_gets_a_verdict_and_the_sound_ones_are_in(own_home: Path, tmp_path: Path, sound_files):
    folder = tmp_path / "incoming"
    names = write_broken_files(folder, sound_files[0].read_bytes())
    for each in sound_files:
        shutil.copy(each, folder / f"sound-{each.name}")
    command = [*PROGRAM, "import", str(folder), "--format", "json", "--home", str(own_home)]
    peak = tmp_path / "peak"
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(peak), *command],
        capture_output=True, text=True, timeout=280, check=False, env=environment(),
    )  # fmt: skip
    assert done.returncode == 3, done.stderr
    rows = json.loads(done.stdout)["rows"]
    verdicts = {row["name"]: row["verdict"] for row in rows}
    broken = {name: verdict for name, verdict in verdicts.items() if not name.startswith("sound-")}
    named = {name.partition("/")[0] for name in broken}
    assert named == set(names)
    assert set(broken.values()) == {"refused"}, {name: each for name, each in broken.items() if each != "refused"}
    assert {verdicts[f"sound-{each.name}"] for each in sound_files} == {"read"}
    assert all(row["reason"] for row in rows if row["verdict"] == "refused")
    files = {row["file"] for row in answer("export", "editions", home=own_home)["rows"]}
    assert files == {f"sound-{each.name}" for each in sound_files}
    assert int(peak.read_text()) / 1024 < 1024  # MiB
