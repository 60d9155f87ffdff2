"""What gateways of sites hand over: verified by their keys, held to their own site, and taken in once.

    signed handover ──▶ whose key? ──▶ readings to the bus, from where the watch takes them
                                       what people said at the site into the book of alarms
    ◀── which are kept, handed on or refused · what the network, the rules and people said since

A gateway forgets a message when it is *kept*: its effect is committed. What it may not say is set aside with the
reason.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any, Final

from petroverse.alarms import (
    ALARM_COMMAND,
    Suppress,
    alarm_from_plain,
    alarm_to_plain,
    command_from_body,
    rules_to_plain,
)
from petroverse.core.errors import InputRefused, IntegrityFailed, NotAllowed, NotFound, PetroVerseError, Unavailable
from petroverse.core.grants import OrganisationId, PersonId
from petroverse.core.handovers import Handover, from_bytes, said_at
from petroverse.core.messages import Message
from petroverse.core.messages import from_bytes as message_from_bytes
from petroverse.core.network import Network, to_plain
from petroverse.core.parcels import packed
from petroverse.core.places import PlaceId
from petroverse.core.readings import READINGS, from_body
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    AlarmsFilter,
    Gateway,
    astray,
    find_gateway,
    heard_of_gateway,
    list_alarms,
    network_version,
    read_network,
    rules_stamp,
    set_message_aside,
    settled_ids,
)
from petroverse.vault import AlgorithmUnknown, verify_signed
from petroverse.workflows.alarm_book import rules_of, say
from petroverse.workflows.network import is_simulated
from petroverse.workflows.readings import Publish
from petroverse.workflows.stores import Stores

__all__ = ["GatewayNotAdmitted", "MessageOfAnother", "NobodyWatches", "take_handover"]

_MOST_ALARMS: Final = 1000


class GatewayNotAdmitted(NotAllowed):
    """What was sent is signed by nobody who is admitted under this name, or was changed on its way."""


class MessageOfAnother(InputRefused):
    """A gateway said something that is another's to say: of another site, under another name, for another person."""


class NobodyWatches(Unavailable):
    """This platform takes messages in at another process; the gateway keeps what it has."""


def take_handover(
    stores: Stores, organisation: str, name: str, envelope: bytes, *, publish: Publish | None
) -> dict[str, Any]:
    """Takes in what a gateway hands over.

    Args:
        stores: Where.
        organisation: Whose gateway it says it is.
        name: What it says that it is called.
        envelope: The handover, signed by its key.
        publish: Hands messages on to whoever watches sites; None where nobody does.

    Returns:
        ``kept`` and ``handed`` ids, what was ``refused`` (id, what, where, fix), ``now``, and, where the gateway asked
        and it changed, ``site`` and ``said``, each with its ``mark``.

    Raises:
        GatewayNotAdmitted: Nobody who is admitted under this name signed it.
        HandoverNotValid: It is signed and cannot be read.
        NobodyWatches: Nobody here takes readings.
    """
    owner, person = OrganisationId(organisation), PersonId(f"gateway {name}")
    with stores.database.reading(owner, person) as unit:
        gateway = find_gateway(unit, name)
    handover = _verified(gateway, envelope)
    if gateway is None or (handover.organisation, handover.gateway) != (owner, gateway.name):
        raise _stranger()
    if publish is None:
        raise NobodyWatches("nobody watches sites in this process", fix="send to a process that runs every role")
    with stores.database.unit_of_work(owner, person) as unit:
        taking = _Taking(unit, gateway)
        for id_, printed in taking.unsettled(handover):
            taking.take(id_, printed)
        answer = {**taking.answer(), **_news(unit, gateway, handover)}
        if handover.knows:
            heard_of_gateway(unit, gateway.name, handover.tells)
    publish(list(packed(taking.readings)))
    return answer


