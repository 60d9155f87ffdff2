"""Gateways of sites: admitted by their public keys, heard of, and dismissed; and what became of their messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from psycopg.types.json import Json

from petroverse.core.errors import Conflict, NotFound
from petroverse.core.roles import UnitOfWork

__all__ = [
    "Gateway",
    "GatewayThere",
    "GatewayUnknown",
    "add_gateway",
    "dismiss_gateway",
    "find_gateway",
    "heard_of_gateway",
    "list_gateways",
    "settled_ids",
]

_COLUMNS = "name, place, public_key, admitted_at, admitted_by, heard_at, tells"


class GatewayUnknown(NotFound):
    """No gateway of this name is admitted."""


class GatewayThere(Conflict):
    """A gateway of this name is admitted with another key or for another place, or this key was used before."""


@dataclass(frozen=True, slots=True)
class Gateway:
    """A gateway that is admitted.

    Attributes:
        name: Its name, the ``source`` of its messages.
        place: The site that it speaks for, and no other.
        public_key: What verifies its signatures, 32 bytes.
        admitted_at: When it was admitted, UTC.
        admitted_by: By whom.
        heard_at: When it was heard of last, UTC; None while it never was.
        tells: What it told of itself then, as JSON values.
    """

    name: str
    place: str
    public_key: bytes
    admitted_at: datetime
    admitted_by: str
    heard_at: datetime | None = None
    tells: Mapping[str, Any] | None = None


def add_gateway(unit: UnitOfWork, name: str, place: str, public_key: bytes) -> Gateway:
    """Admits a gateway, with a record; asked again, the same.

    Raises:
        GatewayThere: See the fault.
    """
    known = find_gateway(unit, name)
    if known is not None and (known.place, known.public_key) == (place, public_key):
        return known
    added = unit.rows(
        "insert into gateways (organisation, name, place, public_key, admitted_at, admitted_by) "
        "values (%s, %s, %s, %s, %s, %s) on conflict do nothing returning name",
        [unit.organisation, name, place, public_key, unit.at, unit.person],
    )
    if not added:
        fix = "dismiss that gateway first, and have it make a new key where its key was used before"
        raise GatewayThere(f"a gateway {name!r}, or this key, was admitted before", where="name", fix=fix)
    unit.record("gateway_admitted", {"name": name, "place": place, "public_key": public_key.hex()})
    return Gateway(name, place, public_key, unit.at, unit.person)


def find_gateway(unit: UnitOfWork, name: str) -> Gateway | None:
    """The gateway of this name that is admitted now; None where there is none."""
    return next((each for each in _listed(unit, "and name = %s", [name])), None)


def list_gateways(unit: UnitOfWork) -> tuple[Gateway, ...]:
    """The gateways that are admitted now, by name."""
    return _listed(unit, "", [])


def dismiss_gateway(unit: UnitOfWork, name: str) -> None:
    """Takes nothing from a gateway any more, with a record.

    Raises:
        GatewayUnknown: None of this name is admitted.
    """
    gone = unit.rows(
        "update gateways set dismissed_at = %s, dismissed_by = %s "
        "where organisation = %s and name = %s and dismissed_at is null returning public_key",
        [unit.at, unit.person, unit.organisation, name],
    )
    if not gone:
        raise GatewayUnknown(f"no gateway is called {name!r}", where="name", fix="see the list of devices")
    unit.record("gateway_dismissed", {"name": name, "public_key": bytes(gone[0]["public_key"]).hex()})


def heard_of_gateway(unit: UnitOfWork, name: str, tells: Mapping[str, Any]) -> None:
    """Writes that a gateway was heard of now, and what it told of itself."""
    unit.rows(
        "update gateways set heard_at = %s, tells = %s where organisation = %s and name = %s and dismissed_at is null",
        [unit.at, Json(tells), unit.organisation, name],
    )


def settled_ids(unit: UnitOfWork, ids: Sequence[str]) -> Mapping[str, str]:
    """Those of these messages whose effect is committed, with "", and those that were set aside, with the reason."""
    found = unit.rows(
        "select id, '' as reason from taken_messages where organisation = app_organisation() and id = any(%s) "
        "union all "
        "select id, reason from set_aside_messages where organisation = app_organisation() and id = any(%s)",
        [list(ids), list(ids)],
    )
    return {row["id"]: row["reason"] for row in found}


def _listed(unit: UnitOfWork, which: str, values: Sequence[Any]) -> tuple[Gateway, ...]:
    rows = unit.rows(
        f"select {_COLUMNS} from gateways where organisation = %s and dismissed_at is null {which} order by name",
        [unit.organisation, *values],
    )
    return tuple(Gateway(**{name: _plain(value) for name, value in row.items()}) for row in rows)


def _plain(value: Any) -> Any:  # noqa: ANN401 - as a column has it
    if isinstance(value, memoryview):
        return bytes(value)
    return value.astimezone(UTC) if isinstance(value, datetime) else value
