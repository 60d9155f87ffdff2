"""The PostgreSQL engine that a home uses: one at a URL, or an embedded one that starts with its first user.

Several processes share one embedded engine. Whoever needs it first starts it, the last one out stops it; a process that
is killed never leaves it stuck, and what a kill left behind is repaired by the next start. It listens on a socket
in a private folder and on no network, and every commit is synced to disk.
"""

from __future__ import annotations

import shutil
import time
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final
from urllib.parse import quote

import psycopg
from psycopg import sql

from petroverse.database import engine_cluster
from petroverse.database.engine_cluster import PORT, SUPERUSER, Cluster
from petroverse.database.engine_home import EngineSettings, cluster_of, engine_folder, ensure_data, password_of
from petroverse.database.engine_locks import UsersLock, start_lock
from petroverse.database.engine_programs import Provider, found_programs
from petroverse.database.faults import EngineMissing, EngineNotAnswering, ServerUnreachable

__all__ = ["Engine", "EngineSettings", "forget_engine", "open_engine"]

_OWNER = "petroverse"
_DATABASE = "petroverse"
_OLDEST_SERVER = 140000
_STARTS = 2
_GRACE_S = 2.5
_MADE_MEANWHILE: Final = (
    psycopg.errors.DuplicateObject,
    psycopg.errors.DuplicateDatabase,
    psycopg.errors.UniqueViolation,
)
"""A killed opener's server process may still be making the owner and the database."""
"""How long a postmaster that was just started may take to write down its process id."""


class Engine:
    """A running PostgreSQL, until ``stop`` or the end of its ``with`` block; ``open_engine`` gives one.

    Attributes:
        url: Where it is reached, password included; never log it.
        provider: ``url``, ``embedded`` or ``system``.
        version: Such as ``18.6``.
        data_folder: Where its data lies; None for a URL.
        started_here: Whether this process started it.
    """

    def __init__(
        self,
        settings: EngineSettings,
        url: str,
        provider: Provider,
        version: str,
        *,
        share: tuple[Cluster, UsersLock] | None = None,
        started_here: bool = False,
    ) -> None:
        self.url = url
        self.provider = provider
        self.version = version
        self.data_folder = share[0].data if share else None
        self.started_here = started_here
        self._settings = settings
        self._share = share

    @property
    def whole_url(self) -> str:
        """Where the database is reached by somebody who sees every organisation's rows; never log it.

        For a database at a URL that is the URL itself, so its user decides what can be seen.
        """
        if self._share is None:
            return self.url
        return _socket_url(self._share[0], password_of(engine_folder(self._settings.home)), SUPERUSER)

    def tools(self) -> Path:
        """The folder of PostgreSQL's own programs that fit this server, such as ``pg_dump``.

        Raises:
            EngineMissing: None on this machine is new enough.
        """
        if self._share is not None:
            return self._share[0].programs.folder
        wanted = int(self.version.split(".")[0])
        for each in found_programs():
            if each.major >= wanted and (each.folder / "pg_dump").exists():
                return each.folder
        raise EngineMissing(
            f"no pg_dump of PostgreSQL {wanted} or later is on this machine",
            fix="install the extra `petroverse[server]`, or PostgreSQL's client programs",
        )

    def revive(self) -> bool:
        """Starts an embedded engine that died under its users again; gives whether it had to.

        Raises:
            EngineNotAnswering, EngineBusy: As ``open_engine``.
        """
        if self._share is None:
            return False
        folder = engine_folder(self._settings.home)
        with start_lock(folder):
            return _start(self._share[0], password_of(folder), self._settings.patience_s)

    def stop(self) -> None:
        """Gives this process's share back; the last one out stops the engine. Twice is once."""
        share, self._share = self._share, None
        if share is None:
            return
        cluster, users = share
        with start_lock(engine_folder(self._settings.home)):
            if users.leave():
                engine_cluster.stop(cluster)
                with suppress(OSError):
                    cluster.sockets.rmdir()

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
        EngineDataMissing, EngineDataDamaged: The home had a database, and it is gone or broken.

    Example:
        >>> with open_engine(EngineSettings(home)) as engine:  # doctest: +SKIP
        ...     database = Database(engine.url)
    """
    if settings.url:
        return Engine(settings, settings.url, "url", _server_version(settings.url))
    folder = engine_folder(settings.home)
    with start_lock(folder):
        password = password_of(folder)
        cluster = cluster_of(settings, folder)
        ensure_data(cluster, password, folder)
        started_here = _start(cluster, password, settings.patience_s)
        share = (cluster, UsersLock(folder))
    programs = cluster.programs
    url = _socket_url(cluster, password)
    return Engine(settings, url, programs.provider, programs.version, share=share, started_here=started_here)


def forget_engine(settings: EngineSettings) -> None:
    """Removes the embedded engine's data, sockets and secrets of a home that is given up; nobody may be using it."""
    folder = engine_folder(settings.home)
    with start_lock(folder):
        cluster = cluster_of(settings, folder)
        engine_cluster.stop(cluster)
        shutil.rmtree(cluster.data.parent, ignore_errors=True)
        shutil.rmtree(cluster.sockets, ignore_errors=True)
        (folder / "data-folder").unlink(missing_ok=True)


