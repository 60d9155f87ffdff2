"""Who is told: receivers are added, tried, changed and removed; a browser is told while its page is closed.

A browser's maker lets no headless browser subscribe, so what it would give is made here, with real keys; what is pushed
is handed to the worker by the DevTools protocol, as the browser does once it has opened it.
"""

from __future__ import annotations

import base64
import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urljoin

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.sync_api import Page, expect

from browser_checks import serious_findings
from engines import forgotten_home
from petroverse.database import EngineSettings
from platform_process import Running

NOTICE = {
    "id": "n1", "kind": "alarm.began", "at": "2024-03-01T06:00:00+00:00", "title": "HIGH: Above the safe fill, Seven",
    "text": "Seven Hills, S7/1: 28,700 L, limit 28,400 L\nShut the drop valve.\nLINK", "link": "LINK",
}  # fmt: skip
SUBSCRIBES = """
PushManager.prototype.subscribe = async ({ applicationServerKey, userVisibleOnly }) => {
  window.askedWith = { size: applicationServerKey.length, userVisibleOnly };
  return { toJSON: () => (%s) };
};
"""


@pytest.fixture(scope="module")
def up(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("receivers") / "home"
    asked = ("up", "--port", "0", "--no-browser", "--empty")
    own = {"allow_private_urls": "true"}  # the program that is told runs on this machine
    with forgotten_home(EngineSettings(home)), Running(home, *asked, settings=own) as running:
        yield running


Opened = Callable[..., Page]


class _Takes(BaseHTTPRequestHandler):
    """Takes whatever comes, until it is told to refuse."""

    taken: list[dict]
    answers = 204

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        type(self).taken.append({"headers": dict(self.headers), "body": json.loads(body)})
        self.send_response(type(self).answers)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture
def program() -> Iterator[tuple[str, type[_Takes]]]:
    """A program of somebody's own that takes notices."""
    kind = type("Takes", (_Takes,), {"taken": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/hook/secret-path", kind
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_webhook_is_added_tried_changed_and_removed(open_page: Opened, program, keep_picture):
    address, takes = program
    page = open_page("/receivers")
    page.get_by_role("button", name="Add a receiver").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Webhook", exact=True).click()
    dialog.get_by_role("textbox", name="Name").fill("Control room")
    dialog.get_by_role("textbox", name="Address, https://").fill(address)
    dialog.get_by_role("checkbox", name="Low").uncheck()
    dialog.get_by_role("checkbox", name="Quiet hours").check()
    assert serious_findings(page) == []
    keep_picture(page, "receivers-add")
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_role("textbox", name="Secret")).to_have_value(re.compile("^whsec_"))
    dialog.get_by_role("button", name="I have it").click()
    listed = page.get_by_role("region", name="Mail, programs and everybody’s browsers")
    expect(listed).to_contain_text(
        "Alarms of high and medium priority at all sites, at once; quiet from 22:00 to 06:00, but for high"
    )
    expect(listed).not_to_contain_text("secret-path")
    expect(listed).not_to_contain_text("whsec_")

    listed.get_by_role("button", name="Send a test to Control room").click()
    expect(listed).to_contain_text("The test was taken")
    assert [each["body"]["kind"] for each in takes.taken] == ["alarm.test"]
    takes.answers = 400
    listed.get_by_role("button", name="Send a test to Control room").click()
    expect(listed.get_by_role("alert").last).to_contain_text("400")
    keep_picture(page, "receivers-fault")
    assert serious_findings(page) == []

    listed.get_by_role("button", name="Change Control room").click()
    page.get_by_role("dialog").get_by_role("checkbox", name="It is told").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(listed).to_contain_text("Switched off")
    listed.get_by_role("button", name="Remove Control room").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove it").click()
    expect(listed).to_contain_text("Nobody is told yet")


def test_an_address_that_cannot_be_is_refused_with_what_to_do(open_page: Opened):
    page = open_page("/receivers")
    page.get_by_role("button", name="Add a receiver").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Webhook", exact=True).click()
    dialog.get_by_role("textbox", name="Name").fill("Nowhere")
    dialog.get_by_role("textbox", name="Address, https://").fill("ftp://example.org/x")
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(dialog.get_by_role("alert")).to_contain_text("https://")


def test_a_mail_receiver_says_that_no_mail_server_is_set_up(open_page: Opened, keep_picture):
    page = open_page("/receivers", theme="light", width=360)
    expect(page.get_by_text("No mail server is set up")).to_be_visible()
    page.get_by_role("button", name="Add a receiver").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="Name").fill("Duty officer")
    dialog.get_by_role("textbox", name="Mail address").fill("duty@example.org")
    dialog.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("duty@example.org")).to_be_visible()
    page.get_by_role("button", name="Send a test to Duty officer").click()
    failing = page.get_by_role("alert").filter(has_text="Duty officer since")
    expect(failing).to_contain_text("nothing: ")
    keep_picture(page, "receivers-light-360")
    assert serious_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def _subscription() -> str:
    key = ec.generate_private_key(ec.SECP256R1()).public_key()
    point = key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    coded = base64.urlsafe_b64encode(point).rstrip(b"=").decode()
    keys = {"p256dh": coded, "auth": base64.urlsafe_b64encode(b"0123456789abcdef").rstrip(b"=").decode()}
    return json.dumps({"endpoint": "https://push.invalid/send/abc", "keys": keys})


