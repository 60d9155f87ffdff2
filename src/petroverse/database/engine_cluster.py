"""One PostgreSQL data folder: made in one step, started, repaired after a kill, stopped."""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from petroverse.core.durable import sync
from petroverse.database.engine_account import Account, run_as
from petroverse.database.engine_programs import Programs
from petroverse.database.faults import EngineDataDamaged, EngineNoSpace, EngineNotAnswering

__all__ = ["PORT", "SUPERUSER", "Cluster", "data_major", "is_running", "make", "running_sockets", "start", "stop"]

PORT = 5432
"""Names the socket file only; nothing listens on a network."""

SUPERUSER = "postgres"

_SPACE_NEEDED_BYTES = 200_000_000
_LOG_KEPT_BYTES = 4_000_000
_TUNING = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "shared_buffers": "64MB",
    "effective_cache_size": "512MB",
    "max_connections": "80",
    "max_wal_size": "256MB",
    "min_wal_size": "32MB",
    "wal_compression": "on",
    "jit": "off",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
}
_ARCHIVED_WITHIN_S = 300
"""The most that a lost disk may cost where the log is archived elsewhere."""
_TUNING_FROM_18 = {"io_method": "sync"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """One data folder with the programs and the account that run it.

    Attributes:
        programs: The PostgreSQL programs.
        account: The operating system's account.
        data: The data folder; what belongs to it (log, half-made folders) lies beside it.
        sockets: The private folder for its socket.
        archive: Where its log is archived; None: nowhere.
    """

    programs: Programs
    account: Account
    data: Path
    sockets: Path
    archive: Path | None = None

    @property
    def log(self) -> Path:
        """Where the engine writes what it has to say."""
        return self.data.with_name("log.txt")


def data_major(data: Path) -> int | None:
    """The major version that a data folder was made by; None where there is none."""
    mark = data / "PG_VERSION"
    return int(mark.read_text().strip().split(".")[0]) if mark.is_file() else None


def make(cluster: Cluster, password: str) -> None:
    """Makes the data folder, whole or not at all: it is built beside its place and moved there in one step.

    Raises:
        EngineNoSpace: Less than 200 MB are free.
        EngineNotAnswering: ``initdb`` failed; its own words are in the message.
        EngineDataDamaged: There is something in its place that is no data folder.
    """
    place = cluster.data.parent
    if cluster.data.is_dir() and any(cluster.data.iterdir()):
        raise EngineDataDamaged(
            "the data folder has files in it but no PG_VERSION", where=str(cluster.data), fix="restore it from a backup"
        )
    if shutil.disk_usage(place).free < _SPACE_NEEDED_BYTES:
        raise EngineNoSpace("less than 200 MB are free", where=str(place), fix="free disk space, then try again")
    fresh = place / f"{cluster.data.name}.new-{secrets.token_hex(4)}"
    secret = place / f"{fresh.name}.password"
    try:
        secret.touch(mode=0o600)
        secret.write_text(password + "\n")
        cluster.account.own(secret)
        done = run_as(cluster.account, _initdb(cluster.programs, fresh, secret), timeout_s=120)
    finally:
        secret.unlink(missing_ok=True)
    if done.returncode != 0:
        shutil.rmtree(fresh, ignore_errors=True)
        kind = EngineNoSpace if "No space left" in done.stderr else EngineNotAnswering
        raise kind(f"initdb failed: {done.stderr.strip()}", where=str(fresh), fix="see `petroverse doctor`")
    fresh.rename(cluster.data)
    sync(place)


def start(cluster: Cluster) -> None:
    """Starts the postmaster and returns at once; whoever needs it probes with a real connection.

    What a killed one, or a killed first start, left behind is cleared first.

    Raises:
        EngineNotAnswering: It cannot be started; the end of its log is in the message.
    """
    _clear_the_dead(cluster)
    for half_made in cluster.data.parent.glob(f"{cluster.data.name}.new-*"):
        shutil.rmtree(half_made, ignore_errors=True) if half_made.is_dir() else half_made.unlink(missing_ok=True)
    if cluster.log.exists() and cluster.log.stat().st_size > _LOG_KEPT_BYTES:
        cluster.log.replace(cluster.log.with_suffix(".old.txt"))
    settings = _TUNING | (_TUNING_FROM_18 if cluster.programs.major >= 18 else {})
    settings |= _archiving(cluster.archive) if cluster.archive else {}
    settings |= {"unix_socket_directories": str(cluster.sockets), "port": str(PORT)}
    options = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in settings.items())
    # pg_ctl hands its words to a shell, so no path of the home is among them: it works from the folder above the data.
    command: list[str | Path] = ["start", "-W", "-s", "-D", cluster.data.name, "-l", cluster.log.name, "-o", options]
    program = cluster.programs.folder / "pg_ctl"
    done = run_as(cluster.account, [program, *command], timeout_s=30, folder=cluster.data.parent)
    if done.returncode != 0:
        raise EngineNotAnswering(
            f"PostgreSQL did not start: {done.stderr.strip() or last_words(cluster)}",
            where=str(cluster.log),
            fix="see the log, or `petroverse doctor`",
        )


