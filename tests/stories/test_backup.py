"""A backup made while the platform runs and writes is one instant of it, and comes back whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tarfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from petroverse.app import BackupNotWhole, Home, Settings, check_archive, open_platform, restore_backup
from petroverse.app.tls import certificate_of
from petroverse.blobs import BlobDamaged
from petroverse.database import EngineSettings, forget_engine, list_imports
from petroverse.workflows import (
    OWNER,
    answer_question,
    change_dashboard,
    company_verdicts,
    dashboard_versions_list,
    dashboards_list,
    decide_on_companies,
    keep_view,
    make_dashboard,
    one_dashboard,
    organisation_ids,
    owner_reader,
    question_from_words,
    remove_dashboard,
    share_code,
    verify_stores,
    views_list,
)
from platform_process import PROGRAM, Running, answer, environment, left_after, petroverse, running_up

PANEL = {
    "id": "volume",
    "title": "Volume",
    "question": {
        "measures": ["volume"],
        "dimensions": ["year"],
        "filters": [{"dimension": "source", "in": ["national"]}],
    },
    "view": {"kind": "line", "x": "year", "y": "volume"},
}
QUESTION = ("query", "-m", "volume", "-d", "year,product", "-f", "source=national")


@pytest.fixture(scope="module")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with the sample, company names, dashboards, settings and keys, and no platform running."""
    home = tmp_path_factory.mktemp("backed-up")
    assert petroverse("sample", "add", home=home).returncode == 0
    with open_platform(Settings(home=home)) as platform:
        stores, owner = platform.stores, owner_reader()
        board = make_dashboard(stores, owner, {"name": "Market", "panels": [PANEL]}, dashboard_id="market")
        change_dashboard(stores, owner, board["id"], {"name": "Fuel", "panels": [PANEL]}, version=1, note="renamed")
        make_dashboard(stores, owner, {"name": "Gone"}, dashboard_id="gone")
        remove_dashboard(stores, owner, "gone")
        keep_view(stores, owner, "Prices", "/prices?product=gasoil", is_shared=True)
        companies = question_from_words(["cells"], ["company"], ["source=omc"], limit=2)
        one, other = (row["company"] for row in answer_question(stores, companies, owner).document["rows"])
        decide_on_companies(stores, owner, (one, other), "two", reason="other owners")
    Home(home).token()
    certificate_of(Settings(home=home, tls="local"), Home(home))
    (home / "aliases.toml").write_text("")
    (home / "petroverse.toml").write_text("upload_mb = 65\n")
    yield home
    forget_engine(EngineSettings(home))


def kept(home: Path) -> dict[str, object]:
    """What people keep in a home beside facts."""
    with open_platform(Settings(home=home)) as platform:
        stores, owner = platform.stores, owner_reader()
        return {
            "dashboard": one_dashboard(stores, owner, "market"),
            "versions": dashboard_versions_list(stores, owner, "market"),
            "deleted": dashboards_list(stores, owner, is_deleted=True),
            "views": views_list(stores, owner),
            "refused names": company_verdicts(stores, owner),
            "share code": share_code(stores, owner),
        }


@pytest.fixture(scope="module")
def backup(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    done = petroverse("backup", tmp_path_factory.mktemp("backups"), home=sample_home)
    assert done.returncode == 0, done.stderr
    assert "keys" in done.stderr
    return Path(done.stdout.strip())


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Path]:
    """A home that is not there yet."""
    yield tmp_path / "restored"
    forget_engine(EngineSettings(tmp_path / "restored"))


def test_what_is_restored_answers_the_same_and_has_the_same_key(backup: Path, sample_home: Path, fresh: Path):
    told = petroverse("restore", backup, home=fresh)
    assert told.returncode == 0, told.stderr
    assert "Whole:" in told.stderr
    assert answer(*QUESTION, home=fresh)["rows"] == answer(*QUESTION, home=sample_home)["rows"] != []
    assert kept(fresh) == kept(sample_home)
    assert all(kept(fresh).values())
    for each in ("token", "aliases.toml", "keys/tls/authority.key"):
        assert (fresh / each).read_bytes() == (sample_home / each).read_bytes()
        assert (fresh / each).stat().st_mode & 0o077 == 0
    assert (fresh / "petroverse.from-backup.toml").read_text() == "upload_mb = 65\n"
    assert not (fresh / "petroverse.toml").exists()
    assert answer("doctor", home=fresh)["meta"]["blobs"]["missing"] == 0
    again = petroverse("restore", backup, home=fresh)
    assert again.returncode == 7
    assert "has something in it" in again.stderr


