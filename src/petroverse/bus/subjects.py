"""Subjects: under which words a message travels, and which of them somebody wants to hear.

A subject is ``pv.<kind>.<organisation>.<place or source>``: the kind without its version, then whose it is, then the
place that the body names, or else the message's source. Each part is percent-encoded but for ASCII letters, digits,
``-``, ``_`` and ``~``, so any id is safe in a NATS subject and in an MQTT topic, and no two ids meet in one subject.
A device publishes to the MQTT topic ``readings/<organisation>/<device>``, from where its messages are carried on.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from petroverse.bus.faults import SubjectRefused
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import Message, MessageNotValid, from_bytes

__all__ = ["EVERYTHING", "admitted", "id_of", "is_wanted", "subject_of", "subjects", "token", "topic_of"]

EVERYTHING: Final = "pv.*.*.*"
"""Every message of the platform."""

_LONGEST: Final = 128


def token(name: str) -> str:
    """A name as one part of a subject.

    Raises:
        SubjectRefused: It is empty, or longer than 128 characters.

    Example:
        >>> token("DEPOT 1/tank.3")
        'DEPOT%201%2Ftank%2E3'
    """
    if not 0 < len(name) <= _LONGEST:
        raise SubjectRefused(f"{name[:40]!r} is no part of a subject", where="subject", fix="give 1 to 128 characters")
    return quote(name, safe="", errors="backslashreplace").replace(".", "%2E")


def subject_of(message: Message) -> str:
    """The subject that a message travels under; messages of one subject keep their order.

    Raises:
        SubjectRefused: Its kind is longer than 128 characters.

    Example:
        >>> from datetime import UTC, datetime
        >>> at = datetime(2024, 3, 1, tzinfo=UTC)
        >>> subject_of(Message("1", "readings/1", at, at, OrganisationId("oda"), "gauge-7", {"place": "S7"}))
        'pv.readings.oda.S7'
    """
    place = message.body.get("place")
    is_place = isinstance(place, str) and 0 < len(place) <= _LONGEST
    return _subject(message, place if is_place else message.source)  # type: ignore[arg-type]  # a text, as just seen


def id_of(message: Message) -> str:
    """What the bus knows a message by: an id is its organisation's own, so none can keep another's messages out."""
    return f"{token(message.organisation)}/{token(message.id)}"


def subjects(
    kind: str | None = None, organisation: OrganisationId | None = None, place_or_source: str | None = None
) -> str:
    """Those subjects that a consumer or a replay wants; None takes all.

    Example:
        >>> subjects("readings", OrganisationId("oda"))
        'pv.readings.oda.*'
    """
    return ".".join(("pv", *("*" if each is None else token(each) for each in (kind, organisation, place_or_source))))


def topic_of(organisation: OrganisationId, device: str) -> str:
    """The MQTT topic that a device publishes its readings to, and the only one that it may.

    Example:
        >>> topic_of(OrganisationId("oda"), "gauge-7")
        'readings/oda/gauge-7'
    """
    return f"readings/{token(organisation)}/{token(device)}"


def is_wanted(subject: str, wanted: str) -> bool:
    """Whether a subject is among those wanted.

    Example:
        >>> is_wanted("pv.readings.oda.S7", "pv.readings.*.*")
        True
    """
    parts, pattern = subject.split("."), wanted.split(".")
    return len(parts) == len(pattern) and all(each in ("*", part) for part, each in zip(parts, pattern, strict=True))


def admitted(subject: str, printed: bytes, *, is_ours: bool) -> Message:
    """The message that came under a subject, if it may travel there.

    Args:
        subject: What it came under.
        printed: Its bytes.
        is_ours: Whether the platform itself published it. A device may speak under its own name only: what it says of
            its organisation and source must be what it was let in as.

    Raises:
        MessageNotValid: The bytes are no message, or it speaks for somebody else.
    """
    message = from_bytes(printed)
    own = subject_of(message) if is_ours else _subject(message, message.source)
    if subject != own:
        raise MessageNotValid(
            f"it came under {subject} and speaks as {own}", where="subject", fix="let the device name itself"
        )
    return message


def _subject(message: Message, last: str) -> str:
    return subjects(message.kind.partition("/")[0], message.organisation, last)
