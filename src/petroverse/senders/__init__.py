"""Senders: what the platform tells people and programs outside it; each way of sending behind one role.

    sender = SmtpSender(SmtpSettings("mail.example", 587, sender="PetroVerse <reports@example>", username="reports",
                                     password=secret.reveal))
    delivery = sender.send(Mail("report-7-2024-03", ("ama@example",), "March", "The month is in."))

A mail is for people to read later; a ``Notice`` is short and comes at once, as a signed POST or into a browser:

    WebhookSender("https://ops.example/petroverse", secret.reveal, poster).send(notice)
    PushSender(Subscription(endpoint, p256dh, auth), key.reveal, "mailto:ops@example", poster).send(notice)

A fault below ``Unavailable`` may pass: send the same again later. One below ``InputRefused`` will not.
"""

from petroverse.senders.faults import (
    MailDelayed,
    MailNotSendable,
    MailRefused,
    MailServerAway,
    MailServerNotTrusted,
    MailSettingsRefused,
    MailSignInRefused,
    NoticeDelayed,
    NoticeNotSendable,
    NoticeRefused,
    ReceiverGone,
    RecipientsRefused,
)
from petroverse.senders.mail import Attachment, Mail
from petroverse.senders.notice import Notice, NoticeSender, Urgency, notice_bytes
from petroverse.senders.posting import Post, Poster, origin_of
from petroverse.senders.push import PushSender, Subscription, new_push_key, public_push_key
from petroverse.senders.sender import Delivery, Refusal, Sender
from petroverse.senders.smtp import SmtpSender
from petroverse.senders.smtp_settings import SmtpSettings, Tls
from petroverse.senders.webhook import WebhookSender, signature

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
    "Notice",
    "NoticeDelayed",
    "NoticeNotSendable",
    "NoticeRefused",
    "NoticeSender",
    "Post",
    "Poster",
    "PushSender",
    "ReceiverGone",
    "RecipientsRefused",
    "Refusal",
    "Sender",
    "SmtpSender",
    "SmtpSettings",
    "Subscription",
    "Tls",
    "Urgency",
    "WebhookSender",
    "new_push_key",
    "notice_bytes",
    "origin_of",
    "public_push_key",
    "signature",
]
