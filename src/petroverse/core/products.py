"""The products of the trade, by canonical code, with the unit each is counted in.

Litres and kilograms never add: a product is counted in one of them and says which. Codes follow the trade and are the
same in every country; the spellings that a publisher prints for them belong to its country pack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from petroverse.core.errors import NotFound

__all__ = [
    "GRADES",
    "PRODUCTS",
    "PRODUCT_GROUPS",
    "TRADE_WORDS",
    "CountUnit",
    "Product",
    "also_called",
    "product",
    "product_meant",
]

CountUnit = Literal["L", "kg"]


@dataclass(frozen=True, slots=True)
class Product:
    """One product as the trade names it.

    Attributes:
        code: Canonical code, lower case with underscores.
        name: What a person reads.
        unit: What its volume is counted in: litres or kilograms.
        group: The family it belongs to, one of PRODUCT_GROUPS.
    """

    code: str
    name: str
    unit: CountUnit
    group: str


_TABLE: Final = (
    ("gasoline", "Gasoline", "L", "gasoline"),
    ("premix", "Premix", "L", "gasoline"),
    ("naphtha", "Naphtha", "L", "gasoline"),
    ("gasoil", "Gasoil", "L", "gasoil"),
    ("gasoil_mines", "Gasoil (mines)", "L", "gasoil"),
    ("gasoil_rig", "Gasoil (rig)", "L", "gasoil"),
    ("gasoil_power", "Gasoil (power plant)", "L", "gasoil"),
    ("gasoil_cellsite", "Gasoil (cell site)", "L", "gasoil"),
    ("mgo_local", "Marine gasoil (local)", "L", "marine"),
    ("mgo_foreign", "Marine gasoil (foreign)", "L", "marine"),
    ("kerosene", "Kerosene", "L", "kerosene"),
    ("kerosene_industrial", "Kerosene (industrial)", "L", "kerosene"),
    ("atk", "Aviation turbine kerosene", "L", "aviation"),
    ("lpg", "LPG", "kg", "lpg"),
    ("lpg_crm", "LPG (cylinder recirculation)", "kg", "lpg"),
    ("lpg_propane_power", "LPG propane (power plant)", "kg", "lpg"),
    ("rfo", "Residual fuel oil", "L", "fuel_oil"),
    ("hfo_power", "Heavy fuel oil (power plant)", "L", "fuel_oil"),
)

PRODUCTS: Final[dict[str, Product]] = {row[0]: Product(*row) for row in _TABLE}
PRODUCT_GROUPS: Final = tuple(dict.fromkeys(each.group for each in PRODUCTS.values()))

TRADE_WORDS: Final[dict[str, str]] = {
    "diesel": "gasoil",
    "AGO": "gasoil",
    "automotive gas oil": "gasoil",
    "petrol": "gasoline",
    "PMS": "gasoline",
    "mogas": "gasoline",
    "premium": "gasoline",
    "super": "gasoline",
    "motor spirit": "gasoline",
    "outboard fuel": "premix",
    "jet": "atk",
    "jet fuel": "atk",
    "Jet A-1": "atk",
    "aviation fuel": "atk",
    "DPK": "kerosene",
    "paraffin": "kerosene",
    "cooking gas": "lpg",
    "autogas": "lpg",
    "fuel oil": "rfo",
}
"""What people call a product in speech, by the word: for what somebody who asks may mean, never for reading facts."""

GRADES: Final[dict[str, str]] = {"gasoline_91": "gasoline", "gasoline_95": "gasoline"}
"""Grades that prices know, each with the product it is a grade of."""


def product(code: str) -> Product:
    """Gives the product with this code.

    Raises:
        NotFound: No product has this code.

    Example:
        >>> product("lpg").unit
        'kg'
    """
    try:
        return PRODUCTS[code]
    except KeyError:
        raise NotFound(f"no product has the code {code!r}", fix=f"one of {', '.join(PRODUCTS)}") from None


def also_called(code: str) -> tuple[str, ...]:
    """What people call the product with this code, besides its name.

    Example:
        >>> also_called("kerosene")
        ('DPK', 'paraffin')
    """
    return tuple(word for word, meant in TRADE_WORDS.items() if meant == code)


def product_meant(word: str) -> Product | None:
    """The product that a person means by a word: its code, its name, or what people call it; None where it is none.

    Example:
        >>> product_meant("Diesel").code, product_meant("Jet A1").code, product_meant("gasoil mines").code
        ('gasoil', 'atk', 'gasoil_mines')
    """
    return _BY_WORD.get(_letters(word))


def _letters(word: str) -> str:
    return "".join(each for each in word.casefold() if each.isalnum())


_BY_WORD: Final = {
    **{_letters(word): PRODUCTS[code] for word, code in TRADE_WORDS.items()},
    **{_letters(word): each for each in PRODUCTS.values() for word in (each.name, each.code)},
}