def test_a_press_has_this_browser_told_and_it_is_known_again(open_page: Opened, up: Running):
    page = open_page("/receivers", script=SUBSCRIBES % _subscription())
    page.get_by_role("button", name="Tell this browser").click()
    own = page.get_by_role("region", name="Your browsers")
    expect(own.get_by_text("This browser", exact=True)).to_be_visible()
    expect(own).to_contain_text("https://push.invalid")
    expect(own).not_to_contain_text("send/abc")
    assert page.evaluate("window.askedWith") == {"size": 65, "userVisibleOnly": True}
    page.reload()
    expect(own.get_by_text("This browser", exact=True)).to_be_visible()
    own.get_by_role("button", name=re.compile("^Remove ")).click()
    page.get_by_role("dialog").get_by_role("button", name="Remove it").click()
    expect(own).to_contain_text("None of your browsers is told yet")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    headers = {"Authorization": f"Bearer {up.key}"}
    told = httpx.get(f"{up.address}/api/push/subscriptions", headers=headers).json()
    assert told["receivers"] == []


def test_a_push_shows_what_happened_and_what_to_do(open_page: Opened, up: Running):
    page = open_page("/receivers")
    worker = _registered(page)
    link = f"{up.address}/alarms?rule=overfill&subject=S7%2F1"
    _deliver(page, worker, json.dumps(NOTICE).replace("LINK", link))
    (shown,) = _shown(page, 1)
    assert shown == {
        "title": "HIGH: Above the safe fill, Seven",
        "body": "Seven Hills, S7/1: 28,700 L, limit 28,400 L\nShut the drop valve.",
        "tag": "n1",
        "data": {"link": link},
    }
    _deliver(page, worker, json.dumps(NOTICE).replace("LINK", link))  # the same once more, as a retry brings it
    _deliver(page, worker, "no notice")
    titles = {each["tag"]: each["title"] for each in _shown(page, 2)}
    assert titles == {"n1": NOTICE["title"], "unread": "PetroVerse"}


def test_a_pressed_notification_opens_its_alarm_in_the_page_that_is_there(open_page: Opened, up: Running):
    page = open_page("/receivers")
    _registered(page)
    expect(page.get_by_role("heading", name="Who is told", level=1)).to_be_visible()
    page.context.service_workers[0].evaluate(
        """async (link) => {
            await registration.showNotification("x", { data: { link }, tag: "p" });
            const [notification] = await registration.getNotifications({ tag: "p" });
            dispatchEvent(new NotificationEvent("notificationclick", { notification }));
        }""",
        f"{up.address}/alarms?rule=overfill&subject=S7%2F1",
    )
    page.wait_for_url("**/alarms?rule=overfill&subject=S7%2F1")


def test_the_worker_stands_before_no_page(open_page: Opened, up: Running):
    page = open_page("/receivers")
    _registered(page)
    page.reload()
    expect(page.get_by_role("heading", name="Who is told", level=1)).to_be_visible()
    assert page.evaluate("navigator.serviceWorker.controller") is None
    source = httpx.get(urljoin(up.address, "/push.js"))
    assert source.headers["cache-control"] == "no-cache"
    assert "javascript" in source.headers["content-type"]
    assert not re.search(r'"fetch"|caches', source.text)


def _registered(page: Page) -> str:
    """Registers the worker as the page does, and gives the number that the browser knows it by."""
    found: list[str] = []
    client = page.context.new_cdp_session(page)
    page.pushing = client  # type: ignore[attr-defined]  # kept alive as long as the page
    client.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(each["registrationId"] for each in told["registrations"] if not each["isDeleted"]),
    )
    client.send("ServiceWorker.enable")
    page.evaluate(
        """async () => {
            const made = await navigator.serviceWorker.register("/push.js", { scope: "/push/" });
            const worker = made.installing ?? made.waiting ?? made.active;
            while (worker.state !== "activated") await new Promise((done) => setTimeout(done, 20));
        }"""
    )
    page.wait_for_timeout(200)
    return found[-1]


def _deliver(page: Page, worker: str, text: str) -> None:
    page.pushing.send(  # type: ignore[attr-defined]
        "ServiceWorker.deliverPushMessage",
        {"origin": page.evaluate("location.origin"), "registrationId": worker, "data": text},
    )


def _shown(page: Page, count: int) -> list[dict]:
    """The notifications that stand, once there are so many."""
    asked = """async (count) => {
        const registration = await navigator.serviceWorker.getRegistration("/push/");
        for (let tries = 0; tries < 100; tries += 1) {
            const all = await registration.getNotifications();
            if (all.length >= count) return all.map(({ title, body, tag, data }) => ({ title, body, tag, data }));
            await new Promise((done) => setTimeout(done, 50));
        }
        return [];
    }"""
    return page.evaluate(asked, count)
