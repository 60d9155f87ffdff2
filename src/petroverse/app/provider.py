"""The provider that people may sign in at, from the settings and the secret that goes with them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from petroverse.app.settings import SettingRefused, Settings
from petroverse.core.errors import NotFound
from petroverse.core.grants import LOCAL
from petroverse.core.rights import Role
from petroverse.vault import open_secret
from petroverse.workflows import OWNER

if TYPE_CHECKING:
    from petroverse.api import Provider
    from petroverse.app.wiring import Platform

__all__ = ["provider_of"]

_SECRET: Final = "oidc_client_secret"  # noqa: S105 - the name that a secret is kept under


def provider_of(platform: Platform) -> Provider | None:
    """The provider that the settings name; None where they name none.

    Raises:
        SettingRefused: The secret's file cannot be read, or a role is none.
    """
    settings = platform.settings
    if not settings.oidc_issuer:
        return None
    import httpx

    from petroverse.api import OidcSettings, Provider

    about = OidcSettings(
        issuer=settings.oidc_issuer,
        client_id=settings.oidc_client_id,
        client_secret=_secret(platform),
        return_url=f"{settings.address}/sign-in/provider/return",
        name=settings.oidc_name,
        organisation=settings.oidc_organisation,
        role_claim=settings.oidc_role_claim,
        roles=_roles(settings),
    )
    return Provider(about, httpx.Client())


def _secret(platform: Platform) -> str:
    file = platform.settings.oidc_client_secret_file
    if file:
        try:
            return Path(file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as fault:
            where = "setting oidc_client_secret_file"
            raise SettingRefused(f"the secret cannot be read: {fault}", where=where, fix="correct it") from fault
    try:
        with platform.stores.database.reading(LOCAL, OWNER) as uow:
            return open_secret(uow, platform.home_keys, _SECRET).reveal()
    except NotFound:
        return ""


def _roles(settings: Settings) -> dict[str, str]:
    pairs = [each.partition("=") for each in settings.oidc_roles.split(",") if each.strip()]
    roles = {group.strip(): role.strip() for group, _, role in pairs}
    wrong = sorted(set(roles.values()) - set(Role))
    if wrong:
        known = ", ".join(Role)
        raise SettingRefused(f"{wrong[0]!r} is no role", where="setting oidc_roles", fix=f"one of {known}")
    return roles
