"""The network as sheets that people keep in a spreadsheet: written, and read with every bad cell named. Pure.

    companies  id, name, role
    places     id, name, kind, region, latitude, longitude, company
    tanks      id, place, product, shape, diameter_m, length_m, dish_m, height_m, capacity_l, safe_fill_l, …
    strapping  tank, level_m, volume_l          the rows of a tank whose shape is "table", as its certificate has them
    trucks     id, carrier, compartments_l      litres of each compartment: 9000; 13500
    routes     id, origin, destination, length_km, drive_h
    meters     id, place, tank
    gauges     id, place, protocol, address, tanks, meters, options     its own names: 1=S7/1; 2=S7/2

A sheet that is there says all of its kind, one that is not there leaves its kind as it is.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from petroverse.core.companies import Company
from petroverse.core.devices import Gauge, Meter
from petroverse.core.errors import PetroVerseError
from petroverse.core.network import Network, Route, Truck, from_plain, to_plain
from petroverse.core.places import Coordinates, Place

__all__ = ["SHEETS", "CellFault", "network_sheets", "plain_of_sheets"]


@dataclass(frozen=True, slots=True)
class CellFault:
    """One cell that cannot be used.

    Attributes:
        sheet: The sheet's name.
        row: Its row as spreadsheets count, the headings being row 1; 0 where it is the whole sheet.
        column: The heading of its column; empty where it is the whole row.
        what: What is wrong.
        fix: What to write instead.
    """

    sheet: str
    row: int
    column: str
    what: str
    fix: str


class _CellWrong(ValueError):
    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.what, self.fix = what, fix


_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")
_PLAIN_PAIR: Final = re.compile(r"[^=;{\s]([^=;]*[^=;\s])?")
_RISKY: Final = ("=", "+", "-", "@", "'", "\t", "\r")


def _text(cell: Any) -> str:  # noqa: ANN401 - whatever a cell holds
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if not isinstance(cell, str):
        raise _CellWrong(f"it holds {cell!r}, which is no text", "format the cell as text")
    return cell.strip().removeprefix("'")


def _number(cell: Any) -> float:  # noqa: ANN401 - as above
    if isinstance(cell, str) and _NUMBER.fullmatch(cell.strip()):
        cell = float(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or not math.isfinite(cell):
        raise _CellWrong(f"{str(cell)[:40]!r} is no number", "write 1234.5: a point, no thousands mark, no unit")
    return float(cell)


def _numbers(cell: Any) -> list[float]:  # noqa: ANN401 - as above
    return [_number(each) for each in cell.split(";")] if isinstance(cell, str) else [_number(cell)]


def _pairs(cell: Any) -> dict[str, str]:  # noqa: ANN401 - as above
    text = _text(cell)
    if text.startswith("{"):
        try:
            found = json.loads(text)
        except ValueError as fault:
            raise _CellWrong(f"it begins as JSON and is none: {fault}", "write 1=S7/1; 2=S7/2") from None
        if all(isinstance(each, str) for each in found.values()):
            return {str(name): value for name, value in found.items()}
        raise _CellWrong("its values are no texts", "write 1=S7/1; 2=S7/2")
    pairs = [each.partition("=") for each in text.split(";") if each.strip()]
    names = [name.strip() for name, _, _ in pairs]
    if not all(mark and name.strip() and value.strip() for name, mark, value in pairs) or len(set(names)) < len(names):
        raise _CellWrong(f"{text[:40]!r} is no list of names", "write 1=S7/1; 2=S7/2, each name once")
    return {name.strip(): value.strip() for name, _, value in pairs}


class _Column(NamedTuple):
    read: Callable[[Any], Any]
    is_needed: bool = True


_ID, _WORD, _MAYBE, _FIGURE, _FIGURE_MAYBE = (
    _Column(_text), _Column(_text), _Column(_text, False), _Column(_number), _Column(_number, False)
)  # fmt: skip
SHEETS: Final[Mapping[str, Mapping[str, _Column]]] = {
    "companies": {"id": _ID, "name": _WORD, "role": _WORD},
    "places": {
        "id": _ID, "name": _WORD, "kind": _WORD, "region": _MAYBE,
        "latitude": _FIGURE_MAYBE, "longitude": _FIGURE_MAYBE, "company": _MAYBE,
    },
    "tanks": {
        "id": _ID, "place": _WORD, "product": _WORD, "shape": _WORD,
        **dict.fromkeys(("diameter_m", "length_m", "dish_m", "height_m"), _FIGURE_MAYBE),
        "capacity_l": _FIGURE, "safe_fill_l": _FIGURE, "dead_stock_l": _FIGURE_MAYBE, "density15_kg_m3": _FIGURE_MAYBE,
    },
    "strapping": {"tank": _WORD, "level_m": _FIGURE, "volume_l": _FIGURE},
    "trucks": {"id": _ID, "carrier": _MAYBE, "compartments_l": _Column(_numbers)},
    "routes": {"id": _ID, "origin": _WORD, "destination": _WORD, "length_km": _FIGURE, "drive_h": _FIGURE},
    "meters": {"id": _ID, "place": _WORD, "tank": _WORD},
    "gauges": {
        "id": _ID, "place": _WORD, "protocol": _WORD, "address": _WORD,
        **dict.fromkeys(("tanks", "meters", "options"), _Column(_pairs, False)),
    },
}  # fmt: skip
"""The columns of each sheet."""

_LEADS_TO: Final[Mapping[tuple[str, str], str]] = {
    ("places", "company"): "companies",
    ("tanks", "place"): "places",
    ("trucks", "carrier"): "companies",
    ("routes", "origin"): "places",
    ("routes", "destination"): "places",
    ("meters", "place"): "places",
    ("meters", "tank"): "tanks",
    ("gauges", "place"): "places",
    ("gauges", "tanks"): "tanks",
    ("gauges", "meters"): "meters",
}
_SIZES: Final[Mapping[str, tuple[str, ...]]] = {
    "horizontal_cylinder": ("diameter_m", "length_m", "dish_m"),
    "vertical_cylinder": ("diameter_m", "height_m"),
    "table": (),
}
_EVERY_SIZE: Final = ("diameter_m", "length_m", "dish_m", "height_m")


def network_sheets(network: Network) -> dict[str, list[list[Any]]]:
    """The network as sheets with headings; a kind of which there is nothing has its headings alone.

    Texts that a spreadsheet might take for a formula begin with an apostrophe, which is taken off when they come back.
    """
    plain = to_plain(network)
    rows: dict[str, list[Mapping[str, Any]]] = {name: plain.get(name, []) for name in SHEETS}
    rows["places"] = [{**each, **(each["coordinates"] or {})} for each in plain["places"]]
    rows["tanks"] = [{**each, **each["strapping"], "shape": each["strapping"]["kind"]} for each in plain["tanks"]]
    rows["strapping"] = [
        {"tank": each["id"], "level_m": level_m, "volume_l": volume_l}
        for each in plain["tanks"]
        if each["strapping"]["kind"] == "table"
        for level_m, volume_l in zip(each["strapping"]["level_m"], each["strapping"]["volume_l"], strict=True)
    ]
    return {
        name: [list(columns), *([_cell(row.get(each), name, each) for each in columns] for row in rows[name])]
        for name, columns in SHEETS.items()
    }


def _cell(value: Any, sheet: str, column: str) -> Any:  # noqa: ANN401 - as a row holds it
    if isinstance(value, Mapping):
        is_simple = all(_PLAIN_PAIR.fullmatch(each) for pair in value.items() for each in pair)
        value = "; ".join(f"{a}={b}" for a, b in value.items()) if is_simple else json.dumps(value, ensure_ascii=False)
    elif isinstance(value, list | tuple) and SHEETS[sheet][column].read is _numbers:
        value = "; ".join(repr(float(each)) for each in value)
    elif isinstance(value, list | tuple):
        return None  # a strapping's column of that name stands in a sheet of its own
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_RISKY) else value or None
    return value


def plain_of_sheets(
    sheets: Mapping[str, Sequence[Sequence[Any]]], before: Network
) -> tuple[dict[str, Any], list[CellFault]]:
    """What sheets say, as ``core.network.from_plain`` reads it, with the kinds that they leave out as they were.

    Args:
        sheets: Each sheet's rows, the headings first.
        before: What is there.

    Returns:
        The network as plain values, and every cell that cannot be used; with any of those, the values mean nothing.
    """
    faults: list[CellFault] = []
    plain: dict[str, Any] = json.loads(json.dumps(to_plain(before)))
    read = {name: _rows(name, rows, faults) for name, rows in sheets.items()}
    tables = {each["id"]: each["strapping"] for each in plain["tanks"] if each["strapping"]["kind"] == "table"}
    tables |= _tables(read.get("strapping", {}))
    stands: dict[str, dict[int, dict[str, Any]]] = {}
    for name, rows in read.items():
        if name in SHEETS and name != "strapping":
            stands[name] = {number: _shaped(name, row, tables) for number, row in rows.items()}
            plain[name] = list(stands[name].values())
    if "tanks" not in read:
        for each in plain["tanks"]:
            each["strapping"] = tables.get(each["id"], each["strapping"])
    ids = {kind: {row.get("id") for row in rows} for kind, rows in plain.items()}
    for kind, rows in stands.items():
        faults += [*_met_twice(kind, rows), *_led_astray(kind, rows, ids), *_refused(kind, rows)]
    faults += [*_loose_tables(read.get("strapping", {}), plain["tanks"]), *_falling(read.get("strapping", {}))]
    return plain, sorted(
        faults, key=lambda each: (each.sheet not in SHEETS, [*SHEETS, each.sheet].index(each.sheet), each.row)
    )


Rows = Mapping[int, Mapping[str, Any]]
"""The rows of a sheet by their numbers, each by its headings."""


def _rows(name: str, rows: Sequence[Sequence[Any]], faults: list[CellFault]) -> dict[int, dict[str, Any]]:
    """The rows that can be read; of those that cannot, each cell goes to the faults."""
    columns = SHEETS.get(name)
    if columns is None:
        faults.append(CellFault(name, 0, "", f"no sheet is called {name!r}", f"one of {', '.join(SHEETS)}"))
        return {}
    headings = [str(each).strip().lower() if each is not None else "" for each in (rows[0] if rows else ())]
    missing = [each for each, column in columns.items() if column.is_needed and each not in headings]
    unknown = [each for each in headings if each and each not in columns]
    twice = sorted({each for each in headings if each and headings.count(each) > 1})
    for wrong, what in ((missing, "it is missing"), (unknown, "there is no such column"), (twice, "it stands twice")):
        faults += [CellFault(name, 1, each, what, f"the headings are {', '.join(columns)}") for each in wrong]
    if missing or unknown or twice:
        return {}
    found = {}
    for number, row in enumerate(rows[1:], 2):
        cells = dict(zip(headings, (*row, *[None] * (len(headings) - len(row))), strict=False))
        if any(not _is_blank(each) for each in row):
            values = _values(name, number, cells, row[len(headings) :], faults)
            if values is not None:
                found[number] = values
    return found


def _values(
    name: str, number: int, cells: Mapping[str, Any], beyond: Sequence[Any], faults: list[CellFault]
) -> dict[str, Any] | None:
    before = len(faults)
    if any(not _is_blank(each) for each in beyond):
        faults.append(CellFault(name, number, "", "it has more cells than headings", "put texts with marks in quotes"))
    values = {}
    for heading, column in SHEETS[name].items():
        cell = cells.get(heading)
        if _is_blank(cell):
            if column.is_needed:
                faults.append(CellFault(name, number, heading, "it is blank", "fill it in"))
            continue
        try:
            values[heading] = column.read(cell)
        except _CellWrong as fault:
            faults.append(CellFault(name, number, heading, fault.what, fault.fix))
    return values if len(faults) == before else None


def _is_blank(cell: Any) -> bool:  # noqa: ANN401 - whatever a cell holds
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _tables(rows: Rows) -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = {}
    for row in rows.values():
        table = tables.setdefault(row["tank"], {"kind": "table", "level_m": [], "volume_l": []})
        table["level_m"].append(row["level_m"])
        table["volume_l"].append(row["volume_l"])
    return tables


def _shaped(name: str, row: Mapping[str, Any], tables: Mapping[str, Any]) -> dict[str, Any]:
    """A row as ``from_plain`` has it."""
    if name == "places":
        where = {each: row[each] for each in ("latitude", "longitude") if each in row}
        rest = {each: value for each, value in row.items() if each not in where}
        return {**rest, "coordinates": where or None}
    if name != "tanks":
        return dict(row)
    shape = row["shape"]
    sizes = {each: row[each] for each in _EVERY_SIZE if each in row}
    rest = {each: value for each, value in row.items() if each not in (*sizes, "shape")}
    is_table = shape == "table" and not sizes
    return {**rest, "strapping": tables.get(row["id"]) if is_table else {"kind": shape, **sizes}}


def _met_twice(kind: str, rows: Rows) -> Iterable[CellFault]:
    first: dict[str, int] = {}
    for number, row in rows.items():
        if first.setdefault(row["id"], number) != number:
            what = f"{row['id']!r} stands in row {first[row['id']]} already"
            yield CellFault(kind, number, "id", what, "give each its own id, or take one of the rows out")


def _led_astray(kind: str, rows: Rows, ids: Mapping[str, set[str]]) -> Iterable[CellFault]:
    for column, to in ((column, to) for (of, column), to in _LEADS_TO.items() if of == kind):
        for number, row in rows.items():
            named = row.get(column) or ()
            for name in named.values() if isinstance(named, Mapping) else [named] if named else ():
                if name not in ids[to]:
                    what, fix = f"there is no {name!r} in {to}", f"add it to {to}, or mend the name"
                    yield CellFault(kind, number, column, what, fix)


def _refused(kind: str, rows: Rows) -> Iterable[CellFault]:
    for number, row in rows.items():
        try:
            _MADE[kind](row)
        except _CellWrong as fault:
            yield CellFault(kind, number, "shape", fault.what, fault.fix)
        except TypeError:
            has = ", ".join(SHEETS[kind])
            yield CellFault(kind, number, "", "a part of it is missing or too many", f"a row has {has}")
        except PetroVerseError as fault:
            yield CellFault(kind, number, fault.where if fault.where in SHEETS[kind] else "", fault.what, fault.fix)


def _loose_tables(rows: Rows, tanks: Sequence[Mapping[str, Any]]) -> Iterable[CellFault]:
    tables = {each.get("id") for each in tanks if (each["strapping"] or {}).get("kind") == "table"}
    for number, row in rows.items():
        if row["tank"] not in tables:
            what = f"no tank {row['tank']!r} has the shape table"
            yield CellFault("strapping", number, "tank", what, "mend the name, or write table as the tank's shape")


def _falling(rows: Rows) -> Iterable[CellFault]:
    before: dict[str, tuple[int, Mapping[str, Any]]] = {}
    for number, row in rows.items():
        last, above = before.get(row["tank"], (0, {}))
        for column in ("level_m", "volume_l"):
            if last and row[column] <= above[column]:
                what = f"{row[column]} does not rise above {above[column]} in row {last}"
                yield CellFault("strapping", number, column, what, "put the rows in order; check the certificate")
        before[row["tank"]] = (number, row)


def _made_tank(row: Mapping[str, Any]) -> None:
    strapping = row["strapping"]
    if strapping is None:
        raise _CellWrong("the sheet strapping has no rows of this tank", "add them there, or give another shape")
    sizes = _SIZES.get(strapping["kind"])
    given = set(strapping) - {"kind", "level_m", "volume_l"}
    if sizes is None:
        raise _CellWrong(f"{strapping['kind']!r} is no shape", f"one of {', '.join(_SIZES)}")
    if not set(sizes) - {"dish_m"} <= given <= set(sizes):
        fix = f"give {' and '.join(sizes)}" if sizes else "leave the sizes blank: the table says them"
        raise _CellWrong(f"a {strapping['kind']} is told by other sizes", fix)
    from_plain({"places": [{"id": row["place"], "name": "-", "kind": "station"}], "tanks": [row]})


def _made_place(row: Mapping[str, Any]) -> None:
    where = row["coordinates"]
    Place(**{**row, "coordinates": Coordinates(**where) if where else None})


_MADE: Final[Mapping[str, Callable[[Mapping[str, Any]], object]]] = {
    "companies": lambda row: Company(**row),
    "places": _made_place,
    "tanks": _made_tank,
    "trucks": lambda row: Truck(**{**row, "compartments_l": tuple(row["compartments_l"])}),
    "routes": lambda row: Route(**row),
    "meters": lambda row: Meter(**row),
    "gauges": lambda row: Gauge(**row),
}
"""What makes one row, and refuses it by name."""
