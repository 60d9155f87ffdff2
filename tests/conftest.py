"""Fixtures that every test may use: the real publications where they are, the sample where they are not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.register_profile(
    "soak", settings.get_profile("house"), max_examples=10 * int(os.environ.get("PETROVERSE_SOAK", "20"))
)
settings.load_profile("soak" if "PETROVERSE_SOAK" in os.environ else "house")


def real_data_folder() -> Path | None:
    """The folder that holds ``npa/`` and ``expected/``, or None in a stranger's clone."""
    named = os.environ.get("PETROVERSE_REAL_DATA")
    folder = Path(named) if named else ROOT.parent / "shared" / "data"
    return folder if (folder / "npa" / "MANIFEST.csv").is_file() else None


def pytest_report_header() -> str:
    folder = real_data_folder()
    return (
        f"market data: the real publications in {folder}" if folder else "market data: the sample (no real data here)"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browsers come last: while one is open its driver's event loop runs in this thread, and no other can."""
    items.sort(key=lambda each: "browser" in each.path.parent.parts)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The real publications; a test that asks for them has a twin on the sample, so a stranger loses nothing."""
    folder = real_data_folder()
    if folder is None:
        pytest.skip("the real publications are not here; the twin of this test runs on the sample")
    return folder
