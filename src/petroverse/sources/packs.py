"""Country packs: folders of TOML files, read into one ``CountryPack``.

A pack may be split over any number of files; what each table means is the same wherever it stands:

    name publisher country currency minor_unit time_zone window_days is_simulated     plain values
    [publication_lag_days]     family → days
    [spellings.products]       canonical product or grade code → list of printed spellings
    [spellings.regions]        region name → list of printed spellings
    [spellings.components]     canonical component code → list of printed spellings
    [component_roles]          canonical component code → price, tax, levy, margin, adjustment or total
    [price_ranges]             product or grade → [lowest, highest] plausible price
    [words]                    key → list of words that the publications use (``title.omc``, ``total`` …)
    [borders]                  region of the coarsest level → list of the countries that it borders on by land
    [product_uses]             product → the special use that it is meant for, in words
    [[factor]]                 product (or products), since, units_per_tonne
    [[break]]                  source, product, inside, since, note
    [[region_level]]           name, since; coarsest and oldest first
    [[region]]                 name, level, parent, code (optional), row and column of its tile (optional)
    [[alias]]                  alias, company, since (optional), reason (optional)
    [[never_merge]]            companies = [one, the other]

A folder of the user's own may hold more such files (company aliases above all); they are added to the pack's.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from petroverse.core.country import CompanyAlias, CountryPack, DefinitionBreak, Factor, Region, RegionLevel
from petroverse.core.errors import InputRefused, NotFound
from petroverse.sources.workbooks.headings import plain

__all__ = ["OwnNames", "PackRefused", "available_packs", "load_own_names", "load_pack"]

_HERE: Final = Path(__file__).parent
_VALUES: Final = ("name", "publisher", "country", "currency", "minor_unit", "time_zone")
_TABLES: Final = {
    *_VALUES,
    *("window_days", "is_simulated", "publication_lag_days", "spellings", "component_roles", "price_ranges", "words"),
    *("borders", "product_uses"),
    *("factor", "break", "region_level", "region", "alias", "never_merge"),
}


class PackRefused(InputRefused):
    """A country pack's file says something that a pack cannot hold."""


@dataclass(frozen=True, slots=True)
class OwnNames:
    """Company names that a user wrote down: aliases, and pairs that are never merged."""

    aliases: tuple[CompanyAlias, ...] = ()
    never_merge: tuple[tuple[str, str], ...] = ()


@cache
def available_packs() -> tuple[str, ...]:
    """Names of the packs that come with this installation, in order."""
    return tuple(sorted(each.parent.name for each in _HERE.glob("*/pack.toml")))


def load_pack(name_or_folder: str | Path, *more: Path) -> CountryPack:
    """Reads a country pack.

    Args:
        name_or_folder: A name from ``available_packs()``, or a folder that holds a pack.
        more: Files or folders whose tables are added, such as the user's own company aliases.

    Raises:
        NotFound: There is no such pack.
        PackRefused: A file of it is no TOML, or holds something that a pack cannot.

    Example:
        >>> load_pack(available_packs()[0]).currency != ""
        True
    """
    folder = Path(name_or_folder)
    if not (folder / "pack.toml").is_file():
        folder = _HERE / str(name_or_folder)
    if not (folder / "pack.toml").is_file():
        known = ", ".join(available_packs()) or "a folder with a pack.toml in it"
        raise NotFound(f"there is no country pack {str(name_or_folder)!r}", fix=f"one of {known}")
    return _pack(list(_tables((folder, *more))))


def load_own_names(file: Path) -> OwnNames:
    """Reads a user's own ``[[alias]]`` and ``[[never_merge]]`` tables; none where the file is not there.

    Raises:
        PackRefused: The file is no TOML, or holds anything else.
    """
    if not file.exists():
        return OwnNames()
    tables = list(_tables((file,)))
    if others := sorted(set(tables[0][1]) - {"alias", "never_merge"}):
        fix = "keep [[alias]] and [[never_merge]] in it alone"
        raise PackRefused(f"{others[0]!r} is no table of company names", where=str(file), fix=fix)
    try:
        return OwnNames(_aliases(tables), _never_merged(tables))
    except (KeyError, TypeError, ValueError) as fault:
        fix = "write alias, company and perhaps since (a day) and reason; companies = [one, the other]"
        raise PackRefused(f"a line is not complete: {fault}", where=str(file), fix=fix) from None


