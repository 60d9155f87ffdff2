"""Messages: what devices and blocks tell one another, each in an envelope that says whence, when and of which kind.

``to_bytes`` and ``from_bytes`` are print and parse: canonical JSON, so that a message that is signed, stored and sent
again is the same bytes. A message is known by its ``id`` for ever; whoever acts on one remembers the id in the same
transaction, so one that comes twice acts once.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, NewType

from petroverse.core.errors import InputRefused
from petroverse.core.grants import OrganisationId

__all__ = ["LARGEST_MESSAGE", "Message", "MessageId", "MessageNotValid", "from_bytes", "to_bytes"]

MessageId = NewType("MessageId", str)

LARGEST_MESSAGE: Final = 256 * 1024
"""Most bytes of one message; a station with a hundred tanks needs a tenth of it."""

_FIELDS: Final = frozenset({"id", "kind", "at", "known_at", "organisation", "source", "body"})


class MessageNotValid(InputRefused):
    """Bytes that are no message: not JSON, a field that is missing or unknown, an instant without a zone."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message in its envelope.

    Attributes:
        id: Unique for ever, 1 to 64 characters; whoever makes the message makes it, and keeps it when sending again.
        kind: What the body is, with the version of its form, such as ``readings/1``.
        at: When what it tells was true; zoned, kept as UTC.
        known_at: When its source told it; zoned, kept as UTC.
        organisation: Whose it is.
        source: Which device, gateway or block tells it.
        body: What it tells, as JSON values.

    Raises:
        MessageNotValid: A text is empty or too long, the kind has no version, or an instant has no zone.

    Example:
        >>> at = datetime(2024, 3, 1, 6, 30, tzinfo=UTC)
        >>> told = Message(MessageId("g7-1"), "readings/1", at, at, OrganisationId("oda"), "gauge-7", {"place": "S7"})
        >>> from_bytes(to_bytes(told)) == told
        True
    """

    id: MessageId
    kind: str
    at: datetime
    known_at: datetime
    organisation: OrganisationId
    source: str
    body: Mapping[str, Any]

    def __post_init__(self) -> None:
        for name, value in (("id", self.id), ("organisation", self.organisation), ("source", self.source)):
            if not (isinstance(value, str) and 0 < len(value) <= 64 and value.isprintable()):
                raise _refused(name, value, "give 1 to 64 printable characters")
        kind, _, version = self.kind.partition("/")
        if not (kind and version.isdecimal()):
            raise _refused("kind", self.kind, "write it as readings/1")
        for name in ("at", "known_at"):
            at: datetime = getattr(self, name)
            if at.tzinfo is None:
                raise _refused(name, at.isoformat(), "add a time zone, such as Z")
            object.__setattr__(self, name, at.astimezone(UTC))


def to_bytes(message: Message) -> bytes:
    """The message as canonical JSON: UTF-8, keys in order, no blanks, no number that is not finite.

    Raises:
        MessageNotValid: The body holds what JSON cannot, or the whole is larger than ``LARGEST_MESSAGE``.
    """
    plain = {name: getattr(message, name) for name in _FIELDS}
    plain |= {name: plain[name].isoformat() for name in ("at", "known_at")}
    try:
        text = json.dumps(plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":"))
        printed = text.encode()
    except (TypeError, ValueError, RecursionError) as fault:
        raise _refused("body", str(fault), "give JSON values, numbers finite") from fault
    return _within(printed)


def from_bytes(printed: bytes) -> Message:
    """Reads what ``to_bytes`` wrote, or a device in any other order of keys.

    Raises:
        MessageNotValid: Says what is wrong with it.
    """
    try:
        plain = json.loads(_within(printed).decode(), parse_constant=_no_constant)
    except (ValueError, RecursionError) as fault:
        raise MessageNotValid(f"it is not JSON: {fault}", where="message", fix="send one JSON object") from fault
    if not isinstance(plain, dict) or set(plain) != _FIELDS:
        found = sorted(plain) if isinstance(plain, dict) else type(plain).__name__
        raise _refused("message", found, f"give the fields {', '.join(sorted(_FIELDS))}")
    if not isinstance(plain["body"], dict) or not isinstance(plain["kind"], str):
        raise _refused("body", plain["body"], "give an object, and the kind as text")
    return Message(**{**plain, **{name: _instant(name, plain[name]) for name in ("at", "known_at")}})


def _within(printed: bytes) -> bytes:
    if len(printed) > LARGEST_MESSAGE:
        raise _refused("message", f"{len(printed)} bytes", f"send at most {LARGEST_MESSAGE}; tell a station at a time")
    return printed


def _instant(name: str, value: object) -> datetime:
    try:
        return datetime.fromisoformat(value)  # type: ignore[arg-type]  # anything else is refused below
    except (TypeError, ValueError) as fault:
        raise _refused(name, value, "write it as 2024-03-01T06:30:00Z") from fault


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _refused(where: str, found: object, fix: str) -> MessageNotValid:
    return MessageNotValid(f"{where} is {str(found)[:80]!r}", where=where, fix=fix)
