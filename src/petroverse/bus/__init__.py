"""The bus: messages in motion, stored before anybody is told that they are, and given to every group that wants them.

    with open_server(ServerSettings(home / "bus", secret)) as server:
        bus = NatsBus(server.address)
        await bus.publish(Message(…), Message(…))                       # on the disk when it returns
        watch = await bus.consumer("watch", subjects("readings"))       # a durable group; its members share
        for each in await watch.fetch(100):
            …                                                           # remember each.message.id with the effect
            await watch.acknowledge(each)                               # after the commit

One stream holds every message; it is *promised*: a message is synced to the disk before it is acknowledged. It is a
queue and not the truth, and no part of a backup: what matters is what consumers commit. Delivery is at least once, and
what was acknowledged just before a kill may come again; so a consumer remembers the id of each message, which is its
organisation's own, in the transaction of its effect. Messages travel under ``pv.<kind>.<organisation>.<place or
source>`` (see ``subjects``); each subject keeps its order for a group of one member, but for messages that are handed
out again. Bytes that are no message are set aside with the reason (``poison``) and hold nobody up.

Devices come in by MQTT 3.1.1 with a password each (``BusServer.admit``, ``login_of``). A device may publish to
``readings/<organisation>/<device>`` and do nothing else; its message must name that organisation and, as its source,
that device. With QoS 1 it is on the disk when the device hears of it, and ``carry_devices``, which somebody has to call
over and over, takes it into the stream; with QoS 0 nothing is promised. MQTT 3.1.1 has no word for a refusal: what a
device publishes elsewhere is acknowledged and dropped, and only the server's log tells.

``KafkaBridge`` carries messages to Kafka and from it, for users who run that.

``MemoryBus`` keeps the same promises without a disk. With ``bus_url`` the bus is a NATS of one's own (2.11 or later,
``sync_interval: always`` or three replicas); it has its own listener for devices then, or none.
"""

from petroverse.bus.bus import DUPLICATES, KEPT, Bus, Consumer, Delivery, Poison, Waiting
from petroverse.bus.devices import BusDevice, DeviceLogin
from petroverse.bus.faults import (
    BusBusy,
    BusFull,
    BusHomeUnwritable,
    BusNotAnswering,
    BusProgramMissing,
    BusUnreachable,
    DeviceRefused,
    GroupRefused,
    KafkaMissing,
    KafkaUnreachable,
    SubjectRefused,
)
from petroverse.bus.kafka import KafkaAddress, KafkaBridge
from petroverse.bus.memory import MemoryBus
from petroverse.bus.nats_bus import NatsBus
from petroverse.bus.nats_link import BusAddress
from petroverse.bus.server import BusServer, open_server, running_address
from petroverse.bus.server_files import ServerSettings
from petroverse.bus.server_files import version as server_version
from petroverse.bus.subjects import EVERYTHING, subject_of, subjects, topic_of

__all__ = [
    "DUPLICATES",
    "EVERYTHING",
    "KEPT",
    "Bus",
    "BusAddress",
    "BusBusy",
    "BusDevice",
    "BusFull",
    "BusHomeUnwritable",
    "BusNotAnswering",
    "BusProgramMissing",
    "BusServer",
    "BusUnreachable",
    "Consumer",
    "Delivery",
    "DeviceLogin",
    "DeviceRefused",
    "GroupRefused",
    "KafkaAddress",
    "KafkaBridge",
    "KafkaMissing",
    "KafkaUnreachable",
    "MemoryBus",
    "NatsBus",
    "Poison",
    "ServerSettings",
    "SubjectRefused",
    "Waiting",
    "open_server",
    "running_address",
    "server_version",
    "subject_of",
    "subjects",
    "topic_of",
]
