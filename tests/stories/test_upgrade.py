"""A home of an earlier schema is brought to this version and answers the same.

home-of-schema-5.tar.zst is a backup of a home that the version before accounts, jobs and idempotency wrote (database
steps 1 to 5, lake step 1; three workbooks of the sample with seed 7); home-of-schema-5.json is what it answered.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from petroverse.app import Settings, open_platform
from petroverse.app.archive import check_archive
from petroverse.app.home import RESTORING, Home
from petroverse.app.restore import _Filling
from petroverse.blobs import open_blobs
from petroverse.core.country import CompanyAlias
from petroverse.core.dashboards import Dashboard
from petroverse.core.grants import LOCAL, PUBLIC, OrganisationId, PersonId
from petroverse.core.rights import Right, Role
from petroverse.database import (
    MIGRATIONS,
    Database,
    EngineSettings,
    NewSchedule,
    Organisation,
    Standing,
    accept_alias,
    add_account,
    add_dashboard,
    add_schedule,
    create_organisation,
    decide_companies,
    forget_engine,
    get_dashboard,
    list_aliases,
    list_organisations,
    list_schedules,
    list_shares,
    make_token,
    open_engine,
    put_membership,
    share_with,
    verify_records,
)
from petroverse.lake import LakeFolder
from petroverse.workflows import OWNER, reader_of_token
from platform_process import answer, petroverse

HERE = Path(__file__).parent
BACKUP = HERE / "home-of-schema-5.tar.zst"
ANSWERS = json.loads((HERE / "home-of-schema-5.json").read_text("utf-8"))


@pytest.fixture
def old_home(tmp_path: Path) -> Iterator[Path]:
    """A home as the earlier version left it: nothing of this version has opened it."""
    home = Home(tmp_path / "home")
    home.prepare()
    (home.folder / RESTORING).mkdir()
    manifest, _ = check_archive(BACKUP)
    assert manifest.about["schema_steps"] == {"database": 5, "lake": 1}
    with open_engine(EngineSettings(home.folder)) as engine:
        filling = _Filling(home, engine, LakeFolder(str(home.lake)), open_blobs(home.blobs))
        filling.fill(BACKUP, manifest, lambda *_: None)
    (home.folder / RESTORING).rmdir()
    yield home.folder
    forget_engine(EngineSettings(home.folder))


def test_an_earlier_home_is_upgraded_once_and_answers_the_same(old_home: Path):
    done = petroverse("upgrade", home=old_home)
    assert done.returncode == 0, done.stderr
    assert "database 0006" in done.stderr
    again = petroverse("upgrade", home=old_home)
    assert "0 schema steps ran" in again.stderr
    for each in ANSWERS:
        assert answer("query", *each["words"], home=old_home)["rows"] == each["rows"]


def test_a_home_of_the_version_before_keeps_its_people_shares_and_work(old_home: Path, tmp_path: Path):
    """Brought to step 9 first, which had accounts and jobs and no dashboards, and filled there."""
    for step in sorted(MIGRATIONS.folder.glob("*.sql"))[:9]:
        shutil.copy(step, tmp_path / step.name)
    ama, star, watch = PersonId("ama"), OrganisationId("star"), OrganisationId("watch")
    with open_engine(EngineSettings(old_home)) as engine, Database(engine.url) as database:
        database.migrate([replace(MIGRATIONS, folder=tmp_path)])
        with database.unit_of_work(PUBLIC, OWNER) as uow:
            create_organisation(uow, Organisation(star, "Star"))
            create_organisation(uow, Organisation(watch, "Watch"))
            add_account(uow, ama, "Ama", "ama@star.example")
        with database.unit_of_work(star, OWNER) as uow:
            put_membership(uow, ama, Standing(Role.ADMIN))
            share_with(uow, watch, ["volume"])
            accept_alias(uow, CompanyAlias("STAR OIL LTD", "STAR OIL"))
            add_schedule(uow, NewSchedule("nightly", "0 3 * * *", "UTC", "lake_upkeep"))
            _, token = make_token(uow, "t", person=ama, scopes={Right.READ}, lasts=timedelta(days=30))

    done = petroverse("upgrade", home=old_home)
    assert done.returncode == 0, done.stderr
    for step in ("0010_dashboards", "0011_company_verdicts", "0012_share_codes"):
        assert step in done.stderr
    assert "0009" not in done.stderr
    with open_platform(Settings(home=old_home)) as platform:
        stores = platform.stores
        assert reader_of_token(stores, token).person == ama
        with stores.database.reading(PUBLIC, OWNER) as uow:
            codes = {each.id: each.share_code for each in list_organisations(uow)}
        assert {star, watch, LOCAL} < set(codes)
        assert len(set(codes.values())) == len(codes)
        with stores.database.unit_of_work(star, ama) as uow:
            assert [(each.reader, each.datasets) for each in list_shares(uow)] == [(watch, frozenset({"volume"}))]
            assert [each.alias.company for each in list_aliases(uow)] == ["STAR OIL"]
            assert [each.name for each in list_schedules(uow)] == ["nightly"]
            made = add_dashboard(uow, "first", Dashboard("First"))
            assert get_dashboard(uow, "first") == made
            decide_companies(uow, ("A", "B"), "two", "")
            verify_records(uow)
    for each in ANSWERS:
        assert answer("query", *each["words"], home=old_home)["rows"] == each["rows"]


def test_an_earlier_backup_is_restored_into_this_version(tmp_path: Path):
    home = tmp_path / "home"
    done = petroverse("restore", BACKUP, home=home)
    assert done.returncode == 0, done.stderr
    assert "brought to this version" in done.stderr
    assert answer("query", *ANSWERS[0]["words"], home=home)["rows"] == ANSWERS[0]["rows"]
    forget_engine(EngineSettings(home))
