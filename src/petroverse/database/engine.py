"""The PostgreSQL engine that a home uses: one at a URL, or an embedded one that starts with its first user.

Several processes share one embedded engine. Whoever needs it first starts it, the last one out stops it; a process that
is killed never leaves it stuck, and what a kill left behind is repaired by the next start. It listens on a socket
in a private folder and on no network, and every commit is synced to disk.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from urllib.parse import quote

import psycopg
from psycopg import sql

from petroverse.database import engine_cluster as cluster_steps
from petroverse.database.engine_account import Account, engine_account, programs_for
from petroverse.database.engine_cluster import PORT, SUPERUSER, Cluster
from petroverse.database.engine_locks import UsersLock, start_lock
from petroverse.database.engine_programs import Provider, choose_programs
from petroverse.database.faults import (
    EngineNotAnswering,
    HomeIsACopy,
    HomeUnwritable,
    ServerUnreachable,
)

__all__ = ["Engine", "EngineSettings", "forget_engine", "open_engine"]

_OWNER = "petroverse"
_DATABASE = "petroverse"
_SYSTEM_FOLDER = Path("/var/lib/petroverse")
_SOCKET_PATH_BYTES = 107
_OLDEST_SERVER = 140000
_GRACE_S = 3.0
"""How long a postmaster that was just started may take to write down its process id."""


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """What an engine needs to know.

    Attributes:
        home: The home; the engine's password and locks lie in its folder ``engine``.
        run_folder: A folder for the socket, made private; a short one of its own where None.
        url: A PostgreSQL URL to use instead of the embedded engine, such as ``postgresql://user:password@host/name``.
        patience_s: How long to wait for the engine to answer.
    """

    home: Path
    run_folder: Path | None = None
    url: str | None = None
    patience_s: float = 30.0


class Engine:
    """A running PostgreSQL, until ``stop`` or the end of its ``with`` block.

    Attributes:
        url: Where it is reached, password included; never log it.
        provider: ``url``, ``embedded`` or ``system``.
        version: Such as ``18.6``.
        data_folder: Where its data lies; None for a URL.
        started_here: Whether this process started it.
    """

    def __init__(
        self,
        url: str,
        provider: Provider,
        version: str,
        *,
        share: tuple[Cluster, Path, UsersLock] | None = None,
        started_here: bool = False,
    ) -> None:
        self.url = url
        self.provider = provider
        self.version = version
        self.data_folder = share[0].data if share else None
        self.started_here = started_here
        self._share = share

    def stop(self) -> None:
        """Gives this process's share back; the last one out stops the engine. Twice is once."""
        share, self._share = self._share, None
        if share is None:
            return
        cluster, folder, users = share
        with start_lock(folder):
            if users.leave():
                cluster_steps.stop(cluster)

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def open_engine(settings: EngineSettings) -> Engine:
    """Gives a running engine: the one at the URL, the one that another process of this home runs, or a fresh start.

    Raises:
        ServerUnreachable: The PostgreSQL at the URL does not answer, or is older than 14.
        EngineMissing, EngineAccountMissing, EngineVersionDiffers, EngineNoSpace, HomeUnwritable: See each.
        HomeIsACopy: The home was copied from one that still exists.
        EngineBusy: Another process has been starting the engine for a minute.
        EngineNotAnswering: It was started and does not answer within ``patience_s``.

    Example:
        >>> with open_engine(EngineSettings(home)) as engine:  # doctest: +SKIP
        ...     database = Database(engine.url)
    """
    if settings.url:
        return Engine(settings.url, "url", _server_version(settings.url))
    folder = _engine_folder(settings.home)
    with start_lock(folder):
        password = _secret(folder / "password")
        cluster = _cluster(settings, folder)
        url = _socket_url(cluster, password)
        started_here = not cluster_steps.is_running(cluster)
        if started_here:
            if cluster_steps.data_major(cluster.data) is None:
                cluster_steps.make(cluster, password)
            cluster_steps.start(cluster)
        _answer(cluster, password, settings.patience_s)
        share = (cluster, folder, UsersLock(folder))
    return Engine(url, cluster.programs.provider, cluster.programs.version, share=share, started_here=started_here)


def _engine_folder(home: Path) -> Path:
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


def _secret(path: Path) -> str:
    """The home's own secret, made on first use, readable by its owner alone."""
    if not path.exists():
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(24))
            file.flush()
            os.fsync(file.fileno())
        fresh.rename(path)
    return path.read_text().strip()


