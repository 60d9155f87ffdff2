"""Gateways over real HTTP: believed by their signature alone, of their own site alone, and each message once."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from gateway_site import PLACE, RULE, SITE, TANK, reading
from petroverse.alarms import ALARM_COMMAND, Acknowledge, AlarmKey, Suppress, command_to_body
from petroverse.api import create_app
from petroverse.app import Platform
from petroverse.core.grants import OrganisationId
from petroverse.core.handovers import Handover
from petroverse.core.handovers import to_bytes as handover_bytes
from petroverse.core.messages import Message, to_bytes
from petroverse.core.parcels import unpacked
from petroverse.core.rights import Right, RightMissing
from petroverse.core.times import SystemClock
from petroverse.database import GatewayThere
from petroverse.vault import PublicKeyNotValid, parse_signed, print_signed, public_half, public_key_text, sign
from petroverse.workflows import (
    Arrived,
    GatewayNotValid,
    Organisation,
    Reader,
    Watcher,
    add_organisation,
    admit_gateway,
    change_network,
    dismiss_gateway,
    gateways_list,
    handle_alarm,
    owner_reader,
    take_readings,
    write_alarm_rule,
)
from served_app import served

ODA = OrganisationId("gatewayed")
START = SystemClock().now().replace(microsecond=0) - timedelta(hours=2)
KEY, OTHER_KEY, STRANGE_KEY = (Ed25519PrivateKey.generate().private_bytes_raw() for _ in range(3))


@dataclass
class Hub:
    """The platform with a bus that a test holds, and the watch at the other end of it."""

    client: httpx.Client
    platform: Platform
    bus: list[Message]
    watcher: Watcher

    def watch(self) -> None:
        """The watch takes what waits on the bus."""
        self.watcher.take([Arrived(each, datetime.now(UTC)) for each in self.bus])
        self.bus.clear()

    def post(self, envelope: bytes, *, gateway: str = "s7", organisation: str = ODA) -> httpx.Response:
        told = {"organisation": organisation, "gateway": gateway, "envelope": envelope.decode()}
        return self.client.post("/api/gateways/handovers", json=told)

    def hand(self, *messages: Message, key: bytes = KEY, gateway: str = "s7", **more: Any) -> dict[str, Any]:
        pairs = tuple((str(each.id), to_bytes(each).decode()) for each in messages)
        handover = Handover(ODA, gateway, pairs, **more)
        answer = self.post(sign(key, handover_bytes(handover)), gateway=gateway)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def aside(self, name: str) -> str:
        with self.platform.stores.database.reading(ODA, owner_reader().person) as unit:
            found = unit.rows(
                "select reason from set_aside_messages where organisation = app_organisation() and id = %s", [name]
            )
        return found[0]["reason"] if found else ""


def told(minute: int, level_m: float = 1.5, **more: str) -> Message:
    return reading(minute, level_m, start=START, **more)


def own(minute: int, level_m: float = 1.5, **more: str) -> Message:
    return replace(told(minute, level_m, **more), organisation=ODA)


@pytest.fixture(scope="module")
def hub(platform: Platform) -> Iterator[Hub]:
    bus: list[Message] = []
    stores, owner = platform.stores, owner_reader(ODA)
    add_organisation(stores, owner_reader(), Organisation(ODA, "Gatewayed"))
    network = json.loads(json.dumps(SITE["network"]))
    network["places"].append({"id": "S8", "name": "Eight", "kind": "station"})

    def publish(messages: Sequence[Message]) -> None:
        bus.extend(one for each in messages for one in unpacked(each))

    def app(host: str) -> Any:
        return create_app(replace(platform.service(), hosts=frozenset({host}), publish=publish))

    with served(app) as host, httpx.Client(base_url=f"http://{host}", timeout=60) as client:
        made = Hub(client, platform, bus, Watcher(stores))
        change_network(stores, owner, network, version=0)
        admit_gateway(stores, owner, "s7", place=PLACE, public_key=public_key_text(public_half(KEY)))
        admit_gateway(stores, owner, "s8", place="S8", public_key=public_key_text(public_half(OTHER_KEY)))
        yield made


def test_a_message_is_handed_on_then_kept_and_acts_once_however_often_it_comes(hub: Hub):
    first = hub.hand(own(0), own(1))
    assert (first["handed"], first["kept"], first["refused"]) == (["r-0", "r-1"], [], [])
    assert [each.id for each in hub.bus] == ["r-0", "r-1"]
    assert hub.hand(own(1), asks=("r-0",))["handed"] == ["r-1"]  # not yet committed: it is handed on once more
    hub.watch()
    assert sorted(hub.hand(own(0), own(0), asks=("r-1",))["kept"]) == ["r-0", "r-1"]
    assert hub.bus == []


def test_what_nobody_signed_or_somebody_changed_is_refused_whole_and_alike(hub: Hub):
    good = sign(KEY, handover_bytes(Handover(ODA, "s7", (("r-50", to_bytes(own(50)).decode()),))))
    signed = parse_signed(good)
    changed = handover_bytes(Handover(ODA, "s7", (("r-50", to_bytes(own(50, 1.9)).decode()),)))
    tampered = print_signed(replace(signed, payload=changed))
    wrong_signature = print_signed(replace(signed, signature=bytes(64)))
    other_kid = print_signed(replace(signed, kid="A" * 43))
    other_alg = print_signed(replace(signed, alg="none"))
    strange = sign(STRANGE_KEY, signed.payload)
    others = sign(OTHER_KEY, signed.payload)
    answers = [
        hub.post(each) for each in (tampered, wrong_signature, other_kid, other_alg, strange, others, b"{}", b"")
    ]
    answers += [hub.post(good, gateway="s8"), hub.post(good, gateway="nobody"), hub.post(good, organisation="nobody")]
    assert {(each.status_code, each.json()["title"]) for each in answers} == {(403, answers[0].json()["title"])}
    assert hub.bus == []
    assert hub.post(good).status_code == 200
    hub.bus.clear()


@pytest.mark.parametrize("payload", [b"", b"not deflated", zlib.compress(b"[]"), zlib.compress(b"{}"),
                                     zlib.compress(b" " * (17 << 20)), zlib.compress(b"[" * 100_000)])  # fmt: skip
def test_what_is_signed_and_cannot_be_read_is_refused_in_words(hub: Hub, payload: bytes):
    answer = hub.post(sign(KEY, payload))
    assert (answer.status_code, "no handover" in answer.json()["what"]) == (422, True)


@pytest.mark.parametrize(
    ("message", "why"),
    [
        (own(60, source="s8", id="of-s8"), "s8"),
        (told(61, id="of-local"), "local"),
        (replace(own(62, id="of-S8"), body={**own(62).body, "place": "S8"}), "S8"),
        (own(60 * 24 * 9, id="ahead"), "clock"),
        (replace(own(63, id="kind"), kind="notes/1"), "notes/1"),
        (replace(own(64, id="body"), body={"place": PLACE, "readings": 7}), "list"),
        (replace(own(65, id="name"), body={"place": PLACE, "meters": [
            {"meter": "N\n1", "at": START.isoformat(), "total_l": 1.0}]}), "printed"),
    ],
)  # fmt: skip
def test_what_a_gateway_may_not_say_is_set_aside_with_the_reason_and_holds_nothing_up(
    hub: Hub, message: Message, why: str
):
    good = own(70 + len(why), id=f"beside-{message.id}")
    answer = hub.hand(message, good)
    assert ([each["id"] for each in answer["refused"]], answer["handed"]) == ([message.id], [good.id])
    assert why in hub.aside(message.id)
    assert [each["id"] for each in hub.hand(message)["refused"]] == [message.id]  # said again, the same
    hub.bus.clear()


def test_a_message_of_one_site_that_another_sends_again_is_set_aside_under_its_name(hub: Hub):
    answer = hub.hand(own(90), key=OTHER_KEY, gateway="s8")
    assert answer["refused"][0]["what"] == "gateway s8 sent a message of 'r-90', 'gatewayed', 's7'"
    assert hub.bus == []


def command(does: Any, **more: Any) -> Message:
    said = does(more.pop("id"), SystemClock().now(), more.pop("person", "Ama at s7"), AlarmKey("high", TANK), **more)
    at = said.at
    return Message(said.id, ALARM_COMMAND, at, at, ODA, "s7", command_to_body(said))


def test_what_people_say_at_the_site_is_in_the_book_and_what_is_said_at_the_hub_comes_down(hub: Hub):
    stores, owner = hub.platform.stores, owner_reader(ODA)
    draft = {name: value for name, value in RULE.items() if name not in ("approver", "is_enabled", "is_latched")}
    write_alarm_rule(stores, owner, draft, is_enabled=True)
    hub.hand(own(100, 1.5), own(101, 2.05), own(102, 2.05))
    hub.watch()
    through = START + timedelta(minutes=101)
    acknowledged = command(Acknowledge, id="c-1", through=through)
    assert hub.hand(acknowledged)["kept"] == ["c-1"]
    down = hub.hand(knows={"said": ""})["said"]
    assert [each["acknowledged"]["person"] for each in down["alarms"]] == ["Ama at s7"]
    assert all(each["begun"] is None for each in down["alarms"])  # what is so, each finds by itself
    assert hub.hand(knows={"said": down["mark"]})["said"] is None
    handle_alarm(stores, owner, "note", ("high", TANK), {"text": "the driver is told"})
    assert hub.hand(knows={"said": down["mark"]})["said"]["mark"] != down["mark"]
    until = SystemClock().now() + timedelta(minutes=30)
    for each, why in (
        (command(Acknowledge, id="c-2", person="owner", through=through), "spoke for"),
        (command(Acknowledge, id="c-3", person="Ama at s8", through=through), "spoke for"),
        (command(Suppress, id="c-4", kind="shelved", until=until, reason="x", second="kofi"), "vouch"),
    ):
        assert why in hub.hand(each)["refused"][0]["what"]


def test_a_gateway_is_told_its_site_when_it_changed_and_nothing_of_others(hub: Hub):
    site = hub.hand(knows={"site": ""})["site"]
    assert [each["id"] for each in site["network"]["places"]] == [PLACE]
    assert [each["id"] for each in site["network"]["tanks"]] == [TANK]
    assert hub.hand(knows={"site": site["mark"]})["site"] is None
    assert [
        each["id"] for each in hub.hand(key=OTHER_KEY, gateway="s8", knows={"site": ""})["site"]["network"]["places"]
    ] == ["S8"]


def test_it_is_seen_when_a_gateway_was_heard_of_and_how_it_fared(hub: Hub):
    hub.hand(knows={"site": ""}, tells={"waiting": 7, "given_up": None, "version": "1"})
    rows = {each["device"]: each for each in gateways_list(hub.platform.stores, owner_reader(ODA))}
    assert (rows["s7"]["waiting"], rows["s7"]["heard_at"] is not None) == (7, True)


def test_who_is_admitted_is_decided_by_admins_and_a_dismissed_one_is_believed_no_more(hub: Hub):
    stores, owner = hub.platform.stores, owner_reader(ODA)
    private = Ed25519PrivateKey.generate().private_bytes_raw()
    key = public_key_text(public_half(private))
    with pytest.raises(GatewayNotValid):
        admit_gateway(stores, owner, "s9", place="S9", public_key=key)
    with pytest.raises(PublicKeyNotValid):
        admit_gateway(stores, owner, "s9", place=PLACE, public_key="x" * 43)
    operator = Reader(owner.person, ODA, rights=frozenset(Right) - {Right.ADMINISTER})
    with pytest.raises(RightMissing):
        admit_gateway(stores, operator, "s9", place=PLACE, public_key=key)
    admit_gateway(stores, owner, "s9", place=PLACE, public_key=key)
    assert admit_gateway(stores, owner, "s9", place=PLACE, public_key=key)["device"] == "s9"
    with pytest.raises(GatewayThere):
        admit_gateway(stores, owner, "s9", place="S8", public_key=key)
    hub.hand(key=private, gateway="s9", knows={"site": ""})
    dismiss_gateway(stores, owner, "s9")
    envelope = sign(private, handover_bytes(Handover(ODA, "s9")))
    assert hub.post(envelope, gateway="s9").status_code == 403
    with pytest.raises(GatewayThere):  # a key that was taken away never comes back
        admit_gateway(stores, owner, "s9", place=PLACE, public_key=key)


def test_a_hub_without_a_bus_says_so_and_the_gateway_keeps_what_it_has(hub: Hub):
    def app(host: str) -> Any:
        return create_app(replace(hub.platform.service(), hosts=frozenset({host}), publish=None))

    with served(app) as host, httpx.Client(base_url=f"http://{host}", timeout=60) as client:
        deaf = replace(hub, client=client)
        assert deaf.post(sign(KEY, handover_bytes(Handover(ODA, "s7")))).status_code == 503


def test_what_comes_unsigned_under_a_gateways_name_is_set_aside(hub: Hub):
    unsigned = json.loads(to_bytes(own(200, id="unsigned")))
    answer = take_readings(hub.platform.stores, owner_reader(ODA), [unsigned])
    assert ([each["id"] for each in answer["refused"]], answer["taken"]) == (["unsigned"], [])
    assert "unsigned" in hub.aside("unsigned")
    own_name = {**unsigned, "id": "free", "source": "gauge-9"}
    assert take_readings(hub.platform.stores, owner_reader(ODA), [own_name])["taken"] == ["free"]
