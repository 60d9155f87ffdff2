"""The network of an organisation: saved as one object, kept part by part, every version readable for ever.

A tank or meter that has readings and is left out of a version is retired: its name and its history stay, with the
instant from which on it is not part of the network; a later version that names it brings it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, Literal

from psycopg.types.json import Json

from petroverse.core.errors import Conflict
from petroverse.core.grants import OrganisationId
from petroverse.core.network import Network, from_plain, to_plain
from petroverse.core.roles import UnitOfWork
from petroverse.core.tanks import Tank, TankId
from petroverse.database.columns import add_rows
from petroverse.database.faults import RowNotFound
from petroverse.database.readings_read import tells_anything

__all__ = [
    "NetworkChange",
    "NetworkVersionDiffers",
    "RetiredPart",
    "StoredNetwork",
    "changes_of",
    "meters_of_tank",
    "network_version",
    "read_network",
    "save_network",
    "sites_shown",
    "tanks_called",
]

_TOLD: Final = 200
"""So many changes stand in a record one by one; of more, how many there are of each kind."""

Key = tuple[str, str]
"""Kind and id of a part."""


class NetworkVersionDiffers(Conflict):
    """Somebody else saved the network since it was opened."""


@dataclass(frozen=True, slots=True)
class RetiredPart:
    """A tank or meter that left the network with readings to its name.

    Attributes:
        kind: ``tanks`` or ``meters``.
        id: Its id.
        until: From when on it is not part of the network, UTC.
        was: What the last version said of it.
    """

    kind: str
    id: str
    until: datetime
    was: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StoredNetwork:
    """A network at one of its versions.

    Attributes:
        version: Its number; 0 where nothing was saved yet.
        network: What it says; the parts of each kind by id.
        changed_at: When the newest version was saved, UTC; None where none was.
        changed_by: Who saved it.
        retired: What left it and has readings.
    """

    version: int
    network: Network
    changed_at: datetime | None = None
    changed_by: str = ""
    retired: tuple[RetiredPart, ...] = ()


@dataclass(frozen=True, slots=True)
class NetworkChange:
    """What became of one part.

    Attributes:
        kind: Such as ``tanks``.
        id: Its id.
        what: What became of it; who has readings is retired and not removed.
        fields: Of a changed part, each field that differs with what it was and is.
    """

    kind: str
    id: str
    what: Literal["added", "changed", "removed", "retired"]
    fields: Mapping[str, tuple[Any, Any]]


def sites_shown(unit: UnitOfWork, simulated: OrganisationId) -> OrganisationId:
    """Whose sites are shown: the organisation's own where it ever saved a network or was ever told a reading.

    Args:
        unit: The transaction.
        simulated: Whose are shown while there are none, where that one is simulated and has a network.
    """
    return OrganisationId(unit.rows("select sites_shown(%s) as whose", [simulated])[0]["whose"])


def network_version(unit: UnitOfWork) -> int:
    """The number of the network's newest version; 0 where none was saved."""
    found = unit.rows("select version from networks where organisation = app_organisation()")
    return int(found[0]["version"]) if found else 0


def read_network(unit: UnitOfWork, version: int | None = None) -> StoredNetwork:
    """The network as its newest version says, or an older one; an empty one where none was saved.

    Raises:
        RowNotFound: There is no such version.
    """
    found = unit.rows("select version, changed_at, changed_by from networks where organisation = app_organisation()")
    newest = found[0]["version"] if found else 0
    if version is not None and not 0 <= version <= newest:
        raise RowNotFound(f"the network has no version {version}", where="version", fix=f"give 0 to {newest}")
    at = newest if version is None else version
    retired = unit.rows(
        "select kind, id, until, body from network_retired where organisation = app_organisation() order by kind, id"
    )
    return StoredNetwork(
        at,
        _network(_parts(unit, at)),
        found[0]["changed_at"].astimezone(UTC) if found else None,
        found[0]["changed_by"] if found else "",
        tuple(RetiredPart(row["kind"], row["id"], row["until"].astimezone(UTC), row["body"]) for row in retired),
    )


def save_network(unit: UnitOfWork, network: Network, *, version: int) -> tuple[NetworkChange, ...]:
    """Saves the next version of the network, with a record; where nothing differs, nothing is saved.

    Args:
        unit: The transaction.
        network: All that there is from now on.
        version: The version that this one was made from; 0 where there was none.

    Returns:
        What became of each part that differs.

    Raises:
        NetworkVersionDiffers: It is not the newest any more.
    """
    locked = unit.rows("select version, changed_by from networks where organisation = app_organisation() for update")
    newest = locked[0]["version"] if locked else 0
    if newest != version:
        who = f"{locked[0]['changed_by']} saved version {newest}" if locked else "nothing was saved yet"
        raise _differs(who, version)
    before, after = _parts(unit, newest), _by_key(network)
    changes = _changes(unit, before, after)
    if changes:
        _keep(unit, newest + 1, before, after, changes)
        unit.record("network_saved", {"version": newest + 1, **_in_record(changes)})
    return changes


def changes_of(unit: UnitOfWork, network: Network) -> tuple[NetworkChange, ...]:
    """What saving this network now would do to each part; does nothing."""
    return _changes(unit, _parts(unit, network_version(unit)), _by_key(network))