def test_a_check_verifies_without_a_home_and_names_what_was_changed(backup: Path, tmp_path: Path):
    assert petroverse("backup", "--check", backup, home=tmp_path / "none").returncode == 0
    assert not (tmp_path / "none").exists()
    cut = tmp_path / "cut.tar.zst"
    cut.write_bytes(backup.read_bytes()[:-4000])
    refused = petroverse("backup", "--check", cut, home=tmp_path / "none")
    assert refused.returncode == 9
    assert "cut.tar.zst" in refused.stderr
    assert petroverse("restore", cut, home=tmp_path / "none").returncode == 9
    assert not (tmp_path / "none").exists()


def test_without_keys_none_are_in_it(sample_home: Path, tmp_path: Path):
    place = tmp_path / "open.tar"
    assert petroverse("backup", place, "--no-keys", home=sample_home).returncode == 0
    with tarfile.open(place) as tar:
        names = tar.getnames()
    assert [each for each in names if each.startswith("home/")] == ["home/aliases.toml"]
    assert (sample_home / "token").read_text().strip().encode() not in place.read_bytes()


def test_backups_made_while_imports_commit_and_are_taken_back_are_each_one_instant(sample_home: Path, tmp_path: Path):
    """Every backup must hold the rows of each edition that its own database names: `restore` counts them."""
    is_over = threading.Event()
    changes: list[int] = []

    def write(up: Running) -> None:
        with httpx.Client(base_url=up.address, headers={"Authorization": f"Bearer {up.key}"}, timeout=120) as client:
            while not is_over.is_set():
                assert client.delete("/api/sample").status_code in {200, 204}
                assert client.post("/api/sample").status_code in {200, 201}
                changes.append(1)

    with running_up(sample_home) as up:
        writer = threading.Thread(target=write, args=(up,))
        writer.start()
        places = []
        while len(places) < 2 or (not changes and len(places) < 12):
            done = petroverse("backup", tmp_path / f"{len(places)}.tar", home=sample_home)
            assert done.returncode == 0, done.stderr
            places.append(Path(done.stdout.strip()))
        is_over.set()
        writer.join()
    assert changes
    for number, place in enumerate(places):
        home = tmp_path / f"home-{number}"
        restore_backup(Settings(home=home), place)
        forget_engine(EngineSettings(home))
        shutil.rmtree(home)


def test_a_backup_that_is_killed_leaves_nothing_of_its_name(sample_home: Path, tmp_path: Path):
    place = tmp_path / "killed.tar.zst"
    command = [*PROGRAM, "backup", str(place), "--home", str(sample_home)]
    process = subprocess.Popen(command, env=environment(), stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 60
    while not list(tmp_path.glob(".*.part")) and time.monotonic() < until:
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert not place.exists()
    for left in tmp_path.glob(".*.part"):
        with pytest.raises(BackupNotWhole):
            check_archive(left)
    assert petroverse("backup", place, home=sample_home).returncode == 0


def test_a_restore_that_is_killed_is_no_home_and_can_be_begun_again(backup: Path, fresh: Path):
    command = [*PROGRAM, "restore", str(backup), "--home", str(fresh)]
    process = subprocess.Popen(command, env=environment(), stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 60
    while not (fresh / "lake").exists() and time.monotonic() < until:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    refused = petroverse("query", "-m", "volume", "-d", "product", home=fresh)
    assert refused.returncode == 7
    assert "cut short" in refused.stderr
    assert petroverse("restore", backup, home=fresh).returncode == 0
    assert answer(*QUESTION, home=fresh)["rows"]
    assert left_after(fresh) == []


def test_what_restore_verifies_is_found_when_it_is_damaged(backup: Path, fresh: Path):
    restore_backup(Settings(home=fresh), backup)
    with open_platform(Settings(home=fresh)) as platform:
        stores = platform.stores
        assert verify_stores(stores, OWNER).missing == ()
        owner = next(each for each in organisation_ids(stores, OWNER) if each == "sample")
        with stores.database.reading(owner, OWNER) as uow:
            key = next(each.sha256 for each in list_imports(uow, limit=1))
        damaged = fresh / "blobs" / key[:2] / key
        damaged.write_bytes(damaged.read_bytes()[:-1] + b"!")
        with pytest.raises(BlobDamaged):
            verify_stores(stores, OWNER)
        damaged.unlink()
        assert verify_stores(stores, OWNER).missing == (key,)
        next((fresh / "lake" / "volume").rglob("*.parquet")).unlink()
        with pytest.raises(Exception, match=r"lake|rows"):
            verify_stores(stores, OWNER)
