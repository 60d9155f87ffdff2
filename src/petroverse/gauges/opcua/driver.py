"""Subscribes to the nodes of an OPC UA server that a map names; reads, and writes nothing."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Mapping
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from asyncua import ua
from asyncua.client.client import Client
from asyncua.client.ua_client import UASocketProtocol
from asyncua.common.subscription import DataChangeNotif
from asyncua.ua.uaerrors import UaError

from petroverse.core.devices import Gauge
from petroverse.core.readings import Reading, SiteReadings
from petroverse.gauges.addresses import host_and_port
from petroverse.gauges.cancellation import end_if_cancelled
from petroverse.gauges.faults import FrameNotValid, GaugeSettingsRefused, GaugeSilent, QuestionRefused
from petroverse.gauges.naming import as_found, at_site
from petroverse.gauges.opcua.nodes import NodeValue, Tanks, read_opcua_map
from petroverse.gauges.roles import Found, Surroundings

__all__ = ["OPTIONS", "OpcuaGauge"]

OPTIONS: Final[Mapping[str, str]] = {
    "map": "Which nodes tell of which tank, as TOML.",
    "every_ms": "How often the server tells what changed, milliseconds (default: 1000).",
}

_SCHEME: Final = "opc.tcp://"
_MOST_WAITING: Final = 10_000
_KEPT_SAMPLES: Final = 100
_LONGEST_ANSWER: Final = 2 * 1024 * 1024
_AS_PUBLISHED: Final = ua.Double(-1)
_LONGEST_EVERY_MS: Final = 3_600_000

logging.getLogger("asyncua").setLevel(logging.CRITICAL)  # what it logs of a lost connection is told as a fault


class OpcuaGauge:
    """A server that tells what changes; a ``SubscribedGauge``. It is spoken with as nobody, without encryption.

    Args:
        gauge: As the network has it.
        around: Clock and time limit.

    Raises:
        GaugeSettingsRefused: Its address, an option or its map cannot be.
    """

    def __init__(self, gauge: Gauge, around: Surroundings) -> None:
        if not gauge.address.startswith(_SCHEME):
            what = f"{gauge.address!r:.80} is no address of a server"
            raise GaugeSettingsRefused(what, where="address", fix=f"write it as {_SCHEME}10.0.0.7:4840/path")
        host_and_port(gauge.address.removeprefix(_SCHEME).partition("/")[0])
        self._gauge = gauge
        self._around = around
        self._map = read_opcua_map(gauge.options.get("map", ""))
        self._every_ms = _milliseconds(gauge.options.get("every_ms", "1000"))
        self._waiting: _Waiting | None = None
        self._is_closed = False

    async def readings(self) -> AsyncGenerator[SiteReadings | FrameNotValid, None]:
        """What comes; see ``SubscribedGauge``."""
        self._is_closed = False
        async with aclosing(self._heard()) as heard:
            async for readings, faults in heard:
                for fault in faults:
                    yield fault
                if (site := at_site(self._gauge, readings)).readings:
                    yield site

    async def discover(self) -> Found:
        """Looks at the nodes of the map; see ``SubscribedGauge``.

        Raises:
            FrameNotValid: No tank could be read.
        """
        self._is_closed = False
        async with aclosing(self._heard()) as heard:
            async for readings, faults in heard:
                if faults and not readings:
                    raise faults[0]
                return Found("OPC UA", tanks=as_found(readings))
        raise self._silent("it was closed")

    async def close(self) -> None:
        """Ends the connection; see ``SubscribedGauge``."""
        self._is_closed = True
        if self._waiting:
            self._waiting.end(None)

    async def _heard(self) -> AsyncGenerator[tuple[list[Reading], list[FrameNotValid]], None]:
        waiting = self._waiting = _Waiting(self._around)
        async with self._connected(waiting) as client:
            tanks = Tanks(self._map)
            faults = await self._subscribe(client, waiting)
            end_if_cancelled()
            while (values := await waiting.taken()) is not None:
                readings, wrong = tanks.take(values)
                yield readings, faults + wrong
                faults = []
            if waiting.fault and not self._is_closed:
                raise self._silent(waiting.fault)

    @asynccontextmanager
    async def _connected(self, waiting: _Waiting) -> AsyncGenerator[Client, None]:
        limit_s = self._around.timeout_s
        client = Client(self._gauge.address, timeout=limit_s, watchdog_intervall=limit_s / 2)
        make = client.uaclient._make_protocol

        async def lost(fault: Exception) -> None:
            waiting.end(f"the connection broke: {fault!r:.200}")

        client.connection_lost_callback = lost
        client.uaclient._make_protocol = lambda: _bounded(make())  # type: ignore[method-assign]
        try:
            async with asyncio.timeout(limit_s):
                await client.connect()
            end_if_cancelled()
            yield client
        except UaError as fault:
            what = f"the server refuses: {str(fault)[:200]}"
            raise QuestionRefused(what, where=self._gauge.address, fix="see its settings") from fault
        except (OSError, TimeoutError) as fault:
            raise self._silent(f"{fault!r:.200}") from fault
        finally:
            await self._disconnect(client)

    async def _disconnect(self, client: Client) -> None:
        with suppress(Exception):  # a connection that is gone cannot be ended well
            async with asyncio.timeout(self._around.timeout_s):
                await client.disconnect()
        going = client.uaclient.session._publish_task  # asyncua's own, which it forgets when the connection is gone
        if going and not going.done():
            going.cancel()
            await asyncio.wait({going})

    async def _subscribe(self, client: Client, waiting: _Waiting) -> list[FrameNotValid]:
        """Subscribes to every node; gives a fault for each that the server does not have, which counts as bad."""
        nodes = [client.get_node(await self._node_id(client, each)) for each in self._map.nodes]
        waiting.names = dict(zip((each.nodeid for each in nodes), self._map.nodes, strict=True))
        subscription = await client.create_subscription(self._every_ms, waiting)
        granted = await subscription.subscribe_data_change(
            nodes, queuesize=_KEPT_SAMPLES, sampling_interval=_AS_PUBLISHED
        )
        refused = {
            name: code
            for name, code in zip(self._map.nodes, granted if isinstance(granted, list) else [granted], strict=True)
            if not isinstance(code, int)
        }
        if len(refused) == len(nodes):
            what = f"the server has none of the nodes: {next(iter(refused.values())).name}"
            raise QuestionRefused(what, where=self._gauge.address, fix="see the map")
        now = self._around.clock.now()
        for each in refused:
            waiting.put(NodeValue(each, now, None, is_good=False))
        return [
            FrameNotValid(f"the server does not tell it: {code.name}", where=name, fix="see the map")
            for name, code in refused.items()
        ]

    async def _node_id(self, client: Client, node: str) -> str:
        if not node.startswith("nsu="):
            return node
        uri, _, rest = node.removeprefix("nsu=").partition(";")
        try:
            return f"ns={await client.get_namespace_index(uri)};{rest}"
        except ValueError as fault:
            what = f"the server has no namespace {uri!r}"
            raise QuestionRefused(what, where=self._gauge.address, fix="see the map") from fault

    def _silent(self, why: str) -> GaugeSilent:
        return GaugeSilent(f"no connection to the server: {why}", where=self._gauge.address, fix="see that it runs")


@dataclass(slots=True)
class _Waiting:
    """Values that nobody took yet, as asyncua gives them; where there are too many, the oldest go."""

    around: Surroundings
    names: dict[ua.NodeId, str] = field(default_factory=dict)
    fault: str | None = None
    is_over: bool = False
    _values: list[NodeValue] = field(default_factory=list)
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    async def taken(self) -> list[NodeValue] | None:
        """What came since the last time, waiting until something does; None at the end."""
        await self._came.wait()
        await asyncio.sleep(0)  # the rest of the same message
        self._came.clear()
        values, self._values = self._values, []
        if self.is_over:
            self._came.set()
            return None
        return values

    def put(self, value: NodeValue) -> None:
        self._values.append(value)
        del self._values[:-_MOST_WAITING]
        self._came.set()

    def end(self, fault: str | None) -> None:
        self.is_over, self.fault = True, fault
        self._came.set()

    def datachange_notification(self, node: Any, val: Any, data: DataChangeNotif) -> None:  # noqa: ANN401
        """A value came; asyncua's name for it."""
        told = data.monitored_item.Value
        stamp = told.SourceTimestamp or told.ServerTimestamp
        at = _zoned(stamp) if stamp else self.around.clock.now()
        status = told.StatusCode
        self.put(NodeValue(self.names[node.nodeid], at, val, status is None or status.is_good()))

    def status_change_notification(self, status: ua.StatusChangeNotification) -> None:
        """The subscription ended; asyncua's name for it."""
        self.end(f"the subscription ended: {status.Status}")


def _bounded(protocol: UASocketProtocol) -> UASocketProtocol:
    """Ends a connection on which a message announces more than any server has to tell, which asyncua would wait for."""
    receive = protocol.data_received

    def data_received(came: bytes) -> None:
        receive(came)
        if protocol.receive_buffer and len(protocol.receive_buffer) > _LONGEST_ANSWER:
            protocol.disconnect_socket()

    protocol.data_received = data_received  # type: ignore[method-assign, assignment]
    return protocol


def _zoned(stamp: datetime) -> datetime:
    return stamp.replace(tzinfo=UTC) if stamp.tzinfo is None else stamp.astimezone(UTC)


def _milliseconds(text: str) -> float:
    if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= _LONGEST_EVERY_MS):
        fix = f"give whole milliseconds, 1 to {_LONGEST_EVERY_MS}"
        raise GaugeSettingsRefused(f"option every_ms is {text!r:.40}", where="every_ms", fix=fix)
    return float(text)
