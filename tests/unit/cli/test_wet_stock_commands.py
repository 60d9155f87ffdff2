"""Wet stock on the command line: a month posted, its verdict, its days, its record, its papers, its end."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engines import forgotten_home
from leak_stations import GALLON_L, plain_history
from petroverse.app import Settings, open_platform
from petroverse.core.devices import Meter, MeterId
from petroverse.core.grants import LOCAL
from petroverse.core.messages import MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import MeterReading, Reading, SiteReadings
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import EngineSettings, MeasuredSite, add_site_readings, list_notices, save_network
from petroverse.workflows import OWNER
from platform_process import answer, petroverse

SITE = PlaceId("S7")
TANK = Tank(TankId("S7/1"), SITE, "gasoil", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0, 840.0)
METERS = tuple(Meter(MeterId(each), SITE, TANK.id) for each in ("N1", "N2"))


def before_last_month() -> datetime:
    """Two hours before the last whole month began."""
    first = datetime.now(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return (first - timedelta(days=1)).replace(day=1) - timedelta(hours=2)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home whose one tank leaked 0.2 gal/h through the last month."""
    place, begin = tmp_path_factory.mktemp("stock") / "home", before_last_month()
    history = plain_history(days=32, leak_l_h=0.2 * GALLON_L)
    told = []
    for row, at_s in enumerate(history.at_s):
        at = begin + timedelta(seconds=float(at_s))
        totals = tuple(MeterReading(each.id, at, float(history.total_l[row, n])) for n, each in enumerate(METERS))
        site = SiteReadings(SITE, (Reading(TANK.id, at, float(history.level_m[row, 0]), 15.0),), totals)
        told.append(MeasuredSite(MessageId(f"{row}"), at, site))
    with forgotten_home(EngineSettings(place)), open_platform(Settings(home=place)) as platform:
        with platform.stores.database.unit_of_work(LOCAL, OWNER) as unit:
            save_network(unit, Network((Place(SITE, "Seven", "station"),), (), (TANK,), meters=METERS), version=0)
            add_site_readings(unit, told)
        yield place


def test_the_last_month_is_shown_with_its_verdict_its_days_and_its_record(home: Path, tmp_path: Path):
    (system,) = answer("wet-stock", home=home)["rows"]
    assert (system["verdict"], system["leak"], round(system["rate_gal_h"], 1)) == ("FAIL", "FAIL", 0.2)
    month = f"{before_last_month() + timedelta(days=1):%Y-%m}"
    done = petroverse("wet-stock", month, "--site", "S7", "-o", tmp_path / "days.csv", home=home)
    assert done.returncode == 0, done.stderr
    assert "S7/1: FAIL" in done.stderr
    rows = list(csv.DictReader((tmp_path / "days.csv").read_text().splitlines()))
    assert 28 <= len(rows) <= 31
    assert {each["day"][:7] for each in rows} == {month}
    done = petroverse("wet-stock", "--site", "S7", "--report", tmp_path / "record.pdf", home=home)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "record.pdf").read_bytes().startswith(b"%PDF")


def test_what_cannot_be_shown_is_said(home: Path, tmp_path: Path):
    assert petroverse("wet-stock", "--report", tmp_path / "record.pdf", home=home).returncode == 2
    assert "no month" in petroverse("wet-stock", "March", home=home).stderr
    assert "no site" in petroverse("wet-stock", "--site", "S9", home=home).stderr


def test_papers_are_entered_listed_and_taken_out(home: Path, tmp_path: Path):
    drop = answer("delivery", "list", "S7", home=home)["rows"][1]
    paper = tmp_path / "papers.csv"
    paper.write_text(f"number,tank,delivered_at,standard_l\nW1,S7/1,{drop['started_at']},15900\n")
    done = petroverse("delivery", "add", paper, home=home)
    assert (done.returncode, "Less came" in done.stderr) == (0, True), done.stderr
    told = answer("delivery", "list", "S7", home=home)["rows"][1]
    assert (told["waybills"], told["is_short"]) == (["W1"], True)
    assert petroverse("delivery", "remove", "W1", "S7/1", home=home).returncode == 0
    assert petroverse("delivery", "remove", "W1", "S7/1", home=home).returncode != 0


def test_the_end_of_the_month_is_work_that_can_be_had_now(home: Path):
    done = petroverse("jobs", "run", "wet-stock", home=home)
    assert done.returncode == 0, done.stderr
    with open_platform(Settings(home=home)) as platform, platform.stores.database.reading(LOCAL, OWNER) as unit:
        (notice,) = [each for each in list_notices(unit) if each.rule == "slow_loss"]
    assert notice.litres is not None
    assert notice.litres == pytest.approx(0.2 * GALLON_L * 24 * 31, rel=0.2)
