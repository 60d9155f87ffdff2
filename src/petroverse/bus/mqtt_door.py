"""The door for devices: what they sent by MQTT is carried into the stream of messages.

The server puts what a device publishes with QoS 1 into a stream of its own, ``$MQTT_msgs``, syncs it, and acknowledges
it then; that stream forgets a message as soon as everybody has it who asked for it. A stream that merely listened to
the same subject would have it too, but only some time after the acknowledgement, and a kill in between would lose it.
So a durable consumer of our own asks for what devices send, and it is acknowledged there when it is synced here.
"""

from __future__ import annotations

from typing import Final

from nats.aio.msg import Msg
from nats.js import api
from nats.js.errors import NotFoundError

from petroverse.bus.nats_consumer import UNREAD
from petroverse.bus.nats_link import Links, named_faults
from petroverse.bus.nats_member import Member
from petroverse.bus.nats_sending import Sent
from petroverse.bus.subjects import admitted, id_of, subject_of
from petroverse.core.errors import InputRefused
from petroverse.core.messages import to_bytes

__all__ = ["MqttDoor"]

_STREAM: Final = "$MQTT_msgs"
_PREFIX: Final = "$MQTT.msgs."
_WANTED: Final = f"{_PREFIX}readings.*.*"
_GROUP: Final = "petroverse"
_UNACKNOWLEDGED: Final = 20_000


class MqttDoor:
    """What devices sent and nobody has carried yet.

    Args:
        links: The bus's connection.
    """

    def __init__(self, links: Links) -> None:
        self._links = links
        config = api.ConsumerConfig(
            name=_GROUP, durable_name=_GROUP, filter_subject=_WANTED, ack_wait=30.0, max_ack_pending=_UNACKNOWLEDGED
        )
        self._member = Member(links, _STREAM, config)
        self._receipts: list[str] = []

    async def open(self) -> None:
        """Asks for what devices send from now on; the server makes its stream with the first device, we before it."""
        link = await self._links.current()
        async with named_faults():
            try:
                await link.streams.stream_info(_STREAM)
            except NotFoundError:
                await link.streams.add_stream(
                    name=_STREAM, subjects=[f"{_PREFIX}>"], retention=api.RetentionPolicy.INTEREST,
                    storage=api.StorageType.FILE,
                )  # fmt: skip
        await self._member.join()

    async def taken(self, most: int, wait_s: float) -> list[Sent]:
        """The next of what devices sent, in order; ``stored`` has to follow, or else they are given again."""
        await self._say(b"-NAK")
        _, got = await self._member.pull(most, wait_s)
        self._receipts = [each.reply for each in got]
        return [_sent(each) for each in got]

    async def stored(self) -> None:
        """Lets the server forget what was taken last."""
        await self._say(b"+ACK")

    async def _say(self, word: bytes) -> None:
        if self._receipts:
            await self._member.answer(self._receipts, word)
            self._receipts = []


def _sent(arrived: Msg) -> Sent:
    """A device's own message under the message's subject; anything else as it is, for whoever reads it to judge."""
    subject = f"pv.{arrived.subject.removeprefix(_PREFIX)}"
    try:
        message = admitted(subject, arrived.data, is_ours=False)
        return subject_of(message), to_bytes(message), id_of(message)
    except InputRefused:
        return subject, arrived.data, f"{UNREAD}{arrived.metadata.sequence.stream}"
