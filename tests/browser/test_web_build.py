"""Building the web app where something is missing: one sentence, exit code 8, and what was built before stays."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_without_the_registry_it_says_so_and_keeps_the_old_bundle(tmp_path):
    shutil.copytree(ROOT / "web", tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    shutil.copy(ROOT / "hatch_build.py", tmp_path)
    old = tmp_path / "src" / "petroverse" / "api" / "web" / "index.html"
    old.parent.mkdir(parents=True)
    old.write_text("the page as it was")
    nowhere = {"npm_config_registry": "http://127.0.0.1:9", "npm_config_cache": str(tmp_path / "cache")}
    ran = subprocess.run(
        [sys.executable, "-m", "hatch_build"],
        cwd=tmp_path,
        env=os.environ | nowhere,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert (ran.returncode, len(ran.stderr.splitlines())) == (8, 1)
    assert "connect to the npm registry and repeat" in ran.stderr
    assert old.read_text() == "the page as it was"
