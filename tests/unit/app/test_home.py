"""A home is held by one platform, says where that answers, and is never stuck."""

from __future__ import annotations

from pathlib import Path

import pytest

from petroverse.app import Home, HomeHeld, HomeNotWritable, RunningPlatform

RUNNING = RunningPlatform("http://127.0.0.1:7387", 4711, "0.1.0", "2026-01-01T00:00:00+00:00")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    made = Home(tmp_path / "home")
    made.prepare()
    return made


def test_a_second_platform_is_told_where_the_first_one_runs(home: Home):
    with home.held(), home.announced(RUNNING), pytest.raises(HomeHeld, match="7387"), home.held():
        pass


def test_a_home_is_free_again_after_its_platform(home: Home):
    with home.held():
        assert home.is_held()
    assert not home.is_held()


def test_what_a_killed_platform_left_behind_is_not_believed(home: Home):
    with home.announced(RUNNING):
        assert home.running() is None


def test_the_address_is_there_while_it_runs_and_gone_afterwards(home: Home):
    with home.held():
        with home.announced(RUNNING):
            assert home.running() == RUNNING
        assert not (home.folder / "platform.json").exists()


def test_a_file_in_the_place_of_a_home_is_said_clearly(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeNotWritable, match="cannot be written") as refusal:
        Home(tmp_path / "file" / "home").prepare()
    assert "--home" in refusal.value.fix


def test_the_key_is_the_owners_alone_and_stays_the_same(home: Home):
    assert home.token() == home.token()
    assert (home.folder / "token").stat().st_mode & 0o777 == 0o600
