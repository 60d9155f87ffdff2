"""The embedded server: private, apart from every other, with a narrow door for devices."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import socket
import stat
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

import aiomqtt
import pytest

from bus_worlds import KEY, ODA, TEMA, NatsWorld, drained, mqtt, numbers, taken, told
from petroverse.app.home import Home
from petroverse.app.settings import Settings
from petroverse.app.tls import certificate_of, trusting
from petroverse.bus import (
    BusAddress,
    BusDevice,
    BusFull,
    BusNotAnswering,
    BusUnreachable,
    DeviceRefused,
    NatsBus,
    ServerSettings,
    open_server,
    running_address,
)
from petroverse.core.messages import to_bytes

DEVICE, OTHER = BusDevice(ODA, "gauge 7"), BusDevice(TEMA, "gauge-8")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[NatsWorld]:
    made = NatsWorld(tmp_path / "bus")
    yield made
    made.close()


def test_it_starts_within_two_seconds_and_stops_for_good(tmp_path: Path):
    settings = ServerSettings(tmp_path / "bus", KEY)
    began = time.monotonic()
    server = open_server(settings)
    assert time.monotonic() - began < 2
    assert server.started_here
    assert running_address(settings) == server.address()
    server.stop()
    server.stop()
    assert running_address(settings) is None
    assert open_again(settings) == server.ports, "it has its ports again"


def test_who_has_stopped_it_does_not_start_it_again(tmp_path: Path):
    settings = ServerSettings(tmp_path / "bus", KEY)
    server = open_server(settings)
    server.stop()
    assert not server.revive()
    assert running_address(settings) is None


def open_again(settings: ServerSettings):
    with open_server(settings) as server:
        return server.ports


def test_two_of_one_machine_are_two(world: NatsWorld, tmp_path: Path):
    with open_server(ServerSettings(tmp_path / "other", b"another key".ljust(32))) as other:
        assert len({*vars_of(world.server.ports), *vars_of(other.ports)}) == 4
        theirs = BusAddress(other.address().urls, "platform", world.server.address().password)

        async def story():
            with pytest.raises(BusUnreachable, match="Authorization"):
                await NatsBus(lambda: theirs).waiting()

        asyncio.run(story())


def test_a_copy_of_its_folder_is_another(world: NatsWorld, tmp_path: Path):
    shutil.copytree(tmp_path / "bus", tmp_path / "copy", ignore=shutil.ignore_patterns("alive", "server.pid"))
    with open_server(ServerSettings(tmp_path / "copy", KEY)) as other:
        assert other.started_here
        assert other.ports != world.server.ports


def vars_of(ports) -> tuple[int, int]:
    return ports.platform, ports.mqtt


def test_one_whose_port_was_taken_meanwhile_moves_and_its_users_follow(tmp_path: Path):
    async def story():
        bus = NatsBus(server.address)
        await bus.publish(told(1))
        os.kill(int((tmp_path / "bus" / "server.pid").read_text()), signal.SIGKILL)
        with closing(await taker_of(before.platform)):
            assert await asyncio.to_thread(server.revive)
            assert server.ports.platform != before.platform
            await bus.publish(told(2))
            assert numbers(await drained(await bus.consumer("watch"))) == [1, 2]
        await bus.close()

    with open_server(ServerSettings(tmp_path / "bus", KEY)) as server:
        before = server.ports
        asyncio.run(story())


async def taker_of(port: int) -> socket.socket:
    """Another program that takes a port as soon as it is free."""
    while True:
        with suppress(OSError):
            return socket.create_server(("127.0.0.1", port))
        await asyncio.sleep(0.01)


def test_a_port_for_devices_that_another_program_has_is_told_in_the_servers_own_words(tmp_path: Path):
    with closing(socket.create_server(("127.0.0.1", 0))) as taken_port:
        settings = ServerSettings(tmp_path / "bus", KEY, mqtt_port=taken_port.getsockname()[1])
        with pytest.raises(BusNotAnswering, match="address already in use"):
            open_server(settings)
    assert running_address(settings) is None


def test_nothing_of_it_is_open_to_other_accounts_and_no_secret_is_in_its_words_or_logs(
    world: NatsWorld, tmp_path: Path
):
    folder = tmp_path / "bus"
    world.server.admit([DEVICE])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "server.conf").stat().st_mode) == 0o600
    pid = (folder / "server.pid").read_text()
    said = Path(f"/proc/{pid}/cmdline").read_bytes() + Path(f"/proc/{pid}/environ").read_bytes()
    said += (folder / "log.txt").read_bytes() + (folder / "said.txt").read_bytes()
    address, login = world.server.address(), world.server.login_of(DEVICE)
    for secret in (address.password, login.password, KEY.decode()):
        assert secret.encode() not in said
        assert secret not in f"{address!r} {login!r} {world.server._settings!r}"


def test_it_syncs_before_it_acknowledges(world: NatsWorld, tmp_path: Path):
    told_to_it = json.loads((tmp_path / "bus" / "server.conf").read_text())
    assert told_to_it["jetstream"]["sync_interval"] == "always"
    assert told_to_it["host"] == told_to_it["mqtt"]["host"] == "127.0.0.1"


def test_a_device_publishes_to_its_own_topic_and_to_no_other(world: NatsWorld):
    world.server.admit([DEVICE, OTHER])

    async def story():
        bus = world.bus()
        async with mqtt(world.server, DEVICE) as client:
            for topic in ("readings/tema/gauge-8", "readings/oda", "pv/readings/oda/S7", "$MQTT/msgs/readings/oda/x"):
                await client.publish(topic, to_bytes(told(1, source="gauge-8", organisation=TEMA)), qos=1)
            await client.publish("readings/oda/gauge%207", to_bytes(told(2, source="gauge 7")), qos=1)
        assert await bus.carry_devices() == 1
        assert numbers(await drained(await bus.consumer("watch"))) == [2]
        assert await bus.poison() == ()
        await bus.close()

    asyncio.run(story())


def test_a_device_hears_nothing_and_has_no_way_in_but_mqtt(world: NatsWorld):
    world.server.admit([DEVICE])
    login = world.server.login_of(DEVICE)

    async def story():
        async with mqtt(world.server, DEVICE) as client:
            for topic in ("readings/#", "#", "$JS/#"):
                with pytest.raises(aiomqtt.MqttError):
                    await refused(client, topic)
        by_the_wrong_door = BusAddress(world.server.address().urls, login.user, login.password)
        with pytest.raises(BusUnreachable, match="Authorization"):
            await NatsBus(lambda: by_the_wrong_door).waiting()

    async def refused(client, topic):
        (granted,) = await client.subscribe(topic, qos=1)
        if int(getattr(granted, "value", granted)) >= 0x80:
            raise aiomqtt.MqttError("refused")

    asyncio.run(story())


def test_a_device_that_is_not_listed_any_more_is_shut_out_at_once(world: NatsWorld, tmp_path: Path):
    world.server.admit([DEVICE, OTHER])

    async def story():
        async with mqtt(world.server, OTHER):
            pass
        world.server.admit([DEVICE])
        with pytest.raises(aiomqtt.MqttError):
            async with mqtt(world.server, OTHER):
                pass
        async with mqtt(world.server, DEVICE):
            pass

    asyncio.run(story())
    assert world.server.devices == (DEVICE,)


def test_a_raised_turn_is_a_new_password(world: NatsWorld):
    newer = replace(DEVICE, turn=2)
    world.server.admit([newer])

    async def story():
        with pytest.raises(aiomqtt.MqttError):
            async with mqtt(world.server, DEVICE):
                pass
        async with mqtt(world.server, newer):
            pass

    asyncio.run(story())


def test_who_may_publish_is_known_again_after_a_restart(tmp_path: Path):
    settings = ServerSettings(tmp_path / "bus", KEY)
    with open_server(settings) as server:
        server.admit([DEVICE])

    async def story():
        async with mqtt(server, DEVICE) as client:
            await client.publish("readings/oda/gauge%207", to_bytes(told(1, source="gauge 7")), qos=1)

    with open_server(settings) as server:
        assert server.devices == (DEVICE,)
        asyncio.run(story())


def test_a_device_that_is_listed_twice_is_refused_and_nothing_changes(world: NatsWorld):
    world.server.admit([DEVICE])
    with pytest.raises(DeviceRefused):
        world.server.admit([OTHER, replace(OTHER, turn=2)])
    assert world.server.devices == (DEVICE,)


def test_devices_meet_the_platforms_certificate_and_a_renewed_one_without_a_restart(tmp_path: Path):
    home = Home(tmp_path / "home")
    asked = Settings(home=home.folder, tls="local")
    files = certificate_of(asked, home)
    settings = ServerSettings(tmp_path / "bus", KEY, certificate=(files.chain, files.key))

    async def met() -> None:
        async with mqtt(server, DEVICE, tls_context=trusting(home)):
            pass

    def serial() -> str:
        with (
            socket.create_connection(("127.0.0.1", server.ports.mqtt)) as plain,
            trusting(home).wrap_socket(plain, server_hostname="localhost") as link,
        ):
            return link.getpeercert()["serialNumber"]

    with open_server(settings) as server:
        server.admit([DEVICE])
        asyncio.run(met())
        before = serial()
        files.chain.unlink()
        certificate_of(asked, home)
        assert not server.revive(), "it goes on as it is"
        assert serial() != before


def test_a_full_bus_throws_nothing_away_that_a_group_has_not_acknowledged(world: NatsWorld):
    async def story():
        bus = world.bus()
        consumer = await bus.consumer("watch")
        link = await bus._links.current()
        await link.streams.update_stream((await link.streams.stream_info("PV")).config.evolve(max_bytes=200_000))
        sent = await filled(bus)
        got = numbers(await taken(consumer, sent))
        assert got == list(range(sent)), "every message that was acknowledged"
        await bus.publish(told(100_000))
        assert numbers(await drained(consumer))[-1] == 100_000
        await bus.close()

    asyncio.run(story())


async def filled(bus: NatsBus) -> int:
    """Publishes until there is no more room, and gives how many were acknowledged."""
    sent = 0
    while True:
        try:
            await bus.publish(*(told(sent + each, place="x" * 900) for each in range(20)))
        except BusFull:
            return sent
        sent += 20
