"""MQTT: a foreign broker, and the JSON that devices publish there, read as a map says.

    gauge = Gauge(id, place, "mqtt", "broker.example:8883", tanks={"7": tank}, options={"map": '''
    [[topics]]
    filter = "depots/tema/{tank}/state"
    time = { at = "/at" }
    [topics.measures]
    level = { at = "/level", unit = "mm" }
    '''})

``docs/how-to/connect-an-mqtt-gauge.md`` explains the map. A device of our own needs none: it publishes whole messages
(``core.messages``) under its own topic of the platform's own listener, and ``bus`` takes them in.
"""

from typing import Final

from petroverse.core.devices import Gauge
from petroverse.gauges.mqtt.broker import BROKER_ADDRESS, BROKER_OPTIONS, Broker, Connection, broker_of, connected
from petroverse.gauges.mqtt.device import DEVICE_MAP, MqttDevice
from petroverse.gauges.mqtt.driver import OPTIONS, MqttGauge
from petroverse.gauges.mqtt.payloads import MqttMap, read_mqtt_map, read_payload
from petroverse.gauges.roles import Surroundings

__all__ = [
    "ADDRESS",
    "BROKER_ADDRESS",
    "BROKER_OPTIONS",
    "DEVICE_MAP",
    "OPTIONS",
    "Broker",
    "Connection",
    "MqttDevice",
    "MqttGauge",
    "MqttMap",
    "broker_of",
    "connected",
    "open_link",
    "read_mqtt_map",
    "read_payload",
]

ADDRESS: Final = BROKER_ADDRESS


def open_link(gauge: Gauge, around: Surroundings) -> MqttGauge:
    """A link that is not yet connected.

    Raises:
        GaugeSettingsRefused: Its address, an option or its map cannot be.
    """
    return MqttGauge(gauge, around)
