"""Sparkplug B 3.0: one edge node behind an MQTT broker, its births, its data by alias, its deaths.

    gauge = Gauge(id, place, "sparkplug", "broker.example:8883", tanks={"1": tank}, options={
        "group": "depots", "node": "tema", "map": MAP,
    })

A gap in the order of its messages is answered by asking for a rebirth, the one thing that is ever published: it sets
nothing. ``docs/how-to/connect-an-mqtt-gauge.md`` explains the map.
"""

from typing import Final

from petroverse.core.devices import Gauge
from petroverse.gauges.mqtt import BROKER_ADDRESS
from petroverse.gauges.roles import Surroundings
from petroverse.gauges.sparkplug.device import DEVICE_MAP, SparkplugDevice
from petroverse.gauges.sparkplug.driver import OPTIONS, SparkplugGauge
from petroverse.gauges.sparkplug.tanks import SparkplugMap, read_sparkplug_map

__all__ = [
    "ADDRESS",
    "DEVICE_MAP",
    "OPTIONS",
    "SparkplugDevice",
    "SparkplugGauge",
    "SparkplugMap",
    "open_link",
    "read_sparkplug_map",
]

ADDRESS: Final = BROKER_ADDRESS


def open_link(gauge: Gauge, around: Surroundings) -> SparkplugGauge:
    """A link that is not yet connected.

    Raises:
        GaugeSettingsRefused: Its address, an option or its map cannot be.
    """
    return SparkplugGauge(gauge, around)
