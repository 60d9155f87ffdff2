"""The home's keys: one file, readable by its owner alone, that opens every secret of the home.

The file is text: ``petroverse.home-keys/1``, then one key a line: its id, a blank, and its 32 bytes in base64url
without padding. The last key is in use, the ones before it only open what was sealed under them. A key's id is the
first 16 hexadecimal digits of SHA-256 over ``petroverse.home-key/1``, a zero byte and the key, so a damaged line is
noticed.

The file is read at every use: a key that another process made a moment ago is known at once. It is replaced whole, and
no key ever leaves it, because an older backup may need it.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from petroverse.core.durable import write_whole
from petroverse.vault.base64url import decoded, encoded
from petroverse.vault.faults import HomeKeyMissing, HomeKeysDamaged, HomeKeysUnusable, KeyReadableByOthers

__all__ = ["HomeKey", "HomeKeys"]

_SCHEMA: Final = "petroverse.home-keys/1"
_MARK: Final = b"petroverse.home-key/1\0"
_KEY_BYTES: Final = 32
_OTHERS: Final = 0o077


@dataclass(frozen=True, slots=True)
class HomeKey:
    """One key of the home: 32 random bytes, never shown, and the id that envelopes name it by."""

    key: bytes = field(repr=False)

    @property
    def kid(self) -> str:
        """The key's id, 16 hexadecimal digits."""
        return hashlib.sha256(_MARK + self.key).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class HomeKeys:
    """The keys in one file.

    Args:
        path: The file; its folder is made for the owner alone when the first key is.

    Example:
        >>> HomeKeys(Path("/srv/market/keys/home.key")).path.name
        'home.key'
    """

    path: Path

    def current(self) -> HomeKey:
        """The key to seal with; the first call on a home makes it.

        Raises:
            KeyReadableByOthers: The file or its folder is open to other accounts.
            HomeKeysDamaged: The file is not as it was written.
            HomeKeysUnusable: It cannot be read or written.
        """
        known = self._read() or self._with_one_more(only_if_none=True)
        return known[-1]

    def find(self, kid: str) -> HomeKey:
        """The key with this id.

        Raises:
            HomeKeyMissing: The home has no such key.
            KeyReadableByOthers, HomeKeysDamaged, HomeKeysUnusable: As ``current``.
        """
        for each in self._read():
            if each.kid == kid:
                return each
        raise HomeKeyMissing(
            f"sealed under the key {kid}, which this home does not have",
            where=str(self.path),
            fix="restore keys/home.key from the backup of this home, or set the secret again",
        )

    def ids(self) -> tuple[str, ...]:
        """The ids of all keys, oldest first; the last is in use. () before anything was sealed.

        Raises:
            KeyReadableByOthers, HomeKeysDamaged, HomeKeysUnusable: As ``current``.
        """
        return tuple(each.kid for each in self._read())

    def add(self) -> HomeKey:
        """Makes a new key and puts it in use; what was sealed before still opens.

        Raises:
            KeyReadableByOthers, HomeKeysDamaged, HomeKeysUnusable: As ``current``.
        """
        return self._with_one_more(only_if_none=False)[-1]

    def _read(self) -> tuple[HomeKey, ...]:
        try:
            with self.path.open("rb") as file:
                self._refuse_open_to_others(os.fstat(file.fileno()).st_mode, self.path)
                self._refuse_open_to_others(self.path.parent.stat().st_mode, self.path.parent)
                return _parsed(file.read(), self.path)
        except FileNotFoundError:
            return ()
        except OSError as fault:
            raise self._unusable(fault) from fault

    def _with_one_more(self, *, only_if_none: bool) -> tuple[HomeKey, ...]:
        try:
            with self._alone():
                known = self._read()
                if known and only_if_none:
                    return known
                grown = (*known, HomeKey(os.urandom(_KEY_BYTES)))
                self._replace(_printed(grown))
                return grown
        except OSError as fault:
            raise self._unusable(fault) from fault

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Holds the folder, so that of two processes one writes after the other."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = os.open(self.path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            self._refuse_open_to_others(os.fstat(folder).st_mode, self.path.parent)
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _replace(self, content: bytes) -> None:
        for left in self.path.parent.glob(f".{self.path.name}.*"):
            left.unlink()  # of a process that was killed while it wrote
        write_whole(self.path, content)

    def _refuse_open_to_others(self, mode: int, path: Path) -> None:
        if mode & _OTHERS:
            raise KeyReadableByOthers(
                f"other accounts may use {path.name} (mode {mode & 0o777:04o})",
                where=str(path),
                fix=f"chmod go= {path} ; if somebody else may have read it, run `petroverse key rotate` afterwards",
            )

    def _unusable(self, fault: OSError) -> HomeKeysUnusable:
        return HomeKeysUnusable(
            f"the home's keys cannot be used: {fault.strerror or fault}",
            where=str(self.path),
            fix="give the folder to the account that runs the platform, and free some space",
        )


def _printed(keys: tuple[HomeKey, ...]) -> bytes:
    lines = [_SCHEMA, *(f"{each.kid} {encoded(each.key)}" for each in keys)]
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _parsed(content: bytes, path: Path) -> tuple[HomeKey, ...]:
    schema, *lines = content.decode("ascii", errors="replace").splitlines() or [""]
    keys = []
    with contextlib.suppress(ValueError):
        keys = [HomeKey(decoded(line.partition(" ")[2])) for line in lines]
    is_whole = bool(keys) and schema == _SCHEMA and {len(each.key) for each in keys} == {_KEY_BYTES}
    if not is_whole or _printed(tuple(keys)) != content:
        raise HomeKeysDamaged(
            "the file of the home's keys is not as it was written",
            where=str(path),
            fix="restore keys/home.key from the backup of this home",
        )
    return tuple(keys)
