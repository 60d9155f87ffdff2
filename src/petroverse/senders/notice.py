"""A notice: a short word to a program or a browser, which a mail would be too much for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from petroverse.senders.faults import NoticeNotSendable

__all__ = ["Notice", "NoticeSender", "Urgency", "notice_bytes"]

Urgency = Literal["high", "normal", "low"]
"""Wakes a sleeping phone; comes in time; may wait for the next connection (RFC 8030, section 5.3)."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody is to be told at once.

    Attributes:
        id: Stable: the same notice sent again has the same, so that whoever gets it twice sees that it is one.
        kind: What it is about, such as ``alarm.raised``.
        at: When what it tells happened, zoned.
        title: One line.
        text: What to do, in a few lines.
        link: Where to read on, from the platform's root, such as ``/alarms/7``.
        urgency: See ``Urgency``.
        body: More for programs, as JSON values.

    Raises:
        NoticeNotSendable: The id, the kind or the title is missing, or the instant has no zone.
    """

    id: str
    kind: str
    at: datetime
    title: str
    text: str = ""
    link: str = ""
    urgency: Urgency = "normal"
    body: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in ("id", "kind", "title"):
            if not getattr(self, name):
                raise NoticeNotSendable(f"a notice has no {name}", where=name, fix="give it")
        if not (self.id + self.kind).isascii() or not (self.id + self.kind).isprintable() or "." in self.id:
            fix = "write both in printable ASCII, the id without a dot"
            raise NoticeNotSendable(f"a notice cannot be called {self.id!r}", where="id", fix=fix)
        if self.at.tzinfo is None:
            raise NoticeNotSendable("a notice's instant has no time zone", where="at", fix="add one")


class NoticeSender(Protocol):
    """Brings one notice to one place."""

    def send(self, notice: Notice) -> None:
        """Hands a notice over.

        Raises:
            Unavailable: It may pass: send the same again later.
            InputRefused: It lasts: the same again ends the same.
        """
        ...


def notice_bytes(notice: Notice) -> bytes:
    """A notice as JSON, as every receiver gets it: its fields by name, the instant in UTC.

    Raises:
        NoticeNotSendable: Its body holds what JSON cannot.

    Example:
        >>> notice_bytes(Notice("a7", "alarm.raised", datetime(2024, 3, 1, 6, tzinfo=UTC), "Tank 3 is too full"))
        b'{"id":"a7","kind":"alarm.raised","at":"2024-03-01T06:00:00+00:00","title":"Tank 3 is too full"}'
    """
    at = notice.at.astimezone(UTC).isoformat()
    more: dict[str, object] = {"text": notice.text, "link": notice.link, "body": dict(notice.body)}
    told: dict[str, object] = {"id": notice.id, "kind": notice.kind, "at": at, "title": notice.title}
    told |= {name: value for name, value in more.items() if value}
    try:
        return json.dumps(told, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
    except (TypeError, ValueError, RecursionError) as fault:
        raise NoticeNotSendable(f"its body cannot be written: {fault}", where="body", fix="give JSON values") from fault
