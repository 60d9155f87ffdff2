"""A worker that is killed between handing a notice over and saying so: it comes once more, under the same id."""

from __future__ import annotations

import subprocess
import time
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from engines import forgotten_home
from killable import Begin
from petroverse.app import Settings, open_platform
from petroverse.core.grants import LOCAL
from petroverse.database import EngineSettings, NewJob, ToldNotice, add_told, enqueue_job
from petroverse.workflows import OWNER, SEND_NOTICE, add_alarm_receiver, notices_told, owner_reader
from platform_process import killed
from webhook_server import Hook

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


def dies(worker: subprocess.Popen[str]) -> bool:
    """Whoever hands something over dies before it hears an answer."""
    with suppress(ProcessLookupError):
        killed(worker)
    return False


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
            told = {"name": "ops", "kind": "webhook", "address": hook.url, **wants}
            made = add_alarm_receiver(platform.stores, reader, platform.home_keys, told)
            with platform.stores.database.unit_of_work(LOCAL, OWNER) as unit:
                for number in range(NOTICES):
                    at = datetime.now(UTC)
                    notice = ToldNotice(f"n{number}", made["id"], "ops", "High", CONTENT, "waiting", 0, None, at, None)
                    add_told(unit, notice, [])
                    enqueue_job(unit, NewJob(SEND_NOTICE, {"notice": notice.id}, unique_key=notice.id))
        for _ in range(KILLS):
            worker = begun(WORKER, home)
            hook.hears = partial(dies, worker)
            worker.wait(PATIENCE_S)
        hook.hears = lambda: True
        worker = begun(WORKER, home)
        with open_platform(Settings(home=home)) as platform:
            until = time.monotonic() + PATIENCE_S
            while time.monotonic() < until:
                states = {each["state"] for each in notices_told(platform.stores, reader)}
                if states == {"sent"}:
                    break
                time.sleep(0.2)
            assert states == {"sent"}
            killed(worker)
    assert set(hook.ids) == {f"n{number}" for number in range(NOTICES)}
    at_once = Settings(home=home).work_at_once  # so many may be on their way when a worker dies
    assert NOTICES + KILLS <= len(hook.ids) <= NOTICES + KILLS * at_once
