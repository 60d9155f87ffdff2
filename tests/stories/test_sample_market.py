"""The sample tells the whole story of a market, and one whose loading was cut short is finished by the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from petroverse.app import open_platform, read_settings
from petroverse.core.grants import SAMPLE
from petroverse.sources.sample import write_sample_tables
from petroverse.workflows import OWNER, begin_sample
from platform_process import answer, petroverse

GAUGING_L = 100.0
"""What dips may differ by, here, without anything being lost."""


def test_a_sample_that_was_cut_short_is_finished_and_shows_the_planted_losses(own_home: Path, tmp_path: Path):
    with open_platform(read_settings({"home": str(own_home)})) as platform:
        begin_sample(platform.stores, OWNER, "sample")
    assert petroverse("sample", "add", home=own_home).returncode == 0
    assert petroverse("sample", "add", home=own_home).returncode == 7
    losses = {
        (each.place, each.product): -each.standard_volume_l for each in write_sample_tables(tmp_path, seed=7).losses
    }
    rows = answer("query", "-m", "variance", "-d", "place,product", home=own_home)["rows"]
    seen = {(row["place"], row["product"]): row["variance"] for row in rows if abs(row["variance"]) > GAUGING_L}
    assert seen == {key: pytest.approx(volume, abs=GAUGING_L) for key, volume in losses.items()}
    rules = sorted((tmp_path / "movements").glob("*discharges*"))
    table, mapping = rules
    again = petroverse("import", "table", table, "--mapping", mapping, "--org", SAMPLE, home=own_home)
    assert again.returncode == 0, again.stderr
