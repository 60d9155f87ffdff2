"""What the text above a table says it counts in: litres (perhaps thousands), tonnes or shares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from petroverse.core.country import CountryPack
from petroverse.sources.workbooks.headings import plain

__all__ = ["TableKind", "Unit", "unit_of"]

TableKind = Literal["volume", "tonnes", "share", "factor"]
_EXCEPT: Final = ("EXCEPT", "EXCLUDING", "BUT")


@dataclass(frozen=True, slots=True)
class Unit:
    """What a table counts in.

    Attributes:
        kind: Volumes, tonnes, shares or conversion factors.
        litres: Litres in one printed unit of a litre product: 1, or 1000 for thousands and cubic metres.
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
    keys = ("unit.share", "unit.tonnes", "unit.litres", "unit.cubic_metres", "unit.kg", "unit.thousand")
    return _unit(plain(text), tuple(words.get(key, ()) for key in keys))


@lru_cache(4096)
def _unit(text: str, words: tuple[tuple[str, ...], ...]) -> Unit | None:
    share, tonnes, litres, cubic_metres, kilograms, thousand = words
    main, _, rest = _split(text)
    if _has(text, share):
        return Unit("share")
    if _has(main, tonnes) and not _has(main, litres) and not _has(main, cubic_metres):
        return Unit("tonnes")
    if not _has(main, litres) and not _has(main, cubic_metres):
        return None
    per_unit = 1000.0 if _has(main, thousand) or (_has(main, cubic_metres) and not _has(main, litres)) else 1.0
    said = rest or text
    per_kg = 1000.0 if _has(said, tonnes) or (_has(said, thousand) and (rest or per_unit == 1000.0)) else 1.0
    return Unit("volume", per_unit, per_kg, _has(text, kilograms) or (bool(rest) and _has(rest, tonnes)))


def _split(text: str) -> tuple[str, str, str]:
    for word in _EXCEPT:
        main, mark, rest = f" {text} ".partition(f" {word} ")
        if mark:
            return main, mark, rest
    return text, "", ""


def _has(text: str, phrases: tuple[str, ...]) -> bool:
    padded = f" {text} "
    return any(f" {phrase} " in padded for phrase in phrases)
