"""A look at a gauge in the field before it stands in the network: what it is, and which tanks and meters it has."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from petroverse.core.devices import Gauge, GaugeId
from petroverse.core.errors import InputRefused, NotAllowed
from petroverse.core.places import PlaceId
from petroverse.core.rights import Right
from petroverse.gauges import (
    PROTOCOLS,
    Found,
    GaugeSettingsRefused,
    GaugeSilent,
    ProtocolNotKnown,
    Surroundings,
    driver_of,
    open_gauge,
)
from petroverse.workflows.checked_network import is_public
from petroverse.workflows.stores import Reader

__all__ = ["GaugeAddressNotAllowed", "GaugeLooks", "GaugeNotReached", "gauge_protocols", "look_at_gauge"]

_OPC: Final = "opc.tcp://"
_OVER_TLS: Final = ("mqtt", "sparkplug")
_INSIDE: Final = tuple(
    map(
        ipaddress.ip_network,
        ("127.0.0.0/8", "::1", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7"),
    )
)
"""This machine, private networks (RFC 1918, RFC 4193), and those that carriers share out (RFC 6598)."""

_NEVER: Final = ("100.100.100.200", "fd00:ec2::254")
"""Where a cloud tells its machines their secrets; 169.254.169.254 lies in none of the networks above."""


class GaugeAddressNotAllowed(NotAllowed):
    """The address is none that the platform may be led to: this machine's, a private network's, or no network's."""


class GaugeNotReached(InputRefused):
    """Nothing at the address answers in time in the words of the protocol."""


@dataclass(frozen=True, slots=True)
class GaugeLooks:
    """What a look may take.

    Attributes:
        allow_private: Whether gauges on this machine and in private networks may be looked at.
        answer_s: Longest wait for one answer, and how long a broker is listened to, seconds.
        whole_s: Longest that the whole look may take, seconds.
    """

    allow_private: bool = False
    answer_s: float = 8.0
    whole_s: float = 30.0


def gauge_protocols(reader: Reader) -> list[dict[str, Any]]:
    """Which protocols are spoken here: ``protocol``, how its ``address`` is written, its ``options`` with what each is.

    Raises:
        RightMissing: The reader may not look at gauges.
    """
    reader.must(Right.OPERATE)
    told = []
    for name in PROTOCOLS:
        try:
            driver = driver_of(name)
        except ProtocolNotKnown:
            continue  # what it needs is not installed
        options = [{"name": option, "what": what} for option, what in driver.OPTIONS.items()]
        told.append({"protocol": name, "address": driver.ADDRESS, "options": options})
    return told


@dataclass(frozen=True, slots=True)
class _Secret:
    """The secret that was given for this look alone, whatever an option calls it."""

    value: str = field(repr=False)

    def __call__(self, name: str) -> str:
        if not self.value:
            what = f"the gauge asks for the secret {name}, and none was given"
            raise GaugeSettingsRefused(what, where="secret", fix="give it for this look")
        return self.value


def look_at_gauge(
    reader: Reader, protocol: str, address: str, *, options: Mapping[str, str], secret: str, limits: GaugeLooks
) -> dict[str, Any]:
    """What a gauge has; nothing is changed, in it or here.

    The name in an address is resolved once and the connection goes to what was checked, so no name leads elsewhere. A
    broker over TLS is asked by its name, which it has to prove.

    Args:
        reader: Who.
        protocol: Which it speaks; see ``gauge_protocols``.
        address: Where it answers.
        options: What the protocol asks for.
        secret: What an option names, such as a security code; it is not kept. Empty for none.
        limits: What the look may take.

    Returns:
        As ``gauges.Found`` has it.

    Raises:
        GaugeAddressNotAllowed: The platform may not be led there.
        GaugeNotReached: Nothing answers, or not in time.
        FrameNotValid, QuestionRefused, GaugeSettingsRefused, ProtocolNotKnown: As ``gauges`` says.
        RightMissing, RowsLimited: The reader may not.
    """
    reader.must(Right.OPERATE)
    reader.must_see_all("the network")
    is_named = protocol in _OVER_TLS and options.get("tls", "on") == "on"
    checked = _checked_address(address, allow_private=limits.allow_private)
    asked = Gauge(GaugeId("look"), PlaceId("look"), protocol, address if is_named else checked, options=dict(options))
    around = Surroundings(secret_of=_Secret(secret), timeout_s=limits.answer_s)
    try:
        return asdict(asyncio.run(_looked_at(asked, around, limits.whole_s)))
    except (TimeoutError, GaugeSilent) as fault:
        why = fault.what if isinstance(fault, GaugeSilent) else f"no end of its answers in {limits.whole_s:.0f} s"
        fix = "see that it is on, that this address is its own, and that a firewall lets the platform through"
        raise GaugeNotReached(f"the gauge does not answer: {why}", where=address, fix=fix) from fault


async def _looked_at(asked: Gauge, around: Surroundings, whole_s: float) -> Found:
    link = open_gauge(asked, around)
    try:
        async with asyncio.timeout(whole_s):
            return await link.discover()
    finally:
        await link.close()


def _checked_address(address: str, *, allow_private: bool) -> str:
    """The address with its host as the number that was checked."""
    scheme, rest = (_OPC, address.removeprefix(_OPC)) if address.startswith(_OPC) else ("", address)
    place, slash, path = rest.partition("/")
    host, colon, port = place.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit()):
        what = f"{address[:80]!r} is no address on a network"
        fix = "give host and port, as 10.0.0.7:10001; a gauge on a serial line is looked at on the machine that has it"
        raise GaugeSettingsRefused(what, where="address", fix=fix)
    number = _allowed(host.strip("[]"), allow_private=allow_private)
    return f"{scheme}{f'[{number}]' if ':' in number else number}:{port}{slash}{path}"


def _allowed(host: str, *, allow_private: bool) -> str:
    """The first number of a host that may be asked, those of IPv4 before others, as gauges have them."""
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as fault:
        fix = "write it as the network knows it, or give its number"
        raise GaugeNotReached(f"the name {host[:80]} is not known", where="address", fix=fix) from fault
    may = _is_at_a_site if allow_private else is_public
    allowed = sorted((each for each in found if may(each)), key=lambda each: ":" in each)
    if not allowed:
        what = f"{host[:80]} is none of the addresses that gauges may be looked for at"
        fix = "the platform's owner may set allow_private_urls" if _is_at_a_site(found[0]) else "give the gauge's own"
        raise GaugeAddressNotAllowed(what, where="address", fix=fix)
    return allowed[0]


def _is_at_a_site(address: str) -> bool:
    """Whether a gauge can have an IP address: public, private or this machine's, but no link's and no cloud's own."""
    if is_public(address):
        return True
    ip = ipaddress.ip_address(address.partition("%")[0])
    return str(ip) not in _NEVER and any(ip in each for each in _INSIDE)
