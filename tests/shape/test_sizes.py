"""What an installation weighs: the base set that an edge unit carries, and the server, each in a fresh environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = Path(sys.executable).with_name("uv")
TRUSTING = os.environ | {"UV_SYSTEM_CERTS": "true", "UV_NATIVE_TLS": "true"}


def installed(folder: Path, what: str) -> Path:
    """Installs the project with the locked versions into a fresh environment without pip."""
    subprocess.run([UV, "venv", "--quiet", "--python", sys.executable, folder], check=True)
    locked = folder / "locked.txt"
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    locked.write_text("\n".join(each.removesuffix("\\") for each in lines if not each.strip().startswith("--hash")))
    python = folder / "bin" / "python"
    install = [UV, "pip", "install", "--quiet", "--python", python, "-c", locked, what]
    subprocess.run(install, cwd=ROOT, env=TRUSTING, check=True)
    return python


def megabytes(folder: Path) -> float:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file() and not each.is_symlink()) / 1e6


def test_the_base_installation_is_small_and_its_blocks_import_alone(tmp_path: Path):
    python = installed(tmp_path / "base", ".")
    assert megabytes(tmp_path / "base") <= 150
    names = "import petroverse.core.network, petroverse.measurement, petroverse.core.catalogue as c; c.datasets()"
    subprocess.run([python, "-c", names], check=True, cwd=tmp_path)
    told = subprocess.run(
        [python, "-m", "petroverse", "--version"], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "petroverse" in told.stdout


@pytest.mark.timeout(600)
def test_the_server_installation_stays_within_its_size(tmp_path: Path):
    installed(tmp_path / "server", ".[server]")
    assert megabytes(tmp_path / "server") <= 1300
