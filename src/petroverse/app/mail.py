"""The platform's way out for mail, as the settings say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from petroverse.core.errors import InputRefused, NotFound
from petroverse.core.grants import LOCAL
from petroverse.senders import Sender, SmtpSender, SmtpSettings, Tls
from petroverse.vault import open_secret
from petroverse.workflows import OWNER

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["MailNotSetUp", "mail_sender"]

_SECRET = "smtp_password"  # noqa: S105 - its name


class MailNotSetUp(InputRefused):
    """The settings name no mail server, or not all that it needs."""


def mail_sender(platform: Platform) -> Sender:
    """What sends a platform's mail.

    Raises:
        MailNotSetUp: The settings name no server or no sender.
        MailSettingsRefused: They name something that cannot be.
    """
    of = platform.settings
    missing = next((name for name in ("smtp_host", "mail_from") if not getattr(of, name)), "")
    if missing:
        raise MailNotSetUp(
            "no mail server is set up", where=f"setting {missing}", fix="see docs/how-to/mail-a-question.md"
        )
    return SmtpSender(
        SmtpSettings(
            of.smtp_host,
            of.smtp_port,
            of.mail_from,
            tls=cast("Tls", of.smtp_tls),
            username=of.smtp_user,
            password=(lambda: _password(platform)) if of.smtp_user else None,
            authority=Path(of.smtp_authority) if of.smtp_authority else None,
        )
    )


def _password(platform: Platform) -> str:
    """It is read anew for every mail, so that a changed one counts at once."""
    file = platform.settings.smtp_password_file
    try:
        if file:
            return Path(file).read_text("utf-8").strip()
        with platform.stores.database.reading(LOCAL, OWNER) as uow:
            return open_secret(uow, platform.home_keys, _SECRET).reveal()
    except (OSError, UnicodeDecodeError, NotFound) as fault:
        what = "the password of the mail server cannot be read"
        fix = f"keep the secret {_SECRET} in the organisation {LOCAL}, or set smtp_password_file"
        raise MailNotSetUp(what, where=file or f"secret {_SECRET}", fix=fix) from fault
