"""A foreign MQTT broker as a client meets it: its address and options, and a connection whose faults have names.

Over TLS unless the network's entry says ``tls = off``; the password is named by an option and opened when it is needed.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, cast
from urllib.parse import quote

import aiomqtt
from aiomqtt.exceptions import MqttConnectError
from paho.mqtt.client import MQTT_CLEAN_START_FIRST_ONLY
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from petroverse.core.devices import Gauge
from petroverse.core.messages import LARGEST_MESSAGE
from petroverse.gauges.addresses import host_and_port
from petroverse.gauges.cancellation import end_if_cancelled
from petroverse.gauges.faults import GaugeSettingsRefused, GaugeSilent, QuestionRefused
from petroverse.gauges.roles import Surroundings

__all__ = ["BROKER_ADDRESS", "BROKER_OPTIONS", "Broker", "Connection", "broker_of", "connected"]

BROKER_ADDRESS: Final = "The broker's name or address and its port, such as broker.example:8883."

BROKER_OPTIONS: Final[Mapping[str, str]] = {
    "tls": "Whether the connection is encrypted: on (default) or off.",
    "authority": "Certificates in PEM to trust instead of the system's, for a broker with an authority of its own.",
    "username": "Whom to sign in as (default: nobody).",
    "password_secret": "Name of the secret that holds the password.",
    "version": "Of MQTT: 3.1.1 (default) or 5.",
    "client_id": "How the broker knows us (default: petroverse- and the gauge's id).",
}
"""What every protocol over a broker takes."""

_VERSIONS: Final = {"3.1.1": aiomqtt.ProtocolVersion.V311, "5": aiomqtt.ProtocolVersion.V5}
_MOST_WAITING: Final = 10_000
_LONGEST_PACKET: Final = 2 * LARGEST_MESSAGE
_KEPT_S: Final = 7 * 24 * 3600
_REFUSED_FROM: Final = 128
_NOT_ALLOWED: Final = frozenset({4, 5, 134, 135, 138})
"""CONNACK codes that mean: wrong password, or not allowed in (MQTT 3.1.1, table 3.1; MQTT 5, table 3.1)."""


@dataclass(frozen=True, slots=True)
class Broker:
    """Where a broker is and how it lets us in.

    Attributes:
        host: Name or address.
        port: TCP port.
        trust: What its certificate is held to; None for no encryption.
        username: Whom to sign in as; empty: nobody.
        password_secret: The name of the password in the vault; empty: none.
        version: Of MQTT.
        client_id: How it knows us.
    """

    host: str
    port: int
    trust: ssl.SSLContext | None
    username: str
    password_secret: str
    version: str
    client_id: str


def broker_of(gauge: Gauge) -> Broker:
    """The broker of a gauge's address and options.

    Raises:
        GaugeSettingsRefused: Names what cannot be.
    """
    host, port = host_and_port(gauge.address)
    of = gauge.options
    return Broker(
        host=host,
        port=port,
        trust=_trust(of.get("authority", "")) if _one_of(of, "tls", ("on", "off")) == "on" else None,
        username=of.get("username", ""),
        password_secret=of.get("password_secret", ""),
        version=_one_of(of, "version", tuple(_VERSIONS)),
        client_id=of.get("client_id") or f"petroverse-{quote(gauge.id, safe='')}",
    )


class Connection:
    """One connection to a broker; made by ``connected``."""

    def __init__(self, client: aiomqtt.Client, waiting: _Waiting) -> None:
        self._client = client
        self._waiting = waiting

    @property
    def left_out(self) -> int:
        """How many messages came faster than they were taken, and were left out; the oldest first."""
        return self._waiting.left_out

    async def subscribe(self, *filters: str) -> None:
        """Subscribes with QoS 1.

        Raises:
            QuestionRefused: The broker refuses a filter.
        """
        granted = await self._client.subscribe([(each, 1) for each in filters])
        end_if_cancelled()
        for each, code in zip(filters, granted, strict=False):
            number = _number(code)
            if number >= _REFUSED_FROM:
                what = f"the broker refuses to tell {each!r}: {number}"
                raise QuestionRefused(what, where="topic", fix="ask whoever runs the broker for the right to read it")

    async def messages(self) -> AsyncGenerator[aiomqtt.Message, None]:
        """What comes; each is acknowledged once the next is asked for, so a broker keeps what was not taken."""
        async for each in self._client.messages:
            yield each
            self._client._client.ack(each.mid, each.qos)

    async def close(self) -> None:
        """Ends the connection; whoever waits for messages is told that it broke."""
        with contextlib.suppress(aiomqtt.MqttError):
            await self._client.__aexit__(None, None, None)

    def break_off(self) -> None:
        """Goes without a word, so that the broker tells our will."""
        self._client._client._sock_close()

    async def publish(self, topic: str, payload: bytes, *, qos: int = 0, is_retained: bool = False) -> None:
        """Publishes; with QoS 1 it returns when the broker has it."""
        await self._client.publish(topic, payload, qos=qos, retain=is_retained)
        end_if_cancelled()


@asynccontextmanager
async def connected(
    broker: Broker, around: Surroundings, *, is_kept: bool, will: aiomqtt.Will | None = None, client_id: str = ""
) -> AsyncGenerator[Connection, None]:
    """A connection, closed at the end whatever happens.

    Args:
        broker: Where.
        around: Opens the password; its time limit holds for each answer.
        is_kept: Whether the broker is to keep what comes with QoS 1 while we are away.
        will: What the broker says when we are gone without a word.
        client_id: Instead of the broker's, for a second connection beside a first.

    Raises:
        GaugeSilent: No connection, or it broke.
        QuestionRefused: The broker does not let us in.
    """
    waiting = _Waiting(_MOST_WAITING)
    client = _client(broker, around, waiting, (is_kept, will, client_id or broker.client_id))
    where = f"{broker.host}:{broker.port}"
    client._client.manual_ack_set(on=True)  # paho's own; aiomqtt has no name for it
    try:
        await _enter(client, where)
        end_if_cancelled()
        yield Connection(client, waiting)
    except aiomqtt.MqttError as fault:
        why = fault.__cause__ or fault
        raise GaugeSilent(f"no connection to the broker: {why}", where=where, fix="see that it runs there") from fault
    finally:
        with contextlib.suppress(aiomqtt.MqttError):
            await client.__aexit__(None, None, None)
        client._client._sock_close()  # what a broker without manners left half open
        if client._disconnected.done() and not client._disconnected.cancelled():
            client._disconnected.exception()  # looked at, so that nothing is said of it once more


async def _enter(client: aiomqtt.Client, where: str) -> None:
    try:
        await client.__aenter__()
    except MqttConnectError as fault:
        if _number(fault.rc) not in _NOT_ALLOWED:
            raise
        fix = "set user name and password again, or ask whoever runs the broker"
        raise QuestionRefused(f"the broker does not let us in: {fault}", where=where, fix=fix) from fault
    except ValueError as fault:
        raise QuestionRefused(f"no broker can be there: {fault}", where=where, fix="mend the address") from fault


class _Waiting(asyncio.Queue[aiomqtt.Message]):
    """Messages that nobody took yet; where there are too many, the oldest goes and is counted."""

    left_out = 0

    def put_nowait(self, item: aiomqtt.Message) -> None:
        if self.full():
            self.get_nowait()
            self.left_out += 1
        super().put_nowait(item)


def _client(
    broker: Broker, around: Surroundings, waiting: _Waiting, session: tuple[bool, aiomqtt.Will | None, str]
) -> aiomqtt.Client:
    is_kept, will, client_id = session
    is_5 = broker.version == "5"
    limits = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]  # paho's
    limits.MaximumPacketSize = _LONGEST_PACKET
    limits.SessionExpiryInterval = _KEPT_S if is_kept else 0
    return aiomqtt.Client(
        broker.host,
        broker.port,
        username=broker.username or None,
        password=around.secret_of(broker.password_secret) if broker.password_secret else None,
        identifier=client_id,
        protocol=_VERSIONS[broker.version],
        clean_session=None if is_5 else not is_kept,
        clean_start=not is_kept if is_5 else MQTT_CLEAN_START_FIRST_ONLY,
        properties=limits if is_5 else None,
        tls_context=broker.trust,
        timeout=around.timeout_s,
        keepalive=max(5, int(around.timeout_s)),
        queue_type=cast("type[asyncio.Queue[aiomqtt.Message]]", lambda maxsize: waiting),  # noqa: ARG005
        will=will,
    )


def _trust(authority: str) -> ssl.SSLContext:
    try:
        trust = ssl.create_default_context(cadata=authority or None)
    except (ssl.SSLError, ValueError) as fault:
        fix = "give certificates in PEM, from BEGIN CERTIFICATE on"
        raise GaugeSettingsRefused(f"no certificates: {fault}", where="authority", fix=fix) from fault
    trust.sslsocket_class = _ClosedWhenRefused
    return trust


class _ClosedWhenRefused(ssl.SSLSocket):
    """Closed when the handshake fails, which paho forgets."""

    def do_handshake(self, block: bool = False) -> None:
        try:
            super().do_handshake(block)
        except OSError:
            self.close()
            raise


def _one_of(options: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = options.get(name, allowed[0])
    if value not in allowed:
        raise GaugeSettingsRefused(f"{value!r} cannot be", where=name, fix=f"one of {', '.join(allowed)}")
    return value


def _number(code: object) -> int:
    return code if isinstance(code, int) else int(getattr(code, "value", 0))
