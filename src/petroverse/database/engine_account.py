"""Whose files the engine's are: this account's, or, as root, those of an unprivileged account of its own.

PostgreSQL refuses to run as root, and an unprivileged account cannot enter a private home. So as root the data lies in
a system folder that the engine's account owns; no permission of any folder that was there before is changed.
"""

from __future__ import annotations

import os
import pwd
import shutil
import stat
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from petroverse.database.engine_programs import Programs
from petroverse.database.faults import EngineAccountMissing, HomeUnwritable

__all__ = ["Account", "engine_account", "programs_for", "run_as"]

_NAME = "petroverse"
_ENVIRONMENT = {"PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    """The operating system's account that the engine runs as.

    Attributes:
        uid: Its number.
        gid: Its group's number.
        is_other: Whether it is another account than this process's (we are root).
    """

    uid: int
    gid: int
    is_other: bool

    def own(self, path: Path) -> None:
        """Gives a path that we made to the account."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)

    def private_folder(self, path: Path) -> Path:
        """Makes a folder that only the account can enter, or makes sure that an existing one is that.

        Raises:
            HomeUnwritable: It cannot be made, or belongs to somebody else, or is a link.
        """
        try:
            path.mkdir(mode=0o700)
            self.own(path)
        except FileExistsError:
            pass
        except OSError as fault:
            raise HomeUnwritable(
                f"cannot make {path}: {fault.strerror}", fix="make its parent folder writable, or choose another home"
            ) from fault
        state = path.lstat()
        if not stat.S_ISDIR(state.st_mode) or state.st_uid not in (self.uid, os.geteuid()):
            raise HomeUnwritable(f"{path} belongs to somebody else", fix="remove it, or choose another run folder")
        if state.st_uid != self.uid:
            self.own(path)
        if stat.S_IMODE(state.st_mode) & 0o077:
            path.chmod(0o700)
        return path


def engine_account(data_in_home: Path) -> Account:
    """The account to run as.

    Args:
        data_in_home: Where an ordinary account keeps the data; if root finds it there, its owner runs the engine.

    Raises:
        EngineAccountMissing: We are root, and no unprivileged account exists or can be made.
    """
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), is_other=False)
    if data_in_home.is_dir() and data_in_home.stat().st_uid != 0:
        state = data_in_home.stat()
        return Account(state.st_uid, state.st_gid, is_other=True)
    entry = _entry(_NAME) or _made() or _entry("postgres")
    if entry is None:
        raise EngineAccountMissing(
            "PostgreSQL does not run as root and no account for it could be made",
            fix=f"run `useradd --system {_NAME}`, or run PetroVerse as an ordinary user",
        )
    return Account(entry.pw_uid, entry.pw_gid, is_other=True)


def programs_for(account: Account, programs: Programs, system_folder: Path) -> Programs:
    """Programs that the account can run: those found, or a copy where it cannot reach them (a private checkout).

    Args:
        account: Who is to run them.
        programs: Those found.
        system_folder: Where a copy may be put; it must be open to all for reading.
    """
    if not account.is_other or _can_run(account, programs.folder / "postgres"):
        return programs
    copy = system_folder / f"programs-{programs.version}"
    if not copy.is_dir():
        fresh = copy.with_name(f"{copy.name}.{os.getpid()}")
        install = programs.folder.parent
        shutil.copytree(install, fresh / install.parent.name / install.name, symlinks=True)
        libraries = install.parent.with_name(f"{install.parent.name}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, fresh / libraries.name)
        _open_to_all(fresh)
        fresh.rename(copy)
    folder = next(copy.glob(f"*/*/{programs.folder.name}"))
    return Programs(programs.provider, folder, programs.version)


def run_as(
    account: Account, command: Sequence[str | Path], *, timeout_s: float, folder: Path = Path("/")
) -> subprocess.CompletedProcess[str]:
    """Runs a program to its end as the account, in a bare environment; the exit status is the caller's to judge.

    Raises:
        subprocess.TimeoutExpired: It took longer than ``timeout_s``.
    """
    words = [str(each) for each in command]
    if not account.is_other:
        return subprocess.run(
            words, capture_output=True, text=True, timeout=timeout_s, check=False, cwd=folder, env=_ENVIRONMENT
        )
    return subprocess.run(
        words, capture_output=True, text=True, timeout=timeout_s, check=False, cwd=folder, env=_ENVIRONMENT,
        user=account.uid, group=account.gid, extra_groups=[], umask=0o077,
    )  # fmt: skip


def _entry(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _made() -> pwd.struct_passwd | None:
    maker = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if maker is None:
        return None
    options = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/bin/false"]
    subprocess.run([maker, *options, _NAME], capture_output=True, timeout=30, check=False)
    return _entry(_NAME)


def _can_run(account: Account, program: Path) -> bool:
    try:
        return run_as(account, [program, "--version"], timeout_s=20).returncode == 0
    except OSError:
        return False


def _open_to_all(folder: Path) -> None:
    folder.chmod(0o755)
    for each in folder.rglob("*"):
        if not each.is_symlink():
            each.chmod(0o755 if each.is_dir() or os.access(each, os.X_OK) else 0o644)