def stop(cluster: Cluster, *, patience_s: float = 8.0) -> None:
    """Stops the postmaster: in order, and if that takes longer than ``patience_s``, at once (it then recovers)."""
    for mode, wait_s in (("fast", patience_s), ("immediate", 3.0)):
        if is_running(cluster.data):
            options: list[str | Path] = ["stop", "-s", "-D", cluster.data, "-m", mode, "-t", str(round(wait_s))]
            with suppress(subprocess.TimeoutExpired):
                run_as(cluster.account, [cluster.programs.folder / "pg_ctl", *options], timeout_s=wait_s + 5)
    _clear_the_dead(cluster)


def is_running(data: Path) -> bool:
    """Whether the postmaster of this data folder is alive; a zombie is dead."""
    lines = _pid_lines(data)
    pid = int(lines[0]) if lines and lines[0].strip().isdigit() else 0
    return pid > 0 and _is_alive(pid) and _works_in(pid, data)


def running_sockets(data: Path) -> Path | None:
    """Where the running postmaster of this data folder put its socket; None where none runs."""
    lines = _pid_lines(data)
    return Path(lines[4]) if is_running(data) and len(lines) > 4 and lines[4] else None


def last_words(cluster: Cluster) -> str:
    """The end of the engine's log, on one line."""
    try:
        lines = cluster.log.read_text(errors="replace").splitlines()
    except OSError:
        return "it left no log"
    return " | ".join(lines[-3:])


def _archiving(folder: Path) -> dict[str, str]:
    """A segment is archived whole or not at all, twice is once, and none is overwritten by another."""
    place = shlex.quote(str(folder).replace("%", "%%")) + "/%f"
    copied = f"test ! -e {place} && cp %p {place}.part && sync {place}.part && mv {place}.part {place}"
    command = f"cmp -s %p {place} || {{ {copied}; }}"
    return {"archive_mode": "on", "archive_command": command, "archive_timeout": str(_ARCHIVED_WITHIN_S)}


def _initdb(programs: Programs, fresh: Path, secret: Path) -> list[str | Path]:
    locale = ["--locale=C.UTF-8"]
    if programs.major >= 17:
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    sealed = ["--auth=scram-sha-256", f"--pwfile={secret}", f"--username={SUPERUSER}", "--data-checksums"]
    return [programs.folder / "initdb", "--encoding=UTF8", *locale, *sealed, "-D", fresh]


def _clear_the_dead(cluster: Cluster) -> None:
    """Ends processes that outlived their postmaster, then removes the locks that it left.

    Only when no process works in the data folder is it safe to remove its lock; PostgreSQL itself would refuse to
    start on a zombie's process id, or on one that a stranger has been given since.
    """
    if not Path("/proc/self/cwd").exists() or is_running(cluster.data):
        return
    until = time.monotonic() + 5
    while (left := list(_processes_in(cluster.data))) and time.monotonic() < until:
        for pid in left:
            _signal(pid, signal.SIGQUIT if time.monotonic() < until - 3 else signal.SIGKILL)
        time.sleep(0.05)
    if not left:
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)
        for name in (f".s.PGSQL.{PORT}", f".s.PGSQL.{PORT}.lock"):
            (cluster.sockets / name).unlink(missing_ok=True)


def _pid_lines(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return not Path("/proc/self").exists()
    return state not in "ZX"


def _works_in(pid: int, data: Path) -> bool:
    try:
        return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
    except OSError:
        return not Path("/proc/self").exists()


def _processes_in(data: Path) -> Iterator[int]:
    for each in Path("/proc").iterdir():
        if each.name.isdigit() and _works_in(int(each.name), data):
            yield int(each.name)


def _signal(pid: int, number: signal.Signals) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)
