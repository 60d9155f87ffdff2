"""Fifty broken files among sound ones: fifty verdicts, the sound ones are in, nothing is half in."""

from __future__ import annotations

import json
import resource
import shutil
from pathlib import Path

import pytest

from broken_files import write_broken_files
from platform_process import answer, petroverse


@pytest.fixture(scope="module")
def sound_files(market) -> list[Path]:
    """The smallest few publications of the market."""
    return sorted(market.folder.rglob("*regional*202*.xlsx"), key=lambda each: each.stat().st_size)[:3]


def test_every_broken_file_gets_a_verdict_and_the_sound_ones_are_in(own_home: Path, tmp_path: Path, sound_files):
    folder = tmp_path / "incoming"
    names = write_broken_files(folder, sound_files[0].read_bytes())
    for each in sound_files:
        shutil.copy(each, folder / f"sound-{each.name}")
    done = petroverse("import", folder, "--format", "json", home=own_home)
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
    peak_mb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert peak_mb < 1024
