"""The colours of the platform's light theme, as print takes them; the web's tokens hold the same ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

__all__ = ["ACCENT", "FAINT", "GRID", "INK", "OTHERS", "SEQUENCE", "SOFT", "WASH", "colours_of", "on_step"]

INK: Final = "#101820"
SOFT: Final = "#425062"
FAINT: Final = "#5a6878"
GRID: Final = "#dde3e9"
WASH: Final = "#f4f6f8"
ACCENT: Final = "#0b766a"
OTHERS: Final = "#64748b"
SEQUENCE: Final = ("#e6f3f1", "#c6e5e0", "#9fd2ca", "#72bbb1", "#1d7a70", "#0d6259", "#06443e")
_DARK_FROM: Final = 4

_SERIES: Final = ("#2f6fde", "#c2570c", "#2e8540", "#b3268a", "#8f6a08", "#7048d6", "#0b7f9e", "#c8322b")
_TOKENS: Final = {
    "gasoline": "#0d9488",
    "gasoil": "#2563eb",
    "aviation": "#a21caf",
    "fuel-oil": "#c2410c",
    "marine": "#0e7490",
    "lpg": "#be185d",
    "lpg-2": "#9333ea",
    "lpg-3": "#b45309",
    "kerosene": "#a16207",
    "gasoil-2": "#4f46e5",
    "gasoline-2": "#4d7c0f",
    "power": "#be123c",
    "power-2": "#881337",
    "marine-2": "#0369a1",
    "naphtha": "#7c2d12",
}
_PRODUCTS: Final = {
    "gasoline": "gasoline",
    "premix": "gasoline-2",
    "naphtha": "naphtha",
    "gasoil": "gasoil",
    "gasoil_mines": "gasoil-2",
    "gasoil_rig": "lpg-2",
    "gasoil_power": "power",
    "gasoil_cellsite": "lpg-3",
    "mgo_local": "marine",
    "mgo_foreign": "marine-2",
    "kerosene": "kerosene",
    "kerosene_industrial": "lpg",
    "atk": "aviation",
    "lpg": "lpg",
    "lpg_crm": "lpg-2",
    "lpg_propane_power": "lpg-3",
    "rfo": "fuel-oil",
    "hfo_power": "power-2",
    "fuel_oil": "fuel-oil",
    "aviation": "aviation",
    "marine": "marine",
}


def colours_of(column: str, names: Sequence[str]) -> dict[str, str]:
    """A colour for each value of a column: a product's own, grey for others, else the palette's in order.

    Example:
        >>> colours_of("product", ["gasoil", "others"])
        {'gasoil': '#2563eb', 'others': '#64748b'}
    """
    found: dict[str, str] = {}
    for each in names:
        if each == "others":
            found[each] = OTHERS
        elif column in ("product", "product_group") and each in _PRODUCTS:
            found[each] = _TOKENS[_PRODUCTS[each]]
        else:
            found[each] = _SERIES[len(found) % len(_SERIES)]
    return found


def on_step(step: int) -> str:
    """The colour of text on a step of ``SEQUENCE``."""
    return "#ffffff" if step >= _DARK_FROM else INK
