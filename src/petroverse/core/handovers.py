"""Handovers: what the gateway of a site hands to its hub at once, and what the hub answers.

A gateway signs each handover, so the hub knows whose it is and that nobody changed it. It hands over messages in the
order in which it took them, asks what became of earlier ones, and says what it knows of its site; the hub answers with
what is new. ``to_bytes`` and ``from_bytes`` are print and parse: JSON, deflated, for a site's line is slow and dear.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Final

from petroverse.core.errors import InputRefused
from petroverse.core.grants import OrganisationId

__all__ = [
    "LARGEST_HANDOVER",
    "MOST_ASKED",
    "MOST_MESSAGES",
    "Handover",
    "HandoverNotValid",
    "from_bytes",
    "said_at",
    "to_bytes",
]

MOST_MESSAGES: Final = 500
"""Most messages of one handover."""

MOST_ASKED: Final = 2000
"""Most earlier messages that one handover asks about."""

LARGEST_HANDOVER: Final = 16 << 20
"""Most bytes of a handover when it is inflated."""

_FORMAT: Final = "petroverse.handover/1"
_LONGEST_ID: Final = 64


class HandoverNotValid(InputRefused):
    """Bytes that are no handover, or one with too much in it."""


@dataclass(frozen=True, slots=True)
class Handover:
    """What a gateway says at once.

    Attributes:
        organisation: Whose gateway it is.
        gateway: Its name there.
        messages: Id and printed bytes (as text) of each message, in the order in which they were taken.
        asks: Ids of messages that were handed over before, and of which it does not know yet whether they are kept.
        knows: The marks of what the hub told last, by ``site`` and ``said``; what has another mark is told again.
        tells: How it fares, as JSON values: what waits, what was given up, its version.

    Raises:
        HandoverNotValid: There is too much in it.

    Example:
        >>> one = Handover(OrganisationId("oda"), "oda-7", messages=(("g7-1", "{}"),), asks=("g7-0",))
        >>> from_bytes(to_bytes(one)) == one
        True
    """

    organisation: OrganisationId
    gateway: str
    messages: tuple[tuple[str, str], ...] = ()
    asks: tuple[str, ...] = ()
    knows: Mapping[str, str] = field(default_factory=dict)
    tells: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if len(self.messages) > MOST_MESSAGES or len(self.asks) > MOST_ASKED:
            what = f"{len(self.messages)} messages and {len(self.asks)} questions"
            raise HandoverNotValid(what, where="handover", fix=f"at most {MOST_MESSAGES} and {MOST_ASKED}")


def said_at(person: str, gateway: str) -> str:
    """Whom the book of alarms names for what somebody said at a gateway, where nobody signs in.

    Example:
        >>> said_at("Ama", "oda-7")
        'Ama at oda-7'
    """
    return f"{person} at {gateway}"


def to_bytes(handover: Handover) -> bytes:
    """The handover as bytes, the same for the same handover."""
    plain = {"format": _FORMAT, **asdict(handover)}
    return zlib.compress(json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())


def from_bytes(printed: bytes) -> Handover:
    """Reads what ``to_bytes`` wrote.

    Raises:
        HandoverNotValid: Says what is wrong with it.
    """
    inflating = zlib.decompressobj()
    try:
        text = inflating.decompress(printed, LARGEST_HANDOVER)
        plain = json.loads(text) if inflating.eof else None
    except (ValueError, RecursionError, zlib.error) as fault:
        raise _refused(str(fault)) from fault
    names = {each.name for each in fields(Handover)}
    if not isinstance(plain, dict) or plain.pop("format", "") != _FORMAT or set(plain) != names:
        raise _refused("it has other fields than it must have")
    messages = [_pair(each) for each in _list(plain["messages"])]
    asks = [_id(each) for each in _list(plain["asks"])]
    for name in ("knows", "tells"):
        if not isinstance(plain[name], dict):
            raise _refused(f"{name} is no object")
    owner, gateway = OrganisationId(_id(plain["organisation"])), _id(plain["gateway"])
    return Handover(owner, gateway, tuple(messages), tuple(asks), plain["knows"], plain["tells"])


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise _refused("what must be a list is none")
    return value


def _pair(value: object) -> tuple[str, str]:
    if not (isinstance(value, list) and len(value) == 2 and isinstance(value[1], str)):
        raise _refused("a message is no pair of an id and its text")
    return _id(value[0]), value[1]


def _id(value: object) -> str:
    if not (isinstance(value, str) and 0 < len(value) <= _LONGEST_ID and value.isprintable()):
        raise _refused("a name is no text of 1 to 64 printable characters")
    return value


def _refused(why: str) -> HandoverNotValid:
    return HandoverNotValid(f"this is no handover: {why}", where="handover", fix="use the program of a gateway")
