"""From an alarm to whoever must hear of it: mail over a real server, a webhook that checks its signature, a browser."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mail_server import MailServer, mail_server
from petroverse.app import Platform, Settings, open_platform
from petroverse.app.work import work_of
from petroverse.core.errors import NotFound
from petroverse.core.grants import LOCAL, SAMPLE, OrganisationId
from petroverse.core.messages import Message, MessageId
from petroverse.core.network import Network
from petroverse.core.places import Place, PlaceId
from petroverse.core.readings import READINGS, Reading, SiteReadings, to_body
from petroverse.core.tanks import HorizontalCylinder, Tank, TankId
from petroverse.database import Database, EngineSettings, forget_engine, list_records, save_network
from petroverse.senders import Post
from petroverse.workflows import (
    OWNER,
    SEND_NOTICE,
    Arrived,
    Organisation,
    Reader,
    Stores,
    Watcher,
    Ways,
    add_alarm_receiver,
    add_organisation,
    alarms_list,
    drop_alarm_receiver,
    handle_alarm,
    make_sample_organisation,
    notices_told,
    own_browsers,
    owner_reader,
    poster,
    push_key,
    receivers_list,
    run_one,
    send_notice,
    subscribe_browser,
    tell_due,
    try_alarm_receiver,
    write_alarm_rule,
)
from push_browser import Browser

NUMBERS = (1, 2, 3, 4, 5)
SHAPE = HorizontalCylinder(2.5, 6.1)
TANKS = tuple(
    Tank(TankId(f"S7/{number}"), PlaceId("S7"), "gasoline", SHAPE, 29_900.0, 28_400.0, 1_000.0) for number in NUMBERS
)
RULE = {
    "name": "overfill", "cause": "a drop above the safe fill", "consequence": "product in the ground",
    "severity": "severe", "response": "shut the drop valve", "time_available_s": 300, "limit": 28_400, "unit": "L",
    "deadband": 0.004, "valid_states": ["in_service"],
}  # fmt: skip
WANTS = {
    "priorities": ["high", "medium", "low"], "places": [], "rules": [], "zone": "Africa/Accra", "quiet": None,
    "urgent": ["high"], "after_minutes": 0, "digest_at": None,
}  # fmt: skip


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
            save_network(unit, Network((Place(PlaceId("S7"), "Seven", "station"),), tanks=TANKS), version=0)
        write_alarm_rule(opened.stores, owner_reader("local"), RULE, is_enabled=True)
        yield opened
    forget_engine(EngineSettings(home))


@pytest.fixture
def reader():
    return owner_reader("local")


def worked(
    platform: Platform, *, stores: Stores | None = None, ways: Ways | None = None, organisation: str = LOCAL
) -> list[str]:
    """Does what waits, at once; gives the state of each job afterwards."""
    work, states = work_of(platform), []
    if ways:
        kind = replace(work.kinds[SEND_NOTICE], run=partial(send_notice, ways=ways))
        work = replace(work, kinds={**work.kinds, SEND_NOTICE: kind})
    with platform.stores.database.unit_of_work(OrganisationId(organisation), OWNER) as unit:
        unit.rows("update jobs set run_after = %s where state = 'waiting'", [unit.at])
    while job := run_one(stores or platform.stores, work, "a worker", stop=threading.Event()):
        states.append(job.state)
    return sorted(states)


def later(platform: Platform, minutes: float) -> Stores:
    """The same stores, by a clock that is ahead."""

    class Ahead:
        def now(self) -> datetime:
            return datetime.now(UTC) + timedelta(minutes=minutes)

    return replace(platform.stores, database=Database(platform.stores.database.url, clock=Ahead(), connections=2))


Fill = Callable[..., None]


@pytest.fixture(scope="module")
def fill(platform: Platform) -> Fill:
    """Fills a tank over its safe fill, or tells other levels, by a reading a minute from so many minutes ago."""
    watcher = Watcher(platform.stores)

    def act(
        number: int,
        levels: tuple[float, ...] = (1.2, 1.2, 1.6, 2.0, 2.3, 2.45),
        *,
        ago: int = 12,
        owner: OrganisationId = LOCAL,
    ) -> None:
        start, arrived = datetime.now(UTC) - timedelta(minutes=ago), []
        for minute, level_m in enumerate(levels):
            at = start + timedelta(minutes=minute)
            site = SiteReadings(PlaceId("S7"), (Reading(TankId(f"S7/{number}"), at, level_m, temp_c=28.0),))
            message = Message(MessageId(secrets.token_hex(8)), READINGS, at, at, owner, "gauge", to_body(site))
            arrived.append(Arrived(message, at))
        watcher.take(arrived)

    return act


def added(platform: Platform, reader: Reader, **more: Any) -> dict[str, Any]:
    return add_alarm_receiver(platform.stores, reader, platform.home_keys, {**WANTS, **more})


@pytest.fixture(autouse=True)
def nobody(platform: Platform, reader: Reader) -> Iterator[None]:
    """Each test begins and ends with nobody to tell."""
    yield
    for each in receivers_list(platform.stores, reader):
        drop_alarm_receiver(platform.stores, reader, each["id"])


def test_an_overfill_reaches_a_mailbox_and_a_webhook_once_and_so_does_its_end(platform, fill, hook, mails, reader):
    stores, looked = platform.stores, {}
    ama = added(platform, reader, name="Ama", kind="mail", address="ama@example.org")
    ops = added(platform, reader, name="ops", kind="webhook", address=hook.url)
    assert tell_due(stores, "http://here", looked=looked) == 0
    fill(1)
    hook.answers += [500]
    assert tell_due(stores, "http://here", looked=looked) == 2
    assert tell_due(stores, "http://here", looked=looked) == 0
    assert worked(platform) == ["done", "waiting"]
    failing = next(each for each in receivers_list(stores, reader) if each["id"] == ops["id"])
    assert (failing["waiting"], failing["fault"]["what"]) == (1, "the receiver puts it off (500)")
    assert failing["failing_since"]
    assert worked(platform) == ["done"]
    for headers, body in hook.got:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        key = base64.b64decode(ops["secret"].removeprefix("whsec_"))
        expected = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
        assert headers["webhook-signature"] == f"v1,{expected}"
    (first, body), (again, same) = hook.got
    assert (first["webhook-id"], body) == (again["webhook-id"], same)
    told = json.loads(body)
    (alarm,) = told["body"]["alarms"]
    assert (told["kind"], told["body"]["schema"]) == ("alarm.began", "petroverse.alarm-notice/1")
    assert (alarm["rule"], alarm["subject"], alarm["place_name"]) == ("overfill", "S7/1", "Seven")
    assert alarm["response"] == RULE["response"]
    (mail,) = [message for _, to, message in mails.mails if to == ["ama@example.org"]]
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert mail["Subject"] == "High: Above the safe fill, S7/1 at Seven"
    for words in ("What to do: shut the drop valve", "gasoline", "http://here/alarms?rule=overfill&subject=S7%2F1"):
        assert words in text
    assert '<a href="http://here/alarms?rule=overfill&amp;subject=S7%2F1">' in html
    fill(1, (2.45, 2.2, 1.9), ago=4)
    assert tell_due(stores, "http://here", looked=looked) == 0
    after = later(platform, 20)
    assert tell_due(after, "http://here", looked=looked) == 2
    worked(platform, stores=after)
    assert [json.loads(body)["kind"] for _, body in hook.got] == ["alarm.began", "alarm.began", "alarm.ended"]
    assert tell_due(after, "http://here", looked=looked) == 0
    found = notices_told(stores, reader, subject="S7/1", receiver=ama["id"])
    assert [(each["kind"], each["state"], each["tries"]) for each in found] == [
        ("alarm.ended", "sent", 1), ("alarm.began", "sent", 1),
    ]  # fmt: skip


def test_the_next_step_is_told_of_what_nobody_acknowledged_and_of_nothing_else(platform, fill, mails, reader):
    looked = {}
    added(platform, reader, name="Boss", kind="mail", address="boss@example.org", after_minutes=15)
    fill(2)
    fill(3)
    assert tell_due(platform.stores, "http://here", looked=looked) == 0
    handle_alarm(platform.stores, reader, "acknowledge", ("overfill", "S7/2"))
    after = later(platform, 16)
    assert tell_due(after, "http://here", looked=looked) == 1
    worked(platform, stores=after)
    (mail,) = [message for _, to, message in mails.mails if to == ["boss@example.org"]]
    assert "S7/3" in mail["Subject"]
    assert "Nobody has acknowledged it for: 16 minutes" in mail.get_body(("plain",)).get_content()


def test_a_browser_opens_what_is_pushed_to_it_and_one_that_is_gone_is_told_nothing_more(platform, fill, reader):
    browser, posted, answers = Browser(), [], []

    def post(what: Post) -> int:
        posted.append(what)
        return answers.pop() if answers else 201

    key = push_key(platform.stores, platform.home_keys)
    assert push_key(platform.stores, platform.home_keys) == key
    given = browser.subscription
    said = {**WANTS, "name": "phone", "endpoint": given.endpoint, "p256dh": given.p256dh, "auth": given.auth}
    first = subscribe_browser(platform.stores, reader, platform.home_keys, said)
    again = subscribe_browser(platform.stores, reader, platform.home_keys, {**said, "name": "my phone"})
    assert (again["id"], again["name"], again["address"]) == (first["id"], "my phone", "https://push.example:8443")
    fill(4)
    ways = replace(platform.service().ways, poster=post)
    assert tell_due(platform.stores, "http://here") == 1
    assert worked(platform, ways=ways) == ["done"]
    (one,) = posted
    told = json.loads(browser.opened(one.body))
    assert told["title"] == "High: Above the safe fill, S7/4 at Seven"
    assert told["link"] == "http://here/alarms?rule=overfill&subject=S7%2F4"
    assert one.headers["Authorization"].endswith(f", k={key}")
    answers.append(410)
    assert not try_alarm_receiver(platform.stores, reader, ways, first["id"], is_own=True)["is_sent"]
    fill(5)
    answers.append(410)
    assert tell_due(platform.stores, "http://here") == 1
    assert worked(platform, ways=ways) == ["failed"]
    (gone,) = own_browsers(platform.stores, reader)
    assert (gone["is_enabled"], gone["fault"]["what"]) == (False, "nobody takes notices there any more (410)")
    assert tell_due(platform.stores, "http://here") == 0


def test_nothing_secret_of_an_address_is_shown_kept_in_the_clear_or_on_record(platform, hook, reader):
    ops = added(platform, reader, name="ops", kind="webhook", address=hook.url)
    listed = json.dumps([receivers_list(platform.stores, reader)], default=str)
    with platform.stores.database.reading(LOCAL, OWNER) as unit:
        kept = json.dumps(
            [unit.rows("select * from receivers"), [each.body for each in list_records(unit, limit=1000)]], default=str
        )
    for secret in ("secret-path", ops["secret"], ops["secret"].removeprefix("whsec_")):
        assert secret not in listed + kept
    assert try_alarm_receiver(platform.stores, reader, platform.service().ways, ops["id"])["is_sent"]
    assert json.loads(hook.got[0][1])["kind"] == "alarm.test"


def test_a_private_address_is_not_written_to_unless_the_settings_allow_it(platform, hook, reader):
    ops = added(platform, reader, name="ops", kind="webhook", address=hook.url)
    ways = replace(platform.service().ways, poster=poster())
    told = try_alarm_receiver(platform.stores, reader, ways, ops["id"])
    assert (told["is_sent"], hook.got) == (False, [])
    assert "private" in told["fault"]["what"] or "this machine" in told["fault"]["what"]


def test_another_organisation_hears_nothing(platform, fill, hook, reader):
    add_organisation(platform.stores, owner_reader(), Organisation(OrganisationId("densu"), "Densu"))
    other = owner_reader("densu")
    ops = added(platform, other, name="ops", kind="webhook", address=hook.url)
    fill(5, (2.45, 2.2, 1.9), ago=4)
    fill(1, (2.2, 2.45), ago=2)
    assert any(each["is_active"] for each in alarms_list(platform.stores, reader)["alarms"])
    tell_due(platform.stores, "http://here")
    worked(platform)
    assert hook.got == []
    assert receivers_list(platform.stores, reader) == []
    with pytest.raises(NotFound):
        drop_alarm_receiver(platform.stores, reader, ops["id"])
    drop_alarm_receiver(platform.stores, other, ops["id"])


def test_whoever_is_shown_simulated_sites_is_told_of_their_alarms_and_that_they_are(platform, fill, hook):
    stores, other = platform.stores, owner_reader("volta")
    add_organisation(stores, owner_reader(), Organisation(OrganisationId("volta"), "Volta"))
    make_sample_organisation(stores, OWNER, "")
    ops = added(platform, other, name="ops", kind="webhook", address=hook.url)
    with stores.database.unit_of_work(SAMPLE, OWNER) as unit:
        save_network(unit, Network((Place(PlaceId("S7"), "Seven", "station"),), tanks=TANKS), version=0)
    write_alarm_rule(stores, owner_reader("sample"), RULE, is_enabled=True)
    fill(1, owner=SAMPLE)
    tell_due(stores, "http://here")
    worked(platform, organisation="volta")
    (told,) = [json.loads(body) for _, body in hook.got]
    assert told["body"]["is_simulated"]
    assert told["title"].startswith("SIMULATED: ")
    with stores.database.unit_of_work(OrganisationId("volta"), OWNER) as unit:
        save_network(unit, Network((Place(PlaceId("V1"), "Own", "station"),)), version=0)
    fill(2, owner=SAMPLE)
    tell_due(stores, "http://here")
    worked(platform, organisation="volta")
    assert len(hook.got) == 1
    drop_alarm_receiver(stores, other, ops["id"])
