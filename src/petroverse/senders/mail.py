"""A mail as the platform thinks of it, and as it is written for the wire (RFC 5322, MIME)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from petroverse.senders.faults import MailNotSendable

__all__ = ["Attachment", "Mail", "address_in", "as_message", "message_id"]

_POLICY: Final = SMTP.clone(cte_type="7bit")
"""Every server takes seven bits; what needs more is encoded."""
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SURROGATE: Final = re.compile(r"[\ud800-\udfff]")
_ADDRESS: Final = re.compile(r"(?:(?P<name>[^<>]*)<(?P<bracketed>[^<>]+)>|(?P<bare>[^<>]+))", re.ASCII)
_SPEC: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*"
)
_MEDIA_TYPE: Final = re.compile(r"[a-z0-9][a-z0-9!#$&^_.+-]*/[a-z0-9][a-z0-9!#$&^_.+-]*")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail.

    Attributes:
        name: Its name, in any script.
        content: Its bytes.
        media_type: Such as ``text/csv``.
    """

    name: str
    content: bytes
    media_type: str = "application/octet-stream"

    def __post_init__(self) -> None:
        _on_one_line("attachment", self.name)
        if not _MEDIA_TYPE.fullmatch(self.media_type):
            raise MailNotSendable(f"{self.media_type!r} is no media type", where=self.name, fix="such as text/csv")


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail to one or more people; whoever receives it sees all of them.

    Attributes:
        id: What makes it this mail and no other, such as ``report-7-2024-03``: a repeat has the same id.
        to: Addresses, as ``ama@example`` or ``Ama Ɔkɔ <ama@example>``.
        subject: One line, in any script.
        text: The mail as plain text.
        html: The same as HTML, for those who like that; empty for none.
        attachments: Files that go with it.

    Raises:
        MailNotSendable: No recipient, something that is no address, or a line break where none may be.
    """

    id: str
    to: tuple[str, ...]
    subject: str
    text: str
    html: str = ""
    attachments: tuple[Attachment, ...] = ()

    def __post_init__(self) -> None:
        if not self.id:
            raise MailNotSendable("a mail without an id", fix="name what makes it this mail and no other")
        if not self.to:
            raise MailNotSendable("a mail to nobody", fix="give at least one address")
        _on_one_line("subject", self.subject)
        for each in self.to:
            address_in(each)
        if _SURROGATE.search(self.id + self.text + self.html):
            raise MailNotSendable("a mail that is not valid Unicode text", fix="give its id, text and HTML as UTF-8")


def address_in(text: str) -> Address:
    """The address in a text such as ``ama@example`` or ``Ama Ɔkɔ <ama@example>``.

    Raises:
        MailNotSendable: It is none, or its part at the machine's end is not ASCII.

    Example:
        >>> address_in("Ama Ɔkɔ <ama@mail.example>").addr_spec
        'ama@mail.example'
    """
    _on_one_line("address", text)
    match = _ADDRESS.fullmatch(text.strip())
    spec = (match["bracketed"] or match["bare"]).strip() if match else ""
    if match is None or len(spec) > 254 or not _SPEC.fullmatch(spec):
        raise MailNotSendable(f"{text!r} is no address", fix="write it as ama@example or Ama <ama@example>")
    return Address(display_name=(match["name"] or "").strip().strip('"'), addr_spec=spec)


def message_id(mail: Mail, domain: str) -> str:
    """The mail's Message-ID: the first 32 hexadecimal digits of SHA-256 over its id, at the sender's domain.

    Example:
        >>> message_id(Mail("a", ("ama@example",), "s", "t"), "example")
        '<ca978112ca1bbdcafac231b39a23dc4d@example>'
    """
    return f"<{hashlib.sha256(mail.id.encode()).hexdigest()[:32]}@{domain}>"


def as_message(mail: Mail, sender: Address, at: datetime) -> EmailMessage:
    """The mail as it goes over the wire.

    Args:
        mail: What to send.
        sender: Whom it is from.
        at: The instant that its header says.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = [address_in(each) for each in mail.to]
    message["Subject"] = mail.subject
    message["Date"] = at
    message["Message-ID"] = message_id(mail, sender.domain)
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies to a program
    message.set_content(mail.text)
    if mail.html:
        message.add_alternative(mail.html, subtype="html")
    for each in mail.attachments:
        kind, _, form = each.media_type.partition("/")
        message.add_attachment(each.content, maintype=kind, subtype=form, filename=each.name)
    return message


def _on_one_line(what: str, text: str) -> None:
    if not text.strip() or _CONTROL.search(text):
        raise MailNotSendable(
            f"the {what} {text!r} is empty or holds a line break or control character", fix="give one line of text"
        )
