"""Real MQTT brokers for tests: mosquitto where this machine has one, and the wheel's nats-server, which speaks 3.1.1.

with broker("nats", tmp_path) as running:
    running.address, running.stop(), running.start()
"""

from __future__ import annotations

import ipaddress
import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

__all__ = ["BROKERS", "Running", "broker"]

BROKERS = ("nats", "mosquitto") if shutil.which("mosquitto") else ("nats",)
"""Those that this machine has."""

NATS = Path(sys.executable).with_name("nats-server")
USER, PASSWORD = "gauges", "a word of its own"


@dataclass
class Running:
    """A broker that can be stopped and started again on its port.

    Attributes:
        kind: ``nats`` or ``mosquitto``.
        folder: Where it keeps everything.
        port: Where it listens, on loopback.
        has_password: Whether it lets only ``USER`` with ``PASSWORD`` in.
        authority: The certificate that it is trusted by, PEM; empty without TLS.
    """

    kind: str
    folder: Path
    port: int
    has_password: bool = False
    authority: str = ""
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        command = _nats(self) if self.kind == "nats" else _mosquitto(self)
        with (self.folder / "log.txt").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self.folder)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            assert self.process.poll() is None, (self.folder / "log.txt").read_text()
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.02)
        raise AssertionError((self.folder / "log.txt").read_text())

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait(10)
            self.process = None


@contextmanager
def broker(
    kind: str, folder: Path, *, has_password: bool = False, has_tls: bool = False, port: int = 0
) -> Iterator[Running]:
    """A broker on a port of loopback, a free one where none is given, stopped at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = port or free.getsockname()[1]
    running = Running(kind, folder, port, has_password)
    folder.mkdir(parents=True, exist_ok=True)
    if has_tls:
        running.authority = _certificate(folder)
    running.start()
    try:
        yield running
    finally:
        running.stop()


def _nats(running: Running) -> list[str]:
    mqtt: dict[str, object] = {"host": "127.0.0.1", "port": running.port, "ack_wait": "1s"}
    if running.authority:
        mqtt["tls"] = {"cert_file": str(running.folder / "cert.pem"), "key_file": str(running.folder / "key.pem")}
    settings: dict[str, object] = {
        "server_name": "foreign",
        "host": "127.0.0.1",
        "port": -1,
        "jetstream": {"store_dir": str(running.folder / "store")},
        "mqtt": mqtt,
    }
    if running.has_password:
        settings["authorization"] = {"users": [{"user": USER, "password": PASSWORD}]}
    (running.folder / "nats.conf").write_text(json.dumps(settings))
    return [str(NATS), "-c", str(running.folder / "nats.conf")]


def _mosquitto(running: Running) -> list[str]:
    lines = [
        f"listener {running.port} 127.0.0.1",
        f"allow_anonymous {'false' if running.has_password else 'true'}",
        "persistence true",
        f"persistence_location {running.folder}/",
        "autosave_interval 1",
        "autosave_on_changes true",
        "user root",  # only looked at where root starts it: stay who you are, the folder is private
    ]
    if running.authority:
        lines += [f"certfile {running.folder}/cert.pem", f"keyfile {running.folder}/key.pem"]
    if running.has_password:
        words = running.folder / "words"
        words.touch(0o600)
        subprocess.run(["mosquitto_passwd", "-b", str(words), USER, PASSWORD], check=True)
        lines.append(f"password_file {words}")
    (running.folder / "mosquitto.conf").write_text("\n".join(lines) + "\n")
    return ["mosquitto", "-c", str(running.folder / "mosquitto.conf")]


def _certificate(folder: Path) -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "a broker")])
    now = datetime.now(UTC)
    hosts = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(hosts, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    form = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, plain))
    printed = made.public_bytes(serialization.Encoding.PEM)
    (folder / "cert.pem").write_bytes(printed)
    return printed.decode()
