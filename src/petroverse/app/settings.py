"""Every setting, read once: what it is, its unit, its default, and where it may be given.

A setting comes from the first of these that gives it: a flag of the command line, the environment
(``PETROVERSE_PORT``), ``petroverse.toml`` in the home, the user's file, the system's file, the default.
"""

from __future__ import annotations

import ipaddress
import os
import socket
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

import platformdirs

from petroverse.core.errors import InputRefused

__all__ = ["SettingRefused", "Settings", "read_settings"]

_FILE: Final = "petroverse.toml"
_PREFIX: Final = "PETROVERSE_"
_CLAIMS: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
_ANYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - compared with, never listened on unasked


class SettingRefused(InputRefused):
    """A setting has a value that it cannot have, or no setting is called so."""

    exit_code = 2


def _setting(default: object, meaning: str, *, unit: str = "", is_secret: bool = False) -> Any:  # noqa: ANN401 - as dataclasses.field
    return field(default=default, metadata={"meaning": meaning, "unit": unit}, repr=not is_secret)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the owner of a platform may choose; each field's metadata holds its meaning and unit.

    Example:
        >>> Settings(home=Path("/srv/market")).port
        7387
    """

    home: Path = _setting(  # noqa: RUF009 - as dataclasses.field
        None, "Folder that holds everything: facts, original files, records. Given before the rest is read."
    )
    host: str = _setting("127.0.0.1", "Address to listen on; another than loopback needs TLS or a trusted proxy.")
    port: int = _setting(
        7387,
        "Port of the web page and the API (P-E-T-R on a telephone).",
        unit="TCP port, 0 to 65535; 0 takes a free one",
    )
    url: str = _setting("", "Address that people type, where it differs from host and port.")
    database_url: str = _setting(
        "", "A PostgreSQL to use instead of the one in the home, as postgresql://…", is_secret=True
    )
    bus_url: str = _setting(
        "",
        "A NATS with JetStream to use instead of the one in the home, as nats://user:password@host:4222; several "
        "servers of a cluster separated by commas.",
        is_secret=True,
    )
    kafka_servers: str = _setting(
        "", "Kafka brokers that `run bridge` bridges the bus to, as host:9092, separated by commas."
    )
    kafka_prefix: str = _setting(
        "petroverse",
        "What goes out goes to topics of this prefix, such as petroverse.readings; empty: nothing goes out.",
    )
    kafka_topics: str = _setting("", "Topics that readings come in from, separated by commas; empty: none come.")
    kafka_organisation: str = _setting("local", "Whose these readings are.")
    kafka_tls: str = _setting(
        "", "`system`, or a file with authorities (PEM) to trust; empty: no TLS, within a network of one's own."
    )
    kafka_user: str = _setting("", "Whom to sign in as there (SCRAM-SHA-512), over TLS; empty: nobody.")
    kafka_password_file: str = _setting("", "File with that user's password.")
    mqtt_host: str = _setting(
        "127.0.0.1",
        "Address where the bus of the home listens for devices (MQTT 3.1.1); another than loopback needs TLS.",
    )
    mqtt_port: int = _setting(0, "Its port.", unit="TCP port, 0 to 65535; 0 takes a free one and keeps it")
    lake_url: str = _setting("", "Folder or bucket of the history, such as s3://bucket/lake; empty: lake/ in the home.")
    blobs_url: str = _setting("", "Folder or bucket of the original files; empty: blobs/ in the home.")
    organisation: str = _setting(
        "", "Whose facts to read; empty: local and public, or the sample while nothing real is in."
    )
    token: str = _setting(
        "", "Token that a command acts with, not as the owner; better PETROVERSE_TOKEN or a file.", is_secret=True
    )
    token_file: str = _setting("", "File that holds this token.")
    reader_processes: int = _setting(2, "How many files are read at the same time.", unit="processes, 1 to 32")
    reader_memory_mb: int = _setting(384, "Memory that reading one file may take.", unit="MiB, from 128")
    reader_seconds: int = _setting(20, "Processor time that reading one file may take.", unit="s, from 1")
    upload_mb: int = _setting(64, "Largest file that the web page accepts.", unit="MiB, from 1")
    tls: str = _setting("", "`local`: serve over TLS with an own authority and certificate, kept in keys/tls.")
    tls_cert: str = _setting("", "File with the server's certificate and those above it (PEM); SIGHUP reads it again.")
    tls_key: str = _setting("", "File with the certificate's private key (PEM).")
    trusted_proxy: str = _setting(
        "", "Addresses or networks of the proxy in front, separated by commas; X-Forwarded-* is read from it alone."
    )
    drain_s: int = _setting(5, "How long running requests may go on once the platform is told to stop.", unit="s")
    drain_notice_s: int = _setting(
        0, "How long it goes on accepting after that while /readyz says 503, so that a balancer can leave.", unit="s"
    )
    metrics_token: str = _setting(
        "", "Bearer token that may read /metrics; without one only this machine may.", is_secret=True
    )
    log_format: str = _setting("text", "`text` for people, `json` for machines: one object a line.")
    log_level: str = _setting("", "`debug`, `info`, `warning` or `error`; empty: warning for `up`, info for `run`.")
    otel_endpoint: str = _setting("", "OTLP/HTTP collector that gets traces, such as http://host:4318; empty: none.")
    false_alarms_a_month: int = _setting(
        5, "How many false anomalies of the market a month may bring, over all kinds.", unit="findings, 1 to 100"
    )
    work_at_once: int = _setting(2, "How many jobs one worker does at the same time.", unit="jobs, 1 to 32")
    allow_private_urls: bool = _setting(
        False, "Whether jobs may fetch from this machine and private networks, and a look at a gauge may go there."
    )
    smtp_host: str = _setting("", "Mail server that takes the platform's mail; empty: no mail is sent.")
    smtp_port: int = _setting(587, "Its port: 587 for starttls, 465 for tls.", unit="TCP port, 1 to 65535")
    smtp_tls: str = _setting("starttls", "`starttls`, `tls` from the first word on, or `none`: to this machine only.")
    smtp_user: str = _setting(
        "", "Whom to sign in as there; the password is the secret smtp_password, or stands in smtp_password_file."
    )
    smtp_password_file: str = _setting("", "File with that password; empty: the secret smtp_password is used.")
    smtp_authority: str = _setting("", "File with certificates (PEM) to trust there instead of the system's.")
    mail_from: str = _setting("", "Whom mail comes from, such as `PetroVerse <reports@example.org>`.")
    cors_origins: str = _setting(
        "", "Origins whose pages may ask with a token, such as https://board.example, separated by commas."
    )
    rate_per_minute: int = _setting(1200, "What one person or token may ask.", unit="requests a minute, 0 for no limit")
    rate_per_minute_strangers: int = _setting(
        600, "What one address may ask without being signed in.", unit="requests a minute, 0 for no limit"
    )
    sign_ins_per_minute: int = _setting(
        30, "How often one address may try a password or an invitation.", unit="tries a minute, 0 for no limit"
    )
    oidc_issuer: str = _setting(
        "", "OpenID Connect provider that people may sign in at, as it names itself, such as https://login.example."
    )
    oidc_client_id: str = _setting("", "What this platform is called there.")
    oidc_client_secret_file: str = _setting(
        "", "File that holds the client's secret; empty: the secret `oidc_client_secret` of the vault, else none."
    )
    oidc_name: str = _setting("your organisation's sign-in", "What people call this provider.")
    oidc_organisation: str = _setting(
        "", "Organisation that takes the provider's people in without an invitation; empty: none does."
    )
    oidc_role_claim: str = _setting("groups", "Claim of the provider that decides a person's role there.")
    oidc_roles: str = _setting("", "Role for each value of that claim, such as analysts=analyst,it-admins=admin.")
    wal_archive: str = _setting("", "Folder to which the embedded PostgreSQL archives its log; empty: none.")

    def __post_init__(self) -> None:
        """Refuses values outside their range, each with its name."""
        _within("port", self.port, 0, 65535)
        _within("mqtt_port", self.mqtt_port, 0, 65535)
        _within("reader_processes", self.reader_processes, 1, 32)
        _within("reader_memory_mb", self.reader_memory_mb, 128, 1 << 20)
        _within("reader_seconds", self.reader_seconds, 1, 86_400)
        _within("upload_mb", self.upload_mb, 1, 4096)
        _within("false_alarms_a_month", self.false_alarms_a_month, 1, 100)
        _within("work_at_once", self.work_at_once, 1, 32)
        _within("smtp_port", self.smtp_port, 1, 65535)
        _within("rate_per_minute", self.rate_per_minute, 0, 1_000_000)
        _within("rate_per_minute_strangers", self.rate_per_minute_strangers, 0, 1_000_000)
        _within("sign_ins_per_minute", self.sign_ins_per_minute, 0, 1_000_000)
        _within("drain_s", self.drain_s, 0, 3600)
        _within("drain_notice_s", self.drain_notice_s, 0, 3600)
        _networks("trusted_proxy", self.trusted_proxy)
        _one_of("tls", self.tls, ("", "local"))
        _one_of("smtp_tls", self.smtp_tls, ("starttls", "tls", "none"))
        _one_of("log_format", self.log_format, ("text", "json"))
        _one_of("log_level", self.log_level, ("", "debug", "info", "warning", "error"))
        if bool(self.oidc_issuer) != bool(self.oidc_client_id):
            fix = "give oidc_issuer with oidc_client_id"
            raise SettingRefused("the provider is not given whole", where="setting oidc_issuer", fix=fix)
        if bool(self.tls_cert) != bool(self.tls_key) or (self.tls and self.tls_cert):
            raise SettingRefused(
                "TLS is not given whole, or twice", where="setting tls", fix="give tls, or tls_cert with tls_key"
            )

    @property
    def address(self) -> str:
        """Where people open the platform, without a trailing slash."""
        named = socket.gethostname() if self.host in _ANYWHERE else self.host
        host = f"[{named}]" if ":" in named else named
        return self.url.rstrip("/") or f"{'https' if self.is_tls else 'http'}://{host}:{self.port}"

    @property
    def is_tls(self) -> bool:
        """Whether the platform itself speaks TLS."""
        return bool(self.tls or self.tls_cert)


def read_settings(
    flags: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    user_file: Path | None = None,
    system_file: Path | None = None,
) -> Settings:
    """Gives the settings that hold for one command.

    Args:
        flags: What the command line gives, by name; None values count as not given.
        environment: The process environment; None: the real one.
        user_file: The user's settings file; None: in the platform's user configuration folder.
        system_file: The system's settings file; None: in the platform's site configuration folder.

    Raises:
        SettingRefused: A value cannot be read or lies outside its range, or a file names an unknown setting.
    """
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    surroundings = os.environ if environment is None else environment
    system = _from_file(system_file or platformdirs.site_config_path("petroverse", appauthor=False) / _FILE)
    user = _from_file(user_file or platformdirs.user_config_path("petroverse", appauthor=False) / _FILE)
    beyond_home = {**system, **user, **_from_environment(surroundings), **given}
    home = Path(str(beyond_home.get("home") or _default_home())).expanduser().absolute()
    layers = {**system, **user, **_from_file(home / _FILE), **_from_environment(surroundings), **given, "home": home}
    typed: dict[str, Any] = {name: _typed(name, value) for name, value in layers.items()}
    return Settings(**typed)


def _default_home() -> Path:
    return platformdirs.user_data_path("petroverse", appauthor=False)


def _names() -> dict[str, str]:
    return {each.name: str(each.type) for each in fields(Settings)}


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    named = {name: environment.get(f"{_PREFIX}{name.upper()}", "") for name in _names()}
    return {name: value for name, value in named.items() if value}


def _from_file(path: Path) -> dict[str, object]:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise SettingRefused(
            f"the settings cannot be read: {fault}", where=str(path), fix="correct the file"
        ) from fault
    unknown = sorted(set(raw) - set(_names()))
    if unknown:
        raise SettingRefused(
            f"no setting is called {unknown[0]!r}", where=str(path), fix=f"one of {', '.join(sorted(_names()))}"
        )
    return raw


def _typed(name: str, value: object) -> object:
    if _names()[name] == "int":
        try:
            return int(str(value))
        except ValueError:
            raise SettingRefused(
                f"{value!r} is not a whole number", where=f"setting {name}", fix="give digits"
            ) from None
    if _names()[name] == "bool":
        return _claim(name, str(value).lower())
    return value if isinstance(value, Path) else str(value)


def _claim(name: str, value: str) -> bool:
    if value not in _CLAIMS:
        raise SettingRefused(f"{value!r} is neither true nor false", where=f"setting {name}", fix="true or false")
    return _CLAIMS[value]


def _within(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise SettingRefused(
            f"{value} is out of range", where=f"setting {name}", fix=f"a whole number from {low} to {high}"
        )


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        known = ", ".join(filter(None, allowed))
        raise SettingRefused(f"{value!r} is not known", where=f"setting {name}", fix=f"one of {known}")


def _networks(name: str, value: str) -> None:
    for each in filter(None, map(str.strip, value.split(","))):
        try:
            ipaddress.ip_network(each)
        except ValueError:
            raise SettingRefused(
                f"{each!r} is neither an address nor a network", where=f"setting {name}", fix="such as 10.0.0.7"
            ) from None
