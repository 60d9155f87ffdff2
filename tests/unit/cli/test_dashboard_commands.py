"""Dashboards on the command line, each command as a process of its own on a real home."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from engines import forgotten_home
from petroverse.app import Settings, open_platform
from petroverse.database import EngineSettings
from platform_process import answer, petroverse

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "dashboards" / "fuel-market.json"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose engine runs all the while, with one dashboard."""
    place = tmp_path_factory.mktemp("dashboards") / "home"
    with forgotten_home(EngineSettings(place)), open_platform(Settings(home=place)):
        done = petroverse("dashboard", "import", EXAMPLE, home=place)
        assert done.returncode == 0, done.stderr
        yield place


def test_a_definition_comes_back_as_it_was_brought(home: Path, tmp_path: Path):
    (kept,) = answer("dashboard", "list", home=home)["rows"]
    assert (kept["name"], kept["panel_count"], kept["is_shared"]) == ("Fuel market", 3, False)
    shown = answer("dashboard", "show", kept["id"], home=home)["rows"]
    assert [each["kind"] for each in shown] == ["area", "ranking", "sankey"]
    file = tmp_path / "fuel.json"
    assert petroverse("dashboard", "export", "Fuel market", "-o", file, home=home).returncode == 0
    told, brought = json.loads(file.read_text("utf-8")), json.loads(EXAMPLE.read_text("utf-8"))
    assert [each["title"] for each in told["panels"]] == [each["title"] for each in brought["panels"]]
    again = petroverse("dashboard", "import", file, "--name", "Twice", home=home)
    assert again.returncode == 0, again.stderr
    copy = petroverse("dashboard", "export", again.stdout.strip(), home=home)
    assert json.loads(copy.stdout) == {**told, "name": "Twice"}


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_a_report_is_written_whole(home: Path, tmp_path: Path, form: str):
    file = tmp_path / f"market.{form}"
    done = petroverse("dashboard", "report", "Fuel market", "-o", file, home=home)
    assert done.returncode == 0, done.stderr
    if form == "pdf":
        assert "Largest marketers" in "".join(
            each.get_textpage().get_text_bounded() for each in pypdfium2.PdfDocument(file)
        )
    else:
        assert openpyxl.load_workbook(file).sheetnames[2] == "2 Largest marketers"


def test_what_is_no_format_no_definition_and_no_dashboard_is_refused_with_its_code(home: Path, tmp_path: Path):
    assert petroverse("dashboard", "report", "Fuel market", "-o", tmp_path / "a.docx", home=home).returncode == 3
    assert petroverse("dashboard", "show", "nothing", home=home).returncode == 5
    for text in ("{", "[]", '{"name": "x"}'):
        (tmp_path / "wrong.json").write_text(text)
        done = petroverse("dashboard", "import", tmp_path / "wrong.json", home=home)
        assert done.returncode == 3
        assert "to do:" in done.stderr
