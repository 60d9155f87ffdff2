"""What a person chose for an import, as options of the workflow."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from petroverse.app.settings import SettingRefused, Settings
from petroverse.core.country import CountryPack
from petroverse.core.errors import NotAllowed, NotFound
from petroverse.core.grants import LOCAL
from petroverse.sources import load_pack
from petroverse.workflows import (
    OWNER,
    Reader,
    Stores,
    country_pack_of,
    lake_schemas,
    reader_of_token,
    table_reader,
)

__all__ = ["import_choice", "table_choice", "token_reader"]


def import_choice(
    stores: Stores, publisher: str, *, pack: str | None, mapping: Path | None, org: str | None
) -> dict[str, Any]:
    """What a person chose for an import, as options of the workflow.

    Args:
        stores: With the country packs that are known.
        publisher: Short name of a publisher such as ``npa``; ``table`` for a table with a mapping; empty for any.
        pack: Name or folder of a country pack; None for the publisher's, or all.
        mapping: The mapping of a table.
        org: Who will own the facts; None for the default.

    Raises:
        NotFound: There is no such publisher or pack.
    """
    if publisher == "table" or mapping:
        return table_choice(stores, mapping, pack=pack, org=org)
    if pack:
        return {"packs": (load_pack(pack),), "organisation": org or ""}
    packs = [each for name, each in stores.packs.items() if publisher in ("", name, name.partition("_")[0])]
    if not packs:
        known = ", ".join(sorted({name.partition("_")[0] for name in stores.packs}))
        raise NotFound(f"no publisher is called {publisher!r}", fix=f"one of {known}, or `table`")
    return {"packs": tuple(packs), "organisation": org or ""}


def table_choice(stores: Stores, mapping: Path | None, *, pack: str | None, org: str | None) -> dict[str, Any]:
    """How a table with a mapping is read: with the pack that was named, else that of the organisation, if it has one.

    Args:
        stores: With the organisations.
        mapping: The mapping's file.
        pack: Name or folder of a country pack.
        org: Who will own the facts; None: ``local``.

    Raises:
        NotFound: There is no mapping, organisation or pack of that name.
    """
    if mapping is None:
        raise NotFound("a table needs a mapping", where="--mapping", fix="see docs/how-to/import-a-table.md")
    country = _country(stores, pack, org or LOCAL)
    digest = hashlib.sha256(mapping.read_bytes()).hexdigest()
    settings = {"mapping": mapping.name, "mapping_sha256": digest, "pack": country.name if country else ""}
    return {
        "read": table_reader(mapping, country, lake_schemas()),
        "organisation": org or LOCAL,
        "settings": settings,
    }


def _country(stores: Stores, pack: str | None, org: str) -> CountryPack | None:
    if pack:
        return load_pack(pack)
    own = country_pack_of(stores, org, OWNER)
    return stores.packs.get(own) if own else None


def token_reader(stores: Stores, settings: Settings) -> Reader | None:
    """The reader of the token that a command was given; None where it was given none.

    Raises:
        SettingRefused: The token's file cannot be read.
        SignInRefused: The token is unknown, revoked or over.
        NotAllowed: It acts in another organisation than was named.
    """
    token = settings.token or _token_in(settings.token_file)
    if not token:
        return None
    reader = reader_of_token(stores, token)
    if settings.organisation not in ("", reader.organisation):
        what = f"this token acts in {reader.organisation}, not in {settings.organisation}"
        raise NotAllowed(what, where="--org", fix="leave --org out, or take a token of that organisation")
    return reader


def _token_in(file: str) -> str:
    try:
        return Path(file).read_text("utf-8").strip() if file else ""
    except (OSError, UnicodeDecodeError) as fault:
        what = f"the token's file cannot be read: {fault}"
        raise SettingRefused(what, where=file, fix="name a file that holds one token") from fault
