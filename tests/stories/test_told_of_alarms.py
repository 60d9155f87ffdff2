"""From an alarm to whoever must hear of it: mail over a real server, a webhook that checks its signature, a browser."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from mail_server import MailServer, mail_server
from petroverse.app import Platform, Settings, open_platform
from petroverse.app.work import work_of
from petroverse.core.grants import LOCAL
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, Reading, SiteReadings, to_body
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import EngineSettings, forget_engine, save_network
from petroverse.workflows import (
    OWNER,
    Arrived,
    Watcher,
    add_alarm_receiver,
    notices_told,
    owner_reader,
    receivers_list,
    run_one,
    tell_due,
    try_alarm_receiver,
    write_alarm_rule,
)

TANK = Tank(TankId("S7/1"), PlaceId("S7"), "gasoline", HorizontalCylinder(2.5, 6.1), 29_900.0, 28_400.0, 1_000.0)
RULE = {
    "name": "overfill", "cause": "a drop above the safe fill", "consequence": "product in the ground",
    "severity": "severe", "response": "shut the drop valve", "time_available_s": 300, "limit": 28_400, "unit": "L",
    "deadband": 0.004, "valid_states": ["in_service"],
}  # fmt: skip
WANTS = {
    "priorities": ["high", "medium", "low"], "places": [], "rules": [], "zone": "Africa/Accra", "quiet": None,
    "urgent": ["high"], "after_minutes": 0, "digest_at": None,
}  # fmt: skip


@dataclass
class Hook:
    """A webhook's other end: what it got, and what it answers next."""

    port: int = 0
    got: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answers: list[int] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/secret-path"


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(hook.answers.pop(0) if hook.answers else 200)
            self.send_header("Content-Length", "0")
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


@pytest.fixture(scope="module")
def mails() -> Iterator[MailServer]:
    with mail_server("none") as server:
        yield server


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory, mails: MailServer) -> Iterator[Platform]:
    home: Path = tmp_path_factory.mktemp("told-home")
    post = {"smtp_host": "127.0.0.1", "smtp_port": mails.port, "smtp_tls": "none", "mail_from": "reports@example.org"}
    with open_platform(Settings(home=home, allow_private_urls=True, **post)) as opened:
        with opened.stores.database.unit_of_work(LOCAL, OWNER) as unit:
            save_network(unit, Network((Place(PlaceId("S7"), "Seven", "station"),), tanks=(TANK,)), version=0)
        write_alarm_rule(opened.stores, owner_reader("local"), RULE, is_enabled=True)
        yield opened
    forget_engine(EngineSettings(home))


@pytest.fixture
def reader():
    return owner_reader("local")


def worked(platform: Platform, kind: str = "send_notice") -> list[str]:
    """Does what waits; gives the state of each job afterwards."""
    work, states = work_of(platform), []
    while job := run_one(platform.stores, work, "a worker", stop=threading.Event()):
        states.append(job.state)
    return states


def told(number: int, at: datetime, level_m: float) -> Arrived:
    site = SiteReadings(PlaceId("S7"), (Reading(TANK.id, at, level_m, temp_c=28.0),))
    return Arrived(Message(MessageId(f"told-{number}"), READINGS, at, at, LOCAL, "gauge", to_body(site)), at)


def test_an_overfill_reaches_a_mailbox_and_a_webhook_once_and_its_end_too(platform, hook, mails, reader):
    stores, keys = platform.stores, platform.home_keys
    mail = {"name": "Ama", "kind": "mail", "address": "ama@example.org", **WANTS}
    ama = add_alarm_receiver(stores, reader, keys, mail)
    ops = add_alarm_receiver(stores, reader, keys, {"name": "ops", "kind": "webhook", "address": hook.url, **WANTS})
    assert ops["secret"].startswith("whsec_")
    assert "secret-path" not in json.dumps(receivers_list(stores, reader), default=str)
    assert try_alarm_receiver(stores, reader, platform.service().ways, ama["id"])["is_sent"]
    assert tell_due(stores, "http://here") == 0
    start = datetime.now(UTC) - timedelta(minutes=40)
    levels = [1.2, 1.2, 1.6, 2.0, 2.3, 2.45]
    Watcher(stores).take([told(n, start + timedelta(minutes=n), level) for n, level in enumerate(levels)])
    hook.answers += [500]
    assert tell_due(stores, "http://here") == 2
    assert tell_due(stores, "http://here") == 0
    assert sorted(worked(platform)) == ["done", "waiting"]
    (failing,) = [each for each in receivers_list(stores, reader) if each["id"] == ops["id"]]
    assert (failing["waiting"], failing["fault"]["what"]) == (1, "the receiver puts it off (500)")
    assert [each["state"] for each in notices_told(stores, reader, receiver=ops["id"])] == ["waiting"]