def tanks_called(unit: UnitOfWork, tanks: Iterable[TankId]) -> dict[TankId, Tank]:
    """The tanks with these ids, of those that are in the network now and of retired ones."""
    rows = unit.rows(
        "select body from network_retired where organisation = app_organisation() and kind = 'tanks' and id = any(%s) "
        "union all select body from network_parts "
        "where organisation = app_organisation() and kind = 'tanks' and until is null and id = any(%s)",
        [ids := sorted(set(tanks)), ids],
    )
    places = {row["body"]["place"] for row in rows}
    alone = from_plain({"places": [_stand_in(each) for each in sorted(places)], "tanks": [row["body"] for row in rows]})
    return {each.id: each for each in alone.tanks}


def meters_of_tank(unit: UnitOfWork, tank: str) -> tuple[str, ...]:
    """The ids of the meters that draw from a tank now."""
    rows = unit.rows(
        "select id from network_parts where organisation = app_organisation() and kind = 'meters' and until is null "
        "and body ->> 'tank' = %s order by id",
        [tank],
    )
    return tuple(row["id"] for row in rows)


def _differs(who: str, version: int) -> NetworkVersionDiffers:
    what = f"{who}, and your change was made from version {version}"
    return NetworkVersionDiffers(what, where="network", fix="read it anew, and make your changes there")


def _stand_in(place: str) -> dict[str, str]:
    """A place so named, for reading its tanks without the rest of the network."""
    return {"id": place, "name": place, "kind": "station"}


def _parts(unit: UnitOfWork, version: int) -> dict[Key, dict[str, Any]]:
    rows = unit.rows(
        "select kind, id, body from network_parts where organisation = app_organisation() "
        'and since <= %s and (until is null or until > %s) order by kind, id collate "C"',
        [version, version],
    )
    return {(row["kind"], row["id"]): row["body"] for row in rows}


def _by_key(network: Network) -> dict[Key, dict[str, Any]]:
    plain = json.loads(json.dumps(to_plain(network)))
    return {(kind, row["id"]): row for kind, rows in plain.items() for row in rows}


def _network(parts: Mapping[Key, Mapping[str, Any]]) -> Network:
    plain: dict[str, list[Mapping[str, Any]]] = {}
    for (kind, _), body in parts.items():
        plain.setdefault(kind, []).append(body)
    return from_plain(plain)


def _changes(
    unit: UnitOfWork, before: Mapping[Key, Mapping[str, Any]], after: Mapping[Key, Mapping[str, Any]]
) -> tuple[NetworkChange, ...]:
    gone = sorted(set(before) - set(after))
    tanks, meters = tells_anything(
        unit, [name for kind, name in gone if kind == "tanks"], [name for kind, name in gone if kind == "meters"]
    )
    has_readings = {("tanks", each) for each in tanks} | {("meters", each) for each in meters}
    removed = [NetworkChange(*key, "retired" if key in has_readings else "removed", {}) for key in gone]
    added = [NetworkChange(*key, "added", {}) for key in sorted(set(after) - set(before))]
    changed = [
        NetworkChange(*key, "changed", _differing(before[key], after[key]))
        for key in sorted(set(after) & set(before))
        if before[key] != after[key]
    ]
    return (*added, *changed, *removed)


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return {name: (before.get(name), after.get(name)) for name in names}


def _keep(
    unit: UnitOfWork,
    version: int,
    before: Mapping[Key, Mapping[str, Any]],
    after: Mapping[Key, Mapping[str, Any]],
    changes: Sequence[NetworkChange],
) -> None:
    saved = unit.rows(
        "insert into networks (organisation, version, changed_at, changed_by) values (app_organisation(), %s, %s, %s) "
        "on conflict (organisation) do update set version = excluded.version, changed_at = excluded.changed_at, "
        "changed_by = excluded.changed_by where networks.version = excluded.version - 1 returning version",
        [version, unit.at, unit.person],
    )
    if not saved:
        raise _differs("somebody saved the first version", version - 1)
    ended = [(each.kind, each.id) for each in changes if each.what != "added"]
    unit.rows(
        "update network_parts p set until = %s from unnest(%s::text[], %s::text[]) as gone (kind, id) "
        "where p.organisation = app_organisation() and p.kind = gone.kind and p.id = gone.id and p.until is null",
        [version, [kind for kind, _ in ended], [name for _, name in ended]],
    )
    begun = [(each.kind, each.id) for each in changes if each.what in ("added", "changed")]
    columns = {"organisation": "text", "kind": "text", "id": "text", "since": "int", "body": "json"}
    add_rows(
        unit,
        "network_parts",
        columns,
        [(unit.organisation, *key, version, json.dumps(after[key], ensure_ascii=False)) for key in begun],
    )
    unit.many(
        "insert into network_retired (organisation, kind, id, until, body) values (app_organisation(), %s, %s, %s, %s)",
        [(each.kind, each.id, unit.at, Json(before[each.kind, each.id])) for each in changes if each.what == "retired"],
    )
    unit.rows(
        "delete from network_retired r using unnest(%s::text[], %s::text[]) as back (kind, id) "
        "where r.organisation = app_organisation() and r.kind = back.kind and r.id = back.id",
        [[kind for kind, _ in begun], [name for _, name in begun]],
    )


def _in_record(changes: Sequence[NetworkChange]) -> dict[str, Any]:
    counts: dict[str, int] = {}
    for each in changes:
        counts[f"{each.kind} {each.what}"] = counts.get(f"{each.kind} {each.what}", 0) + 1
    return {"counts": counts, "changes": [_line(each) for each in changes[:_TOLD]]}


def _line(change: NetworkChange) -> dict[str, Any]:
    """A change in one line of a record; a strapping is too long for one, and stands in the versions of its tank."""
    fields = {name: "another" if name == "strapping" else list(pair) for name, pair in change.fields.items()}
    told = {"kind": change.kind, "id": change.id, "what": change.what}
    return {**told, "fields": fields} if fields else told
