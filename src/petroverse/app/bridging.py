"""The role ``bridge``: carries messages between the bus and Kafka, both ways, until it is told to stop.

``up`` plays it too, where the settings name brokers.

Of all processes on one database one bridges; the others stand by. What comes in is readings of one organisation, as the
settings say; anything else is set aside with the reason, as what sites send is.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from petroverse.app.settings import Settings
from petroverse.app.sole_role import beside, play
from petroverse.core.errors import InputRefused
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageNotValid, from_bytes
from petroverse.core.readings import READINGS, from_body
from petroverse.database import SolePart, list_organisations, set_message_aside
from petroverse.workflows import OWNER

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform
    from petroverse.bus import KafkaAddress

__all__ = ["KafkaNotSetUp", "bridged", "bridging"]

_LOOK_S: Final = 2.0
_END_S: Final = 10.0


class KafkaNotSetUp(InputRefused):
    """The settings name no brokers, nothing to carry, or a file that cannot be read."""


def bridged(platform: Platform) -> contextlib.AbstractContextManager[None]:
    """As ``bridging`` where the settings name brokers; else nothing."""
    return bridging(platform) if platform.settings.kafka_servers else contextlib.nullcontext()


@contextlib.contextmanager
def bridging(platform: Platform) -> Iterator[None]:
    """Bridges beside whatever else the process does, while the block runs.

    Raises:
        KafkaNotSetUp: It cannot begin.
    """
    address = _address(platform.settings)
    url = platform.stores.database.url
    with beside("bridge", lambda stop: play(url, "bridge", stop, lambda part: _begin(platform, part, stop, address))):
        yield


async def _begin(platform: Platform, part: SolePart, stop: threading.Event, address: KafkaAddress) -> None:
    from petroverse.bus import KafkaBridge

    settings, bus, over = platform.settings, platform.bus.connect(), asyncio.Event()
    bridge, topics = KafkaBridge(bus, address), _listed(settings.kafka_topics)
    ways = [bridge.send(settings.kafka_prefix, over)] if settings.kafka_prefix else []
    if topics:
        owner = _owner(platform)
        aside = _Aside(platform, owner)
        ways.append(bridge.receive(topics, over, admit=lambda value: _admitted(value, owner), aside=aside))
    going = [asyncio.create_task(each) for each in ways]
    try:
        while not (stop.is_set() or any(each.done() for each in going)):
            await asyncio.wait(going, timeout=_LOOK_S, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.to_thread(part.is_ours)
    finally:
        over.set()
        _, stuck = await asyncio.wait(going, timeout=_END_S)
        for each in stuck:
            each.cancel()
        await bus.close()
    for each in going:
        each.result()


class _Aside:
    """Keeps what may not come in, for a person to look at."""

    def __init__(self, platform: Platform, owner: OrganisationId) -> None:
        self._database = platform.stores.database
        self._owner = owner

    async def __call__(self, where: str, value: bytes, reason: str) -> None:
        """Returns when it is kept; of the same place once."""
        await asyncio.to_thread(self._keep, where, value.decode("utf-8", "replace").replace("\0", "�"), reason)

    def _keep(self, where: str, text: str, reason: str) -> None:
        with self._database.unit_of_work(self._owner, OWNER) as unit:
            set_message_aside(unit, where, text, reason)


def _admitted(value: bytes, owner: OrganisationId) -> Message:
    """The message in a topic, if it may come in: whoever writes there speaks for one organisation, and of readings."""
    message = from_bytes(value)
    if message.organisation != owner:
        what = f"it is of {message.organisation!r}, and the setting kafka_organisation is {owner!r}"
        raise MessageNotValid(what, where="organisation", fix="send the readings of one organisation through a topic")
    if message.kind != READINGS:
        raise MessageNotValid(f"its kind is {message.kind[:40]!r}", where="kind", fix=f"send {READINGS}")
    from_body(message.body)
    return message


def _owner(platform: Platform) -> OrganisationId:
    owner = OrganisationId(platform.settings.kafka_organisation)
    with platform.stores.database.reading(owner, OWNER) as unit:
        if owner not in {each.id for each in list_organisations(unit)}:
            fix = "add it first, or give another"
            raise KafkaNotSetUp(f"there is no organisation {owner!r}", where="setting kafka_organisation", fix=fix)
    return owner


def _address(settings: Settings) -> KafkaAddress:
    from petroverse.bus import KafkaAddress

    servers = _listed(settings.kafka_servers)
    if not servers:
        raise KafkaNotSetUp("no brokers are named", where="setting kafka_servers", fix="give host:9092")
    if not (settings.kafka_prefix or settings.kafka_topics):
        raise KafkaNotSetUp("nothing is to be carried", where="setting kafka_prefix", fix="give it, or kafka_topics")
    if any(each.startswith(f"{settings.kafka_prefix}.") for each in _listed(settings.kafka_topics)):
        what, fix = "what goes out would come in again", "give topics that do not begin with kafka_prefix"
        raise KafkaNotSetUp(what, where="setting kafka_topics", fix=fix)
    if settings.kafka_user and not settings.kafka_tls:
        fix = "give kafka_tls too"
        raise KafkaNotSetUp("a password would travel without TLS", where="setting kafka_tls", fix=fix)
    try:
        authorities = None if settings.kafka_tls == "system" else settings.kafka_tls
        tls = ssl.create_default_context(cafile=authorities) if settings.kafka_tls else None
        password = Path(settings.kafka_password_file).read_text("utf-8").strip() if settings.kafka_user else ""
    except (OSError, ssl.SSLError, UnicodeDecodeError) as fault:
        fix = "give files that this process may read"
        raise KafkaNotSetUp(f"a file cannot be read: {fault}", where="settings kafka_…", fix=fix) from fault
    return KafkaAddress(servers, tls, settings.kafka_user, password)


def _listed(names: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in names.split(",") if each.strip())