def _start(cluster: Cluster, password: str, patience_s: float) -> bool:
    """Waits for a real connection, starting the postmaster where none runs; gives whether it did.

    Whoever is interrupted while starting leaves no postmaster behind.
    """
    was_running = engine_cluster.is_running(cluster.data)
    try:
        return _answer(cluster, password, patience_s) > 0
    except BaseException:
        if not was_running:
            engine_cluster.stop(cluster)
        raise


def _answer(cluster: Cluster, password: str, patience_s: float) -> int:
    """How many starts it took until a real connection.

    One that was told to stop just before may still go away while we wait: then it is started again. Where a first
    start was cut short the owner and the database are made now.
    """
    until = time.monotonic() + patience_s
    starts, grace = 0, 0.0
    while True:
        if not engine_cluster.is_running(cluster.data) and time.monotonic() > grace:
            if starts == _STARTS:
                raise _not_answering(cluster)
            engine_cluster.start(cluster)
            starts, grace = starts + 1, time.monotonic() + _GRACE_S
        try:
            with psycopg.connect(_socket_url(cluster, password), connect_timeout=10):
                return starts
        except psycopg.OperationalError as fault:
            if time.monotonic() > until:
                raise _not_answering(cluster) from fault
            if "does not exist" in str(fault) or "authentication failed" in str(fault):
                _furnish(cluster, password)
        time.sleep(0.02)


def _furnish(cluster: Cluster, password: str) -> None:
    """The owner, who is no superuser, and the database: both if missing."""
    try:
        connection = psycopg.connect(_socket_url(cluster, password, SUPERUSER, "postgres"), autocommit=True)
    except psycopg.OperationalError as fault:
        if "authentication failed" not in str(fault):
            return
        raise EngineNotAnswering(
            "the password in the home is not the engine's",
            where=str(cluster.data),
            fix="put the home's file engine/password back from a backup",
        ) from fault
    with connection, suppress(*_MADE_MEANWHILE):
        if not connection.execute("select 1 from pg_roles where rolname = %s", [_OWNER]).fetchone():
            rights = "login nosuperuser nobypassrls createdb createrole"
            connection.execute(sql.SQL(f"create role {_OWNER} {rights} password {{}}").format(password))
        if not connection.execute("select 1 from pg_database where datname = %s", [_DATABASE]).fetchone():
            connection.execute(f"create database {_DATABASE} owner {_OWNER}")


def _not_answering(cluster: Cluster) -> EngineNotAnswering:
    return EngineNotAnswering(
        f"PostgreSQL does not answer: {engine_cluster.last_words(cluster)}",
        where=str(cluster.log),
        fix="see the log, cure what it names, then try again",
    )


def _socket_url(cluster: Cluster, password: str, user: str = _OWNER, database: str = _DATABASE) -> str:
    return f"postgresql://{user}:{password}@/{database}?host={quote(str(cluster.sockets), safe='')}&port={PORT}"


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
