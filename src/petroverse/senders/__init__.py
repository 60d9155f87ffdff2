"""Senders: what the platform tells people outside it; e-mail today, each way of sending behind one role.

    sender = SmtpSender(SmtpSettings("mail.example", 587, sender="PetroVerse <reports@example>", username="reports",
                                     password=secret.reveal))
    delivery = sender.send(Mail("report-7-2024-03", ("ama@example",), "March", "The month is in."))

A fault below ``Unavailable`` may pass: send the same mail again later. One below ``InputRefused`` will not.
"""

from petroverse.senders.faults import (
    MailDelayed,
    MailNotSendable,
    MailRefused,
    MailServerAway,
    MailServerNotTrusted,
    MailSettingsRefused,
    MailSignInRefused,
    RecipientsRefused,
)
from petroverse.senders.mail import Attachment, Mail
from petroverse.senders.sender import Delivery, Refusal, Sender
from petroverse.senders.smtp import SmtpSender
from petroverse.senders.smtp_settings import SmtpSettings, Tls

__all__ = [
    "Attachment",
    "Delivery",
    "Mail",
    "MailDelayed",
    "MailNotSendable",
    "MailRefused",
    "MailServerAway",
    "MailServerNotTrusted",
    "MailSettingsRefused",
    "MailSignInRefused",
    "RecipientsRefused",
    "Refusal",
    "Sender",
    "SmtpSender",
    "SmtpSettings",
    "Tls",
]
