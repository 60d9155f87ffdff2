"""The network on the command line, each command as a process of its own on a real home."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from engines import forgotten_home
from petroverse.app import Settings, open_platform
from petroverse.database import EngineSettings
from platform_process import answer, petroverse

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "network"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose engine runs all the while, with the example's network."""
    place = tmp_path_factory.mktemp("network") / "home"
    with forgotten_home(EngineSettings(place)), open_platform(Settings(home=place)):
        checked = petroverse("network", "import", EXAMPLE, "--check", home=place)
        assert (checked.returncode, "Nothing was changed" in checked.stderr) == (0, True), checked.stderr
        done = petroverse("network", "import", EXAMPLE, home=place)
        assert done.returncode == 0, done.stderr
        assert "4 tanks added" in done.stderr
        yield place


def test_what_is_shown_is_what_was_taken_in(home: Path):
    counts = {each["kind"]: each["count"] for each in answer("network", "show", home=home)["rows"]}
    assert counts == {
        "places": 3, "companies": 2, "tanks": 4, "trucks": 1, "routes": 2, "meters": 2, "gauges": 1
    }  # fmt: skip
    tanks = answer("network", "show", "--kind", "tanks", home=home)["rows"]
    assert [each["id"] for each in tanks] == ["D1/T1", "S7/1", "S7/2", "S8/1"]


def test_what_goes_out_comes_back_in_and_changes_nothing(home: Path, tmp_path: Path):
    assert petroverse("network", "export", "-o", tmp_path / "network.xlsx", home=home).returncode == 0
    back = petroverse("network", "import", tmp_path / "network.xlsx", home=home)
    assert (back.returncode, "nothing differs" in back.stderr) == (0, True)


def test_a_bad_cell_is_named_and_nothing_is_taken_in(home: Path, tmp_path: Path):
    sheet = tmp_path / "meters.csv"
    sheet.write_text("id,place,tank\nN1,S7,S7/1\nN2,S9,S7/2\n")
    refused = petroverse("network", "import", sheet, "--format", "json", home=home)
    assert refused.returncode == 3
    (fault,) = json.loads(refused.stdout)["rows"]
    assert (fault["sheet"], fault["row"], fault["column"]) == ("meters", 3, "place")
    assert answer("network", "show", "--kind", "meters", home=home)["rows"][0]["id"] == "S7/N1"
    assert petroverse("network", "import", tmp_path / "..", home=home).returncode == 3
    assert petroverse("network", "export", "-o", tmp_path / "network.doc", home=home).returncode == 2
