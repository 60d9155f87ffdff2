"""Where a setting comes from, and what is refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from petroverse.app import SettingRefused, Settings, read_settings


@pytest.fixture
def places(tmp_path: Path) -> dict[str, Path]:
    """A home, a user's file and a system's file, each naming another port."""
    home = tmp_path / "home"
    home.mkdir()
    files = {"home": home / "petroverse.toml", "user": tmp_path / "user.toml", "system": tmp_path / "system.toml"}
    for port, file in enumerate(files.values(), 7001):
        file.write_text(f"port = {port}\n")
    return {**files, "folder": home}


def read(places: dict[str, Path], flags: dict[str, object], environment: dict[str, str]) -> Settings:
    given = {"home": places["folder"], **flags}
    return read_settings(given, environment=environment, user_file=places["user"], system_file=places["system"])


def test_a_flag_wins_over_the_environment(places):
    assert read(places, {"port": 9000}, {"PETROVERSE_PORT": "8000"}).port == 9000


def test_the_environment_wins_over_the_home(places):
    assert read(places, {}, {"PETROVERSE_PORT": "8000"}).port == 8000


def test_the_home_wins_over_the_user_and_the_user_over_the_system(places):
    assert read(places, {}, {}).port == 7001
    places["home"].unlink()
    assert read(places, {}, {}).port == 7002
    places["user"].unlink()
    assert read(places, {}, {}).port == 7003
    places["system"].unlink()
    assert read(places, {}, {}).port == 7387


def test_the_environment_names_the_home(tmp_path: Path):
    assert read_settings({}, environment={"PETROVERSE_HOME": str(tmp_path)}).home == tmp_path


@pytest.mark.parametrize("text", ["abc", "70000", "-1", "1.5"])
def test_a_port_that_is_none_is_refused_with_its_name(text: str, tmp_path: Path):
    with pytest.raises(SettingRefused) as refusal:
        read_settings({"home": tmp_path}, environment={"PETROVERSE_PORT": text})
    assert "port" in refusal.value.where


def test_an_unknown_setting_in_a_file_is_named(places):
    places["home"].write_text("prot = 1\n")
    with pytest.raises(SettingRefused, match="prot"):
        read(places, {}, {})


def test_every_setting_has_a_meaning_and_every_number_a_unit():
    silent = [each.name for each in fields(Settings) if not each.metadata.get("meaning")]
    unitless = [each.name for each in fields(Settings) if each.type == "int" and not each.metadata.get("unit")]
    assert (silent, unitless) == ([], [])
