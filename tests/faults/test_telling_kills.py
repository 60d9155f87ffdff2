"""A worker that is killed between handing a notice over and saying so: it comes once more, under the same id."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from engines import forgotten_home
from killable import Begin
from petroverse.app import Settings, open_platform
from petroverse.core.grants import LOCAL
from petroverse.database import EngineSettings, NewJob, ToldNotice, add_told, enqueue_job
from petroverse.workflows import OWNER, SEND_NOTICE, add_alarm_receiver, notices_told, owner_reader

NOTICES, KILLS, PATIENCE_S = 6, 2, 60.0
WORKER = """
import sys, threading
from pathlib import Path
from petroverse.app import Settings, open_platform
from petroverse.app.work import run_work
from petroverse.workflows import Pace
with open_platform(Settings(home=Path(sys.argv[1]), allow_private_urls=True), is_repaired=True) as platform:
    print("ready", flush=True)
    run_work(platform, threading.Event(), pace=Pace(lease_s=1.5, beat_s=0.3, poll_s=0.2))
"""
CONTENT = {
    "kind": "alarm.began", "at": "2024-03-01T06:00:00+00:00", "title": "High", "text": "It is so", "link": "",
    "urgency": "high", "body": {"schema": "petroverse.alarm-notice/1", "alarms": []},
}  # fmt: skip


@dataclass
class Hook:
    """What came, in order; while kills are left, whoever hands something over dies before it hears an answer."""

    port: int = 0
    ids: list[str] = field(default_factory=list)
    kills: int = 0
    worker: subprocess.Popen[str] | None = None


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            hook.ids.append(self.headers["webhook-id"])
            if hook.kills and hook.worker:
                hook.kills -= 1
                os.killpg(hook.worker.pid, signal.SIGKILL)
                return
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hook.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield hook
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_was_handed_over_before_a_kill_comes_once_more_under_its_id_and_nothing_else_does(
    tmp_path: Path, hook: Hook, begun: Begin
):
    home, reader = tmp_path / "home", owner_reader("local")
    wants = {
        "priorities": ["high"], "places": [], "rules": [], "zone": "UTC", "quiet": None, "urgent": ["high"],
        "after_minutes": 0, "digest_at": None,
    }  # fmt: skip
    with forgotten_home(EngineSettings(home)):
        with open_platform(Settings(home=home)) as platform:
            address = f"http://127.0.0.1:{hook.port}/"
            told = {"name": "ops", "kind": "webhook", "address": address, **wants}
            made = add_alarm_receiver(platform.stores, reader, platform.home_keys, told)
            with platform.stores.database.unit_of_work(LOCAL, OWNER) as unit:
                for number in range(NOTICES):
                    at = datetime.now(UTC)
                    notice = ToldNotice(f"n{number}", made["id"], "ops", "High", CONTENT, "waiting", 0, None, at, None)
                    add_told(unit, notice, [])
                    enqueue_job(unit, NewJob(SEND_NOTICE, {"notice": notice.id}, unique_key=notice.id))
        for kills in [1] * KILLS + [0]:
            hook.kills = kills
            hook.worker = begun(WORKER, home)
            if kills:
                hook.worker.wait(PATIENCE_S)
        with open_platform(Settings(home=home)) as platform:
            until = time.monotonic() + PATIENCE_S
            while time.monotonic() < until:
                states = {each["state"] for each in notices_told(platform.stores, reader)}
                if states == {"sent"}:
                    break
                time.sleep(0.2)
            assert states == {"sent"}
            os.killpg(hook.worker.pid, signal.SIGKILL)
            hook.worker.wait(PATIENCE_S)
    assert set(hook.ids) == {f"n{number}" for number in range(NOTICES)}
    at_once = Settings(home=home).work_at_once  # so many may be on their way when a worker dies
    assert NOTICES + KILLS <= len(hook.ids) <= NOTICES + KILLS * at_once
