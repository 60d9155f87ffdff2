"""Where an engine's files lie: secrets and locks in the home, data there or in a system folder, the socket apart."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from petroverse.core.durable import write_whole
from petroverse.database.engine_account import Account, engine_account, programs_for, run_as
from petroverse.database.engine_cluster import PORT, Cluster, data_major, make, running_sockets
from petroverse.database.engine_programs import choose_programs
from petroverse.database.faults import EngineDataMissing, HomeIsACopy, HomeUnwritable

__all__ = [
    "AbandonedData",
    "EngineSettings",
    "abandoned_data",
    "cluster_of",
    "engine_folder",
    "ensure_data",
    "password_of",
]

_SYSTEM_FOLDER = Path("/var/lib/petroverse")
_SOCKET_PATH_BYTES = 107


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an engine needs to know.

    Attributes:
        home: The home; the engine's password and locks lie in its folder ``engine``.
        run_folder: A folder for the socket, made private; a short one of its own where None.
        url: A PostgreSQL URL to use instead of the embedded engine, such as ``postgresql://user:password@host/name``.
        patience_s: How long to wait for the engine to answer.
        wal_archive: A folder to which the embedded engine archives its log, made if missing; None: none.
    """

    home: Path
    run_folder: Path | None = None
    url: str | None = None
    patience_s: float = 30.0
    wal_archive: Path | None = None


@dataclass(frozen=True, slots=True)
class AbandonedData:
    """The data of a home that is not there any more.

    Attributes:
        folder: Where the data lies.
        home: Where its home was.
        size_bytes: How much there is.
    """

    folder: Path
    home: Path
    size_bytes: int


def engine_folder(home: Path) -> Path:
    """The home's folder for the engine's secrets and locks, made on first use.

    Raises:
        HomeUnwritable: It cannot be made or written.
    """
    folder = home / "engine"
    try:
        home.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as fault:
        raise HomeUnwritable(
            f"cannot write in the home: {fault.strerror}", where=str(home), fix="choose another with --home"
        ) from fault
    if not os.access(folder, os.W_OK | os.X_OK):
        raise HomeUnwritable("the home belongs to somebody else", where=str(home), fix="choose another with --home")
    return folder


def password_of(folder: Path) -> str:
    """The engine's password, made on first use, readable by the home's owner alone."""
    return _secret(folder / "password")


def cluster_of(settings: EngineSettings, folder: Path) -> Cluster:
    """The home's data folder with what runs it; the folders around it are made, the data is not.

    Raises:
        EngineMissing, EngineAccountMissing, EngineVersionDiffers, HomeUnwritable, HomeIsACopy: See each.
    """
    in_home = folder / "postgres"
    account = engine_account(in_home)
    place, run_folder = in_home, _run_folder(settings, folder, account)
    if account.is_other and not in_home.is_dir():
        place = _system_folder() / _secret(folder / "identity")[:16]
        _claim(place, settings.home, account)
    account.private_folder(place)
    data = place / "data"
    sockets = running_sockets(data) or account.private_folder(run_folder)
    programs = choose_programs(data_major(data))
    archive = _archive(settings.wal_archive, account) if settings.wal_archive else None
    return Cluster(programs_for(account, programs, _SYSTEM_FOLDER), account, data, sockets, archive)


def ensure_data(cluster: Cluster, password: str, folder: Path) -> None:
    """Makes the data folder of a new home; a home that had one before is never given an empty one.

    Raises:
        EngineDataMissing: The home had one.
        EngineNoSpace, EngineNotAnswering, EngineDataDamaged: It cannot be made.
    """
    made = folder / "data-folder"
    if data_major(cluster.data) is None:
        if made.exists():
            raise EngineDataMissing(
                f"the database of this home is gone from {made.read_text()}",
                where=str(folder.parent),
                fix="put it back or restore a backup; to begin empty, begin with another home",
            )
        make(cluster, password)
    if not made.exists():
        write_whole(made, str(cluster.data).encode())


def abandoned_data() -> tuple[AbandonedData, ...]:
    """Databases in the system folder whose home is not there; nothing removes them, their home may lie on a lost disk.

    Empty for an ordinary account, whose data lies in its homes.
    """
    found = []
    for mark in sorted(_SYSTEM_FOLDER.glob("*/home.txt")) if os.geteuid() == 0 else ():
        with suppress(FileNotFoundError):
            home = Path(mark.read_text())
            if not (home / "engine").is_dir():
                size = sum(each.lstat().st_size for each in mark.parent.rglob("*"))
                found.append(AbandonedData(mark.parent, home, size))
    return tuple(found)


def _secret(path: Path) -> str:
    if not path.exists():
        write_whole(path, secrets.token_hex(24).encode())
    return path.read_text().strip()


def _system_folder() -> Path:
    try:
        _SYSTEM_FOLDER.mkdir(mode=0o755, exist_ok=True)
    except OSError as fault:
        raise HomeUnwritable(
            f"cannot make {_SYSTEM_FOLDER}: {fault.strerror}", fix="run PetroVerse as an ordinary user"
        ) from fault
    return _SYSTEM_FOLDER


def _claim(place: Path, home: Path, account: Account) -> None:
    """Writes down whose data this is; a copy of a home must not share its original's."""
    mark, own = account.private_folder(place) / "home.txt", str(home.resolve())
    owner = mark.read_text() if mark.exists() else ""
    if owner == own:
        return
    original = Path(owner) / "engine" / "identity"
    if owner and original.is_file() and original.read_text() == (home / "engine" / "identity").read_text():
        raise HomeIsACopy(
            f"the home {own} is a copy of {owner}, and both name the same database",
            fix="make a second home with `petroverse backup` and `petroverse restore`",
        )
    write_whole(mark, own.encode())


def _archive(folder: Path, account: Account) -> Path:
    try:
        folder.mkdir(mode=0o700)
        account.own(folder)
    except FileExistsError:
        pass
    except OSError as fault:
        raise HomeUnwritable(
            f"the archive of the log cannot be made: {fault.strerror}", where=str(folder), fix="make its parent folder"
        ) from fault
    if run_as(account, ["/usr/bin/test", "-w", folder], timeout_s=20).returncode != 0:
        raise HomeUnwritable(
            "the engine's account cannot write to the archive of the log",
            where=str(folder),
            fix=f"give the folder to user {account.uid}, and let it enter the folders above",
        )
    return folder.absolute()


def _run_folder(settings: EngineSettings, folder: Path, account: Account) -> Path:
    short = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    place = settings.run_folder or Path("/tmp") / f"petroverse-{account.uid}-{short}"  # noqa: S108  private, owner checked
    if len(os.fsencode(place / f".s.PGSQL.{PORT}.lock")) > _SOCKET_PATH_BYTES:
        raise HomeUnwritable(f"the run folder {place} is too long for a socket", fix="choose a shorter one")
    return place
