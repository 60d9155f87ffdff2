"""The units that a table may count volumes in, and how many litres or kilograms one of each is."""

from __future__ import annotations

from typing import Final, Literal

from petroverse.core.units import UNITS

__all__ = ["UNIT_WORDS", "in_litres_or_kg", "unit_code"]

UNIT_WORDS: Final[dict[str, tuple[str, float]]] = {
    "l": ("L", 1.0),
    "lt": ("L", 1.0),
    "lts": ("L", 1.0),
    "litre": ("L", 1.0),
    "litres": ("L", 1.0),
    "liter": ("L", 1.0),
    "liters": ("L", 1.0),
    "kl": ("L", 1e3),
    "thousand l": ("L", 1e3),
    "thousand litres": ("L", 1e3),
    "000 l": ("L", 1e3),
    "million l": ("L", 1e6),
    "million litres": ("L", 1e6),
    "m3": ("m3", 1.0),
    "m³": ("m3", 1.0),
    "cubic metres": ("m3", 1.0),
    "cubic meters": ("m3", 1.0),
    "us gal": ("US gal", 1.0),
    "imp gal": ("imp gal", 1.0),
    "bbl": ("bbl", 1.0),
    "barrels": ("bbl", 1.0),
    "kg": ("kg", 1.0),
    "kgs": ("kg", 1.0),
    "kilograms": ("kg", 1.0),
    "t": ("t", 1.0),
    "mt": ("t", 1.0),
    "tonnes": ("t", 1.0),
    "metric tonnes": ("t", 1.0),
    "thousand t": ("t", 1e3),
    "lb": ("lb", 1.0),
    "long ton": ("long ton", 1.0),
}
"""A unit as tables write it, in lower case → its code in core and how many. ``ML`` is not here: it may be either."""


def unit_code(text: str) -> tuple[str, float] | None:
    """The unit that a text names, and how many of it; None where it names none.

    Example:
        >>> unit_code("Thousand Litres")
        ('L', 1000.0)
    """
    return UNIT_WORDS.get(" ".join(text.split()).lower())


def in_litres_or_kg(text: str) -> tuple[Literal["L", "kg"], float] | None:
    """What one of a unit is: litres of volume or kilograms of mass; None where the text names no unit.

    Example:
        >>> in_litres_or_kg("t"), in_litres_or_kg("kL")
        (('kg', 1000.0), ('L', 1000.0))
    """
    found = unit_code(text)
    if found is None:
        return None
    code, count = found
    unit = UNITS[code]
    return ("L" if unit.dimension == "volume" else "kg", float(unit.factor) * count)
