"""OPC UA: a server's nodes, subscribed to by a map, with the times and the status codes of their source.

    gauge = Gauge(id, place, "opcua", "opc.tcp://10.0.0.7:4840", tanks={"1": tank}, options={"map": MAP})

``nodes`` explains the map. It needs the extra ``petroverse[opcua]``. A server is spoken with as nobody and without
encryption: one that asks for a certificate or a password refuses us.
"""

from typing import Final

from petroverse.core.devices import Gauge
from petroverse.gauges.opcua.device import OpcuaDevice, device_map
from petroverse.gauges.opcua.driver import OPTIONS, OpcuaGauge
from petroverse.gauges.opcua.nodes import OpcuaMap, read_opcua_map
from petroverse.gauges.roles import Surroundings

__all__ = ["ADDRESS", "OPTIONS", "OpcuaDevice", "OpcuaGauge", "OpcuaMap", "device_map", "open_link", "read_opcua_map"]

ADDRESS: Final = "The server's endpoint, such as opc.tcp://10.0.0.7:4840/path."


def open_link(gauge: Gauge, around: Surroundings) -> OpcuaGauge:
    """A link that is not yet connected.

    Raises:
        GaugeSettingsRefused: Its address, an option or its map cannot be.
    """
    return OpcuaGauge(gauge, around)
