"""A home of an earlier schema is brought to this version and answers the same.

home-of-schema-5.tar.zst is a backup of a home that the version before accounts, jobs and idempotency wrote (database
steps 1 to 5, lake step 1; three workbooks of the sample with seed 7); home-of-schema-5.json is what it answered.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from petroverse.app.archive import check_archive
from petroverse.app.home import RESTORING, Home
from petroverse.app.restore import _Filling
from petroverse.blobs import open_blobs
from petroverse.database import EngineSettings, forget_engine, open_engine
from petroverse.lake import LakeFolder
from platform_process import answer, petroverse

HERE = Path(__file__).parent
BACKUP = HERE / "home-of-schema-5.tar.zst"
ANSWERS = json.loads((HERE / "home-of-schema-5.json").read_text("utf-8"))


@pytest.fixture
def old_home(tmp_path: Path) -> Iterator[Path]:
    """A home as the earlier version left it: nothing of this version has opened it."""
    home = Home(tmp_path / "home")
    home.prepare()
    (home.folder / RESTORING).mkdir()
    manifest, _ = check_archive(BACKUP)
    assert manifest.about["schema_steps"] == {"database": 5, "lake": 1}
    with open_engine(EngineSettings(home.folder)) as engine:
        filling = _Filling(home, engine, LakeFolder(str(home.lake)), open_blobs(home.blobs))
        filling.fill(BACKUP, manifest, lambda *_: None)
    (home.folder / RESTORING).rmdir()
    yield home.folder
    forget_engine(EngineSettings(home.folder))


def test_an_earlier_home_is_upgraded_once_and_answers_the_same(old_home: Path):
    done = petroverse("upgrade", home=old_home)
    assert done.returncode == 0, done.stderr
    assert "database 0006" in done.stderr
    again = petroverse("upgrade", home=old_home)
    assert "0 schema steps ran" in again.stderr
    for each in ANSWERS:
        assert answer("query", *each["words"], home=old_home)["rows"] == each["rows"]


def test_an_earlier_backup_is_restored_into_this_version(tmp_path: Path):
    home = tmp_path / "home"
    done = petroverse("restore", BACKUP, home=home)
    assert done.returncode == 0, done.stderr
    assert "brought to this version" in done.stderr
    assert answer("query", *ANSWERS[0]["words"], home=home)["rows"] == ANSWERS[0]["rows"]
    forget_engine(EngineSettings(home))
