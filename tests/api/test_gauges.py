"""Looking at a gauge over real HTTP and saving it: a real console answers, and nobody is led where gauges cannot be."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from gauge_peers import world
from gauge_peers.standing import standing_console
from petroverse.app import Platform
from petroverse.core.grants import OrganisationId
from petroverse.workflows import Organisation, add_organisation, owner_reader

SECRET = "OPEN-7"
SHAPE = {"kind": "horizontal_cylinder", "diameter_m": 2.5, "length_m": 6.0}
TANK = {"place": "S7", "product": "gasoil", "strapping": SHAPE, "capacity_l": 29_000, "safe_fill_l": 27_500}


@pytest.fixture(scope="module")
def console() -> Iterator[str]:
    """Where a console with a security code answers."""
    with standing_console(SECRET) as address:
        yield address


@pytest.fixture
def client(owner: httpx.Client, platform: Platform, request: pytest.FixtureRequest) -> httpx.Client:
    """The owner, acting in an organisation of the test's own."""
    name = OrganisationId(f"gauges-{abs(hash(request.node.name)) % 10**9}")
    add_organisation(platform.stores, owner_reader(), Organisation(name, "Gauges"))
    assert owner.post("/api/session/organisation", json={"organisation": name}).is_success
    return owner


def look(client: httpx.Client, address: str, **more: object) -> httpx.Response:
    options = {"units": "us", "security": "console-code"}
    asked = {"protocol": "veeder_root", "address": address, "options": options, "secret": SECRET, **more}
    return client.post("/api/gauges/look", json=asked)


def test_a_look_tells_the_tanks_of_a_console_and_how_they_stand(client, console):
    found = look(client, console)
    assert found.status_code == 200, found.text
    shown = world()().tanks
    told = found.json()
    assert told["make"] == "Veeder-Root TLS"
    assert [each["name"] for each in told["tanks"]] == [each.name for each in shown]
    for tank, stands in zip(told["tanks"], shown, strict=True):
        assert tank["level_m"] == pytest.approx(stands.level_m, abs=1e-4)
        assert tank["volume_l"] == pytest.approx(stands.volume_l, abs=1)


def test_a_wrong_code_or_a_silent_address_is_told_as_what_somebody_can_mend(client, console):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = f"127.0.0.1:{taken.getsockname()[1]}"
    refused = look(client, nobody)
    assert (refused.status_code, refused.json()["where"]) == (422, nobody)
    assert "does not answer" in refused.json()["what"]
    bare = look(client, console, secret="")
    assert (bare.status_code, bare.json()["where"]) == (422, "secret")
    assert look(client, console, options={"units": "furlongs"}).status_code == 422
    assert look(client, console, protocol="telepathy").status_code == 404


@pytest.mark.parametrize(
    "place",
    [
        "169.254.169.254:80",
        "[::ffff:169.254.169.254]:80",
        "[64:ff9b::a9fe:a9fe]:80",
        "[fd00:ec2::254]:80",
        "100.100.100.200:80",
        "[fe80::1]:502",
        "224.0.0.1:502",
        "0.0.0.0:502",
        "[::]:502",
    ],
)
def test_nobody_is_led_to_where_no_gauge_can_be(client, place):
    refused = look(client, place)
    assert (refused.status_code, refused.json()["where"]) == (403, "address"), refused.text


@pytest.mark.parametrize("place", ["/dev/ttyUSB0", "10.0.0.7", "10.0.0.7:", ":502", "opc.tcp://10.0.0.7", "a b"])
def test_what_is_no_address_on_a_network_is_said_to_be_none(client, place):
    refused = look(client, place)
    assert (refused.status_code, refused.json()["where"]) == (422, "address"), refused.text


def test_every_protocol_says_what_it_asks_for(client):
    told = {each["protocol"]: each for each in client.get("/api/gauges/protocols").json()["protocols"]}
    assert set(told) == {"veeder_root", "modbus", "mqtt", "opcua", "sparkplug"}
    assert "units" in {each["name"] for each in told["veeder_root"]["options"]}
    assert all(each["address"] for each in told.values())


def test_a_gauge_is_saved_with_what_is_new_and_all_else_stays(client):
    station = {"id": "S7", "name": "Seventh", "kind": "station"}
    gauge = {"id": "S7-console", "place": "S7", "protocol": "veeder_root", "address": "10.0.0.7:10001"}
    first = {"gauge": {**gauge, "tanks": {"1": "S7/1"}}, "places": [station], "tanks": [{"id": "S7/1", **TANK}]}
    assert client.post("/api/gauges", json=first).status_code == 201
    more = {"gauge": {**gauge, "tanks": {"1": "S7/1", "2": "S7/2"}}, "tanks": [{"id": "S7/2", **TANK}]}
    saved = client.post("/api/gauges", json=more)
    assert saved.status_code == 201, saved.text
    assert {(each["kind"], each["what"]) for each in saved.json()["changes"]} == {
        ("tanks", "added"),
        ("gauges", "changed"),
    }
    network = client.get("/api/network").json()["network"]
    assert {each["id"] for each in network["tanks"]} == {"S7/1", "S7/2"}
    assert [each["tanks"] for each in network["gauges"] if each["id"] == "S7-console"] == [{"1": "S7/1", "2": "S7/2"}]
    again = client.post("/api/gauges", json=more)
    assert again.status_code == 422
    assert "met twice" in again.json()["what"]
