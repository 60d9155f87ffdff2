"""What stands in ``deploy/edge`` is what a system can run."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "deploy" / "edge"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
def test_the_unit_has_nothing_that_systemd_does_not_understand(tmp_path: Path):
    unit = (FOLDER / "petroverse-edge.service").read_text()
    copy = tmp_path / "petroverse-edge.service"
    copy.write_text(re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", unit))
    told = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False, timeout=60)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize(
    ("file", "starts"), [("petroverse-edge.service", r"ExecStart=\S+ (.+)"), ("Containerfile", r'\nCMD \["(.+)"\]')]
)
def test_what_is_started_is_a_command_of_ours(file: str, starts: str):
    words = re.search(starts, (FOLDER / file).read_text())[1].replace('", "', " ").split()
    command = [sys.executable, "-m", "petroverse", *words, "--help"]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert "until told to stop" in told.stdout


def test_the_container_installs_versions_without_hashes():
    """pip takes no folder where it must check hashes, so the lock's are taken off as the file says."""
    rule = re.search(r"sed -E '(.+)' /src", (FOLDER / "Containerfile").read_text())[1]
    lock = FOLDER.parents[1] / "requirements.lock"
    pins = subprocess.run(["sed", "-E", rule, lock], capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(pins) > 100
    assert all(re.fullmatch(r"[a-z0-9._-]+(\[[a-z,]+\])?==[^ ]+( ; .+)?", each) for each in pins)
