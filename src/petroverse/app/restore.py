"""Restore: an empty home becomes the platform that a backup is of, or stays marked as half restored."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from petroverse.app.archive import BackupNotWhole, Manifest, Source, check_archive, members_of
from petroverse.app.home import RESTORING, Home
from petroverse.app.settings import Settings
from petroverse.app.wiring import open_platform
from petroverse.blobs import Blobs, open_blobs
from petroverse.core.durable import sync
from petroverse.core.errors import Conflict
from petroverse.database import Engine, EngineSettings, forget_engine, load_database, open_engine
from petroverse.lake import LakeFolder
from petroverse.workflows import OWNER, StoresVerified, verify_stores

__all__ = ["HomeNotEmpty", "Restored", "restore_backup"]

_CHUNK: Final = 1 << 20
_DUMP: Final = "database/petroverse.dump"
_SETTINGS: Final = "petroverse.toml"
_OLD_SETTINGS: Final = "petroverse.from-backup.toml"

Progress = Callable[[int, int, str], None]


class HomeNotEmpty(Conflict):
    """A backup is to be restored over something."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored and found whole.

    Attributes:
        manifest: What the backup says of itself.
        verified: What was recomputed after it.
        migrated: Schema steps that this version ran on it.
        settings: Where the settings of the old home lie, to be looked through; None where there were none.
    """

    manifest: Manifest
    verified: StoresVerified
    migrated: tuple[str, ...]
    settings: Path | None


def restore_backup(settings: Settings, place: Path, *, progress: Progress | None = None) -> Restored:
    """Checks a backup, fills the settings' empty home and stores with it, and verifies all that it filled.

    A home is marked from the first byte to the last check: killed in between, it refuses to open, and the next
    restore begins it again.

    Args:
        settings: Where to.
        place: The backup.
        progress: Is told how many bytes are done.

    Raises:
        BackupNotWhole, NotFound: The backup cannot be used; nothing was touched.
        HomeNotEmpty, DatabaseNotEmpty: There is something already; nothing was touched.
        RecordChainBroken, StoresNotWhole, BlobDamaged: What was restored is not whole; the home stays marked.
    """
    tell = progress or (lambda *_: None)
    manifest, _ = check_archive(place, progress=tell)
    home = Home(settings.home)
    _refuse_filled(settings, home)
    home.prepare(is_restoring=True)
    with home.held():
        _begin(home)
        engine_settings = EngineSettings(home.folder, url=settings.database_url or None)
        blobs = open_blobs(settings.blobs_url or home.blobs)
        lake = LakeFolder(settings.lake_url or str(home.lake))
        with open_engine(engine_settings) as engine:
            _Filling(home, engine, lake, blobs).fill(place, manifest, tell)
        with open_platform(settings, is_repaired=True, is_restoring=True) as platform:
            verified = verify_stores(platform.stores, OWNER, progress=tell)
            migrated = platform.migrated
        _end(home)
    old = home.folder / _OLD_SETTINGS
    return Restored(manifest, verified, migrated, old if old.is_file() else None)


@dataclass(frozen=True, slots=True)
class _Filling:
    home: Home
    engine: Engine
    lake: LakeFolder
    blobs: Blobs

    def fill(self, place: Path, manifest: Manifest, tell: Progress) -> None:
        done = 0
        for name, size, source in members_of(place):
            if name in manifest.files:
                self._put(name, _Checked(name, source, manifest.files[name][1]))
                done += size
                tell(done, manifest.total_bytes, name.rpartition("/")[2])

    def _put(self, name: str, source: _Checked) -> None:
        kind, _, rest = name.partition("/")
        if name == _DUMP:
            with _laid_down(self.home.folder / RESTORING / "dump", source) as file:
                load_database(self.engine, file)
        elif kind == "lake":
            with self.lake.create(rest) as out:
                source.copy(out)
        elif kind == "blobs":
            self.blobs.put(source.whole())
        else:
            path = self.home.folder / (_OLD_SETTINGS if rest == _SETTINGS else rest)
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
                source.copy(out)


@dataclass(frozen=True, slots=True)
class _Checked:
    """A member whose bytes must be those of the manifest, also this second time that they are read."""

    name: str
    source: Source
    sha256: str

    def copy(self, out: IO[bytes]) -> None:
        digest = hashlib.sha256()
        while chunk := self.source.read(_CHUNK):
            digest.update(chunk)
            out.write(chunk)
        if digest.hexdigest() != self.sha256:
            raise BackupNotWhole(f"{self.name} was changed while it was restored", fix="use another backup")

    def whole(self) -> bytes:
        import io

        held = io.BytesIO()
        self.copy(held)
        return held.getvalue()


@contextlib.contextmanager
def _laid_down(path: Path, source: _Checked) -> Iterator[Path]:
    try:
        with path.open("wb") as out:
            source.copy(out)
        yield path
    finally:
        path.unlink(missing_ok=True)


def _refuse_filled(settings: Settings, home: Home) -> None:
    is_begun = (home.folder / RESTORING).exists()
    if not is_begun and home.folder.exists() and any(home.folder.iterdir()):
        raise HomeNotEmpty(
            "the home has something in it", where=str(home.folder), fix="give --home a folder that is empty or new"
        )
    for name, url in (("lake_url", settings.lake_url), ("blobs_url", settings.blobs_url)):
        if url and LakeFolder(url).listed(""):
            raise HomeNotEmpty(f"there is something at {name}", where=url, fix="give an empty folder or bucket")


def _begin(home: Home) -> None:
    """What an earlier restore, cut short, left behind goes; then the home is marked."""
    if (home.folder / RESTORING).exists():
        forget_engine(EngineSettings(home.folder))
        for each in home.folder.iterdir():
            if each.name not in {RESTORING, "platform.lock"}:
                shutil.rmtree(each) if each.is_dir() else each.unlink()
    (home.folder / RESTORING).mkdir(mode=0o700, exist_ok=True)


def _end(home: Home) -> None:
    os.sync()
    shutil.rmtree(home.folder / RESTORING)
    sync(home.folder)