class _Taking:
    """One handover as it is taken in."""

    def __init__(self, unit: UnitOfWork, gateway: Gateway) -> None:
        self.readings: list[Message] = []
        self._unit = unit
        self._gateway = gateway
        self._network: Network | None = None
        self._kept: list[str] = []
        self._refused: list[dict[str, str]] = []

    def unsettled(self, handover: Handover) -> list[tuple[str, str]]:
        """Its messages without those that came before; of all that were, and of those asked for, it notes what became.

        A message of the same id twice is one.
        """
        messages = dict(reversed(handover.messages))
        settled = settled_ids(self._unit, [*messages, *handover.asks])
        for id_, reason in settled.items():
            if reason:
                self._refused.append({"id": id_, "what": reason, "where": "message", "fix": ""})
            else:
                self._kept.append(id_)
        return [(id_, printed) for id_, printed in dict(handover.messages).items() if id_ not in settled]

    def take(self, id_: str, printed: str) -> None:
        """Takes one message, or sets it aside."""
        try:
            message = self._own(id_, printed)
            if message.kind == ALARM_COMMAND:
                self._hear(message)
                self._kept.append(id_)
            else:
                self._check(message)
                self.readings.append(message)
        except (InputRefused, NotFound) as fault:
            set_message_aside(self._unit, id_, printed.replace("\0", "�"), str(fault))
            self._refused.append({"id": id_, "what": fault.what, "where": fault.where, "fix": fault.fix})

    def answer(self) -> dict[str, Any]:
        """What became of each."""
        handed = [str(each.id) for each in self.readings]
        return {"now": self._unit.at, "kept": self._kept, "handed": handed, "refused": self._refused}

    def _own(self, id_: str, printed: str) -> Message:
        message = message_from_bytes(printed.encode("utf-8", "replace"))
        own = (id_, self._unit.organisation, self._gateway.name)
        said = (message.id, message.organisation, message.source)
        if said != own:
            what = f"gateway {self._gateway.name} sent a message of {', '.join(map(repr, said))}"
            raise MessageOfAnother(what, where="source", fix="let each gateway speak for itself")
        if message.kind not in (READINGS, ALARM_COMMAND):
            raise InputRefused(f"a message of kind {message.kind!r}", where="kind", fix=f"{READINGS}, {ALARM_COMMAND}")
        return message

    def _check(self, message: Message) -> None:
        site = from_body(message.body)
        if site.place != self._gateway.place:
            what = f"gateway {self._gateway.name} of {self._gateway.place} told of {site.place!r:.80}"
            raise MessageOfAnother(what, where="place", fix="send the readings of each site by its own gateway")
        names = [*(each.tank for each in site.readings), *(each.tank for each in site.drops)]
        if not all(each.isprintable() for each in (*names, *(each.meter for each in site.meters))):
            raise InputRefused("a name cannot be printed", where="body", fix="name tanks and meters in letters")
        if why := astray(site, self._unit.at):
            raise InputRefused(why, where="at", fix="set the clock of the gauge or the gateway")

    def _hear(self, message: Message) -> None:
        command = command_from_body(message.body)
        gateway = self._gateway
        if not command.person.endswith(said_at("", gateway.name)):
            what = f"gateway {gateway.name} spoke for {command.person[:80]!r}"
            raise MessageOfAnother(what, where="person", fix="name the person, and the gateway that it was said at")
        if isinstance(command, Suppress) and command.second:
            raise MessageOfAnother("a gateway cannot vouch for two people", where="second", fix="shelve it at the hub")
        if self._network is None:
            self._network = _site_of(read_network(self._unit).network, gateway.place)
        own = {gateway.place, *(each.id for each in self._network.tanks), *(each.id for each in self._network.meters)}
        if command.key.subject not in own:
            what = f"gateway {gateway.name} spoke of {command.key.subject[:80]!r}"
            raise MessageOfAnother(what, where="subject", fix="speak of the tanks and meters of its own site")
        say(self._unit, command, rules_of(self._unit))


def _verified(gateway: Gateway | None, envelope: bytes) -> Handover:
    try:
        printed = verify_signed(envelope, [gateway.public_key] if gateway else [])
    except (IntegrityFailed, AlgorithmUnknown) as fault:
        raise _stranger() from fault
    return from_bytes(printed)


def _stranger() -> PetroVerseError:
    fix = "admit the gateway's public key under this name, or look who stands between"
    return GatewayNotAdmitted("nobody who is admitted under this name signed this", where="signature", fix=fix)


def _news(unit: UnitOfWork, gateway: Gateway, handover: Handover) -> dict[str, Any]:
    """What a gateway asked for and has not seen: its site with the rules, and what people said of its alarms."""
    news: dict[str, Any] = {"site": None, "said": None}
    if "site" in handover.knows:
        mark = _mark([network_version(unit), *rules_stamp(unit)])
        if mark != handover.knows["site"]:
            network = to_plain(_site_of(read_network(unit).network, gateway.place))
            book = rules_to_plain(rules_of(unit))
            site = {"place": gateway.place, "network": network, "rules": book, "simulated": is_simulated(unit)}
            news["site"] = {**site, "mark": mark}
    if "said" in handover.knows:
        stored = list_alarms(unit, AlarmsFilter(is_open=False, place=gateway.place), limit=_MOST_ALARMS)
        alarms = (alarm_from_plain(each.body) for each in stored)
        said = [alarm_to_plain(replace(each, begun=None, ended=None)) for each in sorted(alarms, key=lambda a: a.key)]
        mark = _mark(said)
        if mark != handover.knows["said"]:
            news["said"] = {"alarms": said, "mark": mark}
    return news


def _site_of(network: Network, place: str) -> Network:
    """The part of a network that one site needs to know."""
    own = PlaceId(place)
    places = tuple(each for each in network.places if each.id == own)
    companies = tuple(each for each in network.companies if each.id in {one.company for one in places})
    return Network(
        places=places,
        companies=companies,
        tanks=network.tanks_at(own),
        meters=network.meters_at(own),
        gauges=tuple(each for each in network.gauges if each.place == own),
    )


def _mark(value: object) -> str:
    return hashlib.sha256(json.dumps(value, default=str, sort_keys=True).encode()).hexdigest()[:32]
