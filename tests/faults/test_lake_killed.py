"""Killed between append and commit: nothing is seen of it, a repair removes it, a second run is right."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from petroverse.lake import Lake
from stored_market import TESTER, Market
from volume_facts import Figure, Publication, Table, instant

DYING = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from stored_market import TESTER, Market
from test_lake_killed import publication
from volume_facts import reading
from petroverse.database import Database
from petroverse.lake import FileStamp, Lake, stamp

url, folder, organisation, when = sys.argv[2:6]
with Database(url) as database, database.unit_of_work(organisation, TESTER) as uow:
    lake = Lake(folder)
    ids = lake.reserve_edition_ids(uow, 1)
    if when == "reserved":
        os.kill(os.getpid(), signal.SIGKILL)
    stamped = stamp(reading(publication(2)), FileStamp(9, organisation, "b.xlsx", "0" * 64, uow.at), ids)
    lake.append("volume", stamped.tables["volume"])
    if when == "appended":
        os.kill(os.getpid(), signal.SIGKILL)
    lake.register(uow, stamped.editions)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def publication(month: int) -> Publication:
    figures = (Figure("gasoil", float(month), "A"),)
    return Publication(f"{month}.xlsx", instant(2025), (Table("omc", "month", date(2024, month, 1), figures),))


@pytest.mark.parametrize("when", ["reserved", "appended", "registered"])
def test_a_killed_import_leaves_nothing_and_can_be_run_again(stored: tuple, tmp_path: Path, when: str):
    market = Market(stored[0], Lake(str(tmp_path / "lake")))
    market.publish(publication(1))
    tests = Path(__file__).resolve().parents[1]
    folders = f"{tests / 'faults'}:{tests}"
    died = subprocess.run(
        [sys.executable, "-c", DYING, str(tests), market.database.url, market.lake.url, market.organisation, when],
        env={"PYTHONPATH": folders},
        check=False,
    )
    assert died.returncode == -signal.SIGKILL
    asked = ("volume", "month", ["source=omc"])
    assert [row["volume"] for row in market.rows(*asked)] == [1]
    with market.database.unit_of_work(market.organisation, TESTER) as uow:
        assert market.lake.repair(uow) == (0 if when == "reserved" else 1)
    market.publish(publication(2))
    assert [row["volume"] for row in market.rows(*asked)] == [1, 2]
    assert market.lake.sizes()["volume"]["rows"] == 2
