"""An edge node behind a broker that we did not write; the hostile peer stands in the broker's place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gauge_brokers import BROKERS
from gauge_peers.mqtt import TANKS, BrokerPeer
from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.places import PlaceId
from petroverse.gauges import Standing, Surroundings, World
from petroverse.gauges.sparkplug import DEVICE_MAP, SparkplugDevice
from petroverse.gauges.sparkplug.payloads import parsed

OPTIONS = {"map": DEVICE_MAP, "tls": "off", "group": "depots", "node": "tema"}


class EdgeNodePeer(BrokerPeer):
    """A broker, and an edge node that is born there."""

    def told_to_change(self) -> list[str]:
        commands = [(topic, parsed(payload)) for topic, payload in self._published if "CMD/" in topic]
        names = [each.name for topic, payload in commands for each in payload.metrics]
        return [each for each in names if each != "Node Control/Rebirth"]

    async def _serve(self, world: World, gauge: Gauge) -> Standing:
        return await SparkplugDevice(world, gauge, Surroundings(timeout_s=3.0)).serve(0.03)

    def _gauge(self, address: str) -> Gauge:
        return Gauge(GaugeId("g7"), PlaceId("S7"), "sparkplug", address, TANKS, options=OPTIONS)


PEERS: dict[str, Callable[[Path], BrokerPeer]] = {
    f"sparkplug {kind}": lambda folder, kind=kind: EdgeNodePeer(kind, folder) for kind in BROKERS
}