def _cluster(settings: EngineSettings, folder: Path) -> Cluster:
    in_home = folder / "postgres"
    account = engine_account(in_home)
    place = in_home
    if account.is_other and not in_home.is_dir():
        place = _system_folder() / _secret(folder / "identity")[:16]
    account.private_folder(place)
    _claim(place, settings.home)
    data = place / "data"
    sockets = cluster_steps.running_sockets(data) or _run_folder(settings, folder, account)
    programs = choose_programs(cluster_steps.data_major(data))
    return Cluster(programs_for(account, programs, _SYSTEM_FOLDER), account, data, sockets)


def _system_folder() -> Path:
    try:
        _SYSTEM_FOLDER.mkdir(mode=0o755, exist_ok=True)
    except OSError as fault:
        raise HomeUnwritable(
            f"cannot make {_SYSTEM_FOLDER}: {fault.strerror}", fix="run PetroVerse as an ordinary user"
        ) from fault
    return _SYSTEM_FOLDER


def _claim(place: Path, home: Path) -> None:
    """Writes down whose data this is; a copy of a home must not share its original's."""
    mark, own = place / "home.txt", str(home.resolve())
    owner = mark.read_text() if mark.exists() else own
    if owner != own and (Path(owner) / "engine").is_dir():
        raise HomeIsACopy(
            f"the home {own} is a copy of {owner}, and both name the same database",
            fix="make a second home with `petroverse backup` and `petroverse restore`",
        )
    mark.write_text(own)


def _run_folder(settings: EngineSettings, folder: Path, account: Account) -> Path:
    short = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:12]
    place = settings.run_folder or Path("/tmp") / f"petroverse-{account.uid}-{short}"  # noqa: S108  private, owner checked
    if len(os.fsencode(place / f".s.PGSQL.{PORT}.lock")) > _SOCKET_PATH_BYTES:
        raise HomeUnwritable(f"the run folder {place} is too long for a socket", fix="choose a shorter one")
    return account.private_folder(place)


def _socket_url(cluster: Cluster, password: str, user: str = _OWNER, database: str = _DATABASE) -> str:
    return f"postgresql://{user}:{password}@/{database}?host={quote(str(cluster.sockets), safe='')}&port={PORT}"


def _answer(cluster: Cluster, password: str, patience_s: float) -> None:
    """Waits for a real connection; makes the owner and the database where a first start was cut short."""
    until = time.monotonic() + patience_s
    grace = time.monotonic() + _GRACE_S
    while True:
        try:
            with psycopg.connect(_socket_url(cluster, password), connect_timeout=10):
                return
        except psycopg.OperationalError as fault:
            if "does not exist" in str(fault) or "authentication failed" in str(fault):
                _furnish(cluster, password)
            elif time.monotonic() > (until if cluster_steps.is_running(cluster) else grace):
                raise EngineNotAnswering(
                    f"PostgreSQL does not answer: {cluster_steps.last_words(cluster)}",
                    where=str(cluster.log),
                    fix="see the log, free what it names, then try again",
                ) from fault
        time.sleep(0.02)


def _furnish(cluster: Cluster, password: str) -> None:
    """The owner, who is no superuser, and the database: both if missing."""
    with psycopg.connect(_socket_url(cluster, password, SUPERUSER, "postgres"), autocommit=True) as connection:
        if not connection.execute("select 1 from pg_roles where rolname = %s", [_OWNER]).fetchone():
            rights = "login nosuperuser nobypassrls createdb createrole"
            connection.execute(sql.SQL(f"create role {_OWNER} {rights} password {{}}").format(password))
        if not connection.execute("select 1 from pg_database where datname = %s", [_DATABASE]).fetchone():
            connection.execute(f"create database {_DATABASE} owner {_OWNER}")


def _server_version(url: str) -> str:
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            number = connection.info.server_version
    except psycopg.Error as fault:
        line = (str(fault).strip().splitlines() or ["no answer"])[-1]
        raise ServerUnreachable(
            f"the PostgreSQL server does not answer: {line}", where="database URL", fix="check the URL and the server"
        ) from fault
    if number < _OLDEST_SERVER:
        raise ServerUnreachable(f"the server is PostgreSQL {number // 10000}", fix="use PostgreSQL 14 or later")
    return f"{number // 10000}.{number % 10000}"


def forget_engine(settings: EngineSettings) -> None:
    """Removes the embedded engine's data and sockets of a home; nobody may be using it."""
    folder = _engine_folder(settings.home)
    with start_lock(folder):
        cluster = _cluster(settings, folder)
        cluster_steps.stop(cluster)
        shutil.rmtree(cluster.data.parent, ignore_errors=True)
        shutil.rmtree(cluster.sockets, ignore_errors=True)
