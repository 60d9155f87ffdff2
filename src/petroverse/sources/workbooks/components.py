"""The parts of a price: what a printed part is called, what role it plays, and whether printed sums hold.

A sum that the publisher prints is the sum of what stands above it: of the sum before it, or of the starting price, and
of every part since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.core.facts import Finding
from petroverse.sources.workbooks.headings import clean, plain
from petroverse.sources.workbooks.price_table import slug

__all__ = ["Part", "component_of", "role_of", "sum_findings"]

TOLERANCE: Final = 0.006
"""Printed parts are cut to two decimals or more; sums may differ by half a unit of the second."""

_ROLES: Final = ("levy", "tax", "margin")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of one product's price.

    Attributes:
        component: Canonical code, or one made of the printed name.
        printed: As printed.
        role: price, tax, levy, margin, adjustment or total.
        value: As printed; None where blank.
        cell: Where it stands.
        is_known: Whether the pack knows the name.
    """

    component: str
    printed: str
    role: str
    value: float | None
    cell: str
    is_known: bool


def component_of(printed: str, pack: CountryPack) -> tuple[str, bool]:
    """The component's code, and whether the pack knows the name; an unknown one gets a code made of its words."""
    known = pack.component_spellings.get(plain(printed))
    return (known, True) if known else (slug(printed), False)


def role_of(component: str, printed: str, position: int, pack: CountryPack) -> str:
    """What a component is.

    A price that is not the first is a printed sum; an unknown component is what a word in its name says.

    Args:
        component: Its code.
        printed: As printed.
        position: Its place in the build-up, from 1.
        pack: The country, whose words ``role.levy`` and such name unknown ones.
    """
    role = pack.component_roles.get(component)
    if role == "price" and position > 1:
        return "total"
    if role:
        return role
    words = set(plain(printed).split())
    return next((each for each in _ROLES if words & set(pack.words.get(f"role.{each}", ()))), "adjustment")


def sum_findings(columns: Mapping[str, Sequence[Part]], sheet: str) -> Iterator[Finding]:
    """Every printed sum that is not the sum of the parts above it.

    Args:
        columns: For each product its parts, from the top.
        sheet: The sheet's name.
    """
    for product, parts in columns.items():
        running: float | None = None
        for part in parts:
            if part.value is None:
                continue
            if part.role == "total" and running is not None:
                yield from _mismatch(part, running, product, sheet)
                running = part.value
            else:
                running = (running or 0.0) + part.value


def _mismatch(part: Part, summed: float, product: str, sheet: str) -> Iterator[Finding]:
    if part.value is not None and abs(part.value - summed) > TOLERANCE:
        seen, expected = f"{part.value:.10g}", f"{summed:.10g}"
        note = f"{product}, {clean(part.printed)}: not the sum of the parts above it"
        yield Finding("component_sum_mismatch", "look", sheet, part.cell, seen, expected, note)
