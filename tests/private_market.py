"""Three organisations with facts of their own beside published ones, and who may see what of them: the slow way.

Every company's name begins with its organisation's, so a row that crosses a border is known wherever it shows up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from petroverse.core.rights import Role

OWNERS = ("alpha", "beta", "watch", "public")
PRODUCTS = ("gasoline", "gasoil")
MONTHS = ("2025-01", "2025-02")
COMPANIES = {owner: tuple(f"{owner.upper()}-{number}" for number in (1, 2, 3)) for owner in OWNERS}
MARKER = re.compile(r"(?:ALPHA|BETA|WATCH|PUBLIC)-\d")

_MAPPING = """
version = 1
name = "own liftings"
dataset = "volume"
series = "omc"
grain = "month"
[known]
lag_days = 5
[columns]
month.heading = "Month"
company.heading = "Company"
product.heading = "Product"
volume = { heading = "Litres", unit = "L" }
"""


@dataclass(frozen=True)
class Lifting:
    """One row of the market."""

    owner: str
    company: str
    product: str
    month: str

    @property
    def litres(self) -> int:
        """A volume that tells its row: sums of two different sets of rows differ."""
        place = ALL.index(self)
        return 1000 << place if place < 40 else 7 * place


ALL = tuple(
    Lifting(owner, company, product, month)
    for owner in OWNERS
    for company in COMPANIES[owner]
    for product in PRODUCTS
    for month in MONTHS
)


@dataclass(frozen=True)
class Standing:
    """What somebody is, where, and which rows alone this person may see."""

    organisation: str
    role: Role
    rules: Mapping[str, tuple[str, ...]]


def visible(standing: Standing, shares: Iterable[tuple[str, str]]) -> list[Lifting]:
    """The rows that somebody may see, found by going through all of them; a regulator has no market of its own."""
    owners = {"public", *(owner for owner, reader in shares if reader == standing.organisation)}
    if standing.role is not Role.REGULATOR:
        owners.add(standing.organisation)
    return [each for each in ALL if each.owner in owners and _allowed(each, standing.rules)]


def _allowed(row: Lifting, rules: Mapping[str, tuple[str, ...]]) -> bool:
    return all(getattr(row, dimension) in values for dimension, values in rules.items())


def markers(text: str) -> set[str]:
    """Every company that a text names."""
    return set(MARKER.findall(text))


def write_mapping(folder: Path) -> Path:
    """How a table of months, companies, products and litres is read."""
    (folder / "mapping.toml").write_text(_MAPPING, "utf-8")
    return folder / "mapping.toml"


def write_liftings(folder: Path) -> Mapping[str, Path]:
    """One table for each owner, and beside them ``mapping.toml``."""
    write_mapping(folder)
    written = {}
    for owner in OWNERS:
        rows = [f"{each.month},{each.company},{each.product},{each.litres}" for each in ALL if each.owner == owner]
        written[owner] = folder / f"{owner}.csv"
        written[owner].write_text("\n".join(["Month,Company,Product,Litres", *rows]), "utf-8")
    return written
