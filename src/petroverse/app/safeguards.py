"""What the doctor says of the safeguards that were asked for: TLS, and the archive of PostgreSQL's log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from petroverse.app.tls import authority_of
from petroverse.core.grants import PUBLIC
from petroverse.database import log_archive
from petroverse.workflows import OWNER

if TYPE_CHECKING:
    from petroverse.app.wiring import Platform

__all__ = ["Ill", "safeguard_parts"]

_SOON: Final = timedelta(days=14)

Ill = tuple[str, str, str]
"""Part, what is wrong, the cure."""


def safeguard_parts(platform: Platform) -> tuple[dict[str, dict[str, Any]], tuple[Ill, ...]]:
    """The parts ``tls`` and ``log_archive``, where the settings ask for them, and what is wrong with them."""
    found = [*_tls(platform), *_archive(platform)]
    return {name: part for name, part, _ in found}, tuple(ill for _, _, ills in found for ill in ills)


def _tls(platform: Platform) -> Iterator[tuple[str, dict[str, Any], list[Ill]]]:
    settings = platform.settings
    if not settings.is_tls:
        return
    chain = Path(settings.tls_cert) if settings.tls_cert else authority_of(platform.home).with_name("server.pem")
    until = _valid_until(chain)
    ills: list[Ill] = []
    if until is None:
        cure = "start the platform" if settings.tls else "give the file that tls_cert names"
        ills.append(("tls", f"there is no certificate at {chain}", cure))
    elif until - datetime.now(UTC) < _SOON:
        cure = "start the platform again" if settings.tls else "renew it, then `kill -HUP` the platform"
        ills.append(("tls", f"the certificate is over on {until:%Y-%m-%d}", cure))
    about = {"certificate": str(chain), "valid_until": until.isoformat() if until else ""}
    yield "tls", {"status": "ill" if ills else "ok", **about}, ills


def _archive(platform: Platform) -> Iterator[tuple[str, dict[str, Any], list[Ill]]]:
    folder = platform.settings.wal_archive
    if not folder:
        return
    with platform.stores.database.reading(PUBLIC, OWNER, timeout_s=10) as uow:
        state = log_archive(uow)
    ills: list[Ill] = []
    if not state.is_on:
        ills.append(("log_archive", "the engine runs without archiving", "stop whatever runs on this home"))
    elif state.is_failing:
        cure = f"make {folder} writable for it and free space; segments pile up in the data folder until then"
        ills.append(("log_archive", "PostgreSQL cannot archive its log", cure))
    last = state.last_at.astimezone(UTC).isoformat() if state.last_at else ""
    about = {"folder": folder, "archived": state.archived, "failed": state.failed, "last_archived_at": last}
    yield "log_archive", {"status": "ill" if ills else "ok", **about}, ills


def _valid_until(chain: Path) -> datetime | None:
    from cryptography import x509

    try:
        return x509.load_pem_x509_certificate(chain.read_bytes()).not_valid_after_utc
    except (OSError, ValueError):
        return None
