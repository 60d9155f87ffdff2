"""E-mail by SMTP (RFC 5321), encrypted (RFC 3207, RFC 8314) unless the server is this machine."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from typing import Final

from petroverse.core.times import Clock, SystemClock
from petroverse.senders.faults import (
    MailDelayed,
    MailRefused,
    MailServerAway,
    MailServerNotTrusted,
    MailSettingsRefused,
    MailSignInRefused,
    RecipientsRefused,
)
from petroverse.senders.mail import Mail, address_in, as_message, message_id
from petroverse.senders.sender import Delivery, Refusal
from petroverse.senders.smtp_settings import SmtpSettings

__all__ = ["SmtpSender"]

_LATER: Final = "send the same mail again later"


class SmtpSender:
    """Hands mails to one server, each over a connection of its own; a ``Sender``.

    Args:
        settings: The server.
        clock: Gives the instant of the Date header.
    """

    def __init__(self, settings: SmtpSettings, *, clock: Clock | None = None) -> None:
        self._settings = settings
        self._sender = address_in(settings.sender)
        self._where = f"{settings.host}:{settings.port}"
        self._clock = clock or SystemClock()

    def send(self, mail: Mail) -> Delivery:
        """Hands a mail over; see ``Sender.send``.

        Raises:
            MailServerAway: No connection, or it broke on the way.
            MailDelayed: The server puts it off; holds its code.
            MailServerNotTrusted: The server cannot encrypt, or its certificate is not trusted.
            MailSignInRefused: The server does not let the user in.
            MailRefused: The server refuses the mail or its sender; holds its code.
            RecipientsRefused: It refuses every recipient for good; holds its code.
            MailSettingsRefused: The file of certificates cannot be read.
        """
        named = {address_in(each).addr_spec: each for each in mail.to}
        content = as_message(mail, self._sender, self._clock.now()).as_bytes()
        with self._named_faults(), self._connected() as server:
            refused = server.sendmail(self._sender.addr_spec, list(named), content)
        told = {named[spec]: Refusal(code, _words(answer)) for spec, (code, answer) in refused.items()}
        return Delivery(message_id(mail, self._sender.domain), told)

    @contextlib.contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        of = self._settings
        context = None if of.tls == "none" else self._trust()
        server = (
            smtplib.SMTP_SSL(of.host, of.port, timeout=of.timeout_s, context=context)
            if of.tls == "tls"
            else smtplib.SMTP(of.host, of.port, timeout=of.timeout_s)
        )
        try:
            server.ehlo_or_helo_if_needed()
            if of.tls == "starttls":
                self._encrypt(server, context)
            if of.username:
                self._sign_in(server)
            yield server
            with contextlib.suppress(smtplib.SMTPException, OSError):
                server.quit()  # a mail that was accepted stays so, however the server takes its leave
        finally:
            server.close()

    def _trust(self) -> ssl.SSLContext:
        try:
            return ssl.create_default_context(cafile=self._settings.authority)
        except (OSError, ssl.SSLError) as fault:
            raise MailSettingsRefused(
                f"the file of certificates cannot be read: {fault.strerror or fault}",
                where=str(self._settings.authority),
                fix="give a file of certificates in PEM",
            ) from fault

    def _encrypt(self, server: smtplib.SMTP, context: ssl.SSLContext | None) -> None:
        try:
            server.starttls(context=context)
        except smtplib.SMTPNotSupportedError as fault:
            raise self._not_trusted("it offers no encryption (STARTTLS)") from fault

    def _sign_in(self, server: smtplib.SMTP) -> None:
        password = self._settings.password() if self._settings.password else ""
        if not (password + self._settings.username).isascii():
            raise self._no_sign_in("user name or password has a letter that SMTP sign-in cannot carry", None)
        try:
            server.login(self._settings.username, password)
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPAuthenticationError as fault:  # what a server says about a password is not passed on
            code = fault.smtp_code
            if 400 <= code < 500:
                what = f"the mail server cannot sign anybody in now ({code})"
                raise MailDelayed(what, code=code, where=self._where, fix=_LATER) from None
            raise self._no_sign_in(f"the mail server refuses the sign-in ({code})", code) from None
        except smtplib.SMTPException:
            raise self._no_sign_in("the mail server offers no way to sign in that is known here", None) from None

    @contextlib.contextmanager
    def _named_faults(self) -> Iterator[None]:
        try:
            yield
        except smtplib.SMTPRecipientsRefused as fault:
            raise self._all_refused(list(fault.recipients.values())) from fault
        except smtplib.SMTPResponseException as fault:
            raise self._answered(fault.smtp_code, _words(fault.smtp_error)) from fault
        except ssl.SSLCertVerificationError as fault:
            raise self._not_trusted(f"its certificate: {fault.verify_message}") from fault
        except (smtplib.SMTPException, OSError) as fault:
            raise MailServerAway(
                f"the mail server cannot be reached, or the connection broke: {fault}", where=self._where, fix=_LATER
            ) from fault

    def _all_refused(self, answers: list[tuple[int, bytes]]) -> MailDelayed | RecipientsRefused:
        code, answer = next((each for each in answers if 400 <= each[0] < 500), answers[0])
        if 400 <= code < 500:
            return self._put_off(code, _words(answer))
        return RecipientsRefused(
            f"the mail server refuses every recipient: {code} {_words(answer)}",
            code=code,
            where=self._where,
            fix="correct the addresses",
        )

    def _answered(self, code: int, words: str) -> MailDelayed | MailRefused | MailServerAway:
        if 400 <= code < 500:
            return self._put_off(code, words)
        if 500 <= code < 600:
            return MailRefused(
                f"the mail server refuses the mail: {code} {words}",
                code=code,
                where=self._where,
                fix="see the server's words",
            )
        return MailServerAway(
            f"the mail server answered something else than SMTP: {code} {words}", where=self._where, fix=_LATER
        )

    def _put_off(self, code: int, words: str) -> MailDelayed:
        return MailDelayed(f"the mail server puts it off: {code} {words}", code=code, where=self._where, fix=_LATER)

    def _not_trusted(self, why: str) -> MailServerNotTrusted:
        return MailServerNotTrusted(
            f"the mail server is not trusted: {why}",
            where=self._where,
            fix="use the name in its certificate, another port, or give the file of its authority",
        )

    def _no_sign_in(self, why: str, code: int | None) -> MailSignInRefused:
        return MailSignInRefused(why, code=code, where=self._where, fix="set user name and password again")


def _words(answer: bytes | str) -> str:
    """A server's answer as one line that may be shown."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[:300]
