"""Every setting, read once: what it is, its unit, its default, and where it may be given.

A setting comes from the first of these that gives it: a flag of the command line, the environment
(``PETROVERSE_PORT``), ``petroverse.toml`` in the home, the user's file, the system's file, the default.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final

import platformdirs

from petroverse.core.errors import InputRefused

__all__ = ["SettingRefused", "Settings", "read_settings"]

_FILE: Final = "petroverse.toml"
_PREFIX: Final = "PETROVERSE_"


class SettingRefused(InputRefused):
    """A setting has a value that it cannot have, or no setting is called so."""

    exit_code = 2


def _setting(default: object, meaning: str, *, unit: str = "") -> Any:  # noqa: ANN401 - as dataclasses.field
    return field(default=default, metadata={"meaning": meaning, "unit": unit})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the owner of a platform may choose; each field's metadata holds its meaning and unit.

    Example:
        >>> Settings(home=Path("/srv/market")).port
        7387
    """

    home: Path = _setting(  # noqa: RUF009 - as dataclasses.field
        None, "Folder that holds everything: facts, original files, records. Given before the rest is read."
    )
    host: str = _setting("127.0.0.1", "Address to listen on; another than loopback needs TLS.")
    port: int = _setting(
        7387,
        "Port of the web page and the API (P-E-T-R on a telephone).",
        unit="TCP port, 0 to 65535; 0 takes a free one",
    )
    url: str = _setting("", "Address that people type, where it differs from host and port.")
    database_url: str = _setting("", "A PostgreSQL to use instead of the one in the home, as postgresql://…")
    lake_url: str = _setting("", "Folder or bucket of the history, such as s3://bucket/lake; empty: lake/ in the home.")
    blobs_url: str = _setting("", "Folder or bucket of the original files; empty: blobs/ in the home.")
    organisation: str = _setting(
        "", "Whose facts to read; empty: local and public, or the sample while nothing real is in."
    )
    reader_processes: int = _setting(2, "How many files are read at the same time.", unit="processes, 1 to 32")
    reader_memory_mb: int = _setting(384, "Memory that reading one file may take.", unit="MiB, from 128")
    reader_seconds: int = _setting(20, "Processor time that reading one file may take.", unit="s, from 1")
    upload_mb: int = _setting(64, "Largest file that the web page accepts.", unit="MiB, from 1")

    def __post_init__(self) -> None:
        """Refuses values outside their range, each with its name."""
        _within("port", self.port, 0, 65535)
        _within("reader_processes", self.reader_processes, 1, 32)
        _within("reader_memory_mb", self.reader_memory_mb, 128, 1 << 20)
        _within("reader_seconds", self.reader_seconds, 1, 86_400)
        _within("upload_mb", self.upload_mb, 1, 4096)

    @property
    def address(self) -> str:
        """Where people open the platform, without a trailing slash."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.url.rstrip("/") or f"http://{host}:{self.port}"


def read_settings(
    flags: Mapping[str, object] | None = None,
    *,
    environment: Mapping[str, str] | None = None,
    user_file: Path | None = None,
    system_file: Path | None = None,
) -> Settings:
    """Gives the settings that hold for one command.

    Args:
        flags: What the command line gives, by name; None values count as not given.
        environment: The process environment; None: the real one.
        user_file: The user's settings file; None: in the platform's user configuration folder.
        system_file: The system's settings file; None: in the platform's site configuration folder.

    Raises:
        SettingRefused: A value cannot be read or lies outside its range, or a file names an unknown setting.
    """
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    surroundings = os.environ if environment is None else environment
    system = _from_file(system_file or platformdirs.site_config_path("petroverse", appauthor=False) / _FILE)
    user = _from_file(user_file or platformdirs.user_config_path("petroverse", appauthor=False) / _FILE)
    beyond_home = {**system, **user, **_from_environment(surroundings), **given}
    home = Path(str(beyond_home.get("home") or _default_home())).expanduser().absolute()
    layers = {**system, **user, **_from_file(home / _FILE), **_from_environment(surroundings), **given, "home": home}
    typed: dict[str, Any] = {name: _typed(name, value) for name, value in layers.items()}
    return Settings(**typed)


def _default_home() -> Path:
    return platformdirs.user_data_path("petroverse", appauthor=False)


def _names() -> dict[str, str]:
    return {each.name: str(each.type) for each in fields(Settings)}


def _from_environment(environment: Mapping[str, str]) -> dict[str, object]:
    named = {name: environment.get(f"{_PREFIX}{name.upper()}", "") for name in _names()}
    return {name: value for name, value in named.items() if value}


def _from_file(path: Path) -> dict[str, object]:
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as fault:
        raise SettingRefused(
            f"the settings cannot be read: {fault}", where=str(path), fix="correct the file"
        ) from fault
    unknown = sorted(set(raw) - set(_names()))
    if unknown:
        raise SettingRefused(
            f"no setting is called {unknown[0]!r}", where=str(path), fix=f"one of {', '.join(sorted(_names()))}"
        )
    return raw


def _typed(name: str, value: object) -> object:
    if _names()[name] == "int":
        try:
            return int(str(value))
        except ValueError:
            raise SettingRefused(
                f"{value!r} is not a whole number", where=f"setting {name}", fix="give digits"
            ) from None
    return value if isinstance(value, Path) else str(value)


def _within(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise SettingRefused(
            f"{value} is out of range", where=f"setting {name}", fix=f"a whole number from {low} to {high}"
        )
