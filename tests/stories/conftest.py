"""A market to tell stories on: the real publications where they are, the sample where they are not."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from conftest import real_data_folder
from petroverse.database import EngineSettings, forget_engine
from petroverse.sources.sample import write_sample
from platform_process import Running, petroverse, running_up
from webhook_server import hook

__all__ = ["hook"]


@dataclass(frozen=True)
class Market:
    """Publications, and what somebody else counted in them."""

    name: str
    folder: Path
    control_totals: list[dict[str, Any]]
    restatements: list[dict[str, Any]]


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory) -> Market:
    real = real_data_folder()
    if real is not None:
        return Market(
            "npa",
            real / "npa",
            _rows(real / "expected/control_totals.csv"),
            _rows(real / "expected/restatements_2024.csv"),
        )
    folder = tmp_path_factory.mktemp("sample-market")
    truth = write_sample(folder, seed=7)
    return Market(
        "", folder, [asdict(each) for each in truth.control_totals], [asdict(each) for each in truth.restatements]
    )


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    yield folder
    forget_engine(EngineSettings(folder))


@pytest.fixture
def own_home(tmp_path: Path) -> Iterator[Path]:
    """A fresh home for one test."""
    yield tmp_path / "home"
    forget_engine(EngineSettings(tmp_path / "home"))


@pytest.fixture(scope="module")
def filled_home(home: Path, market: Market) -> Path:
    """A home with the whole market in it."""
    done = petroverse("import", *filter(None, [market.name]), market.folder, home=home)
    assert done.returncode in {0, 3}, done.stderr
    return home


@pytest.fixture
def running(filled_home: Path) -> Iterator[Running]:
    """A platform that runs on the filled home."""
    with running_up(filled_home) as up:
        yield up
