"""No country is in the core: with Ghana's pack taken out of the installation, the sample is written and read whole."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "petroverse"

PROGRAM = """
import sys
from pathlib import Path
import petroverse
from petroverse.sources import available_packs, load_pack, read_source
from petroverse.sources.sample import SAMPLE_PACK, write_sample, write_sample_tables
from petroverse.sources.tabular import load_mapping, read_table

folder = Path(sys.argv[1])
assert Path(petroverse.__file__).is_relative_to(Path(sys.argv[2])), petroverse.__file__
assert available_packs() == ("sample",), available_packs()
truth = write_sample(folder, seed=3)
packs = [load_pack(name) for name in available_packs()]
for name in truth.files:
    reading = read_source((folder / name).read_bytes(), Path(name).name, packs)
    assert reading.verdict == "read" and reading.publisher == "sample", (name, reading.reason)
for table, rule in write_sample_tables(folder, seed=3).tables:
    reading = read_table((folder / table).read_bytes(), table, load_mapping(folder / rule), packs[0])
    assert reading.verdict == "read", (table, reading.reason)
"""


def test_the_sample_is_read_whole_where_ghanas_pack_is_absent(tmp_path: Path) -> None:
    home = tmp_path / "installed"
    shutil.copytree(SOURCE, home / "petroverse", ignore=shutil.ignore_patterns("npa_ghana", "__pycache__"))
    environment = {**os.environ, "PYTHONPATH": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "sample"), str(home)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
