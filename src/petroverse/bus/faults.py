"""Every fault that the bus can name.

Unavailable
├── BusUnreachable       no server answers, or it went away while it was asked
├── BusFull              the room for messages is full, and some of them are still unread
├── BusProgramMissing    no ``nats-server`` on this machine
├── KafkaMissing         this installation has no Kafka client
├── KafkaUnreachable     no broker of Kafka answers, or it refuses us
├── BusNotAnswering      the embedded server was started and does not answer
└── BusHomeUnwritable    the server's folder cannot be made or written
Conflict → BusBusy       another process has been starting or stopping the server for too long
InputRefused
├── SubjectRefused       a name from which no subject can be made
├── GroupRefused         a name that no group of consumers can have
└── DeviceRefused        a device that cannot be let in
"""

from __future__ import annotations

from petroverse.core.errors import Conflict, InputRefused, Unavailable

__all__ = [
    "BusBusy",
    "BusFull",
    "BusHomeUnwritable",
    "BusNotAnswering",
    "BusProgramMissing",
    "BusUnreachable",
    "DeviceRefused",
    "GroupRefused",
    "KafkaMissing",
    "KafkaUnreachable",
    "SubjectRefused",
]


class BusUnreachable(Unavailable):
    """No server answers, it refused us, or it went away while it was asked; what was sent may be sent again."""


class BusFull(Unavailable):
    """The room for messages is full of ones that some group has not acknowledged; nothing was thrown away."""


class BusProgramMissing(Unavailable):
    """No ``nats-server`` was found on this machine."""


class BusNotAnswering(Unavailable):
    """The embedded server was started and does not answer."""


class KafkaMissing(Unavailable):
    """This installation has no Kafka client: it was made without the extra ``kafka``."""


class KafkaUnreachable(Unavailable):
    """No broker answers, it refuses us, or it went away; what was on its way is sent or read again."""


class BusHomeUnwritable(Unavailable):
    """The folder of the embedded server cannot be made or written."""


class BusBusy(Conflict):
    """Another process has been starting or stopping the embedded server for too long."""


class SubjectRefused(InputRefused):
    """A name is empty or too long to be part of a subject."""


class GroupRefused(InputRefused):
    """A group's name is not 1 to 32 small letters, digits and hyphens."""


class DeviceRefused(InputRefused):
    """A device is listed twice, or one of its names cannot be part of a topic."""
