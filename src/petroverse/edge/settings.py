"""What a gateway is told of itself: one TOML file in its folder, beside its key and its journal."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from petroverse.core.errors import InputRefused, NotFound

__all__ = ["EdgeFolder", "EdgeNotSetUp", "EdgeSettings", "EdgeSettingsRefused", "read_edge_settings", "settings_text"]

_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_ORGANISATION: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}", re.ASCII)
_LONGEST: Final = 64


class EdgeSettingsRefused(InputRefused):
    """A setting of a gateway that is missing, unknown, or cannot be."""


class EdgeNotSetUp(NotFound):
    """A folder where no gateway was set up."""


@dataclass(frozen=True, slots=True)
class EdgeSettings:
    """The settings of one gateway.

    Attributes:
        hub: Where its hub answers, such as ``https://fuel.example``; plain http to this machine alone.
        organisation: Whose it is.
        name: What it is called: the ``source`` of its messages.
        place: The site that it speaks for.
        ca: A file with the certificate of the authority that the hub's own is signed by; empty for the system's.
        every_s: From one question to a gauge to the next, seconds, from 1.
        page_host: Where the page of the site answers.
        page_port: At which port; 0 for none at all.
        page_password: What the page asks for; empty for none, which is for this machine alone.
        journal_mb: Most megabytes of the journal, from 8.
        kept_days: How long the journal keeps what the hub has, days.

    Raises:
        EdgeSettingsRefused: One cannot be.

    Example:
        >>> EdgeSettings("https://fuel.example", "oda", "oda-7", "S7").every_s
        10.0
    """

    hub: str
    organisation: str
    name: str
    place: str
    ca: str = ""
    every_s: float = 10.0
    page_host: str = "127.0.0.1"
    page_port: int = 7390
    page_password: str = field(default="", repr=False)
    journal_mb: int = 1024
    kept_days: int = 30

    def __post_init__(self) -> None:
        for name, is_right, fix in _checks(self):
            if not is_right:
                raise EdgeSettingsRefused(f"{name} cannot be {getattr(self, name)!r}", where=name, fix=fix)


@dataclass(frozen=True, slots=True)
class EdgeFolder:
    """The folder of a gateway, and what lies in it."""

    path: Path

    @property
    def settings(self) -> Path:
        """What it is told."""
        return self.path / "edge.toml"

    @property
    def key(self) -> Path:
        """What it signs with; it never leaves."""
        return self.path / "gateway.key"

    @property
    def journal(self) -> Path:
        """What it took, and what followed."""
        return self.path / "journal.sqlite"

    @property
    def network(self) -> Path:
        """A network as ``petroverse network export`` writes it, for a gateway that has not heard of its hub yet."""
        return self.path / "network.json"

    @property
    def secrets(self) -> Path:
        """A file for each secret that a gauge's options name."""
        return self.path / "secrets"


def _checks(of: EdgeSettings) -> list[tuple[str, bool, str]]:
    hub = urlsplit(of.hub)
    is_safe = hub.scheme == "https" or (hub.scheme == "http" and hub.hostname in _LOOPBACK)
    is_own = of.page_host in _LOOPBACK or bool(of.page_password)
    return [
        ("hub", is_safe and bool(hub.hostname), "give https://…; plain http only to this machine"),
        ("organisation", bool(_ORGANISATION.fullmatch(of.organisation)), "give the organisation's short name"),
        ("name", _is_name(of.name, _LONGEST), f"give 1 to {_LONGEST} printable characters"),
        ("place", _is_name(of.place, 2 * _LONGEST), "give the id that the network has for the site"),
        ("every_s", 1 <= of.every_s <= 3600, "give 1 to 3600 seconds"),
        ("page_port", 0 <= of.page_port < 1 << 16, "give a port, or 0 for no page"),
        ("page_host", is_own, "give the page a page_password before other machines may reach it"),
        ("journal_mb", of.journal_mb >= 8, "give 8 or more"),
        ("kept_days", of.kept_days >= 0, "give 0 or more"),
    ]


def _is_name(text: str, longest: int) -> bool:
    return 0 < len(text) <= longest and text.isprintable() and text == text.strip()


def read_edge_settings(folder: EdgeFolder) -> EdgeSettings:
    """The settings in a folder.

    Raises:
        EdgeNotSetUp: There are none.
        EdgeSettingsRefused: They cannot be read, or one cannot be.
    """
    where = str(folder.settings)
    try:
        told = tomllib.loads(folder.settings.read_text("utf-8"))
    except FileNotFoundError as fault:
        raise EdgeNotSetUp("no gateway is set up here", where=where, fix="run `petroverse edge init`") from fault
    except (OSError, ValueError) as fault:
        raise EdgeSettingsRefused(f"the settings cannot be read: {fault}", where=where, fix="mend the file") from fault
    kinds = {each.name: each for each in fields(EdgeSettings)}
    if wrong := sorted(set(told) - set(kinds)):
        raise EdgeSettingsRefused(f"there is no setting {wrong[0]!r}", where=where, fix=", ".join(kinds))
    try:
        return EdgeSettings(**told)
    except TypeError as fault:
        fix = "give hub, organisation, name and place as texts, and the rest as it was written"
        raise EdgeSettingsRefused(f"the settings are not whole: {fault}", where=where, fix=fix) from fault


def settings_text(settings: EdgeSettings) -> str:
    """The settings as the file has them."""
    lines = [f"{name} = {_toml(value)}" for name, value in asdict(settings).items()]
    return "\n".join(["# The gateway of a site. See docs/how-to/run-at-a-site.md", *lines, ""])


def _toml(value: Any) -> str:  # noqa: ANN401 - a text, a number
    return json.dumps(value)
