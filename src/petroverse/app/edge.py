"""The gateway of a site as a program: set up in the home, run until it is told to stop, asked how it fares.

It needs the base installation alone: no PostgreSQL, no web server, no history.
"""

from __future__ import annotations

import asyncio
import secrets
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from petroverse.core.durable import write_whole
from petroverse.core.errors import Conflict
from petroverse.edge import (
    EdgeFolder,
    EdgeSettings,
    Journal,
    opened_edge,
    read_edge_settings,
    served_page,
    settings_text,
    standing_shown,
)
from petroverse.vault import make_gateway_key, public_half, public_key_text, read_gateway_key

__all__ = ["EdgeThere", "edge_standing", "new_page_password", "run_edge", "set_up_edge"]


class EdgeThere(Conflict):
    """A gateway is set up here already."""


def set_up_edge(home: Path, settings: EdgeSettings) -> dict[str, Any]:
    """Writes the settings of a gateway and makes its key.

    Args:
        home: The home, in whose folder ``edge`` it lies from now on.
        settings: What it is told; a page that other machines may reach gets a password.

    Returns:
        What the hub must know: ``name``, ``place`` and ``key``; and the ``page_password``.

    Raises:
        EdgeThere: One is there; its settings are changed in its file.
        EdgeSettingsRefused, HomeKeysDamaged, KeyReadableByOthers: As they say.
    """
    folder = _folder(home)
    if folder.settings.exists():
        fix = f"change {folder.settings.name} there, or give another --home"
        raise EdgeThere("a gateway is set up here", where=str(folder.path), fix=fix)
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.secrets.mkdir(mode=0o700, exist_ok=True)
    key = make_gateway_key(folder.key)
    write_whole(folder.settings, settings_text(settings).encode())
    told = {"name": settings.name, "place": settings.place, "key": public_key_text(public_half(key))}
    return {**told, "page_password": settings.page_password}


def new_page_password() -> str:
    """A password for the page: 80 bits, in letters and digits that are not mistaken for one another."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(4))


def run_edge(home: Path, ready: Callable[[str], None]) -> None:
    """Runs the gateway until it is told to stop (SIGTERM, SIGINT).

    Args:
        home: The home.
        ready: Told the address of the page once it works; an empty one where there is no page.

    Raises:
        EdgeNotSetUp, EdgeSettingsRefused, GatewayKeyMissing, JournalUnusable, PagePortBusy: It does not begin.
    """
    folder = _folder(home)
    asyncio.run(_run(read_edge_settings(folder), folder, ready))


def edge_standing(home: Path) -> dict[str, Any]:
    """How the gateway fares: who it is, what waits, how it saw its hub last; whether it runs or not.

    Raises:
        EdgeNotSetUp, EdgeSettingsRefused, GatewayKeyMissing, JournalUnusable: As ``run_edge``.
    """
    folder = _folder(home)
    settings = read_edge_settings(folder)
    key = public_key_text(public_half(read_gateway_key(folder.key)))
    journal = Journal(folder.journal)
    try:
        hub = journal.noted("hub") or {}
        told = {"name": settings.name, "place": settings.place, "hub": settings.hub, "key": key}
        seen = {"hub_is_there": hub.get("is_there"), "hub_since": hub.get("since"), "hub_fault": hub.get("fault", "")}
        return {**told, **seen, **standing_shown(journal.standing())}
    finally:
        journal.close()


async def _run(settings: EdgeSettings, folder: EdgeFolder, ready: Callable[[str], None]) -> None:
    async with opened_edge(settings, folder) as edge:
        working = asyncio.create_task(edge.run())
        loop = asyncio.get_running_loop()
        for each in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(each, working.cancel)
        if not settings.page_port:
            ready("")
            await asyncio.wait({working})
        else:
            with served_page(settings, shows=edge.show, does=edge.do) as address:
                ready(address)
                await asyncio.wait({working})
        if not working.cancelled():
            working.result()


def _folder(home: Path) -> EdgeFolder:
    return EdgeFolder(home / "edge")
