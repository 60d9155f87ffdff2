"""Mapping files: TOML in, a checked ``Mapping`` out, and back. Parsing what was printed gives the same mapping."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator
from collections.abc import Mapping as Table
from dataclasses import MISSING, asdict, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final, TypeAlias, TypeVar

from petroverse.core.catalogue import datasets
from petroverse.sources.tabular.checks import check_mapping
from petroverse.sources.tabular.errors import (
    MappingIncomplete,
    MappingKeyUnknown,
    MappingNotReadable,
    MappingValueWrong,
    nearest,
)
from petroverse.sources.tabular.mapping import ColumnRule, Constant, EmptyRule, FileRule, KnownRule, Mapping, NumberRule

__all__ = ["VERSION", "load_mapping", "print_mapping"]

VERSION: Final = 1
_PARTS: Final[dict[str, type]] = {"file": FileRule, "numbers": NumberRule, "empty": EmptyRule, "known": KnownRule}
_PLAIN: Final = ("name", "dataset", "series", "series_from", "grain", "zone")
_TYPES: Final[dict[str, tuple[type, ...]]] = {
    "header_line": (int,),
    "lag_days": (int,),
    "scale": (int, float),
    "units_per_tonne": (int, float),
    "spellings": (dict,),
    "words": (list,),
    "at": (datetime, date),
    "constant": (str, int, float, bool, date, datetime),
}

Rule = TypeVar("Rule")
_Rule: TypeAlias = FileRule | NumberRule | EmptyRule | KnownRule | ColumnRule


def load_mapping(source: Path | str) -> Mapping:
    """Reads a mapping file and checks it against the catalogue.

    Args:
        source: The file's path, or the text itself.

    Raises:
        MappingNotReadable: It cannot be opened, or is no TOML.
        MappingKeyUnknown: It names a key, dataset or column that does not exist; the nearest one is named.
        MappingValueWrong: A value has the wrong type or is not allowed.
        MappingIncomplete: Its dataset needs more.

    Example:
        >>> text = print_mapping(load_mapping('''
        ...     name = "dips"
        ...     dataset = "stock"
        ...     [columns]
        ...     day.heading = "Date"
        ...     place.heading = "Depot"
        ...     product.constant = "gasoline"
        ...     closing = { heading = "Stock", unit = "L" }
        ... '''))
        >>> load_mapping(text).columns["closing"].unit
        'L'
    """
    raw = _toml(source)
    _known_keys(raw, {*_PLAIN, *_PARTS, "columns", "version"}, "")
    if raw.get("version", VERSION) != VERSION:
        raise MappingValueWrong(f"version {raw['version']!r} is not known", where="version", fix=f"write {VERSION}")
    for key in ("name", "dataset", "columns"):
        if not raw.get(key):
            raise MappingIncomplete(f"the mapping has no {key}", where=key, fix=f"add {key}")
    if raw["dataset"] not in datasets():
        fix = nearest(str(raw["dataset"]), datasets())
        raise MappingKeyUnknown(f"no dataset is called {raw['dataset']!r}", where="dataset", fix=fix)
    mapping = Mapping(
        **{key: _typed(key, raw[key], key) for key in _PLAIN if key in raw},
        columns=_columns(raw["columns"], str(raw["dataset"])),
        **{key: _rule(kind, raw[key], key) for key, kind in _PARTS.items() if key in raw},
    )
    check_mapping(mapping)
    return mapping


def _toml(source: Path | str) -> dict[str, Any]:
    try:
        text = source.read_text("utf-8-sig") if isinstance(source, Path) else source
        return tomllib.loads(text)
    except (OSError, ValueError) as fault:
        where = str(source) if isinstance(source, Path) else "mapping"
        fix = 'write it as TOML, such as: dataset = "volume"'
        raise MappingNotReadable(f"the mapping cannot be read: {fault}", where=where, fix=fix) from None


def _known_keys(raw: Table[str, Any], known: set[str], where: str) -> None:
    for key in raw:
        if key not in known:
            place = f"{where}.{key}" if where else key
            raise MappingKeyUnknown(f"a mapping has no key {key!r} here", where=place, fix=nearest(key, known))


def _columns(raw: object, dataset: str) -> dict[str, ColumnRule]:
    rules = _typed_table(raw, "columns")
    _known_keys(rules, {each.name for each in datasets()[dataset].columns}, "columns")
    return {name: _rule(ColumnRule, rule, f"columns.{name}") for name, rule in rules.items()}


def _rule(kind: type[Rule], raw: object, where: str) -> Rule:
    table = _typed_table(raw, where)
    _known_keys(table, {each.name for each in fields(kind)}, where)  # type: ignore[arg-type]  # every part is a dataclass
    return kind(**{key: _typed(key, value, f"{where}.{key}") for key, value in table.items()})


def _typed_table(raw: object, where: str) -> dict[str, Any]:
    if not isinstance(raw, dict):
        raise MappingValueWrong(f"{raw!r} is not a table", where=where, fix="write key = value pairs below it")
    return raw


def _typed(key: str, value: Any, where: str) -> Any:  # noqa: ANN401  the gate: TOML values of any type
    _check_type(key, value, where)
    if key == "words":
        return tuple(_typed("word", each, where) for each in value)
    if key == "spellings":
        return {each: _typed("spelling", meant, f"{where}.{each}") for each, meant in value.items()}
    if key in ("scale", "units_per_tonne"):
        return float(value)
    return _instant(value, where) if key == "at" else value


def _check_type(key: str, value: object, where: str) -> None:
    expected = _TYPES.get(key, (str,))
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        names = " or ".join(each.__name__ for each in expected)
        raise MappingValueWrong(f"{value!r} is not of type {names}", where=where, fix=f"write a {names}")
    if isinstance(value, float) and not math.isfinite(value):
        raise MappingValueWrong(f"{value} is not finite", where=where, fix="write a number")


def _instant(value: date, where: str) -> datetime:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if value.tzinfo is None:
        raise MappingValueWrong(f"{value} states no zone", where=where, fix="add one, such as 2025-01-31T12:00:00Z")
    return value.astimezone(UTC)


def print_mapping(mapping: Mapping) -> str:
    """Writes a mapping as TOML; what has its usual value is left out.

    Args:
        mapping: A checked mapping.
    """
    lines = [f"version = {VERSION}"]
    lines += [f"{key} = {_value(getattr(mapping, key))}" for key in _PLAIN if getattr(mapping, key) != _usual(key)]
    for part in _PARTS:
        lines += _section(part, getattr(mapping, part))
    for name, rule in mapping.columns.items():
        lines += _section(f"columns.{_key(name)}", rule) or ["", f"[columns.{_key(name)}]"]
    return "\n".join(lines) + "\n"


def _usual(key: str) -> object:
    found = next(each.default for each in fields(Mapping) if each.name == key)
    return None if found is MISSING else found


def _section(title: str, rule: _Rule) -> list[str]:
    usual = asdict(type(rule)())
    lines = [
        f"{key} = {_value(value)}" for key, value in _items(rule) if value != usual[key] or _differs(value, usual[key])
    ]
    return ["", f"[{title}]", *lines] if lines else []


def _items(rule: _Rule) -> Iterator[tuple[str, Any]]:
    return ((each.name, getattr(rule, each.name)) for each in fields(rule))


def _differs(value: object, usual: object) -> bool:
    """Whether a value equal to the usual one is of another type: 0 is no ``False``."""
    return type(value) is not type(usual) and not isinstance(value, dict)


def _key(text: str) -> str:
    return text if text.isascii() and text.replace("_", "").isalnum() else _value(text)


def _value(value: Constant | Table[str, str] | tuple[str, ...]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, tuple):
        return f"[{', '.join(_value(each) for each in value)}]"
    if isinstance(value, Table):
        return f"{{ {', '.join(f'{_value(key)} = {_value(meant)}' for key, meant in value.items())} }}"
    return repr(value)
