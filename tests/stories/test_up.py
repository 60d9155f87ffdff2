"""The platform's day: up, one link, one home, one port, and nothing left behind."""

from __future__ import annotations

import os
import signal
import socket
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from petroverse.database import EngineSettings, forget_engine
from platform_process import Running, answer, left_after, petroverse, processes_of, running_up

STOPS_WITHIN_S = 10


def landing(link: str) -> str:
    """Where a browser lands that opens a sign-in link."""

    answer = httpx.get(link, headers={"Accept": "text/html,application/xhtml+xml"}, follow_redirects=False)
    assert answer.status_code == 303
    return answer.headers["Location"]


def asked(up: Running, path: str) -> dict[str, Any]:
    return httpx.get(f"{up.address}{path}", headers={"Authorization": f"Bearer {up.key}"}, timeout=60).json()


@pytest.fixture(scope="module")
def up_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("up")
    yield folder
    forget_engine(EngineSettings(folder))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_signal_ends_everything_within_ten_seconds(number: signal.Signals, up_home: Path):
    with running_up(up_home, "--empty") as up:
        assert urllib.request.urlopen(f"{up.address}/healthz", timeout=10).status == 200
        assert any("postgres" in each for each in processes_of(up_home))
        assert up.stop(number) < STOPS_WITHIN_S
        assert up.process.returncode == 0
    assert not (up_home / "platform.json").exists()
    assert left_after(up_home) == []


def test_ctrl_c_in_a_terminal_reaches_the_whole_group_and_still_ends_well(up_home: Path):
    with running_up(up_home, "--empty") as up:
        os.killpg(up.process.pid, signal.SIGINT)
        assert up.process.wait(STOPS_WITHIN_S) == 0
    assert left_after(up_home) == []


def test_a_second_up_on_the_same_home_is_a_conflict_that_names_the_first(up_home: Path):
    with running_up(up_home, "--empty") as up:
        second = petroverse("up", "--port", "0", "--no-browser", home=up_home)
        assert second.returncode == 7
        assert up.address in second.stderr
        assert up.link not in second.stdout
        for link in (up.link, second.stdout.split()[-1]):
            assert landing(link) == "/"
        assert landing(second.stdout.split()[-1]) == "/?link=refused"


def test_a_busy_port_is_a_conflict_that_names_a_free_one(up_home: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = petroverse("up", "--port", port, "--no-browser", home=up_home)
    assert done.returncode == 7
    assert "--port" in done.stderr
    free = int(done.stderr.rpartition("--port ")[2].split()[0])
    with socket.create_server(("127.0.0.1", free)):
        pass


def test_an_open_address_without_tls_is_refused(up_home: Path):
    done = petroverse("up", "--host", "0.0.0.0", "--no-browser", home=up_home)
    assert done.returncode == 6
    assert "TLS" in done.stderr


def test_a_home_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("")
    done = petroverse("up", "--no-browser", home=tmp_path / "file" / "home")
    assert done.returncode == 6
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_is_killed_is_started_again_and_the_api_answers(up_home: Path):
    with running_up(up_home, "--empty") as up:
        postmaster = Path(answer("doctor", home=up_home)["meta"]["database"]["data_folder"]) / "postmaster.pid"
        os.kill(int(postmaster.read_text().split()[0]), signal.SIGKILL)
        until = time.monotonic() + 30
        while (health := asked(up, "/api/health"))["status"] != "ok" and time.monotonic() < until:
            assert health["engines"]["database"]["fix"]
            time.sleep(0.5)
        assert health["status"] == "ok"
        assert asked(up, "/api/home")["imports"] == 0
    assert left_after(up_home) == []


def test_after_a_kill_the_next_up_comes_up(up_home: Path):
    with running_up(up_home, "--empty") as up:
        up.process.kill()
        up.process.wait()
    assert (up_home / "platform.json").exists()
    with running_up(up_home, "--empty") as again:
        assert urllib.request.urlopen(f"{again.address}/healthz", timeout=10).status == 200
    assert not (up_home / "platform.json").exists()


def test_commands_join_the_platform_that_runs_and_leave_it_running(up_home: Path):
    with running_up(up_home, "--empty") as up:
        about = answer("doctor", home=up_home)["meta"]
        assert about["platform"]["address"] == up.address
        assert about["database"]["status"] == "ok"
        assert urllib.request.urlopen(f"{up.address}/healthz", timeout=10).status == 200
        time.sleep(0.1)
        assert up.process.poll() is None


def test_an_empty_home_gets_the_sample_and_loses_it_whole(own_home: Path):
    with running_up(own_home):
        simulated = answer("query", "-m", "volume", "-d", "year,product", home=own_home)
        assert simulated["meta"]["simulated"] is True
        assert simulated["rows"]
    assert petroverse("sample", "remove", "--yes", home=own_home).returncode == 0
    health = answer("doctor", home=own_home)["meta"]
    assert (health["blobs"]["files"], health["database"]["imports"], health["lake"]["orphan_rows"]) == (0, 0, 0)
    assert "sample" not in health["organisations"]["names"]
