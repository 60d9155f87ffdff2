"""Where mails are handed over, and how the way there is protected."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from petroverse.senders.faults import MailNotSendable, MailSettingsRefused
from petroverse.senders.mail import address_in

__all__ = ["SmtpSettings", "Tls"]

Tls = Literal["starttls", "tls", "none"]
"""Encrypted from the second word on (port 587), from the first (465), or never: to this machine only."""

_WAYS: Final = get_args(Tls)


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """A mail server, and whom mails come from.

    Attributes:
        host: The server's name, as its certificate says it.
        port: Its TCP port.
        tls: How the connection is encrypted; ``none`` only to this machine.
        sender: Whom mails are from, as ``PetroVerse <reports@example>``.
        username: Whom to sign in as; empty: nobody.
        password: Gives the password when it is needed, such as a secret's ``reveal``; it is not kept.
        timeout_s: How long the server may take for one answer, s.
        authority: A file of certificates (PEM) to trust instead of the system's, for a server with its own authority.

    Raises:
        MailSettingsRefused: A value that cannot be, or a way that would show mails or the password to the network.

    Example:
        >>> SmtpSettings("localhost", 1025, sender="reports@example", tls="none").is_loopback
        True
    """

    host: str
    port: int
    sender: str
    tls: Tls = "starttls"
    username: str = ""
    password: Callable[[], str] | None = field(default=None, repr=False)
    timeout_s: float = 30.0
    authority: Path | None = None

    def __post_init__(self) -> None:
        self._refuse_unless(bool(self.host.strip()) and self.host.isprintable(), "host", "give the server's name")
        self._refuse_unless(0 < self.port < 65536, "port", "587 for starttls, 465 for tls")
        self._refuse_unless(self.tls in _WAYS, "tls", f"one of {', '.join(_WAYS)}")
        self._refuse_unless(self.tls != "none" or self.is_loopback, "tls", "use starttls or tls to another machine")
        self._refuse_unless(bool(self.username) == bool(self.password), "username", "give both name and password")
        self._refuse_unless(0 < self.timeout_s <= 600, "timeout_s", "more than 0 and at most 600 s")
        try:
            address_in(self.sender)
        except MailNotSendable as fault:
            raise MailSettingsRefused(fault.what, where="mail setting sender", fix=fault.fix) from None

    @property
    def is_loopback(self) -> bool:
        """Whether the server is this very machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def _refuse_unless(self, is_fine: bool, name: str, fix: str) -> None:
        if not is_fine:
            value = "is missing or not wanted" if name == "username" else f"cannot be {getattr(self, name)!r}"
            raise MailSettingsRefused(f"the mail setting {name} {value}", where=f"mail setting {name}", fix=fix)
