"""What a price is counted in, as headings print it: ``(GHS/Lt)``, ``GHp/Kg``, ``US Cents per Litre``.

Words belong to the country pack: ``unit.major``, ``unit.minor``, ``unit.old_currency``, ``unit.usd``, ``unit.us_cents``
for money; ``per.litre``, ``per.kg``, ``per.tonne``, ``per.barrel`` for what it buys.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from petroverse.core.country import CountryPack
from petroverse.sources.workbooks.headings import plain

__all__ = ["PriceUnit", "money_code", "price_unit", "without_unit"]

_PER: Final = (("per.litre", "L"), ("per.kg", "kg"), ("per.tonne", "t"), ("per.barrel", "bbl"))
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")


@dataclass(frozen=True, slots=True)
class PriceUnit:
    """A unit as printed, and the major currency unit that prices are kept in.

    Attributes:
        printed: Code of what is printed, such as ``GHp/L``.
        major: Code in the currency's major unit, such as ``GHS/L``.
        parts: How many of the printed unit make one major unit: 100 for hundredths, else 1.
    """

    printed: str
    major: str
    parts: int

    @property
    def is_minor(self) -> bool:
        """Whether hundredths are printed."""
        return self.parts != 1

    def to_major(self, printed: float) -> float:
        """A printed figure in the major unit."""
        return printed / self.parts


def price_unit(text: str, pack: CountryPack) -> PriceUnit | None:
    """The unit that a heading names, in brackets or not; None where it names none.

    Example:
        ``price_unit("LPG (GHp/Kg)", pack)`` gives ``PriceUnit("GHp/kg", "GHS/kg", 100)``.
    """
    for piece in (*_BRACKET.findall(text), text):
        money, slash, buys = plain(piece).replace(" PER ", "/").rpartition("/")
        quantity = _quantity(buys, pack) if slash else None
        found = money_code(money, pack) if quantity else None
        if found and quantity:
            printed, major, parts = found
            return PriceUnit(f"{printed}/{quantity}", f"{major}/{quantity}", parts)
    return None


def money_code(text: str, pack: CountryPack) -> tuple[str, str, int] | None:
    """Printed code, major code and parts of the money that a text ends with; None where it names none."""
    low = f" {plain(text)}"
    for key, printed, major, parts in _money(pack):
        named = {plain(printed), *pack.words.get(key, ())}
        if any(low.endswith(f" {each}") for each in named):
            return printed, major, parts
    return None


def without_unit(text: str, pack: CountryPack) -> str:
    """A heading without the bracket that names its unit; other brackets stay.

    Example:
        ``without_unit("GASOIL (MINES) - (GHp/Lt)", pack)`` gives ``GASOIL (MINES) -``.
    """
    for found in _BRACKET.finditer(text):
        if price_unit(found[0], pack):
            return f"{text[: found.start()]} {text[found.end() :]}".strip()
    return text


def _money(pack: CountryPack) -> tuple[tuple[str, str, str, int], ...]:
    old = next(iter(pack.words.get("unit.old_currency_code", ())), pack.currency)
    return (
        ("unit.us_cents", "USc", "USD", 100),
        ("unit.minor", pack.minor_unit, pack.currency, 100),
        ("unit.major", pack.currency, pack.currency, 1),
        ("unit.old_currency", old, old, 1),
        ("unit.usd", "USD", "USD", 1),
    )


def _quantity(text: str, pack: CountryPack) -> str | None:
    first = plain(text).partition(" ")[0]
    return next((code for key, code in _PER if first in pack.words.get(key, ())), None)
