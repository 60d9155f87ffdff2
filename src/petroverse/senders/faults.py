"""Every fault that a sender can name, split by what to do: what may pass is tried again, what lasts is told a person.

Unavailable                  try the same mail again later
├── MailServerAway           no connection, or it broke; the mail may have arrived, its Message-ID tells
├── MailDelayed              the server said "not now" (4xx)
└── NoticeDelayed            nobody answers, or the receiver said "not now"
InputRefused                 the same again ends the same
├── MailNotSendable          no mail: a line break in a header, no such address
├── MailSettingsRefused      settings that cannot be
├── MailServerNotTrusted     no encryption, or a certificate that is not the server's
├── MailSignInRefused        user name or password are wrong
├── MailRefused              the server refuses the sender or the mail (5xx)
├── RecipientsRefused        the server refuses every recipient (5xx)
├── NoticeNotSendable        no notice, or no address and secret that could be used
└── NoticeRefused            the receiver refuses it
    └── ReceiverGone         it is there no more: an address that is taken out, a browser that was signed out
"""

from __future__ import annotations

from petroverse.core.errors import InputRefused, Unavailable

__all__ = [
    "MailDelayed",
    "MailNotSendable",
    "MailRefused",
    "MailServerAway",
    "MailServerNotTrusted",
    "MailSettingsRefused",
    "MailSignInRefused",
    "NoticeDelayed",
    "NoticeNotSendable",
    "NoticeRefused",
    "ReceiverGone",
    "RecipientsRefused",
]


class MailServerAway(Unavailable):
    """The mail server cannot be reached, or the connection broke."""


class MailDelayed(Unavailable):
    """The mail server puts the mail off.

    Attributes:
        code: What the server answered, from 400 to 499.
    """

    def __init__(self, what: str, *, code: int, where: str = "", fix: str = "") -> None:
        super().__init__(what, where=where, fix=fix)
        self.code = code


class MailNotSendable(InputRefused):
    """A mail that no server should be given: an address or a header that is none."""


class MailSettingsRefused(InputRefused):
    """Settings of a mail server that cannot be, or would give a password away."""


class MailServerNotTrusted(InputRefused):
    """The connection cannot be encrypted, or whoever answers is not proven to be the server."""


class _Refused(InputRefused):
    def __init__(self, what: str, *, code: int | None, where: str = "", fix: str = "") -> None:
        super().__init__(what, where=where, fix=fix)
        self.code = code


class MailSignInRefused(_Refused):
    """The mail server does not let the user in.

    Attributes:
        code: What the server answered; None where it was not asked.
    """


class MailRefused(_Refused):
    """The mail server refuses the mail or its sender.

    Attributes:
        code: What the server answered, from 500 to 599.
    """


class RecipientsRefused(_Refused):
    """The mail server refuses every recipient.

    Attributes:
        code: What the server answered to the first, from 500 to 599.
    """


class NoticeDelayed(Unavailable):
    """Nobody answers where a notice should go, or the receiver puts it off."""


class NoticeNotSendable(InputRefused):
    """A notice that no receiver should be given, or an address or a secret that is none."""


class NoticeRefused(InputRefused):
    """The receiver refuses the notice."""


class ReceiverGone(NoticeRefused):
    """Nobody takes notices there any more; it should not be asked again."""
