"""The network of an organisation: read, changed as one object, taken in from sheets and given out again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from petroverse.core.errors import InputRefused
from petroverse.core.grants import OrganisationId
from petroverse.core.network import Network, NetworkNotValid, from_plain, to_plain
from petroverse.core.rights import Right, Role
from petroverse.core.roles import UnitOfWork
from petroverse.database import (
    NetworkChange,
    StoredNetwork,
    changes_of,
    list_organisations,
    read_network,
    save_network,
)
from petroverse.documents import sheets_workbook, sheets_zip
from petroverse.sources import SheetsNotReadable, read_sheets
from petroverse.workflows.archives import opened, printable
from petroverse.workflows.network_sheets import CellFault, network_sheets, plain_of_sheets
from petroverse.workflows.stores import Reader, Stores, acting_organisation, site_organisation

__all__ = [
    "NETWORK_FORMATS",
    "NetworkFile",
    "NetworkFileRefused",
    "add_gauge",
    "change_network",
    "export_network",
    "import_network",
    "is_simulated",
    "network_now",
]

NETWORK_FORMATS: Final = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "application/zip",
}
"""What a network is given out as, with the type of the file; CSV is a zip of one file a sheet."""

_CHANGING: Final = Right.OPERATE
_WHAT: Final = "the network"
_FORMAT: Final = "petroverse.network/1"
_LONGEST: Final = 300
_LONGEST_ID: Final = 128
_LONGEST_MAP: Final = 256 * 1024
_MAPS: Final = frozenset({"map", "authority"})
"""Options of gauges that hold a text of many lines."""


class NetworkFileRefused(InputRefused):
    """A file of which a row cannot be used; nothing of it was taken in."""


@dataclass(frozen=True, slots=True)
class NetworkFile:
    """The network as a file.

    Attributes:
        name: What it is called.
        media_type: What it is.
        content: Its bytes.
    """

    name: str
    media_type: str
    content: bytes


def network_now(stores: Stores, reader: Reader, version: int | None = None) -> dict[str, Any]:
    """The network as its newest version says, or an older one; a simulated one while there is none of one's own.

    Returns:
        ``version`` (0 where none was saved), ``network`` as ``core.network.to_plain`` has it, ``retired`` parts with
        the instant from which they are out, ``changed_at``, ``changed_by``, and whether it is ``simulated``.

    Raises:
        RowNotFound: There is no such version.
        RowsLimited: The reader may see a part only.
    """
    return _network_of(stores, reader, site_organisation(stores, reader), version)


def change_network(stores: Stores, reader: Reader, raw: Mapping[str, Any], *, version: int) -> dict[str, Any]:
    """Saves the next version of the network.

    Args:
        stores: Where.
        reader: Who.
        raw: All that there is from now on, as ``core.network.from_plain`` reads it.
        version: The version that the change was made from; 0 where nothing was saved yet.

    Returns:
        As ``network_now``, with ``changes``: what became of each part that differs.

    Raises:
        NetworkNotValid: It contradicts itself, or a name cannot be printed.
        NetworkVersionDiffers: Somebody saved it meanwhile.
        RightMissing, RowsLimited: The reader may not.
    """
    reader.must(_CHANGING)
    _must_see(reader)
    network = _checked(raw)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        changes = save_network(uow, network, version=version)
        return {**_told(uow, read_network(uow)), "changes": [_change(each) for each in changes]}


def add_gauge(stores: Stores, reader: Reader, raw: Mapping[str, Sequence[Mapping[str, Any]]]) -> dict[str, Any]:
    """Saves a gauge with what is new around it; all else of the network stays as it is by then.

    Args:
        stores: Where.
        reader: Who.
        raw: Rows of ``places``, ``tanks``, ``meters`` and ``gauges``, as ``core.network.from_plain`` reads them; a
            gauge that is there is replaced, anything else has to be new.

    Returns:
        As ``change_network``.

    Raises:
        NetworkNotValid: As ``change_network``, and where a place, tank or meter is there already.
        RightMissing, RowsLimited: The reader may not.
    """
    reader.must(_CHANGING)
    _must_see(reader)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        stored = read_network(uow)
        plain = to_plain(stored.network)
        replaced = {each["id"] for each in raw.get("gauges", ())}
        plain["gauges"] = [each for each in plain["gauges"] if each["id"] not in replaced]
        network = _checked({**plain, **{kind: [*plain[kind], *rows] for kind, rows in raw.items()}})
        changes = save_network(uow, network, version=stored.version)
        return {**_told(uow, read_network(uow)), "changes": [_change(each) for each in changes]}


def import_network(
    stores: Stores, reader: Reader, name: str, content: bytes, *, is_check: bool = False
) -> dict[str, Any]:
    """Takes a network in from a file: all of it, or nothing where a cell cannot be used.

    Args:
        stores: Where.
        reader: Who.
        name: The file's name; of a single CSV it says which sheet it is.
        content: A workbook, a zip of CSV files, a CSV file, or JSON as ``export_network`` gives it.
        is_check: Whether to say only what would come of it.

    Returns:
        ``faults`` (sheet, row, column, what, fix), what becomes of how many parts (``counts``), the first ``changes``,
        the ``version`` that there is afterwards, and ``is_taken``.

    Raises:
        FileRefused: It cannot be opened.
        NetworkFileRefused: A cell cannot be used, and it was no check.
        RightMissing, RowsLimited: The reader may not.
    """
    reader.must(_CHANGING)
    _must_see(reader)
    with stores.database.unit_of_work(acting_organisation(stores, reader), reader.person) as uow:
        stored = read_network(uow)
        plain, faults = _read(name, content, stored.network)
        if faults and not is_check:
            first = faults[0]
            where = ", ".join(each for each in (first.sheet, f"row {first.row}", first.column) if each)
            what = f"{len(faults)} cells cannot be used, and nothing was taken in; the first: {first.what}"
            raise NetworkFileRefused(what, where=where, fix=first.fix)
        changes: tuple[NetworkChange, ...] = ()
        if not faults:
            network = _checked(plain)
            changes = changes_of(uow, network) if is_check else save_network(uow, network, version=stored.version)
        is_saved = bool(changes) and not is_check
        return {
            "faults": [asdict(each) for each in faults],
            "counts": dict(Counter(f"{each.kind} {each.what}" for each in changes)),
            "changes": [_change(each) for each in changes],
            "version": stored.version + is_saved,
            "is_taken": not faults and not is_check,
        }


def export_network(stores: Stores, reader: Reader, form: str) -> NetworkFile:
    """The network as a file that ``import_network`` takes in again.

    Args:
        stores: Where.
        reader: Who.
        form: One of ``NETWORK_FORMATS``.

    Raises:
        NetworkNotValid: There is no such format.
        RightMissing, RowsLimited: The reader may not.
    """
    reader.must(Right.EXPORT)
    if form not in NETWORK_FORMATS:
        raise NetworkNotValid(f"{form!r} is no format", where="format", fix=f"one of {', '.join(NETWORK_FORMATS)}")
    plain = _network_of(stores, reader, acting_organisation(stores, reader))["network"]
    if form == "json":
        content = (json.dumps({"format": _FORMAT, **plain}, indent=1, ensure_ascii=False) + "\n").encode()
    else:
        content = (sheets_workbook if form == "xlsx" else sheets_zip)(network_sheets(from_plain(plain)))
    return NetworkFile(f"network.{'zip' if form == 'csv' else form}", NETWORK_FORMATS[form], content)


def is_simulated(uow: UnitOfWork) -> bool:
    """Whether the organisation that a unit works in is of a simulated country."""
    return any(each.is_simulated for each in list_organisations(uow) if each.id == uow.organisation)


def _network_of(
    stores: Stores, reader: Reader, organisation: OrganisationId, version: int | None = None
) -> dict[str, Any]:
    _must_see(reader)
    with stores.database.reading(organisation, reader.person) as uow:
        stored = StoredNetwork(0, Network()) if reader.role is Role.REGULATOR else read_network(uow, version)
        return _told(uow, stored)


def _must_see(reader: Reader) -> None:
    reader.must(Right.READ)
    reader.must_see_all(_WHAT)


def _told(uow: UnitOfWork, stored: StoredNetwork) -> dict[str, Any]:
    return {
        "version": stored.version,
        "changed_at": stored.changed_at,
        "changed_by": stored.changed_by,
        "simulated": is_simulated(uow),
        "network": json.loads(json.dumps(to_plain(stored.network))),
        "retired": [asdict(each) for each in stored.retired],
    }


def _change(change: NetworkChange) -> dict[str, Any]:
    fields = [{"field": name, "was": was, "is": now} for name, (was, now) in change.fields.items()]
    return {"kind": change.kind, "id": change.id, "what": change.what, "fields": fields}


def _read(name: str, content: bytes, before: Network) -> tuple[dict[str, Any], list[CellFault]]:
    if content.lstrip()[:1] == b"{":
        return {**to_plain(before), **_json(name, content)}, []
    sheets: dict[str, Any] = {}
    for each in opened(printable(PurePosixPath(name).name), len(content), lambda: content):
        if each.name.rpartition("/")[2].startswith("."):
            continue
        if each.skipped and not each.name.lower().endswith(".csv"):
            each.load()  # what cannot be opened says why
            continue
        sheets |= read_sheets(each.load(), each.name)
    if not any(sheets.values()):
        raise SheetsNotReadable("there is no row in it", where=name, fix="fill in the form that an export gives")
    return plain_of_sheets(sheets, before)


def _json(name: str, content: bytes) -> dict[str, Any]:
    try:
        told = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as fault:
        raise SheetsNotReadable(f"it is no JSON: {fault}", where=name, fix="export the network to see one") from fault
    if not isinstance(told, dict) or told.pop("format", _FORMAT) != _FORMAT:
        raise SheetsNotReadable("it is no network", where=name, fix=f"its format is {_FORMAT}")
    return told


def _checked(raw: Mapping[str, Any]) -> Network:
    """A network whose texts can stand in a cell, on a page and in a record."""
    for kind, rows in raw.items():
        if not isinstance(rows, list | tuple):
            raise NetworkNotValid(f"{kind} is no list", where=kind, fix="give its rows")
        for each in rows:
            _check_texts(kind, each)
    try:
        return from_plain(raw)
    except (AttributeError, ValueError, OverflowError) as fault:
        raise NetworkNotValid(f"a row cannot be read: {fault}", fix="export the network to see its form") from fault


def _check_texts(kind: str, row: Any) -> None:  # noqa: ANN401 - as it came in
    if not isinstance(row, Mapping) or not isinstance(row.get("id"), str) or len(row["id"]) > _LONGEST_ID:
        fix = f"give an object with an id of at most {_LONGEST_ID} characters"
        raise NetworkNotValid(f"a row of {kind} has no id that can be used", where=kind, fix=fix)
    for text in _texts(_without_maps(row)):
        if len(text) > _LONGEST or not text.isprintable() or text != text.strip():
            fix = f"at most {_LONGEST} characters, all printable, none blank at the ends"
            raise NetworkNotValid(f"{text[:40]!r} of {kind} {row['id']!r} cannot be printed", where=kind, fix=fix)


def _without_maps(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row without the maps among its options, which have lines and length of their own; their protocol reads them."""
    options = row.get("options")
    if not isinstance(options, Mapping):
        return row
    for name, text in options.items():
        if isinstance(text, str) and (len(text) > _LONGEST_MAP or not _is_text(text)):
            fix = f"at most {_LONGEST_MAP} characters, printable but for tabs and ends of lines"
            raise NetworkNotValid(f"option {name!s:.40} of {row['id']!r} is no text", where="options", fix=fix)
    return {**row, "options": {name: text for name, text in options.items() if name not in _MAPS}}


def _is_text(text: str) -> bool:
    return all(each.isprintable() or each in "\t\r\n" for each in text)


def _texts(value: Any) -> Iterable[str]:  # noqa: ANN401 - as it came in
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield from (str(name), *_texts(each))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
