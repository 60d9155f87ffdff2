"""A real mail server on this machine: with STARTTLS or TLS, a sign-in, and answers that a test may choose."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

USERNAME, PASSWORD = "reports", "correct horse"


@dataclass
class MailServer:
    """What the server was given, and what it answers.

    Attributes:
        port: Where it listens.
        mails: What it accepted: sender, recipients, message.
        answers: Address → what it answers to that recipient instead of 250.
        at_end: What it answers to the mail itself instead of 250.
        sign_in: What it answers to a right sign-in instead of 235; "" for 235.
        signed_in: Whom it let in.
    """

    port: int = 0
    mails: list[tuple[str, list[str], EmailMessage]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    at_end: str = ""
    sign_in: str = ""
    signed_in: list[str] = field(default_factory=list)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's names
        if self.at_end:
            return self.at_end
        parsed = message_from_bytes(envelope.original_content, policy=default)
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, parsed))
        return "250 OK"

    def authenticate(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, given: Any) -> AuthResult:
        if self.sign_in:
            return AuthResult(success=False, handled=False, message=self.sign_in)
        is_right = (given.login, given.password) == (USERNAME.encode(), PASSWORD.encode())
        if is_right:
            self.signed_in.append(USERNAME)
        return AuthResult(success=is_right, handled=False)


@contextmanager
def mail_server(tls: str, certificate: Path | None = None) -> Iterator[MailServer]:
    """A server on 127.0.0.1, with a certificate for ``localhost`` where it encrypts."""
    server = MailServer()
    context = None
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
    options: dict[str, Any] = {"authenticator": server.authenticate, "auth_require_tls": tls == "starttls"}
    if tls == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    server.port = free_port()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # aiosmtpd warns of the very settings that a test of a server without TLS needs
        controller = Controller(
            server, hostname="127.0.0.1", port=server.port, ssl_context=context if tls == "tls" else None, **options
        )
        controller.start()
        try:
            yield server
        finally:
            controller.stop()


@contextmanager
def scripted_server(talk: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server that talks with one caller as it is told, then hangs up; gives its port."""

    def answer() -> None:
        try:
            caller, _ = listener.accept()
        except OSError:
            return
        with caller:
            talk(caller)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield listener.getsockname()[1]
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join(20)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


def write_certificate(folder: Path, name: str = "localhost") -> tuple[Path, Path]:
    """A certificate with its key for a name, and the certificate alone to trust."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = dt.datetime.now(dt.UTC)
    names = [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names[: 2 if name == "localhost" else 1]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    public = certificate.public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    both, alone = folder / f"{name}.pem", folder / f"{name}-authority.pem"
    both.write_bytes(private + public)
    alone.write_bytes(public)
    return both, alone
