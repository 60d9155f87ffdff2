"""Backup: one consistent cut over PostgreSQL, the lake, the original files and the home's keys, while all go on."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from petroverse import __version__
from petroverse.app.archive import ArchiveWriter
from petroverse.app.home import Home
from petroverse.app.wiring import Platform
from petroverse.blobs import BlobDamaged, BlobNotFound
from petroverse.database import Cut, dump_database, held_cut

__all__ = ["BackupMade", "make_backup"]

_DUMP: Final = "database/petroverse.dump"
_PLAIN: Final = ("aliases.toml",)
_SECRET: Final = ("token", "petroverse.toml")
"""Settings may hold the password of a database."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class BackupMade:
    """What was written.

    Attributes:
        place: The file.
        size: Its bytes.
        files: How many files are in it.
        at: The instant that it is of.
        seal: SHA-256 of its manifest; note it elsewhere to know the backup again.
        missing: Original files that the platform names and has not, or not whole.
    """

    place: Path
    size: int
    files: int
    at: datetime
    seal: str
    missing: tuple[str, ...]


def make_backup(
    platform: Platform, to: Path, *, with_keys: bool = True, progress: Progress | None = None
) -> BackupMade:
    """Writes a backup of one instant; the platform may go on importing meanwhile.

    The instant is PostgreSQL's. Facts lie in the lake before PostgreSQL registers them, and no repair removes any
    while the cut is held, so whatever the database of that instant names is in the copy.

    Args:
        platform: What is backed up.
        to: The file, or a folder that gets one named by the time.
        with_keys: Whether the home's keys and settings go into it.
        progress: Is told how many bytes are done.

    Raises:
        BackupThere: There is something of that name.
        DumpFailed, EngineMissing: PostgreSQL cannot be written out.
        LakeUnreachable, BlobsUnreachable, Unavailable: A store cannot be read, or the backup not written.
    """
    place = _place(to)
    tell = progress or (lambda *_: None)
    with ArchiveWriter(place) as writer, held_cut(platform.engine, platform.stores.lake.hold_still) as cut:
        count = _Count(writer, tell)
        _add_database(platform, cut, count, place.parent)
        _add_lake(platform, count)
        missing = _add_blobs(platform, cut, count)
        _add_home(platform.home, count, with_keys=with_keys)
        seal = writer.finish(_about(platform, cut, missing, with_keys=with_keys))
    return BackupMade(place, place.stat().st_size, count.files, cut.at, seal, missing)


class _Count:
    """Adds files and tells how far it is."""

    def __init__(self, writer: ArchiveWriter, tell: Progress) -> None:
        self._writer, self._tell = writer, tell
        self.files, self.done, self.total = 0, 0, 0

    def add(self, name: str, size: int, source: IO[bytes]) -> None:
        with source:
            self._writer.add(name, size, source)
        self.files += 1
        self.done += size
        self._tell(self.done, max(self.total, self.done), name.rpartition("/")[2])


def _place(to: Path) -> Path:
    if to.is_dir():
        return to / f"petroverse-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}.tar.zst"
    return to if to.name.endswith((".tar", ".tar.zst")) else to.with_name(f"{to.name}.tar.zst")


def _add_database(platform: Platform, cut: Cut, count: _Count, beside: Path) -> None:
    with tempfile.TemporaryDirectory(prefix=".petroverse-backup-", dir=beside) as folder:
        file = Path(folder) / "dump"
        dump_database(platform.engine, cut, file)
        count.add(_DUMP, file.stat().st_size, file.open("rb"))


def _add_lake(platform: Platform, count: _Count) -> None:
    folder, files = platform.stores.lake.folder(), platform.stores.lake.stored_files()
    count.total = count.done + sum(each.size for each in files)
    for each in files:
        count.add(f"lake/{each.name}", each.size, folder.open(each.name))


def _add_blobs(platform: Platform, cut: Cut, count: _Count) -> tuple[str, ...]:
    blobs = platform.stores.blobs
    named = {str(row["sha256"]) for row in cut.rows("select sha256 from imports where size_bytes > 0", ())}
    missing = []
    for key in sorted(named | set(blobs.keys())):
        try:
            count.add(f"blobs/{key}", blobs.size(key), _bytes(blobs.get(key)))
        except (BlobNotFound, BlobDamaged):
            missing.append(key)
    return tuple(sorted(named & set(missing)))


def _bytes(content: bytes) -> IO[bytes]:
    import io

    return io.BytesIO(content)


def _add_home(home: Home, count: _Count, *, with_keys: bool) -> None:
    for path in _home_files(home, with_keys=with_keys):
        name = path.relative_to(home.folder).as_posix()
        count.add(f"home/{name}", path.stat().st_size, path.open("rb"))


def _home_files(home: Home, *, with_keys: bool) -> Iterator[Path]:
    for name in (*_PLAIN, *(_SECRET if with_keys else ())):
        if (home.folder / name).is_file():
            yield home.folder / name
    if with_keys:
        keys = sorted((home.folder / "keys").rglob("*"))
        yield from (each for each in keys if each.is_file() and not each.name.startswith("."))


def _about(platform: Platform, cut: Cut, missing: tuple[str, ...], *, with_keys: bool) -> dict[str, Any]:
    steps = cut.rows("select block, max(number) as number from schema_steps group by block order by block", ())
    return {
        "version": __version__,
        "postgresql": platform.engine.version,
        "at": cut.at.isoformat(),
        "snapshot": cut.snapshot,
        "schema_steps": {str(each["block"]): each["number"] for each in steps},
        "with_keys": with_keys,
        "missing_blobs": list(missing),
    }
