"""The role of whoever brings a mail away, and what it tells afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from petroverse.senders.mail import Mail

__all__ = ["Delivery", "Refusal", "Sender"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a server refused one recipient: its code, its words, and whether it may pass."""

    code: int
    words: str

    @property
    def is_temporary(self) -> bool:
        """Whether the same may be tried again later.

        Example:
            >>> Refusal(450, "mailbox busy").is_temporary, Refusal(550, "no such user").is_temporary
            (True, False)
        """
        return 400 <= self.code < 500


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a mail that at least one recipient gets.

    Attributes:
        message_id: Its Message-ID; the same mail always has the same.
        refused: Recipients, as the mail names them, that the server refused.
    """

    message_id: str
    refused: Mapping[str, Refusal] = field(default_factory=dict)


class Sender(Protocol):
    """Brings one mail away at a time; may be used from several threads."""

    def send(self, mail: Mail) -> Delivery:
        """Hands a mail over, for every recipient that is accepted.

        Sending a mail again gives it the same Message-ID, so that whoever receives it twice sees that it is one.

        Raises:
            Unavailable: It may pass: nobody, as far as is known, got the mail; send the same again later.
            InputRefused: It lasts: nobody got it, and the same again ends the same.
        """
        ...
