"""Several processes on several machines are one platform: one database by its URL, one bucket, a home for each."""

from __future__ import annotations

import contextlib
import json
import secrets
import signal
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import psycopg
import pytest

from petroverse.app import Settings, make_backup, open_platform, restore_backup
from petroverse.app.restore import HomeNotEmpty
from petroverse.database import EngineSettings, forget_engine, open_engine
from petroverse.database.faults import DumpFailed
from petroverse.sources.sample import write_sample
from petroverse.workflows import OWNER, verify_stores
from platform_process import Running, petroverse, running_role
from s3_server import bucket

QUESTION = {"measures": ["volume"], "dimensions": ["year", "product"], "filters": []}


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_sample(folder, seed=8)  # not the sample that the platform itself loads
    return next(folder.rglob("*national-supply-2024.xlsx"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Settings that lead several homes to one database, reached by its URL, and one bucket."""
    server = EngineSettings(tmp_path_factory.mktemp("server"))
    with ExitStack() as stack:
        stack.callback(forget_engine, server)
        engine = stack.enter_context(open_engine(server))
        stack.enter_context(bucket("market"))
        name = f"shared_{secrets.token_hex(4)}"
        with psycopg.connect(engine.url.replace("@/petroverse?", "@/postgres?"), autocommit=True) as connection:
            connection.execute(f"create database {name}")
        url = engine.url.replace("@/petroverse?", f"@/{name}?")
        yield {"database_url": url, "lake_url": "s3://market/lake", "blobs_url": "s3://market/blobs"}


def volumes(role: Running) -> list[dict[str, object]]:
    answer = role.ask("POST", "/api/query", json=QUESTION)
    assert answer.status_code == 200, answer.text
    return answer.json()["rows"]


def test_an_import_through_one_is_answered_by_the_other_at_once_and_a_kill_leaves_the_others_at_work(
    shared: dict[str, str], tmp_path: Path, workbook: Path
):
    homes = [tmp_path / name for name in ("first", "second", "worker")]
    with (
        running_role("api", homes[0], settings=shared) as first,
        running_role("api", homes[1], settings=shared) as second,
        running_role("work", homes[2], settings=shared) as worker,
    ):
        assert first.address != second.address
        assert second.ask("POST", "/api/sample").status_code in {200, 201, 202}
        simulated = volumes(first)
        assert simulated
        assert volumes(second) == simulated

        taken = first.ask("POST", "/api/imports", files={"file": (workbook.name, workbook.read_bytes())})
        assert taken.status_code in {200, 201}, taken.text
        listed = [role.ask("GET", "/api/imports").json()["imports"] for role in (first, second)]
        assert listed[0] == listed[1]
        assert len([row for row in listed[1] if row["file_name"] == workbook.name]) == 1
        assert volumes(first) == volumes(second)

        first.process.kill()
        first.process.wait()
        assert volumes(second) == volumes(second) != []
        assert worker.process.poll() is None
        with running_role("api", homes[0], settings=shared) as again:
            assert volumes(again) == volumes(second)
        assert worker.stop() < 10
        assert worker.process.returncode == 0


def test_a_shared_platform_is_backed_up_by_a_user_who_sees_all_and_restored_elsewhere(
    shared: dict[str, str], tmp_path: Path
):
    bound = Settings(home=tmp_path / "first", **shared)
    with open_platform(bound) as platform, pytest.raises(DumpFailed, match="BYPASSRLS"):
        make_backup(platform, tmp_path / "refused.tar")
    assert list(tmp_path.glob("*.tar")) == []

    everything = shared["database_url"].replace("//petroverse:", "//postgres:")
    with open_platform(Settings(home=tmp_path / "second", **{**shared, "database_url": everything})) as platform:
        had = verify_stores(platform.stores, OWNER)
        made = make_backup(platform, tmp_path / "market.tar.zst")
    assert (had.blobs > 0, made.missing) == (True, ())

    name = f"restored_{secrets.token_hex(4)}"
    with psycopg.connect(everything, autocommit=True) as connection:
        connection.execute(f"create database {name}")
    there = {
        "database_url": everything.replace(f"/{everything.rpartition('/')[2].partition('?')[0]}?", f"/{name}?"),
        "lake_url": "s3://market/restored/lake", "blobs_url": "s3://market/restored/blobs",
    }  # fmt: skip
    elsewhere = Settings(home=tmp_path / "third", **there)
    assert restore_backup(elsewhere, made.place).verified == had
    with pytest.raises(HomeNotEmpty):
        restore_backup(Settings(home=tmp_path / "fourth", **there), made.place)


def test_two_roles_share_a_home_and_up_is_refused_beside_them(tmp_path: Path):
    home = tmp_path / "home"
    with running_role("api", home) as api, running_role("work", home):
        refused = petroverse("up", "--port", "0", "--no-browser", home=home)
        assert refused.returncode == 7
        assert api.address in refused.stderr
    forget_engine(EngineSettings(home))


def test_while_it_drains_readyz_says_no_and_a_running_request_ends(tmp_path: Path):
    home = tmp_path / "home"
    with running_role("api", home, settings={"drain_notice_s": "2", "drain_s": "30"}) as api, httpx.Client() as client:
        assert client.get(f"{api.address}/readyz").json()["status"] == "ready"

        def slow_body() -> Iterator[bytes]:
            yield b'{"measures": ["volume"],'
            api.process.send_signal(signal.SIGTERM)
            time.sleep(0.3)
            told = client.get(f"{api.address}/readyz")
            assert told.status_code == 503
            assert told.json()["parts"]["platform"]["status"] == "draining"
            time.sleep(2.5)
            yield b' "dimensions": ["year"], "filters": []}'

        answer = api.ask("POST", "/api/query", content=slow_body(), headers={"Content-Type": "application/json"})
        assert answer.status_code == 200
        assert api.process.wait(20) == 0
        with pytest.raises(httpx.ConnectError):
            client.get(f"{api.address}/readyz")
    forget_engine(EngineSettings(home))


def test_what_never_ends_is_cut_after_the_time_for_draining(tmp_path: Path):
    home = tmp_path / "home"
    with running_role("api", home, settings={"drain_s": "1"}) as api:

        def endless() -> Iterator[bytes]:
            yield b"{"
            took_s.append(api.stop())
            yield b"}"

        took_s: list[float] = []
        with contextlib.suppress(httpx.TransportError):
            assert api.ask("POST", "/api/query", content=endless()).status_code >= 400
        assert 1 <= took_s[0] < 8
        assert api.process.returncode == 0
    forget_engine(EngineSettings(home))


def test_a_second_signal_does_not_wait(tmp_path: Path):
    home = tmp_path / "home"
    with running_role("api", home, settings={"drain_notice_s": "60"}) as api:
        api.process.send_signal(signal.SIGTERM)
        time.sleep(0.5)
        assert api.process.poll() is None
        assert api.stop() < 10
    forget_engine(EngineSettings(home))


def test_the_log_is_json_a_line_with_who_asked_what_and_no_secret(tmp_path: Path):
    home = tmp_path / "home"
    with running_role("api", home, settings={"log_format": "json"}) as api:
        api.ask("GET", "/api/session", headers={"X-Request-Id": "from-afar-7"})
        httpx.get(f"{api.address}/sign-in", params={"token": "a-secret-token"})
        httpx.get(f"{api.address}/no%0Asuch", headers={"X-Request-Id": "two words"})
        key = (home / "token").read_text().strip()
        api.stop()
        said = api.said()
        lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert key not in said
    assert "a-secret-token" not in said
    first = next(each for each in lines if each.get("request_id") == "from-afar-7")
    told = {name: first[name] for name in ("method", "route", "status", "person", "level", "logger")}
    assert told == {
        "method": "GET", "route": "/api/session", "status": 200, "person": "owner", "level": "INFO",
        "logger": "petroverse.request",
    }  # fmt: skip
    assert first["ms"] > 0
    assert any(each["logger"] == "uvicorn.error" for each in lines)
    assert "two words" not in said
    forget_engine(EngineSettings(home))