def _tables(places: Iterable[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for place in places:
        for path in sorted(place.glob("*.toml")) if place.is_dir() else (place,):
            try:
                table = tomllib.loads(path.read_text("utf-8"))
            except (OSError, ValueError) as fault:
                raise PackRefused(f"the file cannot be read: {fault}", where=str(path), fix="correct it") from None
            if unknown := sorted(set(table) - _TABLES):
                fix = f"one of {', '.join(sorted(_TABLES))}"
                raise PackRefused(f"a pack has no table {unknown[0]!r}", where=str(path), fix=fix)
            yield path, table


def _pack(files: Sequence[tuple[Path, Mapping[str, Any]]]) -> CountryPack:
    first = next(table for path, table in files if path.name == "pack.toml")
    try:
        return CountryPack(
            **{key: str(first[key]) for key in _VALUES},
            window_days=tuple(first.get("window_days", ())),
            is_simulated=bool(first.get("is_simulated", False)),
            publication_lag_days=_merged(files, "publication_lag_days"),
            product_spellings=_spellings(files, "products"),
            factors=tuple(_factors(files)),
            breaks=tuple(DefinitionBreak(**each) for each in _rows(files, "break")),
            region_levels=tuple(RegionLevel(**each) for each in _rows(files, "region_level")),
            regions=_regions(files),
            region_spellings=_spellings(files, "regions"),
            aliases=_aliases(files),
            never_merge=_never_merged(files),
            component_spellings=_spellings(files, "components"),
            component_roles=_merged(files, "component_roles"),
            price_ranges={
                key: (float(low), float(high)) for key, (low, high) in _merged(files, "price_ranges").items()
            },
            words={key: tuple(plain(word) for word in words) for key, words in _words(files).items()},
            borders={region: tuple(countries) for region, countries in _merged(files, "borders").items()},
            product_uses=_merged(files, "product_uses"),
        )
    except (KeyError, TypeError, ValueError) as fault:
        where = str(files[0][0].parent)
        raise PackRefused(
            f"the pack is not complete or not well formed: {fault}", where=where, fix="correct it"
        ) from None


def _regions(files: Sequence[tuple[Path, Mapping[str, Any]]]) -> tuple[Region, ...]:
    found = tuple(Region(**each) for each in _rows(files, "region"))
    taken: dict[tuple[str, Any, Any], str] = {}
    for each in found:
        tile = (each.row, each.column)
        if tile == (None, None):
            continue
        if not all(type(part) is int and part >= 0 for part in tile):
            raise ValueError(f"the tile of {each.name} needs a row and a column from 0 on, not {tile}")
        if taken.setdefault((each.level, *tile), each.name) != each.name:
            raise ValueError(f"{each.name} and {taken[each.level, *tile]} of level {each.level} have one tile")
    return found


def _aliases(files: Sequence[tuple[Path, Mapping[str, Any]]]) -> tuple[CompanyAlias, ...]:
    found = tuple(CompanyAlias(**each) for each in _rows(files, "alias"))
    wrong = next((each for each in found if not isinstance(each.since, date | None)), None)
    if wrong:
        raise TypeError(f"since must be a day, not {wrong.since!r}")
    return found


def _never_merged(files: Sequence[tuple[Path, Mapping[str, Any]]]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one), str(other)) for one, other in (each["companies"] for each in _rows(files, "never_merge")))


def _merged(files: Sequence[tuple[Path, Mapping[str, Any]]], key: str) -> dict[str, Any]:
    return {name: value for _, table in files for name, value in table.get(key, {}).items()}


def _words(files: Sequence[tuple[Path, Mapping[str, Any]]]) -> dict[str, list[str]]:
    words: dict[str, list[str]] = {}
    for _, table in files:
        for key, values in table.get("words", {}).items():
            words.setdefault(key, []).extend(values)
    return words


def _rows(files: Sequence[tuple[Path, Mapping[str, Any]]], key: str) -> list[dict[str, Any]]:
    return [row for _, table in files for row in table.get(key, [])]


def _spellings(files: Sequence[tuple[Path, Mapping[str, Any]]], of: str) -> dict[str, str]:
    groups = [table.get("spellings", {}).get(of, {}) for _, table in files]
    return {plain(text): code for group in groups for code, texts in group.items() for text in texts}


def _factors(files: Sequence[tuple[Path, Mapping[str, Any]]]) -> Iterator[Factor]:
    for row in _rows(files, "factor"):
        since = row["since"]
        if not isinstance(since, date):
            raise TypeError(f"since must be a day, not {since!r}")
        for product in row.get("products", [row.get("product")]):
            yield Factor(str(product), since, float(row["units_per_tonne"]))
