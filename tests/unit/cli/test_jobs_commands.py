"""Jobs and schedules on the command line, each command as a process of its own on a real home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import forgotten_home
from petroverse.app import Settings, open_platform
from petroverse.database import EngineSettings
from petroverse.sources.sample import write_sample
from platform_process import answer, petroverse


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose engine runs all the while, so that commands join it."""
    place = tmp_path_factory.mktemp("jobs") / "home"
    with forgotten_home(EngineSettings(place)), open_platform(Settings(home=place)):
        yield place


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    whole = tmp_path_factory.mktemp("sample")
    write_sample(whole, seed=7)
    chosen = tmp_path_factory.mktemp("in")
    book = sorted((whole / "omc").glob("*.xlsx"))[0]
    (chosen / book.name).write_bytes(book.read_bytes())
    return chosen


def test_a_folder_is_taken_in_now_and_the_job_is_listed_and_shown(home: Path, folder: Path):
    done = petroverse("jobs", "run", "import-folder", folder, home=home)
    assert done.returncode == 0, done.stderr
    assert "read 1" in done.stderr
    (job,) = answer("jobs", "list", home=home)["rows"]
    assert (job["state"], job["kind"]) == ("done", "import_folder")
    shown = answer("jobs", "show", job["id"], home=home)["rows"][0]
    assert shown["result"]["report"]["meta"]["verdicts"] == {"read": 1}
    assert petroverse("jobs", "retry", job["id"], home=home).returncode == 7


def test_a_refused_file_and_a_folder_that_is_not_there_have_their_exit_codes(home: Path, tmp_path: Path):
    (tmp_path / "broken.xlsx").write_bytes(b"no workbook")
    assert petroverse("jobs", "run", "import-folder", tmp_path, home=home).returncode == 3
    gone = petroverse("jobs", "run", "import-folder", tmp_path / "nowhere", home=home)
    assert gone.returncode == 1
    assert "to do:" in gone.stderr


def test_a_queued_job_waits_and_can_be_cancelled(home: Path):
    words = ("--to", "ama@example.org", "--subject", "s", "--queue")
    assert petroverse("jobs", "run", "send-mail", *words, home=home).returncode == 0
    (job,) = answer("jobs", "list", "--state", "waiting", home=home)["rows"]
    assert petroverse("jobs", "cancel", job["id"], home=home).returncode == 0
    assert answer("jobs", "show", job["id"], home=home)["rows"][0]["state"] == "cancelled"
    assert petroverse("jobs", "show", 99_999, home=home).returncode == 5


def test_a_schedule_is_added_listed_paused_resumed_and_removed(home: Path, folder: Path):
    times = ("--cron", "0 6 * * *", "--tz", "Africa/Accra")
    added = petroverse("schedule", "add", "monthly-import", *times, "import-folder", folder, home=home)
    assert added.returncode == 0, added.stderr
    listed = {each["name"]: each for each in answer("schedule", "list", home=home)["rows"]}
    assert (listed["monthly-import"]["zone"], listed["monthly-import"]["kind"]) == ("Africa/Accra", "import_folder")
    assert listed["monthly-import"]["body"]["path"] == str(folder)
    for act in ("pause", "resume", "remove"):
        assert petroverse("schedule", act, "monthly-import", home=home).returncode == 0
    assert petroverse("schedule", "remove", "monthly-import", home=home).returncode == 5


def test_times_that_cannot_be_and_a_missing_name_are_told(home: Path, folder: Path):
    wrong = petroverse("schedule", "add", "x", "--cron", "six o'clock", "import-folder", folder, home=home)
    assert (wrong.returncode, "cron" in wrong.stderr) == (3, True)
    assert petroverse("schedule", "add", "--cron", "0 6 * * *", "lake-upkeep", home=home).returncode == 2
