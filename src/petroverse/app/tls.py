"""TLS of the platform's own: an authority that lives in the home, and a server certificate that it signs.

keys/tls/
  authority.pem  what browsers and programs are told to trust; lasts ten years
  authority.key  signs server certificates; never leaves the home (0600)
  server.pem     the server's certificate with the authority's; made again a month before it is over
  server.key     (0600)
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from petroverse.app.home import Home
from petroverse.app.settings import SettingRefused, Settings
from petroverse.core.durable import write_whole

__all__ = ["Certificate", "authority_of", "certificate_of", "served_names", "trusting", "words_of_trust"]

_AUTHORITY_DAYS: Final = 3650
_SERVER_DAYS: Final = 397
"""The longest that browsers accept from an authority they know; ours keeps to it."""
_RENEWED_DAYS: Final = 30
_EARLIER: Final = timedelta(hours=1)
"""Clocks differ: a certificate is valid a little before it was made."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """The files that a server speaks TLS with.

    Attributes:
        chain: The server's certificate and those above it.
        key: Its private key.
    """

    chain: Path
    key: Path


def authority_of(home: Home) -> Path:
    """Where the home's own authority lies, if it has one."""
    return home.folder / "keys" / "tls" / "authority.pem"


def certificate_of(settings: Settings, home: Home, *, now: datetime | None = None) -> Certificate | None:
    """What the server speaks TLS with; None where it does not. The own one is made, or made again, as needed.

    Args:
        settings: With ``tls``, or ``tls_cert`` and ``tls_key``.
        home: Keeps the own authority.
        now: The time; None: the clock's.

    Raises:
        SettingRefused: The given files cannot be used.
    """
    if settings.tls_cert:
        return _given(Certificate(Path(settings.tls_cert), Path(settings.tls_key)))
    if not settings.tls:
        return None
    folder = authority_of(home).parent
    for each in (folder.parent, folder):  # parents that mkdir makes itself get the usual mode
        each.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not any(folder.parent.glob("*.key")):  # as earlier versions left it; no key of the home can have been read yet
        folder.parent.chmod(0o700)
    server = Certificate(folder / "server.pem", folder / "server.key")
    at = now or datetime.now(UTC)
    authority = _authority(folder, at)
    names = served_names(settings)
    if not _is_good(server, authority[0], names, at):
        _issue(server, authority, names, at)
    return server


def served_names(settings: Settings) -> tuple[str, ...]:
    """Every name and address under which the platform is reached, in a fixed order."""
    named = {"localhost", "127.0.0.1", "::1", urlsplit(settings.address).hostname or ""}
    if settings.host in {"0.0.0.0", "::"}:  # noqa: S104 - compared with
        named |= {socket.gethostname(), socket.getfqdn()}
    else:
        named.add(settings.host)
    return tuple(sorted(each.lower() for each in named if each))


def trusting(home: Home) -> ssl.SSLContext:
    """What a program of this home trusts: the system's authorities, and the home's own if it has one."""
    context = ssl.create_default_context()
    if authority_of(home).is_file():
        context.load_verify_locations(authority_of(home))
    return context


def words_of_trust(home: Home) -> str:
    """How a person makes the usual systems trust the home's authority."""
    path = authority_of(home)
    print_ = x509.load_pem_x509_certificate(path.read_bytes()).fingerprint(hashes.SHA256()).hex(":").upper()
    return "\n".join(
        (
            f"Other machines trust this platform once they have its authority, {path}",
            f"  SHA-256 {print_}",
            "  Debian, Ubuntu:  copy to /usr/local/share/ca-certificates/petroverse.crt; sudo update-ca-certificates",
            "  Fedora, RHEL:    copy to /etc/pki/ca-trust/source/anchors/; sudo update-ca-trust",
            "  macOS:           sudo security add-trusted-cert -d -k /Library/Keychains/System.keychain authority.pem",
            "  Windows:         certutil -addstore -f Root authority.pem   (as administrator)",
            "  Firefox:         Settings, Certificates, View, Authorities, Import",
            "  Android, iOS:    send it to the phone, install it, and turn it on as a trusted root",
        )
    )


def _given(files: Certificate) -> Certificate:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(files.chain, files.key)
    except (OSError, ssl.SSLError) as fault:
        raise SettingRefused(
            f"the certificate cannot be used: {getattr(fault, 'strerror', None) or fault}",
            where=f"{files.chain} with {files.key}",
            fix="give the chain and its unencrypted key, both PEM",
        ) from fault
    return files


def _authority(folder: Path, now: datetime) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    place, secret = folder / "authority.pem", folder / "authority.key"
    if place.is_file() and secret.is_file():
        found = x509.load_pem_x509_certificate(place.read_bytes())
        key = serialization.load_pem_private_key(secret.read_bytes(), None)
        if isinstance(key, ec.EllipticCurvePrivateKey) and found.not_valid_after_utc - now > timedelta(_SERVER_DAYS):
            return found, key
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name(f"PetroVerse on {socket.gethostname()}"[:64])
    made = (
        _builder(name, name, key.public_key(), now, _AUTHORITY_DAYS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(is_authority=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    write_whole(secret, _pem(key))
    write_whole(place, made.public_bytes(serialization.Encoding.PEM), mode=0o644)
    return made, key


def _issue(
    files: Certificate, authority: tuple[x509.Certificate, ec.EllipticCurvePrivateKey], names: tuple[str, ...],
    now: datetime,
) -> None:  # fmt: skip
    above, signer = authority
    key = ec.generate_private_key(ec.SECP256R1())
    made = (
        _builder(_name("PetroVerse"), above.subject, key.public_key(), now, _SERVER_DAYS)
        .add_extension(x509.SubjectAlternativeName(map(_alternative, names)), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(is_authority=False), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .sign(signer, hashes.SHA256())
    )
    chain = made.public_bytes(serialization.Encoding.PEM) + above.public_bytes(serialization.Encoding.PEM)
    write_whole(files.key, _pem(key))
    write_whole(files.chain, chain, mode=0o644)


def _is_good(files: Certificate, authority: x509.Certificate, names: tuple[str, ...], now: datetime) -> bool:
    try:
        found = x509.load_pem_x509_certificate(files.chain.read_bytes())
        found.verify_directly_issued_by(authority)
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(files.chain, files.key)
    except Exception:  # noqa: BLE001 - whatever is wrong with it, it is made again
        return False
    known = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    is_lasting = found.not_valid_after_utc - now > timedelta(_RENEWED_DAYS)
    return is_lasting and list(known) == list(map(_alternative, names))


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _EARLIER)
        .not_valid_after(now + timedelta(days))
    )


def _usage(*, is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority, key_cert_sign=is_authority, crl_sign=is_authority,
        content_commitment=False, key_encipherment=False, data_encipherment=False, key_agreement=False,
        encipher_only=False, decipher_only=False,
    )  # fmt: skip


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _name(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    plain = serialization.NoEncryption()
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
