"""What the text above a table says it counts in: litres (perhaps thousands), tonnes or shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from petroverse.core.country import CountryPack
from petroverse.sources.workbooks.headings import plain

__all__ = ["TableKind", "Unit", "unit_of"]

TableKind = Literal["volume", "tonnes", "share", "factor", "foreign"]
_EXCEPT: Final = ("EXCEPT", "EXCLUDING", "BUT")
_KEYS: Final = (
    *("unit.share", "unit.tonnes", "unit.litres", "unit.cubic_metres", "unit.kg", "unit.thousand", "unit.million"),
    *("unit.foreign", "unit.kg_product"),
)
_NEAR_WORDS: Final = 3
"""A unit stands within so many words after the product that it is of: ``LPG in MT``."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a table counts in.

    Attributes:
        kind: Volumes, tonnes, shares, conversion factors, or a unit that is not read (barrels).
        litres: Litres in one printed unit of a litre product: 1, 1000 for thousands and cubic metres, 1e6 for millions.
        kilograms: Kilograms in one printed unit of a kilogram product.
        says_kilograms: Whether the text says that some products are in kilograms (or tonnes).
    """

    kind: TableKind
    litres: float = 1.0
    kilograms: float = 1.0
    says_kilograms: bool = False


def unit_of(text: str, pack: CountryPack) -> Unit | None:
    """The unit that a text names, or None where it names none.

    Example:
        ``unit_of("UNIT: '000 Litres except LPG in Kg", pack)`` counts thousands of litres, and LPG in kilograms.
    """
    words = pack.words
    return _unit(plain(text), tuple(words.get(key, ()) for key in _KEYS))


@lru_cache(4096)
def _unit(text: str, words: tuple[tuple[str, ...], ...]) -> Unit | None:
    share, tonnes, litres, cubic_metres, _, thousand, million, foreign, _ = words
    main, _, rest = _split(text)
    if _has(text, share):
        return Unit("share")
    if _has(main, foreign):
        return Unit("foreign")
    if _has(main, tonnes) and not _has(main, litres) and not _has(main, cubic_metres):
        return Unit("tonnes")
    if not _has(main, litres) and not _has(main, cubic_metres):
        return None
    per_unit = 1000.0 if _has(main, thousand) or (_has(main, cubic_metres) and not _has(main, litres)) else 1.0
    per_unit = 1_000_000.0 if _has(main, million) else per_unit
    per_kg, says_kg = _kilograms(main, rest, per_unit, words)
    return Unit("volume", per_unit, per_kg, says_kg)


def _kilograms(main: str, rest: str, per_unit: float, words: tuple[tuple[str, ...], ...]) -> tuple[float, bool]:
    """Kilograms in one printed unit of a product sold by weight, and whether the text speaks of weight at all."""
    _, tonnes, _, _, kilograms, thousand, million, _, kg_products = words
    near = rest or _after(main, kg_products)
    if _has(near, tonnes):
        return 1000.0, True
    if _has(near, kilograms):
        return 1_000_000.0 if _has(near, million) else 1000.0 if _has(near, thousand) else 1.0, True
    if rest:
        return 1000.0 if _has(rest, thousand) else 1.0, False
    is_scaled_by_word = _has(main, thousand) or _has(main, million)
    return per_unit if is_scaled_by_word else 1.0, _has(main, kilograms)


def _after(text: str, products: tuple[str, ...]) -> str:
    """The few words after a product's name, in which its unit stands."""
    parts = (after for product in products for after in f" {text} ".split(f" {product} ")[1:])
    return " ".join(next(parts, "").split()[:_NEAR_WORDS])


def _split(text: str) -> tuple[str, str, str]:
    for word in _EXCEPT:
        main, mark, rest = f" {text} ".partition(f" {word} ")
        if mark:
            return main, mark, rest
    return text, "", ""


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    padded = f" {text} "
    return any(f" {phrase} " in padded for phrase in phrases)
